// A plan for a report of made-up rows: its first kind gets two sites, every block that has none is within the limit then.
import type { AccessReport } from '../../src/answer/access-report.ts'
import type { CoverageShare } from '../../src/answer/coverage-share.ts'
import { blockAmount } from '../../src/answer/measured-places.ts'
import type { SitingPlan } from '../../src/answer/siting-plan.ts'
import { coverageShare } from '../../src/study/coverage.ts'

/** The report with a plan. */
export function withPlan(report: AccessReport, more: Partial<SitingPlan> = {}): AccessReport {
  const { table, options, blocks, categories } = report
  const limit = options.limits.at(-1)!
  const shareOf = (block: number) =>
    table.share[block * table.categoryCount * table.limitCount + table.limitCount - 1] ?? Number.NaN
  const shareBefore = Float64Array.from(blocks, (_, block) => shareOf(block))
  const shareAfter = shareBefore.map((share) => (Number.isNaN(share) ? share : 1))
  const coverage = (shares: Float64Array): CoverageShare =>
    coverageShare(
      'population',
      blocks,
      (block) => blockAmount(block, 'population'),
      (block) => shares[block]!,
    )
  const [before, after] = [coverage(shareBefore), coverage(shareAfter)]
  const category = categories[0]!.id
  const site = (id: string, place: number, name: string | null) => ({
    ...{ id, candidateId: id, name, lonLat: blocks[place]!.lonLat, status: 'candidate' as const },
    ...{ categories: [category], buildCost: 2.5, places: 120, linkMetres: 4.25, source: 'plots.csv', lineOrId: '7' },
    demand: 40,
  })
  const step = (siteId: string, demandNew: number, demandTotal: number, costTotal: number) => {
    const share = after.total > 0 ? demandTotal / after.total : null
    return { siteId, demandNew, demandTotal, share, placesUsed: 30, costTotal }
  }
  const half = (before.covered + after.covered) / 2
  const plan: SitingPlan = {
    ...{ problem: 'maximise-coverage', basis: options.basis, limit, searchedTo: limit },
    asked: { sites: 2, budget: null, targetPercent: null },
    ...{ candidatesFrom: 'file', candidatesEvery: null },
    candidates: {
      ...{ candidate: 5, required: 0, existing: 0, excluded: 1, otherKinds: 0 },
      ...{ unlinked: 1, unknownCost: 0, unknownPlaces: 0 },
    },
    ...{ status: 'optimal', objective: after.covered, bound: after.covered, gap: 0 },
    ...{ demandTotal: after.total, demandCovered: after.covered },
    kinds: [
      {
        ...{
          category,
          measure: 'population',
          demandRate: 1,
          rate: null,
          before,
          after,
          meanWalkBefore: null,
          meanWalkAfter: null,
        },
        ...{ outOfReach: 3, blocksOutOfReach: [blocks[0]!.id], existing: 4, existingUnknownPlaces: 0 },
        ...{ shareBefore, shareAfter },
      },
    ],
    sites: [site('p1', 0, '=1+1 <b>Site</b>'), site('p2', 1, null)],
    steps: [step('p1', half - before.covered, half, 2.5), step('p2', after.covered - half, after.covered, 5)],
    unlinked: [{ id: 'p9', name: null, lonLat: blocks[0]!.lonLat, reason: 'too-far' }],
    infeasible: null,
    alternatives: [['p1', 'p3']],
    ...more,
  }
  return { ...report, plan }
}

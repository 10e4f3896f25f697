// Small random siting problems, for comparison with brute force.
import fc from 'fast-check'
import {
  SITE_STATUSES,
  SITING_PROBLEMS,
  type SitingProblem,
  type SitingProblemName,
} from '../../../src/plan/siting/siting-problem.ts'

/** A sparse table as rows of `[site, cost]`. */
export function costsOf(rows: readonly (readonly (readonly [number, number])[])[]) {
  const rowOffset = new Uint32Array(rows.length + 1)
  rows.forEach((row, at) => {
    rowOffset[at + 1] = rowOffset[at]! + row.length
  })
  const flat = rows.flatMap((row) => [...row].sort((a, b) => a[0] - b[0]))
  return {
    rowOffset,
    site: Uint32Array.from(flat, ([site]) => site),
    cost: Float64Array.from(flat, ([, cost]) => cost),
  }
}

/** Problems with up to so many rows and sites. */
export function randomProblem(
  most: { readonly rows: number; readonly sites: number },
  names: readonly SitingProblemName[] = SITING_PROBLEMS,
): fc.Arbitrary<SitingProblem> {
  const shape = fc.record({
    problem: fc.constantFrom(...names),
    rows: fc.integer({ min: 1, max: most.rows }),
    sites: fc.integer({ min: 1, max: most.sites }),
    fill: fc.double({ min: 0.15, max: 1, noNaN: true }),
    seed: fc.integer(),
    limit: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
    how: fc.constantFrom('sites', 'budget', 'target'),
    some: fc.integer({ min: 0, max: 4 }),
    percent: fc.integer({ min: 0, max: 100 }),
    statuses: fc.boolean(),
    decimals: fc.boolean(),
  })
  return shape.map(({ problem, rows, sites, fill, seed, limit, how, some, percent, statuses, decimals }) => {
    const random = seeded(seed)
    const whole = (top: number) => Math.floor(random() * (top + 1))
    const number = (top: number) => (decimals ? whole(top * 10) / 10 : whole(top))
    const table = Array.from({ length: rows }, () =>
      Array.from({ length: sites }, (_, site) => [site, number(30)] as const).filter(() => random() < fill),
    )
    const status = Array.from({ length: sites }, () => {
      const roll = statuses ? random() : 0.99
      return roll < 0.1
        ? SITE_STATUSES[0]
        : roll < 0.2
          ? SITE_STATUSES[1]
          : roll < 0.3
            ? SITE_STATUSES[3]
            : SITE_STATUSES[2]
    })
    const isFewest = problem === 'minimise-facilities' || problem === 'backup-coverage'
    const takesTarget = problem.startsWith('maximise') || problem === 'minimise-facilities'
    const amount =
      how === 'target' && takesTarget
        ? { targetPercent: percent }
        : isFewest
          ? some === 0
            ? { sites: 3 }
            : {}
          : how === 'budget'
            ? { budget: some * 2 }
            : { sites: some }
    return {
      problem,
      demandIds: Array.from({ length: rows }, (_, at) => `d${at}`),
      demandWeight: Float64Array.from({ length: rows }, () => number(20)),
      siteIds: Array.from({ length: sites }, (_, at) => `s${at}`),
      siteStatus: status,
      sitePlaces: Float64Array.from({ length: sites }, () => whole(30)),
      siteBuildCost: Float64Array.from({ length: sites }, () => number(4)),
      costs: costsOf(table),
      limit,
      ...amount,
    }
  })
}

/** Mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

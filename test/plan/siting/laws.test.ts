// Laws of siting on random problems: more is never worse, fixed sites are kept, the order of rows has no say, places without end change nothing.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SitingProblem } from '../../../src/plan/siting/siting-problem.ts'
import { SITING_PROBLEMS } from '../../../src/plan/siting/siting-problem.ts'
import { solveSiting } from '../../../src/plan/siting/solve-siting.ts'
import { bruteForce } from './brute-force.ts'
import { costsOf, randomProblem, seeded } from './random-problem.ts'

const SIZE = { rows: 12, sites: 9 }
const RUNS = { numRuns: 120, seed: 1312 }

/** Rows of a problem's costs as `[site, cost]`. */
function rowsOf({ costs, demandIds }: SitingProblem): (readonly [number, number])[][] {
  return demandIds.map((_, row) =>
    Array.from({ length: costs.rowOffset[row + 1]! - costs.rowOffset[row]! }, (_, at) => {
      const p = costs.rowOffset[row]! + at
      return [costs.site[p]!, costs.cost[p]!] as const
    }),
  )
}

/** The same problem with its rows and sites in another order. */
function shuffled(problem: SitingProblem, seed: number): SitingProblem {
  const random = seeded(seed)
  const order = (n: number) => {
    const keys = Array.from({ length: n }, random)
    return Array.from(keys, (_, at) => at).sort((a, b) => keys[a]! - keys[b]!)
  }
  const rows = order(problem.demandIds.length)
  const sites = order(problem.siteIds.length)
  const placeOf = new Map(sites.map((site, at) => [site, at]))
  const table = rowsOf(problem)
  return {
    ...problem,
    demandIds: rows.map((row) => problem.demandIds[row]!),
    demandWeight: Float64Array.from(rows, (row) => problem.demandWeight[row]!),
    siteIds: sites.map((site) => problem.siteIds[site]!),
    siteStatus: sites.map((site) => problem.siteStatus[site]!),
    sitePlaces: Float64Array.from(sites, (site) => problem.sitePlaces![site]!),
    siteBuildCost: Float64Array.from(sites, (site) => problem.siteBuildCost![site]!),
    costs: costsOf(rows.map((row) => table[row]!.map(([site, cost]) => [placeOf.get(site)!, cost] as const))),
  }
}

async function solved(problem: SitingProblem) {
  const answer = await solveSiting(problem)
  const idOf = (site: number) => problem.siteIds[site]!
  return {
    ...answer,
    chosen: answer.chosen.map(idOf),
    steps: answer.steps.map((step) => ({ ...step, site: idOf(step.site) })),
    perSite: answer.perSite.map((load) => ({ ...load, site: idOf(load.site) })),
    beyond: { ...answer.beyond, rows: answer.beyond.rows.map((row) => problem.demandIds[row]!) },
    infeasible:
      answer.infeasible === null
        ? null
        : { ...answer.infeasible, rows: answer.infeasible.rows.map((row) => problem.demandIds[row]!) },
  }
}

/** How good: larger is better, infeasible is worst. */
const goodness = ({ objective, problem }: { objective: number | null; problem: string }) =>
  objective === null ? Number.NEGATIVE_INFINITY : problem.startsWith('minimise') ? -objective : objective

describe.each(SITING_PROBLEMS)('%s', (name) => {
  const isFewest = name === 'minimise-facilities' || name === 'backup-coverage'
  const check = (law: (problem: SitingProblem) => Promise<void>) =>
    fc.assert(fc.asyncProperty(randomProblem(SIZE, [name]), law), RUNS)

  it('says the same for rows and sites in another order, and twice', async () => {
    await check(async (problem) => {
      const first = await solved(problem)
      expect(await solved(shuffled(problem, 7))).toEqual(first)
      expect(await solved(problem)).toEqual(first)
    })
  })

  it('has every required site, no excluded and no existing one', async () => {
    await check(async (problem) => {
      const { status, chosen } = await solveSiting(problem)
      if (status === 'infeasible') return
      const statuses = chosen.map((site) => problem.siteStatus[site])
      expect(statuses.every((one) => one === 'required' || one === 'candidate')).toBe(true)
      expect(statuses.filter((one) => one === 'required')).toHaveLength(
        problem.siteStatus.filter((one) => one === 'required').length,
      )
    })
  })

  it('is never worse with a candidate more', async () => {
    await check(async (problem) => {
      const rows = rowsOf(problem)
      const site = problem.siteIds.length
      const more: SitingProblem = {
        ...problem,
        // Without a limit the cut-off is the largest cost of the table, which a new site must not raise.
        limit: problem.limit ?? 30,
        siteIds: [...problem.siteIds, 'more'],
        siteStatus: [...problem.siteStatus, 'candidate'],
        sitePlaces: Float64Array.of(...problem.sitePlaces!, 9),
        siteBuildCost: Float64Array.of(...problem.siteBuildCost!, 1),
        costs: costsOf(rows.map((row, at) => (at % 2 === 0 ? [...row, [site, 5] as const] : row))),
      }
      const less = await solveSiting({ ...problem, limit: problem.limit ?? 30 })
      const with1 = await solveSiting(more)
      // The fewest sites come first there: with a candidate more they may be fewer, and cover less twice.
      if (name === 'backup-coverage' && with1.chosen.length < less.chosen.length) return
      if (problem.targetPercent !== undefined && name !== 'minimise-facilities') return
      expect(goodness(with1)).toBeGreaterThanOrEqual(goodness(less))
    })
  })

  it.skipIf(isFewest)('is never worse with more sites or a larger budget', async () => {
    await check(async (problem) => {
      if (problem.targetPercent !== undefined) return
      const more = problem.sites === undefined ? { budget: problem.budget! + 1.5 } : { sites: problem.sites + 1 }
      expect(goodness(await solveSiting({ ...problem, ...more }))).toBeGreaterThanOrEqual(
        goodness(await solveSiting(problem)),
      )
    })
  })

  it('adds up: steps to what is covered, loads to what is served', async () => {
    await check(async (problem) => {
      const { status, steps, perSite, demandCovered, demandTotal, beyond } = await solveSiting(problem)
      if (status === 'infeasible') return
      if (steps.length > 0) expect(steps.at(-1)!.demandTotal).toBeCloseTo(demandCovered, 9)
      expect(perSite.reduce((sum, { demand }) => sum + demand, 0)).toBeCloseTo(demandCovered, 6)
      if (name !== 'maximise-capacitated-coverage') expect(demandCovered + beyond.demand).toBeCloseTo(demandTotal, 6)
      else for (const { demand, places } of perSite) expect(demand).toBeLessThanOrEqual(places! + 1e-9)
    })
  })
})

describe('places', () => {
  it('without end give the coverage without places', async () => {
    await fc.assert(
      fc.asyncProperty(randomProblem(SIZE, ['maximise-capacitated-coverage']), async (problem) => {
        const endless = { ...problem, sitePlaces: problem.sitePlaces!.map(() => 1e6) }
        const plain = await solveSiting({ ...problem, problem: 'maximise-coverage' })
        const counted = await solveSiting(endless)
        expect([counted.status, counted.objective, counted.bound]).toEqual([plain.status, plain.objective, plain.bound])
      }),
      RUNS,
    )
  })
})

describe('the next best choices', () => {
  it('are the next best of all sets that are not one more with nothing added', async () => {
    await fc.assert(
      fc.asyncProperty(randomProblem({ rows: 8, sites: 7 }, ['maximise-coverage', 'minimise-walk']), async (given) => {
        const { targetPercent: _, ...problem } = given
        if (problem.sites === undefined && problem.budget === undefined) return
        const answer = await solveSiting(problem, { alternatives: 3 })
        if (answer.status === 'infeasible') return
        const required = problem.siteStatus.flatMap((status, site) => (status === 'required' ? [site] : []))
        const keyOf = (sites: readonly number[]) => [...sites].sort((a, b) => a - b).join(' ')
        const { sets } = bruteForce(problem)
        const isMax = problem.problem === 'maximise-coverage'
        const seen = [answer.chosen]
        for (const { chosen, objective } of answer.alternatives) {
          // The best of what is left: sets that hold none of those before.
          const left = [...sets].filter(([key]) => {
            const own = new Set(key === '' ? [] : key.split(' ').map(Number))
            return !seen.some((one) => one.every((site) => own.has(site)))
          })
          const values = left.map(([, value]) => value)
          expect(objective).toBeCloseTo(isMax ? Math.max(...values) : Math.min(...values), 6)
          expect(sets.get(keyOf(chosen))).toBeCloseTo(objective, 6)
          expect(required.every((site) => chosen.includes(site))).toBe(true)
          seen.push(chosen)
        }
      }),
      { numRuns: 200, seed: 5 },
    )
  })
})

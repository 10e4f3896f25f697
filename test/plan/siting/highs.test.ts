// HiGHS against own bounds and search, on cases of some size; pitfalls of solvers.
import { describe, expect, it } from 'vitest'
import { coverageSavings, walkSavings, wholeCosts } from '../../../src/plan/siting/coverage-savings.ts'
import { solveMixedInteger } from '../../../src/plan/siting/mixed-integer.ts'
import { modelOfSavings } from '../../../src/plan/siting/savings-model.ts'
import { buildInstance } from '../../../src/plan/siting/siting-instance.ts'
import { SITING_DEFAULTS } from '../../../src/plan/siting/siting-options.ts'
import type { SitingProblem } from '../../../src/plan/siting/siting-problem.ts'
import { solveSavings } from '../../../src/plan/siting/solve-savings.ts'
import { solveSiting } from '../../../src/plan/siting/solve-siting.ts'
import { costsOf, seeded } from './random-problem.ts'

/** Rows and sites in a square; pairs within a reach. */
function square(seed: number, rows: number, sites: number, reach: number): Omit<SitingProblem, 'problem'> {
  const random = seeded(seed)
  const at = Array.from({ length: sites }, () => [random(), random()] as const)
  const table = Array.from({ length: rows }, () => {
    const [x, y] = [random(), random()]
    return at.flatMap(([u, v], site) => {
      const cost = Math.round(1e4 * Math.hypot(x - u, y - v))
      return cost <= reach * 1e4 ? [[site, cost] as const] : []
    })
  })
  return {
    demandIds: table.map((_, row) => `d${row}`),
    demandWeight: Float64Array.from(table, () => 1 + Math.floor(random() * 400)),
    siteIds: at.map((_, site) => `s${site}`),
    siteStatus: at.map(() => 'candidate'),
    siteBuildCost: Float64Array.from(at, () => 1 + Math.floor(random() * 5)),
    sitePlaces: Float64Array.from(at, () => 200 + Math.floor(random() * 2000)),
    costs: costsOf(table),
  }
}

describe.each([1, 2, 3, 4])('square %i', (seed) => {
  it.each([{ sites: 6 }, { budget: 15 }])('own bounds and HiGHS agree: %j', async (amount) => {
    for (const name of ['maximise-coverage', 'minimise-walk'] as const) {
      const problem = { ...square(seed, 250, 40, 0.22), ...amount, problem: name }
      const instance = buildInstance(problem)
      const savings =
        name === 'maximise-coverage'
          ? coverageSavings(instance).savings
          : walkSavings(instance, wholeCosts(instance, 2200)).savings
      const own = await solveSavings(savings, { ...SITING_DEFAULTS, maxModelEntries: 0 })
      const { model } = modelOfSavings(savings)
      const limits = { maxNodes: undefined, timeLimitSeconds: undefined, gapTolerance: 0.99 }
      const highs = await solveMixedInteger(model, limits)
      expect([own.provedBy, own.upper]).toEqual(['own-bounds', own.value])
      expect([highs.status, Math.round(-highs.upper)]).toEqual(['optimal', -own.value])
    }
  })
})

describe('a bound', () => {
  const hard = { ...square(9, 1200, 200, 0.13), problem: 'maximise-coverage', sites: 25 } as const

  it('is stated where nothing is proved, is whole, and holds for the best that is known', async () => {
    const short = await solveSiting(hard, { maxNodes: 0, maxModelEntries: 0 })
    expect(short.bound!).toBeGreaterThanOrEqual(short.objective!)
    expect(Number.isInteger(short.bound)).toBe(true)
    expect(short.status).toBe(short.bound === short.objective ? 'optimal' : 'bounded')
    expect(short.gap).toBeCloseTo((short.bound! - short.objective!) / short.bound!, 12)
    expect(short.gap!).toBeLessThan(0.05)
    expect(short.reproducible).toBe(true)
  })

  it('marks an answer that the clock ended', async () => {
    const places = { ...square(3, 400, 120, 0.3), problem: 'maximise-capacitated-coverage', sites: 20 } as const
    const cut = await solveSiting(places, { timeLimitSeconds: 0.001 })
    expect(cut.status === 'bounded').toBe(!cut.reproducible)
    expect(cut.bound!).toBeGreaterThanOrEqual(cut.objective!)
  })
})

it('stops when it is told to', async () => {
  const controller = new AbortController()
  controller.abort()
  const problem = { ...square(1, 250, 40, 0.2), problem: 'maximise-coverage', sites: 6 } as const
  await expect(solveSiting(problem, { signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' })
})

describe('what cannot be meant', () => {
  const good = { ...square(1, 5, 4, 2), problem: 'maximise-coverage', sites: 2 } as const
  it.each<readonly [string, Partial<Record<keyof SitingProblem, unknown>>]>([
    ['a problem', { problem: 'maximize-coverage' }],
    ['a status', { siteStatus: ['candidate', 'candidate', 'maybe', 'candidate'] }],
    ['two amounts', { budget: 3 }],
    ['no amount', { sites: undefined }],
    ['a part of a site', { sites: 1.5 }],
    ['a negative weight', { demandWeight: Float64Array.of(1, 2, -3, 4, 5) }],
    ['an unknown weight', { demandWeight: Float64Array.of(1, 2, Number.NaN, 4, 5) }],
    ['an id twice', { siteIds: ['s0', 's1', 's1', 's3'] }],
    ['a short column', { siteStatus: ['candidate'] }],
  ])('%s is refused', async (_, change) => {
    await expect(solveSiting({ ...good, ...change } as SitingProblem)).rejects.toMatchObject({ code: 'invalid-option' })
  })
})

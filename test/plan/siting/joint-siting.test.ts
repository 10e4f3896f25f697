// Several kinds under one amount: the split by dynamic programme, the joint problem and brute force agree.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinKinds, type KindOfSites, shareSiting } from '../../../src/plan/siting/joint-siting.ts'
import { solveSiting } from '../../../src/plan/siting/solve-siting.ts'
import { bruteForce } from './brute-force.ts'
import { randomProblem } from './random-problem.ts'

const places = randomProblem({ rows: 6, sites: 4 }, ['maximise-coverage']).map(
  ({ problem: _, sites: __, budget: ___, targetPercent: ____, sitePlaces: _____, ...rest }) => rest,
)

describe('kinds that share no site', () => {
  it('get the best split of sites or budget', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(places, { minLength: 2, maxLength: 3 }),
        fc.integer({ min: 0, max: 5 }),
        fc.boolean(),
        async (list, some, isBudget) => {
          const kinds: KindOfSites[] = list.map((own, at) => ({
            ...own,
            kind: `k${at}`,
            siteIds: own.siteIds.map((id) => `k${at}-${id}`),
          }))
          const amount = isBudget ? { budget: some * 2 } : { sites: some }
          const shared = await shareSiting(kinds, amount)
          const joint = { ...joinKinds(kinds), ...amount }
          const truth = bruteForce(joint)
          expect(shared.status).toBe(truth.objective === null ? 'infeasible' : 'optimal')
          const answer = await solveSiting(joint)
          if (truth.objective === null) {
            expect(answer.status).toBe('infeasible')
            return
          }
          expect(shared.objective).toBeCloseTo(truth.objective, 6)
          expect(answer.objective).toBeCloseTo(truth.objective, 6)
          const given = shared.kinds.reduce((sum, kind) => sum + kind.amount, 0)
          expect(given).toBeLessThanOrEqual((amount.budget ?? amount.sites)! + 1e-9)
        },
      ),
      { numRuns: 60, seed: 8 },
    )
  })
})

describe('a site that offers two kinds', () => {
  const kind = (name: string, weight: readonly number[], site: string, cost: number): KindOfSites => ({
    kind: name,
    demandIds: weight.map((_, at) => `b${at}`),
    demandWeight: Float64Array.from(weight),
    siteIds: [site, 'hall'],
    siteStatus: ['candidate', 'candidate'],
    siteBuildCost: Float64Array.of(1, 2),
    costs: { rowOffset: Uint32Array.of(0, 2), site: Uint32Array.of(0, 1), cost: Float64Array.of(100, cost) },
    limit: 500,
  })

  it('is opened once for both', async () => {
    const problem = joinKinds([kind('clinic', [40], 'a', 300), kind('canteen', [50], 'b', 400)])
    const answer = await solveSiting({ ...problem, sites: 1 })
    expect([answer.objective, answer.chosen.map((site) => problem.siteIds[site])]).toEqual([90, ['hall']])
    const dear = await solveSiting({ ...problem, budget: 1 })
    expect(dear.objective).toBe(50)
  })

  it('is no work for a split', async () => {
    const kinds = [kind('clinic', [40], 'a', 300), kind('canteen', [50], 'b', 400)]
    await expect(shareSiting(kinds, { sites: 1 })).rejects.toMatchObject({ code: 'invalid-option' })
  })

  it('must cost the same for both', () => {
    const other = { ...kind('canteen', [50], 'b', 400), siteBuildCost: Float64Array.of(1, 3) }
    expect(() => joinKinds([kind('clinic', [40], 'a', 300), other])).toThrow(/hall/)
  })
})

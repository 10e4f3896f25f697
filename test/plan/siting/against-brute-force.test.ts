// Every problem against every set of sites, on small random cases.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SITING_PROBLEMS } from '../../../src/plan/siting/siting-problem.ts'
import { solveSiting } from '../../../src/plan/siting/solve-siting.ts'
import { bruteForce, valueOfSet } from './brute-force.ts'
import { randomProblem, seeded } from './random-problem.ts'

describe.each(SITING_PROBLEMS)('%s', (name) => {
  it('is what the best of all sets is', { timeout: 60_000 }, async () => {
    const most = name === 'maximise-capacitated-coverage' ? { rows: 6, sites: 6 } : { rows: 9, sites: 8 }
    await fc.assert(
      fc.asyncProperty(randomProblem(most, [name]), async (problem) => {
        const truth = bruteForce(problem)
        const answer = await solveSiting(problem)
        expect(answer.status).toBe(truth.objective === null ? 'infeasible' : 'optimal')
        if (truth.objective === null) return
        expect(answer.objective).toBeCloseTo(truth.objective, 6)
        expect(answer.bound).toBe(answer.objective)
        expect(valueOfSet(problem, answer.chosen)).toBeCloseTo(truth.objective, 6)
        expect(truth.sets.has([...answer.chosen].sort((a, b) => a - b).join(' '))).toBe(true)
      }),
      { numRuns: 250, seed: 20261201 },
    )
  })
})

describe.each(['maximise-coverage', 'minimise-walk'] as const)('%s of weights and costs with any decimals', (name) => {
  it('is what the best of all sets is, to what the decimals come to', async () => {
    await fc.assert(
      fc.asyncProperty(randomProblem({ rows: 9, sites: 7 }, [name]), fc.integer(), async (given, seed) => {
        const random = seeded(seed)
        const { targetPercent: _, ...plain } = given
        if (plain.sites === undefined && plain.budget === undefined) return
        const problem = {
          ...plain,
          demandWeight: plain.demandWeight.map((weight) => weight * random()),
          costs: { ...plain.costs, cost: plain.costs.cost.map((cost) => cost * random()) },
        }
        const truth = bruteForce(problem)
        const answer = await solveSiting(problem)
        if (truth.objective === null) return
        expect(answer.status).toBe('optimal')
        // The choice is the best of numbers rounded to millionths; its value is that of the numbers as they are.
        expect(answer.objective).toBeCloseTo(truth.objective, 4)
        expect(answer.objective).toBeCloseTo(valueOfSet(problem, answer.chosen)!, 9)
      }),
      { numRuns: 150, seed: 4 },
    )
  })
})

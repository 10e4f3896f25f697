// Every problem against every set of sites, on small random cases.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SITING_PROBLEMS } from '../../../src/plan/siting/siting-problem.ts'
import { solveSiting } from '../../../src/plan/siting/solve-siting.ts'
import { bruteForce, valueOfSet } from './brute-force.ts'
import { randomProblem } from './random-problem.ts'

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

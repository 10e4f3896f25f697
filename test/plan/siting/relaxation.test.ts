// What is impossible is told with the smallest thing that would make it possible: it does, and less does not.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SitingProblem, SitingRelaxation } from '../../../src/plan/siting/siting-problem.ts'
import { solveSiting } from '../../../src/plan/siting/solve-siting.ts'
import { bruteForce } from './brute-force.ts'
import { costsOf, randomProblem } from './random-problem.ts'

function relaxed(problem: SitingProblem, { what }: SitingRelaxation, value: number): SitingProblem {
  switch (what) {
    case 'limit':
      return { ...problem, limit: value }
    case 'sites':
      return { ...problem, sites: value }
    case 'budget':
      return { ...problem, budget: value }
    case 'target-percent':
      return { ...problem, targetPercent: value }
    case 'places':
      throw new Error('only of the capacitated p-median')
  }
}

describe('a relaxation', () => {
  it('makes it possible, and is the least that does', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(randomProblem({ rows: 7, sites: 7 }), async (problem) => {
        const { status, infeasible } = await solveSiting(problem)
        if (status !== 'infeasible') return
        const { code, relaxation } = infeasible!
        if (relaxation === null) return
        seen.add(code)
        const fewer = relaxation.what === 'target-percent' ? 0.02 : relaxation.what === 'sites' ? -1 : -1e-3
        // A limit alone may not do: the sites may still be too few, or the required ones too many; then it is another reason.
        const enough = await solveSiting(relaxed(problem, relaxation, relaxation.value))
        if (enough.status === 'infeasible') expect(enough.infeasible!.code).not.toBe(code)
        else expect(bruteForce(relaxed(problem, relaxation, relaxation.value)).objective).not.toBeNull()
        if (relaxation.value + fewer < 0 || relaxation.value + fewer > 100) return
        expect(bruteForce(relaxed(problem, relaxation, relaxation.value + fewer)).objective).toBeNull()
      }),
      { numRuns: 1500, seed: 3 },
    )
    expect([...seen].sort()).toEqual([
      'budget-too-small',
      'required-exceed-budget',
      'required-exceed-sites',
      'target-unreachable',
      'too-few-sites',
      'uncoverable',
    ])
  })

  it('names the rows that nothing reaches, in natural order, and how far the nearest site is', async () => {
    const answer = await solveSiting({
      problem: 'minimise-facilities',
      demandIds: ['b10', 'b2', 'b1'],
      demandWeight: Float64Array.of(1, 1, 1),
      siteIds: ['s1', 's2'],
      siteStatus: ['candidate', 'excluded'],
      costs: costsOf([
        [[0, 700]],
        [
          [0, 900],
          [1, 100],
        ],
        [[0, 300]],
      ]),
      limit: 500,
    })
    expect(answer.infeasible).toEqual({ code: 'uncoverable', rows: [1, 0], relaxation: { what: 'limit', value: 900 } })
  })
})

// Walks within places, every row at one site: against every assignment, on small random cases.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SitingProblem } from '../../../src/plan/siting/siting-problem.ts'
import { solveSiting } from '../../../src/plan/siting/solve-siting.ts'
import { randomProblem, seeded } from './random-problem.ts'

/** The least sum over all ways to send rows to sites; rows without a pair count with the cut-off. `null`: there is no way. */
function bestAssignment(problem: SitingProblem): number | null {
  const { costs, demandWeight, demandPlaces, sitePlaces, siteStatus, sites, budget, siteBuildCost } = problem
  const limit = problem.limit ?? Number.POSITIVE_INFINITY
  const allowed = (p: number) => siteStatus[costs.site[p]!] !== 'excluded' && costs.cost[p]! <= limit
  const largest = Math.max(0, ...Array.from(costs.cost).filter((_, p) => allowed(p)))
  const cutOff = problem.limit ?? largest
  const required = siteStatus.flatMap((status, site) => (status === 'required' ? [site] : []))
  let best: number | null = null
  const left = sitePlaces!.slice()
  const used = new Map<number, number>()
  const visit = (row: number, sum: number): void => {
    if (best !== null && sum >= best) return
    if (row === demandWeight.length) {
      const opened = new Set([...required, ...[...used.keys()].filter((site) => siteStatus[site] === 'candidate')])
      const spent = [...opened].reduce((all, site) => all + (budget === undefined ? 1 : siteBuildCost![site]!), 0)
      if (spent <= (sites ?? budget!) + 1e-9) best = sum
      return
    }
    const pairs: number[] = []
    for (let p = costs.rowOffset[row]!; p < costs.rowOffset[row + 1]!; p++) if (allowed(p)) pairs.push(p)
    if (pairs.length === 0) visit(row + 1, sum + demandWeight[row]! * cutOff)
    for (const p of pairs) {
      const site = costs.site[p]!
      if (left[site]! < demandPlaces![row]!) continue
      left[site]! -= demandPlaces![row]!
      used.set(site, (used.get(site) ?? 0) + 1)
      visit(row + 1, sum + demandWeight[row]! * costs.cost[p]!)
      left[site]! += demandPlaces![row]!
      if (used.get(site) === 1) used.delete(site)
      else used.set(site, used.get(site)! - 1)
    }
  }
  visit(0, 0)
  return best
}

it('is the least of all assignments', async () => {
  let solved = 0
  await fc.assert(
    fc.asyncProperty(randomProblem({ rows: 6, sites: 5 }, ['minimise-walk']), fc.integer(), async (given, seed) => {
      const random = seeded(seed)
      const needs = Float64Array.from(given.demandIds, () => Math.floor(random() * 12))
      const problem = { ...given, demandPlaces: needs }
      const truth = bestAssignment(problem)
      const answer = await solveSiting(problem)
      expect(answer.status).toBe(truth === null ? 'infeasible' : 'optimal')
      if (truth === null) return
      solved++
      expect(answer.objective).toBeCloseTo(truth, 6)
      expect(answer.bound).toBe(answer.objective)
    }),
    { numRuns: 300, seed: 11 },
  )
  expect(solved).toBeGreaterThan(100)
})

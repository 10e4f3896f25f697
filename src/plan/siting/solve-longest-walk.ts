// minimise-longest-walk: the smallest cost within which every row has an open site (p-centre). By halves over the costs there are, with a
// cover problem for each. In: an instance in which every row has a site. Out: a choice with its proof.
import { createNearestOpen } from './nearest-open.ts'
import type { SitingInstance } from './siting-instance.ts'
import type { ResolvedSitingOptions } from './siting-options.ts'
import type { SitingResult } from './siting-outcome.ts'
import { solveCover } from './solve-cover.ts'
import { withRequired } from './solve-coverage.ts'
import { countRequired, coverOf, tooFew } from './solve-facilities.ts'

/** @see the head of the file */
export async function solveLongestWalk(
  instance: SitingInstance,
  options: ResolvedSitingOptions,
): Promise<SitingResult> {
  const { amount } = instance
  const costs = Float64Array.from(new Set(instance.cost)).sort()
  let best: { readonly sites: readonly number[]; readonly longest: number } | null = null
  let provedBy: 'own-bounds' | 'highs' = 'own-bounds'
  let struckTime = false
  /** Sites that cover all within a cost; `no` where that is proved to be impossible. */
  const within = async (limit: number) => {
    const { problem, freeOf } = coverOf(instance, limit)
    if (problem.rows.some((row) => row.length === 0)) return 'no'
    const cover = await solveCover(problem, options, amount)
    if (cover.provedBy === 'highs') provedBy = 'highs'
    struckTime ||= cover.struckTime
    if (cover.price <= amount)
      return withRequired(
        instance,
        cover.sites.map((site) => freeOf[site]!),
      )
    return cover.lower > amount ? 'no' : 'unknown'
  }
  const keep = (sites: readonly number[]) => {
    const longest = longestWalk(instance, sites)
    if (best === null || longest < best.longest) best = { sites, longest }
    return longest
  }
  const first = await within(Number.POSITIVE_INFINITY)
  if (first === 'no' || first === 'unknown') return { infeasible: await needsMore(instance, options) }
  // Costs below `low` are out of the question by proof, those below `tried` as far as anybody knows.
  let low = costs.findIndex((cost) => cost >= shortestPossible(instance))
  if (low < 0) low = 0
  let tried = low
  let high = costs.indexOf(keep(first))
  if (high < 0) high = 0
  while (tried < high) {
    const middle = (tried + high) >> 1
    const found = await within(costs[middle]!)
    if (Array.isArray(found)) high = costs.indexOf(keep(found))
    else {
      tried = middle + 1
      if (found === 'no') low = middle + 1
    }
  }
  const { sites, longest } = best! as { sites: readonly number[]; longest: number }
  return {
    outcome: {
      chosen: sites,
      objective: longest,
      bound: Math.min(longest, costs[low] ?? longest),
      provedBy,
      struckTime,
    },
  }
}

/** What no choice undercuts: some row's nearest allowed site. */
function shortestPossible({ offset, cost }: SitingInstance): number {
  let most = 0
  for (let row = 0; row + 1 < offset.length; row++) {
    let nearest = Number.POSITIVE_INFINITY
    for (let p = offset[row]!; p < offset[row + 1]!; p++) nearest = Math.min(nearest, cost[p]!)
    if (nearest > most) most = nearest
  }
  return most
}

function longestWalk(instance: SitingInstance, sites: readonly number[]): number {
  const open = createNearestOpen(instance)
  for (const site of sites) open.open(site)
  let most = 0
  for (const cost of open.cost) if (cost > most) most = cost
  return most
}

/** How much would do for all to be reached at all. */
async function needsMore(instance: SitingInstance, options: ResolvedSitingOptions) {
  const { problem } = coverOf(instance)
  const cover = await solveCover(problem, options)
  if (instance.problem.sites !== undefined) return tooFew(countRequired(instance) + cover.price)
  const missing = cover.price - instance.amount
  const value = Math.ceil((instance.problem.budget! + missing / instance.pricePerOne) * 1000 - 1e-6) / 1000
  return { code: 'budget-too-small' as const, rows: [], relaxation: { what: 'budget' as const, value } }
}

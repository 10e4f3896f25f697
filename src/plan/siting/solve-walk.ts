// minimise-walk: the least sum of weight × cost of the nearest open site (p-median). A row that no open site reaches is counted with the
// cut-off: the limit, or the largest cost there is. In: an instance. Out: a choice with its proof.
import { walkSavings, wholeCosts } from './coverage-savings.ts'
import { createNearestOpen } from './nearest-open.ts'
import { neededSites, nextBestChoices } from './next-best.ts'
import type { SitingInstance } from './siting-instance.ts'
import type { ResolvedSitingOptions } from './siting-options.ts'
import type { SitingResult } from './siting-outcome.ts'
import { withRequired } from './solve-coverage.ts'
import { solveSavings } from './solve-savings.ts'

/** What a row out of reach is counted with. */
export function cutOffOf({ problem, cost }: SitingInstance): number {
  if (problem.limit !== undefined && Number.isFinite(problem.limit)) return problem.limit
  let largest = 0
  for (const one of cost) if (one > largest) largest = one
  return largest
}

/** @see the head of the file */
export async function solveWalk(instance: SitingInstance, options: ResolvedSitingOptions): Promise<SitingResult> {
  const cutOff = cutOffOf(instance)
  const costs = wholeCosts(instance, cutOff)
  const { savings, freeOf, base } = walkSavings(instance, costs)
  const choice = await solveSavings(savings, options)
  const others = options.alternatives > 0 ? await nextBestChoices(savings, choice, options) : []
  const { weight } = instance
  const inInstance = (sites: readonly number[]) =>
    withRequired(
      instance,
      sites.map((at) => freeOf[at]!),
    )
  const isExact = weight.exact && costs.exact
  const inUnits = (whole: number) => whole / weight.perOne / costs.perOne
  const objectiveOf = (sites: readonly number[], value: number) =>
    isExact ? inUnits(base - value) : walkSum(instance, sites, cutOff)
  const chosen = inInstance(neededSites(savings, choice.sites))
  const objective = objectiveOf(chosen, choice.value)
  // Where numbers were rounded to whole units, the bound gives way by as much as all of that can come to.
  const lower = inUnits(base - choice.upper) - (isExact ? 0 : roundingOf(instance, costs.perOne, cutOff))
  return {
    outcome: {
      chosen,
      objective,
      bound: choice.value === choice.upper ? objective : Math.min(objective, lower),
      provedBy: choice.provedBy,
      struckTime: choice.struckTime,
      cutOff,
      alternatives: others.map(({ sites, value }) => {
        const own = inInstance(sites)
        return { chosen: own, objective: objectiveOf(own, value) }
      }),
    },
  }
}

/** Σ weight × cost as the caller gave them. */
function walkSum(instance: SitingInstance, sites: readonly number[], cutOff: number): number {
  const open = createNearestOpen(instance)
  for (const site of sites) open.open(site)
  let sum = 0
  instance.rowOf.forEach((row, at) => {
    sum += instance.problem.demandWeight[row]! * Math.min(open.cost[at]!, cutOff)
  })
  return sum
}

function roundingOf({ weight, rowOf }: SitingInstance, perOne: number, cutOff: number): number {
  let people = 0
  for (const one of weight.whole) people += one / weight.perOne
  return (people * 0.5) / perOne + (weight.exact ? 0 : (rowOf.length * 0.5 * cutOff) / weight.perOne)
}

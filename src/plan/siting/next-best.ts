// Further choices, best first: what was found is forbidden, and the best of the rest is looked for. In: a savings problem and its best choice.
// Out: choices with what they save. A choice that only adds sites to one that is known is none of its own.
import { solveMixedInteger } from './mixed-integer.ts'
import { modelOfSavings } from './savings-model.ts'
import { priceOf, type SavingsChoice, type SavingsProblem, savedBy } from './savings-problem.ts'
import type { ResolvedSitingOptions } from './siting-options.ts'

/** The next best choices; fewer where there are no more, or where the search for one could not be finished. */
export async function nextBestChoices(
  problem: SavingsProblem,
  best: SavingsChoice,
  options: ResolvedSitingOptions,
): Promise<SavingsChoice[]> {
  const found: SavingsChoice[] = []
  const known = [best.sites]
  while (found.length < options.alternatives) {
    const built = modelOfSavings(problem, known)
    if (built.entries > options.maxModelEntries) break
    const next = await solveMixedInteger(built.model, { ...options, gapTolerance: 0.99 })
    if (next.status !== 'optimal' || next.values === null) break
    const sites = neededSites(problem, built.sitesOf(next.values))
    if (sites.length === 0 || priceOf(problem, sites) > problem.amount) break
    known.push(sites)
    found.push({ sites, value: savedBy(problem, sites) })
  }
  return found
}

/** Without sites that add nothing beside the others; of several such the last in order go first. */
export function neededSites(problem: SavingsProblem, sites: readonly number[]): number[] {
  const value = savedBy(problem, sites)
  let kept = [...sites]
  for (const site of [...sites].reverse()) {
    const without = kept.filter((one) => one !== site)
    if (savedBy(problem, without) === value) kept = without
  }
  return kept
}

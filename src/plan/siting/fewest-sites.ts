// The fewest sites that save so much: by the best choice of ever fewer sites, until one proves that it cannot. In: a savings problem (its
// amount is not looked at; every site counts as one) and what is to be saved. Out: the choice that saves most with as few.
import { chooseGreedily } from './savings-greedy.ts'
import type { SavingsProblem } from './savings-problem.ts'
import type { ResolvedSitingOptions } from './siting-options.ts'
import { type ProvedChoice, solveSavings } from './solve-savings.ts'

/** The fewest sites, as far as that is proved. */
export interface FewestSites {
  readonly choice: ProvedChoice
  readonly fewest: {
    readonly sites: number
    /** No fewer sites than this do it; equal to `sites` where that is proved. */
    readonly bound: number
  }
}

/** @returns `null` where all sites together do not save so much */
export async function fewestSites(
  problem: SavingsProblem,
  needed: number,
  options: ResolvedSitingOptions,
): Promise<FewestSites | null> {
  const counted = (sites: number): SavingsProblem => ({
    ...problem,
    price: new Float64Array(problem.sites).fill(1),
    amount: sites,
  })
  const all = chooseGreedily(counted(problem.sites))
  if (all.value < needed) return null
  let sites = needed <= 0 ? 0 : all.sites.length
  // Greedy choices of fewer sites, by halves.
  for (let low = 0; low < sites; ) {
    const middle = (low + sites) >> 1
    if (chooseGreedily(counted(middle)).value >= needed) sites = middle
    else low = middle + 1
  }
  let bound = sites
  let struckTime = false
  let byHighs = false
  for (let fewer = sites - 1; ; fewer--) {
    if (fewer < 0 || needed <= 0) break
    const tried = await solveSavings(counted(fewer), options, { enough: needed, needed })
    struckTime ||= tried.struckTime
    byHighs ||= tried.provedBy === 'highs'
    if (tried.upper < needed) break
    bound = fewer
    if (tried.value >= needed) sites = fewer
  }
  const choice = await solveSavings(counted(sites), options)
  return {
    choice: {
      ...choice,
      struckTime: choice.struckTime || struckTime,
      provedBy: byHighs ? 'highs' : choice.provedBy,
    },
    fewest: { sites, bound },
  }
}

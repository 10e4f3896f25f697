// What a problem's own solver hands on, before it becomes an answer for people: sites by their sorted numbers, objective and bound in the
// units of the problem.
import type { SitingAlternative, SitingInfeasible } from './siting-problem.ts'

/** A choice with its proof. */
export interface SitingOutcome {
  /** Sorted numbers of new sites, required ones among them. */
  readonly chosen: readonly number[]
  readonly objective: number
  readonly bound: number
  readonly provedBy: 'own-bounds' | 'highs'
  readonly struckTime: boolean
  /** What each open site is given where that is decided by the solver: whole weight by sorted site. */
  readonly given?: Float64Array | undefined
  /** Whole weight served, where places are counted. */
  readonly served?: number | undefined
  readonly cutOff?: number | undefined
  /** Where the fewest sites were asked for: how many free ones, and how few are proved to be needed. */
  readonly fewest?: { readonly sites: number; readonly bound: number } | undefined
  /** Other choices, by sorted numbers. */
  readonly alternatives?: readonly SitingAlternative[] | undefined
}

/** A choice, or why there is none (rows by sorted numbers). */
export type SitingResult =
  | { readonly outcome: SitingOutcome; readonly infeasible?: undefined }
  | { readonly outcome?: undefined; readonly infeasible: SitingInfeasible }

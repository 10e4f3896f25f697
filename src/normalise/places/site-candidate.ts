// A place where a facility could be opened, or that is open already. Knows no file format and no street.
import type { LonLat } from '../../foundation/units.ts'

/** `existing` is open already; `required` must be chosen, `candidate` may be, `excluded` must not. */
export type CandidateStatus = 'existing' | 'required' | 'candidate' | 'excluded'

/** One place for a new facility. Unknown fields are `null`, never 0. */
export interface SiteCandidate {
  /** Unique among the candidates. */
  readonly id: string
  readonly name: string | null
  /** Where it is entered. */
  readonly lonLat: LonLat
  readonly status: CandidateStatus
  /** Kinds that it offers, all of them at once where it is chosen; `null`: any kind that is asked for, each for itself. */
  readonly categories: readonly string[] | null
  /** What opening it costs, in the unit of the budget. */
  readonly buildCost: number | null
  /** Places (seats, beds, meals a day) that it would have. */
  readonly places: number | null
  /** File name, `blocks`, `gaps` or `streets`. */
  readonly source: string
  /** Line number; the id of the block or gap. */
  readonly lineOrId: string
}

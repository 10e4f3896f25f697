// Data that could not be used, as data. In = used + rejected: whoever drops a row adds one of these.
import type { MessageValues } from '../../foundation/message.ts'

/** Why a row, feature or element was not used. Stable codes, for programs. */
export type RejectCode =
  | 'missing-coordinates'
  | 'invalid-coordinates'
  | 'swapped-coordinates'
  | 'outside-area'
  | 'doubtful-coordinates'
  | 'missing-id'
  | 'duplicate-id'
  | 'duplicate-place'
  | 'missing-category'
  | 'unknown-category'
  | 'invalid-number'
  | 'invalid-geometry'
  | 'unsupported-geometry'
  | 'malformed-row'
  | 'missing-members'
  | 'missing-role'
  | 'closed'
  | 'unknown-block'
  | 'too-far'
  | 'island'

/** One unused row (or, with `severity: 'warning'`, one used row with a problem). */
export interface Reject {
  /** File name, or `osm`. */
  readonly source: string
  /** Line number in the file (1 = header line), feature index, or an OSM id such as `way/123`. */
  readonly lineOrId: string
  readonly code: RejectCode
  /** What happened, to what, with the values; one sentence in English. */
  readonly message: string
  /** The sentence by key and values, to be said in another language (`sayReject`). */
  readonly key?: string | undefined
  readonly values?: MessageValues | undefined
  /** `rejected`: the row is not in the result. `warning`: it is, but look at it. */
  readonly severity: 'rejected' | 'warning'
}

/** Counts of one source; `read = used + rejected` always. */
export interface SourceCounts {
  readonly source: string
  readonly read: number
  readonly used: number
  readonly rejected: number
}

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
  | 'planned'
  | 'unknown-status'
  | 'unknown-word'
  | 'title-row'
  | 'section-row'
  | 'total-row'
  | 'note-row'
  | 'unknown-block'
  | 'unknown-id'
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

/** Rows that are not used for a reason that is no mistake; each is a part of `rejected`. */
export interface RowsApart {
  /** The same place or row as another, which is used. */
  readonly merged: number
  /** Facilities that are closed. */
  readonly closed: number
  /** Facilities that are not built or not open yet; kept apart. */
  readonly planned: number
}

/** Rows that are no rows of data. They are not counted as read. */
export interface SkippedRows {
  /** Rows above the header. */
  readonly titles: number
  /** Headings of sections (一、教育设施) and headers that are repeated. */
  readonly sections: number
  /** Sums and averages (合计, Total). */
  readonly totals: number
  /** Remarks below the table. */
  readonly notes: number
}

/** People of a source: those that its rows of data say, and those of the rows that are used. A merged row counts once. */
export interface PeopleCounts {
  readonly read: number
  readonly used: number
}

/** Counts of one source; `read = used + rejected` always. Parts are missing where they are all 0. */
export interface SourceCounts {
  readonly source: string
  readonly read: number
  readonly used: number
  readonly rejected: number
  readonly apart?: RowsApart | undefined
  readonly skipped?: SkippedRows | undefined
  /** Where a column says how many people live in a block. */
  readonly people?: PeopleCounts | undefined
}

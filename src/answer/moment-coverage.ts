// Coverage at moments of the week: what is open then, and who reaches it. Three-valued: certainly, possibly, not. Plain values; it does not
// know how hours were read.

/** What a moment is: a day and a time of a plain week. */
export interface Moment {
  /** As it was asked for, e.g. `Tu 19:00`. */
  readonly text: string
  /** Minutes since Monday 00:00. */
  readonly minute: number
}

/** Numbers of facilities or gates, by how they stand at a moment. `unknown`: no hours, or hours that are not understood. */
export interface OpenCounts {
  readonly open: number
  readonly closed: number
  readonly unknown: number
}

/** Who reaches a kind within a limit at a moment, in the kind's headline measure. */
export interface MomentShare {
  readonly limit: number
  /** `population`, a population group, `dwellings` or `blocks`; `null` where there is nothing to count. */
  readonly measure: string | null
  /** By what is known to be open. */
  readonly certain: number
  /** By what is not known to be closed: never less. */
  readonly possible: number
  readonly total: number
}

/** A kind at a moment. */
export interface KindAtMoment {
  readonly category: string
  readonly facilities: OpenCounts
  /** One for each limit. */
  readonly shares: readonly MomentShare[]
}

/** Coverage at one moment. */
export interface MomentCoverage extends Moment {
  /** Facilities of all kinds that were asked for. */
  readonly facilities: OpenCounts
  /** Gates that have hours. */
  readonly gates: OpenCounts
  /** Kinds of which any facility has hours that are understood. */
  readonly kinds: readonly KindAtMoment[]
}

// Who reaches what: blocks × categories × limits as typed arrays. It does not know what a block or a category is.

/** Value of `AccessTable.status`: a facility of the kind is within the limit. */
export const ACCESS_REACHED = 0
/** Value of `AccessTable.status`: none is within the limit. */
export const ACCESS_UNREACHED = 1
/** Value of `AccessTable.status`: the block touches no street, so nothing is known. */
export const ACCESS_UNLINKED = 2
/** The data hold no facility of the kind: nothing is known, not even that it is out of reach. */
export const ACCESS_NO_DATA = 3
/** Names by value. */
export const ACCESS_STATUS_NAMES = ['reached', 'unreached', 'unlinked', 'no-data'] as const
/** How a block stands to a category. */
export type AccessStatusName = (typeof ACCESS_STATUS_NAMES)[number]

/** Blocks × categories (row = block × categoryCount + category), and × limits (cell = row × limitCount + limit). */
export interface AccessTable {
  readonly blockCount: number
  readonly categoryCount: number
  readonly limitCount: number
  readonly status: Uint8Array
  /** Headline walk (best gate, or weighted median demand point); NaN where not reached. */
  readonly walkSeconds: Float64Array
  readonly walkMetres: Float64Array
  /** Index into `facilities`; −1 where not reached. */
  readonly facility: Int32Array
  /** Facilities within each limit, by the headline demand point (any gate); 0 where unlinked or without data. */
  readonly count: Uint32Array
  /** Weight of demand points within each limit, of the linked ones, 0 to 1; NaN where unlinked or without data. */
  readonly share: Float64Array
  /** 1 where the largest limit reaches beyond the data's edge. */
  readonly edgeAffected: Uint8Array
  /** Only at a moment (`options.at`): `share` by what is known to be open; `share` itself counts what is not known to be closed. */
  readonly certainShare?: Float64Array | undefined
  /** Of each cell's verdict (`STABILITY_…`): firm, borderline, or none where there is no verdict. Missing in answers of before 0.4. */
  readonly stability?: Uint8Array | undefined
  /**
   * Metres of the walk that the map knows to be step-free, and that it knows not to be; NaN where not reached. All else is unknown. Only for
   * profiles that steps stop.
   */
  readonly stepFreeMetres?: Float64Array | undefined
  readonly notStepFreeMetres?: Float64Array | undefined
  /**
   * The shortest walk on which no stretch between two rest places is longer than was asked: its longest stretch, and its length, metres; NaN
   * where there is none within the largest limit. Only where it was asked for.
   */
  readonly seatGapMetres?: Float64Array | undefined
  readonly seatWalkMetres?: Float64Array | undefined
}

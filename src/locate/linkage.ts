// Where points touch the network: columns, one row per point. The arrow between locate and search.

/** Values of `Linkage.status`. */
export const LINK_LINKED = 0
/** Nothing within the limit. */
export const LINK_TOO_FAR = 1
/** Only edges of pieces that are not linkable. */
export const LINK_ISLAND = 2
/** Nothing within the limit, and the point lies outside the data's area. */
export const LINK_OUTSIDE = 3

/** Names of the link states, by value of `Linkage.status`. */
export const LINK_STATUS_NAMES = ['linked', 'too-far', 'island', 'outside'] as const

/** One of the link states. */
export type LinkStatus = (typeof LINK_STATUS_NAMES)[number]

/** Links of n points. Rows that are not linked have edge −1, fraction 0, metres NaN. */
export interface Linkage {
  readonly status: Uint8Array
  /** Edge number, or −1. */
  readonly edge: Int32Array
  /** Place on the edge by length, 0 at its first vertex, 1 at its second. */
  readonly fraction: Float64Array
  /** Straight access leg in great-circle metres; for ISLAND the distance to the nearest island edge. */
  readonly metres: Float64Array
}

// What an isochrone is: the question's origins and the answer. Plain data, no code.
import type { PolygonRings } from '../foundation/geo.ts'
import type { Basis, LonLat } from '../foundation/units.ts'
import type { LinkStatus } from '../locate/linkage.ts'
import type { IsochroneStyle } from './isochrone-options.ts'

/** Where walks begin (or end). Several places count as one origin: its nearest gate or entrance. */
export interface IsochroneOrigin {
  readonly id: string
  readonly name?: string | null | undefined
  readonly places: readonly LonLat[]
}

/** What is reached within one limit. */
export interface IsochroneBand {
  /** Minutes or metres, inclusive. */
  readonly limit: number
  /**
   * The ground within the band of the reached streets; a drawing. Empty for the style `lines` and for origins that are
   * not linked.
   */
  readonly polygons: readonly PolygonRings[]
  /** The reached streets, cut at the exact place; only for the style `lines`. */
  readonly lines: readonly (readonly LonLat[])[]
  /** Length of the streets reached, straight access legs not counted. */
  readonly reachedMetres: number
  /** True where the limit is longer than the way to the data's edge: more may be reached in truth. */
  readonly edgeAffected: boolean
}

/** One origin's answer. Origins that are not linked have one, too: it says why and draws nothing. */
export interface Isochrone {
  readonly id: string
  readonly name: string | null
  /** Ids of the origins in it: one, or all linked ones of a union. */
  readonly origins: readonly string[]
  readonly places: readonly LonLat[]
  /** `linked` where any place is. */
  readonly linkStatus: LinkStatus
  /** Shortest straight way from a place to its street, metres; NaN where none is linked. */
  readonly linkMetres: number
  /** Places that are not linked and take no part. */
  readonly placesUnlinked: number
  readonly basis: Basis
  readonly profileId: string
  readonly reverse: boolean
  readonly style: IsochroneStyle
  readonly bandMetres: number
  /** True where times count slopes; missing on flat ground. */
  readonly countsSlopes?: true | undefined
  /** Ascending limits; each contains the ones before. */
  readonly bands: readonly IsochroneBand[]
}

// What lies under the blocks on a map: streets, water, green, as lines and rings ready for drawing. Knows no verdict.
import { NO_SHAPES, type ShapeColumns } from '../foundation/shape-columns.ts'
import type { BoundingBox, LonLat } from '../foundation/units.ts'

/** A named place for orientation (a town, a quarter). */
export interface BasemapPlace {
  readonly lonLat: LonLat
  readonly name: string
  readonly nameZh: string | null
  readonly nameEn: string | null
  /** 1 city or town, 2 suburb or village, 3 quarter or hamlet. */
  readonly rank: 1 | 2 | 3
}

/**
 * A basemap made from the extract itself: no tile, no server. Lines and rings are in 1e-7 degrees and simplified for drawing.
 * Rings: outer ones anticlockwise, holes clockwise, each hole after its outer ring.
 */
export interface Basemap {
  readonly box: BoundingBox
  /** Every street is in one of the first four by how it is drawn, bridges are in `bridge` as well. */
  readonly streets: {
    readonly major: ShapeColumns
    readonly minor: ShapeColumns
    readonly path: ShapeColumns
    readonly steps: ShapeColumns
    readonly bridge: ShapeColumns
  }
  readonly railway: ShapeColumns
  /** Rivers, streams and canals as lines. */
  readonly waterway: ShapeColumns
  /** Water areas as rings. */
  readonly water: ShapeColumns
  /** Parks, woods and gardens as rings. */
  readonly green: ShapeColumns
  /** Building outlines as rings. */
  readonly buildings: ShapeColumns
  /** Coastlines as lines, water on their right. */
  readonly coastline: ShapeColumns
  readonly places: readonly BasemapPlace[]
}

/**
 * A basemap of streets only, or of nothing at all: what there is where the rest of the extract is not at hand.
 *
 * @param box what the map shows, degrees
 * @param streets lines of streets, as made by `basemapStreets`
 * @example
 * ```ts
 * import { plainBasemap } from 'living-circle/parts'
 * plainBasemap([14.4, 35.8, 14.6, 36]).box // [ 14.4, 35.8, 14.6, 36 ]
 * ```
 */
export function plainBasemap(box: BoundingBox, streets?: Basemap['streets']): Basemap {
  const none = NO_SHAPES
  return {
    box,
    streets: streets ?? { major: none, minor: none, path: none, steps: none, bridge: none },
    railway: none,
    waterway: none,
    water: none,
    green: none,
    buildings: none,
    coastline: none,
    places: [],
  }
}

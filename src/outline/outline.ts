// The ground within a radius of a set of points, as polygons for drawing. Degrees in, polygons in degrees out.
// It does not know what the points are.

import type { PolygonRings } from '../foundation/geo.ts'
import { isPosition } from '../foundation/geo.ts'
import type { LonLat } from '../foundation/units.ts'
import { problem } from '../words/problem.ts'
import { stampDisc } from './band-stamp.ts'
import { OutlineField } from './outline-field.ts'
import { mapAround, metresEast, metresNorth, toPolygons } from './outline-projection.ts'
import { OutlineTracer } from './outline-trace.ts'

/** Cells per radius: round borders drawn by straight chords are then off by about 1/200 of the radius. */
const CELLS_PER_RADIUS = 5

/**
 * The union of discs around points, as valid RFC 7946 polygons: discs that overlap become one part, gaps between them stay
 * gaps. Every disc's centre is inside. The border is true to about 3 % of the radius (10 % where two discs just
 * miss or just meet each other). The order of the points has no influence.
 *
 * O(points × 100 + ground covered). Points may lie some 1,000 radii × 1,000 apart at most.
 *
 * @param points `[lon, lat]` in degrees; none gives no polygon
 * @param radiusMetres above 0
 * @param toleranceMetres corners that bring the border no nearer to the truth than this are left out; default 2 % of the radius
 * @throws LivingCircleError `usage` for a radius or position that is not a number in range, `input-too-large` where the points lie too far apart
 * @example
 * ```ts
 * import { outlineOfPoints } from 'living-circle/parts'
 * const polygons = outlineOfPoints([[14.51, 35.9], [14.511, 35.9]], 75)
 * polygons.length // 1: the two discs overlap
 * ```
 */
export function outlineOfPoints(
  points: readonly LonLat[],
  radiusMetres: number,
  toleranceMetres: number = radiusMetres * 0.02,
): PolygonRings[] {
  if (!(radiusMetres > 0 && radiusMetres < 1e6)) {
    throw problem('usage', 'outline.radius', { value: radiusMetres })
  }
  if (points.length === 0) return []
  for (const [lon, lat] of points) {
    if (isPosition(lon, lat)) continue
    throw problem('usage', 'place.no-degrees', { what: 'outlineOfPoints', lon, lat }, { hint: 'hint.degrees-order' })
  }
  const map = mapAround(points)
  const x = new Float64Array(points.length)
  const y = new Float64Array(points.length)
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }
  points.forEach(([lon, lat], index) => {
    x[index] = metresEast(map, lon)
    y[index] = metresNorth(map, lat)
    box.minX = Math.min(box.minX, x[index]!)
    box.maxX = Math.max(box.maxX, x[index]!)
    box.minY = Math.min(box.minY, y[index]!)
    box.maxY = Math.max(box.maxY, y[index]!)
  })
  kept ??= { field: new OutlineField(), tracer: new OutlineTracer() }
  const { field, tracer } = kept
  field.begin(box, radiusMetres, radiusMetres / CELLS_PER_RADIUS, false)
  for (let point = 0; point < points.length; point++) stampDisc(field, x[point]!, y[point]!)
  const minHoleSquareMetres = (radiusMetres / CELLS_PER_RADIUS) ** 2
  return toPolygons(tracer.trace(field, { toleranceMetres, minHoleSquareMetres, step: 0, steps: 1 }), map)
}

/** Working memory, made by the first call; every call begins by clearing what it uses. */
let kept: { readonly field: OutlineField; readonly tracer: OutlineTracer } | null = null

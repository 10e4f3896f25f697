// Outlines made fit for files: seven decimals (1 cm), closed, outer rings anticlockwise and holes clockwise (RFC 7946), flat rings
// dropped. Degrees in, degrees out. It does not know any file format.
import type { PolygonRings, Ring } from '../../foundation/geo.ts'
import type { LonLat } from '../../foundation/units.ts'
import { roundTo } from '../text/written-numbers.ts'

/** A geometry of a layer. Positions are WGS-84 degrees with at most seven decimals. */
export type LayerGeometry =
  | { readonly type: 'Point'; readonly coordinates: LonLat }
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

/** A position with seven decimals. */
export function roundedPosition([lon, lat]: LonLat): LonLat {
  return [roundTo(lon, 7), roundTo(lat, 7)]
}

/** Twice the signed area in square degrees, from the first position (so that nothing cancels); positive = anticlockwise. */
function twiceSignedArea(ring: Ring): number {
  const [lon0, lat0] = ring[0]!
  let twice = 0
  let aLon = 0
  let aLat = 0
  for (let i = 1; i < ring.length; i++) {
    const bLon = ring[i]![0] - lon0
    const bLat = ring[i]![1] - lat0
    twice += aLon * bLat - bLon * aLat
    aLon = bLon
    aLat = bLat
  }
  return twice
}

/** The ring rounded, closed and wound as asked; `null` where nothing with an area is left. */
function fitRing(ring: Ring, anticlockwise: boolean): Ring | null {
  const positions: LonLat[] = []
  let lastLon = Number.NaN
  let lastLat = Number.NaN
  for (let i = 0; i < ring.length; i++) {
    const lon = roundTo(ring[i]![0], 7)
    const lat = roundTo(ring[i]![1], 7)
    if (lon !== lastLon || lat !== lastLat) positions.push([lon, lat])
    lastLon = lon
    lastLat = lat
  }
  const first = positions[0]
  if (first === undefined) return null
  if (first[0] !== lastLon || first[1] !== lastLat) positions.push(first)
  if (positions.length < 4) return null
  const area = twiceSignedArea(positions)
  if (area === 0) return null
  return area > 0 === anticlockwise ? positions : positions.reverse()
}

/** Polygons fit for a file; those without area are left out. */
export function fitPolygons(polygons: readonly PolygonRings[]): (readonly Ring[])[] {
  return polygons.flatMap((rings) => {
    const outer = fitRing(rings[0] ?? [], true)
    if (outer === null) return []
    const holes = rings.slice(1).map((hole) => fitRing(hole, false))
    return [[outer, ...holes.filter((hole) => hole !== null)]]
  })
}

/** Polygons as one geometry; the point where there are none. */
export function toLayerGeometry(polygons: readonly PolygonRings[] | null, point: LonLat): LayerGeometry {
  const fit = polygons === null ? [] : fitPolygons(polygons)
  if (fit.length === 0) return { type: 'Point', coordinates: roundedPosition(point) }
  if (fit.length === 1) return { type: 'Polygon', coordinates: fit[0]! }
  return { type: 'MultiPolygon', coordinates: fit }
}

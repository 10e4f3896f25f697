// Outlines made fit for files: seven decimals (1 cm), closed, outer rings anticlockwise and holes clockwise (RFC 7946), flat rings
// dropped. Degrees in, degrees out. It does not know any file format.
import type { PolygonRings, Ring } from '../foundation/geo.ts'
import type { LonLat } from '../foundation/units.ts'
import { roundTo } from './written-numbers.ts'

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
  for (let i = 0; i + 1 < ring.length; i++) {
    const [aLon, aLat] = ring[i]!
    const [bLon, bLat] = ring[i + 1]!
    twice += (aLon - lon0) * (bLat - lat0) - (bLon - lon0) * (aLat - lat0)
  }
  return twice
}

/** The ring rounded, closed and wound as asked; `null` where nothing with an area is left. */
function fitRing(ring: Ring, anticlockwise: boolean): Ring | null {
  const positions: LonLat[] = []
  for (const raw of ring) {
    const position = roundedPosition(raw)
    const last = positions[positions.length - 1]
    if (last === undefined || last[0] !== position[0] || last[1] !== position[1]) positions.push(position)
  }
  const first = positions[0]
  const last = positions[positions.length - 1]
  if (first === undefined || last === undefined) return null
  if (first[0] !== last[0] || first[1] !== last[1]) positions.push(first)
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

/** Polygons as one geometry; the point where there are none. `multi` makes one polygon a MultiPolygon, too. */
export function toLayerGeometry(
  polygons: readonly PolygonRings[] | null,
  point: LonLat,
  multi: boolean,
): LayerGeometry {
  const fit = polygons === null ? [] : fitPolygons(polygons)
  if (fit.length === 0) return { type: 'Point', coordinates: roundedPosition(point) }
  if (fit.length === 1 && !multi) return { type: 'Polygon', coordinates: fit[0]! }
  return { type: 'MultiPolygon', coordinates: fit }
}

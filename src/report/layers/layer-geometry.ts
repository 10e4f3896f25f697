// Geometry made fit for files, in one place: seven decimals (1 cm), rings closed, outer ones anticlockwise and holes clockwise (RFC 7946),
// those without area dropped. Degrees in, degrees out. It does not know any file format.
import type { PolygonRings, Ring } from '../../foundation/geo.ts'
import type { LonLat } from '../../foundation/units.ts'
import { roundTo } from '../text/written-numbers.ts'

/** A geometry of a layer. Positions are degrees with at most seven decimals. */
export type LayerGeometry =
  | { readonly type: 'Point'; readonly coordinates: LonLat }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly LonLat[])[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

/** Half of what a unit square of the last decimal has: less is what is left of nothing by rounding in doubles. */
const LEAST_TWICE_AREA = 0.5e-14

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

/** Whether the positions are rounded, closed and without repeats, as most rings of our own drawings are. */
function isTidy(ring: Ring): boolean {
  let lastLon = Number.NaN
  let lastLat = Number.NaN
  for (let i = 0; i < ring.length; i++) {
    const lon = ring[i]![0]
    const lat = ring[i]![1]
    if (lon === lastLon && lat === lastLat) return false
    if (roundTo(lon, 7) !== lon || roundTo(lat, 7) !== lat) return false
    lastLon = lon
    lastLat = lat
  }
  return ring.length > 0 && ring[0]![0] === lastLon && ring[0]![1] === lastLat
}

/** The ring rounded and closed, repeated positions once. */
function tidyRing(ring: Ring): Ring {
  if (isTidy(ring)) return ring
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
  if (first !== undefined && (first[0] !== lastLon || first[1] !== lastLat)) positions.push(first)
  return positions
}

/** The ring rounded, closed and wound as asked; `null` where nothing with an area is left. */
function fitRing(ring: Ring, anticlockwise: boolean): Ring | null {
  const positions = tidyRing(ring)
  if (positions.length < 4) return null
  const area = twiceSignedArea(positions)
  if (Math.abs(area) < LEAST_TWICE_AREA) return null
  return area > 0 === anticlockwise ? positions : [...positions].reverse()
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

/** Polygons as one geometry; `null` where none has an area. */
export function polygonsGeometry(polygons: readonly PolygonRings[]): LayerGeometry | null {
  const fit = fitPolygons(polygons)
  if (fit.length === 0) return null
  if (fit.length === 1) return { type: 'Polygon', coordinates: fit[0]! }
  return { type: 'MultiPolygon', coordinates: fit }
}

/** Lines as one geometry; `null` where none has two positions. */
export function linesGeometry(lines: readonly (readonly LonLat[])[]): LayerGeometry | null {
  const fit = lines.filter((line) => line.length > 1).map((line) => line.map(roundedPosition))
  return fit.length === 0 ? null : { type: 'MultiLineString', coordinates: fit }
}

/** Polygons as one geometry; the point where there are none. */
export function toLayerGeometry(polygons: readonly PolygonRings[] | null, point: LonLat): LayerGeometry {
  const drawn = polygons === null ? null : polygonsGeometry(polygons)
  return drawn ?? { type: 'Point', coordinates: roundedPosition(point) }
}

/** Any geometry made fit for a file; `null` where nothing is left of it. */
export function fitGeometry(geometry: LayerGeometry): LayerGeometry | null {
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: roundedPosition(geometry.coordinates) }
    case 'MultiLineString':
      return linesGeometry(geometry.coordinates)
    case 'Polygon':
      return polygonsGeometry([geometry.coordinates])
    case 'MultiPolygon':
      return polygonsGeometry(geometry.coordinates)
  }
}

/** The geometry with every position moved. */
export function movedGeometry(geometry: LayerGeometry, move: (position: LonLat) => LonLat): LayerGeometry {
  const rounded = (position: LonLat) => roundedPosition(move(position))
  const lists = (list: readonly (readonly LonLat[])[]) => list.map((positions) => positions.map(rounded))
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: rounded(geometry.coordinates) }
    case 'MultiLineString':
      return { type: 'MultiLineString', coordinates: lists(geometry.coordinates) }
    case 'Polygon':
      return { type: 'Polygon', coordinates: lists(geometry.coordinates) }
    case 'MultiPolygon':
      return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(lists) }
  }
}

function visitLists(lists: readonly (readonly LonLat[])[], visit: (lon: number, lat: number) => void): void {
  for (const list of lists) for (let i = 0; i < list.length; i++) visit(list[i]![0], list[i]![1])
}

/** Calls back for every position of a geometry. */
export function forEachPosition(geometry: LayerGeometry, visit: (lon: number, lat: number) => void): void {
  if (geometry.type === 'Point') visit(geometry.coordinates[0], geometry.coordinates[1])
  else if (geometry.type === 'MultiPolygon') for (const rings of geometry.coordinates) visitLists(rings, visit)
  else visitLists(geometry.coordinates, visit)
}

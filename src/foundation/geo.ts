// Geometry on the ground: great-circle lengths, local metres, segments, rings, boxes. Degrees in, metres out.
import { type BoundingBox, E7, EARTH_RADIUS_METRES, type LonLat, RADIANS_PER_DEGREE } from './units.ts'

/** Great-circle distance in metres (haversine, mean radius). Degrees in. */
export function greatCircleMetres(lonA: number, latA: number, lonB: number, latB: number): number {
  const sinLat = Math.sin((latB - latA) * (RADIANS_PER_DEGREE / 2))
  const sinLon = Math.sin((lonB - lonA) * (RADIANS_PER_DEGREE / 2))
  const h =
    sinLat * sinLat + Math.cos(latA * RADIANS_PER_DEGREE) * Math.cos(latB * RADIANS_PER_DEGREE) * sinLon * sinLon
  return chordMetres(Math.sqrt(h))
}

/** Great-circle metres of a chord through the sphere, given as half its length in radii (0 to 1). */
export function chordMetres(halfChord: number): number {
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, halfChord))
}

/** {@link greatCircleMetres} of two positions in 1e-7 degrees. */
export function greatCircleMetresE7(lonA: number, latA: number, lonB: number, latB: number): number {
  return greatCircleMetres(lonA / E7, latA / E7, lonB / E7, latB / E7)
}

/** Half of a step is short, as an angle, up to here: 1/16 of a degree, some 7 km. */
const SHORT_HALF_STEP = (RADIANS_PER_DEGREE / 16) * 0.5

/**
 * {@link greatCircleMetres} of a step between two places whose cosines of latitude are known: along a line each place's is needed
 * twice. Short steps go by the first terms of the series for sine and arc sine, which leave less than the last bit of a double.
 */
export function stepMetres(
  lonA: number,
  latA: number,
  cosLatA: number,
  lonB: number,
  latB: number,
  cosLatB: number,
): number {
  const halfLat = (latB - latA) * (RADIANS_PER_DEGREE / 2)
  const halfLon = (lonB - lonA) * (RADIANS_PER_DEGREE / 2)
  if (!(Math.abs(halfLat) < SHORT_HALF_STEP && Math.abs(halfLon) < SHORT_HALF_STEP)) {
    return greatCircleMetres(lonA, latA, lonB, latB)
  }
  const lat2 = halfLat * halfLat
  const lon2 = halfLon * halfLon
  const sinLat = halfLat * (1 - lat2 * (1 / 6 - lat2 * (1 / 120)))
  const sinLon = halfLon * (1 - lon2 * (1 / 6 - lon2 * (1 / 120)))
  const chord2 = sinLat * sinLat + cosLatA * cosLatB * sinLon * sinLon
  return 2 * EARTH_RADIUS_METRES * Math.sqrt(chord2) * (1 + chord2 * (1 / 6 + chord2 * (3 / 40)))
}

/** The cosine of a latitude in degrees, as {@link stepMetres} takes it. */
export function cosineOfLatitude(latDegrees: number): number {
  return Math.cos(latDegrees * RADIANS_PER_DEGREE)
}

/** Metres per degree of longitude and latitude near one place: the scale of a local flat map. */
export interface LocalScale {
  readonly metresPerDegreeLon: number
  readonly metresPerDegreeLat: number
}

/** The local flat scale at a latitude; good to 1e-5 within some kilometres. */
export function localScale(latDegrees: number): LocalScale {
  const metresPerDegreeLat = EARTH_RADIUS_METRES * RADIANS_PER_DEGREE
  return { metresPerDegreeLat, metresPerDegreeLon: metresPerDegreeLat * Math.cos(latDegrees * RADIANS_PER_DEGREE) }
}

/** Nearest place on a flat segment: how far along it (0 to 1) and the squared distance. */
export interface SegmentFoot {
  readonly fraction: number
  readonly squaredDistance: number
}

/** The foot of point P on segment AB in flat coordinates; a zero-length segment is its point. */
export function footOnSegment(px: number, py: number, ax: number, ay: number, bx: number, by: number): SegmentFoot {
  const dx = bx - ax
  const dy = by - ay
  const squaredLength = dx * dx + dy * dy
  const raw = squaredLength > 0 ? ((px - ax) * dx + (py - ay) * dy) / squaredLength : 0
  const fraction = raw < 0 ? 0 : raw > 1 ? 1 : raw
  const ex = ax + fraction * dx - px
  const ey = ay + fraction * dy - py
  return { fraction, squaredDistance: ex * ex + ey * ey }
}

/** A closed ring `[[lon, lat], …]`, first position repeated last. */
export type Ring = readonly LonLat[]
/** Outer ring, then holes. */
export type PolygonRings = readonly Ring[]

/** Signed area of a ring in square metres on a local flat map; positive when anticlockwise. O(n). */
export function ringSquareMetres(ring: Ring): number {
  if (ring.length < 3) return 0
  const [lon0, lat0] = ring[0]!
  const { metresPerDegreeLon, metresPerDegreeLat } = localScale(lat0)
  let twice = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    const ax = ring[i]![0] - lon0
    const ay = ring[i]![1] - lat0
    const bx = ring[i + 1]![0] - lon0
    const by = ring[i + 1]![1] - lat0
    twice += ax * by - bx * ay
  }
  return (twice / 2) * metresPerDegreeLon * metresPerDegreeLat
}

/** Area in square metres of polygons with holes. */
export function polygonsSquareMetres(polygons: readonly PolygonRings[]): number {
  let total = 0
  for (const rings of polygons) {
    rings.forEach((ring, index) => {
      const area = Math.abs(ringSquareMetres(ring))
      total += index === 0 ? area : -area
    })
  }
  return Math.max(0, total)
}

/** Whether these are degrees of a place on the earth: numbers, not texts that look so. */
export function isPosition(lon: unknown, lat: unknown): boolean {
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
}

/** Even-odd test of a position against rings (holes included). Positions on the border may fall on either side. */
export function insideRings(lon: number, lat: number, rings: PolygonRings): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]!
      const [xj, yj] = ring[j]!
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside
    }
  }
  return inside
}

/** True when a position lies in any of the polygons. */
export function insidePolygons(lon: number, lat: number, polygons: readonly PolygonRings[]): boolean {
  return polygons.some((rings) => insideRings(lon, lat, rings))
}

/** The box around positions, or `null` for none. */
export function boxAround(positions: Iterable<LonLat>): BoundingBox | null {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (const [lon, lat] of positions) {
    if (lon < west) west = lon
    if (lon > east) east = lon
    if (lat < south) south = lat
    if (lat > north) north = lat
  }
  return west <= east ? [west, south, east, north] : null
}

/** Area-weighted centroid of the largest outer ring; the mean of positions for a flat ring. */
export function polygonCentroid(polygons: readonly PolygonRings[]): LonLat {
  let outer: Ring = polygons[0]?.[0] ?? []
  for (const rings of polygons) {
    if (Math.abs(ringSquareMetres(rings[0] ?? [])) > Math.abs(ringSquareMetres(outer))) outer = rings[0]!
  }
  const [lon0, lat0] = outer[0]!
  let twice = 0
  let x = 0
  let y = 0
  for (let i = 0; i + 1 < outer.length; i++) {
    const ax = outer[i]![0] - lon0
    const ay = outer[i]![1] - lat0
    const bx = outer[i + 1]![0] - lon0
    const by = outer[i + 1]![1] - lat0
    const cross = ax * by - bx * ay
    twice += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  if (twice === 0) {
    const n = outer.length
    return [outer.reduce((sum, p) => sum + p[0], 0) / n, outer.reduce((sum, p) => sum + p[1], 0) / n]
  }
  return [lon0 + x / (3 * twice), lat0 + y / (3 * twice)]
}

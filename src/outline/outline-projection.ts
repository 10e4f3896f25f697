// Between degrees and the flat metres of one drawing, and from traced rings to polygons in degrees.
// What enters: an anchor, traced rings. What leaves: polygons as RFC 7946 wants them: outer rings anticlockwise, holes
// clockwise, at most seven decimals, cut at the antimeridian. It does not know what is drawn.
import { localScale, type PolygonRings, type Ring } from '../foundation/geo.ts'
import { type BoundingBox, E7, type LonLat } from '../foundation/units.ts'
import { clipEast, clipWest, type FlatRing } from './outline-clip.ts'
import type { TracedRings } from './outline-trace.ts'

/**
 * A flat map around an anchor: metres east and north of it. Good to 1 % within 50 km at 60° of latitude, better
 * elsewhere.
 */
export interface LocalMap {
  readonly lon: number
  readonly lat: number
  readonly metresPerDegreeLon: number
  readonly metresPerDegreeLat: number
}

/** The flat map around a position in degrees. Near a pole it is no use: |latitude| is held to 89°. */
export function localMapAt(lon: number, lat: number): LocalMap {
  return { lon, lat, ...localScale(Math.max(-89, Math.min(89, lat))) }
}

/**
 * A flat map for some positions (at least one), whose anchor does not depend on their order: the middle of their box.
 */
export function mapAround(positions: readonly LonLat[]): LocalMap {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (const [lon, lat] of positions) {
    south = Math.min(south, lat)
    north = Math.max(north, lat)
    west = Math.min(west, lon)
    east = Math.max(east, lon)
  }
  return localMapAt(east - west > 180 ? 180 : (west + east) / 2, (south + north) / 2)
}

/** Farther than this from the anchor, north or south, a map is off by more than about 1 %. */
const SHARED_DEGREES = 0.5

/**
 * One flat map for all drawings within a box of degrees, `[west, south, east, north]`; `null` where the box is too large
 * for one, too near a pole, or lies across the antimeridian.
 */
export function mapOfBox([west, south, east, north]: BoundingBox): LocalMap | null {
  const isSmall = north - south <= 2 * SHARED_DEGREES && east - west <= 5
  if (!isSmall || Math.max(Math.abs(south), Math.abs(north)) > 65) return null
  return localMapAt((west + east) / 2, (south + north) / 2)
}

/** Metres east of the anchor, by the shorter way around the globe. */
export function metresEast(map: LocalMap, lon: number): number {
  let degrees = lon - map.lon
  if (degrees > 180) degrees -= 360
  else if (degrees < -180) degrees += 360
  return degrees * map.metresPerDegreeLon
}

/** Metres north of the anchor. */
export function metresNorth(map: LocalMap, lat: number): number {
  return (lat - map.lat) * map.metresPerDegreeLat
}

/** Degrees of a place on the flat map, rounded to 1e-7; the longitude is not brought back below 180. */
export function toLonLat(map: LocalMap, x: number, y: number): LonLat {
  return [
    Math.round((map.lon + x / map.metresPerDegreeLon) * E7) / E7,
    Math.round((map.lat + y / map.metresPerDegreeLat) * E7) / E7,
  ]
}

/** Traced rings as polygons in degrees, largest first where they begin in the same row. O(vertices). */
export function toPolygons({ count, start, x, y, parent }: TracedRings, map: LocalMap): PolygonRings[] {
  const collector = new PolygonCollector(map)
  for (let ring = 0; ring < count; ring++) collector.add(x, y, start[ring]!, start[ring + 1]!, parent[ring]!)
  return collector.polygons()
}

/** Puts rings together to polygons in degrees, in the order in which they come. */
export class PolygonCollector {
  readonly #map: LocalMap
  readonly #polygons: Ring[][] = []
  readonly #polygonOf: number[] = []
  #west = Infinity
  #east = -Infinity

  constructor(map: LocalMap) {
    this.#map = map
  }

  /**
   * Adds a ring of places on the flat map, `x, y[first … end)`.
   *
   * @param parent which ring added before a hole lies in; −1 for outer rings
   */
  add(x: Float64Array, y: Float64Array, first: number, end: number, parent: number): void {
    const map = this.#map
    const count = end - first
    const positions = new Array<LonLat>(count + 1)
    let west = this.#west
    let east = this.#east
    for (let at = 0; at < count; at++) {
      const position = toLonLat(map, x[first + at]!, y[first + at]!)
      if (position[0] < west) west = position[0]
      if (position[0] > east) east = position[0]
      positions[at] = position
    }
    positions[count] = positions[0]!
    this.#west = west
    this.#east = east
    if (parent < 0) {
      this.#polygonOf.push(this.#polygons.length)
      this.#polygons.push([positions])
    } else {
      const polygon = this.#polygonOf[parent]!
      this.#polygonOf.push(polygon)
      this.#polygons[polygon]!.push(positions)
    }
  }

  polygons(): PolygonRings[] {
    if (this.#west >= -180 && this.#east <= 180) return this.#polygons
    return this.#polygons.flatMap(cutAtAntimeridian)
  }
}

/** Parts of a polygon on both sides of ±180°, each within −180 … 180. */
function cutAtAntimeridian(rings: PolygonRings): PolygonRings[] {
  const meridian = rings[0]!.some(([lon]) => lon > 180) ? 180 : -180
  const open: FlatRing[] = rings.map((ring) => ring.slice(0, -1))
  const west = clipWest(open, meridian)
  const east = clipEast(open, meridian)
  const shifted = (part: readonly FlatRing[], byDegrees: number): PolygonRings =>
    part.flatMap((ring) => {
      const moved = ring.map(
        ([lon, lat]): LonLat => [Math.round((lon + byDegrees) * E7) / E7, Math.round(lat * E7) / E7],
      )
      const distinct = moved.filter(([lon, lat], at) => {
        const [lastLon, lastLat] = moved[(at || moved.length) - 1]!
        return lon !== lastLon || lat !== lastLat
      })
      return distinct.length < 3 ? [] : [[...distinct, distinct[0]!]]
    })
  return [
    ...west.map((part) => shifted(part, meridian === 180 ? 0 : 360)),
    ...east.map((part) => shifted(part, meridian === 180 ? -360 : 0)),
  ].filter((part) => part.length > 0)
}

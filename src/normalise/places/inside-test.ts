// Fast repeated answers to "is this position inside these polygons?". Edges are sorted into bands of latitude once, so that a
// question looks at a few of them. It does not know what the polygons are.
import { insidePolygons, type PolygonRings, type Ring } from '../../foundation/geo.ts'
import type { BoundingBox } from '../../foundation/units.ts'

const MAX_BANDS = 512

/** Answers for one area. */
export interface InsideTest {
  readonly box: BoundingBox
  /** The same answer as `insidePolygons` of foundation for polygons that do not overlap each other. */
  inside(lon: number, lat: number): boolean
}

/** The box around the outer rings of polygons, or `null` for none. */
export function boxOfPolygons(polygons: readonly PolygonRings[]): BoundingBox | null {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (const rings of polygons) {
    for (const [lon, lat] of rings[0] ?? []) {
      if (lon < west) west = lon
      if (lon > east) east = lon
      if (lat < south) south = lat
      if (lat > north) north = lat
    }
  }
  return west <= east ? [west, south, east, north] : null
}

/** So many questions are answered by looking at every edge; then the bands are worth making. */
const QUESTIONS_WITHOUT_BANDS = 6

/**
 * Prepares an area for questions; `null` for an area without positions. O(edges) for the first few questions; then O(edges × bands
 * that an edge crosses) once, and a few edges for each further one.
 */
export function insideTest(polygons: readonly PolygonRings[]): InsideTest | null {
  const box = boxOfPolygons(polygons)
  if (box === null) return null
  const [west, south, east, north] = box
  let questions = 0
  let inBands: ((lon: number, lat: number) => boolean) | undefined
  return {
    box,
    inside(lon, lat) {
      if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return false
      if (inBands === undefined) {
        if (questions++ < QUESTIONS_WITHOUT_BANDS) return insidePolygons(lon, lat, polygons)
        inBands = bandedTest(polygons.flat(), south, north)
      }
      return inBands(lon, lat)
    },
  }
}

function bandedTest(rings: readonly Ring[], south: number, north: number): (lon: number, lat: number) => boolean {
  const edgeCount = rings.reduce((sum, ring) => sum + ring.length, 0)
  const bandCount = Math.max(1, Math.min(MAX_BANDS, edgeCount >> 2))
  const height = (north - south) / bandCount || 1
  const bandOf = (lat: number) => Math.max(0, Math.min(bandCount - 1, Math.floor((lat - south) / height)))
  const bands: number[][] = Array.from({ length: bandCount }, () => [])
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]!
      const [xj, yj] = ring[j]!
      if (yi === yj) continue
      for (let band = bandOf(Math.min(yi, yj)); band <= bandOf(Math.max(yi, yj)); band++)
        bands[band]!.push(xi, yi, xj, yj)
    }
  }
  return (lon, lat) => {
    const edges = bands[bandOf(lat)]!
    let inside = false
    for (let at = 0; at < edges.length; at += 4) {
      const xi = edges[at]!
      const yi = edges[at + 1]!
      const xj = edges[at + 2]!
      const yj = edges[at + 3]!
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside
    }
    return inside
  }
}

// Areas in a grid of several cell sizes, to ask which one holds a place or lies near it. It does not know what they are.
import { footOnSegment, localScale, type PolygonRings } from '../../foundation/geo.ts'
import type { BoundingBox, LonLat } from '../../foundation/units.ts'
import { type InsideTest, insideTest } from './inside-test.ts'

interface HeldArea {
  readonly polygons: readonly PolygonRings[]
  /** Its box with a margin of the largest distance. */
  readonly box: BoundingBox
  readonly test: InsideTest
  readonly keys: readonly string[]
  readonly place: number
}

/** Areas that were added, by category. */
export interface NearbyAreas {
  add(category: string, polygons: readonly PolygonRings[], keys: readonly string[], place: number): void
  /**
   * The nearest area of a category that holds the place or lies within `metres` of it, and whose name is the same or missing
   * on either side; `null` for none. Ties go to the lower place.
   */
  find(
    category: string,
    lonLat: LonLat,
    keys: readonly string[],
    metres: number,
  ): { place: number; metres: number } | null
}

/** Cell of the finest level, degrees; every level doubles it. */
const FINEST_DEGREES = 0.002
/** Cells from pole to pole at the finest level, and then some. */
const ROWS = 2 ** 20

/** An empty set of areas; `find` may ask for distances up to `maxMetres`. */
export function nearbyAreas(maxMetres: number): NearbyAreas {
  /** By category, then level, then cell. */
  const grids = new Map<string, Map<number, Map<number, HeldArea[]>>>()
  return {
    add(category, polygons, keys, place) {
      const test = insideTest(polygons)
      if (test === null) return
      const box = padded(test.box, maxMetres)
      const [west, south, east, north] = box
      // The level at which the box spans a few cells only.
      const level = Math.max(0, Math.ceil(Math.log2(Math.max(east - west, north - south) / (2 * FINEST_DEGREES))))
      const size = FINEST_DEGREES * 2 ** level
      const levels = grids.get(category) ?? new Map<number, Map<number, HeldArea[]>>()
      grids.set(category, levels)
      const cells = levels.get(level) ?? new Map<number, HeldArea[]>()
      levels.set(level, cells)
      const area = { polygons, box, test, keys, place }
      for (let x = Math.floor(west / size); x <= Math.floor(east / size); x++) {
        for (let y = Math.floor(south / size); y <= Math.floor(north / size); y++) {
          const held = cells.get(x * ROWS + y)
          if (held === undefined) cells.set(x * ROWS + y, [area])
          else held.push(area)
        }
      }
    },
    find(category, [lon, lat], keys, metres) {
      let best: { place: number; metres: number } | null = null
      for (const [level, cells] of grids.get(category) ?? []) {
        const size = FINEST_DEGREES * 2 ** level
        for (const area of cells.get(Math.floor(lon / size) * ROWS + Math.floor(lat / size)) ?? []) {
          const [west, south, east, north] = area.box
          if (lon < west || lon > east || lat < south || lat > north || !sameOrMissing(keys, area.keys)) continue
          const inside = area.test.inside(lon, lat)
          const distance = inside ? 0 : metres === 0 ? Infinity : metresToOutline([lon, lat], area.polygons)
          if (distance > metres) continue
          if (best === null || distance < best.metres || (distance === best.metres && area.place < best.place)) {
            best = { place: area.place, metres: distance }
          }
        }
      }
      return best
    },
  }
}

function padded([west, south, east, north]: BoundingBox, metres: number): BoundingBox {
  const { metresPerDegreeLat, metresPerDegreeLon } = localScale(
    Math.min(85, Math.max(Math.abs(south), Math.abs(north))),
  )
  const padLon = (metres * 1.01) / metresPerDegreeLon
  const padLat = (metres * 1.01) / metresPerDegreeLat
  return [west - padLon, south - padLat, east + padLon, north + padLat]
}

function sameOrMissing(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((key) => b.includes(key))
}

/** Metres from a place to the nearest outline (outer or hole) of an area. O(positions). */
export function metresToOutline([lon, lat]: LonLat, polygons: readonly PolygonRings[]): number {
  const { metresPerDegreeLat, metresPerDegreeLon } = localScale(lat)
  let nearest = Infinity
  for (const ring of polygons.flat()) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const { squaredDistance } = footOnSegment(
        0,
        0,
        (ring[i]![0] - lon) * metresPerDegreeLon,
        (ring[i]![1] - lat) * metresPerDegreeLat,
        (ring[i + 1]![0] - lon) * metresPerDegreeLon,
        (ring[i + 1]![1] - lat) * metresPerDegreeLat,
      )
      if (squaredDistance < nearest) nearest = squaredDistance
    }
  }
  return Math.sqrt(nearest)
}

// Areas in a grid of several cell sizes, to ask which one holds a place or lies near it. It does not know what they are.
import { boxAround, footOnSegment, insidePolygons, localScale, type PolygonRings } from '../foundation/geo.ts'
import type { LonLat } from '../foundation/units.ts'

interface HeldArea {
  readonly polygons: readonly PolygonRings[]
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

/** An empty set of areas; `find` may ask for distances up to `maxMetres`. */
export function nearbyAreas(maxMetres: number): NearbyAreas {
  const cells = new Map<string, HeldArea[]>()
  /** Levels in use, per category. */
  const levels = new Map<string, Set<number>>()
  return {
    add(category, polygons, keys, place) {
      const box = boxAround(polygons.flat(2))
      if (box === null) return
      const { metresPerDegreeLat, metresPerDegreeLon } = localScale(
        Math.min(85, Math.max(Math.abs(box[1]), Math.abs(box[3]))),
      )
      const padLon = (maxMetres * 1.01) / metresPerDegreeLon
      const padLat = (maxMetres * 1.01) / metresPerDegreeLat
      const [west, south, east, north] = [box[0] - padLon, box[1] - padLat, box[2] + padLon, box[3] + padLat]
      // The level at which the box spans a few cells only.
      const level = Math.max(0, Math.ceil(Math.log2(Math.max(east - west, north - south) / (2 * FINEST_DEGREES))))
      const size = FINEST_DEGREES * 2 ** level
      const inUse = levels.get(category) ?? new Set()
      levels.set(category, inUse.add(level))
      for (let x = Math.floor(west / size); x <= Math.floor(east / size); x++) {
        for (let y = Math.floor(south / size); y <= Math.floor(north / size); y++) {
          const cell = `${category}|${level}|${x}|${y}`
          const held = cells.get(cell)
          if (held === undefined) cells.set(cell, [{ polygons, keys, place }])
          else held.push({ polygons, keys, place })
        }
      }
    },
    find(category, lonLat, keys, metres) {
      let best: { place: number; metres: number } | null = null
      for (const level of levels.get(category) ?? []) {
        const size = FINEST_DEGREES * 2 ** level
        const cell = `${category}|${level}|${Math.floor(lonLat[0] / size)}|${Math.floor(lonLat[1] / size)}`
        for (const area of cells.get(cell) ?? []) {
          if (!sameOrMissing(keys, area.keys)) continue
          const inside = insidePolygons(lonLat[0], lonLat[1], area.polygons)
          const distance = inside ? 0 : metres === 0 ? Infinity : metresToOutline(lonLat, area.polygons)
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

// Areas in a grid of several cell sizes, to ask which one holds a place or lies near it. It does not know what they are.
import { footOnSegment, localScale, type PolygonRings } from '../../foundation/geo.ts'
import type { BoundingBox, LonLat } from '../../foundation/units.ts'
import { type InsideTest, insideTest } from './inside-test.ts'

interface HeldArea {
  readonly polygons: readonly PolygonRings[]
  /** Its box with a margin of the largest distance. */
  readonly box: BoundingBox
  readonly test: InsideTest
  readonly place: number
}

/** An area that was found: its place, and how far it is; 0 inside. */
export interface NearArea {
  readonly place: number
  readonly metres: number
}

/** Areas by level, then cell; in a cell as they were added. */
type AreaGrid = Map<number, Map<number, HeldArea[]>>

/** Areas that were added, by category. */
export interface NearbyAreas {
  add(category: string, polygons: readonly PolygonRings[], keys: readonly string[], place: number): void
  /**
   * The nearest area of a category that holds the place or lies within `metres` of it, and whose name is the same or missing
   * on either side; `null` for none. Ties go to the lower place.
   */
  find(category: string, lonLat: LonLat, keys: readonly string[], metres: number): NearArea | null
}

/** Cell of the finest level, degrees; every level doubles it. */
const FINEST_DEGREES = 0.002
/** Cells from pole to pole at the finest level, and then some. */
const ROWS = 2 ** 20

/** An empty set of areas; `find` may ask for distances up to `maxMetres`. */
export function nearbyAreas(maxMetres: number): NearbyAreas {
  /** By category and name, by category those without a name, and by category all of them: questions without a name go to these. */
  const named = new Map<string, AreaGrid>()
  const nameless = new Map<string, AreaGrid>()
  const all = new Map<string, AreaGrid>()
  let highest = -1
  let isAscending = true
  return {
    add(category, polygons, keys, place) {
      const test = insideTest(polygons)
      if (test === null) return
      isAscending &&= place > highest
      highest = place
      const area = { polygons, box: padded(test.box, maxMetres), test, place }
      addTo(all, category, area, true)
      if (keys.length === 0) addTo(nameless, category, area, false)
      else for (const key of new Set(keys)) addTo(named, `${category}|${key}`, area, false)
    },
    find(category, lonLat, keys, metres) {
      if (keys.length === 0) return nearestOf(all.get(category), lonLat, metres, null, isAscending)
      return keys.reduce(
        (best, key) => nearestOf(named.get(`${category}|${key}`), lonLat, metres, best, isAscending),
        nearestOf(nameless.get(category), lonLat, metres, null, isAscending),
      )
    },
  }
}

/** @param isOnce leaves out an area of which the grid holds the like: the first one wins every tie */
function addTo(grids: Map<string, AreaGrid>, label: string, area: HeldArea, isOnce: boolean): void {
  const [west, south, east, north] = area.box
  // The level at which the box spans a few cells only.
  const level = Math.max(0, Math.ceil(Math.log2(Math.max(east - west, north - south) / (2 * FINEST_DEGREES))))
  const size = FINEST_DEGREES * 2 ** level
  const levels: AreaGrid = grids.get(label) ?? new Map()
  grids.set(label, levels)
  const cells = levels.get(level) ?? new Map<number, HeldArea[]>()
  levels.set(level, cells)
  for (let x = Math.floor(west / size); x <= Math.floor(east / size); x++) {
    for (let y = Math.floor(south / size); y <= Math.floor(north / size); y++) {
      const held = cells.get(x * ROWS + y)
      if (held === undefined) cells.set(x * ROWS + y, [area])
      // A pile of equal areas is most likely added one after the other.
      else if (!isOnce || !winsOver(held.at(-1)!, area)) held.push(area)
    }
  }
}

/** Does an area win every tie against another, as it is the same and has the lower place? */
function winsOver(held: HeldArea, area: HeldArea): boolean {
  return held.place < area.place && areEqual(held.polygons, area.polygons)
}

function areEqual(a: readonly PolygonRings[], b: readonly PolygonRings[]): boolean {
  const [firstA, firstB] = [a[0]?.[0], b[0]?.[0]]
  if (a.length !== b.length || firstA?.length !== firstB?.length || firstA?.[0]?.[0] !== firstB?.[0]?.[0]) return false
  return JSON.stringify(a) === JSON.stringify(b)
}

function nearestOf(
  levels: AreaGrid | undefined,
  [lon, lat]: LonLat,
  metres: number,
  found: NearArea | null,
  isAscending: boolean,
): NearArea | null {
  let best = found
  for (const [level, cells] of levels ?? []) {
    const size = FINEST_DEGREES * 2 ** level
    for (const area of cells.get(Math.floor(lon / size) * ROWS + Math.floor(lat / size)) ?? []) {
      // Nothing is nearer than inside; where places ascend, those that follow lose the tie as well.
      if (best?.metres === 0 && area.place > best.place) {
        if (isAscending) break
        continue
      }
      const [west, south, east, north] = area.box
      if (lon < west || lon > east || lat < south || lat > north) continue
      const inside = area.test.inside(lon, lat)
      const distance = inside ? 0 : metres === 0 ? Infinity : metresToOutline([lon, lat], area.polygons)
      if (distance > metres) continue
      if (best === null || distance < best.metres || (distance === best.metres && area.place < best.place)) {
        best = { place: area.place, metres: distance }
      }
    }
  }
  return best
}

function padded([west, south, east, north]: BoundingBox, metres: number): BoundingBox {
  const { metresPerDegreeLat, metresPerDegreeLon } = localScale(
    Math.min(85, Math.max(Math.abs(south), Math.abs(north))),
  )
  const padLon = (metres * 1.01) / metresPerDegreeLon
  const padLat = (metres * 1.01) / metresPerDegreeLat
  return [west - padLon, south - padLat, east + padLon, north + padLat]
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

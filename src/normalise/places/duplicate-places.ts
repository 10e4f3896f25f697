// The same place mapped twice is one facility: a node beside its area, two nodes of one name, an area inside another.
// Facilities in, facilities and rejects out. It does not know where they come from.
import { greatCircleMetres, localScale } from '../../foundation/geo.ts'
import { compareNaturally } from '../../foundation/natural-order.ts'
import type { LonLat } from '../../foundation/units.ts'
import { message, spoken } from '../../words/problem.ts'
import { placeKeys } from '../categories/category-names.ts'
import type { FacilityRecord } from './facility-record.ts'
import { boxOfPolygons } from './inside-test.ts'
import { nearbyAreas } from './nearby-areas.ts'
import type { Reject } from './rejects.ts'

/** A point this near to an area of its kind, with the same name or none, is that area. */
const AREA_METRES = 50
/** Two points of one kind and one name this near are one place. */
const SAME_NAME_METRES = 30
/** Two points of one kind without a name this near are one place: two benches stand further apart. */
const NAMELESS_METRES = 1

/** What is left, in natural order of id, and what was merged into it. */
export interface MergedPlaces {
  readonly facilities: readonly FacilityRecord[]
  /** One `duplicate-place` for each facility that is not left, naming both. */
  readonly rejects: readonly Reject[]
}

/**
 * Merges facilities that are one place. Of two, the area stays, else the one with a name, else the one of which more is known,
 * else the lower id; what is unknown of it (name, capacity, floor area, level, hours, status) is taken from the other, and of two
 * points the entrances of both count. Nameless points of one table stay apart: their author listed them. Names are compared
 * without case, width, brackets and suffixes such as 店; of a name in Chinese and English either half is enough. The order of the
 * input has no influence. O(n log n) for places spread over a town.
 *
 * @example
 * ```ts
 * import { type FacilityRecord, mergeDuplicatePlaces } from 'living-circle/parts'
 * declare const fromOsm: FacilityRecord[], fromFile: FacilityRecord[]
 * const { facilities, rejects } = mergeDuplicatePlaces([...fromOsm, ...fromFile])
 * ```
 */
export function mergeDuplicatePlaces(given: readonly FacilityRecord[]): MergedPlaces {
  const ordered = given.map(withStanding).sort(compareStanding)
  const kept: FacilityRecord[] = []
  const rejects: Reject[] = []
  const areas = nearbyAreas(AREA_METRES)
  const points = keptPoints(latitudeOf(given))
  for (const { facility } of ordered) {
    const keys = facility.name === null ? [] : placeKeys(facility.name)
    const isArea = facility.polygons !== null
    const twin = isArea
      ? areas.find(facility.category, facility.lonLat, keys, 0)
      : (areas.find(facility.category, facility.lonLat, keys, AREA_METRES) ??
        points.find(facility.category, facility.lonLat, keys))
    if (twin !== null && !rowsOfOneTable(facility, kept[twin.place]!)) {
      const other = kept[twin.place]!
      kept[twin.place] = merged(other, facility)
      rejects.push(duplicateOf(facility, other, twin.metres))
      continue
    }
    const place = kept.push(facility) - 1
    if (isArea) areas.add(facility.category, facility.polygons, keys, place)
    else points.add(facility.category, facility.lonLat, keys, place)
  }
  kept.sort((a, b) => compareNaturally(a.id, b.id))
  rejects.sort((a, b) => compareNaturally(a.lineOrId, b.lineOrId) || compareNaturally(a.message, b.message))
  return { facilities: kept, rejects }
}

/** Two points of one table without a name: whoever lists two means two, also at one place (two schools at a block's centre). */
function rowsOfOneTable(a: FacilityRecord, b: FacilityRecord): boolean {
  const nameless = a.name === null && b.name === null && a.polygons === null && b.polygons === null
  return nameless && a.source === b.source && a.source !== 'osm'
}

/** A place that is kept already, by its number, and how far it is. */
export interface KeptPlace {
  readonly place: number
  readonly metres: number
}

interface Standing {
  readonly facility: FacilityRecord
  /** The width of its box times its height, square degrees; 0 for a point. */
  readonly extent: number
  readonly knownFields: number
}

function withStanding(facility: FacilityRecord): Standing {
  const box = facility.polygons === null ? null : boxOfPolygons(facility.polygons)
  const extent = box === null ? 0 : Math.max(Number.MIN_VALUE, (box[2] - box[0]) * (box[3] - box[1]))
  return { facility, extent, knownFields: knownFields(facility) }
}

/** Areas from large to small, then points; within each the better known first. */
function compareStanding(a: Standing, b: Standing): number {
  return (
    b.extent - a.extent ||
    Number(b.facility.name !== null) - Number(a.facility.name !== null) ||
    b.knownFields - a.knownFields ||
    compareNaturally(a.facility.id, b.facility.id) ||
    compareNaturally(a.facility.source, b.facility.source)
  )
}

function knownFields({ capacity, floorAreaSquareMetres, level, hours, status }: FacilityRecord): number {
  return [capacity, floorAreaSquareMetres, level, hours, status].filter((field) => field !== null).length
}

function merged(stays: FacilityRecord, goes: FacilityRecord): FacilityRecord {
  const bothPoints = stays.polygons === null && goes.polygons === null
  return {
    ...stays,
    name: stays.name ?? goes.name,
    entrances: bothPoints ? withoutRepeats([...stays.entrances, ...goes.entrances]) : stays.entrances,
    capacity: stays.capacity ?? goes.capacity,
    floorAreaSquareMetres: stays.floorAreaSquareMetres ?? goes.floorAreaSquareMetres,
    level: stays.level ?? goes.level,
    hours: stays.hours ?? goes.hours,
    status: stays.status ?? goes.status,
  }
}

function withoutRepeats(positions: readonly LonLat[]): LonLat[] {
  const seen = new Map(positions.map((position) => [position.join(), position]))
  return [...seen.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])
}

function duplicateOf(goes: FacilityRecord, stays: FacilityRecord, metres: number): Reject {
  const names = { goes: called(goes), stays: called(stays), category: goes.category }
  const said =
    metres === 0
      ? message('place.repeat-inside', names)
      : message('place.repeat-near', { ...names, metres: Math.round(metres) })
  return {
    source: goes.source,
    lineOrId: goes.lineOrId,
    code: 'duplicate-place',
    ...spoken(said),
    severity: 'rejected',
  }
}

function called({ id, name }: FacilityRecord): string {
  return name === null ? id : `${id} "${name}"`
}

function latitudeOf(facilities: readonly FacilityRecord[]): number {
  return facilities.reduce((highest, { lonLat }) => Math.max(highest, Math.abs(lonLat[1])), 0)
}

interface KeptPoint {
  readonly lonLat: LonLat
  readonly place: number
}

/** More cells than there are from pole to pole. */
const ROWS = 2 ** 26

/** Kept points by category, name and cell: a cell of one name holds only few, because nearer ones were merged. */
function keptPoints(highestLatitude: number) {
  const groups = new Map<string, Map<number, KeptPoint[]>>()
  const { metresPerDegreeLat, metresPerDegreeLon } = localScale(Math.min(85, highestLatitude))
  const labelsOf = (category: string, keys: readonly string[]) =>
    keys.length === 0 ? [category] : keys.map((key) => `${category}|${key}`)
  const reachOf = (keys: readonly string[]) => (keys.length === 0 ? NAMELESS_METRES : SAME_NAME_METRES)
  const columnOf = (lon: number, metres: number) => Math.floor((lon * metresPerDegreeLon) / metres)
  const rowOf = (lat: number, metres: number) => Math.floor((lat * metresPerDegreeLat) / metres)
  return {
    add(category: string, lonLat: LonLat, keys: readonly string[], place: number) {
      const reach = reachOf(keys)
      const cell = columnOf(lonLat[0], reach) * ROWS + rowOf(lonLat[1], reach)
      for (const label of labelsOf(category, keys)) {
        const cells = groups.get(label) ?? new Map<number, KeptPoint[]>()
        groups.set(label, cells)
        const held = cells.get(cell)
        if (held === undefined) cells.set(cell, [{ lonLat, place }])
        else held.push({ lonLat, place })
      }
    },
    find(category: string, lonLat: LonLat, keys: readonly string[]): KeptPlace | null {
      const reach = reachOf(keys)
      let best: KeptPlace | null = null
      for (const label of labelsOf(category, keys)) {
        const cells = groups.get(label)
        if (cells === undefined) continue
        for (let step = 0; step < 9; step++) {
          const column = columnOf(lonLat[0], reach) + (step % 3) - 1
          const row = rowOf(lonLat[1], reach) + Math.floor(step / 3) - 1
          for (const other of cells.get(column * ROWS + row) ?? []) {
            const metres = greatCircleMetres(lonLat[0], lonLat[1], other.lonLat[0], other.lonLat[1])
            if (metres > reach) continue
            if (best === null || metres < best.metres || (metres === best.metres && other.place < best.place)) {
              best = { place: other.place, metres }
            }
          }
        }
      }
      return best
    },
  }
}

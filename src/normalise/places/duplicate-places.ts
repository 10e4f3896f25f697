// The same place mapped twice is one facility: a node beside its area, two nodes of one name, an area inside another.
// Facilities in, facilities and rejects out. It does not know where they come from.
import { atOnce, type Steps } from '../../foundation/breath.ts'
import { compareNaturally } from '../../foundation/natural-order.ts'
import type { LonLat } from '../../foundation/units.ts'
import { PlaceTree } from '../../locate/points/place-tree.ts'
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
 * input has no influence. O(n log n), also where all places share one position.
 *
 * @example
 * ```ts
 * import { type FacilityRecord, mergeDuplicatePlaces } from 'living-circle/parts'
 * declare const fromOsm: FacilityRecord[], fromFile: FacilityRecord[]
 * const { facilities, rejects } = mergeDuplicatePlaces([...fromOsm, ...fromFile])
 * ```
 */
export function mergeDuplicatePlaces(given: readonly FacilityRecord[]): MergedPlaces {
  return atOnce(mergeSteps(given))
}

/** Places between pauses. */
const PLACES_AT_ONCE = 64

/** {@link mergeDuplicatePlaces} in steps. */
export function* mergeSteps(given: readonly FacilityRecord[]): Steps<MergedPlaces> {
  const standing = given.map(withStanding).sort(compareStanding)
  yield
  const ordered: LabelledPoint[] = []
  for (const one of standing) {
    if (ordered.push(withLabels(one)) % PLACES_AT_ONCE === 0) yield
  }
  const kept: FacilityRecord[] = []
  const rejects: Reject[] = []
  const areas = nearbyAreas(AREA_METRES)
  const points = new KeptPoints(ordered.filter(({ facility }) => facility.polygons === null))
  const entrances = new Map<number, LonLat[]>()
  yield
  for (const [number, one] of ordered.entries()) {
    if (number % PLACES_AT_ONCE === 0) yield
    const { facility, keys } = one
    const isArea = facility.polygons !== null
    const twin = isArea
      ? areas.find(facility.category, facility.lonLat, keys, 0)
      : (areas.find(facility.category, facility.lonLat, keys, AREA_METRES) ?? points.find(one))
    const other = twin === null ? undefined : kept[twin.place]!
    if (twin !== null && other !== undefined && !rowsOfOneTable(facility, other)) {
      kept[twin.place] = merged(other, facility)
      if (!isArea && other.polygons === null) addTo(entrances, twin.place, other.entrances, facility.entrances)
      rejects.push(duplicateOf(facility, other, twin.metres))
      if (!isArea) points.settle(one, null)
      continue
    }
    const place = kept.push(facility) - 1
    if (isArea) areas.add(facility.category, facility.polygons, keys, place)
    else points.settle(one, place)
  }
  for (const [place, all] of entrances) kept[place] = { ...kept[place]!, entrances: withoutRepeats(all) }
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

/** A facility with what it is looked for by. */
interface LabelledPoint {
  readonly facility: FacilityRecord
  readonly lonLat: LonLat
  /** Its names in comparable form; none without a name. */
  readonly keys: readonly string[]
  /** Its category with each of these; the category alone without a name. */
  readonly labels: readonly string[]
  /** How far its twin may be, metres. */
  readonly reach: number
}

function withLabels({ facility }: Standing): LabelledPoint {
  const { category, name, lonLat } = facility
  const keys = name === null ? [] : placeKeys(name)
  const labels = keys.length === 0 ? [category] : [...new Set(keys)].map((key) => `${category}|${key}`)
  return { facility, lonLat, keys, labels, reach: keys.length === 0 ? NAMELESS_METRES : SAME_NAME_METRES }
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
  return {
    ...stays,
    name: stays.name ?? goes.name,
    capacity: stays.capacity ?? goes.capacity,
    floorAreaSquareMetres: stays.floorAreaSquareMetres ?? goes.floorAreaSquareMetres,
    level: stays.level ?? goes.level,
    hours: stays.hours ?? goes.hours,
    status: stays.status ?? goes.status,
  }
}

/** Collects the entrances of points that are one place; the first time with those of the one that stays. */
function addTo(all: Map<number, LonLat[]>, place: number, own: readonly LonLat[], more: readonly LonLat[]): void {
  const held = all.get(place)
  if (held === undefined) all.set(place, [...own, ...more])
  else for (const position of more) held.push(position)
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

/**
 * Kept points by category and name. What all points of one category and name are is known beforehand, so that each such set has its
 * tree, in which points are marked as they are kept.
 */
class KeptPoints {
  readonly #sets = new Map<string, { readonly tree: PlaceTree; readonly places: number[]; next: number }>()

  /** @param points all that will be added or asked for, in that order */
  constructor(points: readonly LabelledPoint[]) {
    const positions = new Map<string, LonLat[]>()
    for (const { labels, lonLat } of points) {
      for (const label of labels) {
        const held = positions.get(label)
        if (held === undefined) positions.set(label, [lonLat])
        else held.push(lonLat)
      }
    }
    for (const [label, own] of positions) {
      // Nothing is near to the only one of its name.
      if (own.length > 1)
        this.#sets.set(label, { tree: new PlaceTree(Float64Array.from(own.flat())), places: [], next: 0 })
    }
  }

  /** The nearest kept point of one of the labels; of equally near ones the one that was kept first. */
  find({ labels, lonLat: [lon, lat], reach }: LabelledPoint): KeptPlace | null {
    let best: KeptPlace | null = null
    for (const label of labels) {
      const set = this.#sets.get(label)
      const near = set?.tree.nearest(lon, lat, reach) ?? null
      if (set === undefined || near === null) continue
      const place = set.places[near.place]!
      if (best === null || near.metres < best.metres || (near.metres === best.metres && place < best.place)) {
        best = { place, metres: near.metres }
      }
    }
    return best
  }

  /** Goes on to the next point: keeps this one under a number, or passes it over. */
  settle({ labels }: LabelledPoint, place: number | null): void {
    for (const label of labels) {
      const set = this.#sets.get(label)
      if (set === undefined) continue
      if (place !== null) {
        set.places[set.next] = place
        set.tree.mark(set.next)
      }
      set.next++
    }
  }
}

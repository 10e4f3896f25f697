// Raw OSM columns → facilities: tagged nodes, closed ways and multipolygon relations, each with its category and the places
// where it is reached. What is not open to the public, broken or mapped twice leaves as rejects. It knows no street.
import { pause, withPauses } from '../../foundation/breath.ts'
import type { PolygonRings } from '../../foundation/geo.ts'
import type { Message } from '../../foundation/message.ts'
import { compareNaturally } from '../../foundation/natural-order.ts'
import { checkOptions, KNOWN_RUN_OPTIONS } from '../../foundation/options.ts'
import type { RunOptions } from '../../foundation/progress.ts'
import { E7, type LonLat } from '../../foundation/units.ts'
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { message, spoken } from '../../words/problem.ts'
import type { Category } from '../categories/category.ts'
import { type CategoryMatch, categoriseOsmAll, categoryTags } from '../categories/category-matching.ts'
import { mergeSteps } from '../places/duplicate-places.ts'
import type { FacilityRecord } from '../places/facility-record.ts'
import { placeInside, pointsAlongOutline } from '../places/place-inside.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import { checkRawOsm } from '../streets/check-raw-osm.ts'
import { parseNumberTag } from './number-tag.ts'
import { areasFromOsm } from './osm-areas.ts'
import { type EntranceNodes, entranceNodes } from './osm-entrances.ts'
import { elementTags, type OsmTags, rowFilter } from './osm-tags.ts'
import { isStationEntrance, joinStationEntrances } from './station-entrances.ts'

/** Facilities in natural order of id. */
export interface OsmFacilities {
  readonly facilities: readonly FacilityRecord[]
  readonly rejects: readonly Reject[]
  /** Facilities found, one for each category of an element: `read = used + rejected`. */
  readonly counts: SourceCounts
}

/** Nodes and areas between pauses. */
const NODES_AT_ONCE = 1024
const AREAS_AT_ONCE = 32

/** Points along the edge of a park are at most this far apart. */
const EDGE_SPACING_METRES = 50

/**
 * All facilities of an OSM file. An element is one facility, or several where several of its keys speak for themselves (a bank
 * with `atm=yes` is `node/1` and `node/1#atm`).
 *
 * An area is reached at the nodes of its outline with `entrance=*` or `barrier=gate`; without such nodes a park or square is
 * reached at points along its outline, at most 50 m apart, and anything else at one point inside it. Subway entrances are where
 * their station is reached.
 *
 * @returns rejects: `closed` (disused, or `access=private|no` except for schools, childcare and elderly care, whose users may
 *   enter), `duplicate-place`, and what {@link areasFromOsm} rejects
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { facilitiesFromOsm, readOsm } from 'living-circle/parts'
 * const osm = '<osm><node id="1" lat="0" lon="0"><tag k="amenity" v="pharmacy"/></node></osm>'
 * const raw = await readOsm(bytesSource('tiny.osm', new TextEncoder().encode(osm)))
 * const { facilities } = await facilitiesFromOsm(raw)
 * facilities[0]!.category // 'pharmacy'
 * ```
 */
export async function facilitiesFromOsm(raw: RawOsm, options: RunOptions = {}): Promise<OsmFacilities> {
  checkOptions('facilitiesFromOsm', options, KNOWN_RUN_OPTIONS)
  checkRawOsm(raw)
  const found: FacilityRecord[] = []
  const rejects: Reject[] = []
  const take = (osmId: string, tags: OsmTags, matches: readonly CategoryMatch[], place: Place) => {
    matches.forEach((match, position) => {
      const { category } = match
      const id = position === 0 ? osmId : `${osmId}#${category.id}`
      const closed = whyClosed(tags, category)
      if (closed !== null)
        rejects.push(notUsed(id, 'closed', message('place.closed', { id, category: category.id, closed })))
      else found.push(record(id, tags, match, place))
    })
  }
  const choice = categoryTags()
  const passes = rowFilter(raw, choice)
  const total = raw.nodeId.length
  for (let index = 0; index < total; index++) {
    if (index % NODES_AT_ONCE === 0) {
      await pause(options.signal)
      if (index % (NODES_AT_ONCE * Math.ceil(total / NODES_AT_ONCE / 50)) === 0)
        options.onProgress?.({ step: 'facilities', done: index, total })
    }
    if (!passes(raw.nodeTags, index)) continue
    const tags = elementTags(raw, 'node', index)
    const matches = categoriseOsmAll(tags, nameOf(tags))
    const lonLat: LonLat = [raw.nodeLonE7[index]! / E7, raw.nodeLatE7[index]! / E7]
    take(`node/${raw.nodeId[index]}`, tags, matches, { lonLat, entrances: () => [lonLat], polygons: null })
  }

  const matchesOf = new Map<OsmTags, readonly CategoryMatch[]>()
  const wanted = (tags: OsmTags) => {
    const matches = categoriseOsmAll(tags, nameOf(tags))
    if (matches.length > 0) matchesOf.set(tags, matches)
    return matches.length > 0
  }
  const { areas, rejects: brokenAreas } = await areasFromOsm(raw, wanted, choice, options)
  for (const one of brokenAreas) rejects.push(one)
  const entrances = entranceNodes(raw)
  for (const [number, { osmId, tags, polygons }] of areas.entries()) {
    if (number % AREAS_AT_ONCE === 0) await pause(options.signal)
    const lonLat = placeInside(polygons)
    const place = {
      lonLat,
      entrances: (category: Category) => entrancesOf(category, polygons, lonLat, entrances),
      polygons,
    }
    take(osmId, tags, matchesOf.get(tags)!, place)
  }

  const merged = await withPauses(mergeSteps(found.filter((facility) => !isStationEntrance(facility))), options)
  const { facilities, rejects: joined } = joinStationEntrances(merged.facilities, found.filter(isStationEntrance))
  for (const list of [merged.rejects, joined]) for (const one of list) rejects.push(one)
  await pause(options.signal)
  rejects.sort((a, b) => compareNaturally(a.lineOrId, b.lineOrId) || compareNaturally(a.message, b.message))
  const rejected = rejects.filter((reject) => reject.severity === 'rejected').length
  const used = facilities.length
  options.onProgress?.({ step: 'facilities', done: total, total })
  return { facilities, rejects, counts: { source: 'osm', read: used + rejected, used, rejected } }
}

interface Place {
  readonly lonLat: LonLat
  readonly entrances: (category: Category) => readonly LonLat[]
  readonly polygons: readonly PolygonRings[] | null
}

function record(id: string, tags: OsmTags, { category, reason, said }: CategoryMatch, place: Place): FacilityRecord {
  return {
    id,
    name: nameOf(tags),
    category: category.id,
    categoryReason: reason,
    categorySaid: said,
    lonLat: place.lonLat,
    entrances: place.entrances(category),
    polygons: place.polygons,
    source: 'osm',
    lineOrId: id,
    capacity: capacityOf(tags, category),
    floorAreaSquareMetres: null,
    level: null,
    hours: tags.get('opening_hours') ?? null,
    status: null,
    ...(OWN_RESIDENTS.has(tags.get('access') ?? '') ? { serves: 'residents' as const } : {}),
  }
}

/** Values of `access` of a place that serves those who live around it. */
const OWN_RESIDENTS = new Set(['residents', 'private'])

function entrancesOf(
  category: Category,
  polygons: readonly PolygonRings[],
  lonLat: LonLat,
  entrances: EntranceNodes,
): readonly LonLat[] {
  const gates = entrances.onOutline(polygons)
  if (gates.length > 0) return gates
  return category.reach === 'edge' ? pointsAlongOutline(polygons, EDGE_SPACING_METRES) : [lonLat]
}

function nameOf(tags: OsmTags): string | null {
  for (const key of ['name', 'name:zh', 'name:en', 'int_name', 'brand', 'operator']) {
    const name = tags.get(key)?.trim()
    if (name !== undefined && name !== '') return name
  }
  return null
}

function capacityOf(tags: OsmTags, { capacityUnit }: Category): number | null {
  if (capacityUnit === 'beds') return parseNumberTag(tags.get('beds') ?? tags.get('capacity:beds'))
  if (capacityUnit === 'places' || capacityUnit === 'seats')
    return parseNumberTag(tags.get('capacity') ?? tags.get('seats'))
  return null
}

/** Places of these themes are for their own users, whatever the grounds' `access` says about passers-by. */
const OWN_USERS = new Set(['education', 'children', 'elderly'])

function whyClosed(tags: OsmTags, { theme }: Category): string | null {
  for (const key of ['disused', 'abandoned', 'demolished']) if (tags.get(key) === 'yes') return `${key}=yes`
  const hours = tags.get('opening_hours')
  if (hours === 'closed' || hours === 'off') return `opening_hours=${hours}`
  const access = tags.get('access')
  if ((access === 'private' || access === 'no') && !OWN_USERS.has(theme)) return `access=${access}`
  return null
}

function notUsed(lineOrId: string, code: Reject['code'], said: Message): Reject {
  return { source: 'osm', lineOrId, code, ...spoken(said), severity: 'rejected' }
}

// Raw OSM columns → areas: closed ways and multipolygon relations whose tags are wanted. Only complete rings are used;
// what is missing or broken leaves as rejects. It does not know what the wanted tags mean.

import { pause } from '../../foundation/breath.ts'
import type { PolygonRings, Ring } from '../../foundation/geo.ts'
import { rowOfId } from '../../foundation/id-rows.ts'
import { checkOptions, KNOWN_RUN_OPTIONS } from '../../foundation/options.ts'
import type { RunOptions } from '../../foundation/progress.ts'
import { E7, type LonLat } from '../../foundation/units.ts'
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { message, spoken } from '../../words/problem.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import { orientedRing } from '../places/ring-direction.ts'
import { checkRawOsm } from '../streets/check-raw-osm.ts'
import { relationWays } from './multipolygon-roles.ts'
import { type AreaProblem, relationPolygons } from './osm-multipolygons.ts'
import { elementTags, type OsmTags, rowFilter, type TagChoice } from './osm-tags.ts'

/** Relations and ways between pauses. */
const RELATIONS_AT_ONCE = 8
const WAYS_AT_ONCE = 1024

/** One area with its tags. Outer rings run anticlockwise, holes clockwise; the first position is repeated last. */
export interface OsmArea {
  /** `way/1` or `relation/2`. */
  readonly osmId: string
  readonly tags: OsmTags
  readonly polygons: readonly PolygonRings[]
}

/** Areas in order (ways, then relations, by id), with everything that was wanted but is not among them. */
export interface OsmAreas {
  readonly areas: readonly OsmArea[]
  readonly rejects: readonly Reject[]
  /** Elements with wanted tags: `read = used + rejected`. */
  readonly counts: SourceCounts
}

/**
 * All areas of a file whose tags are wanted. Closed ways are read from the columns directly; multipolygon relations are
 * assembled from their ways.
 *
 * A closed way that is the outline of a relation with the same tags is not repeated. An old-style multipolygon (tags on its
 * only outer way, none on the relation) comes under the id of the way, with the relation's holes.
 *
 * @param wanted asked once for every tagged way and every `multipolygon` or `boundary` relation
 * @param choice tags that every wanted way has one of; ways without are passed over before `wanted` is asked
 * @returns O(elements + positions of wanted ones); `unsupported-geometry` rejects are wanted ways that are not closed
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { areasFromOsm, readOsm } from 'living-circle/parts'
 * const osm = `<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.001"/><node id="3" lat="0.001" lon="0"/>
 *   <way id="9"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="leisure" v="park"/></way></osm>`
 * const raw = await readOsm(bytesSource('park.osm', new TextEncoder().encode(osm)))
 * const { areas } = await areasFromOsm(raw, (tags) => tags.get('leisure') === 'park')
 * areas[0]!.osmId // 'way/9'
 * ```
 */
export async function areasFromOsm(
  raw: RawOsm,
  wanted: (tags: OsmTags) => boolean,
  choice?: TagChoice,
  options: RunOptions = {},
): Promise<OsmAreas> {
  checkOptions('areasFromOsm', options, KNOWN_RUN_OPTIONS)
  checkRawOsm(raw)
  const { signal } = options
  const rejects: Reject[] = []
  const passes = choice === undefined ? () => true : rowFilter(raw, choice)
  const relations = wantedRelations(raw, wanted)
  const wayAreas: { row: number; area: OsmArea }[] = []
  const relationAreas: OsmArea[] = []
  let read = 0

  const doneAsOutline = new Set<number>()
  for (const [number, relation] of relations.entries()) {
    if (number % RELATIONS_AT_ONCE === 0) await pause(signal)
    const osmId = relation.tagWay === null ? `relation/${relation.id}` : `way/${raw.wayId[relation.tagWay]}`
    read++
    const { polygons, problem } = relationPolygons(raw, relation.row)
    if (polygons.length === 0) {
      rejects.push(
        reject(
          osmId,
          problem?.code ?? 'invalid-geometry',
          problem?.said ?? ((id) => message('osm-area.no-ring', { id })),
        ),
      )
    } else {
      if (problem !== null) rejects.push({ ...reject(osmId, problem.code, problem.said), severity: 'warning' })
      const area = { osmId, tags: relation.tags, polygons }
      if (relation.tagWay === null) relationAreas.push(area)
      else wayAreas.push({ row: relation.tagWay, area })
    }
    if (relation.tagWay !== null) doneAsOutline.add(relation.tagWay)
  }
  const outlines = outlinesOf(raw, relations)

  const { offset } = raw.wayTags
  for (let row = 0; row < raw.wayId.length; row++) {
    if (row % WAYS_AT_ONCE === 0) await pause(signal)
    if (offset[row] === offset[row + 1] || !passes(raw.wayTags, row) || doneAsOutline.has(row)) continue
    const tags = elementTags(raw, 'way', row)
    if (!wanted(tags)) continue
    read++
    const osmId = `way/${raw.wayId[row]}`
    const sameRelation = outlines.get(row)?.find((relation) => repeats(tags, relation.tags))
    if (sameRelation !== undefined) {
      rejects.push(
        reject(osmId, 'duplicate-place', (id) =>
          message('osm-area.outline-of', { id, relation: `relation/${sameRelation.id}` }),
        ),
      )
      continue
    }
    const ring = wayRing(raw, row)
    if ('code' in ring) rejects.push(reject(osmId, ring.code, ring.said))
    else wayAreas.push({ row, area: { osmId, tags, polygons: [[ring.ring]] } })
  }
  wayAreas.sort((a, b) => a.row - b.row)
  const areas = [...wayAreas.map((entry) => entry.area), ...relationAreas]
  return { areas, rejects, counts: { source: 'osm', read, used: areas.length, rejected: read - areas.length } }
}

interface WantedRelation {
  readonly row: number
  readonly id: number
  readonly tags: OsmTags
  /** Row of the way that carries the tags (old style), else `null`. */
  readonly tagWay: number | null
  /** Rows of its outer ways that are in the file. */
  readonly outers: readonly number[]
}

/** Keys that say nothing about what an area is. */
const DULL_KEYS = new Set(['type', 'source', 'created_by', 'attribution', 'note', 'fixme', 'FIXME'])

function wantedRelations(raw: RawOsm, wanted: (tags: OsmTags) => boolean): WantedRelation[] {
  const result: WantedRelation[] = []
  const claimed = new Set<number>()
  for (let row = 0; row < raw.relationId.length; row++) {
    const tags = elementTags(raw, 'relation', row)
    const type = tags.get('type')
    if (type !== 'multipolygon' && type !== 'boundary') continue
    const id = raw.relationId[row]!
    if (wanted(tags)) {
      result.push({ row, id, tags, tagWay: null, outers: outerWays(raw, row) })
      continue
    }
    if ([...tags.keys()].some((key) => !DULL_KEYS.has(key))) continue
    const outers = outerWays(raw, row)
    const only = outers[0]
    if (outers.length !== 1 || only === undefined || claimed.has(only)) continue
    const wayTags = elementTags(raw, 'way', only)
    if (!wanted(wayTags)) continue
    claimed.add(only)
    result.push({ row, id, tags: wayTags, tagWay: only, outers })
  }
  return result
}

function outerWays(raw: RawOsm, row: number): number[] {
  return relationWays(raw, row).ways.flatMap(({ role, row: way }) => (role === 'outer' && way >= 0 ? [way] : []))
}

function outlinesOf(raw: RawOsm, relations: readonly WantedRelation[]): Map<number, WantedRelation[]> {
  const result = new Map<number, WantedRelation[]>()
  for (const relation of relations) {
    if (relation.tagWay !== null) continue
    for (const way of relation.outers) {
      if (raw.wayTags.offset[way] === raw.wayTags.offset[way + 1]) continue
      const held = result.get(way)
      if (held === undefined) result.set(way, [relation])
      else held.push(relation)
    }
  }
  return result
}

/** True when every tag of the way that says something is on the relation, too. */
function repeats(wayTags: OsmTags, relationTags: OsmTags): boolean {
  for (const [key, value] of wayTags) {
    if (!DULL_KEYS.has(key) && relationTags.get(key) !== value) return false
  }
  return true
}

function wayRing(raw: RawOsm, row: number): { ring: Ring } | AreaProblem {
  const start = raw.wayRefOffset[row]!
  const end = raw.wayRefOffset[row + 1]!
  if (end - start < 4 || raw.wayRef[start] !== raw.wayRef[end - 1]) {
    return { code: 'unsupported-geometry', said: (id) => message('osm-area.open-way', { id, n: end - start }) }
  }
  const ring: LonLat[] = []
  let missing = 0
  let hint = -1
  for (let at = start; at < end; at++) {
    hint = rowOfId(raw.nodeId, raw.wayRef[at]!, hint)
    if (hint < 0) missing++
    else if (at === start || raw.wayRef[at] !== raw.wayRef[at - 1]) {
      ring.push([raw.nodeLonE7[hint]! / E7, raw.nodeLatE7[hint]! / E7])
    }
  }
  if (missing > 0) {
    return { code: 'missing-members', said: (id) => message('osm-area.missing-nodes', { id, missing, n: end - start }) }
  }
  const oriented = orientedRing(ring, true)
  return oriented === null
    ? { code: 'invalid-geometry', said: (id) => message('osm-area.no-surface', { id }) }
    : { ring: oriented }
}

function reject(osmId: string, code: Reject['code'], said: AreaProblem['said']): Reject {
  return { source: 'osm', lineOrId: osmId, code, ...spoken(said(osmId)), severity: 'rejected' }
}

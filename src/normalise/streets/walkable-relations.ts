// Squares that are drawn as relations: multipolygons whose own tags can be walked on. In: a raw file. Out: their rings as node ids, with
// WAY_… bits. It knows no coordinates: whether an outline is sound is asked elsewhere.
import { rowOfId } from '../../foundation/id-rows.ts'
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { tagReader } from './tag-reader.ts'
import { WAY_AREA, WAY_UNLINKED } from './walkable-ways-record.ts'
import { WAY_TAG_KEYS, walkableWayFlags, withoutDirection } from './walking-rules.ts'

/** A relation that can be walked on. */
export interface WalkableRelation {
  readonly id: number
  /** WAY_… bits of its rings. */
  readonly flags: number
  /** Closed rings: the first node id is the last one, too. */
  readonly rings: readonly WalkableRing[]
  /** Whether every way of it is part of a closed ring. */
  readonly closed: boolean
}

/** A ring of a relation. */
export interface WalkableRing {
  readonly nodeIds: readonly number[]
  /** What the relation says of it; `none` where it says nothing, or several things. */
  readonly role: 'outer' | 'inner' | 'none'
}

/** The relations that can be walked on, in ascending order of id. */
export interface WalkableRelations {
  readonly relations: readonly WalkableRelation[]
  /** Relations that would be such, but ways or nodes of them are not in the file, or close no ring. */
  readonly incomplete: number
}

const WAY_MEMBER = 1
const RELATION_TAG_KEYS = [...WAY_TAG_KEYS, 'type'] as const

/** Finds the multipolygons that can be walked on. O(relations + their members log ways). */
export function findWalkableRelations(raw: RawOsm): WalkableRelations {
  const tagsOf = tagReader(raw.strings, raw.relationTags, RELATION_TAG_KEYS)
  const relations: WalkableRelation[] = []
  let incomplete = 0
  for (let row = 0; row < raw.relationId.length; row++) {
    const tags = tagsOf(row)
    if (tags?.highway === undefined || tags.type !== 'multipolygon') continue
    const flags = walkableWayFlags(tags)
    if (flags < 0) continue
    const { rings, closed } = closeRings(memberWays(raw, row) ?? [])
    if (rings.length === 0) {
      incomplete++
      continue
    }
    // A ring has no direction of its own.
    const ringFlags = withoutDirection(flags) | WAY_AREA | WAY_UNLINKED
    relations.push({ id: raw.relationId[row]!, flags: ringFlags, rings, closed })
  }
  return { relations, incomplete }
}

interface MemberWay {
  readonly nodeIds: readonly number[]
  readonly role: WalkableRing['role']
}

/** The ways of a relation, each once; `null` where the file lacks one, or a node of one. */
function memberWays(raw: RawOsm, row: number): MemberWay[] | null {
  const ways = new Map<number, MemberWay>()
  for (let at = raw.relationMemberOffset[row]!; at < raw.relationMemberOffset[row + 1]!; at++) {
    if (raw.relationMemberType[at] !== WAY_MEMBER) continue
    const way = rowOfId(raw.wayId, raw.relationMemberRef[at]!)
    if (way < 0) return null
    const nodeIds: number[] = []
    let hint = -1
    for (let ref = raw.wayRefOffset[way]!; ref < raw.wayRefOffset[way + 1]!; ref++) {
      const id = raw.wayRef[ref]!
      hint = rowOfId(raw.nodeId, id, hint)
      if (hint < 0) return null
      if (nodeIds.at(-1) !== id) nodeIds.push(id)
    }
    const text = raw.strings[raw.relationMemberRole[at]!]
    ways.set(way, { nodeIds, role: text === 'outer' || text === 'inner' ? text : 'none' })
  }
  return [...ways.values()]
}

/** Ways put end to end until they close: those that do by themselves, and the others by their common ends. */
function closeRings(ways: readonly MemberWay[]): { rings: WalkableRing[]; closed: boolean } {
  const rings: WalkableRing[] = []
  const open: MemberWay[] = []
  for (const way of ways) {
    if (way.nodeIds.length < 2) continue
    if (way.nodeIds[0] === way.nodeIds.at(-1)) rings.push(asDrawn(way.nodeIds, way.role))
    else open.push(way)
  }
  const waysAt = new Map<number, MemberWay[]>()
  for (const way of open) {
    for (const end of [way.nodeIds[0]!, way.nodeIds.at(-1)!]) {
      const there = waysAt.get(end)
      if (there === undefined) waysAt.set(end, [way])
      else there.push(way)
    }
  }
  const used = new Set<MemberWay>()
  let closed = true
  for (const first of open) {
    if (used.has(first)) continue
    used.add(first)
    const nodeIds = [...first.nodeIds]
    let role = first.role
    while (nodeIds[0] !== nodeIds.at(-1)) {
      const end = nodeIds.at(-1)!
      const there = waysAt.get(end)!
      while (there.length > 0 && used.has(there.at(-1)!)) there.pop()
      const next = there.at(-1)
      if (next === undefined) break
      used.add(next)
      const along = next.nodeIds[0] === end ? next.nodeIds : [...next.nodeIds].reverse()
      for (let i = 1; i < along.length; i++) nodeIds.push(along[i]!)
      if (next.role !== role) role = 'none'
    }
    if (nodeIds[0] === nodeIds.at(-1)) rings.push(asDrawn(nodeIds, role))
    else closed = false
  }
  return { rings, closed }
}

/** A ring from its lowest node towards the lower of that one's neighbours: the same however its ways were listed. */
function asDrawn(nodeIds: readonly number[], role: WalkableRing['role']): WalkableRing {
  const around = nodeIds.slice(0, -1)
  const lowest = around.reduce((best, id, at) => (id < around[best]! ? at : best), 0)
  const onwards = [...around.slice(lowest + 1), ...around.slice(0, lowest)]
  if (onwards.length > 1 && onwards.at(-1)! < onwards[0]!) onwards.reverse()
  return { nodeIds: [around[lowest]!, ...onwards, around[lowest]!], role }
}

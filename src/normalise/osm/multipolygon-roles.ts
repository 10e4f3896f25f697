// Which ways of a multipolygon are outlines and which are holes, also where the mapper gave no role: then geometry says it. What
// enters: a relation of a raw file; what leaves: its ways with a role each. It does not know what any tag means.
import { type Ring, ringSquareMetres } from '../../foundation/geo.ts'
import { rowOfId } from '../../foundation/id-rows.ts'
import { E7, type LonLat } from '../../foundation/units.ts'
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { type InsideTest, insideTest } from '../places/inside-test.ts'
import { placeInside } from '../places/place-inside.ts'
import { orientedRing } from '../places/ring-direction.ts'

/** A way of a relation, once each, in the relation's order. */
export interface RelationWay {
  readonly id: number
  /** Its row in the raw file, −1 where the file lacks it. */
  readonly row: number
  readonly role: 'outer' | 'inner'
}

/** The ways of a relation. */
export interface RelationWays {
  readonly ways: readonly RelationWay[]
  /** Rings without a role that were taken for holes, because they lie inside another ring. */
  readonly holesFound: number
}

const WAY_MEMBER = 1
/** Comparisons of rings beyond this are not made: what has no role is then an outline, as it was drawn. */
const MAX_RING_TESTS = 4_000_000

type GivenRole = 'outer' | 'inner' | 'none'

interface GivenWay {
  readonly id: number
  readonly row: number
  readonly given: GivenRole
}

/** The ways of the relation in one row. Ways of other roles are left out. */
export function relationWays(raw: RawOsm, row: number): RelationWays {
  const given: GivenWay[] = []
  const seen = new Set<number>()
  for (let at = raw.relationMemberOffset[row]!; at < raw.relationMemberOffset[row + 1]!; at++) {
    if (raw.relationMemberType[at] !== WAY_MEMBER) continue
    const text = raw.strings[raw.relationMemberRole[at]!]
    const role = text === 'inner' || text === 'outer' ? text : text === '' ? 'none' : null
    const id = raw.relationMemberRef[at]!
    if (role === null || seen.has(id)) continue
    seen.add(id)
    given.push({ id, row: rowOfId(raw.wayId, id), given: role })
  }
  const hasBlanks = given.length > 1 && given.some((way) => way.given === 'none')
  const inner = hasBlanks ? innerByGeometry(raw, given) : { ways: new Set<number>(), rings: 0 }
  return {
    ways: given.map(({ id, row: wayRow, given: role }) => ({
      id,
      row: wayRow,
      role: role === 'inner' || inner.ways.has(id) ? 'inner' : 'outer',
    })),
    holesFound: inner.rings,
  }
}

/** A closed ring of a relation. */
interface WholeRing {
  readonly wayIds: readonly number[]
  readonly given: GivenRole
  /** A place inside it. */
  readonly place: LonLat
  readonly squareMetres: number
  readonly test: InsideTest
}

/** Ways without a role that belong to a hole, and how many rings those are. */
function innerByGeometry(raw: RawOsm, ways: readonly GivenWay[]): { ways: ReadonlySet<number>; rings: number } {
  const inner = new Set<number>()
  let rings = 0
  const closed = closeRings(raw, ways).flatMap((ring) => wholeRing(raw, ring) ?? [])
  const blank = closed.filter(({ given }) => given !== 'outer')
  if (blank.length * closed.length > MAX_RING_TESTS) return { ways: inner, rings }
  for (const ring of blank) {
    const [lon, lat] = ring.place
    const depth = closed.filter((other) => other.squareMetres > ring.squareMetres && other.test.inside(lon, lat)).length
    // Inside one ring: a hole. Inside a ring and its hole: an island, which is an outline again.
    if (ring.given === 'none' && depth % 2 === 0) continue
    if (ring.given === 'none') rings++
    for (const id of ring.wayIds) inner.add(id)
  }
  return { ways: inner, rings }
}

interface OpenRing {
  readonly ways: GivenWay[]
  readonly nodes: number[]
}

/** Rings of whole ways: one that closes by itself, or several end to end. Ends that lead nowhere are left out. */
function closeRings(raw: RawOsm, ways: readonly GivenWay[]): OpenRing[] {
  const nodesOf = ({ row }: GivenWay) => raw.wayRef.subarray(raw.wayRefOffset[row]!, raw.wayRefOffset[row + 1]!)
  const rings: OpenRing[] = []
  const waysAt = new Map<number, GivenWay[]>()
  const open: GivenWay[] = []
  for (const way of ways) {
    if (way.row < 0) continue
    const nodes = nodesOf(way)
    if (nodes.length < 2) continue
    if (nodes[0] === nodes[nodes.length - 1]) {
      rings.push({ ways: [way], nodes: [...nodes] })
      continue
    }
    open.push(way)
    for (const end of [nodes[0]!, nodes[nodes.length - 1]!]) waysAt.set(end, [...(waysAt.get(end) ?? []), way])
  }
  const used = new Set<GivenWay>()
  for (const first of open) {
    if (used.has(first)) continue
    used.add(first)
    const ring: OpenRing = { ways: [first], nodes: [...nodesOf(first)] }
    while (ring.nodes[0] !== ring.nodes.at(-1)) {
      const free = (waysAt.get(ring.nodes.at(-1)!) ?? []).filter((way) => !used.has(way))
      // Where several go on, one of the same role does.
      const next = free.find(({ given }) => given === first.given) ?? free[0]
      if (next === undefined) break
      used.add(next)
      const nodes = [...nodesOf(next)]
      if (nodes[0] !== ring.nodes.at(-1)) nodes.reverse()
      ring.ways.push(next)
      for (const node of nodes.slice(1)) ring.nodes.push(node)
    }
    if (ring.nodes[0] === ring.nodes.at(-1)) rings.push(ring)
  }
  return rings
}

/** A ring with its role: that of its ways that have one. `null` where nodes are missing or it encloses nothing. */
function wholeRing(raw: RawOsm, { ways, nodes }: OpenRing): WholeRing | null {
  const positions: LonLat[] = []
  let hint = -1
  for (const node of nodes) {
    hint = rowOfId(raw.nodeId, node, hint)
    if (hint < 0) return null
    positions.push([raw.nodeLonE7[hint]! / E7, raw.nodeLatE7[hint]! / E7])
  }
  const ring: Ring | null = orientedRing(positions, true)
  const test = ring === null ? null : insideTest([[ring]])
  if (ring === null || test === null) return null
  const has = (role: GivenRole) => ways.some(({ given }) => given === role)
  const given = has('outer') ? 'outer' : has('inner') ? 'inner' : 'none'
  const squareMetres = Math.abs(ringSquareMetres(ring))
  return { wayIds: ways.map(({ id }) => id), given, place: placeInside([[ring]]), squareMetres, test }
}

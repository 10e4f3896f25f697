// Places on streets: the nearest one to a position, and a node there. Columns of ways in, columns of ways out; a look at every segment, as
// edits are few. It knows no tag and no graph.
import { footOnSegment, greatCircleMetres, localScale } from '../../foundation/geo.ts'
import { E7, type LonLat } from '../../foundation/units.ts'
import {
  WAY_BRIDGE,
  WAY_TUNNEL,
  WAY_UNLINKED,
  type WalkableWays,
} from '../../normalise/streets/walkable-ways-record.ts'

/** Ids of ways and nodes that edits add: above any of a map, so that they come last in every order. */
export const FIRST_ADDED_ID = 8e15
/** A place this near to a node of its way is that node. */
const AT_NODE_METRES = 0.5
/** Nobody joins these in the middle: they pass above or below. */
const NEVER_JOINED = WAY_BRIDGE | WAY_TUNNEL | WAY_UNLINKED

/** A place on a street. */
export interface StreetPlace {
  readonly row: number
  readonly wayId: number
  /** Position in `ref` where its straight segment begins. */
  readonly ref: number
  /** The node that it is at, −1 for a place between two. */
  readonly node: number
  readonly lonE7: number
  readonly latE7: number
  readonly metres: number
}

/**
 * The nearest place of a street, `null` where none is near enough; of equally near ones that of the lowest row. O(segments).
 *
 * @param accepts rows that count, beside bridges and tunnels, which never do
 */
export function nearestStreet(
  ways: WalkableWays,
  [lon, lat]: LonLat,
  mostMetres: number,
  accepts: (row: number, lonE7: number, latE7: number) => boolean = () => true,
): StreetPlace | null {
  const { wayId, wayFlags, refOffset, ref, nodeLonE7, nodeLatE7 } = ways
  const { metresPerDegreeLon, metresPerDegreeLat } = localScale(lat)
  const [perLon, perLat] = [metresPerDegreeLon / E7, metresPerDegreeLat / E7]
  const [x0, y0] = [lon * E7, lat * E7]
  const [farX, farY] = [mostMetres / perLon, mostMetres / perLat]
  let best: StreetPlace | null = null
  let least = mostMetres * mostMetres
  for (let row = 0; row < wayId.length; row++) {
    if ((wayFlags[row]! & NEVER_JOINED) !== 0) continue
    for (let at = refOffset[row]!; at + 1 < refOffset[row + 1]!; at++) {
      const [a, b] = [ref[at]!, ref[at + 1]!]
      const [ax, ay, bx, by] = [nodeLonE7[a]! - x0, nodeLatE7[a]! - y0, nodeLonE7[b]! - x0, nodeLatE7[b]! - y0]
      if (Math.min(ax, bx) > farX || Math.max(ax, bx) < -farX) continue
      if (Math.min(ay, by) > farY || Math.max(ay, by) < -farY) continue
      const foot = footOnSegment(0, 0, ax * perLon, ay * perLat, bx * perLon, by * perLat)
      if (foot.squaredDistance > least || (foot.squaredDistance === least && best !== null)) continue
      const lonE7 = Math.round(nodeLonE7[a]! + foot.fraction * (nodeLonE7[b]! - nodeLonE7[a]!))
      const latE7 = Math.round(nodeLatE7[a]! + foot.fraction * (nodeLatE7[b]! - nodeLatE7[a]!))
      if (!accepts(row, lonE7, latE7)) continue
      least = foot.squaredDistance
      const node = [a, b].find((end) => isNear(ways, end, lonE7, latE7)) ?? -1
      const place = node < 0 ? { lonE7, latE7 } : { lonE7: nodeLonE7[node]!, latE7: nodeLatE7[node]! }
      const metres = greatCircleMetres(lon, lat, place.lonE7 / E7, place.latE7 / E7)
      best = { row, wayId: wayId[row]!, ref: at, node, ...place, metres }
    }
  }
  return best
}

function isNear({ nodeLonE7, nodeLatE7 }: WalkableWays, node: number, lonE7: number, latE7: number): boolean {
  const metres = greatCircleMetres(nodeLonE7[node]! / E7, nodeLatE7[node]! / E7, lonE7 / E7, latE7 / E7)
  return metres <= AT_NODE_METRES
}

/** Where a place on a street is. */
export function placeLonLat({ lonE7, latE7 }: Pick<StreetPlace, 'lonE7' | 'latE7'>): LonLat {
  return [lonE7 / E7, latE7 / E7]
}

/** The ways with a node at a place of a street, and its number. Ways that have one there stay as they are. O(nodes + references). */
export function nodeAtPlace(
  ways: WalkableWays,
  place: StreetPlace,
): { readonly ways: WalkableWays; readonly node: number } {
  if (place.node >= 0) return { ways, node: place.node }
  const added = withNode(ways, place.lonE7, place.latE7)
  const at = place.ref + 1
  const ref = new Uint32Array(ways.ref.length + 1)
  ref.set(ways.ref.subarray(0, at))
  ref[at] = added.node
  ref.set(ways.ref.subarray(at), at + 1)
  const refOffset = ways.refOffset.map((offset, row) => (row > place.row ? offset + 1 : offset))
  return { ways: { ...added.ways, ref, refOffset }, node: added.node }
}

/** The ways with a node more, which no way uses yet. */
export function withNode(ways: WalkableWays, lonE7: number, latE7: number, flags = 0) {
  const last = ways.nodeId.at(-1) ?? 0
  const longer = <T extends Float64Array | Int32Array | Uint8Array>(
    Type: new (length: number) => T,
    column: T,
    value: number,
  ): T => {
    const all = new Type(column.length + 1)
    all.set(column)
    all[column.length] = value
    return all
  }
  return {
    node: ways.nodeId.length,
    ways: {
      ...ways,
      nodeId: longer(Float64Array, ways.nodeId, Math.max(FIRST_ADDED_ID, last + 1)),
      nodeLonE7: longer(Int32Array, ways.nodeLonE7, lonE7),
      nodeLatE7: longer(Int32Array, ways.nodeLatE7, latE7),
      nodeFlags: longer(Uint8Array, ways.nodeFlags, flags),
    } satisfies WalkableWays,
  }
}

/** The ways with other flags at a node. */
export function withNodeFlags(ways: WalkableWays, node: number, flags: number): WalkableWays {
  const nodeFlags = ways.nodeFlags.slice()
  nodeFlags[node] = flags
  return { ...ways, nodeFlags }
}

/** The ways with a row more, after all others, and the number of its way. */
export function withRow(ways: WalkableWays, nodes: readonly number[], flags: number) {
  const rows = ways.wayId.length
  const wayId = new Float64Array(rows + 1)
  const wayFlags = new Uint16Array(rows + 1)
  const refOffset = new Uint32Array(rows + 2)
  const ref = new Uint32Array(ways.ref.length + nodes.length)
  wayId.set(ways.wayId)
  wayFlags.set(ways.wayFlags)
  refOffset.set(ways.refOffset)
  ref.set(ways.ref)
  wayId[rows] = Math.max(FIRST_ADDED_ID, (ways.wayId.at(-1) ?? 0) + 1)
  wayFlags[rows] = flags
  refOffset[rows + 1] = ref.length
  ref.set(nodes, ways.ref.length)
  return { ways: { ...ways, wayId, wayFlags, refOffset, ref } satisfies WalkableWays, wayId: wayId[rows]! }
}

/** The ways without the rows of one, and where they ran. */
export function withoutWay(
  ways: WalkableWays,
  id: number,
): { readonly ways: WalkableWays; readonly lines: LonLat[][] } {
  const rows: number[] = []
  const refs: number[] = []
  const refOffset = [0]
  const lines: LonLat[][] = []
  for (let row = 0; row < ways.wayId.length; row++) {
    const nodes = ways.ref.subarray(ways.refOffset[row]!, ways.refOffset[row + 1]!)
    if (ways.wayId[row] === id) {
      lines.push(Array.from(nodes, (node) => [ways.nodeLonE7[node]! / E7, ways.nodeLatE7[node]! / E7]))
      continue
    }
    rows.push(row)
    for (const node of nodes) refs.push(node)
    refOffset.push(refs.length)
  }
  return {
    ways: {
      ...ways,
      wayId: Float64Array.from(rows, (row) => ways.wayId[row]!),
      wayFlags: Uint16Array.from(rows, (row) => ways.wayFlags[row]!),
      refOffset: Uint32Array.from(refOffset),
      ref: Uint32Array.from(refs),
    },
    lines,
  }
}

/** Length of a line. */
export function lineMetres(line: readonly LonLat[]): number {
  return line.reduce((sum, point, at) => (at === 0 ? 0 : sum + greatCircleMetres(...line[at - 1]!, ...point)), 0)
}

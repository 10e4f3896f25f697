// Walkable ways → the walking network. Cuts ways at junctions, way ends, and nodes that stop or delay a walk; numbers
// vertices along a Hilbert curve. It knows neither tags nor costs.
import { LivingCircleError } from '../foundation/errors.ts'
import { greatCircleMetresE7 } from '../foundation/geo.ts'
import { hilbertKeys, orderOfKeys } from '../foundation/hilbert.ts'
import { type BoundingBox, E7 } from '../foundation/units.ts'
import { NODE_BLOCKED, type WalkableWays } from '../normalise/walkable-ways-record.ts'
import { labelComponents } from './components.ts'
import { allocateNetwork, type NetworkArrays, sealNetwork } from './network-buffer.ts'
import type { WalkNetwork } from './walk-network.ts'

/** A declared box counts as plausible up to this many times the network's own width and height. */
const PLAUSIBLE_BOX_FACTOR = 4

/** Pieces of ways between two cuts, before vertices and edges have their final numbers. */
interface Pieces {
  readonly count: number
  /** Row of `WalkableWays`, and the positions in `ref` of the first and the last node. */
  readonly row: Uint32Array
  readonly first: Uint32Array
  readonly last: Uint32Array
  /** Provisional vertex at either end. */
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** Node index under each provisional vertex. */
  readonly nodeOfVertex: Uint32Array
}

/**
 * Builds the walking network. O(nodes + arcs).
 *
 * @throws LivingCircleError `input-unusable` where there are no walkable ways
 * @example
 * ```ts
 * import { buildNetwork, bytesSource, normaliseWalkableWays, readOsm } from 'living-circle'
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.001"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const raw = await readOsm(bytesSource('tiny.osm', new TextEncoder().encode(osm)))
 * const network = buildNetwork(normaliseWalkableWays(raw))
 * network.edgeLengthMm[0] // 111195
 * ```
 */
export function buildNetwork(ways: WalkableWays): WalkNetwork {
  if (ways.wayId.length === 0) {
    const { waysRead, highwayWays } = ways.counts
    throw new LivingCircleError(
      'input-unusable',
      `No walkable ways: ${waysRead} ways read, ${highwayWays} with a highway tag, 0 kept.`,
      {
        hint: 'Is this a boundary-only or buildings-only extract? An extract with its streets is needed.',
        details: { ...ways.counts },
      },
    )
  }
  const pieces = cutIntoPieces(ways)
  const vertexCount = pieces.nodeOfVertex.length
  const lon = pick(ways.nodeLonE7, pieces.nodeOfVertex)
  const lat = pick(ways.nodeLatE7, pieces.nodeOfVertex)
  const vertexOrder = orderOfKeys(hilbertKeys(lon, lat))
  const numberOfVertex = new Uint32Array(vertexCount)
  vertexOrder.forEach((provisional, number) => {
    numberOfVertex[provisional] = number
  })
  const pieceOrder = orderOfKeys(Uint32Array.from(pieces.from, (vertex) => numberOfVertex[vertex]!))

  const { component, componentMetres, lengthMm } = measurePieces(ways, pieces, numberOfVertex, vertexCount)
  let shapePoints = 0
  for (let piece = 0; piece < pieces.count; piece++) shapePoints += pieces.last[piece]! - pieces.first[piece]! - 1
  const sizes = { vertices: vertexCount, edges: pieces.count, shapePoints, components: componentMetres.length }
  const { buffer, arrays } = allocateNetwork(sizes)
  arrays.component.set(component)
  arrays.componentMetres.set(componentMetres)
  vertexOrder.forEach((provisional, number) => {
    arrays.vertexLonE7[number] = lon[provisional]!
    arrays.vertexLatE7[number] = lat[provisional]!
    arrays.vertexFlags[number] = ways.nodeFlags[pieces.nodeOfVertex[provisional]!]!
  })
  fillEdges(arrays, ways, pieces, pieceOrder, numberOfVertex, lengthMm)
  fillArcs(arrays)
  const own = ownBox(ways)
  const declared = plausible(ways.declaredBox, own) ? ways.declaredBox : null
  return sealNetwork(buffer, arrays, sizes, declared ?? own, declared !== null)
}

function pick(values: Int32Array, indexes: Uint32Array): Int32Array {
  const picked = new Int32Array(indexes.length)
  for (let i = 0; i < picked.length; i++) picked[i] = values[indexes[i]!]!
  return picked
}

function cutIntoPieces(ways: WalkableWays): Pieces {
  const { ref, refOffset, nodeFlags } = ways
  const rows = ways.wayId.length
  // 0 unused, 1 inside one way once, 2 a cut.
  const use = new Uint8Array(ways.nodeId.length)
  for (let row = 0; row < rows; row++) {
    const start = refOffset[row]!
    const end = refOffset[row + 1]!
    for (let at = start; at < end; at++) {
      const node = ref[at]!
      const isCut = at === start || at === end - 1 || use[node] !== 0 || nodeFlags[node] !== 0
      use[node] = isCut ? 2 : 1
    }
  }
  let count = 0
  for (let row = 0; row < rows; row++) {
    for (let at = refOffset[row]! + 1; at < refOffset[row + 1]!; at++) if (use[ref[at]!] === 2) count++
  }
  const row = new Uint32Array(count)
  const first = new Uint32Array(count)
  const last = new Uint32Array(count)
  const from = new Uint32Array(count)
  const to = new Uint32Array(count)
  const vertexOfNode = new Int32Array(ways.nodeId.length).fill(-1)
  const nodeOfVertex: number[] = []
  // A blocked node gives every piece that ends there an end of its own, so that no walk passes through.
  const vertexAt = (node: number): number => {
    const known = vertexOfNode[node]!
    if (known >= 0) return known
    const vertex = nodeOfVertex.push(node) - 1
    if ((nodeFlags[node]! & NODE_BLOCKED) === 0) vertexOfNode[node] = vertex
    return vertex
  }
  let piece = 0
  for (let r = 0; r < rows; r++) {
    let start = refOffset[r]!
    for (let at = start + 1; at < refOffset[r + 1]!; at++) {
      if (use[ref[at]!] !== 2) continue
      row[piece] = r
      first[piece] = start
      last[piece] = at
      from[piece] = vertexAt(ref[start]!)
      to[piece] = vertexAt(ref[at]!)
      piece++
      start = at
    }
  }
  return { count, row, first, last, from, to, nodeOfVertex: Uint32Array.from(nodeOfVertex) }
}

function measurePieces(ways: WalkableWays, pieces: Pieces, numberOfVertex: Uint32Array, vertexCount: number) {
  const { ref, nodeLonE7, nodeLatE7 } = ways
  const lengthMm = new Uint32Array(pieces.count)
  const from = new Uint32Array(pieces.count)
  const to = new Uint32Array(pieces.count)
  for (let piece = 0; piece < pieces.count; piece++) {
    let metres = 0
    for (let at = pieces.first[piece]!; at < pieces.last[piece]!; at++) {
      const a = ref[at]!
      const b = ref[at + 1]!
      metres += greatCircleMetresE7(nodeLonE7[a]!, nodeLatE7[a]!, nodeLonE7[b]!, nodeLatE7[b]!)
    }
    lengthMm[piece] = Math.round(Math.min(metres, 4_000_000) * 1000)
    from[piece] = numberOfVertex[pieces.from[piece]!]!
    to[piece] = numberOfVertex[pieces.to[piece]!]!
  }
  return { ...labelComponents(vertexCount, from, to, lengthMm), lengthMm }
}

function fillEdges(
  arrays: NetworkArrays,
  ways: WalkableWays,
  pieces: Pieces,
  pieceOrder: Uint32Array,
  numberOfVertex: Uint32Array,
  lengthMm: Uint32Array,
): void {
  let shapeEnd = 0
  for (let edge = 0; edge < pieceOrder.length; edge++) {
    const piece = pieceOrder[edge]!
    const row = pieces.row[piece]!
    arrays.edgeFrom[edge] = numberOfVertex[pieces.from[piece]!]!
    arrays.edgeTo[edge] = numberOfVertex[pieces.to[piece]!]!
    arrays.edgeLengthMm[edge] = lengthMm[piece]!
    arrays.edgeFlags[edge] = ways.wayFlags[row]!
    arrays.edgeWayId[edge] = ways.wayId[row]!
    for (let at = pieces.first[piece]! + 1; at < pieces.last[piece]!; at++) {
      arrays.shapeLonE7[shapeEnd] = ways.nodeLonE7[ways.ref[at]!]!
      arrays.shapeLatE7[shapeEnd] = ways.nodeLatE7[ways.ref[at]!]!
      shapeEnd++
    }
    arrays.shapeOffset[edge + 1] = shapeEnd
  }
}

/** Two arcs per edge, grouped by the vertex they leave; within a vertex in order of edge number. */
function fillArcs(arrays: NetworkArrays): void {
  const { arcOffset, arcTarget, arcEdge, edgeFrom, edgeTo } = arrays
  const edges = edgeFrom.length
  for (let edge = 0; edge < edges; edge++) {
    arcOffset[edgeFrom[edge]! + 1]!++
    arcOffset[edgeTo[edge]! + 1]!++
  }
  for (let vertex = 0; vertex + 1 < arcOffset.length; vertex++) arcOffset[vertex + 1]! += arcOffset[vertex]!
  const next = arcOffset.slice()
  for (let edge = 0; edge < edges; edge++) {
    const forward = next[edgeFrom[edge]!]!++
    arcTarget[forward] = edgeTo[edge]!
    arcEdge[forward] = edge * 2
    const backward = next[edgeTo[edge]!]!++
    arcTarget[backward] = edgeFrom[edge]!
    arcEdge[backward] = edge * 2 + 1
  }
}

function ownBox(ways: WalkableWays): BoundingBox {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  // Only nodes that a street uses: a way that lost all but one of its nodes is no street.
  for (const node of ways.ref) {
    west = Math.min(west, ways.nodeLonE7[node]!)
    east = Math.max(east, ways.nodeLonE7[node]!)
    south = Math.min(south, ways.nodeLatE7[node]!)
    north = Math.max(north, ways.nodeLatE7[node]!)
  }
  return [west / E7, south / E7, east / E7, north / E7]
}

function plausible(declared: BoundingBox | null, own: BoundingBox): boolean {
  if (declared === null) return false
  const [west, south, east, north] = declared
  if (!(west < east && south < north)) return false
  if (east < own[0] || west > own[2] || north < own[1] || south > own[3]) return false
  const smallest = 1e-3
  return (
    east - west <= PLAUSIBLE_BOX_FACTOR * Math.max(own[2] - own[0], smallest) &&
    north - south <= PLAUSIBLE_BOX_FACTOR * Math.max(own[3] - own[1], smallest)
  )
}

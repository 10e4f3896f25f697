// Walkable ways → the walking network. Cuts ways at junctions, way ends, and nodes that stop or delay a walk; numbers
// vertices along a Hilbert curve. It knows neither tags nor costs.
import { LivingCircleError } from '../foundation/errors.ts'
import { greatCircleMetresE7 } from '../foundation/geo.ts'
import { hilbertKeys, orderOfKeys } from '../foundation/hilbert.ts'
import { type BoundingBox, E7 } from '../foundation/units.ts'
import { NODE_BLOCKED, type WalkableWays } from '../normalise/walkable-ways-record.ts'
import { joinVertices, rankComponents } from './components.ts'
import { allocateNetwork, type NetworkArrays, sealNetwork } from './network-buffer.ts'
import type { WalkNetwork } from './walk-network.ts'

/** A declared box counts as plausible up to this many times the network's own width and height. */
const PLAUSIBLE_BOX_FACTOR = 4

/** Values of `use`: how ways meet a node. */
const UNUSED = 0
const INSIDE_ONE_WAY = 1
const CUT = 2

/** Pieces of ways between two cuts, in the order of ways; each becomes an edge. */
interface Pieces {
  /** Vertex at either end: provisional numbers first, then final ones. */
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** Node index under each provisional vertex. */
  readonly nodeOfVertex: Uint32Array
  /** Nodes between the ends, of all pieces. */
  readonly bends: number
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
  const use = findCuts(ways)
  const pieces = cutIntoPieces(ways, use)
  const { nodeOfVertex } = pieces
  const vertexOrder = orderOfKeys(hilbertKeys(pick(ways.nodeLonE7, nodeOfVertex), pick(ways.nodeLatE7, nodeOfVertex)))
  renumberEnds(pieces, vertexOrder)
  const joined = joinVertices(vertexOrder.length, pieces.from, pieces.to)
  const sizes = {
    vertices: vertexOrder.length,
    edges: pieces.from.length,
    shapePoints: pieces.bends,
    components: joined.count,
  }
  const { buffer, arrays } = allocateNetwork(sizes)
  for (let vertex = 0; vertex < vertexOrder.length; vertex++) {
    const node = nodeOfVertex[vertexOrder[vertex]!]!
    arrays.vertexLonE7[vertex] = ways.nodeLonE7[node]!
    arrays.vertexLatE7[vertex] = ways.nodeLatE7[node]!
    arrays.vertexFlags[vertex] = ways.nodeFlags[node]!
  }
  fillShapes(arrays, ways, fillEdges(arrays, ways, use, pieces))
  fillArcs(arrays)
  const { component, componentMetres } = rankComponents(joined, arrays.edgeFrom, arrays.edgeLengthMm)
  arrays.component.set(component)
  arrays.componentMetres.set(componentMetres)
  const own = ownBox(ways, use)
  const declared = plausible(ways.declaredBox, own) ? ways.declaredBox : null
  return sealNetwork(buffer, arrays, sizes, declared ?? own, declared !== null)
}

function pick(values: Int32Array, indexes: Uint32Array): Int32Array {
  const picked = new Int32Array(indexes.length)
  for (let i = 0; i < picked.length; i++) picked[i] = values[indexes[i]!]!
  return picked
}

/** Where ways are cut: at their ends, where they meet, and at nodes that stop or delay a walk. */
function findCuts({ wayId, ref, refOffset, nodeFlags }: WalkableWays): Uint8Array {
  const use = new Uint8Array(nodeFlags.length)
  for (let row = 0; row < wayId.length; row++) {
    const start = refOffset[row]!
    const end = refOffset[row + 1]!
    for (let at = start; at < end; at++) {
      const node = ref[at]!
      const isCut = at === start || at === end - 1 || use[node] !== UNUSED || nodeFlags[node] !== 0
      use[node] = isCut ? CUT : INSIDE_ONE_WAY
    }
  }
  return use
}

function cutIntoPieces({ wayId, ref, refOffset, nodeFlags }: WalkableWays, use: Uint8Array): Pieces {
  const rows = wayId.length
  let count = 0
  let bends = 0
  for (let row = 0; row < rows; row++) {
    for (let at = refOffset[row]! + 1; at < refOffset[row + 1]!; at++) {
      if (use[ref[at]!] === CUT) count++
      else bends++
    }
  }
  const from = new Uint32Array(count)
  const to = new Uint32Array(count)
  const vertexOfNode = new Int32Array(nodeFlags.length).fill(-1)
  const nodeOfVertex = new Uint32Array(2 * count)
  let vertices = 0
  // A blocked node gives every piece that ends there an end of its own, so that no walk passes through.
  const vertexAt = (node: number): number => {
    const known = vertexOfNode[node]!
    if (known >= 0) return known
    const vertex = vertices++
    nodeOfVertex[vertex] = node
    if ((nodeFlags[node]! & NODE_BLOCKED) === 0) vertexOfNode[node] = vertex
    return vertex
  }
  let piece = 0
  for (let row = 0; row < rows; row++) {
    let first = ref[refOffset[row]!]!
    for (let at = refOffset[row]! + 1; at < refOffset[row + 1]!; at++) {
      const node = ref[at]!
      if (use[node] !== CUT) continue
      from[piece] = vertexAt(first)
      to[piece] = vertexAt(node)
      piece++
      first = node
    }
  }
  return { from, to, nodeOfVertex: nodeOfVertex.slice(0, vertices), bends }
}

/** Gives the ends of pieces their final vertex numbers. */
function renumberEnds({ from, to }: Pieces, vertexOrder: Uint32Array): void {
  const numberOf = new Uint32Array(vertexOrder.length)
  for (let number = 0; number < vertexOrder.length; number++) numberOf[vertexOrder[number]!] = number
  for (let piece = 0; piece < from.length; piece++) {
    from[piece] = numberOf[from[piece]!]!
    to[piece] = numberOf[to[piece]!]!
  }
}

/**
 * Puts every piece at its place among the edges: by first vertex, then in the order of ways. Shapes get their sizes only.
 *
 * @returns position in `ref` of each edge's first node
 */
function fillEdges(arrays: NetworkArrays, ways: WalkableWays, use: Uint8Array, { from, to }: Pieces): Uint32Array {
  const { ref, refOffset, nodeLonE7, nodeLatE7 } = ways
  const { edgeFrom, edgeTo, edgeLengthMm, edgeFlags, edgeWayId, shapeOffset } = arrays
  const nextEdge = new Uint32Array(arrays.vertexFlags.length + 1)
  for (let piece = 0; piece < from.length; piece++) nextEdge[from[piece]! + 1]!++
  for (let vertex = 1; vertex < nextEdge.length; vertex++) nextEdge[vertex]! += nextEdge[vertex - 1]!
  const firstRef = new Uint32Array(from.length)
  let piece = 0
  for (let row = 0; row < ways.wayId.length; row++) {
    let first = refOffset[row]!
    let metres = 0
    for (let at = first + 1; at < refOffset[row + 1]!; at++) {
      const a = ref[at - 1]!
      const b = ref[at]!
      metres += greatCircleMetresE7(nodeLonE7[a]!, nodeLatE7[a]!, nodeLonE7[b]!, nodeLatE7[b]!)
      if (use[b] !== CUT) continue
      const edge = nextEdge[from[piece]!]!++
      edgeFrom[edge] = from[piece]!
      edgeTo[edge] = to[piece]!
      edgeLengthMm[edge] = Math.round(Math.min(metres, 4_000_000) * 1000)
      edgeFlags[edge] = ways.wayFlags[row]!
      edgeWayId[edge] = ways.wayId[row]!
      shapeOffset[edge + 1] = at - first - 1
      firstRef[edge] = first
      piece++
      first = at
      metres = 0
    }
  }
  return firstRef
}

/** Sizes of shapes become offsets, and the bends are copied. */
function fillShapes(
  { shapeOffset, shapeLonE7, shapeLatE7 }: NetworkArrays,
  { ref, nodeLonE7, nodeLatE7 }: WalkableWays,
  firstRef: Uint32Array,
): void {
  let shapeEnd = 0
  for (let edge = 0; edge < firstRef.length; edge++) {
    let at = firstRef[edge]!
    const end = shapeEnd + shapeOffset[edge + 1]!
    while (shapeEnd < end) {
      const node = ref[++at]!
      shapeLonE7[shapeEnd] = nodeLonE7[node]!
      shapeLatE7[shapeEnd] = nodeLatE7[node]!
      shapeEnd++
    }
    shapeOffset[edge + 1] = shapeEnd
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

/** The box of the nodes that a street uses: a way that lost all but one of its nodes is no street. */
function ownBox({ nodeLonE7, nodeLatE7 }: WalkableWays, use: Uint8Array): BoundingBox {
  let west = 2 ** 31 - 1
  let south = west
  let east = -west
  let north = -west
  for (let node = 0; node < use.length; node++) {
    if (use[node] === UNUSED) continue
    const lon = nodeLonE7[node]!
    const lat = nodeLatE7[node]!
    if (lon < west) west = lon
    if (lon > east) east = lon
    if (lat < south) south = lat
    if (lat > north) north = lat
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

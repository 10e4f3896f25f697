// Walkable ways → the walking network. Cuts ways at junctions, way ends, and nodes that stop or delay a walk; numbers
// vertices along a curve over the whole Earth. It knows neither tags nor costs.
import { cosineOfLatitude, stepMetres } from '../foundation/geo.ts'
import { type BoundingBox, E7 } from '../foundation/units.ts'
import { orderAlongWorldCurve } from '../foundation/world-curve.ts'
import { NODE_BLOCKED, type WalkableWays } from '../normalise/streets/walkable-ways-record.ts'
import { problem } from '../words/problem.ts'
import { countedLengthMm, joinVertices, rankComponents } from './components.ts'
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
  readonly lengthMm: Uint32Array
  /** Position in `ref` of the first node. */
  readonly firstRef: Uint32Array
  /** Node index under each provisional vertex. */
  readonly nodeOfVertex: Uint32Array
}

/**
 * Builds the walking network. O(nodes + arcs).
 *
 * @throws LivingCircleError `input-unusable` where there are no walkable ways
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { buildNetwork, normaliseWalkableWays, readOsm } from 'living-circle/parts'
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.001"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const raw = await readOsm(bytesSource('tiny.osm', new TextEncoder().encode(osm)))
 * const network = buildNetwork(normaliseWalkableWays(raw))
 * network.edgeLengthMm[0] // 111195
 * ```
 */
export function buildNetwork(ways: WalkableWays): WalkNetwork {
  if (ways.wayId.length === 0) {
    const { waysRead, highwayWays } = ways.counts
    throw problem(
      'input-unusable',
      'nothing.ways',
      { n: waysRead, highways: highwayWays },
      { hint: 'hint.boundary-only', details: { ...ways.counts } },
    )
  }
  const cuts = findCuts(ways)
  const pieces = cutIntoPieces(ways, cuts)
  const { nodeOfVertex } = pieces
  // Numbers come from the places themselves: which of two is lower does not depend on what else the file contains.
  const vertexOrder = orderAlongWorldCurve(
    pick(ways.nodeLonE7, nodeOfVertex),
    pick(ways.nodeLatE7, nodeOfVertex),
    (a, b) => ways.nodeId[nodeOfVertex[a]!]! - ways.nodeId[nodeOfVertex[b]!]!,
  )
  renumberEnds(pieces, vertexOrder)
  const joined = joinVertices(vertexOrder.length, pieces.from, pieces.to)
  const sizes = {
    vertices: vertexOrder.length,
    edges: pieces.from.length,
    // All references are ends of pieces or bends; the rows' first ones are ends that no other piece has had.
    shapePoints: ways.ref.length - ways.wayId.length - pieces.from.length,
    components: joined.count,
  }
  const { buffer, arrays } = allocateNetwork(sizes)
  for (let vertex = 0; vertex < vertexOrder.length; vertex++) {
    const node = nodeOfVertex[vertexOrder[vertex]!]!
    arrays.vertexLonE7[vertex] = ways.nodeLonE7[node]!
    arrays.vertexLatE7[vertex] = ways.nodeLatE7[node]!
    arrays.vertexFlags[vertex] = ways.nodeFlags[node]!
  }
  fillShapes(arrays, ways, fillEdges(arrays, ways, pieces))
  fillArcs(arrays)
  const lengthMm = countedLengthMm(arrays.edgeLengthMm, arrays.edgeFlags)
  const { component, componentMetres } = rankComponents(joined, arrays.edgeFrom, lengthMm)
  arrays.component.set(component)
  arrays.componentMetres.set(componentMetres)
  const own = ownBox(ways, cuts.use)
  const declared = plausible(ways.declaredBox, own) ? ways.declaredBox : null
  return sealNetwork(buffer, arrays, sizes, declared ?? own, declared !== null)
}

function pick(values: Int32Array, indexes: Uint32Array): Int32Array {
  const picked = new Int32Array(indexes.length)
  for (let i = 0; i < picked.length; i++) picked[i] = values[indexes[i]!]!
  return picked
}

/** Where ways are cut: at their ends, where they meet, and at nodes that stop or delay a walk. */
interface Cuts {
  /** UNUSED, INSIDE_ONE_WAY or CUT for each node. */
  readonly use: Uint8Array
  /** Pieces that this makes. */
  readonly pieces: number
}

function findCuts({ wayId, ref, refOffset, nodeFlags }: WalkableWays): Cuts {
  const use = new Uint8Array(nodeFlags.length)
  let pieces = 0
  for (let row = 0; row < wayId.length; row++) {
    const start = refOffset[row]!
    const end = refOffset[row + 1]!
    for (let at = start; at < end; at++) {
      const node = ref[at]!
      const before = use[node]!
      const isCut = at === start || at === end - 1 || before !== UNUSED || nodeFlags[node] !== 0
      use[node] = isCut ? CUT : INSIDE_ONE_WAY
      // A piece ends here, and one where the way that was not cut here so far came by.
      if (isCut && at > start) pieces++
      if (before === INSIDE_ONE_WAY) pieces++
    }
  }
  return { use, pieces }
}

/** Cuts ways and measures what lies between two cuts. */
function cutIntoPieces(ways: WalkableWays, { use, pieces }: Cuts): Pieces {
  const { wayId, ref, refOffset, nodeLonE7, nodeLatE7, nodeFlags } = ways
  const from = new Uint32Array(pieces)
  const to = new Uint32Array(pieces)
  const lengthMm = new Uint32Array(pieces)
  const firstRef = new Uint32Array(pieces)
  const vertexOfNode = new Int32Array(nodeFlags.length).fill(-1)
  const nodeOfVertex = new Uint32Array(2 * pieces)
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
  for (let row = 0; row < wayId.length; row++) {
    let first = refOffset[row]!
    let node = ref[first]!
    let lon = nodeLonE7[node]! / E7
    let lat = nodeLatE7[node]! / E7
    let cosLat = cosineOfLatitude(lat)
    let start = node
    let metres = 0
    const end = refOffset[row + 1]!
    for (let at = first + 1; at < end; at++) {
      node = ref[at]!
      const nextLon = nodeLonE7[node]! / E7
      const nextLat = nodeLatE7[node]! / E7
      const nextCosLat = cosineOfLatitude(nextLat)
      metres += stepMetres(lon, lat, cosLat, nextLon, nextLat, nextCosLat)
      lon = nextLon
      lat = nextLat
      cosLat = nextCosLat
      if (use[node] !== CUT) continue
      from[piece] = vertexAt(start)
      to[piece] = vertexAt(node)
      lengthMm[piece] = Math.round(Math.min(metres, 4_000_000) * 1000)
      firstRef[piece] = first
      piece++
      first = at
      start = node
      metres = 0
    }
  }
  return { from, to, lengthMm, firstRef, nodeOfVertex: nodeOfVertex.subarray(0, vertices) }
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
function fillEdges(arrays: NetworkArrays, ways: WalkableWays, pieces: Pieces): Uint32Array {
  const { wayId, wayFlags, ref, refOffset } = ways
  const { from, to, lengthMm, firstRef } = pieces
  const { edgeFrom, edgeTo, edgeLengthMm, edgeFlags, edgeWayId, shapeOffset } = arrays
  const nextEdge = new Uint32Array(arrays.vertexFlags.length + 1)
  for (let piece = 0; piece < from.length; piece++) nextEdge[from[piece]! + 1]!++
  for (let vertex = 1; vertex < nextEdge.length; vertex++) nextEdge[vertex]! += nextEdge[vertex - 1]!
  const firstRefOfEdge = new Uint32Array(from.length)
  let row = 0
  for (let piece = 0; piece < from.length; piece++) {
    const first = firstRef[piece]!
    while (first >= refOffset[row + 1]!) row++
    const edge = nextEdge[from[piece]!]!++
    edgeFrom[edge] = from[piece]!
    edgeTo[edge] = to[piece]!
    edgeLengthMm[edge] = lengthMm[piece]!
    edgeFlags[edge] = wayFlags[row]!
    edgeWayId[edge] = wayId[row]!
    // The next piece begins where this one ends, or with the next row.
    const next = piece + 1 < firstRef.length ? firstRef[piece + 1]! : ref.length
    shapeOffset[edge + 1] = Math.min(next, refOffset[row + 1]! - 1) - first - 1
    firstRefOfEdge[edge] = first
  }
  return firstRefOfEdge
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

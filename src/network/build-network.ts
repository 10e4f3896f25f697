// Walkable ways → the walking network. Cuts ways at junctions, way ends, outlines, and nodes that stop or delay a walk; gives every
// piece its region; numbers vertices along a curve over the whole Earth. It knows neither tags nor costs.

import { atOnce, type Steps } from '../foundation/breath.ts'
import type { Ring } from '../foundation/geo.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { type BoundingBox, E7 } from '../foundation/units.ts'
import { orderAlongWorldCurve } from '../foundation/world-curve.ts'
import type { CompoundRecord } from '../normalise/places/compound-record.ts'
import {
  NODE_WALL,
  VERTEX_NO_ENTRY,
  VERTEX_NO_EXIT,
  WAY_IN_OUTLINE,
  type WalkableWays,
} from '../normalise/streets/walkable-ways-record.ts'
import { checkWord } from '../words/option-values.ts'
import { problem } from '../words/problem.ts'
import { checkWays } from './check-ways.ts'
import { ClosedOutlines, roundE7 } from './closed-outlines.ts'
import { countedLengthMm, joinVertices, rankComponents } from './components.ts'
import { encloseWays } from './cut-at-outlines.ts'
import { allocateNetwork, type NetworkArrays, sealNetwork } from './network-buffer.ts'
import { type RegionVertices, splitByRegion } from './region-vertices.ts'
import { cutIntoPieces, findCuts, lastRefOf, type StreetPieces, UNUSED } from './street-pieces.ts'
import { type CompoundCrossing, findRegions, mayHaveRegions, type StreetRegions, vertexKey } from './street-regions.ts'
import { layOutArcs, plainArcs } from './walk-arcs.ts'
import type { WalkNetwork } from './walk-network.ts'

const KNOWN_BUILD_NETWORK_OPTIONS: OptionKeys<BuildNetworkOptions> = { compounds: true, private: true }

/** A declared box counts as plausible up to this many times the network's own width and height. */
const PLAUSIBLE_BOX_FACTOR = 4

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
export function buildNetwork(ways: WalkableWays, options: BuildNetworkOptions = {}): WalkNetwork {
  checkOptions('buildNetwork', options, KNOWN_BUILD_NETWORK_OPTIONS)
  return buildStreets(ways, options).network
}

/** Who may walk where. */
export interface BuildNetworkOptions {
  /** Compounds; the closed ones are walls, passed at gates only. Default: none. */
  readonly compounds?: readonly CompoundRecord[] | undefined
  /** `ordinary` makes every street public: no outline, no private street, no restricted gate counts. Default: `residents`. */
  readonly private?: 'residents' | 'ordinary' | undefined
}

/** A network, and where closed compounds meet the streets around them. */
export interface BuiltStreets {
  readonly network: WalkNetwork
  /** The closed compounds, in natural order of id: region r of the network is compound r − 1. */
  readonly compounds: readonly CompoundRecord[]
  readonly crossings: readonly CompoundCrossing[]
}

/**
 * {@link buildNetwork}, and what became of outlines and gates.
 * @example
 * ```ts
 * import { type CompoundRecord, type WalkableWays, buildStreets } from 'living-circle/parts'
 * declare const ways: WalkableWays
 * declare const compounds: readonly CompoundRecord[]
 * const { network, crossings } = buildStreets(ways, { compounds })
 * ```
 */
export function buildStreets(given: WalkableWays, options: BuildNetworkOptions = {}): BuiltStreets {
  return atOnce(streetSteps(given, options))
}

/** {@link buildStreets} in steps. */
export function* streetSteps(given: WalkableWays, options: BuildNetworkOptions = {}): Steps<BuiltStreets> {
  if (given.wayId.length === 0) {
    const { waysRead, highwayWays } = given.counts
    throw problem(
      'input-unusable',
      'nothing.ways',
      { n: waysRead, highways: highwayWays },
      { hint: 'hint.boundary-only', details: { ...given.counts } },
    )
  }
  checkWord('private', options.private, ['residents', 'ordinary'])
  checkWays(given)
  yield
  const isOrdinary = options.private === 'ordinary'
  const outlines = new ClosedOutlines(isOrdinary ? [] : (options.compounds ?? []))
  const enclosed =
    outlines.compounds.length === 0 ? { ways: given, compoundOfRef: new Int32Array(0) } : encloseWays(given, outlines)
  const { ways } = enclosed
  yield
  const cuts = findCuts(ways)
  yield
  const pieces = cutIntoPieces(ways, cuts)
  yield
  const regions = !isOrdinary && mayHaveRegions(ways, outlines) ? yield* findRegions(enclosed, pieces, outlines) : null
  yield
  const ends: StreetEnds = regions === null ? { ...pieces, ...NO_REGIONS } : splitByRegion(ways, regions)
  const { from, to, nodeOfVertex, regionOfVertex } = ends
  yield
  const vertexNode = Uint32Array.from(nodeOfVertex)
  // Numbers come from the places themselves: which of two is lower does not depend on what else the file contains.
  const vertexOrder = orderAlongWorldCurve(
    pick(ways.nodeLonE7, vertexNode),
    pick(ways.nodeLatE7, vertexNode),
    (a, b) =>
      ways.nodeId[vertexNode[a]!]! - ways.nodeId[vertexNode[b]!]! ||
      (regionOfVertex[a] ?? 0) - (regionOfVertex[b] ?? 0),
  )
  yield
  const numberOf = new Uint32Array(vertexOrder.length)
  for (let number = 0; number < vertexOrder.length; number++) numberOf[vertexOrder[number]!] = number
  for (let piece = 0; piece < from.length; piece++) {
    from[piece] = numberOf[from[piece]!]!
    to[piece] = numberOf[to[piece]!]!
  }
  const shared = sharedColumns(ends.shared, numberOf)
  const joined = joinVertices(vertexOrder.length, from, to, undefined, shared)
  yield
  const copies = copiesOf(vertexOrder, regionOfVertex)
  const names = regions === null ? new Uint8Array(0) : new TextEncoder().encode(JSON.stringify(regions.regionIds))
  const rings = ringColumns(outlines.compounds)
  const graph = { streetVertices: vertexOrder.length, leavingStreetVertex: copies, ...shared }
  yield
  const edges = orderEdges(ways, pieces, from, to, vertexOrder.length, regions)
  const vertexFlags = flagVertices(ways, vertexNode, vertexOrder, copies, regions, ends)
  yield
  const isPlain = copies.length === 0 && ends.shared.length === 0
  const arcs = isPlain
    ? plainArcs(vertexOrder.length, edges.edgeFrom, edges.edgeTo)
    : layOutArcs({ ...graph, ...edges, vertexFlags })
  yield
  const sizes = {
    vertices: vertexFlags.length,
    edges: from.length,
    // All references are ends of pieces or bends; the rows' first ones are ends that no other piece has had.
    shapePoints: ways.ref.length - ways.wayId.length - from.length,
    components: joined.count,
    arcs: arcs.arcTarget.length,
    directedArcs: arcs.arcDirection.length,
    streetVertices: vertexOrder.length,
    sharedPlaces: ends.shared.length,
    sharedVertices: shared.sharedVertex.length,
    rings: rings.ringRegion.length,
    ringPoints: rings.ringLonE7.length,
    regionNameBytes: names.length,
  }
  const { buffer, arrays } = allocateNetwork(sizes)
  const { firstRef, ...edgeColumns } = edges
  setColumns(arrays, { ...edgeColumns, ...arcs, ...shared, ...rings, leavingStreetVertex: copies, vertexFlags })
  arrays.regionNames.set(names)
  yield
  const lengthMm = countedLengthMm(arrays.edgeLengthMm, arrays.edgeFlags)
  const { component, componentMetres } = rankComponents(joined, arrays.edgeFrom, lengthMm)
  arrays.componentMetres.set(componentMetres)
  for (let vertex = 0; vertex < vertexFlags.length; vertex++) {
    const street = vertex < vertexOrder.length ? vertex : copies[vertex - vertexOrder.length]!
    const node = vertexNode[vertexOrder[street]!]!
    arrays.vertexLonE7[vertex] = ways.nodeLonE7[node]!
    arrays.vertexLatE7[vertex] = ways.nodeLatE7[node]!
    arrays.component[vertex] = component[street]!
  }
  yield
  fillShapes(arrays, ways, firstRef)
  yield
  const own = ownBox(ways, cuts.use)
  const declared = plausible(ways.declaredBox, own) ? ways.declaredBox : null
  const network = sealNetwork(buffer, arrays, sizes, declared ?? own, declared !== null)
  return { network, compounds: outlines.compounds, crossings: regions?.crossings ?? [] }
}

/**
 * Ids of the regions 1 … of a network: of compounds, and of the lowest way of other private streets.
 *
 * @example
 * ```ts
 * import { type WalkNetwork, regionIds } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * const ids = regionIds(network) // of regions 1 …, in order
 * ```
 */
export function regionIds({ regionNames }: WalkNetwork): readonly string[] {
  return regionNames.length === 0 ? [] : (JSON.parse(new TextDecoder().decode(regionNames.slice())) as string[])
}

/** Ends of pieces, one vertex for each region at a place. */
type StreetEnds = Omit<RegionVertices, 'nodeOfVertex'> & { readonly nodeOfVertex: Uint32Array | readonly number[] }

const NO_REGIONS = { regionOfVertex: [], madeOf: [], shared: [] }

function sharedColumns(shared: RegionVertices['shared'], numberOf: Uint32Array) {
  const places = shared
    .map((vertices) => vertices.map((vertex) => numberOf[vertex]!).sort((a, b) => a - b))
    .sort((a, b) => a[0]! - b[0]!)
  const sharedOffset = new Uint32Array(places.length + 1)
  places.forEach((vertices, place) => {
    sharedOffset[place + 1] = sharedOffset[place]! + vertices.length
  })
  return { sharedOffset, sharedVertex: Uint32Array.from(places.flat()) }
}

/** Street vertices that walks of a region set out from, ascending: each gets a copy. */
function copiesOf(vertexOrder: Uint32Array, regionOfVertex: readonly number[]): Uint32Array {
  const copies: number[] = []
  if (regionOfVertex.length > 0) {
    vertexOrder.forEach((made, vertex) => {
      if (regionOfVertex[made]! > 0) copies.push(vertex)
    })
  }
  return Uint32Array.from(copies)
}

/** Flags of street vertices, then of their copies. */
function flagVertices(
  ways: WalkableWays,
  vertexNode: Uint32Array,
  vertexOrder: Uint32Array,
  copies: Uint32Array,
  regions: StreetRegions | null,
  { madeOf, regionOfVertex }: StreetEnds,
): Uint8Array {
  const flags = new Uint8Array(vertexOrder.length + copies.length)
  vertexOrder.forEach((made, vertex) => {
    flags[vertex] = ways.nodeFlags[vertexNode[made]!]!
    if (regions === null) return
    const key = vertexKey(madeOf[made]!, regionOfVertex[made]!)
    if (regions.wallVertices.has(madeOf[made]!)) flags[vertex]! |= NODE_WALL
    if (regions.noEntry.has(key)) flags[vertex]! |= VERTEX_NO_ENTRY
    if (regions.noExit.has(key)) flags[vertex]! |= VERTEX_NO_EXIT
  })
  copies.forEach((street, at) => {
    flags[vertexOrder.length + at] = flags[street]!
  })
  return flags
}

function ringColumns(compounds: readonly CompoundRecord[]) {
  const ringRegion: number[] = []
  const ringOffset: number[] = [0]
  const lon: number[] = []
  const lat: number[] = []
  compounds.forEach(({ outline }, compound) => {
    for (const [ring, isHole] of outline.flatMap((rings) => rings.map((one, at) => [one, at > 0] as const))) {
      ringRegion.push(compound + 1)
      // Holes run the other way, so that areas of rings add up to that of the outline.
      for (const [x, y] of runsLeft(ring) === isHole ? [...ring].reverse() : ring) {
        lon.push(roundE7(x))
        lat.push(roundE7(y))
      }
      ringOffset.push(lon.length)
    }
  })
  return {
    ringRegion: Uint32Array.from(ringRegion),
    ringOffset: Uint32Array.from(ringOffset),
    ringLonE7: Int32Array.from(lon),
    ringLatE7: Int32Array.from(lat),
  }
}

/** Whether a ring goes round its ground to the left. */
function runsLeft(ring: Ring): boolean {
  const [lon0, lat0] = ring[0]!
  let twice = 0
  ring.forEach(([lon, lat], at) => {
    const [nextLon, nextLat] = ring[(at + 1) % ring.length]!
    twice += (lon - lon0) * (nextLat - lat0) - (nextLon - lon0) * (lat - lat0)
  })
  return twice > 0
}

function setColumns(arrays: NetworkArrays, columns: Partial<NetworkArrays>): void {
  for (const [name, column] of Object.entries(columns)) arrays[name as keyof NetworkArrays].set(column as never)
}

function pick(values: Int32Array, indexes: Uint32Array): Int32Array {
  const picked = new Int32Array(indexes.length)
  for (let i = 0; i < picked.length; i++) picked[i] = values[indexes[i]!]!
  return picked
}

/** Columns of edges, and the position in `ref` of each edge's first node. Shapes have their sizes only. */
function orderEdges(
  ways: WalkableWays,
  pieces: StreetPieces,
  from: Uint32Array,
  to: Uint32Array,
  vertices: number,
  regions: StreetRegions | null,
) {
  const edges = from.length
  const columns = {
    edgeFrom: new Uint32Array(edges),
    edgeTo: new Uint32Array(edges),
    edgeLengthMm: new Uint32Array(edges),
    edgeFlags: new Uint16Array(edges),
    edgeWayId: new Float64Array(edges),
    edgeRegion: new Uint32Array(edges),
    shapeOffset: new Uint32Array(edges + 1),
    firstRef: new Uint32Array(edges),
  }
  // By first vertex, then in the order of ways.
  const nextEdge = new Uint32Array(vertices + 1)
  for (let piece = 0; piece < edges; piece++) nextEdge[from[piece]! + 1]!++
  for (let vertex = 1; vertex < nextEdge.length; vertex++) nextEdge[vertex]! += nextEdge[vertex - 1]!
  for (let piece = 0; piece < edges; piece++) {
    const row = pieces.row[piece]!
    const first = pieces.firstRef[piece]!
    const edge = nextEdge[from[piece]!]!++
    columns.edgeFrom[edge] = from[piece]!
    columns.edgeTo[edge] = to[piece]!
    columns.edgeLengthMm[edge] = pieces.lengthMm[piece]!
    columns.edgeFlags[edge] = ways.wayFlags[row]! | (regions?.insideOutline[piece] === 1 ? WAY_IN_OUTLINE : 0)
    columns.edgeWayId[edge] = ways.wayId[row]!
    columns.edgeRegion[edge] = regions?.region[piece] ?? 0
    columns.shapeOffset[edge + 1] = lastRefOf(pieces, ways, piece) - first - 1
    columns.firstRef[edge] = first
  }
  return columns
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

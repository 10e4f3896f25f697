// Places on public streets between which a crossing, a bridge or a short path could be built: junctions, ends, and points along long
// streets. A network in, places with their legs out. It knows no people.
import type { Steps } from '../../foundation/breath.ts'
import { greatCircleMetresE7 } from '../../foundation/geo.ts'
import { E7 } from '../../foundation/units.ts'
import { LINK_LINKED, type Linkage } from '../../locate/linkage.ts'
import type { Impedance } from '../../network/impedance.ts'
import { placeVerticesOf } from '../../network/walk-arcs.ts'
import type { WalkNetwork } from '../../network/walk-network.ts'
import {
  NODE_BLOCKED,
  NODE_WALL,
  WAY_BRIDGE,
  WAY_CHORD,
  WAY_TUNNEL,
} from '../../normalise/streets/walkable-ways-record.ts'
import { buildPlaceLegs, type PlaceLegs } from '../../search/place-legs.ts'

/** Points along a street are at most so far apart. */
const POINT_STEP_METRES = 40

/** Places on streets: row i of the legs is point i's only row. */
export interface StreetPoints {
  readonly lonLat: Float64Array
  readonly linkage: Linkage
  /** Walks that set out from them, and that arrive at them; nothing but the street counts. */
  readonly starts: PlaceLegs
  readonly ends: PlaceLegs
}

/** Nothing is joined to what is overhead or underground, to lines that are only drawn, or to a compound's own streets. */
const NOT_JOINED = WAY_BRIDGE | WAY_TUNNEL | WAY_CHORD

/** Streets between pauses. */
const STREETS_AT_ONCE = 2048

/** The points of a network that a profile may walk at, in steps. O(length of streets). */
export function* streetPoints(network: WalkNetwork, impedance: Impedance): Steps<StreetPoints> {
  const edges: number[] = []
  const fractions: number[] = []
  const lonLat: number[] = []
  const places = placeVerticesOf(network)
  const isTaken = new Uint8Array(network.streetVertices)
  const { edgeFrom, edgeTo, edgeFlags, edgeRegion, edgeLengthMm, vertexFlags } = network
  const add = (edge: number, fraction: number, lon: number, lat: number) => {
    edges.push(edge)
    fractions.push(fraction)
    lonLat.push(lon, lat)
  }
  const addVertex = (vertex: number, edge: number, fraction: number) => {
    if (isTaken[vertex] === 1) return
    isTaken[vertex] = 1
    // Where regions meet, or a wall stands, a gate is the remedy; a blocked node ends every street.
    if (places.isSpecial(vertex) || (vertexFlags[vertex]! & (NODE_BLOCKED | NODE_WALL)) !== 0) return
    add(edge, fraction, network.vertexLonE7[vertex]! / E7, network.vertexLatE7[vertex]! / E7)
  }
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    if (edge % STREETS_AT_ONCE === 0) yield
    if (edgeRegion[edge] !== 0 || (edgeFlags[edge]! & NOT_JOINED) !== 0 || impedance.edgePassable[edge] === 0) continue
    addVertex(edgeFrom[edge]!, edge, 0)
    addVertex(edgeTo[edge]!, edge, 1)
    const metres = edgeLengthMm[edge]! / 1000
    const parts = Math.ceil(metres / POINT_STEP_METRES)
    if (parts > 1) alongEdge(network, edge, parts, (fraction, lon, lat) => add(edge, fraction, lon, lat))
  }
  const linkage: Linkage = {
    status: new Uint8Array(edges.length).fill(LINK_LINKED),
    edge: Int32Array.from(edges),
    fraction: Float64Array.from(fractions),
    metres: new Float64Array(edges.length),
  }
  yield
  const starts = buildPlaceLegs(network, impedance, linkage, 'start')
  yield
  const ends = buildPlaceLegs(network, impedance, linkage, 'end')
  yield
  return { lonLat: Float64Array.from(lonLat), linkage, starts, ends }
}

/** Calls with the places that divide an edge into equal parts by length. */
function alongEdge(
  network: WalkNetwork,
  edge: number,
  parts: number,
  call: (fraction: number, lon: number, lat: number) => void,
): void {
  const { lons, lats } = lineOfEdge(network, edge)
  const lengths: number[] = []
  for (let at = 0; at + 1 < lons.length; at++) {
    lengths.push(greatCircleMetresE7(lons[at]!, lats[at]!, lons[at + 1]!, lats[at + 1]!))
  }
  const total = lengths.reduce((sum, length) => sum + length, 0)
  let at = 0
  let before = 0
  for (let part = 1; part < parts; part++) {
    const wanted = (part / parts) * total
    while (at + 1 < lengths.length && before + lengths[at]! < wanted) before += lengths[at++]!
    const along = lengths[at]! > 0 ? (wanted - before) / lengths[at]! : 0
    const lon = lons[at]! + along * (lons[at + 1]! - lons[at]!)
    const lat = lats[at]! + along * (lats[at + 1]! - lats[at]!)
    call(part / parts, lon / E7, lat / E7)
  }
}

/** Corners of an edge in drawing direction, E7. */
export function lineOfEdge(network: WalkNetwork, edge: number): { lons: number[]; lats: number[] } {
  const { edgeFrom, edgeTo, vertexLonE7, vertexLatE7, shapeOffset, shapeLonE7, shapeLatE7 } = network
  const lons = [vertexLonE7[edgeFrom[edge]!]!]
  const lats = [vertexLatE7[edgeFrom[edge]!]!]
  for (let bend = shapeOffset[edge]!; bend < shapeOffset[edge + 1]!; bend++) {
    lons.push(shapeLonE7[bend]!)
    lats.push(shapeLatE7[bend]!)
  }
  lons.push(vertexLonE7[edgeTo[edge]!]!)
  lats.push(vertexLatE7[edgeTo[edge]!]!)
  return { lons, lats }
}

// Arcs of a network with regions: a walk leaves its own region, crosses public streets, and enters the region that it ends in; it
// passes through no third one. Edges and vertices in, arcs out. Knows no costs.
import { VERTEX_NO_ENTRY, VERTEX_NO_EXIT } from '../normalise/streets/walkable-ways-record.ts'
import type { WalkNetwork } from './walk-network.ts'

/** What arcs are made of: a network without its arcs. */
export type StreetGraph = Pick<
  WalkNetwork,
  | 'edgeFrom'
  | 'edgeTo'
  | 'edgeRegion'
  | 'vertexFlags'
  | 'streetVertices'
  | 'leavingStreetVertex'
  | 'sharedOffset'
  | 'sharedVertex'
>

/** Arcs, grouped by the vertex that they leave. */
export interface WalkArcs {
  readonly arcOffset: Uint32Array
  readonly arcTarget: Uint32Array
  readonly arcEdge: Uint32Array
  readonly arcDirection: Uint8Array
}

/** Values of `arcDirection`. */
export const ARC_BOTH = 0
/** May be walked from the vertex that it leaves to its target only. */
export const ARC_OUT = 1
/** May be walked from its target to the vertex that it leaves only: it is there for sweeps that go against the walk. */
export const ARC_IN = 2

/** The vertices of a place from one of its street vertices; a place with one vertex is that vertex. */
export class PlaceVertices {
  readonly #graph: StreetGraph
  /** Region of each copy. */
  readonly #regionOfCopy: Uint32Array
  /** Vertices of places that have several, ascending, and the row of each in the list of such places. */
  readonly #shared: Uint32Array
  readonly #row: Uint32Array

  constructor(graph: StreetGraph) {
    this.#graph = graph
    this.#regionOfCopy = new Uint32Array(graph.leavingStreetVertex.length)
    graph.edgeRegion.forEach((region, edge) => {
      if (region === 0) return
      this.#regionOfCopy[this.#copyOf(graph.edgeFrom[edge]!)] = region
      this.#regionOfCopy[this.#copyOf(graph.edgeTo[edge]!)] = region
    })
    const { sharedOffset, sharedVertex } = graph
    const rows = new Uint32Array(sharedVertex.length)
    for (let row = 0; row + 1 < sharedOffset.length; row++) rows.fill(row, sharedOffset[row], sharedOffset[row + 1])
    const order = Uint32Array.from(sharedVertex, (_, at) => at).sort((a, b) => sharedVertex[a]! - sharedVertex[b]!)
    this.#shared = order.map((at) => sharedVertex[at]!)
    this.#row = order.map((at) => rows[at]!)
  }

  /** Number of a street vertex's copy, −1 where it has none. */
  #copyOf(street: number): number {
    return placeOf(this.#graph.leavingStreetVertex, street)
  }

  /** Where walks from a street vertex's own region stand: its leaving copy, or itself where it is public. */
  leaving(street: number): number {
    const copy = this.#copyOf(street)
    return copy < 0 ? street : this.#graph.streetVertices + copy
  }

  regionOf(street: number): number {
    const copy = this.#copyOf(street)
    return copy < 0 ? 0 : this.#regionOfCopy[copy]!
  }

  /** All street vertices at the place of one. */
  at(street: number): readonly number[] {
    const at = placeOf(this.#shared, street)
    if (at < 0) return [street]
    const row = this.#row[at]!
    const { sharedOffset, sharedVertex } = this.#graph
    return [...sharedVertex.subarray(sharedOffset[row]!, sharedOffset[row + 1]!)]
  }

  /** Whether walks may stand on other vertices at the place of a street vertex. */
  isSpecial(street: number): boolean {
    return this.#copyOf(street) >= 0 || placeOf(this.#shared, street) >= 0
  }

  mayEnter(street: number): boolean {
    return (this.#graph.vertexFlags[street]! & VERTEX_NO_ENTRY) === 0
  }

  mayLeave(street: number): boolean {
    return (this.#graph.vertexFlags[street]! & VERTEX_NO_EXIT) === 0
  }

  /**
   * Vertices at the place of a street vertex from which a walk may step onto a street there, besides the street vertex and its own
   * leaving copy: public ones where the street is a region's, and the leaving copies of other regions.
   */
  others(street: number): number[] {
    const region = this.regionOf(street)
    if (region > 0 && !this.mayEnter(street)) return []
    const found: number[] = []
    for (const other of this.at(street)) {
      if (other === street) continue
      const otherRegion = this.regionOf(other)
      if (otherRegion === 0) {
        if (region > 0) found.push(other)
      } else if (otherRegion !== region && this.mayLeave(other)) found.push(this.leaving(other))
    }
    return found
  }
}

/** Where a number stands in an ascending list, −1 where it does not. */
function placeOf(list: Uint32Array, wanted: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return list[low] === wanted ? low : -1
}

const placesOf = new WeakMap<Uint32Array, PlaceVertices>()

/** {@link PlaceVertices} of a network, made once. */
export function placeVerticesOf(graph: StreetGraph): PlaceVertices {
  let places = placesOf.get(graph.edgeRegion)
  if (places === undefined) {
    places = new PlaceVertices(graph)
    placesOf.set(graph.edgeRegion, places)
  }
  return places
}

/** Arcs of streets between vertices, without copies: two for each edge, grouped by the vertex that they leave, there in order of edges. O(vertices + edges). */
export function plainArcs(vertices: number, edgeFrom: Uint32Array, edgeTo: Uint32Array): WalkArcs {
  const edges = edgeFrom.length
  const arcOffset = new Uint32Array(vertices + 1)
  for (let edge = 0; edge < edges; edge++) {
    arcOffset[edgeFrom[edge]! + 1]!++
    arcOffset[edgeTo[edge]! + 1]!++
  }
  for (let vertex = 0; vertex < vertices; vertex++) arcOffset[vertex + 1]! += arcOffset[vertex]!
  const next = arcOffset.slice()
  const arcTarget = new Uint32Array(2 * edges)
  const arcEdge = new Uint32Array(2 * edges)
  for (let edge = 0; edge < edges; edge++) {
    const forward = next[edgeFrom[edge]!]!++
    arcTarget[forward] = edgeTo[edge]!
    arcEdge[forward] = edge * 2
    const backward = next[edgeTo[edge]!]!++
    arcTarget[backward] = edgeFrom[edge]!
    arcEdge[backward] = edge * 2 + 1
  }
  return { arcOffset, arcTarget, arcEdge, arcDirection: new Uint8Array(0) }
}

/** Lays out the arcs. O(edges + arcs). */
export function layOutArcs(graph: StreetGraph, places = new PlaceVertices(graph)): WalkArcs {
  const vertices = graph.streetVertices + graph.leavingStreetVertex.length
  const arcOffset = new Uint32Array(vertices + 1)
  eachArc(graph, places, (from, to) => {
    arcOffset[from + 1]!++
    arcOffset[to + 1]!++
  })
  for (let vertex = 0; vertex < vertices; vertex++) arcOffset[vertex + 1]! += arcOffset[vertex]!
  const next = arcOffset.slice()
  const arcs = arcOffset[vertices]!
  const arcTarget = new Uint32Array(arcs)
  const arcEdge = new Uint32Array(arcs)
  const arcDirection = new Uint8Array(arcs)
  eachArc(graph, places, (from, to, code, isOneWay) => {
    const there = next[from]!++
    arcTarget[there] = to
    arcEdge[there] = code
    arcDirection[there] = isOneWay ? ARC_OUT : ARC_BOTH
    const back = next[to]!++
    arcTarget[back] = from
    arcEdge[back] = code ^ 1
    arcDirection[back] = isOneWay ? ARC_IN : ARC_BOTH
  })
  return { arcOffset, arcTarget, arcEdge, arcDirection }
}

/** Calls with every pair of arcs: a vertex, the one reached, the edge as in `arcEdge`, and whether there is no way back. */
function eachArc(
  graph: StreetGraph,
  places: PlaceVertices,
  call: (from: number, to: number, code: number, isOneWay: boolean) => void,
): void {
  const { edgeFrom, edgeTo, edgeRegion } = graph
  // Only where several vertices share a place does a walk step from one to a street of another.
  const isShared = new Uint8Array(graph.streetVertices)
  for (let at = 0; at < graph.sharedVertex.length; at++) isShared[graph.sharedVertex[at]!] = 1
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const from = edgeFrom[edge]!
    const to = edgeTo[edge]!
    call(from, to, 2 * edge, false)
    if (edgeRegion[edge] !== 0) call(places.leaving(from), places.leaving(to), 2 * edge, false)
    if (isShared[from] === 1) for (const other of places.others(from)) call(other, to, 2 * edge, true)
    if (isShared[to] === 1) for (const other of places.others(to)) call(other, from, 2 * edge + 1, true)
  }
}

// A part of a network that walks as the whole does: some edges with their ends, in the order and with the regions of the whole. A network and edges
// in, a network out. It does not know where it is cut, nor why; what may be linked to is not its business.
import { allocateNetwork, sealNetwork } from './network-buffer.ts'
import type { WalkNetwork } from './walk-network.ts'

/** A part of a network, and how its numbers follow from those of the whole. */
export interface NetworkPart {
  readonly network: WalkNetwork
  /** Numbers of the edges in the whole network, ascending: the part's edge e is `edges[e]` there. */
  readonly edges: Uint32Array
  /** Numbers of the vertices in the whole network, ascending. */
  readonly vertices: Uint32Array
}

/** Cuts parts out of one network; what it needs to know of the whole is there once. */
export class NetworkCutter {
  readonly #whole: WalkNetwork
  /** 1 + the number in the part that is being cut; 0 = not in it. */
  readonly #vertex: Uint32Array
  readonly #edge: Uint32Array
  /** The leaving copy of each street vertex that has one: vertices of copies, by their street vertex. */
  readonly #copyOf: ReadonlyMap<number, number>

  constructor(whole: WalkNetwork) {
    this.#whole = whole
    this.#vertex = new Uint32Array(whole.vertexFlags.length)
    this.#edge = new Uint32Array(whole.edgeFrom.length)
    const copies = new Map<number, number>()
    whole.leavingStreetVertex.forEach((street, i) => {
      copies.set(street, whole.streetVertices + i)
    })
    this.#copyOf = copies
  }

  /**
   * The part with some edges. Walks whose every vertex and edge is in the part, with all other edges at those vertices, are those of the whole: the same
   * costs, the same order among equals. Of components it knows nothing: all that points could link to must be linked before. O(part).
   *
   * @param edges ascending numbers of edges
   * @param withShapes whether the part keeps the bends of its edges and the names of regions: only drawings need them
   */
  cut(edges: Uint32Array, withShapes: boolean): NetworkPart {
    const { streets, vertices } = this.#verticesOf(edges)
    vertices.forEach((vertex, at) => {
      this.#vertex[vertex] = at + 1
    })
    edges.forEach((edge, at) => {
      this.#edge[edge] = at + 1
    })
    const network = this.#copy(edges, vertices, streets, withShapes)
    for (const vertex of vertices) this.#vertex[vertex] = 0
    for (const edge of edges) this.#edge[edge] = 0
    return { network, edges, vertices }
  }

  /** Ends of edges, then their copies: both ascending, as in the whole. */
  #verticesOf(edges: Uint32Array): { readonly streets: number; readonly vertices: Uint32Array } {
    const { edgeFrom, edgeTo } = this.#whole
    const ends = new Uint32Array(2 * edges.length)
    edges.forEach((edge, i) => {
      ends[2 * i] = edgeFrom[edge]!
      ends[2 * i + 1] = edgeTo[edge]!
    })
    const streets = ascendingSet(ends)
    const copies = this.#copyOf.size === 0 ? [] : [...streets].flatMap((street) => this.#copyOf.get(street) ?? [])
    const vertices = new Uint32Array(streets.length + copies.length)
    vertices.set(streets)
    vertices.set(copies, streets.length)
    return { streets: streets.length, vertices }
  }

  #copy(edges: Uint32Array, vertices: Uint32Array, streets: number, withShapes: boolean): WalkNetwork {
    const whole = this.#whole
    const names = withShapes ? whole.regionNames : whole.regionNames.subarray(0, 0)
    const { places, members } = this.#sharedPlaces(vertices.subarray(0, streets))
    const hasSlopes = whole.slopeOffset.length > 0
    const sizes = {
      vertices: vertices.length,
      edges: edges.length,
      shapePoints: withShapes ? totalOf(edges, whole.shapeOffset) : 0,
      components: 1,
      arcs: this.#countArcs(vertices),
      directedArcs: 0,
      streetVertices: streets,
      sharedPlaces: places.length,
      sharedVertices: members,
      rings: 0,
      ringPoints: 0,
      regionNameBytes: names.length,
      slopeParts: hasSlopes ? totalOf(edges, whole.slopeOffset) : -1,
    }
    const directed = { ...sizes, directedArcs: whole.arcDirection.length > 0 ? sizes.arcs : 0 }
    const { buffer, arrays } = allocateNetwork(directed)
    arrays.regionNames.set(names)
    pick(vertices, whole.vertexLonE7, arrays.vertexLonE7)
    pick(vertices, whole.vertexLatE7, arrays.vertexLatE7)
    pick(vertices, whole.vertexFlags, arrays.vertexFlags)
    pick(edges, whole.edgeLengthMm, arrays.edgeLengthMm)
    pick(edges, whole.edgeFlags, arrays.edgeFlags)
    pick(edges, whole.edgeWayId, arrays.edgeWayId)
    pick(edges, whole.edgeRegion, arrays.edgeRegion)
    for (let at = 0; at < edges.length; at++) {
      arrays.edgeFrom[at] = this.#vertex[whole.edgeFrom[edges[at]!]!]! - 1
      arrays.edgeTo[at] = this.#vertex[whole.edgeTo[edges[at]!]!]! - 1
    }
    for (let at = streets; at < vertices.length; at++) {
      const street = whole.leavingStreetVertex[vertices[at]! - whole.streetVertices]!
      arrays.leavingStreetVertex[at - streets] = this.#vertex[street]! - 1
    }
    this.#copyArcs(vertices, arrays)
    if (withShapes) {
      copyRows(edges, whole.shapeOffset, arrays.shapeOffset, [
        [whole.shapeLonE7, arrays.shapeLonE7],
        [whole.shapeLatE7, arrays.shapeLatE7],
      ])
    }
    if (hasSlopes) {
      copyRows(edges, whole.slopeOffset, arrays.slopeOffset, [
        [whole.slopeEndMm, arrays.slopeEndMm],
        [whole.slopeGrade, arrays.slopeGrade],
      ])
    }
    let next = 0
    places.forEach((place, row) => {
      for (const vertex of place) arrays.sharedVertex[next++] = vertex
      arrays.sharedOffset[row + 1] = next
    })
    return sealNetwork(buffer, arrays, directed, whole.box, whole.boxIsDeclared)
  }

  /** Places of several street vertices, with those of them that are in the part. */
  #sharedPlaces(streets: Uint32Array): { readonly places: readonly number[][]; readonly members: number } {
    const { sharedOffset, sharedVertex } = this.#whole
    const places: number[][] = []
    let members = 0
    if (streets.length === 0) return { places, members }
    for (let row = 0; row + 1 < sharedOffset.length; row++) {
      const place: number[] = []
      for (let at = sharedOffset[row]!; at < sharedOffset[row + 1]!; at++) {
        const number = this.#vertex[sharedVertex[at]!]!
        if (number > 0) place.push(number - 1)
      }
      if (place.length < 2) continue
      places.push(place)
      members += place.length
    }
    return { places, members }
  }

  #countArcs(vertices: Uint32Array): number {
    let arcs = 0
    this.#eachArc(vertices, () => arcs++)
    return arcs
  }

  #copyArcs(
    vertices: Uint32Array,
    arrays: {
      readonly arcOffset: Uint32Array
      readonly arcTarget: Uint32Array
      readonly arcEdge: Uint32Array
      readonly arcDirection: Uint8Array
    },
  ): void {
    const { arcTarget, arcEdge, arcDirection } = this.#whole
    const isDirected = arcDirection.length > 0
    let next = 0
    this.#eachArc(
      vertices,
      (arc) => {
        arrays.arcTarget[next] = this.#vertex[arcTarget[arc]!]! - 1
        arrays.arcEdge[next] = 2 * (this.#edge[arcEdge[arc]! >>> 1]! - 1) + (arcEdge[arc]! & 1)
        if (isDirected) arrays.arcDirection[next] = arcDirection[arc]!
        next++
      },
      (at) => {
        arrays.arcOffset[at + 1] = next
      },
    )
  }

  /** Arcs over edges of the part between vertices of the part, in the order of the whole. */
  #eachArc(vertices: Uint32Array, call: (arc: number) => void, endOfVertex: (at: number) => void = () => {}): void {
    const { arcOffset, arcTarget, arcEdge } = this.#whole
    for (let at = 0; at < vertices.length; at++) {
      const vertex = vertices[at]!
      for (let arc = arcOffset[vertex]!; arc < arcOffset[vertex + 1]!; arc++) {
        if (this.#edge[arcEdge[arc]! >>> 1]! > 0 && this.#vertex[arcTarget[arc]!]! > 0) call(arc)
      }
      endOfVertex(at)
    }
  }
}

type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array

function pick(rows: Uint32Array, from: Column, to: Column): void {
  for (let at = 0; at < rows.length; at++) to[at] = from[rows[at]!]!
}

/** Length of the lists of some rows. */
function totalOf(rows: Uint32Array, offset: Uint32Array): number {
  let total = 0
  for (const row of rows) total += offset[row + 1]! - offset[row]!
  return total
}

function copyRows(
  rows: Uint32Array,
  offset: Uint32Array,
  ownOffset: Uint32Array,
  columns: readonly (readonly [from: Column, to: Column])[],
): void {
  let next = 0
  rows.forEach((row, at) => {
    for (let i = offset[row]!; i < offset[row + 1]!; i++) {
      for (const [from, to] of columns) to[next] = from[i]!
      next++
    }
    ownOffset[at + 1] = next
  })
}

/** Numbers without repeats, ascending. */
export function ascendingSet(numbers: Uint32Array): Uint32Array {
  const sorted = numbers.slice().sort()
  let count = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i]!
  return sorted.slice(0, count)
}

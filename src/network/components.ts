// Connected pieces of a network, either direction. Vertices and edges in, a piece number per vertex out.
import { WAY_UNLINKED } from '../normalise/streets/walkable-ways-record.ts'

import type { WalkNetwork } from './walk-network.ts'

/** Pieces of a network. */
export interface Components {
  /** Piece of each vertex, numbered by falling total length (ties: the lowest vertex first). */
  readonly component: Uint32Array
  readonly componentMetres: Float64Array
}

/** Pieces that do not have their final numbers yet. */
export interface JoinedVertices {
  /** Piece of each vertex, numbered by their lowest vertices. */
  readonly component: Uint32Array
  readonly count: number
}

/**
 * Labels connected pieces by union-find. O(V + E α).
 *
 * @param mask edges with 0 take no part; `undefined` = all do
 */
export function labelComponents(
  vertexCount: number,
  edgeFrom: Uint32Array,
  edgeTo: Uint32Array,
  edgeLengthMm: Uint32Array,
  mask?: Uint8Array,
  shared?: SharedPlaces,
): Components {
  return rankComponents(joinVertices(vertexCount, edgeFrom, edgeTo, mask, shared), edgeFrom, edgeLengthMm, mask)
}

/** Places with several vertices, one for each region that meets there: they hang together whoever may pass. */
export type SharedPlaces = Pick<WalkNetwork, 'sharedOffset' | 'sharedVertex'>

/** Finds which vertices hang together. O(V + E α). */
export function joinVertices(
  vertexCount: number,
  edgeFrom: Uint32Array,
  edgeTo: Uint32Array,
  mask?: Uint8Array,
  shared?: SharedPlaces,
): JoinedVertices {
  const parent = new Uint32Array(vertexCount)
  for (let vertex = 0; vertex < vertexCount; vertex++) parent[vertex] = vertex
  const rootOf = (vertex: number): number => {
    let root = vertex
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!
      root = parent[root]!
    }
    return root
  }
  const join = (one: number, other: number): void => {
    const a = rootOf(one)
    const b = rootOf(other)
    // The lower vertex is the root, so that numbering does not depend on the order of edges.
    if (a < b) parent[b] = a
    else if (b < a) parent[a] = b
  }
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    if (mask === undefined || mask[edge] !== 0) join(edgeFrom[edge]!, edgeTo[edge]!)
  }
  if (shared !== undefined) {
    const { sharedOffset, sharedVertex } = shared
    for (let place = 0; place + 1 < sharedOffset.length; place++) {
      const first = sharedOffset[place]!
      for (let at = first + 1; at < sharedOffset[place + 1]!; at++) join(sharedVertex[first]!, sharedVertex[at]!)
    }
  }
  // A parent is never above its vertex, so it has its number by now.
  let count = 0
  for (let vertex = 0; vertex < vertexCount; vertex++) {
    const above = parent[vertex]!
    parent[vertex] = above === vertex ? count++ : parent[above]!
  }
  return { component: parent, count }
}

/** What each edge adds to the length of its piece: nothing where it only shortens walks. The lengths themselves where no edge is such a one. */
export function countedLengthMm(edgeLengthMm: Uint32Array, edgeFlags: Uint16Array): Uint32Array {
  if (!edgeFlags.some((flags) => (flags & WAY_UNLINKED) !== 0)) return edgeLengthMm
  return edgeLengthMm.map((length, edge) => ((edgeFlags[edge]! & WAY_UNLINKED) !== 0 ? 0 : length))
}

/** Numbers pieces by falling total length. O(V + E + pieces log pieces). */
export function rankComponents(
  { component, count }: JoinedVertices,
  edgeFrom: Uint32Array,
  edgeLengthMm: Uint32Array,
  mask?: Uint8Array,
): Components {
  // Whole millimetres add up exactly, whatever the order of edges.
  const lengthMm = new Float64Array(count)
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    if (mask === undefined || mask[edge] !== 0) lengthMm[component[edgeFrom[edge]!]!]! += edgeLengthMm[edge]!
  }
  const byLength = new Uint32Array(count)
  for (let piece = 0; piece < count; piece++) byLength[piece] = piece
  byLength.sort((a, b) => lengthMm[b]! - lengthMm[a]! || a - b)
  const rank = new Uint32Array(count)
  const componentMetres = new Float64Array(count)
  for (let number = 0; number < count; number++) {
    rank[byLength[number]!] = number
    componentMetres[number] = lengthMm[byLength[number]!]! / 1000
  }
  const ranked = new Uint32Array(component.length)
  for (let vertex = 0; vertex < ranked.length; vertex++) ranked[vertex] = rank[component[vertex]!]!
  return { component: ranked, componentMetres }
}

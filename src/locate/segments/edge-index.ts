// Where on the street network is this point? The nearest straight piece of an edge, single and in batches.
// In: a network and positions. Out: edge, segment, place on it, metres. Knows neither times nor profiles.
import type { WalkNetwork } from '../../network/walk-network.ts'
import { checkRadius } from '../box-search.ts'
import {
  buildSegmentIndex,
  findNearestSegment,
  nearestSegments,
  type SegmentHit,
  type SegmentIndex,
} from './segment-index.ts'

/** One entry of `EdgeIndex.edgeHint` per this many segments. */
const HINT_BITS = 5

/**
 * The street pieces of a network that take part in a search. A segment is one straight piece of an edge: segment 0 starts at
 * the edge's first vertex, the last one ends at its second. Plain data over shareable buffers: may be posted to a thread.
 */
export interface EdgeIndex {
  /** Segments that can be found. */
  readonly segmentCount: number
  readonly segments: SegmentIndex
  /** The network's `shapeOffset`: segment s of edge e has the number `shapeOffset[e] + e + s`. */
  readonly shapeOffset: Uint32Array
  /** The edge of every 32nd segment number: where to begin looking for a number's edge. */
  readonly edgeHint: Uint32Array
  /** The buffer of the segments. */
  readonly buffer: ArrayBufferLike
}

/** Where a point is on the network. Filled by {@link nearestEdge}. */
export interface EdgeHit {
  edge: number
  /** Which straight piece of the edge, from its first vertex. */
  segment: number
  /** Place on the segment, 0 to 1 in the edge's direction. */
  fraction: number
  /** Great-circle metres from the point to that place. */
  metres: number
}

/** Hits of n points, in the order of the points. Points without a hit have edge and segment −1, fraction 0, metres NaN. */
export interface EdgeHits {
  readonly edge: Int32Array
  readonly segment: Int32Array
  readonly fraction: Float64Array
  readonly metres: Float64Array
}

/**
 * Builds the index of a network's edges.
 *
 * @param edgeMask one byte per edge; edges with 0 are left out. Without it all edges take part.
 * @param onlyEdges edges that take part, ascending: for a few of many
 * @example
 * ```ts
 * import { type WalkNetwork, buildEdgeIndex } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * buildEdgeIndex(network).segmentCount
 * ```
 */
export function buildEdgeIndex(network: WalkNetwork, edgeMask?: Uint8Array, onlyEdges?: readonly number[]): EdgeIndex {
  const { shapeOffset, edgeFrom, edgeTo, vertexLonE7, vertexLatE7, shapeLonE7, shapeLatE7 } = network
  const edgeCount = edgeFrom.length
  let count = 0
  const candidates = onlyEdges?.length ?? edgeCount
  for (let i = 0; i < candidates; i++) {
    const edge = onlyEdges === undefined ? i : onlyEdges[i]!
    if (edgeMask === undefined || edgeMask[edge] !== 0) count += shapeOffset[edge + 1]! - shapeOffset[edge]! + 1
  }
  const ends = new Int32Array(count * 4)
  const numbers = new Uint32Array(count)
  let at = 0
  let segment = 0
  for (let i = 0; i < candidates; i++) {
    const edge = onlyEdges === undefined ? i : onlyEdges[i]!
    if (edgeMask !== undefined && edgeMask[edge] === 0) continue
    let lon = vertexLonE7[edgeFrom[edge]!]!
    let lat = vertexLatE7[edgeFrom[edge]!]!
    const end = shapeOffset[edge + 1]!
    for (let bend = shapeOffset[edge]!; bend <= end; bend++) {
      ends[at] = lon
      ends[at + 1] = lat
      lon = bend < end ? shapeLonE7[bend]! : vertexLonE7[edgeTo[edge]!]!
      lat = bend < end ? shapeLatE7[bend]! : vertexLatE7[edgeTo[edge]!]!
      ends[at + 2] = lon
      ends[at + 3] = lat
      at += 4
      numbers[segment++] = bend + edge
    }
  }
  const segments = buildSegmentIndex(ends, numbers)
  return {
    segmentCount: segments.itemCount,
    segments,
    shapeOffset,
    edgeHint: hintOf(network),
    buffer: segments.buffer,
  }
}

const hints = new WeakMap<Uint32Array, Uint32Array>()

/** {@link buildHint}, once per network. */
function hintOf({ shapeOffset, edgeFrom }: WalkNetwork): Uint32Array {
  let hint = hints.get(shapeOffset)
  if (hint === undefined) {
    hint = buildHint(shapeOffset, edgeFrom.length)
    hints.set(shapeOffset, hint)
  }
  return hint
}

function buildHint(shapeOffset: Uint32Array, edgeCount: number): Uint32Array {
  const total = edgeCount === 0 ? 0 : shapeOffset[edgeCount]! + edgeCount
  const length = (total >>> HINT_BITS) + 1
  const shared = typeof SharedArrayBuffer === 'function'
  const hint = new Uint32Array(shared ? new SharedArrayBuffer(length * 4) : new ArrayBuffer(length * 4))
  let edge = 0
  for (let i = 0; i < length; i++) {
    const number = i << HINT_BITS
    while (edge + 1 < edgeCount && shapeOffset[edge + 1]! + edge + 1 <= number) edge++
    hint[i] = edge
  }
  return hint
}

/** The edge that a segment number belongs to. */
function edgeOfSegment(index: EdgeIndex, number: number): number {
  const { shapeOffset, edgeHint } = index
  let edge = edgeHint[number >>> HINT_BITS]!
  while (shapeOffset[edge + 1]! + edge + 1 <= number) edge++
  return edge
}

const scratch: SegmentHit = { segment: 0, fraction: 0, metres: 0 }

/**
 * The nearest place on the network within a radius, by great-circle metres; of equally near ones that of the lower edge
 * number, then of the lower segment.
 *
 * @param maxMetres search radius, inclusive; at most 100 km
 * @param out receives the result where one is found; untouched otherwise
 * @returns whether there is one; false for a position that is not finite
 * @throws LivingCircleError `invalid-option` for a radius out of range
 * @example
 * ```ts
 * import { buildEdgeIndex, nearestEdge, type WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * const hit = { edge: -1, segment: -1, fraction: 0, metres: 0 }
 * nearestEdge(buildEdgeIndex(network), 14.5146, 35.8981, 200, hit)
 * ```
 */
export function nearestEdge(
  index: EdgeIndex,
  lonDegrees: number,
  latDegrees: number,
  maxMetres: number,
  out: EdgeHit,
): boolean {
  checkRadius(maxMetres)
  if (!findNearestSegment(index.segments, lonDegrees, latDegrees, maxMetres, scratch)) return false
  out.edge = edgeOfSegment(index, scratch.segment)
  out.segment = scratch.segment - index.shapeOffset[out.edge]! - out.edge
  out.fraction = scratch.fraction
  out.metres = scratch.metres
  return true
}

/**
 * {@link nearestEdge} for many points: searched along a space-filling curve, where each search finds in the caches what the
 * one before it needed, and returned in the order of the points.
 *
 * @param lonLat `lon, lat` of each point, degrees
 * @throws LivingCircleError `invalid-option` for a radius out of range
 * @example
 * ```ts
 * import { type WalkNetwork, buildEdgeIndex, nearestEdges } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * const { edge, metres } = nearestEdges(buildEdgeIndex(network), Float64Array.of(14.51, 35.9), 200)
 * ```
 */
export function nearestEdges(index: EdgeIndex, lonLat: Float64Array, maxMetres: number): EdgeHits {
  const { segment, fraction, metres } = nearestSegments(index.segments, lonLat, maxMetres)
  const edge = new Int32Array(segment.length).fill(-1)
  const piece = new Int32Array(segment.length).fill(-1)
  for (let point = 0; point < edge.length; point++) {
    const number = segment[point]!
    if (number < 0) continue
    edge[point] = edgeOfSegment(index, number)
    piece[point] = number - index.shapeOffset[edge[point]!]! - edge[point]!
  }
  return { edge, segment: piece, fraction, metres }
}

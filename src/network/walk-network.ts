// The network value: streets as flat arrays over one buffer. Knows neither tags, files nor costs.
import type { BoundingBox } from '../foundation/units.ts'

/**
 * The walking network. Vertices are places where walks can branch, end or are stopped: junctions, ends of ways, blocked and
 * restricted nodes, signals. Bends live in the shape arrays. Vertices are numbered along one Hilbert curve over the Earth,
 * edges by their first vertex, so that neighbours in the city are neighbours in memory and ties fall alike in every extract. All arrays lie in one buffer, a SharedArrayBuffer
 * where there is one.
 */
export interface WalkNetwork {
  /**
   * V vertices. The first `streetVertices` are ends of edges: a place where streets of several regions meet has one for each. For those of
   * a region walks that begin in it have a copy, after them all: a walk stands on copies until it leaves its region.
   */
  readonly vertexLonE7: Int32Array
  readonly vertexLatE7: Int32Array
  /** NODE_… bits of the OSM node under the vertex. */
  readonly vertexFlags: Uint8Array
  /** Arcs out of vertex v: `arcOffset[v] … arcOffset[v+1])`. Every arc has one that leads back (also a one-way one). */
  readonly arcOffset: Uint32Array
  readonly arcTarget: Uint32Array
  /** The edge of an arc × 2, plus 1 when the arc runs against the edge's drawing direction. */
  readonly arcEdge: Uint32Array
  /** ARC_… : 1 where an arc may only be walked outwards, 2 where only towards the vertex that it leaves; empty without regions. */
  readonly arcDirection: Uint8Array
  /** E edges. */
  readonly edgeFrom: Uint32Array
  readonly edgeTo: Uint32Array
  readonly edgeLengthMm: Uint32Array
  /** WAY_… bits. */
  readonly edgeFlags: Uint16Array
  readonly edgeWayId: Float64Array
  /** Region of each edge: 0 is public, 1 … the closed compounds in natural order of id, then other private streets. */
  readonly edgeRegion: Uint32Array
  /** Bends of edge e between its two vertices, in drawing direction: `shape…[shapeOffset[e] … shapeOffset[e+1])`; ends not included. */
  readonly shapeOffset: Uint32Array
  readonly shapeLonE7: Int32Array
  readonly shapeLatE7: Int32Array
  /**
   * Slopes of edge e part by part, in drawing direction: `slope…[slopeOffset[e] … slopeOffset[e+1])`, none = level; see `SlopeProfiles`. All
   * empty where no heights were given.
   */
  readonly slopeOffset: Uint32Array
  /** Where each part ends, mm from the edge's first vertex. */
  readonly slopeEndMm: Uint32Array
  /** Rise over run of each part; NaN = not known. */
  readonly slopeGrade: Float32Array
  /** Connected piece of each vertex (all edges, either direction), numbered by falling total length. */
  readonly component: Uint32Array
  /** Total length of each component, metres. */
  readonly componentMetres: Float64Array
  /** How many vertices are ends of edges. */
  readonly streetVertices: number
  /** The street vertex of each copy: vertex `streetVertices + i` is the copy of `leavingStreetVertex[i]`, ascending. */
  readonly leavingStreetVertex: Uint32Array
  /** Street vertices at one place, for places that have several: `sharedVertex[sharedOffset[i] … sharedOffset[i+1])`. */
  readonly sharedOffset: Uint32Array
  readonly sharedVertex: Uint32Array
  /** Ids of regions 1 …, as JSON in UTF-8: see `regionIds`. */
  readonly regionNames: Uint8Array
  /** Rings of the outlines of closed compounds: ring r is of compound (and region) `ringRegion[r]`. */
  readonly ringRegion: Uint32Array
  readonly ringOffset: Uint32Array
  readonly ringLonE7: Int32Array
  readonly ringLatE7: Int32Array
  /** The buffer under all arrays. */
  readonly buffer: ArrayBufferLike
  /** Box of the data: the declared one where it is plausible, else the network's own; degrees. */
  readonly box: BoundingBox
  /** Whether `box` is the one that the file declared. */
  readonly boxIsDeclared: boolean
}

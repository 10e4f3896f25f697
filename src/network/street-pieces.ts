// Ways cut into pieces: at junctions, at way ends, and at nodes that stop or delay a walk. Columns in, columns out; no costs.
import { cosineOfLatitude, stepMetres } from '../foundation/geo.ts'
import { E7 } from '../foundation/units.ts'
import { NODE_BLOCKED, type WalkableWays } from '../normalise/streets/walkable-ways-record.ts'

/** Values of `use`: how ways meet a node. */
export const UNUSED = 0
const INSIDE_ONE_WAY = 1
const CUT = 2

/** Pieces of ways between two cuts, in the order of ways; each becomes an edge. */
export interface StreetPieces {
  /** Vertex at either end: provisional numbers first, then final ones. */
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly lengthMm: Uint32Array
  /** Position in `ref` of the first node, and the row of the way. */
  readonly firstRef: Uint32Array
  readonly row: Uint32Array
  /** Node index under each provisional vertex. */
  readonly nodeOfVertex: readonly number[] | Uint32Array
}

/** Where ways are cut: at their ends, where they meet, and at nodes that stop or delay a walk. */
export interface StreetCuts {
  /** UNUSED, INSIDE_ONE_WAY or CUT for each node. */
  readonly use: Uint8Array
  /** Pieces that this makes. */
  readonly pieces: number
}

/** Finds the cuts. O(references). */
export function findCuts({ wayId, ref, refOffset, nodeFlags }: WalkableWays): StreetCuts {
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
export function cutIntoPieces(ways: WalkableWays, { use, pieces }: StreetCuts): StreetPieces {
  const { wayId, ref, refOffset, nodeLonE7, nodeLatE7, nodeFlags } = ways
  const from = new Uint32Array(pieces)
  const to = new Uint32Array(pieces)
  const lengthMm = new Uint32Array(pieces)
  const firstRef = new Uint32Array(pieces)
  const rowOfPiece = new Uint32Array(pieces)
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
      rowOfPiece[piece] = row
      piece++
      first = at
      start = node
      metres = 0
    }
  }
  return { from, to, lengthMm, firstRef, row: rowOfPiece, nodeOfVertex: nodeOfVertex.subarray(0, vertices) }
}

/** Where a piece ends in `ref`: the position of its last node. */
export function lastRefOf({ firstRef, row }: StreetPieces, { ref, refOffset }: WalkableWays, piece: number): number {
  // The next piece begins where this one ends, or with the next row.
  const next = piece + 1 < firstRef.length ? firstRef[piece + 1]! : ref.length
  return Math.min(next, refOffset[row[piece]! + 1]! - 1)
}

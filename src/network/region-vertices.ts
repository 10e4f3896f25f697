// A vertex for every region that meets at a place, so that streets of different regions touch nowhere but by arcs that say who may
// pass. Pieces with regions in, pieces with new ends out. Knows no costs.
import { NODE_RESTRICTED, type WalkableWays } from '../normalise/streets/walkable-ways-record.ts'
import type { StreetRegions } from './street-regions.ts'

/** Ends of pieces by region. Vertices are numbered provisionally. */
export interface RegionVertices {
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly nodeOfVertex: readonly number[]
  readonly regionOfVertex: readonly number[]
  /** The vertex of {@link StreetRegions} that each was made of. */
  readonly madeOf: readonly number[]
  /** Vertices at one place, for places that have several. */
  readonly shared: readonly (readonly number[])[]
}

/** Splits places where several regions meet, and restricted nodes, where no walk passes from one public street to another. O(pieces). */
export function splitByRegion(ways: WalkableWays, regions: StreetRegions): RegionVertices {
  const { region } = regions
  const from = regions.from.slice()
  const to = regions.to.slice()
  const nodeOfVertex = [...regions.nodeOfVertex]
  const madeOf = nodeOfVertex.map((_, vertex) => vertex)
  const regionOfVertex: number[] = new Array(nodeOfVertex.length).fill(-1)
  const shared: number[][] = []
  /** Row of `shared` of each place, −1 for none. */
  const rowOfPlace = new Int32Array(nodeOfVertex.length).fill(-1)
  const vertexFor = (place: number, itsRegion: number): number => {
    const isAlone = itsRegion === 0 && (ways.nodeFlags[nodeOfVertex[place]!]! & NODE_RESTRICTED) !== 0
    if (regionOfVertex[place]! < 0) {
      regionOfVertex[place] = itsRegion
      return place
    }
    if (!isAlone) {
      if (regionOfVertex[place] === itsRegion) return place
      const known = shared[rowOfPlace[place]!]?.find((vertex) => regionOfVertex[vertex] === itsRegion)
      if (known !== undefined) return known
    }
    const vertex = nodeOfVertex.push(nodeOfVertex[place]!) - 1
    regionOfVertex.push(itsRegion)
    madeOf.push(place)
    if (rowOfPlace[place]! < 0) rowOfPlace[place] = shared.push([place, vertex]) - 1
    else shared[rowOfPlace[place]!]!.push(vertex)
    return vertex
  }
  for (let piece = 0; piece < region.length; piece++) {
    from[piece] = vertexFor(from[piece]!, region[piece]!)
    to[piece] = vertexFor(to[piece]!, region[piece]!)
  }
  return { from, to, nodeOfVertex, regionOfVertex, madeOf, shared }
}

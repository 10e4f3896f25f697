// Large ground as it comes out of a sweep: edges that are reached as a whole between two limits are only noted, all others are
// cut into pieces. What enters: a sweep, limits. What leaves: a note per edge, and pieces. It does not know polygons.
import type { ShapeColumns } from '../foundation/shape-columns.ts'
import { isStreet } from '../network/street-edges.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { LocalMap } from './outline-projection.ts'
import { PieceList } from './piece-list.ts'
import { noteWholeEdges, type SweptPlaces } from './reached-pieces.ts'

/** What large ground is made of. */
export class LargeGround {
  readonly network: WalkNetwork
  readonly map: LocalMap
  readonly shapes: ShapeColumns
  /** Per edge: 0, or 1 + the number of the limit within which it is reached as a whole. */
  readonly stepOfWholeEdge: Uint8Array
  /** All that is reached besides. */
  readonly pieces = new PieceList()

  constructor(network: WalkNetwork, map: LocalMap, shapes: ShapeColumns) {
    this.network = network
    this.map = map
    this.shapes = shapes
    this.stepOfWholeEdge = new Uint8Array(network.edgeFrom.length)
  }

  /** Metres of whole streets within a limit, by its number. */
  wholeMetresWithin(step: number): number {
    const { stepOfWholeEdge } = this
    const { network } = this
    let millimetres = 0
    for (let edge = 0; edge < stepOfWholeEdge.length; edge++) {
      // 0 − 1 is below no limit.
      if (((stepOfWholeEdge[edge]! - 1) & 0xff) > step || !isStreet(network, edge)) continue
      millimetres += network.edgeLengthMm[edge]!
    }
    return millimetres / 1000
  }
}

/**
 * Sorts out what a sweep reached. One pass over all edges. O(edges + places log places).
 *
 * @param limits ascending costs that pieces are told apart by
 */
export function collectLargeGround(
  swept: SweptPlaces,
  map: LocalMap,
  shapes: ShapeColumns,
  limits: readonly number[],
): LargeGround {
  const ground = new LargeGround(swept.network, map, shapes)
  noteWholeEdges(swept, map, shapes, limits, ground.stepOfWholeEdge, ground.pieces)
  return ground
}

// Whose catchment is each reached vertex in? Works on a finished sweep from many places at once. It does not know
// polygons.
import { UNREACHED } from '../foundation/units.ts'
import type { SweptPlaces } from './reached-pieces.ts'

/**
 * The owner of the nearest place for every reached vertex, −1 elsewhere; of equally near ones the lowest. O(n log n) in
 * reached vertices.
 *
 * @param ownerOfPlace owner of each row of the swept places' legs
 */
export function ownersOfVertices(swept: SweptPlaces, ownerOfPlace: ArrayLike<number>): Int32Array {
  const { network, impedance, sweep, places, legs, toPlaces } = swept
  const owner = new Int32Array(network.arcOffset.length - 1).fill(-1)
  const offer = (vertex: number, cost: number, by: number) => {
    if (cost === UNREACHED || cost !== sweep.label(vertex)) return
    if (owner[vertex] === -1 || by < owner[vertex]!) owner[vertex] = by
  }
  for (const place of places) {
    const edge = legs.edge[place]!
    offer(network.edgeFrom[edge]!, (toPlaces ? legs.inFrom : legs.outFrom)[place]!, ownerOfPlace[place]!)
    offer(network.edgeTo[edge]!, (toPlaces ? legs.inTo : legs.outTo)[place]!, ownerOfPlace[place]!)
  }
  // Every step costs at least 1, so by rising cost each vertex knows its owner before it passes it on.
  const rising = sweep.reached.slice(0, sweep.reachedCount)
  rising.sort((a, b) => sweep.label(a) - sweep.label(b) || a - b)
  const arcCost = toPlaces ? impedance.arcCostReversed : impedance.arcCost
  for (const vertex of rising) {
    const cost = sweep.label(vertex)
    for (let arc = network.arcOffset[vertex]!; arc < network.arcOffset[vertex + 1]!; arc++) {
      if (arcCost[arc] !== UNREACHED) offer(network.arcTarget[arc]!, cost + arcCost[arc]!, owner[vertex]!)
    }
  }
  return owner
}

// Whose catchment is each reached vertex in? Works on a finished sweep from many places at once. It does not know
// polygons.
import { UNREACHED } from '../foundation/units.ts'
import type { SweptPlaces } from './reached-pieces.ts'
import { StreetSweep } from './street-sweep.ts'

/**
 * The owner of the nearest place for every reached vertex, −1 elsewhere; of equally near ones the lowest. O(n log n) in
 * reached vertices.
 *
 * @param ownerOfPoint owner of each point that the swept legs have rows for
 * @returns by street vertex
 */
export function ownersOfVertices(swept: SweptPlaces, ownerOfPoint: ArrayLike<number>): Int32Array {
  const { impedance, legs, toPlaces } = swept
  const { network, sweep, rows } = swept.walks
  const owner = new Int32Array(network.arcOffset.length - 1).fill(-1)
  const offer = (vertex: number, cost: number, by: number) => {
    if (cost === UNREACHED || cost !== sweep.label(vertex)) return
    if (owner[vertex] === -1 || by < owner[vertex]!) owner[vertex] = by
  }
  for (const row of rows) {
    const by = ownerOfPoint[legs.link[row]!]!
    offer(legs.vertexFrom[row]!, (toPlaces ? legs.inFrom : legs.outFrom)[row]!, by)
    offer(legs.vertexTo[row]!, (toPlaces ? legs.inTo : legs.outTo)[row]!, by)
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
  if (!(swept.sweep instanceof StreetSweep)) return owner
  const streets = new Int32Array(network.streetVertices).fill(-1)
  for (const street of swept.sweep.reached) streets[street] = owner[swept.sweep.bestAt(street)]!
  return streets
}

// Where a place on an edge lies: so far along its bends. A network in, a position out. It knows no point that links there.
import { greatCircleMetresE7 } from '../foundation/geo.ts'
import { E7, type LonLat } from '../foundation/units.ts'
import type { WalkNetwork } from '../network/walk-network.ts'

/** The position at a fraction of an edge's length. O(bends). */
export function placeOnEdge(network: WalkNetwork, edge: number, fraction: number): LonLat {
  const { edgeFrom, edgeTo, vertexLonE7, vertexLatE7, shapeOffset, shapeLonE7, shapeLatE7 } = network
  const lons = [vertexLonE7[edgeFrom[edge]!]!]
  const lats = [vertexLatE7[edgeFrom[edge]!]!]
  for (let at = shapeOffset[edge]!; at < shapeOffset[edge + 1]!; at++) {
    lons.push(shapeLonE7[at]!)
    lats.push(shapeLatE7[at]!)
  }
  lons.push(vertexLonE7[edgeTo[edge]!]!)
  lats.push(vertexLatE7[edgeTo[edge]!]!)
  let left = (fraction * network.edgeLengthMm[edge]!) / 1000
  for (let at = 0; at + 1 < lons.length; at++) {
    const metres = greatCircleMetresE7(lons[at]!, lats[at]!, lons[at + 1]!, lats[at + 1]!)
    if (left <= metres || at + 2 === lons.length) {
      const part = metres > 0 ? Math.min(1, left / metres) : 0
      return [
        (lons[at]! + part * (lons[at + 1]! - lons[at]!)) / E7,
        (lats[at]! + part * (lats[at + 1]! - lats[at]!)) / E7,
      ]
    }
    left -= metres
  }
  return [lons[0]! / E7, lats[0]! / E7]
}

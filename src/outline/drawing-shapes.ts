// The network's bends as far as a drawing needs them: half a metre is nothing to a band of twenty-five. Made once per
// network. It does not know costs or sweeps.
import type { ShapeColumns } from '../foundation/shape-columns.ts'
import { simplifyLine } from '../foundation/simplify-line.ts'
import { E7, METRES_PER_E7, RADIANS_PER_DEGREE } from '../foundation/units.ts'
import type { WalkNetwork } from '../network/walk-network.ts'

/** Bends nearer than this to the straight line are left out, metres. */
export const DRAWING_TOLERANCE_METRES = 0.5

/** All bends of a network, for exact lines. */
export function exactShapes({ shapeOffset, shapeLonE7, shapeLatE7 }: WalkNetwork): ShapeColumns {
  return { offset: shapeOffset, lonE7: shapeLonE7, latE7: shapeLatE7 }
}

/** The bends that matter to a drawing, per edge, ends not included. O(bends log bends). */
export function drawingShapes(network: WalkNetwork): ShapeColumns {
  const { shapeOffset, shapeLonE7, shapeLatE7, vertexLonE7, vertexLatE7, edgeFrom, edgeTo } = network
  const offset = new Uint32Array(shapeOffset.length)
  const lonE7 = new Int32Array(shapeLonE7.length)
  const latE7 = new Int32Array(shapeLonE7.length)
  let kept = 0
  const lon: number[] = []
  const lat: number[] = []
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const first = shapeOffset[edge]!
    const stop = shapeOffset[edge + 1]!
    if (stop > first) {
      const from = edgeFrom[edge]!
      const to = edgeTo[edge]!
      lon.length = lat.length = 0
      lon.push(vertexLonE7[from]!)
      lat.push(vertexLatE7[from]!)
      for (let bend = first; bend < stop; bend++) {
        lon.push(shapeLonE7[bend]!)
        lat.push(shapeLatE7[bend]!)
      }
      lon.push(vertexLonE7[to]!)
      lat.push(vertexLatE7[to]!)
      const cosine = Math.cos((lat[0]! / E7) * RADIANS_PER_DEGREE)
      for (const point of simplifyLine(lon, lat, 0, lon.length, DRAWING_TOLERANCE_METRES / METRES_PER_E7, cosine)) {
        if (point === 0 || point === lon.length - 1) continue
        lonE7[kept] = lon[point]!
        latE7[kept++] = lat[point]!
      }
    }
    offset[edge + 1] = kept
  }
  return { offset, lonE7: lonE7.slice(0, kept), latE7: latE7.slice(0, kept) }
}

// Streets for drawing, from the walking network alone. What enters: the network. What leaves: simplified lines by kind.
// It does not know how they are drawn, nor which roads are main roads: the network does not hold that.
import { NO_SHAPES, ShapeCollector, type ShapeColumns } from '../foundation/shape-columns.ts'
import { isStreet } from '../network/street-edges.ts'
import type { WalkNetwork } from '../network/walk-network.ts'

/** Streets by how they are drawn; every street is in one of the first four, bridges are in `bridge` as well. */
export interface BasemapStreets {
  readonly major: ShapeColumns
  readonly minor: ShapeColumns
  readonly path: ShapeColumns
  readonly steps: ShapeColumns
  /** Copies of the lines that lie on bridges, to be drawn above the rest. */
  readonly bridge: ShapeColumns
}

// WAY_STEPS and WAY_BRIDGE of the walkable ways; this room may not import them, a test compares them.
const STEPS_BIT = 1
const BRIDGE_BIT = 2

/** Default of how far a drawn street may lie from the real one, metres. */
const DRAWING_TOLERANCE_METRES = 2

/**
 * Lines of all streets of a walking network, for a basemap. Main roads and paths are told apart by tags, which a network
 * does not keep: without them every street is `minor`, unless it is a flight of steps. O(edges).
 *
 * @param network the walking network
 * @param toleranceMetres how far a drawn street may lie from the real one
 *
 * @example
 * ```ts
 * import { basemapStreets, type WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * const { minor, steps } = basemapStreets(network)
 * minor.offset.length - 1 // number of street pieces
 * ```
 */
export function basemapStreets(network: WalkNetwork, toleranceMetres = DRAWING_TOLERANCE_METRES): BasemapStreets {
  const minor = new ShapeCollector(toleranceMetres)
  const steps = new ShapeCollector(toleranceMetres)
  const bridge = new ShapeCollector(toleranceMetres)
  const { edgeFrom, edgeTo, edgeFlags, shapeOffset, shapeLonE7, shapeLatE7, vertexLonE7, vertexLatE7 } = network
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    if (!isStreet(network, edge)) continue
    const flags = edgeFlags[edge]!
    const from = edgeFrom[edge]!
    const to = edgeTo[edge]!
    const lon = [vertexLonE7[from]!]
    const lat = [vertexLatE7[from]!]
    for (let i = shapeOffset[edge]!; i < shapeOffset[edge + 1]!; i++) {
      lon.push(shapeLonE7[i]!)
      lat.push(shapeLatE7[i]!)
    }
    lon.push(vertexLonE7[to]!)
    lat.push(vertexLatE7[to]!)
    ;(flags & STEPS_BIT ? steps : minor).add(lon, lat)
    if (flags & BRIDGE_BIT) bridge.add(lon, lat)
  }
  return {
    major: NO_SHAPES,
    minor: minor.columns(),
    path: NO_SHAPES,
    steps: steps.columns(),
    bridge: bridge.columns(),
  }
}

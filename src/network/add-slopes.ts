// A network with heights: the same streets in a buffer that holds their slopes, too. A network, its ways and a field of heights in; a network
// out. It knows no cost.
import type { HeightField } from '../normalise/heights/height-field.ts'
import type { WalkableWays } from '../normalise/streets/walkable-ways-record.ts'
import { allocateNetwork, type NetworkArrays, sealNetwork, sizesOf } from './network-buffer.ts'
import { measureSlopes, type SlopeCounts } from './slope-profiles.ts'
import type { WalkNetwork } from './walk-network.ts'

/** A network with slopes, and how much of it has heights. */
export interface SlopedNetwork {
  readonly network: WalkNetwork
  readonly counts: SlopeCounts
}

/** Gives a network the slopes of its streets. O(arrays + length / 30 m). */
export function addSlopes(network: WalkNetwork, ways: WalkableWays, field: HeightField): SlopedNetwork {
  const { profiles, counts } = measureSlopes(network, ways, field)
  const { buffer: _, box, boxIsDeclared, streetVertices: __, ...columns } = network
  const sizes = { ...sizesOf(network), slopeParts: profiles.slopeGrade.length }
  const { buffer, arrays } = allocateNetwork(sizes)
  for (const [name, column] of Object.entries({ ...columns, ...profiles })) {
    arrays[name as keyof NetworkArrays].set(column as never)
  }
  return { network: sealNetwork(buffer, arrays, sizes, box, boxIsDeclared), counts }
}

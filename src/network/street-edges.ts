// Which edges are streets, and which only shorten walks: lines across squares, and rings of squares that are drawn as relations.
import { WAY_UNLINKED } from '../normalise/streets/walkable-ways-record.ts'
import type { WalkNetwork } from './walk-network.ts'

/** Whether an edge is a street: drawn, counted in kilometres, linked to. The others lie over squares, or over streets that are counted. */
export function isStreet({ edgeFlags }: Pick<WalkNetwork, 'edgeFlags'>, edge: number): boolean {
  return (edgeFlags[edge]! & WAY_UNLINKED) === 0
}

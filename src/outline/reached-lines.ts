// Reached pieces as lines in degrees, cut at a limit, and their length. It does not know polygons.
import type { LonLat } from '../foundation/units.ts'
import { isStreet } from '../network/street-edges.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { type LocalMap, toLonLat } from './outline-projection.ts'
import type { PieceList } from './piece-list.ts'

/** One reached piece of street. */
export interface ReachedLine {
  /** In the direction of the sweep. */
  readonly positions: LonLat[]
  /** Network edge; −1 for a straight access leg. */
  readonly edge: number
  readonly owner: number
  /** Cost at its first and last position, ms or mm. */
  readonly startCost: number
  readonly endCost: number
}

/** The parts of pieces within a limit. Parts that round to a single position are left out, and lines across squares: they are no streets. */
export function reachedLines(pieces: PieceList, network: WalkNetwork, map: LocalMap, costLimit: number): ReachedLine[] {
  const { offset, x, y, cost, edge, owner } = pieces
  const lines: ReachedLine[] = []
  for (let piece = 0; piece < pieces.count; piece++) {
    const first = offset[piece]!
    const last = offset[piece + 1]! - 1
    if (cost[first]! > costLimit || (edge[piece]! >= 0 && !isStreet(network, edge[piece]!))) continue
    const positions: LonLat[] = [toLonLat(map, x[first]!, y[first]!)]
    let endCost = cost[first]!
    for (let point = first + 1; point <= last && endCost < costLimit; point++) {
      const rise = cost[point]! - endCost
      const share = cost[point]! <= costLimit ? 1 : (costLimit - endCost) / rise
      const fromX = x[point - 1]!
      const fromY = y[point - 1]!
      addPosition(positions, toLonLat(map, fromX + share * (x[point]! - fromX), fromY + share * (y[point]! - fromY)))
      endCost += share * rise
    }
    if (positions.length < 2) continue
    lines.push({ positions, edge: edge[piece]!, owner: owner[piece]!, startCost: cost[first]!, endCost })
  }
  return lines
}

function addPosition(positions: LonLat[], position: LonLat): void {
  const last = positions[positions.length - 1]!
  if (last[0] !== position[0] || last[1] !== position[1]) positions.push(position)
}

/** Metres of street within a limit, by the network's own lengths; access legs are not street. O(pieces). */
export function reachedMetresWithin(pieces: PieceList, network: WalkNetwork, costLimit: number): number {
  const { offset, cost, edge, edgeShare, isUneven } = pieces
  let millimetres = 0
  for (let piece = 0; piece < pieces.count; piece++) {
    if (edge[piece]! < 0 || !isStreet(network, edge[piece]!)) continue
    const startCost = cost[offset[piece]!]!
    const endCost = cost[offset[piece + 1]! - 1]!
    if (startCost > costLimit) continue
    const share =
      endCost <= costLimit
        ? 1
        : isUneven[piece] === 1
          ? shareWithin(pieces, piece, costLimit)
          : (costLimit - startCost) / (endCost - startCost)
    millimetres += share * edgeShare[piece]! * network.edgeLengthMm[edge[piece]!]!
  }
  return millimetres / 1000
}

/** The part of a piece's length that lies within a limit, point by point. */
function shareWithin({ offset, x, y, cost }: PieceList, piece: number, costLimit: number): number {
  let total = 0
  let within = 0
  for (let point = offset[piece]! + 1; point < offset[piece + 1]!; point++) {
    const length = Math.hypot(x[point]! - x[point - 1]!, y[point]! - y[point - 1]!)
    const rise = cost[point]! - cost[point - 1]!
    const share = cost[point]! <= costLimit ? 1 : rise > 0 ? Math.max(0, (costLimit - cost[point - 1]!) / rise) : 0
    total += length
    within += share * length
  }
  return total > 0 ? within / total : 1
}

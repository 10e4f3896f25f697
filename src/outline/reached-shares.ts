// Shares of edges that walks reach from either side, and where these meet; on even ground, where cost grows with length. What enters: costs at
// ends and of whole edges. What leaves: shares and costs. It does not know coordinates.
import { UNREACHED } from '../foundation/units.ts'

/** A place or an end on an edge, and the least cost there. */
export interface Stop {
  /** By length, 0 to 1. */
  readonly at: number
  cost: number
  owner: number
}

/** Lets a stop be reached from its neighbour along the edge, where that is cheaper. */
export function passOn(from: Stop, to: Stop, edgeCost: number, share: number): void {
  if (from.cost === UNREACHED || edgeCost === UNREACHED) return
  const cost = from.cost + share * edgeCost
  if (cost >= to.cost) return
  to.cost = cost
  to.owner = from.owner
}

/**
 * The share of a stretch at which walks from both sides cost the same; Infinity where there is none from the far side.
 */
export function meetingShare(near: number, away: number, far: number, back: number): number {
  return far === UNREACHED || back === UNREACHED ? Infinity : (far + back - near) / (away + back)
}

/** How many limits lie below a cost. */
export function stepOf(cost: number, limits: readonly number[]): number {
  let step = 0
  while (step < limits.length && limits[step]! < cost) step++
  return step
}

/** The greatest cost on an edge, by what it costs at its ends and from each of them to the other. */
export function greatestCost(near: number, away: number, far: number, back: number): number {
  if (near === UNREACHED || away === UNREACHED) return far + back
  const share = meetingShare(near, away, far, back)
  if (share <= 0) return far + back
  return near + Math.min(share, 1) * away
}

/** Whether an edge is one of a few, or of many. */
export function edgeTest(edges: readonly number[]): (edge: number) => boolean {
  if (edges.length > 4) {
    const set = new Set(edges)
    return (edge) => set.has(edge)
  }
  const [a = -1, b = -1, c = -1, d = -1] = edges
  return (edge) => edge === a || edge === b || edge === c || edge === d
}

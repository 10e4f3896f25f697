// Stretches of edges with slopes: how far one gets along them, where walks from both sides meet, what a place on them costs. What enters: shares
// of an edge's cost, what its ends cost. What leaves: fractions and costs. It does not know coordinates.

import { UNREACHED } from '../foundation/units.ts'
import type { UnevenEdges } from '../network/uneven-edges.ts'
import { shareOfCost } from '../search/share-of-cost.ts'

/** A walk along a part of an edge, from one place on it to another. */
export interface Along {
  readonly uneven: UnevenEdges
  readonly edge: number
  /** By length, 0 to 1; `end` may lie before `start`. */
  readonly start: number
  readonly end: number
  /** Cost at the start, and of the whole edge in the direction of the walk. */
  readonly near: number
  readonly edgeAway: number
  /** Which shares of the cost the walk goes by. */
  readonly awayShares: 'forward' | 'backward'
}

/** The same from the other side, where it is reached. */
export interface Opposite {
  /** Cost at the end, and of the whole edge for whoever goes on from there; `UNREACHED` = nobody does. */
  readonly far: number
  readonly edgeBack: number
  readonly backShares: 'forward' | 'backward'
}

/** Whether an edge has parts of different slopes. */
export function isUneven(uneven: UnevenEdges | null, edge: number): uneven is UnevenEdges {
  return uneven !== null && uneven.offset[edge + 1]! - uneven.offset[edge]! > 1
}

/** What a place on the way costs. */
export function costAlong({ uneven, edge, start, near, edgeAway, awayShares }: Along, fraction: number): number {
  const share = shareOfCost(uneven, edge, fraction, awayShares) - shareOfCost(uneven, edge, start, awayShares)
  return near + Math.abs(share) * edgeAway
}

/** Where a walk along an edge ends: beyond the limit, or where walks from the other side are as good. */
export interface StretchEnd {
  /** By length; the start where nothing is reached. */
  readonly fraction: number
  readonly cost: number
}

/** How far a walk gets, part by part. O(parts). */
export function endOfStretch(along: Along, { far, edgeBack, backShares }: Opposite, limit: number): StretchEnd {
  const { uneven, edge, start, end, near } = along
  const isMet = far !== UNREACHED && edgeBack !== UNREACHED
  const endShare = isMet ? shareOfCost(uneven, edge, end, backShares) : 0
  const fromFar = (fraction: number) =>
    isMet ? far + Math.abs(shareOfCost(uneven, edge, fraction, backShares) - endShare) * edgeBack : Infinity
  let before = { fraction: start, cost: near, other: fromFar(start) }
  if (before.cost >= before.other || near >= limit) return { fraction: start, cost: near }
  for (const fraction of breaksBetween(along)) {
    const next = { fraction, cost: costAlong(along, fraction), other: fromFar(fraction) }
    if (next.cost >= next.other || next.cost > limit) {
      const rise = next.cost - before.cost
      const closing = rise + (before.other - next.other)
      const meeting = next.cost >= next.other && closing > 0 ? (before.other - before.cost) / closing : 1
      const share = Math.min(meeting, next.cost > limit ? (limit - before.cost) / rise : 1, 1)
      return {
        fraction: before.fraction + share * (next.fraction - before.fraction),
        cost: before.cost + share * rise,
      }
    }
    before = next
  }
  return { fraction: before.fraction, cost: before.cost }
}

/** Ends of parts that a walk comes by, in its order, and its own end. */
export function breaksBetween({ uneven, edge, start, end }: Along): number[] {
  const own = uneven.end.subarray(uneven.offset[edge]!, uneven.offset[edge + 1]!)
  const between = [...own].filter((fraction) => (fraction - start) * (end - fraction) > 0)
  if (end < start) between.reverse()
  return [...between, end]
}

/** The greatest cost on an edge, by what it costs at its ends and from each of them to the other; from its first vertex on. */
export function greatestUneven(along: Along, opposite: Opposite): number {
  const { far, edgeBack } = opposite
  if (along.near === UNREACHED || along.edgeAway === UNREACHED) return far + edgeBack
  const { fraction, cost } = endOfStretch(along, opposite, Infinity)
  return fraction === along.start ? far + edgeBack : cost
}

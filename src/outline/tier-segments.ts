// The segments that one limit adds to the one before it. What enters: pieces with costs. What leaves: straight segments,
// cut at both limits. It does not know fields.
import type { PieceList } from './piece-list.ts'

/** Segments of one tier, in memory that is reused. */
export class TierSegments {
  /** `ax, ay, bx, by` of each, local metres. */
  segments = new Float64Array(4096)
  count = 0

  /** Collects the parts of pieces whose cost lies above one limit and within the next; whole edges without bends are left out. */
  collect({ offset, x, y, cost, count, pointCount, isWholeEdge }: PieceList, above: number, limit: number): void {
    if (this.segments.length < pointCount * 4) this.segments = new Float64Array(pointCount * 6)
    const segments = this.segments
    let end = 0
    for (let piece = 0; piece < count; piece++) {
      const first = offset[piece]!
      const last = offset[piece + 1]! - 1
      if (cost[first]! > limit || cost[last]! <= above || isWholeEdge[piece] === 1) continue
      for (let point = first; point < last; point++) {
        const startCost = cost[point]!
        const endCost = cost[point + 1]!
        if (startCost > limit) break
        if (endCost <= above) continue
        const startX = x[point]!
        const startY = y[point]!
        const startShare = startCost >= above ? 0 : (above - startCost) / (endCost - startCost)
        const endShare = endCost <= limit ? 1 : (limit - startCost) / (endCost - startCost)
        segments[end] = startX + startShare * (x[point + 1]! - startX)
        segments[end + 1] = startY + startShare * (y[point + 1]! - startY)
        segments[end + 2] = startX + endShare * (x[point + 1]! - startX)
        segments[end + 3] = startY + endShare * (y[point + 1]! - startY)
        end += 4
      }
    }
    this.count = end / 4
  }
}

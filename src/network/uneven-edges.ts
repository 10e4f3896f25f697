// How the cost of an edge is spread over its length where it has slopes: a place in the middle of an edge is not in the middle of its time.
// Slopes and a profile in, shares of the edge's cost out. It knows no coordinates.
import { WAY_STEPS } from '../normalise/streets/walkable-ways-record.ts'
import { slopeTimeFactor } from './slope-factor.ts'
import type { WalkNetwork } from './walk-network.ts'

/** Shares of the cost of edges up to the ends of their parts. Inside a part cost grows in proportion to length. */
export interface UnevenEdges {
  /** Parts of edge e: `end, forward, backward[offset[e] … offset[e+1])`; none = in proportion to length throughout. */
  readonly offset: Uint32Array
  /** Where a part ends, by length: 0 at the edge's first vertex, 1 at its second. */
  readonly end: Float64Array
  /** Share of the cost in drawing direction that lies before the part's end. */
  readonly forward: Float64Array
  /** The same of the cost against drawing direction. */
  readonly backward: Float64Array
}

/** Level lengths of edges: what they would measure if they took as long on the flat, mm; and how that is spread over them. */
export interface LevelLengths {
  readonly forwardMm: Float64Array
  readonly backwardMm: Float64Array
  readonly uneven: UnevenEdges
}

/** What slopes make of lengths, the same for every speed. Steps keep their own factor only. O(edges + parts). */
export function levelLengths(network: WalkNetwork): LevelLengths {
  const { edgeLengthMm, edgeFlags, slopeOffset, slopeEndMm, slopeGrade } = network
  const edges = edgeLengthMm.length
  const forwardMm = Float64Array.from(edgeLengthMm)
  const backwardMm = Float64Array.from(edgeLengthMm)
  const end = new Float64Array(slopeGrade.length)
  const forward = new Float64Array(slopeGrade.length)
  const backward = new Float64Array(slopeGrade.length)
  for (let edge = 0; edge < edges; edge++) {
    const first = slopeOffset[edge]!
    const last = slopeOffset[edge + 1]!
    if (first === last) continue
    const isSteps = (edgeFlags[edge]! & WAY_STEPS) !== 0
    let before = 0
    let ahead = 0
    let back = 0
    for (let part = first; part < last; part++) {
      const partMm = slopeEndMm[part]! - before
      const grade = isSteps ? 0 : slopeGrade[part]!
      before = slopeEndMm[part]!
      ahead += partMm * slopeTimeFactor(grade)
      back += partMm * slopeTimeFactor(-grade)
      end[part] = before / edgeLengthMm[edge]!
      forward[part] = ahead
      backward[part] = back
    }
    forwardMm[edge] = ahead
    backwardMm[edge] = back
    for (let part = first; part < last; part++) {
      forward[part] = forward[part]! / ahead
      backward[part] = backward[part]! / back
    }
  }
  return { forwardMm, backwardMm, uneven: { offset: slopeOffset, end, forward, backward } }
}

/** Whether a network knows heights. */
export const hasSlopes = ({ slopeOffset }: Pick<WalkNetwork, 'slopeOffset'>): boolean => slopeOffset.length > 0

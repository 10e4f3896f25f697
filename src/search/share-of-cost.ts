// Part of a piece costs its parts: what share of an edge's cost lies before a place on it. Fractions in, shares out. It knows no coordinates.
import type { UnevenEdges } from '../network/uneven-edges.ts'

/**
 * Share of an edge's cost that lies between its first vertex and a place on it.
 *
 * @param uneven `null` where all edges are even
 * @param fraction the place by length, 0 to 1
 * @param shares `forward` or `backward` of `uneven`: the direction of the walk
 */
export function shareOfCost(
  uneven: UnevenEdges | null,
  edge: number,
  fraction: number,
  shares: 'forward' | 'backward',
): number {
  if (uneven === null) return fraction
  const first = uneven.offset[edge]!
  const last = uneven.offset[edge + 1]! - 1
  if (last <= first || fraction <= 0 || fraction >= 1) return fraction
  const { end } = uneven
  const share = uneven[shares]
  let part = first
  while (part < last && end[part]! < fraction) part++
  const startEnd = part === first ? 0 : end[part - 1]!
  const startShare = part === first ? 0 : share[part - 1]!
  return startShare + ((fraction - startEnd) / (end[part]! - startEnd)) * (share[part]! - startShare)
}

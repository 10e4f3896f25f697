// The corners of a square: where other ways meet it, and where it turns inwards. In: rings with node numbers, in whole 1e-7 degrees. Out: corners
// that know into which directions the square lies. All answers are exact. It knows neither tags nor files.
import { type OutlineRing, ringDoubleArea } from './square-outline.ts'

/** A corner, with the directions of the sides that lead to it and away from it, the square on their left hand. */
export interface Corner {
  readonly node: number
  readonly x: number
  readonly y: number
  readonly inX: number
  readonly inY: number
  readonly outX: number
  readonly outY: number
  /** Several rings, or one several times, go through it: directions tell nothing. */
  isShared: boolean
}

/** Whether a direction leads into the square, out of it, or cannot be told: along a side, or where rings touch. */
export const INWARDS = 1
export const OUTWARDS = -1
export const UNTOLD = 0

/** Where a straight line from a corner sets out to. */
export function directionAt({ inX, inY, outX, outY, isShared }: Corner, dx: number, dy: number): number {
  if (isShared) return UNTOLD
  const offIn = inX * dy - inY * dx
  const offOut = outX * dy - outY * dx
  const isConvex = inX * outY - inY * outX >= 0
  if (isConvex) return offIn > 0 && offOut > 0 ? INWARDS : offIn < 0 || offOut < 0 ? OUTWARDS : UNTOLD
  return offIn < 0 && offOut < 0 ? OUTWARDS : offIn > 0 || offOut > 0 ? INWARDS : UNTOLD
}

/**
 * Nodes that another way uses, and those where the square takes up more than 180°; each once, in order of node. O(positions).
 *
 * @param depths of each ring, odd for holes
 */
export function findCorners(
  rings: readonly (OutlineRing & { readonly node: Uint32Array })[],
  depths: readonly number[],
  isMet: (node: number) => boolean,
  isBlocked: (node: number) => boolean,
): Corner[] {
  const corners = new Map<number, Corner>()
  const seen = new Set<number>()
  rings.forEach((ring, number) => {
    const { node, x, y } = ring
    const leftward = ringDoubleArea(ring) > 0 === (depths[number]! % 2 === 0)
    for (let at = 0; at < x.length; at++) {
      const here = node[at]!
      if (isBlocked(here)) continue
      const isShared = seen.has(here)
      seen.add(here)
      const known = corners.get(here)
      if (known !== undefined) {
        known.isShared = true
        continue
      }
      const behind = at > 0 ? at - 1 : x.length - 1
      const ahead = at + 1 < x.length ? at + 1 : 0
      const before = leftward ? behind : ahead
      const after = leftward ? ahead : behind
      const inX = x[at]! - x[before]!
      const inY = y[at]! - y[before]!
      const outX = x[after]! - x[at]!
      const outY = y[after]! - y[at]!
      if (inX * outY - inY * outX >= 0 && !isMet(here)) continue
      corners.set(here, { node: here, x: x[at]!, y: y[at]!, inX, inY, outX, outY, isShared })
    }
  })
  return [...corners.values()].sort((a, b) => a.node - b.node)
}

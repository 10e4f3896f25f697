// Straight across a square: its corners, and the pairs of them between which one may walk in a straight line. In: rings with node numbers,
// in whole 1e-7 degrees. Out: pairs of nodes. It knows neither tags nor files.
import { INSIDE, isSoundOutline, type OutlineRing, placeInRings, ringDepths, ringDoubleArea } from './square-outline.ts'

/** A square of more corners than this has its outline only. */
export const MOST_CORNERS = 100
/** So much of a straight line may lie outside the square: less than this, metres. */
const OUTSIDE_METRES = 0.1
/** A square under this has its outline only. */
const SMALLEST_SQUARE_METRES = 1
/** Sides of an outline beyond which nobody draws a square: its soundness is then not looked into, and it has its outline only. */
const MOST_SIDES = 10_000

/** A ring of a square: positions, and the node at each. */
export interface SquareRing extends OutlineRing {
  readonly node: Uint32Array
}

/** What a square gives. */
export interface SquareChords {
  /** Nodes at both ends of each chord, the lower number first. */
  readonly ends: readonly (readonly [number, number])[]
  /** Whether straight lines were looked for: not where there are too many corners, the outline is not sound or it is too small. */
  readonly crossed: boolean
}

const OUTLINE_ONLY: SquareChords = { ends: [], crossed: false }

/**
 * The straight lines that can be walked across a square. O(corners² × sides) at most, of 100 corners.
 *
 * @param isShared whether a node is one that another way uses, too
 * @param isBlocked whether nobody passes a node
 * @param metresPerX metres of one unit eastwards, here
 * @param metresPerY metres of one unit northwards
 */
export function squareChords(
  rings: readonly SquareRing[],
  isShared: (node: number) => boolean,
  isBlocked: (node: number) => boolean,
  metresPerX: number,
  metresPerY: number,
): SquareChords {
  if (rings.reduce((sum, { x }) => sum + x.length, 0) > MOST_SIDES) return OUTLINE_ONLY
  if (rings.some(({ x }) => x.length < 3)) return OUTLINE_ONLY
  const depths = ringDepths(rings)
  const corners = findCorners(rings, depths, isShared, isBlocked)
  if (corners.length > MOST_CORNERS || !isSoundOutline(rings, depths)) return OUTLINE_ONLY
  const doubleArea = rings.reduce((sum, ring, i) => {
    const size = Math.abs(ringDoubleArea(ring))
    return depths[i]! % 2 === 0 ? sum + size : sum - size
  }, 0)
  if ((doubleArea / 2) * metresPerX * metresPerY < SMALLEST_SQUARE_METRES) return OUTLINE_ONLY
  const neighbours = neighboursOnRings(rings)
  const ends: [number, number][] = []
  for (let first = 0; first < corners.length; first++) {
    for (let second = first + 1; second < corners.length; second++) {
      const [a, b] = [corners[first]!, corners[second]!]
      if (neighbours.has(pairOf(a.node, b.node))) continue
      const metres = Math.hypot((b.x - a.x) * metresPerX, (b.y - a.y) * metresPerY)
      if (staysInside(rings, a, b, OUTSIDE_METRES / metres)) ends.push([a.node, b.node])
    }
  }
  return { ends, crossed: true }
}

interface Corner {
  readonly node: number
  readonly x: number
  readonly y: number
}

/** Nodes that another way uses, and those where the square turns inwards; each once, in order of node. */
function findCorners(
  rings: readonly SquareRing[],
  depths: readonly number[],
  isShared: (node: number) => boolean,
  isBlocked: (node: number) => boolean,
): Corner[] {
  const corners = new Map<number, Corner>()
  rings.forEach((ring, i) => {
    const { node, x, y } = ring
    // With the square on the left hand, a turn to the right is a corner of more than 180°.
    const leftward = ringDoubleArea(ring) > 0 === (depths[i]! % 2 === 0) ? 1 : -1
    for (let at = 0; at < x.length; at++) {
      if (isBlocked(node[at]!) || corners.has(node[at]!)) continue
      const before = at > 0 ? at - 1 : x.length - 1
      const after = at + 1 < x.length ? at + 1 : 0
      const [inX, inY] = [x[at]! - x[before]!, y[at]! - y[before]!]
      const turn = inX * (y[after]! - y[at]!) - inY * (x[after]! - x[at]!)
      if (turn * leftward < 0 || isShared(node[at]!)) corners.set(node[at]!, { node: node[at]!, x: x[at]!, y: y[at]! })
    }
  })
  return [...corners.values()].sort((a, b) => a.node - b.node)
}

function neighboursOnRings(rings: readonly SquareRing[]): ReadonlySet<number> {
  const pairs = new Set<number>()
  for (const { node } of rings) {
    for (let at = 0; at < node.length; at++) pairs.add(pairOf(node[at]!, node[at + 1 < node.length ? at + 1 : 0]!))
  }
  return pairs
}

function pairOf(a: number, b: number): number {
  return a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a
}

/** Places along the line at hand where it meets the outline, 0 to 1; and the runs that it has in common with it. */
const meets: number[] = []
const runs: [number, number][] = []

/** Whether less than a share of the straight line between two corners lies outside. */
function staysInside(rings: readonly OutlineRing[], a: Corner, b: Corner, mostOutside: number): boolean {
  findMeetings(rings, a, b)
  meets.sort((s, t) => s - t)
  let outside = 0
  for (let i = 1; i < meets.length; i++) {
    const [from, to] = [meets[i - 1]!, meets[i]!]
    if (to <= from) continue
    const middle = (from + to) / 2
    if (runs.some(([start, end]) => start <= middle && middle <= end)) continue
    if (placeInRings(rings, a.x + (b.x - a.x) * middle, a.y + (b.y - a.y) * middle) === INSIDE) continue
    outside += to - from
    if (outside >= mostOutside) return false
  }
  return true
}

function findMeetings(rings: readonly OutlineRing[], a: Corner, b: Corner): void {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const onX = Math.abs(dx) >= Math.abs(dy)
  const along = (x: number, y: number) => (onX ? (x - a.x) / dx : (y - a.y) / dy)
  meets.length = 0
  runs.length = 0
  meets.push(0, 1)
  for (const { x, y } of rings) {
    let last = x.length - 1
    let lastSide = dx * (y[last]! - a.y) - dy * (x[last]! - a.x)
    for (let at = 0; at < x.length; last = at++) {
      const side = dx * (y[at]! - a.y) - dy * (x[at]! - a.x)
      const sideBefore = lastSide
      lastSide = side
      if ((side > 0 && sideBefore > 0) || (side < 0 && sideBefore < 0)) continue
      if (side === 0 && sideBefore === 0) {
        const [s, t] = [along(x[last]!, y[last]!), along(x[at]!, y[at]!)]
        const [start, end] = [Math.max(0, Math.min(s, t)), Math.min(1, Math.max(s, t))]
        if (start >= end) continue
        meets.push(start, end)
        runs.push([start, end])
        continue
      }
      const share = sideBefore / (sideBefore - side)
      const t = along(x[last]! + share * (x[at]! - x[last]!), y[last]! + share * (y[at]! - y[last]!))
      if (t > 0 && t < 1) meets.push(t)
    }
  }
}

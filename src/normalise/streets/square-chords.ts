// Straight across a square: its corners, and the pairs of them between which one may walk in a straight line. In: rings with node numbers,
// in whole 1e-7 degrees. Out: pairs of nodes. It knows neither tags nor files.
import { type Corner, directionAt, findCorners, INWARDS, OUTWARDS } from './square-corners.ts'
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
 * The straight lines that can be walked across a square. O(corners² × sides) at most, of 100 corners; a line that sets out into the open, away
 * from any other side, is left at once.
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
  const scale = { metresPerX, metresPerY }
  const isClear = corners.map((corner) => isAlone(rings, corner, scale))
  const ends: [number, number][] = []
  for (let first = 0; first < corners.length; first++) {
    const a = corners[first]!
    for (let second = first + 1; second < corners.length; second++) {
      const b = corners[second]!
      const start = directionAt(a, b.x - a.x, b.y - a.y)
      if (start === OUTWARDS && isClear[first]) continue
      if (isClear[second] && directionAt(b, a.x - b.x, a.y - b.y) === OUTWARDS) continue
      if (neighbours.has(pairOf(a.node, b.node))) continue
      const metres = Math.hypot((b.x - a.x) * metresPerX, (b.y - a.y) * metresPerY)
      if (staysInside(rings, a, b, start, OUTSIDE_METRES / metres)) ends.push([a.node, b.node])
    }
  }
  return { ends, crossed: true }
}

interface Scale {
  readonly metresPerX: number
  readonly metresPerY: number
}

/** Whether no side but its own two comes near a corner: a line that leaves the square there stays outside for too long. */
function isAlone(
  rings: readonly SquareRing[],
  { node: own, x: px, y: py }: Corner,
  { metresPerX, metresPerY }: Scale,
): boolean {
  for (const { node, x, y } of rings) {
    let last = x.length - 1
    for (let at = 0; at < x.length; last = at++) {
      if (node[at] === own || node[last] === own) continue
      const dx = (x[at]! - x[last]!) * metresPerX
      const dy = (y[at]! - y[last]!) * metresPerY
      const rx = (px - x[last]!) * metresPerX
      const ry = (py - y[last]!) * metresPerY
      const t = Math.min(1, Math.max(0, (rx * dx + ry * dy) / (dx * dx + dy * dy)))
      // With a margin: at the very limit the line itself is looked at.
      if (Math.hypot(rx - t * dx, ry - t * dy) < 2 * OUTSIDE_METRES) return false
    }
  }
  return true
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
function staysInside(rings: readonly OutlineRing[], a: Corner, b: Corner, start: number, mostOutside: number): boolean {
  const onlyCrosses = findMeetings(rings, a, b)
  // Nothing is touched on the way: the side changes at every meeting.
  const isPlain = onlyCrosses && (start === INWARDS || start === OUTWARDS)
  if (isPlain && meets.length === 2) return start === INWARDS
  meets.sort((s, t) => s - t)
  let outside = 0
  for (let i = 1; i < meets.length; i++) {
    const from = meets[i - 1]!
    const to = meets[i]!
    if (to <= from) continue
    const inside = isPlain ? (i % 2 === 1) === (start === INWARDS) : isInside(rings, a, b, (from + to) / 2)
    if (inside) continue
    outside += to - from
    if (outside >= mostOutside) return false
  }
  return true
}

/** Whether a place along the line is inside, or on the outline where both run together. */
function isInside(rings: readonly OutlineRing[], a: Corner, b: Corner, t: number): boolean {
  if (runs.some(([from, to]) => from <= t && t <= to)) return true
  return placeInRings(rings, a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t) === INSIDE
}

/** Finds where the line meets the outline; whether it does so only across sides, away from their ends. */
function findMeetings(rings: readonly OutlineRing[], a: Corner, b: Corner): boolean {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const onX = Math.abs(dx) >= Math.abs(dy)
  let onlyCrosses = true
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
      const share = side === sideBefore ? 1 : sideBefore / (sideBefore - side)
      const meetX = x[last]! + share * (x[at]! - x[last]!)
      const meetY = y[last]! + share * (y[at]! - y[last]!)
      const t = onX ? (meetX - a.x) / dx : (meetY - a.y) / dy
      if (side === 0 && sideBefore === 0) {
        const before = onX ? (x[last]! - a.x) / dx : (y[last]! - a.y) / dy
        addRun(Math.max(0, Math.min(before, t)), Math.min(1, Math.max(before, t)))
        onlyCrosses = false
      } else if (t > 0 && t < 1) {
        meets.push(t)
        if (side === 0 || sideBefore === 0) onlyCrosses = false
      }
    }
  }
  return onlyCrosses
}

function addRun(from: number, to: number): void {
  if (from >= to) return
  meets.push(from, to)
  runs.push([from, to])
}

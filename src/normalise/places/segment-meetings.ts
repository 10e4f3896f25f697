// Where do the segments of rings meet that should not? In: rings by polygon. Out: counts of crossings, touches and folds. It does not
// know which of them are faults.
import type { PolygonRings } from '../../foundation/geo.ts'

/** How the segments of an outline meet, beyond each with the next of its ring. */
export interface SegmentMeetings {
  /** Crossings within one ring, between rings of one polygon, and between polygons. */
  ownCrossings: number
  ringCrossings: number
  partCrossings: number
  /** Segments that touch or lie on each other, or are too near to tell. */
  touches: number
  /** Corners at which a ring turns back on itself (spikes). */
  folds: number
  /** False where there were more pairs than are looked at. */
  complete: boolean
}

/** No outline that is one has more crossings; counting ends here. */
export const MOST_CROSSINGS = 10_000
/** Pairs of segments that are looked at, at most: about a second. */
const MOST_PAIRS = 2e7
/** Up to so many segments each is compared with each. */
const FEW = 24

/** Segments of all rings in flat arrays. Those without length are left out. */
export interface RingSegments {
  readonly count: number
  /** x and y of both ends, four numbers a segment. */
  readonly ends: Float64Array
  readonly ring: Int32Array
  readonly part: Int32Array
  /** The segment that follows in the ring. */
  readonly next: Int32Array
  /** Segments of each ring, in order of parts and rings. */
  readonly perRing: readonly number[]
}

/** The segments of polygons; a ring whose last position is not its first is closed. O(n). */
export function segmentsOf(polygons: readonly PolygonRings[]): RingSegments {
  let most = 0
  for (const rings of polygons) for (const ring of rings) most += ring.length
  const ends = new Float64Array(most * 4)
  const [ringOf, partOf, next] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)]
  const perRing: number[] = []
  let count = 0
  for (let part = 0; part < polygons.length; part++) {
    for (const ring of polygons[part]!) {
      const first = count
      for (let at = 0; at < ring.length; at++) {
        const [ax, ay] = ring[at]!
        const [bx, by] = ring[at + 1 < ring.length ? at + 1 : 0]!
        if (ax === bx && ay === by) continue
        ends[count * 4] = ax
        ends[count * 4 + 1] = ay
        ends[count * 4 + 2] = bx
        ends[count * 4 + 3] = by
        ringOf[count] = perRing.length
        partOf[count] = part
        next[count] = count + 1
        count++
      }
      if (count > first) next[count - 1] = first
      perRing.push(count - first)
    }
  }
  return { count, ends, ring: ringOf, part: partOf, next, perRing }
}

/** Counts how segments meet: each with each for few of them, else by a sweep, O(n log n + pairs that overlap along one axis). */
export function segmentMeetings(segments: RingSegments): SegmentMeetings {
  const found: SegmentMeetings = {
    ownCrossings: 0,
    ringCrossings: 0,
    partCrossings: 0,
    touches: 0,
    folds: 0,
    complete: true,
  }
  const { count } = segments
  if (count > FEW) {
    sweep(segments, found)
    return found
  }
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) meet(segments, a, b, found)
  return found
}

function sweep(segments: RingSegments, found: SegmentMeetings): void {
  const { count, ends } = segments
  const axis = shorterAxis(segments)
  const low = new Float64Array(count)
  const high = new Float64Array(count)
  for (let at = 0; at < count; at++) {
    const [a, b] = [ends[at * 4 + axis]!, ends[at * 4 + 2 + axis]!]
    low[at] = Math.min(a, b)
    high[at] = Math.max(a, b)
  }
  const order = Int32Array.from(low.keys()).sort((a, b) => low[a]! - low[b]!)
  const active = new Int32Array(count)
  let size = 0
  let pairs = 0
  for (const one of order) {
    let kept = 0
    for (let at = 0; at < size; at++) {
      const other = active[at]!
      if (high[other]! < low[one]!) continue
      active[kept++] = other
      meet(segments, one, other, found)
    }
    pairs += size
    active[kept++] = one
    size = kept
    if (found.ownCrossings + found.ringCrossings + found.partCrossings > MOST_CROSSINGS) return
    if (pairs > MOST_PAIRS) {
      found.complete = false
      return
    }
  }
}

/** The axis along which segments are shorter, compared with the whole: 0 is x. */
function shorterAxis({ count, ends }: RingSegments): 0 | 1 {
  const spans = [0, 1].map((axis) => {
    let [sum, least, most] = [0, Infinity, -Infinity]
    for (let at = axis; at < count * 4; at += 4) {
      const [a, b] = [ends[at]!, ends[at + 2]!]
      sum += Math.abs(a - b)
      least = Math.min(least, a)
      most = Math.max(most, a)
    }
    return sum / (most - least || 1)
  })
  return spans[0]! <= spans[1]! ? 0 : 1
}

function meet({ ends, ring, part, next }: RingSegments, a: number, b: number, found: SegmentMeetings): void {
  const [ax, ay, bx, by] = [ends[a * 4]!, ends[a * 4 + 1]!, ends[a * 4 + 2]!, ends[a * 4 + 3]!]
  const [cx, cy, dx, dy] = [ends[b * 4]!, ends[b * 4 + 1]!, ends[b * 4 + 2]!, ends[b * 4 + 3]!]
  if ((ax < cx && ax < dx && bx < cx && bx < dx) || (ax > cx && ax > dx && bx > cx && bx > dx)) return
  if ((ay < cy && ay < dy && by < cy && by < dy) || (ay > cy && ay > dy && by > cy && by > dy)) return
  const [aNextB, bNextA] = [next[a] === b, next[b] === a]
  if (aNextB || bNextA) {
    // Two that follow each other meet at their corner: they are apart unless the second goes back along the first.
    const [px, py, qx, qy] = aNextB ? [bx - ax, by - ay, dx - cx, dy - cy] : [dx - cx, dy - cy, bx - ax, by - ay]
    if (side(0, 0, px, py, qx, qy) === 0 && px * qx + py * qy < 0) found.folds++
    return
  }
  const c = side(ax, ay, bx, by, cx, cy)
  const d = side(ax, ay, bx, by, dx, dy)
  if (c * d > 0) return
  const e = side(cx, cy, dx, dy, ax, ay)
  const f = side(cx, cy, dx, dy, bx, by)
  if (e * f > 0) return
  if (c * d === 0 || e * f === 0) found.touches++
  else if (ring[a] === ring[b]) found.ownCrossings++
  else if (part[a] === part[b]) found.ringCrossings++
  else found.partCrossings++
}

/** On which side of AB is P: 1 left, −1 right, 0 on it or too near to tell in doubles. */
function side(ax: number, ay: number, bx: number, by: number, px: number, py: number): -1 | 0 | 1 {
  const left = (bx - ax) * (py - ay)
  const right = (by - ay) * (px - ax)
  const cross = left - right
  if (Math.abs(cross) <= 1e-15 * (Math.abs(left) + Math.abs(right))) return 0
  return cross > 0 ? 1 : -1
}

// Is an outline sound? A quick test of every polygon that a table brings: crossings, spikes, parts that overlap, holes outside. In: rings.
// Out: sound, or what may be wrong. It mends nothing and may doubt an outline that is sound (one that touches itself).
import { insideRings, type PolygonRings, type Ring } from '../../foundation/geo.ts'
import { boxOfPolygons } from './inside-test.ts'
import { MOST_CROSSINGS, type RingSegments, segmentMeetings, segmentsOf } from './segment-meetings.ts'

/** What is wrong with an outline; `touches` may be nothing. */
export type OutlineFault = 'crosses' | 'spike' | 'hole' | 'parts' | 'touches'

/** What the quick test says. */
export type OutlineCheck =
  | { readonly kind: 'sound' }
  /** Fewer than three different corners, or all on one line: no surface. */
  | { readonly kind: 'no-area' }
  /** More than 10,000 crossings. */
  | { readonly kind: 'tangle' }
  /** Too many segments beside each other to look at each pair. */
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'doubtful'; readonly fault: OutlineFault }

const SOUND: OutlineCheck = { kind: 'sound' }
/** More rings than this are not compared each with each: mending decides. */
const MANY = 300

/** Tests an outline of one or more polygons. O(n log n) for outlines as they occur. */
export function checkOutline(polygons: readonly PolygonRings[]): OutlineCheck {
  const segments = segmentsOf(polygons)
  const corners = shapesOfShells(polygons, segments)
  if (corners === 'none') return { kind: 'no-area' }
  const meetings = segmentMeetings(segments)
  const { ownCrossings, ringCrossings, partCrossings, touches, folds } = meetings
  if (ownCrossings + ringCrossings + partCrossings > MOST_CROSSINGS) return { kind: 'tangle' }
  if (!meetings.complete) return { kind: 'unchecked' }
  if (ownCrossings > 0) return doubtful('crosses')
  if (partCrossings > 0) return doubtful('parts')
  if (ringCrossings > 0 || polygons.some(hasHoleAstray)) return doubtful('hole')
  if (folds > 0) return doubtful('spike')
  if (partsOverlap(polygons)) return doubtful('parts')
  return touches > 0 || corners === 'some' ? doubtful('touches') : SOUND
}

function doubtful(fault: OutlineFault): OutlineCheck {
  return { kind: 'doubtful', fault }
}

/** Whether all, some or none of the outer rings have three corners that are not on one line. */
function shapesOfShells(polygons: readonly PolygonRings[], { perRing, ends }: RingSegments): 'all' | 'some' | 'none' {
  let flat = 0
  let ring = 0
  let first = 0
  for (const rings of polygons) {
    const count = perRing[ring] ?? 0
    if (rings.length === 0 || isFlat(ends, first, count)) flat++
    for (let at = 0; at < rings.length; at++) first += perRing[ring++]!
  }
  return flat === 0 ? 'all' : flat < polygons.length ? 'some' : 'none'
}

function isFlat(ends: Float64Array, first: number, count: number): boolean {
  if (count < 3) return true
  const [x0, y0] = [ends[first * 4]!, ends[first * 4 + 1]!]
  // Against the corner that is farthest from the first, so that rounding weighs least.
  let [farX, farY, far] = [0, 0, 0]
  for (let at = first; at < first + count; at++) {
    const [x, y] = [ends[at * 4]! - x0, ends[at * 4 + 1]! - y0]
    if (x * x + y * y <= far) continue
    far = x * x + y * y
    farX = x
    farY = y
  }
  for (let at = first; at < first + count; at++) {
    const [left, right] = [farX * (ends[at * 4 + 1]! - y0), farY * (ends[at * 4]! - x0)]
    // A thousandth of a millimetre beside a line of any length is on it.
    if (Math.abs(left - right) > 1e-11 * Math.sqrt(far)) return false
  }
  return true
}

/** A hole outside its outer ring, or within another hole. Its rings do not cross. */
function hasHoleAstray(rings: PolygonRings): boolean {
  if (rings.length < 2) return false
  if (rings.length > MANY) return true
  const [shell, ...holes] = rings as readonly [Ring, ...Ring[]]
  return holes.some((hole, at) => {
    if (hole.length === 0) return false
    const [lon, lat] = hole[0]!
    if (!insideRings(lon, lat, [shell])) return true
    return holes.some((other, index) => index !== at && other.length > 2 && insideRings(lon, lat, [other]))
  })
}

/** A polygon within another. Their rings do not cross. */
function partsOverlap(polygons: readonly PolygonRings[]): boolean {
  if (polygons.length < 2) return false
  if (polygons.length > MANY) return true
  const boxes = polygons.map((rings) => boxOfPolygons([rings]))
  return polygons.some((rings, a) =>
    polygons.some((other, b) => {
      const [own, its] = [boxes[a]!, boxes[b]!]
      if (a === b || own === null || its === null) return false
      if (own[0] > its[2] || own[2] < its[0] || own[1] > its[3] || own[3] < its[1]) return false
      // Two that are one and the same meet at each corner: a corner on the border says nothing, mending does.
      return insideRings(rings[0]![0]![0], rings[0]![0]![1], other)
    }),
  )
}

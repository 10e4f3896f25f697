// The nearest of many straight segments.
// In: segments in 1e-7 degrees. Out: segment numbers, places on them, metres. Knows neither streets nor networks.
import { problem } from '../../words/problem.ts'
import { type BoxIndex, FANOUT, FANOUT_BITS, finishBoxIndex, openBoxIndex, roomForItems } from '../box-index.ts'
import {
  BOUND,
  beginQuery,
  checkRadius,
  FLAT,
  FRACTION,
  LAT,
  LON,
  metresTo,
  query,
  SLACK,
  search,
  searchCounts,
  TURN_E7,
} from '../box-search.ts'
import { type CurveRecords, sortAlongCurve } from '../curve-sort.ts'
import { orderOfPoints } from '../hilbert-order.ts'
import { best, LAT_A, LAT_SPAN, LON_A, LON_SPAN, NUMBER, offerSegment, searchCells } from './cell-search.ts'
import { buildSegmentCells, holdsSegmentCells, openSegmentCells, type SegmentCells } from './segment-cells.ts'
import { surveySegments } from './segment-survey.ts'

/**
 * A static set of segments, in one shareable buffer: cells of a uniform grid where that holds few segments per cell, else a tree
 * of boxes, which no data can break. Plain data: may be posted to a thread.
 */
export interface SegmentIndex {
  /** Segments that can be found. */
  readonly itemCount: number
  /** One of the two is there. */
  readonly cells: SegmentCells | null
  /** Items are `lonA, latA, lonB, latB`; B may lie beyond ±180° when the segment crosses it. */
  readonly boxes: BoxIndex | null
  readonly buffer: ArrayBufferLike
}

/** Where a search ended. Filled by {@link nearestSegment}. */
export interface SegmentHit {
  /** The caller's number of the segment. */
  segment: number
  /** Place on the segment, 0 at A, 1 at B. */
  fraction: number
  /** Great-circle metres from the query to that place. */
  metres: number
}

/**
 * Builds the index of segments. Segments that repeat each other exactly may be kept once, under the lowest number.
 *
 * @param endsE7 `lonA, latA, lonB, latB` of each segment in 1e-7 degrees. A segment that spans more than 180° of longitude
 *   is taken the short way round. Not kept.
 * @param numbers the number that each segment is known by, ascending; without it 0, 1, 2 …
 * @throws LivingCircleError `usage` when the arrays do not fit together
 * @example
 * ```ts
 * import { buildSegmentIndex, nearestSegment } from 'living-circle/parts'
 * const index = buildSegmentIndex(Int32Array.of(0, 0, 10_000, 0))
 * const hit = { segment: -1, fraction: 0, metres: 0 }
 * nearestSegment(index, 0.0005, 0.0002, 200, hit) // true; hit.fraction is 0.5
 * ```
 */
export function buildSegmentIndex(endsE7: Int32Array, numbers?: Uint32Array): SegmentIndex {
  const given = endsE7.length >>> 2
  if (endsE7.length % 4 !== 0 || (numbers !== undefined && numbers.length !== given)) {
    throw problem(
      'usage',
      'index.segment-ends',
      { n: endsE7.length },
      { details: { ends: endsE7.length, numbers: numbers?.length } },
    )
  }
  if (given === 0) return indexOf(null, buildSegmentBoxes(endsE7, countingNumbers(0)))
  let shortE7 = endsE7
  let survey = surveySegments(endsE7)
  if (survey.longestLon > TURN_E7 / 2) {
    shortE7 = theShortWay(endsE7)
    survey = surveySegments(shortE7)
  }
  const cells = buildSegmentCells(shortE7, numbers, survey)
  if (cells !== null) return indexOf(cells, null)
  return indexOf(null, buildSegmentBoxes(shortE7, numbers ?? countingNumbers(given)))
}

/**
 * Opens an index that another thread made, without copying.
 *
 * @throws LivingCircleError `input-format` when the buffer is not such an index
 * @example
 * ```ts
 * import { type SegmentIndex, openSegmentIndex } from 'living-circle/parts'
 * declare const index: SegmentIndex
 * const again = openSegmentIndex(index.buffer) // in another thread, without a copy
 * ```
 */
export function openSegmentIndex(buffer: ArrayBufferLike): SegmentIndex {
  return holdsSegmentCells(buffer) ? indexOf(openSegmentCells(buffer), null) : indexOf(null, openBoxIndex(buffer, 4))
}

function indexOf(cells: SegmentCells, boxes: null): SegmentIndex
function indexOf(cells: null, boxes: BoxIndex): SegmentIndex
function indexOf(cells: SegmentCells | null, boxes: BoxIndex | null): SegmentIndex {
  const { itemCount, buffer } = (cells ?? boxes)!
  return { itemCount, cells, boxes, buffer }
}

/** The tree of boxes over segments: any segments. */
export function buildSegmentBoxes(endsE7: Int32Array, numbers: Uint32Array): BoxIndex {
  const given = numbers.length
  const room = roomForItems(given, 4)
  sortAlongCurve({ itemsE7: endsE7, number: numbers }, 4, room)
  const count = dropRepeats(room)
  // Many repeats: a room of the right size instead of one that is mostly empty.
  if (count < given * 0.9) {
    const smaller = roomForItems(count, 4)
    smaller.itemsE7.set(room.itemsE7.subarray(0, count * 4))
    smaller.number.set(room.number.subarray(0, count))
    return finishBoxIndex(smaller, count)
  }
  return finishBoxIndex(room, count)
}

function countingNumbers(count: number): Uint32Array {
  const numbers = new Uint32Array(count)
  for (let i = 0; i < count; i++) numbers[i] = i
  return numbers
}

/** The segments with B moved by a turn where that is nearer to A. */
function theShortWay(endsE7: Int32Array): Int32Array {
  const result = endsE7.slice()
  for (let at = 0; at < result.length; at += 4) result[at + 2] = shortWayE7(result[at]!, result[at + 2]!)
  return result
}

/** Keeps one of neighbours that are exactly alike: the first, which has the lowest number. Returns how many are left. */
function dropRepeats(records: CurveRecords): number {
  const { itemsE7, number } = records
  let kept = 0
  for (let i = 0; i < number.length; i++) {
    const at = i * 4
    const last = kept * 4 - 4
    const repeats =
      kept > 0 &&
      itemsE7[last] === itemsE7[at] &&
      itemsE7[last + 1] === itemsE7[at + 1] &&
      itemsE7[last + 2] === itemsE7[at + 2] &&
      itemsE7[last + 3] === itemsE7[at + 3]
    if (repeats) continue
    if (kept < i) {
      itemsE7.copyWithin(kept * 4, at, at + 4)
      number[kept] = number[i]!
    }
    kept++
  }
  return kept
}

/** Longitude B moved by a turn where that makes the way from A shorter (and it still fits into 32 bits). */
function shortWayE7(lonA: number, lonB: number): number {
  const span = lonB - lonA
  if (span > TURN_E7 / 2 && lonB - TURN_E7 >= -0x8000_0000) return lonB - TURN_E7
  if (span < -TURN_E7 / 2 && lonB + TURN_E7 <= 0x7fff_ffff) return lonB + TURN_E7
  return lonB
}

/**
 * The nearest segment within a radius: the foot on the local flat map at the query's latitude, compared by great-circle
 * distance. Of segments at exactly the same distance the one with the lowest number is taken.
 *
 * @param out receives the result where one is found; untouched otherwise
 * @returns whether a segment lies within `maxMetres` (inclusive); false for a position that is not finite
 * @throws LivingCircleError `invalid-option` when `maxMetres` is not between 0 and 100,000
 * @example
 * ```ts
 * import { type SegmentIndex, nearestSegment } from 'living-circle/parts'
 * declare const index: SegmentIndex
 * const hit = { segment: -1, fraction: 0, metres: 0 }
 * nearestSegment(index, 14.51, 35.9, 200, hit)
 * ```
 */
export function nearestSegment(
  index: SegmentIndex,
  lonDegrees: number,
  latDegrees: number,
  maxMetres: number,
  out: SegmentHit,
): boolean {
  checkRadius(maxMetres)
  return findNearestSegment(index, lonDegrees, latDegrees, maxMetres, out)
}

/** {@link nearestSegment} for callers that have checked the radius. */
export function findNearestSegment(
  index: SegmentIndex,
  lonDegrees: number,
  latDegrees: number,
  maxMetres: number,
  out: SegmentHit,
): boolean {
  if (!beginQuery(lonDegrees, latDegrees, maxMetres)) return false
  best[NUMBER] = -1
  if (index.cells !== null) searchCells(index.cells)
  else search(index.boxes!, scanLeaf)
  if (best[NUMBER]! < 0) return false
  const fraction = query[FRACTION]!
  const footLon = best[LON_A]! + fraction * best[LON_SPAN]!
  const footLat = best[LAT_A]! + fraction * best[LAT_SPAN]!
  const metres = metresTo(query[BOUND]!, footLon, footLat)
  if (metres > maxMetres) return false
  out.segment = best[NUMBER]!
  out.fraction = fraction
  out.metres = metres
  return true
}

/** What {@link nearestSegments} found, in the order of the points. Without a hit: segment −1, fraction 0, metres NaN. */
export interface SegmentHits {
  readonly segment: Float64Array
  readonly fraction: Float64Array
  readonly metres: Float64Array
}

/**
 * {@link nearestSegment} for many points: searched along a space-filling curve, where each search finds in the caches what the
 * one before it needed, and returned in the order of the points.
 *
 * @param lonLat `lon, lat` of each point, degrees
 * @throws LivingCircleError `invalid-option` when `maxMetres` is not between 0 and 100,000
 * @example
 * ```ts
 * import { type SegmentIndex, nearestSegments } from 'living-circle/parts'
 * declare const index: SegmentIndex
 * const { segment, metres } = nearestSegments(index, Float64Array.of(14.51, 35.9), 200)
 * ```
 */
export function nearestSegments(index: SegmentIndex, lonLat: Float64Array, maxMetres: number): SegmentHits {
  checkRadius(maxMetres)
  const order = orderOfPoints(lonLat)
  const hits = noHits(order.length)
  const atOnce = Math.min(BLOCK, order.length)
  const block = new Float64Array(atOnce * 2)
  const found = noHits(atOnce)
  for (let start = 0; start < order.length; start += BLOCK) {
    const points = order.subarray(start, start + BLOCK)
    for (let i = 0; i < points.length; i++) {
      block[i * 2] = lonLat[points[i]! * 2]!
      block[i * 2 + 1] = lonLat[points[i]! * 2 + 1]!
    }
    for (let i = 0; i < points.length; i++) {
      const isFound = findNearestSegment(index, block[i * 2]!, block[i * 2 + 1]!, maxMetres, scratch)
      found.segment[i] = isFound ? scratch.segment : -1
      found.fraction[i] = isFound ? scratch.fraction : 0
      found.metres[i] = isFound ? scratch.metres : Number.NaN
    }
    for (let i = 0; i < points.length; i++) {
      const point = points[i]!
      hits.segment[point] = found.segment[i]!
      hits.fraction[point] = found.fraction[i]!
      hits.metres[point] = found.metres[i]!
    }
  }
  return hits
}

function noHits(count: number): SegmentHits {
  return { segment: new Float64Array(count), fraction: new Float64Array(count), metres: new Float64Array(count) }
}

/** Points that are fetched, searched and written back together: a search that waits for distant memory can do nothing else. */
const BLOCK = 1024

const scratch: SegmentHit = { segment: 0, fraction: 0, metres: 0 }

/** Sieves the segments of a leaf without a division or a branch that is hard to predict; few are offered. */
function scanLeaf(index: BoxIndex, leaf: number): void {
  const { itemsE7, number, itemCount } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const flat = query[FLAT]!
  const slack = query[SLACK]!
  let near = query[BOUND]! * slack
  const first = leaf << FANOUT_BITS
  const end = Math.min(first + FANOUT, itemCount)
  searchCounts.leaves++
  for (let slot = first; slot < end; slot++) {
    const at = slot << 2
    const ax = itemsE7[at]!
    const ay = itemsE7[at + 1]!
    const rx = ax - lon
    const ry = ay - lat
    const dx = itemsE7[at + 2]! - ax
    const dy = itemsE7[at + 3]! - ay
    const dxFlat = dx * flat
    // With t = −dot / square in [0, 1]: distance² · square = |r|² · square + cut · (dot + cut / 4), where cut / 2 = t · square.
    const square = dx * dxFlat + dy * dy
    const dot = rx * dxFlat + ry * dy
    const cut = Math.abs(dot) - Math.abs(dot + square) + square
    const away = rx * rx * flat + ry * ry
    if ((away * (1 - 1e-9) - near) * square <= -cut * (dot + cut * 0.25)) {
      offerSegment(number[slot]!, -dot / (square + 1e-300), rx, ry, dx, dy)
      near = query[BOUND]! * slack
    }
  }
}

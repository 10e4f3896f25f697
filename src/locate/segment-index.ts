// The nearest of many straight segments. A static tree of boxes over segments sorted along a Hilbert curve, in one buffer.
// In: segments in 1e-7 degrees. Out: segment numbers, places on them, metres. Knows neither streets nor networks.
import { LivingCircleError } from '../foundation/errors.ts'
import { greatCircleMetres } from '../foundation/geo.ts'
import { E7, METRES_PER_E7, RADIANS_PER_DEGREE } from '../foundation/units.ts'
import { hilbertOrder } from './hilbert-order.ts'

/** Segments per leaf and boxes per node. Chosen by measurement: see bench/README.md. */
const FANOUT = 8
const FANOUT_BITS = 3
/** "LCSI" and the layout's version, first two words of the buffer. */
const MAGIC = 0x4c435349
const LAYOUT_VERSION = 1
const HEADER_WORDS = 8
/** Once around the Earth in 1e-7 degrees. */
const TURN_E7 = 360 * E7
/** Largest search radius; the flat map of a query is good to 1e-5 there. */
export const MAX_SEARCH_METRES = 100_000
/** Queries are rounded to 2^-18 of 1e-7 degrees (40 nanometres), so that sums with whole coordinates are exact and ties are ties. */
const QUERY_STEPS = 2 ** 18

/** A static set of segments: typed arrays over one buffer, a SharedArrayBuffer where there is one. */
export interface SegmentIndex {
  /** Segments that can be found: those given, without exact repeats. */
  readonly segmentCount: number
  /** `lonA, latA, lonB, latB` of each segment in tree order, 1e-7 degrees; B may lie beyond ±180° when the segment crosses it. */
  readonly endsE7: Int32Array
  /** The caller's number of each segment, in tree order. */
  readonly number: Uint32Array
  /** `west, south, east, north` of each node; leaves first, the root last. */
  readonly boxesE7: Int32Array
  /** First node of each level, leaves first; one entry more than levels. */
  readonly levelStart: Int32Array
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
 * Builds the index of segments.
 *
 * @param endsE7 `lonA, latA, lonB, latB` of each segment in 1e-7 degrees. A segment that spans more than 180° of longitude
 *   is taken the short way round. Not kept.
 * @param numbers the number that each segment is known by, ascending; without it 0, 1, 2 …
 * @example
 * ```ts
 * import { buildSegmentIndex, nearestSegment } from 'living-circle'
 * const index = buildSegmentIndex(Int32Array.of(0, 0, 10_000, 0))
 * const hit = { segment: -1, fraction: 0, metres: 0 }
 * nearestSegment(index, 0.0005, 0.0002, 200, hit) // true; hit.fraction is 0.5
 * ```
 */
export function buildSegmentIndex(endsE7: Int32Array, numbers?: Uint32Array): SegmentIndex {
  const given = endsE7.length >>> 2
  if (endsE7.length % 4 !== 0 || (numbers !== undefined && numbers.length !== given)) {
    throw new LivingCircleError('usage', `Segment ends must come in fours: ${endsE7.length} numbers given.`, {
      details: { ends: endsE7.length, numbers: numbers?.length },
    })
  }
  const sorted = sortSegments(endsE7, numbers)
  const index = allocate(sorted.count)
  index.endsE7.set(sorted.endsE7.subarray(0, sorted.count * 4))
  index.number.set(sorted.number.subarray(0, sorted.count))
  fillBoxes(index)
  return index
}

/** Opens an index that another thread or an earlier run made, without copying. */
export function openSegmentIndex(buffer: ArrayBufferLike): SegmentIndex {
  const header = new Uint32Array(buffer, 0, HEADER_WORDS)
  if (header[0] !== MAGIC || header[1] !== LAYOUT_VERSION) {
    throw new LivingCircleError('input-format', 'This buffer is not a segment index of this version.', {
      details: { magic: header[0], version: header[1] },
    })
  }
  return views(buffer, header[2]!)
}

function allocate(count: number): SegmentIndex {
  const levels = levelStarts(count)
  const bytes = HEADER_WORDS * 4 + count * 20 + levels[levels.length - 1]! * 16
  const buffer = typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)
  new Uint32Array(buffer, 0, 3).set([MAGIC, LAYOUT_VERSION, count])
  return views(buffer, count)
}

function views(buffer: ArrayBufferLike, count: number): SegmentIndex {
  const levelStart = levelStarts(count)
  let at = HEADER_WORDS * 4
  const endsE7 = new Int32Array(buffer, at, count * 4)
  at += count * 16
  const boxesE7 = new Int32Array(buffer, at, levelStart[levelStart.length - 1]! * 4)
  at += boxesE7.byteLength
  const number = new Uint32Array(buffer, at, count)
  return { segmentCount: count, endsE7, number, boxesE7, levelStart, buffer }
}

function levelStarts(count: number): Int32Array {
  const starts = [0]
  let nodes = count
  let start = 0
  do {
    nodes = Math.ceil(nodes / FANOUT)
    start += nodes
    starts.push(start)
  } while (nodes > 1)
  return Int32Array.from(starts)
}

/** Segments in curve order of their middles, the short way round, exact repeats dropped (the lowest number stays). */
function sortSegments(
  endsE7: Int32Array,
  numbers: Uint32Array | undefined,
): { count: number; endsE7: Int32Array; number: Uint32Array } {
  const given = endsE7.length >>> 2
  const middleLon = new Int32Array(given)
  const middleLat = new Int32Array(given)
  for (let i = 0, at = 0; i < given; i++, at += 4) {
    const lonA = endsE7[at]!
    const lonB = shortWayE7(lonA, endsE7[at + 2]!)
    middleLon[i] = (lonA + lonB) / 2
    middleLat[i] = (endsE7[at + 1]! + endsE7[at + 3]!) / 2
  }
  const order = hilbertOrder(middleLon, middleLat, FANOUT)
  const sortedEnds = new Int32Array(given * 4)
  const number = new Uint32Array(given)
  let count = 0
  for (let i = 0; i < given; i++) {
    const id = order[i]!
    const from = id * 4
    const to = count * 4
    const lonA = endsE7[from]!
    const latA = endsE7[from + 1]!
    const lonB = shortWayE7(lonA, endsE7[from + 2]!)
    const latB = endsE7[from + 3]!
    const repeats =
      count > 0 &&
      sortedEnds[to - 4] === lonA &&
      sortedEnds[to - 3] === latA &&
      sortedEnds[to - 2] === lonB &&
      sortedEnds[to - 1] === latB
    if (repeats) continue
    sortedEnds[to] = lonA
    sortedEnds[to + 1] = latA
    sortedEnds[to + 2] = lonB
    sortedEnds[to + 3] = latB
    number[count++] = numbers === undefined ? id : numbers[id]!
  }
  return { count, endsE7: sortedEnds, number }
}

/** Longitude B moved by a turn where that makes the way from A shorter (and it still fits into 32 bits). */
function shortWayE7(lonA: number, lonB: number): number {
  const span = lonB - lonA
  if (span > TURN_E7 / 2 && lonB - TURN_E7 >= -0x8000_0000) return lonB - TURN_E7
  if (span < -TURN_E7 / 2 && lonB + TURN_E7 <= 0x7fff_ffff) return lonB + TURN_E7
  return lonB
}

function fillBoxes(index: SegmentIndex): void {
  const { endsE7, boxesE7, levelStart, segmentCount } = index
  const leaves = levelStart[1]!
  for (let leaf = 0; leaf < leaves; leaf++) {
    let west = 0x7fff_ffff
    let south = 0x7fff_ffff
    let east = -0x8000_0000
    let north = -0x8000_0000
    const end = Math.min((leaf + 1) * FANOUT, segmentCount) * 4
    for (let at = leaf * FANOUT * 4; at < end; at += 2) {
      const lon = endsE7[at]!
      const lat = endsE7[at + 1]!
      if (lon < west) west = lon
      if (lon > east) east = lon
      if (lat < south) south = lat
      if (lat > north) north = lat
    }
    setBox(boxesE7, leaf, west, south, east, north)
  }
  for (let level = 1; level + 1 < levelStart.length; level++) {
    const below = levelStart[level - 1]!
    const start = levelStart[level]!
    for (let node = start; node < levelStart[level + 1]!; node++) {
      let west = 0x7fff_ffff
      let south = 0x7fff_ffff
      let east = -0x8000_0000
      let north = -0x8000_0000
      const first = below + (node - start) * FANOUT
      const end = Math.min(first + FANOUT, start) * 4
      for (let at = first * 4; at < end; at += 4) {
        if (boxesE7[at]! < west) west = boxesE7[at]!
        if (boxesE7[at + 1]! < south) south = boxesE7[at + 1]!
        if (boxesE7[at + 2]! > east) east = boxesE7[at + 2]!
        if (boxesE7[at + 3]! > north) north = boxesE7[at + 3]!
      }
      setBox(boxesE7, node, west, south, east, north)
    }
  }
}

function setBox(boxes: Int32Array, node: number, west: number, south: number, east: number, north: number): void {
  boxes[node * 4] = west
  boxes[node * 4 + 1] = south
  boxes[node * 4 + 2] = east
  boxes[node * 4 + 3] = north
}

/** Nodes still to be visited (level in the low 4 bits) and how near they can be at best. */
const stackNode = new Int32Array(512)
const stackBound = new Float64Array(512)
/** Best squared distance (in 1e-7 degrees of latitude) and place on the segment: results of {@link searchTree}. */
const best = new Float64Array(2)
/** Slots of the children of one node, nearest last. */
let slotFound = -1

/** How many nodes and segments the searches of this thread have looked at; for tests and measurements. */
export const searchCounts = { nodes: 0, segments: 0 }

/**
 * The nearest segment within a radius: the foot on the local flat map at the query's latitude, compared by great-circle
 * distance. Of segments at exactly the same distance the one with the lowest number is taken.
 *
 * @param out receives the result where one is found; untouched otherwise
 * @returns whether a segment lies within `maxMetres` (inclusive); false for a position that is not finite
 * @throws LivingCircleError `invalid-option` when `maxMetres` is not between 0 and 100,000
 */
export function nearestSegment(
  index: SegmentIndex,
  lonDegrees: number,
  latDegrees: number,
  maxMetres: number,
  out: SegmentHit,
): boolean {
  checkRadius(maxMetres)
  return findNearest(index, lonDegrees, latDegrees, maxMetres, -1, out) >= 0
}

/** @throws LivingCircleError `invalid-option` */
export function checkRadius(maxMetres: number): void {
  if (maxMetres >= 0 && maxMetres <= MAX_SEARCH_METRES) return
  throw new LivingCircleError(
    'invalid-option',
    `A search radius must be 0 to ${MAX_SEARCH_METRES} m, not ${maxMetres}.`,
    {
      details: { maxMetres },
    },
  )
}

/**
 * {@link nearestSegment} with a slot to try first (a guess such as the last answer, or −1): a good guess makes the search
 * short and never changes its result. Returns the slot found, or −1.
 */
export function findNearest(
  index: SegmentIndex,
  lonDegrees: number,
  latDegrees: number,
  maxMetres: number,
  guessSlot: number,
  out: SegmentHit,
): number {
  if (index.segmentCount === 0) return -1
  const queryX = Math.round(lonDegrees * E7 * QUERY_STEPS) / QUERY_STEPS
  const queryY = Math.round(latDegrees * E7 * QUERY_STEPS) / QUERY_STEPS
  if (!(queryX - queryX === 0 && queryY - queryY === 0)) return -1
  const latRadians = latDegrees * RADIANS_PER_DEGREE
  const cosLat = Math.max(0, Math.cos(latRadians))
  const sinLat = Math.sin(latRadians)
  const radius = maxMetres / METRES_PER_E7
  const reachRadians = radius * (RADIANS_PER_DEGREE / E7)
  const cosLow = Math.max(0, cosLat - Math.abs(sinLat) * reachRadians - cosLat * reachRadians * reachRadians)
  const limit = radius * radius * (1 + 1e-9)
  best[0] = limit
  slotFound = -1
  const root = (index.levelStart[index.levelStart.length - 1]! - 1) * 4
  const lonReach = radius / cosLow
  let shift = 0
  searchTree(index, queryX, queryY, cosLat, sinLat, cosLow, guessSlot)
  if (index.boxesE7[root + 2]! >= queryX + TURN_E7 - lonReach) {
    if (moved(index, queryX + TURN_E7, queryY, cosLat, sinLat, cosLow)) shift = TURN_E7
  }
  if (index.boxesE7[root]! <= queryX - TURN_E7 + lonReach) {
    if (moved(index, queryX - TURN_E7, queryY, cosLat, sinLat, cosLow)) shift = -TURN_E7
  }
  if (slotFound < 0) return -1
  const fraction = best[1]!
  const metres = hitMetres(index, queryX + shift, queryY, fraction)
  if (metres > maxMetres) return -1
  out.segment = index.number[slotFound]!
  out.fraction = fraction
  out.metres = metres
  return slotFound
}

/** Searches again with the query a turn further; true when that found something better. */
function moved(
  index: SegmentIndex,
  queryX: number,
  queryY: number,
  cosLat: number,
  sinLat: number,
  cosLow: number,
): boolean {
  const before = slotFound
  searchTree(index, queryX, queryY, cosLat, sinLat, cosLow, -1)
  return slotFound !== before
}

/** Metres to the foot: the small-angle series where it is exact to micrometres, else the great circle. */
function hitMetres(index: SegmentIndex, queryX: number, queryY: number, fraction: number): number {
  const flat = Math.sqrt(best[0]!) * METRES_PER_E7
  if (flat < 1000) return flat
  const at = slotFound * 4
  const { endsE7 } = index
  const footX = endsE7[at]! + fraction * (endsE7[at + 2]! - endsE7[at]!)
  const footY = endsE7[at + 1]! + fraction * (endsE7[at + 3]! - endsE7[at + 1]!)
  return greatCircleMetres(queryX / E7, queryY / E7, footX / E7, footY / E7)
}

/**
 * Depth first, nearest child first. Distances are squared, in units of 1e-7 degrees of latitude:
 * dy² + cos(query) · cos(foot) · dx², which is the haversine formula for small angles.
 */
function searchTree(
  index: SegmentIndex,
  queryX: number,
  queryY: number,
  cosLat: number,
  sinLat: number,
  cosLow: number,
  guessSlot: number,
): void {
  const { endsE7, number, boxesE7, levelStart, segmentCount } = index
  const radians = RADIANS_PER_DEGREE / E7
  const flat = cosLat * cosLat
  const slope = cosLat * sinLat * radians
  const bend = (flat / 2) * radians * radians
  // Boxes are measured with the smallest scale within reach, a breath below, so that rounding never prunes an answer.
  const boxScale = cosLat * cosLow * (1 - 1e-9)
  let bestSquare = best[0]!
  let bestFraction = best[1]!
  let bestSlot = slotFound
  let bestNumber = bestSlot < 0 ? 0xffff_ffff : number[bestSlot]!
  let depth = 0
  let level = levelStart.length - 2
  let node = levelStart[level]!
  if (guessSlot >= 0) {
    // The guess's leaf is searched first; it is searched again in its turn, when it is cached.
    stackNode[0] = (node << 4) | level
    stackBound[0] = 0
    depth = 1
    level = 0
    node = guessSlot >>> FANOUT_BITS
  }
  let nodes = 0
  let segments = 0
  for (;;) {
    nodes++
    if (level === 0) {
      let slot = node << FANOUT_BITS
      const end = Math.min(slot + FANOUT, segmentCount)
      segments += end - slot
      for (; slot < end; slot++) {
        const at = slot << 2
        const ax = endsE7[at]!
        const ay = endsE7[at + 1]!
        const rx = ax - queryX
        const ry = ay - queryY
        const dx = endsE7[at + 2]! - ax
        const dy = endsE7[at + 3]! - ay
        let fraction = -(rx * dx * flat + ry * dy) / (dx * dx * flat + dy * dy + 1e-300)
        fraction = Math.max(0, Math.min(1, fraction))
        const ex = rx + fraction * dx
        const ey = ry + fraction * dy
        const square = ey * ey + ex * ex * (flat - slope * ey - bend * ey * ey)
        if (square <= bestSquare && (square < bestSquare || number[slot]! < bestNumber)) {
          bestSquare = square
          bestFraction = fraction
          bestSlot = slot
          bestNumber = number[slot]!
        }
      }
    } else {
      const start = levelStart[level]!
      const below = levelStart[level - 1]!
      const first = below + ((node - start) << FANOUT_BITS)
      const end = Math.min(first + FANOUT, start)
      const bottom = depth
      for (let child = first; child < end; child++) {
        const at = child << 2
        const dx1 = boxesE7[at]! - queryX
        const dx2 = queryX - boxesE7[at + 2]!
        const dy1 = boxesE7[at + 1]! - queryY
        const dy2 = queryY - boxesE7[at + 3]!
        const dx = Math.max(dx1, dx2, 0)
        const dy = Math.max(dy1, dy2, 0)
        const bound = (dx * dx * boxScale + dy * dy) * (1 - 1e-9)
        if (bound > bestSquare) continue
        let place = depth++
        while (place > bottom && stackBound[place - 1]! < bound) {
          stackBound[place] = stackBound[place - 1]!
          stackNode[place] = stackNode[place - 1]!
          place--
        }
        stackBound[place] = bound
        stackNode[place] = (child << 4) | (level - 1)
      }
    }
    while (depth > 0 && stackBound[depth - 1]! > bestSquare) depth--
    if (depth === 0) break
    depth--
    node = stackNode[depth]! >>> 4
    level = stackNode[depth]! & 15
  }
  searchCounts.nodes += nodes
  searchCounts.segments += segments
  best[0] = bestSquare
  best[1] = bestFraction
  slotFound = bestSlot
}

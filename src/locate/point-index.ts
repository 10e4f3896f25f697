// Large static sets of points: the nearest k, all within a radius, or how many; in metres on the ground, anywhere on Earth.
// In: positions in degrees. Out: point numbers and metres. Knows not what the points are.
import { LivingCircleError } from '../foundation/errors.ts'
import { E7 } from '../foundation/units.ts'
import { type BoxIndex, FANOUT, FANOUT_BITS, finishBoxIndex, roomForItems } from './box-index.ts'
import {
  BEND,
  BOUND,
  beginQuery,
  CURVE,
  checkRadius,
  FLAT,
  greatSquareTo,
  isNearPole,
  LAT,
  LIMIT,
  LON,
  metresTo,
  query,
  SLOPE,
  search,
  searchCounts,
  searchOnce,
} from './box-search.ts'
import { sortAlongCurve } from './curve-sort.ts'
import { orderOfPoints } from './hilbert-order.ts'

/** A static set of points, in one buffer; positions to 1e-7 degrees (1 cm). */
export type PointIndex = BoxIndex

/** Points with their great-circle metres. */
export interface PointHits {
  /** Point numbers. */
  readonly point: Uint32Array
  readonly metres: Float64Array
}

/** Most points that {@link nearestPoints} returns. */
export const MAX_NEAREST = 65_536

/**
 * Builds the index of points. O(n); some 16 bytes per point.
 *
 * @param lonLat `lon, lat` of each point, degrees
 * @throws LivingCircleError `usage` for an odd number of coordinates, or one that is out of range or not finite
 * @example
 * ```ts
 * import { buildPointIndex, nearestPoints } from 'living-circle'
 * const index = buildPointIndex(Float64Array.of(14.51, 35.89, 14.52, 35.9))
 * nearestPoints(index, 14.515, 35.893, 1, 5000).point // the number of the nearest: Uint32Array [ 0 ]
 * ```
 */
export function buildPointIndex(lonLat: Float64Array): PointIndex {
  const count = lonLat.length >>> 1
  const itemsE7 = new Int32Array(count * 2)
  const number = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const lon = lonLat[i * 2]!
    const lat = lonLat[i * 2 + 1]!
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) refusePosition(lon, lat, i)
    itemsE7[i * 2] = Math.round(lon * E7)
    itemsE7[i * 2 + 1] = Math.round(lat * E7)
    number[i] = i
  }
  if (lonLat.length % 2 !== 0) refusePosition(lonLat[count * 2]!, undefined, count)
  const room = roomForItems(count, 2)
  sortAlongCurve({ itemsE7, number }, 2, room)
  return finishBoxIndex(room, count)
}

function refusePosition(lon: number, lat: number | undefined, point: number): never {
  throw new LivingCircleError('usage', `Point ${point} is at longitude ${lon}, latitude ${lat}.`, {
    hint: 'Positions are [longitude, latitude] in degrees.',
    details: { point, lon, lat },
  })
}

/** Results of the running search, in no order that matters: slots, and squared distances. Grown as needed. */
let slots = new Uint32Array(256)
let squares = new Float64Array(256)
/** How many results there are, and how many there may be. */
const results = new Int32Array(2)
const COUNT = 0
const WANTED = 1

/**
 * The nearest k points within a radius, by great-circle metres, then by number.
 *
 * @param k 1 to 65,536
 * @param maxMetres inclusive; at most 100 km
 * @returns at most k points, nearest first; none for a position that is not finite
 * @throws LivingCircleError `invalid-option` for k or a radius out of range
 */
export function nearestPoints(
  index: PointIndex,
  lonDegrees: number,
  latDegrees: number,
  k: number,
  maxMetres: number,
): PointHits {
  checkWanted(k)
  checkRadius(maxMetres)
  const count = findNearest(index, lonDegrees, latDegrees, k, maxMetres)
  const hits = { point: new Uint32Array(count), metres: new Float64Array(count) }
  for (let i = 0; i < count; i++) {
    hits.point[i] = index.number[slots[i]!]!
    hits.metres[i] = metresOfSlot(index, slots[i]!, squares[i]!)
  }
  return hits
}

/** The nearest k of n points: row i holds those of query i, nearest first; places left over hold point −1 and metres NaN. */
export interface PointTable {
  readonly k: number
  /** n × k point numbers, or −1. */
  readonly point: Int32Array
  readonly metres: Float64Array
}

/**
 * {@link nearestPoints} for many positions, searched along a space-filling curve and returned in the order of the positions.
 *
 * @param lonLat `lon, lat` of each position, degrees
 * @throws LivingCircleError `invalid-option` for k or a radius out of range
 */
export function nearestPointsOfMany(index: PointIndex, lonLat: Float64Array, k: number, maxMetres: number): PointTable {
  checkWanted(k)
  checkRadius(maxMetres)
  const rows = lonLat.length >>> 1
  const table = { k, point: new Int32Array(rows * k).fill(-1), metres: new Float64Array(rows * k).fill(Number.NaN) }
  const order = orderOfPoints(lonLat)
  for (let i = 0; i < rows; i++) {
    const row = order[i]!
    const count = findNearest(index, lonLat[row * 2]!, lonLat[row * 2 + 1]!, k, maxMetres)
    for (let place = 0, at = row * k; place < count; place++, at++) {
      table.point[at] = index.number[slots[place]!]!
      table.metres[at] = metresOfSlot(index, slots[place]!, squares[place]!)
    }
  }
  return table
}

/**
 * All points within a radius (inclusive), in the order of the index: the same for the same points, but no order to rely on.
 *
 * @throws LivingCircleError `invalid-option` for a radius out of range
 */
export function pointsWithin(index: PointIndex, lonDegrees: number, latDegrees: number, maxMetres: number): PointHits {
  checkRadius(maxMetres)
  const count = findWithin(index, lonDegrees, latDegrees, maxMetres)
  const hits = { point: new Uint32Array(count), metres: new Float64Array(count) }
  for (let i = 0; i < count; i++) {
    hits.point[i] = index.number[slots[i]!]!
    hits.metres[i] = metresOfSlot(index, slots[i]!, squares[i]!)
  }
  return hits
}

/**
 * How many points lie within a radius (inclusive) of a position.
 *
 * @throws LivingCircleError `invalid-option` for a radius out of range
 */
export function countWithin(index: PointIndex, lonDegrees: number, latDegrees: number, maxMetres: number): number {
  checkRadius(maxMetres)
  return countAround(index, lonDegrees, latDegrees, maxMetres)
}

/** {@link countWithin} for many positions, in their order. */
export function countsWithin(index: PointIndex, lonLat: Float64Array, maxMetres: number): Uint32Array {
  checkRadius(maxMetres)
  const counts = new Uint32Array(lonLat.length >>> 1)
  const order = orderOfPoints(lonLat)
  for (let i = 0; i < counts.length; i++) {
    const row = order[i]!
    counts[row] = countAround(index, lonLat[row * 2]!, lonLat[row * 2 + 1]!, maxMetres)
  }
  return counts
}

function checkWanted(k: number): void {
  if (Number.isInteger(k) && k >= 1 && k <= MAX_NEAREST) return
  throw new LivingCircleError('invalid-option', `The number of nearest points must be 1 to ${MAX_NEAREST}, not ${k}.`, {
    details: { k },
  })
}

function metresOfSlot(index: BoxIndex, slot: number, square: number): number {
  return metresTo(square, index.itemsE7[slot * 2]!, index.itemsE7[slot * 2 + 1]!)
}

/** Fills `slots` and `squares` with the nearest, in order; returns how many. */
function findNearest(index: BoxIndex, lonDegrees: number, latDegrees: number, k: number, maxMetres: number): number {
  results[COUNT] = 0
  results[WANTED] = k
  if (slots.length < k) makeRoom(k)
  if (!beginQuery(lonDegrees, latDegrees, maxMetres)) return 0
  limitToRadius()
  if (k === 1 && !isNearPole()) {
    search(index, scanForNearest)
    return results[COUNT]!
  }
  if (isNearPole()) lookAtAll(index, k <= FEW ? insert : pushHeap)
  else searchOnce(index, k <= FEW ? scanForFew : scanForMany, startOver)
  if (k > FEW) sortHeap(index.number)
  return results[COUNT]!
}

/** A chord instead of an arc: `squareOf` measures straight through the Earth. */
function limitToRadius(): void {
  query[BOUND] = query[LIMIT]! * (1 - query[LIMIT]! * CURVE)
}

function startOver(): void {
  results[COUNT] = 0
}

/** Where a pole is within reach, or nearly so, no flat map holds: every point is measured by the haversine formula itself. */
function lookAtAll(index: BoxIndex, take: (number: Uint32Array, slot: number, square: number) => void): void {
  const { itemsE7, number, itemCount } = index
  for (let slot = 0; slot < itemCount; slot++) {
    const square = greatSquareTo(itemsE7[slot * 2]!, itemsE7[slot * 2 + 1]!)
    if (square <= query[BOUND]!) take(number, slot, square)
  }
}

function append(_number: Uint32Array, slot: number, square: number): void {
  const count = results[COUNT]!
  if (count === slots.length) makeRoom(count)
  slots[count] = slot
  squares[count] = square
  results[COUNT] = count + 1
}

function makeRoom(length: number): void {
  const moreSlots = new Uint32Array(length * 2)
  const moreSquares = new Float64Array(length * 2)
  moreSlots.set(slots)
  moreSquares.set(squares)
  slots = moreSlots
  squares = moreSquares
}

function scanForNearest(index: BoxIndex, leaf: number): void {
  const { itemsE7, number, itemCount } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const flat = query[FLAT]!
  const slope = query[SLOPE]!
  const bend = query[BEND]!
  const first = leaf << FANOUT_BITS
  const end = Math.min(first + FANOUT, itemCount)
  searchCounts.leaves++
  for (let slot = first; slot < end; slot++) {
    const dx = itemsE7[slot * 2]! - lon
    const dy = itemsE7[slot * 2 + 1]! - lat
    const dx2 = dx * dx
    const dy2 = dy * dy
    const scale = Math.max(flat - slope * dy - bend * dy2, 0)
    const square = dy2 * Math.max(1 - dy2 * CURVE, 0.5) + dx2 * Math.max(1 - dx2 * CURVE, 0.5) * scale
    if (square <= query[BOUND]!) {
      const found = results[COUNT]!
      if (found === 0 || square < query[BOUND]! || number[slot]! < number[slots[0]!]!) {
        query[BOUND] = square
        squares[0] = square
        slots[0] = slot
        results[COUNT] = 1
      }
    }
  }
}

/** Up to this many nearest are kept sorted by insertion; more in a heap. */
const FEW = 24

function scanForFew(index: BoxIndex, leaf: number): void {
  const { itemsE7, itemCount } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const flat = query[FLAT]!
  const slope = query[SLOPE]!
  const bend = query[BEND]!
  const first = leaf << FANOUT_BITS
  const end = Math.min(first + FANOUT, itemCount)
  searchCounts.leaves++
  for (let slot = first; slot < end; slot++) {
    const dx = itemsE7[slot * 2]! - lon
    const dy = itemsE7[slot * 2 + 1]! - lat
    const dx2 = dx * dx
    const dy2 = dy * dy
    const scale = Math.max(flat - slope * dy - bend * dy2, 0)
    const square = dy2 * Math.max(1 - dy2 * CURVE, 0.5) + dx2 * Math.max(1 - dx2 * CURVE, 0.5) * scale
    if (square <= query[BOUND]!) insert(index.number, slot, square)
  }
}

/** Puts a point into the sorted list; the last falls out when there are too many. */
function insert(number: Uint32Array, slot: number, square: number): void {
  const wanted = results[WANTED]!
  const count = results[COUNT]!
  let place = count
  if (count === wanted) {
    place--
    if (!isBefore(number, square, slot, squares[place]!, slots[place]!)) return
  } else {
    results[COUNT] = count + 1
  }
  while (place > 0 && isBefore(number, square, slot, squares[place - 1]!, slots[place - 1]!)) {
    squares[place] = squares[place - 1]!
    slots[place] = slots[place - 1]!
    place--
  }
  squares[place] = square
  slots[place] = slot
  if (results[COUNT]! === wanted) query[BOUND] = squares[wanted - 1]!
}

/** Order of results: nearer first, then the lower number. */
function isBefore(number: Uint32Array, squareA: number, slotA: number, squareB: number, slotB: number): boolean {
  return squareA < squareB || (squareA === squareB && number[slotA]! < number[slotB]!)
}

function scanForMany(index: BoxIndex, leaf: number): void {
  const { itemsE7, itemCount } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const flat = query[FLAT]!
  const slope = query[SLOPE]!
  const bend = query[BEND]!
  const first = leaf << FANOUT_BITS
  const end = Math.min(first + FANOUT, itemCount)
  searchCounts.leaves++
  for (let slot = first; slot < end; slot++) {
    const dx = itemsE7[slot * 2]! - lon
    const dy = itemsE7[slot * 2 + 1]! - lat
    const dx2 = dx * dx
    const dy2 = dy * dy
    const scale = Math.max(flat - slope * dy - bend * dy2, 0)
    const square = dy2 * Math.max(1 - dy2 * CURVE, 0.5) + dx2 * Math.max(1 - dx2 * CURVE, 0.5) * scale
    if (square <= query[BOUND]!) pushHeap(index.number, slot, square)
  }
}

/** Puts a point into the heap, whose top is the last of the results; the top falls out when there are too many. */
function pushHeap(number: Uint32Array, slot: number, square: number): void {
  const wanted = results[WANTED]!
  const count = results[COUNT]!
  if (count < wanted) {
    let place = count
    while (place > 0) {
      const parent = (place - 1) >>> 1
      if (!isBefore(number, squares[parent]!, slots[parent]!, square, slot)) break
      squares[place] = squares[parent]!
      slots[place] = slots[parent]!
      place = parent
    }
    squares[place] = square
    slots[place] = slot
    results[COUNT] = count + 1
    if (count + 1 === wanted) query[BOUND] = squares[0]!
    return
  }
  if (!isBefore(number, square, slot, squares[0]!, slots[0]!)) return
  sink(number, slot, square, wanted)
  query[BOUND] = squares[0]!
}

/** Places a point from the top of the heap of `count` downwards. */
function sink(number: Uint32Array, slot: number, square: number, count: number): void {
  let place = 0
  for (;;) {
    let child = place * 2 + 1
    if (child >= count) break
    if (child + 1 < count && isBefore(number, squares[child]!, slots[child]!, squares[child + 1]!, slots[child + 1]!)) {
      child++
    }
    if (!isBefore(number, square, slot, squares[child]!, slots[child]!)) break
    squares[place] = squares[child]!
    slots[place] = slots[child]!
    place = child
  }
  squares[place] = square
  slots[place] = slot
}

/** Turns the heap into a list, nearest first. */
function sortHeap(number: Uint32Array): void {
  for (let last = results[COUNT]! - 1; last > 0; last--) {
    const square = squares[last]!
    const slot = slots[last]!
    squares[last] = squares[0]!
    slots[last] = slots[0]!
    sink(number, slot, square, last)
  }
}

/** Fills `slots` and `squares` with all points within the radius; returns how many. */
function findWithin(index: BoxIndex, lonDegrees: number, latDegrees: number, maxMetres: number): number {
  results[COUNT] = 0
  if (!beginQuery(lonDegrees, latDegrees, maxMetres)) return 0
  limitToRadius()
  if (isNearPole()) lookAtAll(index, append)
  else searchOnce(index, scanForAll, startOver)
  return results[COUNT]!
}

function scanForAll(index: BoxIndex, leaf: number): void {
  const { itemsE7, itemCount } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const flat = query[FLAT]!
  const slope = query[SLOPE]!
  const bend = query[BEND]!
  const bound = query[BOUND]!
  const first = leaf << FANOUT_BITS
  const end = Math.min(first + FANOUT, itemCount)
  searchCounts.leaves++
  let count = results[COUNT]!
  if (count + FANOUT > slots.length) makeRoom(slots.length)
  for (let slot = first; slot < end; slot++) {
    const dx = itemsE7[slot * 2]! - lon
    const dy = itemsE7[slot * 2 + 1]! - lat
    const dx2 = dx * dx
    const dy2 = dy * dy
    const scale = Math.max(flat - slope * dy - bend * dy2, 0)
    const square = dy2 * Math.max(1 - dy2 * CURVE, 0.5) + dx2 * Math.max(1 - dx2 * CURVE, 0.5) * scale
    if (square <= bound) {
      slots[count] = slot
      squares[count] = square
      count++
    }
  }
  results[COUNT] = count
}

function countAround(index: BoxIndex, lonDegrees: number, latDegrees: number, maxMetres: number): number {
  results[COUNT] = 0
  if (!beginQuery(lonDegrees, latDegrees, maxMetres)) return 0
  limitToRadius()
  if (isNearPole()) lookAtAll(index, append)
  else searchOnce(index, scanToCount, startOver)
  return results[COUNT]!
}

function scanToCount(index: BoxIndex, leaf: number): void {
  const { itemsE7, itemCount } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const flat = query[FLAT]!
  const slope = query[SLOPE]!
  const bend = query[BEND]!
  const bound = query[BOUND]!
  const first = leaf << FANOUT_BITS
  const end = Math.min(first + FANOUT, itemCount)
  searchCounts.leaves++
  let count = 0
  for (let slot = first; slot < end; slot++) {
    const dx = itemsE7[slot * 2]! - lon
    const dy = itemsE7[slot * 2 + 1]! - lat
    const dx2 = dx * dx
    const dy2 = dy * dy
    const scale = Math.max(flat - slope * dy - bend * dy2, 0)
    const square = dy2 * Math.max(1 - dy2 * CURVE, 0.5) + dx2 * Math.max(1 - dx2 * CURVE, 0.5) * scale
    if (square <= bound) count++
  }
  results[COUNT]! += count
}

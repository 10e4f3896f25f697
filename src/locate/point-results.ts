// What a point search keeps: the nearest one, the nearest few in a sorted list, the nearest many in a heap, all, or a count.
// In: runs of points of an index. Out: places and squared distances in scratch arrays. One search at a time per thread.
import { BOUND, greatSquareTo, LAT, LON, query, squareOf } from './box-search.ts'
import type { PointIndex } from './point-grid.ts'

/** Looks at a run of points and keeps what belongs to the results. */
export type ScanRun = (index: PointIndex, start: number, end: number) => void

/** Results of the running search: places in the index, and squared distances. */
export const found = { place: new Uint32Array(256), square: new Float64Array(256) }
/** How many results there are, and how many there may be. */
export const results = new Int32Array(2)
export const COUNT = 0
export const WANTED = 1

/** How many points and runs of cells the searches of this thread have looked at; for tests and measurements. */
export const pointCounts = { points: 0, runs: 0 }

/** Up to this many nearest are kept sorted by insertion; more in a heap. */
const FEW = 24

/** The way to keep the nearest k. */
export function scanForNearest(k: number): ScanRun {
  return k === 1 ? scanForOne : k <= FEW ? scanForFew : scanForMany
}

/** Makes room for `length` results and keeps those there are. */
export function makeRoom(length: number): void {
  if (length <= found.place.length) return
  const place = new Uint32Array(length * 2)
  const square = new Float64Array(length * 2)
  place.set(found.place)
  square.set(found.square)
  found.place = place
  found.square = square
}

/** Order of results: nearer first, then the lower number. */
function isBefore(number: Uint32Array, squareA: number, placeA: number, squareB: number, placeB: number): boolean {
  return squareA < squareB || (squareA === squareB && number[placeA]! < number[placeB]!)
}

function scanForOne(index: PointIndex, start: number, end: number): void {
  const { lonLatE7, number } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  pointCounts.runs++
  pointCounts.points += end - start
  for (let i = start; i < end; i++) {
    const square = squareOf(lonLatE7[i * 2]! - lon, lonLatE7[i * 2 + 1]! - lat)
    if (square <= query[BOUND]!) offerOne(number, i, square)
  }
}

function offerOne(number: Uint32Array, place: number, square: number): void {
  if (results[COUNT] === 1 && !isBefore(number, square, place, found.square[0]!, found.place[0]!)) return
  query[BOUND] = square
  found.square[0] = square
  found.place[0] = place
  results[COUNT] = 1
}

function scanForFew(index: PointIndex, start: number, end: number): void {
  const { lonLatE7, number } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  pointCounts.runs++
  pointCounts.points += end - start
  for (let i = start; i < end; i++) {
    const square = squareOf(lonLatE7[i * 2]! - lon, lonLatE7[i * 2 + 1]! - lat)
    if (square <= query[BOUND]!) insert(number, i, square)
  }
}

/** Puts a point into the sorted list; the last falls out when there are too many. */
function insert(number: Uint32Array, placeIn: number, squareIn: number): void {
  const { place, square } = found
  const wanted = results[WANTED]!
  let at = results[COUNT]!
  if (at === wanted) {
    at--
    if (!isBefore(number, squareIn, placeIn, square[at]!, place[at]!)) return
  } else results[COUNT] = at + 1
  while (at > 0 && isBefore(number, squareIn, placeIn, square[at - 1]!, place[at - 1]!)) {
    square[at] = square[at - 1]!
    place[at] = place[at - 1]!
    at--
  }
  square[at] = squareIn
  place[at] = placeIn
  if (results[COUNT]! === wanted) query[BOUND] = square[wanted - 1]!
}

function scanForMany(index: PointIndex, start: number, end: number): void {
  const { lonLatE7, number } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  pointCounts.runs++
  pointCounts.points += end - start
  for (let i = start; i < end; i++) {
    const square = squareOf(lonLatE7[i * 2]! - lon, lonLatE7[i * 2 + 1]! - lat)
    if (square <= query[BOUND]!) pushHeap(number, i, square)
  }
}

/** Puts a point into the heap, whose top is the last of the results; the top falls out when there are too many. */
function pushHeap(number: Uint32Array, placeIn: number, squareIn: number): void {
  const { place, square } = found
  const wanted = results[WANTED]!
  const count = results[COUNT]!
  if (count === wanted) {
    if (!isBefore(number, squareIn, placeIn, square[0]!, place[0]!)) return
    sink(number, placeIn, squareIn, wanted)
    query[BOUND] = square[0]!
    return
  }
  let at = count
  while (at > 0) {
    const parent = (at - 1) >>> 1
    if (!isBefore(number, square[parent]!, place[parent]!, squareIn, placeIn)) break
    square[at] = square[parent]!
    place[at] = place[parent]!
    at = parent
  }
  square[at] = squareIn
  place[at] = placeIn
  results[COUNT] = count + 1
  if (count + 1 === wanted) query[BOUND] = square[0]!
}

/** Lets a point sink from the top of the heap of `count`. */
function sink(number: Uint32Array, placeIn: number, squareIn: number, count: number): void {
  const { place, square } = found
  let at = 0
  for (;;) {
    let child = at * 2 + 1
    if (child >= count) break
    const other = child + 1
    if (other < count && isBefore(number, square[child]!, place[child]!, square[other]!, place[other]!)) child = other
    if (!isBefore(number, squareIn, placeIn, square[child]!, place[child]!)) break
    square[at] = square[child]!
    place[at] = place[child]!
    at = child
  }
  square[at] = squareIn
  place[at] = placeIn
}

/** Puts the results of a nearest search into their order. */
export function sortResults(index: PointIndex): void {
  if (results[WANTED]! <= FEW) return
  const { place, square } = found
  for (let last = results[COUNT]! - 1; last > 0; last--) {
    const lastSquare = square[last]!
    const lastPlace = place[last]!
    square[last] = square[0]!
    place[last] = place[0]!
    sink(index.number, lastPlace, lastSquare, last)
  }
}

/** Keeps all points within the bound. */
export function scanForAll(index: PointIndex, start: number, end: number): void {
  const { lonLatE7 } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const bound = query[BOUND]!
  pointCounts.runs++
  pointCounts.points += end - start
  let count = results[COUNT]!
  makeRoom(count + end - start)
  const { place, square } = found
  for (let i = start; i < end; i++) {
    const away = squareOf(lonLatE7[i * 2]! - lon, lonLatE7[i * 2 + 1]! - lat)
    place[count] = i
    square[count] = away
    if (away <= bound) count++
  }
  results[COUNT] = count
}

/** Counts all points within the bound. */
export function scanToCount(index: PointIndex, start: number, end: number): void {
  const { lonLatE7 } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const bound = query[BOUND]!
  pointCounts.runs++
  pointCounts.points += end - start
  let count = 0
  for (let i = start; i < end; i++) {
    if (squareOf(lonLatE7[i * 2]! - lon, lonLatE7[i * 2 + 1]! - lat) <= bound) count++
  }
  results[COUNT]! += count
}

/** Where a pole is within reach, or nearly so, no flat map holds: every point is measured by the haversine formula itself. */
export function lookAtAll(index: PointIndex): void {
  const { lonLatE7, number, pointCount } = index
  const wanted = results[WANTED]!
  for (let i = 0; i < pointCount; i++) {
    const square = greatSquareTo(lonLatE7[i * 2]!, lonLatE7[i * 2 + 1]!)
    if (square > query[BOUND]!) continue
    if (wanted <= FEW) insert(number, i, square)
    else {
      makeRoom(results[COUNT]! + 1)
      pushHeap(number, i, square)
    }
  }
}

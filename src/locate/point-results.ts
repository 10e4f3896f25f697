// What a point search keeps: the nearest one, the nearest few in a sorted list, the nearest many sifted from a heap, all, or a count.
// In: runs of points of an index. Out: places and squared distances in scratch arrays. One search at a time per thread.
import { BOUND, FLAT, greatSquareTo, LAT, LON, query, SLACK, squareOf } from './box-search.ts'
import type { PointIndex } from './point-grid.ts'

/**
 * Looks at a run of points and keeps what belongs to the results. Points are sieved by the flat distance, which is good to the
 * query's slack; only what passes is measured properly.
 */
export type ScanRun = (index: PointIndex, start: number, end: number) => void

/** Results of the running search: places in the index, and squared distances. */
export const found = { place: new Uint32Array(256), square: new Float64Array(256) }
/** How many results there are, and how many there may be. */
export const results = new Int32Array(2)
export const COUNT = 0
export const WANTED = 1

/** How many points and runs of cells the searches of this thread have looked at; for tests and measurements. */
export const pointCounts = new Float64Array(2)
export const POINTS = 0
export const RUNS = 1

/** `results[WANTED]` when there is no limit to the number of results. */
export const EVERYTHING = 0x7fff_ffff

/** Up to this many nearest are kept sorted by insertion; more are gathered and sifted. */
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
  const flat = query[FLAT]!
  const slack = query[SLACK]!
  let near = query[BOUND]! * slack
  pointCounts[RUNS]!++
  pointCounts[POINTS]! += end - start
  for (let i = start; i < end; i++) {
    const dx = lonLatE7[i * 2]! - lon
    const dy = lonLatE7[i * 2 + 1]! - lat
    if (dy * dy + dx * dx * flat > near) continue
    offerOne(number, i, squareOf(dx, dy))
    near = query[BOUND]! * slack
  }
}

function offerOne(number: Uint32Array, place: number, square: number): void {
  if (square > query[BOUND]!) return
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
  const flat = query[FLAT]!
  const slack = query[SLACK]!
  let near = query[BOUND]! * slack
  pointCounts[RUNS]!++
  pointCounts[POINTS]! += end - start
  for (let i = start; i < end; i++) {
    const dx = lonLatE7[i * 2]! - lon
    const dy = lonLatE7[i * 2 + 1]! - lat
    if (dy * dy + dx * dx * flat > near) continue
    insert(number, i, squareOf(dx, dy))
    near = query[BOUND]! * slack
  }
}

/** Puts a point into the sorted list; the last falls out when there are too many. */
function insert(number: Uint32Array, placeIn: number, squareIn: number): void {
  if (squareIn > query[BOUND]!) return
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

/** Gathers more than are wanted, and now and then lets go of those that cannot belong to the nearest. */
function scanForMany(index: PointIndex, start: number, end: number): void {
  gatherAll(index, start, end)
  if (results[COUNT]! >= results[WANTED]! * 2) keepNearest(index)
}

/** Counts of results by distance, and scratch to move them about in. */
let bins = new Uint32Array(256)
const spare = { place: new Uint32Array(256), square: new Float64Array(256) }

/** Counts the results by squared distance in as many bins as there are results, or so; returns bins per unit. */
function countByDistance(count: number): number {
  const size = Math.max(256, 2 ** (32 - Math.clz32(count)))
  if (bins.length < size + 1) bins = new Uint32Array(size + 1)
  else bins.fill(0, 0, size + 1)
  const { square } = found
  const perUnit = size / (query[BOUND]! * (1 + 1e-9) + 1e-9)
  for (let i = 0; i < count; i++) bins[Math.min(size - 1, (square[i]! * perUnit) | 0)]!++
  return perUnit
}

/**
 * Brings the bound nearer where more results than wanted have been gathered, and lets go of those beyond it. Points lie
 * evenly by squared distance, usually, so that counting them by distance nearly sorts them.
 */
export function keepNearest(index: PointIndex): void {
  const wanted = results[WANTED]!
  const count = results[COUNT]!
  if (count < wanted || wanted <= FEW) return
  const perUnit = countByDistance(count)
  let bin = 0
  for (let sum = bins[0]!; sum < wanted; sum += bins[bin]!) bin++
  const { place, square } = found
  const farthest = Math.min(query[BOUND]!, ((bin + 1) / perUnit) * (1 + 1e-9))
  let kept = 0
  for (let i = 0; i < count; i++) {
    const away = square[i]!
    place[kept] = place[i]!
    square[kept] = away
    if (away <= farthest) kept++
  }
  results[COUNT] = kept
  query[BOUND] = farthest
  if (kept < wanted * 2) return
  // A crowd at one distance: no counting tells it apart.
  select(index.number, wanted - 1, kept)
  results[COUNT] = wanted
  query[BOUND] = square[wanted - 1]!
}

/** Rearranges the results so that the one that belongs at `at` is there, and none before it belongs after it. */
function select(number: Uint32Array, at: number, count: number): void {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = partition(number, low, high)
    if (at <= middle) high = middle
    else low = middle + 1
  }
}

/** Splits low … high so that none of low … result belongs after any of the rest (Hoare); the middle one is the pivot. */
function partition(number: Uint32Array, low: number, high: number): number {
  const { place, square } = found
  const pivot = (low + high) >>> 1
  const pivotSquare = square[pivot]!
  const pivotPlace = place[pivot]!
  let i = low
  let j = high
  for (;;) {
    while (isBefore(number, square[i]!, place[i]!, pivotSquare, pivotPlace)) i++
    while (isBefore(number, pivotSquare, pivotPlace, square[j]!, place[j]!)) j--
    if (i >= j) return j
    const swapSquare = square[i]!
    const swapPlace = place[i]!
    square[i] = square[j]!
    place[i] = place[j]!
    square[j] = swapSquare
    place[j] = swapPlace
    i++
    j--
  }
}

/** Sorts the results low … high: quicksort, insertion at the end. Always goes into the shorter part first. */
function sortPart(number: Uint32Array, lowest: number, highest: number): void {
  let low = lowest
  let high = highest
  while (high - low > 12) {
    const middle = partition(number, low, high)
    if (middle - low < high - middle) {
      sortPart(number, low, middle)
      low = middle + 1
    } else {
      sortPart(number, middle + 1, high)
      high = middle
    }
  }
  const { place, square } = found
  for (let i = low + 1; i <= high; i++) {
    const nextSquare = square[i]!
    const nextPlace = place[i]!
    let j = i - 1
    while (j >= low && isBefore(number, nextSquare, nextPlace, square[j]!, place[j]!)) {
      square[j + 1] = square[j]!
      place[j + 1] = place[j]!
      j--
    }
    square[j + 1] = nextSquare
    place[j + 1] = nextPlace
  }
}

/** Puts the results of a nearest search into their order, and drops those that are too many. */
export function sortResults(index: PointIndex): void {
  if (results[WANTED]! <= FEW) return
  keepNearest(index)
  const count = results[COUNT]!
  const perUnit = countByDistance(count)
  const last = Math.max(256, 2 ** (32 - Math.clz32(count))) - 1
  let sum = 0
  for (let bin = 0; bin <= last; bin++) {
    const size = bins[bin]!
    bins[bin] = sum
    sum += size
  }
  if (spare.place.length < count) {
    spare.place = new Uint32Array(found.place.length)
    spare.square = new Float64Array(found.place.length)
  }
  const { place, square } = found
  for (let i = 0; i < count; i++) {
    const to = bins[Math.min(last, (square[i]! * perUnit) | 0)]!++
    spare.place[to] = place[i]!
    spare.square[to] = square[i]!
  }
  found.place = spare.place
  found.square = spare.square
  spare.place = place
  spare.square = square
  // Each bin now holds the end of its results; most have none or one.
  let start = 0
  for (let bin = 0; bin <= last; bin++) {
    const end = bins[bin]!
    if (end - start > 1) sortPart(index.number, start, end - 1)
    start = end
  }
  results[COUNT] = Math.min(count, results[WANTED]!)
}

/** Keeps all points within the bound: here `found.place` gets the points' numbers. */
export function scanForAll(index: PointIndex, start: number, end: number): void {
  const { lonLatE7, number } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const flat = query[FLAT]!
  const bound = query[BOUND]!
  const near = bound * query[SLACK]!
  pointCounts[RUNS]!++
  pointCounts[POINTS]! += end - start
  let count = results[COUNT]!
  if (count + end - start > found.place.length) makeRoom(count + end - start)
  const { place, square } = found
  for (let i = start; i < end; i++) {
    const dx = lonLatE7[i * 2]! - lon
    const dy = lonLatE7[i * 2 + 1]! - lat
    if (dy * dy + dx * dx * flat > near) continue
    const away = squareOf(dx, dy)
    if (away > bound) continue
    place[count] = number[i]!
    square[count] = away
    count++
  }
  results[COUNT] = count
}

/** Keeps all points within the bound, by their places. */
function gatherAll(index: PointIndex, start: number, end: number): void {
  const { lonLatE7 } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const flat = query[FLAT]!
  const bound = query[BOUND]!
  const near = bound * query[SLACK]!
  pointCounts[RUNS]!++
  pointCounts[POINTS]! += end - start
  let count = results[COUNT]!
  if (count + end - start > found.place.length) makeRoom(count + end - start)
  const { place, square } = found
  for (let i = start; i < end; i++) {
    const dx = lonLatE7[i * 2]! - lon
    const dy = lonLatE7[i * 2 + 1]! - lat
    if (dy * dy + dx * dx * flat > near) continue
    const away = squareOf(dx, dy)
    if (away > bound) continue
    place[count] = i
    square[count] = away
    count++
  }
  results[COUNT] = count
}

/** Keeps (or counts, by what `scan` is) all of a run of points that lie in one spot: one distance is that of all. */
export function takeSpot(index: PointIndex, start: number, end: number, scan: ScanRun): void {
  const before = results[COUNT]!
  scan(index, start, start + 1)
  if (results[COUNT] === before) return
  const more = end - start - 1
  results[COUNT] = before + 1 + more
  if (scan !== scanForAll) return
  makeRoom(before + 1 + more)
  found.place.set(index.number.subarray(start + 1, end), before + 1)
  found.square.fill(found.square[before]!, before + 1, before + 1 + more)
}

/** Counts all points within the bound. */
export function scanToCount(index: PointIndex, start: number, end: number): void {
  const { lonLatE7 } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const flat = query[FLAT]!
  const bound = query[BOUND]!
  const near = bound * query[SLACK]!
  const surely = bound / query[SLACK]!
  pointCounts[RUNS]!++
  pointCounts[POINTS]! += end - start
  let count = 0
  for (let i = start; i < end; i++) {
    const dx = lonLatE7[i * 2]! - lon
    const dy = lonLatE7[i * 2 + 1]! - lat
    const away = dy * dy + dx * dx * flat
    if (away <= near && (away < surely || squareOf(dx, dy) <= bound)) count++
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
      const count = results[COUNT]!
      makeRoom(count + 1)
      found.place[count] = wanted === EVERYTHING ? number[i]! : i
      found.square[count] = square
      results[COUNT] = count + 1
    }
  }
}

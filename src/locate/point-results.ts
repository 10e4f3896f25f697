// What a point search keeps of the points it looks at: the nearest one, the nearest few in a sorted list, the nearest many to be
// sorted at the end. In: runs of points of an index. Out: places and squared distances in scratch arrays. One search at a time.
import { BOUND, FLAT, greatSquareTo, LAT, LON, query, SLACK, squareOf } from './box-search.ts'
import type { PointIndex } from './point-grid.ts'

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

/** Up to this many nearest are kept sorted by insertion; more are gathered and sorted at the end. */
export const FEW = 24

/** Makes room for `length` results and keeps those there are. */
function makeRoom(length: number): void {
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

/** Looks at runs (`start, end` of each) and keeps what belongs to the nearest; lowers the query's bound when it has enough. */
export function keepNearestOf(index: PointIndex, runs: Uint32Array, entries: number): void {
  if (results[WANTED] === 1) keepOne(index, runs, entries)
  else if (results[WANTED]! <= FEW) keepFew(index, sieve(index, runs, entries))
  else {
    keepAll(index, sieve(index, runs, entries))
    if (results[COUNT]! >= results[WANTED]! * 2) dropFarthest(index)
  }
}

function keepOne(index: PointIndex, runs: Uint32Array, entries: number): void {
  const { lonLatE7, number } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const flat = query[FLAT]!
  const slack = query[SLACK]!
  let best = query[BOUND]!
  let place = results[COUNT] === 1 ? found.place[0]! : -1
  let near = best * slack
  let points = 0
  for (let run = 0; run < entries; run += 2) {
    const end = runs[run + 1]!
    points += end - runs[run]!
    for (let i = runs[run]!; i < end; i++) {
      const dx = lonLatE7[i * 2]! - lon
      const dy = lonLatE7[i * 2 + 1]! - lat
      if (dy * dy + dx * dx * flat > near) continue
      const square = squareOf(dx, dy)
      if (square > best || (square === best && place >= 0 && number[i]! >= number[place]!)) continue
      best = square
      place = i
      near = best * slack
    }
  }
  pointCounts[RUNS]! += entries >> 1
  pointCounts[POINTS]! += points
  if (place < 0) return
  query[BOUND] = best
  found.square[0] = best
  found.place[0] = place
  results[COUNT] = 1
}

/** Places of points that have passed the sieve. */
export const sieved = { place: new Uint32Array(256) }

/**
 * Sieves the points of runs by the flat distance, which is good to the query's slack: what passes may lie within the bound,
 * what does not pass does not. No branch depends on a point, because no processor could foresee it.
 *
 * @returns how many passed
 */
export function sieve(index: PointIndex, runs: Uint32Array, entries: number): number {
  const { lonLatE7 } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const flat = query[FLAT]!
  const near = query[BOUND]! * query[SLACK]!
  let points = 0
  for (let run = 0; run < entries; run += 2) points += runs[run + 1]! - runs[run]!
  if (points >= sieved.place.length) sieved.place = new Uint32Array(points * 2)
  pointCounts[RUNS]! += entries >> 1
  pointCounts[POINTS]! += points
  const { place } = sieved
  let passed = 0
  for (let run = 0; run < entries; run += 2) {
    const end = runs[run + 1]!
    for (let i = runs[run]!; i < end; i++) {
      const dx = lonLatE7[i * 2]! - lon
      const dy = lonLatE7[i * 2 + 1]! - lat
      place[passed] = i
      passed += +(dy * dy + dx * dx * flat <= near)
    }
  }
  return passed
}

/** Puts points that have passed the sieve into the sorted list; the last falls out when there are too many. */
function keepFew(index: PointIndex, passed: number): void {
  const { lonLatE7, number } = index
  const { place, square } = found
  const from = sieved.place
  const lon = query[LON]!
  const lat = query[LAT]!
  const wanted = results[WANTED]!
  let bound = query[BOUND]!
  let count = results[COUNT]!
  for (let n = 0; n < passed; n++) {
    const i = from[n]!
    const away = squareOf(lonLatE7[i * 2]! - lon, lonLatE7[i * 2 + 1]! - lat)
    if (away > bound) continue
    let at = count
    if (count < wanted) count++
    else if (isBefore(number, away, i, square[wanted - 1]!, place[wanted - 1]!)) at--
    else continue
    while (at > 0) {
      const before = square[at - 1]!
      if (before < away || (before === away && number[place[at - 1]!]! < number[i]!)) break
      square[at] = before
      place[at] = place[at - 1]!
      at--
    }
    square[at] = away
    place[at] = i
    if (count === wanted) bound = square[wanted - 1]!
  }
  results[COUNT] = count
  query[BOUND] = bound
}

/** Appends points that have passed the sieve and lie within the bound. */
function keepAll(index: PointIndex, passed: number): void {
  const { lonLatE7 } = index
  let count = results[COUNT]!
  makeRoom(count + passed)
  const { place, square } = found
  const from = sieved.place
  const lon = query[LON]!
  const lat = query[LAT]!
  const bound = query[BOUND]!
  for (let n = 0; n < passed; n++) {
    const i = from[n]!
    const away = squareOf(lonLatE7[i * 2]! - lon, lonLatE7[i * 2 + 1]! - lat)
    place[count] = i
    square[count] = away
    count += +(away <= bound)
  }
  results[COUNT] = count
}

/** Counts of results by distance, and scratch to move them about in. */
let bins = new Uint32Array(256)
const spare = { place: new Uint32Array(256), square: new Float64Array(256) }

/** As many bins as there are results, or some more. */
function binsFor(count: number): number {
  return Math.max(128, 2 ** (32 - Math.clz32(count)))
}

/** Counts the results by squared distance; returns bins per unit. */
function countByDistance(count: number): number {
  const size = binsFor(count)
  if (bins.length < size) bins = new Uint32Array(size)
  else bins.fill(0, 0, size)
  const { square } = found
  const perUnit = size / (query[BOUND]! * (1 + 1e-9) + 1e-9)
  for (let i = 0; i < count; i++) bins[Math.min(size - 1, (square[i]! * perUnit) | 0)]!++
  return perUnit
}

/**
 * Brings the bound nearer where more results than wanted have been gathered, and lets go of those beyond it. Points lie
 * evenly by squared distance, usually, so that counting them by distance nearly sorts them.
 */
export function dropFarthest(index: PointIndex): void {
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
  sortByInsertion(number, low, high)
}

/** Sorts the results low … high, which are few or nearly sorted. */
function sortByInsertion(number: Uint32Array, low: number, high: number): void {
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

/** More results than this in one bin are sorted by themselves. */
const CROWDED_BIN = 16

/** Puts the results of a nearest search into their order, and drops those that are too many. */
export function sortResults(index: PointIndex): void {
  const wanted = results[WANTED]!
  if (wanted <= FEW) return
  if (results[COUNT]! >= wanted * 2) dropFarthest(index)
  const count = results[COUNT]!
  const perUnit = countByDistance(count)
  const last = binsFor(count) - 1
  let sum = 0
  let largest = 0
  for (let bin = 0; bin <= last; bin++) {
    const size = bins[bin]!
    if (size > largest) largest = size
    bins[bin] = sum
    sum += size
  }
  scatterToBins(count, perUnit, last)
  if (largest <= CROWDED_BIN) sortByInsertion(index.number, 0, count - 1)
  else {
    // Each bin now holds the end of its results.
    let start = 0
    for (let bin = 0; bin <= last; bin++) {
      const end = bins[bin]!
      if (end - start > 1) sortPart(index.number, start, end - 1)
      start = end
    }
  }
  results[COUNT] = Math.min(count, wanted)
}

/** Moves each result to the next place of its bin. */
function scatterToBins(count: number, perUnit: number, last: number): void {
  if (spare.place.length < count) {
    spare.place = new Uint32Array(found.place.length)
    spare.square = new Float64Array(found.place.length)
  }
  const { place, square } = found
  const toPlace = spare.place
  const toSquare = spare.square
  const next = bins
  for (let i = 0; i < count; i++) {
    const away = square[i]!
    const to = next[Math.min(last, (away * perUnit) | 0)]!++
    toPlace[to] = place[i]!
    toSquare[to] = away
  }
  found.place = toPlace
  found.square = toSquare
  spare.place = place
  spare.square = square
}

/** Where a pole is within reach, or nearly so, no flat map holds: every point is measured by the haversine formula itself. */
export function measureAll(index: PointIndex): void {
  const { lonLatE7, pointCount } = index
  const bound = query[BOUND]!
  makeRoom(pointCount)
  const { place, square } = found
  let count = 0
  for (let i = 0; i < pointCount; i++) {
    const away = greatSquareTo(lonLatE7[i * 2]!, lonLatE7[i * 2 + 1]!)
    place[count] = i
    square[count] = away
    count += +(away <= bound)
  }
  results[COUNT] = count
}

/** Sorts all results, however they came, and keeps the nearest that are wanted. */
export function keepNearestOfResults(index: PointIndex): void {
  sortPart(index.number, 0, results[COUNT]! - 1)
  results[COUNT] = Math.min(results[COUNT]!, results[WANTED]!)
}

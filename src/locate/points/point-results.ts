// What a point search keeps of the points it looks at: the nearest one, the nearest few in a sorted list, the nearest many to be
// sorted at the end. In: runs of points of an index. Out: places and squared distances in scratch arrays. One search at a time.
import { BEND, BOUND, FLAT, greatSquareTo, LAT, LON, query, SLACK, SLOPE, squareBy } from '../box-search.ts'
import type { PointIndex } from './point-grid.ts'

/** Most points that are sieved at once. */
const CHUNK = 8192
/** Most nearest that can be wanted. */
export const MOST_NEAREST = 65_536
/** More results than are wanted are dropped before they are twice as many; only pages that are written to take memory. */
const MOST_RESULTS = 2 * MOST_NEAREST + CHUNK
/** The running query, named here: what a module itself names is a constant to the compiler, what it imports is not. */
const now = query

/** Results of the running search: where their points begin in `index.points`, and squared distances. */
export const foundPlace = new Int32Array(MOST_RESULTS)
export const foundSquare = new Float64Array(MOST_RESULTS)
const place = foundPlace
const square = foundSquare
/** How many results there are, and how many there may be. */
export const results = new Int32Array(2)
const tally = results
export const COUNT = 0
export const WANTED = 1

/** How many points and runs of cells the searches of this thread have looked at; for tests and measurements. */
export const pointCounts = new Float64Array(2)
export const POINTS = 0
export const RUNS = 1

/** Up to this many nearest are kept sorted by insertion; more are gathered and sorted at the end. */
export const FEW = 24
/** Fewest bins that results are counted by. */
const LEAST_BINS = 128

/** Order of results: nearer first, then the lower number. */
function isBefore(points: Int32Array, squareA: number, placeA: number, squareB: number, placeB: number): boolean {
  return squareA < squareB || (squareA === squareB && points[placeA + 2]! < points[placeB + 2]!)
}

/** Looks at runs (`start, end` of each) and keeps what belongs to the nearest; lowers the query's bound when it has enough. */
export function keepNearestOf(index: PointIndex, runs: Int32Array, entries: number): void {
  if (tally[WANTED] === 1) {
    keepOne(index, runs, entries)
    return
  }
  for (let run = 0; run < entries; ) {
    const passed = sieve(index, runs, run, entries)
    run = sieveState[NEXT_RUN]!
    if (tally[WANTED]! > FEW) keepAll(index, passed)
    else if (!rankFew(index, passed)) keepFew(index, passed)
    if (tally[COUNT]! >= tally[WANTED]! * 2) dropFarthest(index)
  }
}

function keepOne(index: PointIndex, runs: Int32Array, entries: number): void {
  const { points } = index
  const lon = now[LON]!
  const lat = now[LAT]!
  const flat = now[FLAT]!
  const slope = now[SLOPE]!
  const bend = now[BEND]!
  const slack = now[SLACK]!
  let best = now[BOUND]!
  let nearest = tally[COUNT] === 1 ? place[0]! : -1
  let near = best * slack
  let looked = 0
  for (let run = 0; run < entries; run += 2) {
    const end = runs[run + 1]! * 3
    for (let i = runs[run]! * 3; i < end; i += 3) {
      looked++
      const dx = points[i]! - lon
      const dy = points[i + 1]! - lat
      if (dy * dy + dx * dx * flat > near) continue
      const away = squareBy(dx, dy, flat, slope, bend)
      if (away > best || (away === best && nearest >= 0 && points[i + 2]! >= points[nearest + 2]!)) continue
      best = away
      nearest = i
      near = best * slack
    }
  }
  pointCounts[RUNS]! += entries >> 1
  pointCounts[POINTS]! += looked
  if (nearest < 0) return
  now[BOUND] = best
  square[0] = best
  place[0] = nearest
  tally[COUNT] = 1
}

/** Places of points that have passed the sieve. */
export const sievedPlace = new Int32Array(CHUNK)
const sieved = sievedPlace
/** Where the sieve goes on: a run, and how much of it is done. */
export const sieveState = new Int32Array(2)
export const NEXT_RUN = 0
const DONE_OF_RUN = 1

/**
 * Sieves the points of runs by the flat distance, which is good to the query's slack: what passes may lie within the bound,
 * what does not pass does not. No branch depends on a point, because no processor could foresee it. Stops when the sieve is
 * full: `sieveState[NEXT_RUN]` is where to go on.
 *
 * @returns how many passed
 */
export function sieve(index: PointIndex, runs: Int32Array, first: number, entries: number): number {
  const { points } = index
  const lon = now[LON]!
  const lat = now[LAT]!
  const flat = now[FLAT]!
  const near = now[BOUND]! * now[SLACK]!
  let room = CHUNK - 1
  let passed = 0
  let run = first
  let done = sieveState[DONE_OF_RUN]!
  for (; run < entries && room > 0; run += 2) {
    const start = runs[run]! + done
    const stop = Math.min(runs[run + 1]!, start + room)
    room -= stop - start
    const end = stop * 3
    for (let i = start * 3; i < end; i += 3) {
      const dx = points[i]! - lon
      const dy = points[i + 1]! - lat
      sieved[passed] = i
      passed += +(dy * dy + dx * dx * flat <= near)
    }
    done = 0
    if (stop < runs[run + 1]!) {
      done = stop - runs[run]!
      break
    }
  }
  sieveState[NEXT_RUN] = run
  sieveState[DONE_OF_RUN] = done
  pointCounts[RUNS]! += (run - first) >> 1
  pointCounts[POINTS]! += CHUNK - 1 - room
  return passed
}

/** Puts points that have passed the sieve into the sorted list; the last falls out when there are too many. */
function keepFew(index: PointIndex, passed: number): void {
  const { points } = index
  const lon = now[LON]!
  const lat = now[LAT]!
  const flat = now[FLAT]!
  const slope = now[SLOPE]!
  const bend = now[BEND]!
  const wanted = tally[WANTED]!
  let bound = now[BOUND]!
  let count = tally[COUNT]!
  for (let n = 0; n < passed; n++) {
    const i = sieved[n]!
    const away = squareBy(points[i]! - lon, points[i + 1]! - lat, flat, slope, bend)
    if (away > bound) continue
    let at = count
    if (count < wanted) count++
    else if (isBefore(points, away, i, square[wanted - 1]!, place[wanted - 1]!)) at--
    else continue
    while (at > 0 && isBefore(points, away, i, square[at - 1]!, place[at - 1]!)) {
      square[at] = square[at - 1]!
      place[at] = place[at - 1]!
      at--
    }
    square[at] = away
    place[at] = i
    if (count === wanted) bound = square[wanted - 1]!
  }
  tally[COUNT] = count
  now[BOUND] = bound
}

/** Up to this many points are ranked by comparing all with all. */
const MOST_RANKED = 40
const rankedSquare = new Float64Array(MOST_RANKED + 3)

/**
 * Puts points that have passed the sieve into order by counting how many are nearer than each: more comparisons than a sort,
 * but no branch that depends on one.
 *
 * @returns false when there are too many, or equals among them, or results already: then nothing is done
 */
function rankFew(index: PointIndex, passed: number): boolean {
  if (passed > MOST_RANKED || tally[COUNT]! > 0) return false
  const { points } = index
  const lon = now[LON]!
  const lat = now[LAT]!
  const flat = now[FLAT]!
  const slope = now[SLOPE]!
  const bend = now[BEND]!
  const bound = now[BOUND]!
  let within = 0
  for (let n = 0; n < passed; n++) {
    const i = sieved[n]!
    const away = squareBy(points[i]! - lon, points[i + 1]! - lat, flat, slope, bend)
    rankedSquare[n] = away
    within += +(away <= bound)
  }
  // Four at a time; the last have company that is farther than all, and share the rank after theirs.
  for (let n = passed; n < passed + 3; n++) rankedSquare[n] = Infinity
  let sum = 0
  for (let n = 0; n < passed; n += 4) {
    const a = rankedSquare[n]!
    const b = rankedSquare[n + 1]!
    const c = rankedSquare[n + 2]!
    const d = rankedSquare[n + 3]!
    let rankA = 0
    let rankB = 0
    let rankC = 0
    let rankD = 0
    for (let other = 0; other < passed; other++) {
      const away = rankedSquare[other]!
      rankA += +(away < a)
      rankB += +(away < b)
      rankC += +(away < c)
      rankD += +(away < d)
    }
    sum += rankA + rankB + rankC + rankD
    place[rankA] = sieved[n]!
    place[rankB] = sieved[n + 1]!
    place[rankC] = sieved[n + 2]!
    place[rankD] = sieved[n + 3]!
    square[rankA] = a
    square[rankB] = b
    square[rankC] = c
    square[rankD] = d
  }
  // Equals share a rank, and the sum falls short.
  if ((sum - (-passed & 3) * passed) * 2 !== passed * (passed - 1)) return false
  const wanted = tally[WANTED]!
  tally[COUNT] = Math.min(within, wanted)
  if (within >= wanted) now[BOUND] = square[wanted - 1]!
  return true
}

/** Appends points that have passed the sieve and lie within the bound. */
function keepAll(index: PointIndex, passed: number): void {
  const { points } = index
  const lon = now[LON]!
  const lat = now[LAT]!
  const flat = now[FLAT]!
  const slope = now[SLOPE]!
  const bend = now[BEND]!
  const bound = now[BOUND]!
  let count = tally[COUNT]!
  for (let n = 0; n < passed; n++) {
    const i = sieved[n]!
    const away = squareBy(points[i]! - lon, points[i + 1]! - lat, flat, slope, bend)
    place[count] = i
    square[count] = away
    count += +(away <= bound)
  }
  tally[COUNT] = count
}

/** Counts of results by distance, and scratch to move them about in. */
const bins = new Int32Array(2 ** 18)
const sparePlace = new Int32Array(MOST_RESULTS)
const spareSquare = new Float64Array(MOST_RESULTS)

/** As many bins as there are results, or some more. */
function binsFor(count: number): number {
  return Math.max(LEAST_BINS, 2 ** (32 - Math.clz32(count)))
}

/** Counts the results by squared distance, which is at most `farthest`; returns bins per unit. */
function countByDistance(count: number, farthest: number): number {
  const size = binsFor(count)
  bins.fill(0, 0, size)
  const perUnit = size / (farthest * (1 + 1e-9) + 1e-9)
  for (let i = 0; i < count; i++) bins[Math.min(size - 1, (square[i]! * perUnit) | 0)]!++
  return perUnit
}

/**
 * Brings the bound nearer where more results than wanted have been gathered, and lets go of those beyond it. Points lie
 * evenly by squared distance, usually, so that counting them by distance nearly sorts them.
 */
export function dropFarthest(index: PointIndex): void {
  const wanted = tally[WANTED]!
  const count = tally[COUNT]!
  if (count < wanted || wanted <= FEW) return
  let most = 0
  for (let i = 0; i < count; i++) most = Math.max(most, square[i]!)
  const perUnit = countByDistance(count, most)
  let bin = 0
  for (let sum = bins[0]!; sum < wanted; sum += bins[bin]!) bin++
  const farthest = Math.min(now[BOUND]!, ((bin + 1) / perUnit) * (1 + 1e-9))
  let kept = 0
  for (let i = 0; i < count; i++) {
    const away = square[i]!
    place[kept] = place[i]!
    square[kept] = away
    if (away <= farthest) kept++
  }
  tally[COUNT] = kept
  now[BOUND] = farthest
  if (kept < wanted * 2) return
  // A crowd at one distance: no counting tells it apart.
  select(index.points, wanted - 1, kept)
  tally[COUNT] = wanted
  now[BOUND] = square[wanted - 1]!
}

/** Rearranges the results so that the one that belongs at `at` is there, and none before it belongs after it. */
function select(points: Int32Array, at: number, count: number): void {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = partition(points, low, high)
    if (at <= middle) high = middle
    else low = middle + 1
  }
}

/** Splits low … high so that none of low … result belongs after any of the rest (Hoare); the middle one is the pivot. */
function partition(points: Int32Array, low: number, high: number): number {
  const pivot = (low + high) >>> 1
  const pivotSquare = square[pivot]!
  const pivotPlace = place[pivot]!
  let i = low
  let j = high
  for (;;) {
    while (isBefore(points, square[i]!, place[i]!, pivotSquare, pivotPlace)) i++
    while (isBefore(points, pivotSquare, pivotPlace, square[j]!, place[j]!)) j--
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
function sortPart(points: Int32Array, lowest: number, highest: number): void {
  let low = lowest
  let high = highest
  while (high - low > 12) {
    const middle = partition(points, low, high)
    if (middle - low < high - middle) {
      sortPart(points, low, middle)
      low = middle + 1
    } else {
      sortPart(points, middle + 1, high)
      high = middle
    }
  }
  sortByInsertion(points, low, high)
}

/** Sorts the results low … high, which are few or nearly sorted. */
function sortByInsertion(points: Int32Array, low: number, high: number): void {
  for (let i = low + 1; i <= high; i++) {
    const nextSquare = square[i]!
    const nextPlace = place[i]!
    let j = i - 1
    while (j >= low && isBefore(points, nextSquare, nextPlace, square[j]!, place[j]!)) {
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
  const wanted = tally[WANTED]!
  if (wanted <= FEW) return
  if (tally[COUNT]! >= wanted * 2) dropFarthest(index)
  const count = tally[COUNT]!
  const perUnit = countByDistance(count, now[BOUND]!)
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
  if (largest <= CROWDED_BIN) sortByInsertion(index.points, 0, count - 1)
  else {
    // Each bin now holds the end of its results.
    let start = 0
    for (let bin = 0; bin <= last; bin++) {
      const end = bins[bin]!
      if (end - start > 1) sortPart(index.points, start, end - 1)
      start = end
    }
  }
  tally[COUNT] = Math.min(count, wanted)
}

/** Moves each result to the next place of its bin. */
function scatterToBins(count: number, perUnit: number, last: number): void {
  for (let i = 0; i < count; i++) {
    const away = square[i]!
    const to = bins[Math.min(last, (away * perUnit) | 0)]!++
    sparePlace[to] = place[i]!
    spareSquare[to] = away
  }
  for (let i = 0; i < count; i++) {
    place[i] = sparePlace[i]!
    square[i] = spareSquare[i]!
  }
}

/** Where a pole is within reach, or nearly so, no flat map holds: every point is measured by the haversine formula itself. */
export function keepNearestOfAll(index: PointIndex): void {
  const { points, pointCount } = index
  const wanted = tally[WANTED]!
  let count = 0
  for (let i = 0; i < pointCount * 3; i += 3) {
    const away = greatSquareTo(points[i]!, points[i + 1]!)
    if (away > now[BOUND]!) continue
    place[count] = i
    square[count] = away
    count++
    if (count < MOST_RESULTS) continue
    select(points, wanted - 1, count)
    count = wanted
    now[BOUND] = square[wanted - 1]!
  }
  sortPart(points, 0, count - 1)
  tally[COUNT] = Math.min(count, wanted)
}

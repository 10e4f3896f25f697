// All points within the bound of the running query of box-search.ts, listed or counted.
// In: an index, the query. Out: numbers and metres, or a count. One search at a time per thread.
import {
  BEND,
  BOUND,
  FLAT,
  greatSquareTo,
  isNearPole,
  LAT,
  LON,
  metresOfChord,
  query,
  SLACK,
  SLOPE,
  squareBy,
  squareOf,
  TURN_E7,
} from '../box-search.ts'
import type { PointIndex } from './point-grid.ts'
import { NEXT_RUN, POINTS, pointCounts, RUNS, sieve, sievedPlace, sieveState } from './point-results.ts'
import {
  gathered,
  gatheredCounts,
  gatherRuns,
  isFarFromSeam,
  RUN_ENTRIES,
  reachesTurned,
  SPOT_ENTRIES,
} from './point-runs.ts'

/** The running query, named here: what a module itself names is a constant to the compiler, what it imports is not. */
const now = query
const counts = gatheredCounts

const sieved = sievedPlace

/** Points found, and their great-circle metres; for use again and again, so that a search allocates nothing. */
export interface PointHits {
  /** How many entries are filled. */
  count: number
  /** Point numbers. Replaced by a longer array when it gets too short. */
  point: Uint32Array
  metres: Float64Array
}

/** Lists all points within the bound, in the order of the index. */
export function listWithin(index: PointIndex, out: PointHits): void {
  if (isNearPole()) {
    listNearPole(index, out)
    return
  }
  listHere(index, out)
  const lon = now[LON]!
  if (isFarFromSeam(lon)) return
  for (let turn = -TURN_E7; turn <= TURN_E7; turn += 2 * TURN_E7) {
    if (!reachesTurned(index, lon + turn)) continue
    now[LON] = lon + turn
    listHere(index, out)
    now[LON] = lon
  }
}

/** How many points lie within the bound. */
export function tallyWithin(index: PointIndex): number {
  if (isNearPole()) return tallyNearPole(index)
  let count = tallyHere(index)
  const lon = now[LON]!
  if (isFarFromSeam(lon)) return count
  for (let turn = -TURN_E7; turn <= TURN_E7; turn += 2 * TURN_E7) {
    if (!reachesTurned(index, lon + turn)) continue
    now[LON] = lon + turn
    count += tallyHere(index)
    now[LON] = lon
  }
  return count
}

/** Makes room for `length` entries and keeps those there are. */
export function makeRoomIn(out: PointHits, length: number): void {
  if (length <= out.point.length) return
  const { point, metres } = out
  out.point = new Uint32Array(length * 2)
  out.metres = new Float64Array(length * 2)
  out.point.set(point)
  out.metres.set(metres)
}

function listHere(index: PointIndex, out: PointHits): void {
  gatherRuns(index, Infinity)
  const entries = counts[RUN_ENTRIES]!
  for (let run = 0; run < entries; run = sieveState[NEXT_RUN]!) {
    listSieved(index, sieve(index, gathered.runs, run, entries), out)
  }
  const spots = counts[SPOT_ENTRIES]!
  for (let spot = 0; spot < spots; spot += 2) listSpot(index, gathered.spots[spot]!, gathered.spots[spot + 1]!, out)
}

function listSieved(index: PointIndex, passed: number, out: PointHits): void {
  let { count } = out
  makeRoomIn(out, count + passed)
  const { points } = index
  const { point, metres } = out
  const lon = now[LON]!
  const lat = now[LAT]!
  const flat = now[FLAT]!
  const slope = now[SLOPE]!
  const bend = now[BEND]!
  const bound = now[BOUND]!
  for (let n = 0; n < passed; n++) {
    const i = sieved[n]!
    const square = squareBy(points[i]! - lon, points[i + 1]! - lat, flat, slope, bend)
    if (square > bound) continue
    point[count] = points[i + 2]!
    metres[count] = metresOfChord(square)
    count++
  }
  out.count = count
}

/** One distance is that of all. */
function listSpot(index: PointIndex, start: number, end: number, out: PointHits): void {
  const square = squareOfSpot(index, start)
  if (square > now[BOUND]!) return
  const { count } = out
  makeRoomIn(out, count + end - start)
  for (let i = start; i < end; i++) out.point[count + i - start] = index.points[i * 3 + 2]!
  out.metres.fill(metresOfChord(square), count, count + end - start)
  out.count = count + end - start
}

function squareOfSpot({ points }: PointIndex, start: number): number {
  pointCounts[POINTS]!++
  pointCounts[RUNS]!++
  return squareOf(points[start * 3]! - now[LON]!, points[start * 3 + 1]! - now[LAT]!)
}

function tallyHere(index: PointIndex): number {
  gatherRuns(index, Infinity)
  const { points } = index
  const { runs, spots } = gathered
  const entries = counts[RUN_ENTRIES]!
  const lon = now[LON]!
  const lat = now[LAT]!
  const flat = now[FLAT]!
  const near = now[BOUND]! * now[SLACK]!
  const surely = now[BOUND]! / now[SLACK]!
  pointCounts[RUNS]! += entries >> 1
  let count = 0
  let looked = 0
  for (let run = 0; run < entries; run += 2) {
    const start = runs[run]!
    const end = runs[run + 1]!
    let sure = 0
    let maybe = 0
    for (let i = start * 3; i < end * 3; i += 3) {
      const dx = points[i]! - lon
      const dy = points[i + 1]! - lat
      const away = dy * dy + dx * dx * flat
      sure += +(away < surely)
      maybe += +(away <= near)
    }
    looked += end - start
    count += sure === maybe ? sure : tallyRun(index, start, end)
  }
  pointCounts[POINTS]! += looked
  for (let spot = 0; spot < counts[SPOT_ENTRIES]!; spot += 2) {
    if (squareOfSpot(index, spots[spot]!) <= now[BOUND]!) count += spots[spot + 1]! - spots[spot]!
  }
  return count
}

/** A run with a point so near to the bound that the flat distance does not tell. */
function tallyRun({ points }: PointIndex, start: number, end: number): number {
  let count = 0
  for (let i = start; i < end; i++) {
    if (squareOf(points[i * 3]! - now[LON]!, points[i * 3 + 1]! - now[LAT]!) <= now[BOUND]!) count++
  }
  return count
}

/** Where a pole is within reach, or nearly so, no flat map holds: every point is measured by the haversine formula itself. */
function listNearPole(index: PointIndex, out: PointHits): void {
  const { points, pointCount } = index
  for (let i = 0; i < pointCount; i++) {
    const square = greatSquareTo(points[i * 3]!, points[i * 3 + 1]!)
    if (square > now[BOUND]!) continue
    makeRoomIn(out, out.count + 1)
    out.point[out.count] = points[i * 3 + 2]!
    out.metres[out.count] = metresOfChord(square)
    out.count++
  }
}

function tallyNearPole({ points, pointCount }: PointIndex): number {
  let count = 0
  for (let i = 0; i < pointCount; i++) {
    if (greatSquareTo(points[i * 3]!, points[i * 3 + 1]!) <= now[BOUND]!) count++
  }
  return count
}

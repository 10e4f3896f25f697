// All points within the bound of the running query of box-search.ts, listed or counted.
// In: an index, the query. Out: numbers and metres, or a count. One search at a time per thread.
import {
  BOUND,
  FLAT,
  greatSquareTo,
  isNearPole,
  LAT,
  LON,
  metresOfChord,
  query,
  SLACK,
  squareOf,
  TURN_E7,
} from './box-search.ts'
import type { PointIndex } from './point-grid.ts'
import { POINTS, pointCounts, RUNS, sieve, sieved } from './point-results.ts'
import {
  gathered,
  gatheredCounts,
  gatherRuns,
  isFarFromSeam,
  RUN_ENTRIES,
  reachesTurned,
  SPOT_ENTRIES,
} from './point-runs.ts'

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
  const lon = query[LON]!
  if (isFarFromSeam(lon)) return
  for (let turn = -TURN_E7; turn <= TURN_E7; turn += 2 * TURN_E7) {
    if (!reachesTurned(index, lon + turn)) continue
    query[LON] = lon + turn
    listHere(index, out)
    query[LON] = lon
  }
}

/** How many points lie within the bound. */
export function tallyWithin(index: PointIndex): number {
  if (isNearPole()) return tallyNearPole(index)
  let count = tallyHere(index)
  const lon = query[LON]!
  if (isFarFromSeam(lon)) return count
  for (let turn = -TURN_E7; turn <= TURN_E7; turn += 2 * TURN_E7) {
    if (!reachesTurned(index, lon + turn)) continue
    query[LON] = lon + turn
    count += tallyHere(index)
    query[LON] = lon
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
  const passed = sieve(index, gathered.runs, gatheredCounts[RUN_ENTRIES]!)
  let { count } = out
  makeRoomIn(out, count + passed)
  const { lonLatE7, number } = index
  const { point, metres } = out
  const { place } = sieved
  const lon = query[LON]!
  const lat = query[LAT]!
  const bound = query[BOUND]!
  for (let n = 0; n < passed; n++) {
    const i = place[n]!
    const square = squareOf(lonLatE7[i * 2]! - lon, lonLatE7[i * 2 + 1]! - lat)
    if (square > bound) continue
    point[count] = number[i]!
    metres[count] = metresOfChord(square)
    count++
  }
  out.count = count
  const spots = gatheredCounts[SPOT_ENTRIES]!
  for (let spot = 0; spot < spots; spot += 2) listSpot(index, gathered.spots[spot]!, gathered.spots[spot + 1]!, out)
}

/** One distance is that of all. */
function listSpot(index: PointIndex, start: number, end: number, out: PointHits): void {
  const square = squareOfSpot(index, start)
  if (square > query[BOUND]!) return
  const { count } = out
  makeRoomIn(out, count + end - start)
  out.point.set(index.number.subarray(start, end), count)
  out.metres.fill(metresOfChord(square), count, count + end - start)
  out.count = count + end - start
}

function squareOfSpot({ lonLatE7 }: PointIndex, start: number): number {
  pointCounts[POINTS]!++
  pointCounts[RUNS]!++
  return squareOf(lonLatE7[start * 2]! - query[LON]!, lonLatE7[start * 2 + 1]! - query[LAT]!)
}

function tallyHere(index: PointIndex): number {
  gatherRuns(index, Infinity)
  const { lonLatE7 } = index
  const { runs, spots } = gathered
  const entries = gatheredCounts[RUN_ENTRIES]!
  const lon = query[LON]!
  const lat = query[LAT]!
  const flat = query[FLAT]!
  const near = query[BOUND]! * query[SLACK]!
  const surely = query[BOUND]! / query[SLACK]!
  pointCounts[RUNS]! += entries >> 1
  let count = 0
  let points = 0
  for (let run = 0; run < entries; run += 2) {
    const start = runs[run]!
    const end = runs[run + 1]!
    let sure = 0
    let maybe = 0
    for (let i = start; i < end; i++) {
      const dx = lonLatE7[i * 2]! - lon
      const dy = lonLatE7[i * 2 + 1]! - lat
      const away = dy * dy + dx * dx * flat
      sure += +(away < surely)
      maybe += +(away <= near)
    }
    points += end - start
    count += sure === maybe ? sure : tallyRun(index, start, end)
  }
  pointCounts[POINTS]! += points
  for (let spot = 0; spot < gatheredCounts[SPOT_ENTRIES]!; spot += 2) {
    if (squareOfSpot(index, spots[spot]!) <= query[BOUND]!) count += spots[spot + 1]! - spots[spot]!
  }
  return count
}

/** A run with a point so near to the bound that the flat distance does not tell. */
function tallyRun({ lonLatE7 }: PointIndex, start: number, end: number): number {
  let count = 0
  for (let i = start; i < end; i++) {
    if (squareOf(lonLatE7[i * 2]! - query[LON]!, lonLatE7[i * 2 + 1]! - query[LAT]!) <= query[BOUND]!) count++
  }
  return count
}

/** Where a pole is within reach, or nearly so, no flat map holds: every point is measured by the haversine formula itself. */
function listNearPole(index: PointIndex, out: PointHits): void {
  const { lonLatE7, number, pointCount } = index
  for (let i = 0; i < pointCount; i++) {
    const square = greatSquareTo(lonLatE7[i * 2]!, lonLatE7[i * 2 + 1]!)
    if (square > query[BOUND]!) continue
    makeRoomIn(out, out.count + 1)
    out.point[out.count] = number[i]!
    out.metres[out.count] = metresOfChord(square)
    out.count++
  }
}

function tallyNearPole({ lonLatE7, pointCount }: PointIndex): number {
  let count = 0
  for (let i = 0; i < pointCount; i++) {
    if (greatSquareTo(lonLatE7[i * 2]!, lonLatE7[i * 2 + 1]!) <= query[BOUND]!) count++
  }
  return count
}

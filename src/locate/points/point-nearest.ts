// The nearest points to the running query of box-search.ts, where they lie as it is to be expected: close by. A first guess of how
// far they are is put right by what is found; where that takes long, the step-by-step search of point-search.ts takes over.
// In: an index, the query. Out: the results of point-results.ts. One search at a time per thread.
import { BOUND, isNearPole, LON, query, STRETCH, TURN_E7 } from '../box-search.ts'
import { COLUMN, findOwnCell, GRID, gatherBlock, own, ROW } from './point-block.ts'
import { type PointIndex, STRIP_BITS } from './point-grid.ts'
import { isOneFoundNearby } from './point-one.ts'
import { COUNT, FEW, keepNearestOf, keepNearestOfAll, results, sortResults, WANTED } from './point-results.ts'
import {
  gathered,
  gatheredCounts,
  gatherRuns,
  isFarFromSeam,
  RUN_ENTRIES,
  RUN_POINTS,
  reachesTurned,
  SPOT_ENTRIES,
} from './point-runs.ts'
import { searchOutwards } from './point-search.ts'

/** The running query, named here: what a module itself names is a constant to the compiler, what it imports is not. */
const now = query
const tally = results
const counts = gatheredCounts

const STRIP = 1 << STRIP_BITS
/** How many roots of the wanted number more a first circle should hold. */
const SAFETY = 1.5
/** Guesses of a radius before the search goes step by step. */
const MOST_GUESSES = 3

/** Finds the nearest k within the bound: sorted by distance, then by number. */
export function findNearest(index: PointIndex, k: number): void {
  tally[COUNT] = 0
  tally[WANTED] = k
  if (isNearPole()) {
    keepNearestOfAll(index)
    return
  }
  const lon = now[LON]!
  if (isFarFromSeam(lon)) {
    if (k === 1 ? isOneFoundNearby(index) : areFoundByGuess(index)) return
    searchOutwards(index)
  } else {
    searchOutwards(index)
    for (let turn = -TURN_E7; turn <= TURN_E7; turn += 2 * TURN_E7) {
      if (!reachesTurned(index, lon + turn)) continue
      now[LON] = lon + turn
      searchOutwards(index)
      now[LON] = lon
    }
  }
  sortResults(index)
}

/** Guesses a circle that holds somewhat more than the wanted points, and guesses again when it does not. */
function areFoundByGuess(index: PointIndex): boolean {
  if (!findOwnCell(index)) return false
  const wanted = tally[WANTED]!
  const limit = now[BOUND]!
  // The spread of a count is its root; and the cells around are themselves but a sample.
  const aim = wanted + SAFETY * Math.sqrt(wanted) + 1
  const most = 6 * wanted + 100
  let square = aim * areaPerPoint(index, wanted)
  for (let guess = 0; guess < MOST_GUESSES; guess++) {
    now[BOUND] = Math.min(square, limit)
    if (!gatherRuns(index, most) || counts[SPOT_ENTRIES]! > 0) break
    keepNearestOf(index, gathered.runs, counts[RUN_ENTRIES]!)
    if (tally[COUNT]! >= wanted || square >= limit) {
      sortResults(index)
      return true
    }
    square *= Math.min(Math.max((1.3 * aim) / (tally[COUNT]! + 1), 1.5), 8)
    tally[COUNT] = 0
  }
  now[BOUND] = limit
  tally[COUNT] = 0
  return false
}

/** Squared radius of a circle per point, as the cells around the query tell it. */
function areaPerPoint(index: PointIndex, wanted: number): number {
  const { frame, shape } = index
  const grid = own[GRID]!
  const half = wanted <= FEW ? 1 : Math.min(7, Math.round(Math.sqrt(wanted / 12)))
  const strip = own[ROW]! & -STRIP
  const left = Math.max(own[COLUMN]! - half, 0)
  const right = Math.min(own[COLUMN]! + half, shape[grid * 4]! - 1)
  const bottom = Math.max(own[ROW]! - half, strip)
  const top = Math.min(own[ROW]! + half, strip + STRIP - 1, shape[grid * 4 + 1]! - 1)
  gatherBlock(index, grid, left, right, bottom, top)
  const cells = (right - left + 1) * (top - bottom + 1)
  const points = Math.max(counts[RUN_POINTS]!, 0.5)
  const perCell = frame[grid * 4 + 2]! * frame[grid * 4 + 3]! * now[STRETCH]!
  return cells / (perCell * points * Math.PI)
}

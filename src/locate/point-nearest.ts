// The nearest points to the running query of box-search.ts, where they lie as it is to be expected: close by. A first guess of how
// far they are is put right by what is found; where that takes long, the step-by-step search of point-search.ts takes over.
// In: an index, the query. Out: the results of point-results.ts. One search at a time per thread.
import { BOUND, BOX_BREATH, BOX_SCALE, isNearPole, LAT, LON, query, STRETCH, TURN_E7 } from './box-search.ts'
import { CROWDED_CELL, cellAt, type PointIndex, STRIP_BITS } from './point-grid.ts'
import { COUNT, FEW, keepNearestOf, keepNearestOfAll, results, sortResults, WANTED } from './point-results.ts'
import {
  BORDER_SLACK,
  gathered,
  gatheredCounts,
  gatherRuns,
  gridOfCell,
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

/** The cell of the query: its grid, column and row. */
const own = new Int32Array(3)
const GRID = 0
const COLUMN = 1
const ROW = 2

/** Finds the finest cell at the query; false when the query is off the grid by more than a cell, or a spot is there. */
function findOwnCell(index: PointIndex): boolean {
  const { frame, shape, cellStart } = index
  for (let grid = 0; ; ) {
    const columns = shape[grid * 4]!
    const rows = shape[grid * 4 + 1]!
    const x = (now[LON]! - frame[grid * 4]!) * frame[grid * 4 + 2]!
    const y = (now[LAT]! - frame[grid * 4 + 1]!) * frame[grid * 4 + 3]!
    if (columns === 0 || !(x > -1 && x < columns + 1 && y > -1 && y < rows + 1)) return false
    const column = Math.min(x | 0, columns - 1)
    const row = Math.min(y | 0, rows - 1)
    const cell = shape[grid * 4 + 2]! + cellAt(columns, rows, column, row)
    if (cellStart[cell + 1]! - cellStart[cell]! <= CROWDED_CELL) {
      own[GRID] = grid
      own[COLUMN] = column
      own[ROW] = row
      return true
    }
    grid = gridOfCell(index, cell)
  }
}

/** More points than this in four cells are left to a search that goes step by step. */
const MOST_IN_BLOCK = 160

/** Looks into the four cells around the corner that is nearest to the query, then into the circle of what was found there. */
function isOneFoundNearby(index: PointIndex): boolean {
  if (!findOwnCell(index)) return false
  const { frame, shape } = index
  const grid = own[GRID]!
  const columns = shape[grid * 4]!
  const rows = shape[grid * 4 + 1]!
  const width = 1 / frame[grid * 4 + 2]!
  const height = 1 / frame[grid * 4 + 3]!
  const lon = now[LON]! - frame[grid * 4]!
  const lat = now[LAT]! - frame[grid * 4 + 1]!
  const x = lon * frame[grid * 4 + 2]!
  const y = lat * frame[grid * 4 + 3]!
  const left = Math.min(Math.max(x - 0.5, 0) | 0, columns - 1)
  const bottom = Math.min(Math.max(y - 0.5, 0) | 0, rows - 1)
  const right = Math.min(left + 1, columns - 1)
  const top = Math.min(bottom + 1, rows - 1)
  const entries = gatherBlock(index, grid, left, right, bottom, top)
  if (counts[RUN_POINTS]! > MOST_IN_BLOCK) return false
  keepNearestOf(index, gathered.runs, entries)
  const dx = Math.min(lon - left * width, (right + 1) * width - lon) - BORDER_SLACK
  const dy = Math.min(lat - bottom * height, (top + 1) * height - lat) - BORDER_SLACK
  const margin = Math.min(dx > 0 ? dx * dx * now[BOX_SCALE]! : 0, dy > 0 ? dy * dy : 0) * (BOX_BREATH * 4)
  if (now[BOUND]! < margin) return true
  if (tally[COUNT] === 0 || !gatherRuns(index, MOST_IN_BLOCK) || counts[SPOT_ENTRIES]! > 0) return false
  keepNearestOf(index, gathered.runs, counts[RUN_ENTRIES]!)
  return true
}

/** Gathers a block of cells, some of which may be crowded; returns the entries. */
function gatherBlock(
  index: PointIndex,
  grid: number,
  left: number,
  right: number,
  bottom: number,
  top: number,
): number {
  const { shape, cellStart } = index
  const { runs } = gathered
  const columns = shape[grid * 4]!
  const rows = shape[grid * 4 + 1]!
  const firstCell = shape[grid * 4 + 2]!
  let entries = 0
  let points = 0
  for (let below = bottom & -STRIP; below <= top; below += STRIP) {
    const high = Math.min(STRIP, rows - below)
    const from = firstCell + below * columns + Math.max(bottom - below, 0)
    const cells = Math.min(top, below + STRIP - 1) - Math.max(bottom, below) + 1
    for (let column = left; column <= right; column++) {
      const start = cellStart[from + column * high]!
      const end = cellStart[from + column * high + cells]!
      runs[entries++] = start
      runs[entries++] = end
      points += end - start
    }
  }
  counts[RUN_POINTS] = points
  return entries
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

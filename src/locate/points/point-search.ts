// The nearest points to the running query of box-search.ts, step by step: cells around the query, then as many more as the bound
// still reaches. Right for any data and from any distance, but not the short way. Out: the results of point-results.ts.
import { BEND, BOUND, CURVE, FLAT, LAT, LON, query, SLOPE, TURN_E7 } from '../box-search.ts'
import { CROWDED_CELL, cellAt, type PointIndex, STRIP_BITS } from './point-grid.ts'
import { COUNT, dropFarthest, keepNearestOf, results, WANTED } from './point-results.ts'
import { BORDER_SLACK, gridOfCell } from './point-runs.ts'

/** The running query, named here: what a module itself names is a constant to the compiler, what it imports is not. */
const now = query
const tally = results

const STRIP = 1 << STRIP_BITS
/** What a sum of rounded numbers may be off by, as a factor. */
const ROUNDING = 1 + 1e-12
/** Rounding of a whole grid's box, whose borders are whole numbers. */
const BOX_SLACK = 1e-5
/** How often a window is measured anew, each time with what the last measure has ruled out. */
const MOST_AIMS = 4

/** The window of a grid that the bound reaches: columns, rows, latitudes from the query, the smallest factor of dx² within. */
const aimed = new Float64Array(7)
const LEFT = 0
const RIGHT = 1
const BOTTOM = 2
const TOP = 3
const LOW = 4
const HIGH = 5
const SCALE = 6

/**
 * Looks at all points that may belong to the nearest; lowers the query's bound meanwhile. Nearest first, roughly: a block of
 * cells around the query, then the cells that the bound still reaches; while there are too few results, as many more as
 * seem to be needed.
 */
export function searchOutwards(index: PointIndex): void {
  searchGrid(index, 0)
}

function searchGrid(index: PointIndex, grid: number): void {
  const { frame, shape } = index
  const columns = shape[grid * 4]!
  if (columns === 0) {
    lookAtSpot(index, grid)
    return
  }
  if (!aim(index, grid, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)) return
  const rows = shape[grid * 4 + 1]!
  const perLat = frame[grid * 4 + 3]!
  const width = 1 / frame[grid * 4 + 2]!
  const lon = now[LON]! - frame[grid * 4]!
  const lat = now[LAT]! - frame[grid * 4 + 1]!
  const column = Math.max(0, Math.min(columns - 1, Math.floor(lon / width)))
  const row = Math.max(0, Math.min(rows - 1, Math.floor(lat * perLat)))
  const radius = firstRadius(index, shape[grid * 4 + 2]! + cellAt(columns, rows, column, row))
  let left = Math.max(0, column - radius)
  let right = Math.min(columns - 1, column + radius)
  let bottom = Math.max(0, row - radius)
  let top = Math.min(rows - 1, row + radius)
  let scale = aimed[SCALE]!
  let low = aimed[LOW]!
  let high = aimed[HIGH]!
  lookAtColumn(index, grid, column, bottom, top)
  for (let x = left; x <= right; x++) {
    if (x !== column && wayAlong(x * width - lon, width, scale) >= 0) lookAtColumn(index, grid, x, bottom, top)
  }
  for (;;) {
    dropFarthest(index)
    if (!aim(index, grid, low, high)) return
    scale = aimed[SCALE]!
    low = aimed[LOW]!
    high = aimed[HIGH]!
    let newLeft = Math.min(left, aimed[LEFT]!)
    let newRight = Math.max(right, aimed[RIGHT]!)
    let newBottom = Math.min(bottom, aimed[BOTTOM]!)
    let newTop = Math.max(top, aimed[TOP]!)
    if (newLeft === left && newRight === right && newBottom === bottom && newTop === top) return
    if (tally[COUNT]! < tally[WANTED]!) {
      const step = nextStep(Math.max(right - left, top - bottom) + 1)
      newLeft = Math.max(newLeft, left - step)
      newRight = Math.min(newRight, right + step)
      newBottom = Math.max(newBottom, bottom - step)
      newTop = Math.min(newTop, top + step)
    }
    for (let x = newLeft; x <= newRight; x++) {
      const half = wayAlong(x * width - lon, width, scale)
      if (half < 0) continue
      const first = Math.max(newBottom, Math.floor((lat - half) * perLat))
      const last = Math.min(newTop, Math.floor((lat + half) * perLat))
      if (x < left || x > right) lookAtColumn(index, grid, x, first, last)
      else {
        lookAtColumn(index, grid, x, first, Math.min(last, bottom - 1))
        lookAtColumn(index, grid, x, Math.max(first, top + 1), last)
      }
    }
    left = newLeft
    right = newRight
    bottom = newBottom
    top = newTop
  }
}

/**
 * Finds the window of a grid that the bound reaches, tightly: seen from afar, a breath too much would be a long way along a
 * line of points. What is known to be out of reach north and south tells how far east and west is at least, and so on.
 *
 * @returns whether there is one
 */
function aim(index: PointIndex, grid: number, lowBefore: number, highBefore: number): boolean {
  const { frame, shape } = index
  const columns = shape[grid * 4]!
  const rows = shape[grid * 4 + 1]!
  const lon = now[LON]! - frame[grid * 4]!
  const lat = now[LAT]! - frame[grid * 4 + 1]!
  const perLon = frame[grid * 4 + 2]!
  const perLat = frame[grid * 4 + 3]!
  const bound = now[BOUND]! * ROUNDING
  // A grid's last points lie one unit before its end.
  const width = columns / perLon - 1
  const height = rows / perLat - 1
  const dx = Math.max(-lon, lon - width, BOX_SLACK) - BOX_SLACK
  const dy = Math.max(-lat, lat - height, BOX_SLACK) - BOX_SLACK
  const below = squareAlong(dy)
  let low = Math.max(lowBefore, -lat - BOX_SLACK, -latReachOf(bound))
  let high = Math.min(highBefore, height - lat + BOX_SLACK, latReachOf(bound))
  let scale = 0
  for (let aims = 0; aims < MOST_AIMS; aims++) {
    if (low > high) return false
    scale = Math.min(scaleAt(low), scaleAt(high))
    const rest = bound - squareAlong(dx) * scale
    if (rest < below) return false
    const half = latReachOf(rest)
    if (-half <= low && half >= high) break
    low = Math.max(low, -half)
    high = Math.min(high, half)
  }
  const across = (bound - below) / (scale + 1e-30)
  const lonReach = Math.min(Math.sqrt(across) * (1 + across * CURVE) + 1, TURN_E7)
  aimed[LEFT] = Math.max(0, Math.floor((lon - lonReach) * perLon))
  aimed[RIGHT] = Math.min(columns - 1, Math.floor((lon + lonReach) * perLon))
  aimed[BOTTOM] = Math.max(0, Math.floor((lat + low) * perLat))
  aimed[TOP] = Math.min(rows - 1, Math.floor((lat + high) * perLat))
  aimed[LOW] = low
  aimed[HIGH] = high
  aimed[SCALE] = scale
  return true
}

/** The square of a difference along a meridian or, times a factor, a parallel: as `squareOf` has it. */
function squareAlong(difference: number): number {
  const square = difference * difference
  return square * Math.max(1 - square * CURVE, 0.5)
}

/** The difference of latitude that has a square, rounded up. */
function latReachOf(square: number): number {
  return Math.sqrt(square) * (1 + square * CURVE) + 1
}

/** The factor of dx² at a difference of latitude, as `squareOf` has it; between two latitudes it is nowhere below both ends. */
function scaleAt(dy: number): number {
  return Math.max(now[FLAT]! - now[SLOPE]! * dy - now[BEND]! * dy * dy, 0)
}

/**
 * How far north and south a column of cells is within the bound; negative when it is out of reach.
 *
 * @param beside from the query to the column's left border, units of longitude
 */
function wayAlong(beside: number, width: number, scale: number): number {
  // |a| + |b| − width is twice the distance to the column.
  const dx = Math.max(Math.abs(beside) + Math.abs(beside + width) - width - BORDER_SLACK, 0) * 0.5
  const rest = now[BOUND]! * ROUNDING - squareAlong(dx) * scale
  return rest < 0 ? -1 : latReachOf(rest)
}

/** Cells around the own one that hold about as many points as are wanted, were all cells as full as this one. */
function firstRadius(index: PointIndex, cell: number): number {
  const inCell = index.cellStart[cell + 1]! - index.cellStart[cell]!
  const least = inCell > 8 ? 0 : 1
  const wanted = tally[WANTED]! - tally[COUNT]!
  if (wanted <= 4) return least
  return Math.max(least, Math.round((Math.sqrt((1.3 * wanted) / Math.max(2, inCell)) - 1) / 2))
}

/** How many cells more on each side seem to be needed, to a block of a size that held too few results. */
function nextStep(size: number): number {
  const growth = Math.sqrt((1.3 * tally[WANTED]!) / (tally[COUNT]! + 0.1)) - 1
  return Math.max(1, Math.min(size, Math.round((size * growth) / 2)))
}

/** Cells of a column, strip by strip. */
function lookAtColumn(index: PointIndex, grid: number, column: number, bottom: number, top: number): void {
  if (bottom > top) return
  const columns = index.shape[grid * 4]!
  const rows = index.shape[grid * 4 + 1]!
  const firstCell = index.shape[grid * 4 + 2]!
  for (let below = bottom & -STRIP; below <= top; below += STRIP) {
    const cells = firstCell + below * columns + column * Math.min(STRIP, rows - below) - below
    lookAtCells(index, cells + Math.max(bottom, below), cells + Math.min(top, below + STRIP - 1))
  }
}

/** A run of cells: at once where it is short, cell by cell where it is crowded. */
function lookAtCells(index: PointIndex, first: number, last: number): void {
  const { cellStart } = index
  const start = cellStart[first]!
  const end = cellStart[last + 1]!
  if (end - start <= CROWDED_CELL + (last - first) * 8) {
    lookAt(index, start, end)
    return
  }
  for (let cell = first; cell <= last; cell++) {
    const from = cellStart[cell]!
    const to = cellStart[cell + 1]!
    if (to - from <= CROWDED_CELL) lookAt(index, from, to)
    else searchGrid(index, gridOfCell(index, cell))
  }
}

/** Points that all lie in one spot, in the order of their numbers: the first few stand for all. */
function lookAtSpot(index: PointIndex, grid: number): void {
  const cell = index.shape[grid * 4 + 2]!
  const start = index.cellStart[cell]!
  lookAt(index, start, Math.min(index.cellStart[cell + 1]!, start + tally[WANTED]!))
}

const run = new Int32Array(2)

function lookAt(index: PointIndex, start: number, end: number): void {
  if (start === end) return
  run[0] = start
  run[1] = end
  keepNearestOf(index, run, 2)
}

// Searching segment cells around the running query of box-search.ts: the own cell first, then the cells within the bound.
// In: cells and the running query. Out: the best segment so far and the place on it. Knows neither streets nor networks.
import {
  BOUND,
  BOX_BREATH,
  BOX_SCALE,
  FLAT,
  FRACTION,
  LAT,
  LON,
  LON_REACH,
  query,
  SLACK,
  searchCounts,
  squareOf,
  TURN_E7,
} from '../box-search.ts'
import type { SegmentCells } from './segment-cells.ts'
import { middleOf, RECORD_WORDS, WIDE } from './segment-touches.ts'

/** The best segment so far: its number (−1: none), A, and what leads from A to B. Doubles, for the reason `query` has. */
export const best = new Float64Array(5)
export const NUMBER = 0
export const LON_A = 1
export const LAT_A = 2
export const LON_SPAN = 3
export const LAT_SPAN = 4

/**
 * Takes a segment when it is truly nearer than the best so far, or as near with a lower number: which of equally near segments wins is
 * decided here and nowhere else, for cells and boxes alike.
 *
 * @param along where its foot is, 0 at A and 1 at B; may lie beyond
 * @param rx from the query to A, and `ry`; `dx` and `dy` from A to B
 */
export function offerSegment(number: number, along: number, rx: number, ry: number, dx: number, dy: number): void {
  const fraction = along < 0 ? 0 : Math.min(along, 1)
  const square = squareOf(rx + fraction * dx, ry + fraction * dy)
  const bound = query[BOUND]!
  if (square > bound || (square === bound && best[NUMBER]! >= 0 && number >= best[NUMBER]!)) return
  query[BOUND] = square
  query[FRACTION] = fraction
  best[NUMBER] = number
  best[LON_A] = query[LON]! + rx
  best[LAT_A] = query[LAT]! + ry
  best[LON_SPAN] = dx
  best[LAT_SPAN] = dy
}

/** Searches all cells within the bound, and a turn to the east and to the west where the cells reach across ±180°. */
export function searchCells(cells: SegmentCells): void {
  const lon = query[LON]!
  searchFrom(cells)
  const reach = query[LON_REACH]! * E7_PER_RADIAN + 1
  if (cells.eastE7 >= lon + TURN_E7 - reach) searchMoved(cells, lon + TURN_E7)
  if (cells.westE7 <= lon - TURN_E7 + reach) searchMoved(cells, lon - TURN_E7)
}

const E7_PER_RADIAN = TURN_E7 / (2 * Math.PI)

function searchMoved(cells: SegmentCells, lonE7: number): void {
  const before = query[BOUND]!
  const lon = query[LON]!
  query[LON] = lonE7
  searchFrom(cells)
  if (query[BOUND] === before) query[LON] = lon
}

/** Columns and rows of the cells within the bound: found by {@link aim}. */
const around = new Int32Array(4)
const LEFT = 0
const RIGHT = 1
const BOTTOM = 2
const TOP = 3
/** A rectangle of more cells than this each way is searched from its middle outwards. */
const SMALL = 3

function searchFrom(cells: SegmentCells): void {
  const { columns, rows } = cells
  const column = clamp((query[LON]! - cells.westE7) * cells.columnsPerLonE7, columns)
  const row = clamp((query[LAT]! - cells.southE7) * cells.rowsPerLatE7, rows)
  scanCell(cells, column, row)
  aim(cells)
  const left = around[LEFT]!
  const right = around[RIGHT]!
  const bottom = around[BOTTOM]!
  const top = around[TOP]!
  if (right - left >= SMALL || top - bottom >= SMALL) {
    searchOutwards(cells, column, row)
    return
  }
  for (let y = bottom; y <= top; y++) {
    for (let x = left; x <= right; x++) {
      if (x !== column || y !== row) scanCell(cells, x, y)
    }
  }
}

function clamp(place: number, count: number): number {
  return place < 0 ? 0 : place >= count ? count - 1 : Math.floor(place)
}

/** Finds the cells within the bound: none when left > right or bottom > top. */
function aim(cells: SegmentCells): void {
  const { columnsPerLonE7, rowsPerLatE7 } = cells
  const lon = query[LON]! - cells.westE7
  const lat = query[LAT]! - cells.southE7
  const latReach = Math.sqrt(query[BOUND]!) * (1 + 2e-5) + 1
  const lonReach = (Math.sqrt(query[BOUND]! / query[BOX_SCALE]!) + 1) * (1 + 1e-9)
  around[LEFT] = Math.max(Math.floor((lon - lonReach) * columnsPerLonE7), 0)
  around[RIGHT] = Math.min(Math.floor((lon + lonReach) * columnsPerLonE7), cells.columns - 1)
  around[BOTTOM] = Math.max(Math.floor((lat - latReach) * rowsPerLatE7), 0)
  around[TOP] = Math.min(Math.floor((lat + latReach) * rowsPerLatE7), cells.rows - 1)
}

/** Narrows the columns to those that the bound leaves in one row: fewer, the farther the row is away. */
function aimInRow(cells: SegmentCells, row: number): void {
  const lat = query[LAT]! - cells.southE7 - row * cells.rowE7
  const away = Math.max(-lat, lat - cells.rowE7, 1) - 1
  const rest = query[BOUND]! * (0.25 / BOX_BREATH) - away * away
  const lon = query[LON]! - cells.westE7
  const lonReach = (Math.sqrt(Math.max(rest, 0) / query[BOX_SCALE]!) + 1) * (1 + 1e-9)
  around[LEFT] = Math.max(Math.floor((lon - lonReach) * cells.columnsPerLonE7), 0)
  around[RIGHT] = Math.min(Math.floor((lon + lonReach) * cells.columnsPerLonE7), cells.columns - 1)
}

/** Row by row away from the query; as the bound shrinks, so does what is left to search. */
function searchOutwards(cells: SegmentCells, column: number, row: number): void {
  for (let away = 0; row - away >= around[BOTTOM]! || row + away <= around[TOP]!; away++) {
    if (row + away <= around[TOP]!) scanRow(cells, column, row + away)
    if (away > 0 && row - away >= around[BOTTOM]!) scanRow(cells, column, row - away)
  }
}

/** Cell by cell away from the query's column; cells without segments are skipped over. */
function scanRow(cells: SegmentCells, column: number, row: number): void {
  const { cellStart, columns } = cells
  const base = row * columns
  aimInRow(cells, row)
  if (around[LEFT]! > around[RIGHT]! || cellStart[base + around[LEFT]!] === cellStart[base + around[RIGHT]! + 1]) return
  let x = column
  for (;;) {
    x = lowestAbove(cellStart, cellStart[base + x]!, base + x + 1, base + around[RIGHT]! + 2) - base - 1
    if (x > around[RIGHT]!) break
    scanAndAim(cells, x++, row)
  }
  x = column
  for (;;) {
    x = lowestAbove(cellStart, cellStart[base + x]! - 1, base + around[LEFT]!, base + x) - base - 1
    if (x < around[LEFT]!) break
    scanAndAim(cells, x, row)
  }
}

/** The lowest place from `low` on where a start is above `start`; `high` when there is none before it. Starts never fall. */
function lowestAbove(cellStart: Uint32Array, start: number, low: number, high: number): number {
  let least = low
  let most = high
  while (least < most) {
    const middle = (least + most) >>> 1
    if (cellStart[middle]! > start) most = middle
    else least = middle + 1
  }
  return least
}

function scanAndAim(cells: SegmentCells, column: number, row: number): void {
  const before = query[BOUND]!
  scanCell(cells, column, row)
  if (query[BOUND]! === before) return
  aim(cells)
  aimInRow(cells, row)
}

/** Sieves the segments of a cell without a division or a branch that is hard to predict; few are offered. */
function scanCell(cells: SegmentCells, column: number, row: number): void {
  const { cellStart, records } = cells
  const cell = row * cells.columns + column
  const start = cellStart[cell]!
  const end = cellStart[cell + 1]!
  searchCounts.cells++
  searchCounts.records += end - start
  if (start === end) return
  const lon = middleOf(cells.westE7, cells.columnE7, column) - query[LON]!
  const lat = middleOf(cells.southE7, cells.rowE7, row) - query[LAT]!
  const flat = query[FLAT]!
  const slack = query[SLACK]!
  let near = query[BOUND]! * slack
  for (let at = start * RECORD_WORDS; at < end * RECORD_WORDS; at += RECORD_WORDS) {
    const a = records[at]!
    const b = records[at + 1]!
    if (a === WIDE) {
      scanWide(cells, b, records[at + 2]! >>> 0)
      near = query[BOUND]! * slack
      continue
    }
    const lonA = (a << 16) >> 16
    const latA = a >> 16
    const dx = ((b << 16) >> 16) - lonA
    const dy = (b >> 16) - latA
    const rx = lonA + lon
    const ry = latA + lat
    const dxFlat = dx * flat
    // With t = −dot / square in [0, 1]: distance² · square = |r|² · square + cut · (dot + cut / 4), where cut / 2 = t · square.
    const square = dx * dxFlat + dy * dy
    const dot = rx * dxFlat + ry * dy
    const cut = Math.abs(dot) - Math.abs(dot + square) + square
    const away = rx * rx * flat + ry * ry
    if ((away * (1 - 1e-9) - near) * square <= -cut * (dot + cut * 0.25)) {
      offerSegment(records[at + 2]! >>> 0, -dot / (square + 1e-300), rx, ry, dx, dy)
      near = query[BOUND]! * slack
    }
  }
}

function scanWide({ wideE7 }: SegmentCells, wide: number, number: number): void {
  const at = wide * 4
  const rx = wideE7[at]! - query[LON]!
  const ry = wideE7[at + 1]! - query[LAT]!
  const dx = wideE7[at + 2]! - wideE7[at]!
  const dy = wideE7[at + 3]! - wideE7[at + 1]!
  // In the order of the sieve's factors: the foot is the same to the last bit.
  const dxFlat = dx * query[FLAT]!
  const square = dx * dxFlat + dy * dy
  const dot = rx * dxFlat + ry * dy
  offerSegment(number, -dot / (square + 1e-300), rx, ry, dx, dy)
}

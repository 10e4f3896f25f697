// The cells of a grid that segments touch: listed and counted first, then filled with records.
// In: segments in 1e-7 degrees, a grid. Out: records cell by cell. Knows not how they are kept or searched.
import { PART } from './segment-survey.ts'

/** Words per record: A and B from the middle of the cell, 16 bits each (latitude in the upper half), and the number. */
export const RECORD_WORDS = 3
/** The first word of a record whose segment does not fit into 16 bits; its second word says where in `wideE7` it is. */
export const WIDE = -0x8000_0000
/** Farther than this from the middle of a cell, an end does not fit. */
export const MOST_AWAY = 0x7fff
/** Lines are taken to touch a cell that they miss by this part of its width, so that rounding loses none. */
const TOUCH = 1e-6

/** How places become cells: column `floor((lon − west) × columnsPerLonE7)`, and likewise a row. */
export interface CellFrame {
  readonly westE7: number
  readonly southE7: number
  readonly eastE7: number
  readonly columnsPerLonE7: number
  readonly rowsPerLatE7: number
  /** Width of a column and height of a row. */
  readonly columnE7: number
  readonly rowE7: number
  readonly columns: number
  readonly rows: number
}

/** The whole number from which a column's longitudes, or a row's latitudes, are counted: its middle. */
export function middleOf(originE7: number, sideE7: number, columnOrRow: number): number {
  return Math.floor(originE7 + (columnOrRow + 0.5) * sideE7)
}

/** The longest that a segment may be, either way, so that both ends are near enough to the middle of each cell that it touches. */
function longest(sideE7: number): number {
  return Math.floor(MOST_AWAY - 2 - sideE7 * 0.5)
}

/** What segments touch. */
export interface Touches {
  /**
   * The cells that segments touch, one after the other; the first of each segment has the bit `FIRST`, and all of a segment that
   * is too long for a record have `LONG`.
   */
  readonly touched: Int32Array
  /** Where the records of each cell end. */
  readonly cellEnds: Int32Array
  readonly touchCount: number
  /** The most records of a cell, and the sum of their squares over all cells. */
  readonly highestLoad: number
  readonly squaredLoads: number
  /** Segments that are too long for a record. */
  readonly wideCount: number
}

const FIRST = -0x8000_0000
const LONG = 0x4000_0000

/** Numbers of a frame in an array: the loops below take no object, for code that knows a shape is lost with the shape. */
const grid = new Float64Array(9)
const WEST = 0
const SOUTH = 1
const PER_LON = 2
const PER_LAT = 3
const COLUMNS = 4
const MOST_LON = 5
const MOST_LAT = 6
/** Fewer steps than this from the cell of A to that of B: both ends are near enough to the middles of both. */
const NEAR_STEPS = 7
/** Segments so far that are too long for a record. */
const WIDE_COUNT = 8

function setGrid({ westE7, southE7, columnsPerLonE7, rowsPerLatE7, columns, columnE7, rowE7 }: CellFrame): void {
  const nearSteps = 1.5 * Math.max(columnE7, rowE7) + 2 <= MOST_AWAY ? 2 : 0
  const most = [longest(columnE7), longest(rowE7)]
  grid.set([westE7, southE7, columnsPerLonE7, rowsPerLatE7, columns, ...most, nearSteps, 0])
}

/** Lists what segments touch and counts it per cell; `null` when that is more than there is room. */
export function listTouches(endsE7: Int32Array, frame: CellFrame, room: number): Touches | null {
  const touched = new Int32Array(room)
  const loads = new Int32Array(frame.columns * frame.rows + 1)
  setGrid(frame)
  let touchCount = 0
  for (let at = 0; at < endsE7.length && touchCount <= room; at += PART * 4) {
    touchCount = listPart(endsE7, at, Math.min(at + PART * 4, endsE7.length), touched, touchCount, loads)
  }
  if (touchCount > room) return null
  addUp.fill(0)
  for (let cell = 0; cell < loads.length; cell += PART) toEnds(loads, cell, Math.min(cell + PART, loads.length))
  const [wideCount, highestLoad, squaredLoads] = [grid[WIDE_COUNT]!, addUp[HIGHEST]!, addUp[SQUARES]!]
  return { touched, cellEnds: loads, touchCount, wideCount, highestLoad, squaredLoads }
}

function listPart(
  endsE7: Int32Array,
  start: number,
  end: number,
  touched: Int32Array,
  before: number,
  loads: Int32Array,
): number {
  const westE7 = grid[WEST]!
  const southE7 = grid[SOUTH]!
  const perLon = grid[PER_LON]!
  const perLat = grid[PER_LAT]!
  const columns = grid[COLUMNS]! | 0
  const nearSteps = grid[NEAR_STEPS]!
  const last = touched.length - 1
  let touchCount = before
  for (let at = start; at < end; at += 4) {
    const columnA = ((endsE7[at]! - westE7) * perLon) | 0
    const rowA = ((endsE7[at + 1]! - southE7) * perLat) | 0
    const columnB = ((endsE7[at + 2]! - westE7) * perLon) | 0
    const rowB = ((endsE7[at + 3]! - southE7) * perLat) | 0
    const steps = Math.abs(rowA - rowB) + Math.abs(columnA - columnB)
    if (steps < nearSteps && touchCount < last) {
      // One cell, or two side by side: both are written, and the second is kept or not, without a branch.
      const cellA = rowA * columns + columnA
      const cellB = rowB * columns + columnB
      touched[touchCount] = cellA | FIRST
      touched[touchCount + 1] = cellB
      loads[cellA]!++
      loads[cellB]! += steps
      touchCount += 1 + steps
    } else {
      touchCount = listLine(endsE7, at, touched, touchCount, loads)
      if (touchCount > touched.length) return touchCount
    }
  }
  return touchCount
}

/** Lists the cells that one segment touches, row by row, from `sum` on. Returns the new sum: beyond the room where there is none. */
function listLine(endsE7: Int32Array, at: number, touched: Int32Array, before: number, loads: Int32Array): number {
  const columns = grid[COLUMNS]! | 0
  const xA = (endsE7[at]! - grid[WEST]!) * grid[PER_LON]!
  const yA = (endsE7[at + 1]! - grid[SOUTH]!) * grid[PER_LAT]!
  const xB = (endsE7[at + 2]! - grid[WEST]!) * grid[PER_LON]!
  const yB = (endsE7[at + 3]! - grid[SOUTH]!) * grid[PER_LAT]!
  const perRow = (xB - xA) / (yB - yA)
  const bottom = Math.floor(Math.min(yA, yB))
  const top = Math.floor(Math.max(yA, yB))
  const west = Math.floor(Math.min(xA, xB))
  const east = Math.floor(Math.max(xA, xB))
  const lonSpan = Math.abs(endsE7[at + 2]! - endsE7[at]!)
  const latSpan = Math.abs(endsE7[at + 3]! - endsE7[at + 1]!)
  const long = lonSpan > grid[MOST_LON]! || latSpan > grid[MOST_LAT]! ? LONG : 0
  if (long !== 0) grid[WIDE_COUNT]!++
  let sum = before
  let mark = long | FIRST
  for (let row = bottom; row <= top; row++) {
    const enters = row === bottom ? (yA < yB ? xA : xB) : xA + (row - yA) * perRow
    const leaves = row === top ? (yA < yB ? xB : xA) : xA + (row + 1 - yA) * perRow
    const left = Math.max(Math.floor(Math.min(enters, leaves) - TOUCH), west)
    const right = Math.min(Math.floor(Math.max(enters, leaves) + TOUCH), east)
    if (sum + right - left >= touched.length) return touched.length + 1
    for (let column = left; column <= right; column++) {
      const cell = row * columns + column
      touched[sum++] = cell | mark
      loads[cell]!++
      mark = long
    }
  }
  return sum
}

/** Sums of what cells hold, as far as {@link toEnds} has come. */
const addUp = new Float64Array(3)
const SUM = 0
const HIGHEST = 1
const SQUARES = 2

/** Turns what cells hold into where that ends, in place. */
function toEnds(loads: Int32Array, from: number, end: number): void {
  let sum = addUp[SUM]!
  let highest = addUp[HIGHEST]!
  let squares = addUp[SQUARES]!
  for (let cell = from; cell < end; cell++) {
    const load = loads[cell]!
    sum += load
    squares += load * load
    if (load > highest) highest = load
    loads[cell] = sum
  }
  addUp[SUM] = sum
  addUp[HIGHEST] = highest
  addUp[SQUARES] = squares
}

/**
 * Writes the records of what segments touch. `cellStart` holds the end of each cell's records at first, and their start at last.
 *
 * @param numbers what segments are known by; without it 0, 1, 2 …
 * @param wideE7 where segments go that are too long for a record
 */
export function fillRecords(
  endsE7: Int32Array,
  numbers: Uint32Array | undefined,
  frame: CellFrame,
  { touched, touchCount }: Touches,
  cellStart: Uint32Array,
  records: Int32Array,
  wideE7: Int32Array,
): void {
  setGrid(frame)
  const { westE7, southE7, columnE7, rowE7, columns, rows } = frame
  const columnLon = Int32Array.from({ length: columns }, (_, column) => middleOf(westE7, columnE7, column))
  const rowLat = Int32Array.from({ length: rows }, (_, row) => middleOf(southE7, rowE7, row))
  let segment = -1
  for (let from = 0; from < touchCount; from += PART) {
    const end = Math.min(from + PART, touchCount)
    segment = fillPart(endsE7, numbers, segment, touched, from, end, columnLon, rowLat, cellStart, records, wideE7)
  }
}

function fillPart(
  endsE7: Int32Array,
  numbers: Uint32Array | undefined,
  before: number,
  touched: Int32Array,
  from: number,
  end: number,
  columnLon: Int32Array,
  rowLat: Int32Array,
  cellStart: Uint32Array,
  records: Int32Array,
  wideE7: Int32Array,
): number {
  const columns = columnLon.length
  const rowsPerCell = 1 / columns
  let segment = before
  for (let i = from; i < end; i++) {
    const code = touched[i]!
    const cell = code & ~(FIRST | LONG)
    segment += code >>> 31
    const row = ((cell + 0.5) * rowsPerCell) | 0
    const lon = columnLon[cell - row * columns]!
    const lat = rowLat[row]!
    const at = segment * 4
    const start = cellStart[cell]! - 1
    const put = start * RECORD_WORDS
    cellStart[cell] = start
    records[put] = ((endsE7[at + 1]! - lat) << 16) | ((endsE7[at]! - lon) & 0xffff)
    records[put + 1] = ((endsE7[at + 3]! - lat) << 16) | ((endsE7[at + 2]! - lon) & 0xffff)
    records[put + 2] = numbers === undefined ? segment : numbers[segment]!
    if ((code & LONG) !== 0) putWide(records, put, endsE7, at, wideE7, code < 0)
  }
  return segment
}

/** Makes a record one of a segment that is too long; the segment itself is kept once. */
function putWide(
  records: Int32Array,
  put: number,
  endsE7: Int32Array,
  at: number,
  wideE7: Int32Array,
  isFirst: boolean,
): void {
  if (isFirst) wideE7.set(endsE7.subarray(at, at + 4), grid[WIDE_COUNT]!++ * 4)
  records[put] = WIDE
  records[put + 1] = grid[WIDE_COUNT]! - 1
}

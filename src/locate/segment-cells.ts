// Segments copied into the cells of a uniform grid that they touch: what a search needs of a place lies side by side in memory.
// In: segments in 1e-7 degrees. Out: one buffer that threads can share, or nothing where the data do not suit a uniform grid.
import { LivingCircleError } from '../foundation/errors.ts'
import { E7, RADIANS_PER_DEGREE } from '../foundation/units.ts'

/** Words per record: A and B from the middle of the cell, 16 bits each (latitude in the upper half), and the number. */
export const RECORD_WORDS = 3
/** The first word of a record whose segment does not fit into 16 bits; its second word says where in `wideE7` it is. */
export const WIDE = -0x8000_0000
/** Farther than this from the middle of a cell, an end does not fit. */
const MOST_AWAY = 0x7fff
/** No column is wider than this, so that records have room for segments of some length. */
const WIDEST = MOST_AWAY * 0.75
/** Segments per cell on average, finest first: the finest that the room allows is taken. */
const SEGMENTS_PER_CELL = [3, 4, 6, 8] as const
/** Room for the cells and their records, bytes per segment. */
const MAX_BYTES_PER_SEGMENT = 23.9
/** With more records than this in the cell of an average record, or in any cell, the grid is not used. */
const MAX_AVERAGE_LOAD = 64
const MAX_LOAD = 1024
/** With a larger share of segments that do not fit into 16 bits, the grid is not used. */
const MAX_WIDE_SHARE = 0.02
/** With fewer segments than this, the grid is not used. */
const FEW = 64
/** Lines are taken to touch a cell that they miss by this part of its width, so that rounding loses none. */
const TOUCH = 1e-6
/** "LCSC" and the layout's version, the first two words of the buffer. */
const MAGIC = 0x4c435343
const LAYOUT_VERSION = 1
const HEADER_BYTES = 128

/** Segments in the cells of a grid. Plain data: may be posted to a thread, which shares the buffer. */
export interface SegmentCells extends CellFrame {
  readonly itemCount: number
  /** Records of the cell in column c of row r: `cellStart[r × columns + c]` up to the next cell's. */
  readonly cellStart: Uint32Array
  /** `RECORD_WORDS` words per record. A segment has one record in each cell that it touches. */
  readonly records: Int32Array
  /** `lonA, latA, lonB, latB` of segments that are too long for a record. */
  readonly wideE7: Int32Array
  readonly buffer: ArrayBufferLike
}

/** How places become cells: column `floor((lon − west) × columnsPerLonE7)`, and likewise a row. */
interface CellFrame {
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

/**
 * Puts segments into cells; `null` where that would take too much room, or would leave too many in one cell: then a tree of
 * boxes serves better. O(segments + cells).
 *
 * @param endsE7 as for `buildSegmentIndex`, each segment the short way round
 */
export function buildSegmentCells(
  endsE7: Int32Array,
  numbers: Uint32Array | undefined,
  survey: Survey,
): SegmentCells | null {
  const count = endsE7.length >>> 2
  if (count < FEW) return null
  const frame = chooseFrame(survey, count)
  if (frame === null) return null
  const banded = isScattered(endsE7, survey) ? intoBands(endsE7, numbers, survey) : { endsE7, numbers }
  const counted = countTouches(banded.endsE7, frame)
  if (counted === null) return null
  const cells = roomForCells(frame, count, counted)
  fillCells(cells, banded.endsE7, banded.numbers, counted)
  return cells
}

/** Bands of latitude into which scattered segments are put first. */
const BANDS = 256
/** How many pairs of neighbours in order are looked at to see whether segments are scattered. */
const PAIRS = 512

/** Whether segments that follow each other lie far apart more often than not. Streets of a network hardly ever do. */
function isScattered(endsE7: Int32Array, { south, north }: Survey): boolean {
  const step = Math.max(1, Math.floor(endsE7.length / 4 / PAIRS)) * 4
  let pairs = 0
  let far = 0
  for (let at = 0; at + 4 < endsE7.length; at += step) {
    pairs++
    if (Math.abs(endsE7[at + 5]! - endsE7[at + 1]!) > (north - south) / 32) far++
  }
  return far * 2 > pairs
}

/**
 * The segments in bands of latitude, so that the cells which the next ones touch are near in memory: to write each record to a
 * far place of its own takes longer than to move all segments once.
 */
function intoBands(
  endsE7: Int32Array,
  numbers: Uint32Array | undefined,
  { south, north }: Survey,
): { readonly endsE7: Int32Array; readonly numbers: Uint32Array } {
  const perLatE7 = BANDS / (north - south + 1)
  const count = endsE7.length >>> 2
  const next = new Int32Array(BANDS + 1)
  for (let at = 1; at < endsE7.length; at += 4) next[(((endsE7[at]! - south) * perLatE7) | 0) + 1]!++
  for (let band = 0; band < BANDS; band++) next[band + 1]! += next[band]!
  const banded = new Int32Array(count * 4)
  const bandedNumbers = new Uint32Array(count)
  for (let segment = 0; segment < count; segment++) {
    const at = segment * 4
    const band = ((endsE7[at + 1]! - south) * perLatE7) | 0
    const place = next[band]!
    next[band] = place + 1
    bandedNumbers[place] = numbers === undefined ? segment : numbers[segment]!
    banded[place * 4] = endsE7[at]!
    banded[place * 4 + 1] = endsE7[at + 1]!
    banded[place * 4 + 2] = endsE7[at + 2]!
    banded[place * 4 + 3] = endsE7[at + 3]!
  }
  return { endsE7: banded, numbers: bandedNumbers }
}

/** What one look at all segments tells. */
export interface Survey {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  /** Sums of the differences of longitude and of latitude along the segments, and the largest of them. */
  readonly lonLength: number
  readonly latLength: number
  readonly longestLon: number
  readonly longestLat: number
}

/** Looks at segments: at least one. */
export function surveySegments(endsE7: Int32Array): Survey {
  let west = endsE7[0]!
  let south = endsE7[1]!
  let east = west
  let north = south
  let lonLength = 0
  let latLength = 0
  let longestLon = 0
  let longestLat = 0
  for (let at = 0; at < endsE7.length; at += 4) {
    const lonA = endsE7[at]!
    const latA = endsE7[at + 1]!
    const lonB = endsE7[at + 2]!
    const latB = endsE7[at + 3]!
    if (lonA < west) west = lonA
    if (lonB < west) west = lonB
    if (lonA > east) east = lonA
    if (lonB > east) east = lonB
    if (latA < south) south = latA
    if (latB < south) south = latB
    if (latA > north) north = latA
    if (latB > north) north = latB
    const lonSpan = Math.abs(lonB - lonA)
    const latSpan = Math.abs(latB - latA)
    lonLength += lonSpan
    latLength += latSpan
    if (lonSpan > longestLon) longestLon = lonSpan
    if (latSpan > longestLat) longestLat = latSpan
  }
  return { west, south, east, north, lonLength, latLength, longestLon, longestLat }
}

/** The finest grid that is expected to keep within its room; `null` when there is none. */
function chooseFrame(survey: Survey, count: number): CellFrame | null {
  const { west, south, east, north, lonLength, latLength } = survey
  const shrink = Math.max(0.01, Math.cos(((south + north) / 2 / E7) * RADIANS_PER_DEGREE))
  const width = (east - west + 1) * shrink
  const height = north - south + 1
  for (const perCell of SEGMENTS_PER_CELL) {
    const cells = count / perCell
    // Long and narrow data: no more cells along than a cell's share allows.
    const share = Math.max(Math.sqrt((width * height) / cells), width / cells, height / cells)
    const side = Math.min(share, WIDEST * shrink)
    const columns = Math.floor((east - west) * (shrink / side)) + 1
    const rows = Math.floor((north - south) * (1 / side)) + 1
    // A segment touches one cell, and one more for each border that it crosses.
    const records = count + lonLength * (shrink / side) + latLength / side
    if (cellBytes(columns * rows, records) > count * MAX_BYTES_PER_SEGMENT) continue
    const perE7 = { columnsPerLonE7: shrink / side, rowsPerLatE7: 1 / side }
    return { westE7: west, southE7: south, eastE7: east, ...perE7, columnE7: side / shrink, rowE7: side, columns, rows }
  }
  return null
}

function cellBytes(cells: number, records: number): number {
  return HEADER_BYTES + (cells + 1 + records * RECORD_WORDS) * 4
}

interface Touches {
  /** The cells that segments touch, one after the other; the first of each segment has the bit `FIRST`. */
  readonly touched: Int32Array
  /** Records in each cell. */
  readonly loads: Int32Array
  readonly touchCount: number
  readonly wideCount: number
}

const FIRST = -0x8000_0000

/** Finds the cells that each segment touches; `null` when they are too many, or some cells too crowded. */
function countTouches(endsE7: Int32Array, frame: CellFrame): Touches | null {
  const { columns, rows } = frame
  const count = endsE7.length >>> 2
  const loads = new Int32Array(columns * rows + 1)
  const room = Math.floor((count * MAX_BYTES_PER_SEGMENT - cellBytes(columns * rows, 0)) / (RECORD_WORDS * 4))
  const touched = new Int32Array(room)
  const { touchCount, wideCount } = listTouches(endsE7, frame, touched, loads)
  if (touchCount > room) return null
  let squares = 0
  let highest = 0
  for (let cell = 0; cell < loads.length; cell++) {
    const load = loads[cell]!
    squares += load * load
    if (load > highest) highest = load
  }
  if (highest > MAX_LOAD || squares > touchCount * MAX_AVERAGE_LOAD) return null
  if (wideCount > count * MAX_WIDE_SHARE) return null
  const bytes = cellBytes(columns * rows, touchCount) + wideCount * 16
  return bytes > count * MAX_BYTES_PER_SEGMENT ? null : { touched, loads, touchCount, wideCount }
}

/** Lists what segments touch and counts it per cell; stops when that is more than there is room. Counts wide segments, too. */
function listTouches(
  endsE7: Int32Array,
  frame: CellFrame,
  touched: Int32Array,
  loads: Int32Array,
): { readonly touchCount: number; readonly wideCount: number } {
  const { westE7, southE7, columnsPerLonE7, rowsPerLatE7, columns } = frame
  const { lonSpan, latSpan } = longest(frame)
  const last = touched.length - 1
  let touchCount = 0
  let wideCount = 0
  for (let at = 0; at < endsE7.length && touchCount <= touched.length; at += 4) {
    const lonA = endsE7[at]!
    const latA = endsE7[at + 1]!
    const lonB = endsE7[at + 2]!
    const latB = endsE7[at + 3]!
    if (Math.abs(lonB - lonA) > lonSpan || Math.abs(latB - latA) > latSpan) wideCount++
    const columnA = ((lonA - westE7) * columnsPerLonE7) | 0
    const rowA = ((latA - southE7) * rowsPerLatE7) | 0
    const columnB = ((lonB - westE7) * columnsPerLonE7) | 0
    const rowB = ((latB - southE7) * rowsPerLatE7) | 0
    const steps = Math.abs(rowA - rowB) + Math.abs(columnA - columnB)
    if (steps < 2 && touchCount < last) {
      // One cell, or two side by side: both are written, and the second is kept or not, without a branch.
      const cellA = rowA * columns + columnA
      const cellB = rowB * columns + columnB
      touched[touchCount] = cellA | FIRST
      touched[touchCount + 1] = cellB
      loads[cellA]!++
      loads[cellB]! += steps
      touchCount += 1 + steps
    } else touchCount = listLine(endsE7, at, frame, touched, loads, touchCount)
  }
  return { touchCount, wideCount }
}

/** Lists the cells that one segment touches, row by row, from `sum` on. Returns the new sum: beyond the room where there is none. */
function listLine(
  endsE7: Int32Array,
  at: number,
  frame: CellFrame,
  touched: Int32Array,
  loads: Int32Array,
  before: number,
): number {
  const xA = (endsE7[at]! - frame.westE7) * frame.columnsPerLonE7
  const yA = (endsE7[at + 1]! - frame.southE7) * frame.rowsPerLatE7
  const xB = (endsE7[at + 2]! - frame.westE7) * frame.columnsPerLonE7
  const yB = (endsE7[at + 3]! - frame.southE7) * frame.rowsPerLatE7
  const perRow = (xB - xA) / (yB - yA)
  const bottom = Math.floor(Math.min(yA, yB))
  const top = Math.floor(Math.max(yA, yB))
  const west = Math.floor(Math.min(xA, xB))
  const east = Math.floor(Math.max(xA, xB))
  let sum = before
  let first = FIRST
  for (let row = bottom; row <= top; row++) {
    const enters = row === bottom ? (yA < yB ? xA : xB) : xA + (row - yA) * perRow
    const leaves = row === top ? (yA < yB ? xB : xA) : xA + (row + 1 - yA) * perRow
    const left = Math.max(Math.floor(Math.min(enters, leaves) - TOUCH), west)
    const right = Math.min(Math.floor(Math.max(enters, leaves) + TOUCH), east)
    if (sum + right - left >= touched.length) return touched.length + 1
    for (let column = left; column <= right; column++) {
      const cell = row * frame.columns + column
      touched[sum++] = cell | first
      loads[cell]!++
      first = 0
    }
  }
  return sum
}

/** The longest that a segment may be, either way, so that both ends are near enough to the middle of each cell that it touches. */
function longest(frame: CellFrame): { readonly lonSpan: number; readonly latSpan: number } {
  return {
    lonSpan: Math.floor(MOST_AWAY - 2 - frame.columnE7 * 0.5),
    latSpan: Math.floor(MOST_AWAY - 2 - frame.rowE7 * 0.5),
  }
}

function roomForCells(frame: CellFrame, count: number, { touchCount, wideCount }: Touches): SegmentCells {
  const bytes = cellBytes(frame.columns * frame.rows, touchCount) + wideCount * 16
  const buffer = typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)
  const header = [MAGIC, LAYOUT_VERSION, count, frame.columns, frame.rows, touchCount, wideCount]
  new Uint32Array(buffer, 0, header.length).set(header)
  const doubles = [frame.westE7, frame.southE7, frame.eastE7, frame.columnsPerLonE7, frame.rowsPerLatE7]
  doubles.push(frame.columnE7, frame.rowE7)
  new Float64Array(buffer, 32, doubles.length).set(doubles)
  return openSegmentCells(buffer)
}

/** Whether a buffer begins like those of this layout. */
export function holdsSegmentCells(buffer: ArrayBufferLike): boolean {
  return buffer.byteLength >= HEADER_BYTES && new Uint32Array(buffer, 0, 1)[0] === MAGIC
}

/**
 * Opens cells that another thread filled, without copying.
 *
 * @throws LivingCircleError `input-format` when the buffer is not of this kind and version
 */
export function openSegmentCells(buffer: ArrayBufferLike): SegmentCells {
  const header = new Uint32Array(buffer, 0, buffer.byteLength < HEADER_BYTES ? 0 : 8)
  if (header[0] !== MAGIC || header[1] !== LAYOUT_VERSION) {
    throw new LivingCircleError('input-format', 'This buffer is not an index of this kind and version.', {
      details: { magic: header[0], version: header[1] },
    })
  }
  const [itemCount, columns, rows, touchCount, wideCount] = [header[2]!, header[3]!, header[4]!, header[5]!, header[6]!]
  const [westE7, southE7, eastE7, columnsPerLonE7, rowsPerLatE7, columnE7, rowE7] = new Float64Array(buffer, 32, 7)
  const recordsAt = HEADER_BYTES + (columns * rows + 1) * 4
  return {
    itemCount,
    westE7: westE7!,
    southE7: southE7!,
    eastE7: eastE7!,
    columnsPerLonE7: columnsPerLonE7!,
    rowsPerLatE7: rowsPerLatE7!,
    columnE7: columnE7!,
    rowE7: rowE7!,
    columns,
    rows,
    cellStart: new Uint32Array(buffer, HEADER_BYTES, columns * rows + 1),
    records: new Int32Array(buffer, recordsAt, touchCount * RECORD_WORDS),
    wideE7: new Int32Array(buffer, recordsAt + touchCount * RECORD_WORDS * 4, wideCount * 4),
    buffer,
  }
}

function fillCells(
  cells: SegmentCells,
  endsE7: Int32Array,
  numbers: Uint32Array | undefined,
  { touched, loads, touchCount }: Touches,
): void {
  const { cellStart, records, westE7, southE7, columnE7, rowE7, columns, rows } = cells
  // Each cell is filled from its end, so that what is left in `cellStart` are the starts.
  let sum = 0
  for (let cell = 0; cell < cellStart.length; cell++) {
    sum += loads[cell]!
    cellStart[cell] = sum
  }
  const columnLon = Int32Array.from({ length: columns }, (_, column) => middleOf(westE7, columnE7, column))
  const rowLat = Int32Array.from({ length: rows }, (_, row) => middleOf(southE7, rowE7, row))
  const rowsPerCell = 1 / columns
  const { lonSpan, latSpan } = longest(cells)
  let segment = -1
  let wide = -1
  for (let i = 0; i < touchCount; i++) {
    const code = touched[i]!
    const cell = code & ~FIRST
    segment += code >>> 31
    const row = ((cell + 0.5) * rowsPerCell) | 0
    const lon = columnLon[cell - row * columns]!
    const lat = rowLat[row]!
    const at = segment * 4
    const lonA = endsE7[at]!
    const latA = endsE7[at + 1]!
    const lonB = endsE7[at + 2]!
    const latB = endsE7[at + 3]!
    const start = cellStart[cell]! - 1
    const put = start * RECORD_WORDS
    cellStart[cell] = start
    records[put] = ((latA - lat) << 16) | ((lonA - lon) & 0xffff)
    records[put + 1] = ((latB - lat) << 16) | ((lonB - lon) & 0xffff)
    records[put + 2] = numbers === undefined ? segment : numbers[segment]!
    if (Math.abs(lonB - lonA) > lonSpan || Math.abs(latB - latA) > latSpan) {
      if (code < 0) cells.wideE7.set(endsE7.subarray(at, at + 4), ++wide * 4)
      records[put] = WIDE
      records[put + 1] = wide
    }
  }
}

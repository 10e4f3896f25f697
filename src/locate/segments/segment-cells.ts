// Segments copied into the cells of a uniform grid that they touch: what a search needs of a place lies side by side in memory.
// In: segments in 1e-7 degrees. Out: one buffer that threads can share, or nothing where the data do not suit a uniform grid.
import { E7, RADIANS_PER_DEGREE } from '../../foundation/units.ts'
import { problem } from '../../words/problem.ts'
import { inPassableOrder, type Survey } from './segment-survey.ts'
import { type CellFrame, fillRecords, listTouches, MOST_AWAY, RECORD_WORDS, type Touches } from './segment-touches.ts'

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
  const ordered = inPassableOrder(endsE7, numbers, survey)
  const touches = findTouches(ordered.endsE7, frame)
  if (touches === null) return null
  const cells = roomForCells(frame, count, touches)
  // Each cell is filled from its end, so that what is left in `cellStart` are the starts.
  cells.cellStart.set(touches.cellEnds)
  fillRecords(ordered.endsE7, ordered.numbers, frame, touches, cells.cellStart, cells.records, cells.wideE7)
  return cells
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

/** Finds what segments touch; `null` when that is too much, or too crowded in some cells. */
function findTouches(endsE7: Int32Array, frame: CellFrame): Touches | null {
  const count = endsE7.length >>> 2
  const cells = frame.columns * frame.rows
  const room = Math.floor((count * MAX_BYTES_PER_SEGMENT - cellBytes(cells, 0)) / (RECORD_WORDS * 4))
  const found = listTouches(endsE7, frame, room)
  if (found === null) return null
  const { touchCount, wideCount } = found
  if (found.highestLoad > MAX_LOAD || found.squaredLoads > touchCount * MAX_AVERAGE_LOAD) return null
  if (wideCount > count * MAX_WIDE_SHARE) return null
  const bytes = cellBytes(cells, touchCount) + wideCount * 16
  return bytes > count * MAX_BYTES_PER_SEGMENT ? null : found
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
    throw problem('input-format', 'index.not-this-kind', {}, { details: { magic: header[0], version: header[1] } })
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

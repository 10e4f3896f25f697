// Records of what was stamped once, stamped again. What enters: numbers read off another field (see edge-stamps). What
// leaves: bits and overhangs. It does not know streets.
import {
  BLOCK_SHIFT,
  type OutlineField,
  raiseTo,
  SIDE_EAST,
  SIDE_NORTH,
  SIDE_SOUTH,
  SIDE_WEST,
} from './outline-field.ts'

const SIDE = 1 << BLOCK_SHIFT
const SIDE_MASK = SIDE - 1
/** Numbers before the runs of a record, and of each run in a row and in a column. */
export const RECORD_HEAD = 5
const ROW_RUN = 3
const COLUMN_RUN = 2

/**
 * Stamps what was read off another anchored field with cells of field size. The record: its first column and row, how
 * many runs of joined nodes there are in rows and in columns, how far it goes; then for each run its place (`row << 16 |
 * column`, from the first ones), its nodes and overhangs (`nodes << 16 | far << 8 | near`), and, in a row (31 nodes at
 * most), by bits which of them are joined to the north, the sign bit telling whether the last is joined to the east.
 */
export function stampRecord(field: OutlineField, record: Int32Array, start: number): void {
  const { blockColumns, directory } = field
  let { insideBits, overhang, joined } = field
  const column = record[start]! - field.firstColumn
  const row = record[start + 1]! - field.firstRow
  const firstRun = start + RECORD_HEAD
  const rowsEnd = firstRun + ROW_RUN * record[start + 2]!
  const columnsEnd = rowsEnd + COLUMN_RUN * record[start + 3]!
  for (let at = firstRun; at < rowsEnd; at += ROW_RUN) {
    const place = record[at]!
    const run = record[at + 1]!
    const north = record[at + 2]!
    const nodes = run >>> 16
    const c = column + (place & 0xffff)
    const r = row + (place >>> 16)
    const inDirectory = (r >> BLOCK_SHIFT) * blockColumns + (c >> BLOCK_SHIFT)
    let block = directory[inDirectory]!
    if (block === 0) {
      block = field.allocate(inDirectory)
      ;({ insideBits, overhang, joined } = field)
    }
    const word = (block << BLOCK_SHIFT) | (r & SIDE_MASK)
    const node = (word << BLOCK_SHIFT) | (c & SIDE_MASK)
    const bits = (1 << nodes) - 1
    const east = north < 0 ? bits : bits >>> 1
    insideBits[word]! |= bits << c
    joined[word << 1]! |= east << c
    joined[(word << 1) | 1]! |= (north & bits) << c
    let endNode = node + nodes - 1
    const over = (c & SIDE_MASK) + nodes - SIDE
    if (over > 0) {
      const next = wordEast(field, inDirectory, r)
      ;({ insideBits, overhang, joined } = field)
      const done = nodes - over
      insideBits[next]! |= bits >>> done
      joined[next << 1]! |= east >>> done
      joined[(next << 1) | 1]! |= (north & bits) >>> done
      endNode = (next << BLOCK_SHIFT) + over - 1
    }
    raiseTo(overhang, (endNode << 2) | SIDE_EAST, (run >>> 8) & 0xff)
    raiseTo(overhang, (node << 2) | SIDE_WEST, run & 0xff)
  }
  for (let at = rowsEnd; at < columnsEnd; at += COLUMN_RUN) {
    const place = record[at]!
    const run = record[at + 1]!
    const c = column + (place & 0xffff)
    const r = row + (place >>> 16)
    const end = r + (run >>> 16) - 1
    const inBlockRow = c >> BLOCK_SHIFT
    const block = directory[(r >> BLOCK_SHIFT) * blockColumns + inBlockRow]!
    const endBlock = directory[(end >> BLOCK_SHIFT) * blockColumns + inBlockRow]!
    const node = (block << (2 * BLOCK_SHIFT)) | ((r & SIDE_MASK) << BLOCK_SHIFT) | (c & SIDE_MASK)
    const endNode = (endBlock << (2 * BLOCK_SHIFT)) | ((end & SIDE_MASK) << BLOCK_SHIFT) | (c & SIDE_MASK)
    raiseTo(overhang, (endNode << 2) | SIDE_NORTH, (run >>> 8) & 0xff)
    raiseTo(overhang, (node << 2) | SIDE_SOUTH, run & 0xff)
  }
}

/** The word of a row in the block east of a place of the directory. */
function wordEast(field: OutlineField, place: number, row: number): number {
  return ((field.directory[place + 1]! || field.allocate(place + 1)) << BLOCK_SHIFT) | (row & SIDE_MASK)
}

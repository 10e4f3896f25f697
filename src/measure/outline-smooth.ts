// A distance field made round for posters: averaged with its surroundings. What enters: a stamped field. What leaves: another field on
// the same grid, to be traced in its place. It does not know what was stamped.
//
// What is averaged is the depth inside the band, cut off one cell deep on both sides of the border, with weights 1 2 3 2 1 both
// ways. Straight borders stay where they are, corners and notches become round, gaps of one cell close, and every
// stamped line stays inside. Averages never fall when the field grows, so smooth outlines nest as well.
import { BLOCK_SHIFT, type OutlineField } from './outline-field.ts'

const SIDE = 1 << BLOCK_SHIFT
const MASK = SIDE - 1
/** How far weights reach, in nodes. */
const HALO = 2
const WIDTH = SIDE + 2 * HALO
const WEIGHTS = [1 / 9, 2 / 9, 3 / 9, 2 / 9, 1 / 9] as const

const depth = new Float64Array(WIDTH * WIDTH)
const averaged = new Float64Array(SIDE * WIDTH)

/**
 * Fills `into` with the smooth version of `field`. Call it again after more was stamped.
 *
 * @param isFirst true for the first outline of a drawing: `into` is cleared; else it keeps what nesting needs
 */
export function smoothInto(field: OutlineField, into: OutlineField, isFirst: boolean): void {
  if (isFirst) into.beginAs(field)
  const { blockColumns, blockRows } = field
  for (let blockRow = 0; blockRow < blockRows; blockRow++) {
    for (let blockColumn = 0; blockColumn < blockColumns; blockColumn++) {
      if (isNearStamped(field, blockColumn, blockRow)) smoothBlock(field, into, blockColumn, blockRow)
    }
  }
}

function isNearStamped({ directory, blockColumns, blockRows }: OutlineField, column: number, row: number): boolean {
  for (let r = Math.max(0, row - 1); r <= Math.min(blockRows - 1, row + 1); r++) {
    for (let c = Math.max(0, column - 1); c <= Math.min(blockColumns - 1, column + 1); c++) {
      if (directory[r * blockColumns + c] !== 0) return true
    }
  }
  return false
}

function smoothBlock(field: OutlineField, into: OutlineField, blockColumn: number, blockRow: number): void {
  gatherDepths(field, (blockColumn << BLOCK_SHIFT) - HALO, (blockRow << BLOCK_SHIFT) - HALO)
  for (let row = 0; row < WIDTH; row++) {
    for (let column = 0; column < SIDE; column++) {
      let sum = 0
      for (let tap = 0; tap < WEIGHTS.length; tap++) sum += WEIGHTS[tap]! * depth[row * WIDTH + column + tap]!
      averaged[row * SIDE + column] = sum
    }
  }
  const place = blockRow * into.blockColumns + blockColumn
  const block = into.directory[place]! || into.allocate(place)
  const { squared, insideBits, bandCells, squaredBand } = into
  for (let row = 0; row < SIDE; row++) {
    let bits = 0
    const start = (block << (2 * BLOCK_SHIFT)) | (row << BLOCK_SHIFT)
    for (let column = 0; column < SIDE; column++) {
      let sum = 0
      for (let tap = 0; tap < WEIGHTS.length; tap++) sum += WEIGHTS[tap]! * averaged[(row + tap) * SIDE + column]!
      const distance = bandCells - sum
      squared[start + column] = distance * distance
      if (squared[start + column]! <= squaredBand) bits |= 1 << column
    }
    insideBits[(block << BLOCK_SHIFT) | row] = bits
  }
}

/** Depth inside the band (negative outside), cut off at one cell, for a block and its surroundings. */
function gatherDepths(field: OutlineField, firstColumn: number, firstRow: number): void {
  const { squared, directory, blockColumns, blockRows, bandCells } = field
  const least = bandCells - 1
  for (let y = 0; y < WIDTH; y++) {
    const row = firstRow + y
    const directoryRow = (row >> BLOCK_SHIFT) * blockColumns
    for (let x = 0; x < WIDTH; x++) {
      const column = firstColumn + x
      const isOnGrid = row >= 0 && column >= 0 && row >> BLOCK_SHIFT < blockRows && column >> BLOCK_SHIFT < blockColumns
      const block = isOnGrid ? directory[directoryRow + (column >> BLOCK_SHIFT)]! : 0
      const value = squared[(block << (2 * BLOCK_SHIFT)) | ((row & MASK) << BLOCK_SHIFT) | (column & MASK)]!
      const deep = bandCells - Math.sqrt(value)
      depth[y * WIDTH + x] = value <= least * least ? 1 : Math.max(-1, deep)
    }
  }
}

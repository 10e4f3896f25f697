// The cell of the running query of box-search.ts, and blocks of cells.
// In: an index, the query. Out: a grid, a column, a row; runs of places. Looks at no point. One search at a time per thread.
import { LAT, LON, query } from '../box-search.ts'
import { CROWDED_CELL, cellAt, type PointIndex, STRIP_BITS } from './point-grid.ts'
import { gathered, gatheredCounts, gridOfCell, RUN_POINTS } from './point-runs.ts'

/** The running query, named here: what a module itself names is a constant to the compiler, what it imports is not. */
const now = query
const counts = gatheredCounts

const STRIP = 1 << STRIP_BITS

/** The cell of the query: its grid, column and row. */
export const own = new Int32Array(3)
export const GRID = 0
export const COLUMN = 1
export const ROW = 2

/** Finds the finest cell at the query; false when the query is off the grid by more than a cell, or a spot is there. */
export function findOwnCell(index: PointIndex): boolean {
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

/** Gathers a block of cells, some of which may be crowded; returns the entries. */
export function gatherBlock(
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

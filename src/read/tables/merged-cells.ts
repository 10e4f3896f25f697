// Merged cells hold for every row that they cover: the value of the first cell goes down to the others.
// In: numbered rows and merges. Out: the same rows, filled, and where a value is a repeat. It does not know what any column means.
import { type CellMerge, filledCells } from './header-rows.ts'
import { type SharedCell, TABLE_LIMITS } from './raw-table.ts'

/** A row of cells that may be filled. */
export interface OpenRow {
  readonly line: number
  readonly cells: string[]
}

/**
 * Fills what merges cover, downwards in their first column; across, a value stays where it is written. A merge over rows that are not there
 * covers nothing. The work is bounded by the cells of the table.
 */
export function fillMerged(rows: readonly OpenRow[], merges: readonly CellMerge[]): void {
  let budget: number = TABLE_LIMITS.cells
  for (const { firstLine, lastLine, firstColumn } of merges) {
    if (lastLine <= firstLine || firstColumn >= TABLE_LIMITS.columns) continue
    const top = rowAtOrAfter(rows, firstLine)
    const value = rows[top]?.line === firstLine ? rows[top].cells[firstColumn] : undefined
    if (value === undefined || value === '') continue
    for (let at = top + 1; at < rows.length && rows[at]!.line <= lastLine && budget > 0; at++) {
      budget--
      const { cells } = rows[at]!
      // A row without anything of its own is no row.
      if (filledCells(cells) === 0) continue
      while (cells.length < firstColumn) cells.push('')
      if ((cells[firstColumn] ?? '') === '') cells[firstColumn] = value
    }
  }
}

/** Merges over several rows as ranges of a table's rows. */
export function sharedCells(lines: Uint32Array, merges: readonly CellMerge[]): SharedCell[] {
  const shared: SharedCell[] = []
  for (const { firstLine, lastLine, firstColumn } of merges) {
    if (lastLine <= firstLine) continue
    const first = lowerBound(lines.length, (at) => lines[at]! >= firstLine)
    const last = lowerBound(lines.length, (at) => lines[at]! > lastLine) - 1
    if (last > first) shared.push({ column: firstColumn, first, last })
  }
  return shared
}

function rowAtOrAfter(rows: readonly OpenRow[], line: number): number {
  return lowerBound(rows.length, (at) => rows[at]!.line >= line)
}

/** The first index of which `holds` is true, for a condition that stays true. */
function lowerBound(length: number, holds: (at: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

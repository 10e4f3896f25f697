// From numbered rows of cells to a table: finds the header, pads short rows, sets malformed rows aside, keeps the caps.
// Shared by CSV and XLSX. It does not know what any column means.
import { LivingCircleError } from '../../foundation/errors.ts'
import { type RawTableProblem, TABLE_LIMITS, uniqueHeaders } from './raw-table.ts'

/** Rows that are looked at to find the header under a title. */
const HEADER_SEARCH_ROWS = 10

/** What {@link RowAssembler.take} hands over. */
export interface AssembledRows {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly line: Uint32Array
  readonly rejects: readonly RawTableProblem[]
  readonly warnings: readonly RawTableProblem[]
}

/** Takes rows in file order; blank rows are skipped and not counted. */
export interface RowAssembler {
  push(line: number, cells: string[]): void
  reject(line: number, message: string): void
  warn(line: number, message: string): void
  /** Everything since the last call; `last` settles a header that is still being looked for. */
  take(last: boolean): AssembledRows
}

/**
 * @param source name for messages
 * @param extraCells what a filled cell beyond the header means: `reject` (CSV: a delimiter without quotes has shifted the row)
 *   or `warn` (XLSX: a note beside the table)
 */
export function createRowAssembler(source: string, extraCells: 'reject' | 'warn'): RowAssembler {
  let columns: string[] | null = null
  let waiting: { line: number; cells: string[] }[] = []
  let rows: string[][] = []
  let lines: number[] = []
  let rejects: RawTableProblem[] = []
  let warnings: RawTableProblem[] = []

  function settleHeader(): void {
    if (waiting.length === 0) return
    const found = waiting.findIndex(({ cells }) => filledCells(cells) >= 2)
    const headerAt = Math.max(0, found)
    const header = waiting[headerAt]!
    if (header.cells.length > TABLE_LIMITS.columns) {
      throw new LivingCircleError('input-too-large', `${source}: ${header.cells.length} columns.`, {
        hint: `At most ${TABLE_LIMITS.columns} columns are read; is the delimiter right, or is this another kind of file?`,
        details: { source, columns: header.cells.length, limit: TABLE_LIMITS.columns },
      })
    }
    for (const { line, cells } of waiting.slice(0, headerAt)) {
      warnings.push({ line, message: `skipped as a title: "${shorten(cells.join('').trim())}"` })
    }
    columns = uniqueHeaders(header.cells)
    const later = waiting.slice(headerAt + 1)
    waiting = []
    for (const row of later) addRow(row.line, row.cells)
  }

  function addRow(line: number, cells: string[]): void {
    const width = columns!.length
    if (cells.length > width) {
      const extra = filledCells(cells.slice(width))
      if (extra > 0) {
        const message = `${cells.length} cells where the header has ${width}`
        if (extraCells === 'reject') {
          rejects.push({ line, message: `${message}; a text that holds the delimiter needs quotes` })
          return
        }
        warnings.push({ line, message: `${message}; the cells beyond the header are ignored` })
      }
      cells.length = width
    }
    while (cells.length < width) cells.push('')
    rows.push(cells)
    lines.push(line)
  }

  return {
    push(line, cells) {
      if (filledCells(cells) === 0) return
      if (columns !== null) {
        addRow(line, cells)
        return
      }
      waiting.push({ line, cells })
      if (filledCells(cells) >= 2 || waiting.length >= HEADER_SEARCH_ROWS) settleHeader()
    },
    reject(line, message) {
      rejects.push({ line, message })
    },
    warn(line, message) {
      warnings.push({ line, message })
    },
    take(last) {
      if (last && columns === null) settleHeader()
      const result = { columns: columns ?? [], rows, line: Uint32Array.from(lines), rejects, warnings }
      rows = []
      lines = []
      rejects = []
      warnings = []
      return result
    },
  }
}

function filledCells(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') count++
  return count
}

/** A text cut for messages. */
export function shorten(text: string, length = 60): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}

// From numbered rows of cells to a table: finds the header, pads short rows, sets malformed rows aside, keeps the caps.
// Shared by CSV and XLSX. It does not know what any column means.
import type { Message } from '../../foundation/message.ts'
import { message, problem, spoken } from '../../words/problem.ts'
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
  reject(line: number, said: Message): void
  warn(line: number, said: Message): void
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
      throw problem(
        'input-too-large',
        'table.columns',
        { source, n: header.cells.length },
        {
          hint: message('hint.most-columns-delimiter', { most: TABLE_LIMITS.columns }),
          details: { source, columns: header.cells.length, limit: TABLE_LIMITS.columns },
        },
      )
    }
    for (const { line, cells } of waiting.slice(0, headerAt)) {
      warnings.push({ line, ...spoken(message('table.title-skipped', { text: shorten(cells.join('').trim()) })) })
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
        const counts = { n: cells.length, width }
        if (extraCells === 'reject') {
          rejects.push({ line, ...spoken(message('table.cells-shifted', counts)) })
          return
        }
        warnings.push({ line, ...spoken(message('table.cells-beyond', counts)) })
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
    reject(line, said) {
      rejects.push({ line, ...spoken(said) })
    },
    warn(line, said) {
      warnings.push({ line, ...spoken(said) })
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

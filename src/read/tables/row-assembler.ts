// From numbered rows of cells to a table: finds the header, pads short rows, sets malformed rows aside, keeps the caps.
// Undoes the apostrophes of tables that this program wrote. Shared by CSV, XLSX and ODS. It does not know what any column means.
import type { Message } from '../../foundation/message.ts'
import { MARKED_COLUMN, withoutMark } from '../../foundation/spreadsheet-text.ts'
import { message, problem, spoken } from '../../words/problem.ts'
import {
  type CellMerge,
  filledCells,
  findHeader,
  HEADER_SEARCH_ROWS,
  type KnowsHeader,
  knownWords,
} from './header-rows.ts'
import { type RawTable, type RawTableProblem, TABLE_LIMITS } from './raw-table.ts'

/** What {@link RowAssembler.take} hands over. */
export type AssembledRows = Pick<RawTable, 'columns' | 'ownHeaders' | 'rows' | 'line' | 'rejects' | 'warnings'>

/** Takes rows in file order; blank rows are skipped and not counted. */
export interface RowAssembler {
  push(line: number, cells: string[]): void
  reject(line: number, said: Message): void
  warn(line: number, said: Message): void
  /** Everything since the last call; `last` settles a header that is still being looked for. */
  take(last: boolean): AssembledRows
}

/** How a table is put together. */
export interface AssemblerOptions {
  /**
   * What a filled cell beyond the header means: `reject` (CSV: a delimiter without quotes has shifted the row) or `warn` (a sheet: a
   * note beside the table).
   */
  readonly extraCells: 'reject' | 'warn'
  /** Which texts are words of headers; default none, and the header is the first row of two cells. */
  readonly knowsHeader?: KnowsHeader | undefined
  /** Merged cells of the sheet, for headers of two rows. */
  readonly merges?: readonly CellMerge[] | undefined
}

/** @param source name for messages */
export function createRowAssembler(source: string, options: AssemblerOptions): RowAssembler {
  const { extraCells, merges = [] } = options
  const knows = options.knowsHeader ?? (() => false)
  let columns: readonly string[] | null = null
  let ownHeaders: readonly string[] | null = null
  /** Where rows say that cells of theirs have got an apostrophe; −1: nowhere. */
  let markAt = -1
  let waiting: { line: number; cells: string[] }[] = []
  let headerSeen = false
  let rows: string[][] = []
  let lines: number[] = []
  let rejects: RawTableProblem[] = []
  let warnings: RawTableProblem[] = []

  function settleHeader(): void {
    if (waiting.length === 0) return
    const header = findHeader(waiting, merges, knows)
    if (header.columns.length > TABLE_LIMITS.columns) throw tooManyColumns(source, header.columns.length)
    for (const { line, cells } of waiting.slice(0, header.titles)) {
      warnings.push({ line, ...spoken(message('table.title-skipped', { text: shorten(titleOf(cells), MOST_TITLE) })) })
    }
    markAt = header.columns.lastIndexOf(MARKED_COLUMN)
    columns = markAt < 0 ? header.columns : header.columns.map(withoutMark)
    ownHeaders = header.ownTexts
    const later = waiting.slice(header.titles + header.rows)
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
    rows.push(markAt >= 0 && cells[markAt]!.trim() === '1' ? cells.map(withoutMark) : cells)
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
      // One row more than the header: it may name parts of it.
      if (headerSeen || waiting.length >= HEADER_SEARCH_ROWS) settleHeader()
      else headerSeen = knownWords(cells, knows) >= SURE_WORDS
    },
    reject(line, said) {
      rejects.push({ line, ...spoken(said) })
    },
    warn(line, said) {
      warnings.push({ line, ...spoken(said) })
    },
    take(last) {
      if (last && columns === null) settleHeader()
      const result = { columns: columns ?? [], ownHeaders, rows, line: Uint32Array.from(lines), rejects, warnings }
      rows = []
      lines = []
      rejects = []
      warnings = []
      return result
    },
  }
}

/** A title is longer than a cell: its unit stands at its end. */
const MOST_TITLE = 120

function titleOf(cells: readonly string[]): string {
  return cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' ')
}

/** A row with so many known words is a header; no need to look further. */
const SURE_WORDS = 3

function tooManyColumns(source: string, n: number) {
  return problem(
    'input-too-large',
    'table.columns',
    { source, n },
    {
      hint: message('hint.most-columns-delimiter', { most: TABLE_LIMITS.columns }),
      details: { source, columns: n, limit: TABLE_LIMITS.columns },
    },
  )
}

/** A text cut for messages. */
export function shorten(text: string, length = 60): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}

// Tables of a web page, or of the XML that Excel 2003 wrote, both often named .xls → a raw table for each. In: text. Out: raw tables.
// Only tables, rows and cells count; everything else of a page is passed over. It knows no header's meaning.
import type { LivingCircleError } from '../../foundation/errors.ts'
import { problem } from '../../words/problem.ts'
import type { CellMerge } from './header-rows.ts'
import { type MarkupTag, markupTags, withoutEntities } from './markup-tags.ts'
import type { OpenRow } from './merged-cells.ts'
import { TABLE_LIMITS, type TableFormat } from './raw-table.ts'
import { type SheetOptions, sheetTable } from './sheet-table.ts'
import { readySheet, type TableSheet } from './table-file.ts'

/** Rows or columns that one cell may cover. */
const MAX_SPAN = 70_000
const MAX_TABLES = 1_000
/** Tables within tables. */
const MAX_DEPTH = 100

/** A cell that is being read. */
interface OpenCell {
  readonly pieces: string[]
  readonly columns: number
  readonly rows: number
  /** Its column, where the file says it. */
  readonly at: number | null
  /** Within a note on the cell: its text is not the cell's. */
  isInNote: boolean
}

/** A table that is being read. */
interface OpenTable {
  readonly name: string
  readonly rows: OpenRow[]
  readonly merges: CellMerge[]
  /** Rows with at least two filled cells: a page's layout has tables, too. */
  filled: number
  line: number
  column: number
  isRowOpen: boolean
  cells: string[]
  cell: OpenCell | null
  /** Column → the last line of the cell that covers it from above. */
  readonly coveredTo: Map<number, number>
}

/**
 * The tables of a page, or the sheets of Excel 2003 XML, each with at least two rows of two cells.
 *
 * @throws LivingCircleError `input-unsupported` where there is none: it is a page, no table; `input-too-large`
 */
export function markupSheets(
  source: string,
  text: string,
  format: TableFormat,
  options: SheetOptions = {},
): TableSheet[] {
  const reader = new MarkupReader(source, format)
  for (const tag of markupTags(text)) {
    reader.text(text, tag)
    reader.tag(tag)
  }
  const tables = reader.finish().filter(({ filled }) => filled >= 2)
  if (tables.length === 0) {
    const start = text.trim().slice(0, 15)
    throw problem('input-unsupported', 'table.not-a-table', { name: source, start }, { hint: 'hint.web-page-instead' })
  }
  return tables.map(({ name, rows, merges }) =>
    readySheet(tables.length === 1 && format === 'html' ? null : name, () =>
      sheetTable({ source, format, name, rows, merges }, options),
    ),
  )
}

class MarkupReader {
  readonly #source: string
  readonly #isXml: boolean
  readonly #found: OpenTable[] = []
  readonly #open: OpenTable[] = []
  #cells = 0

  constructor(source: string, format: TableFormat) {
    this.#source = source
    this.#isXml = format === 'spreadsheetml'
  }

  /** The text before a tag belongs to the cell that is open. */
  text(whole: string, { textFrom, textTo }: MarkupTag): void {
    const cell = this.#open.at(-1)?.cell
    if (textTo > textFrom && cell?.isInNote === false) cell.pieces.push(whole.slice(textFrom, textTo))
  }

  tag(tag: MarkupTag): void {
    const table = this.#open.at(-1)
    // Excel's XML has a table in each worksheet: the worksheet has the name.
    if (tag.name === (this.#isXml ? 'worksheet' : 'table')) {
      if (!tag.isEnd) this.#startTable(tag)
      else if (table !== undefined) {
        this.#endRow(table)
        this.#open.pop()
      }
    } else if (table === undefined) return
    else if (tag.name === (this.#isXml ? 'row' : 'tr')) {
      this.#endRow(table)
      if (!tag.isEnd) startRow(table, tag)
    } else if (this.#isXml ? tag.name === 'cell' : tag.name === 'td' || tag.name === 'th') {
      this.#endCell(table)
      if (!tag.isEnd) {
        if (!table.isRowOpen) startRow(table, tag)
        table.cell = openCell(tag)
        if (tag.isClosed && this.#isXml) this.#endCell(table)
      }
    } else if (this.#isXml && tag.name === 'comment') {
      if (table.cell !== null) table.cell.isInNote = !tag.isEnd
    } else if (BREAKS.has(tag.name)) table.cell?.pieces.push(' ')
  }

  finish(): readonly OpenTable[] {
    for (const table of this.#open.reverse()) this.#endRow(table)
    return this.#found
  }

  #startTable(tag: MarkupTag): void {
    if (this.#found.length >= MAX_TABLES || this.#open.length >= MAX_DEPTH) {
      throw this.#tooLarge('markup.tables', MAX_TABLES)
    }
    const name = (this.#isXml ? tag.attribute('name') : undefined) ?? String(this.#found.length + 1)
    const table: OpenTable = {
      name,
      rows: [],
      merges: [],
      filled: 0,
      line: 0,
      column: 0,
      isRowOpen: false,
      cells: [],
      cell: null,
      coveredTo: new Map(),
    }
    this.#found.push(table)
    this.#open.push(table)
  }

  #endRow(table: OpenTable): void {
    this.#endCell(table)
    if (!table.isRowOpen) return
    table.isRowOpen = false
    const filled = table.cells.filter((text) => text !== '').length
    if (filled > 0) table.rows.push({ line: table.line, cells: table.cells })
    if (filled > 1) table.filled++
    table.cells = []
  }

  #endCell(table: OpenTable): void {
    const { cell, line } = table
    if (cell === null) return
    table.cell = null
    let column = cell.at ?? table.column
    while (cell.at === null && (table.coveredTo.get(column) ?? 0) >= line) column++
    const last = column + cell.columns - 1
    table.column = last + 1
    const text = textOf(cell, this.#isXml)
    if (cell.rows > 1) {
      for (let at = column; at <= Math.min(last, TABLE_LIMITS.columns); at++)
        table.coveredTo.set(at, line + cell.rows - 1)
    }
    if (text === '') return
    if (column > TABLE_LIMITS.columns) throw this.#tooLarge('table.cells', TABLE_LIMITS.cells)
    this.#cells += 1 + Math.max(0, column - table.cells.length)
    if (this.#cells > TABLE_LIMITS.cells) throw this.#tooLarge('table.cells', TABLE_LIMITS.cells)
    while (table.cells.length < column) table.cells.push('')
    table.cells[column] = text
    if (cell.rows > 1 || cell.columns > 1) {
      table.merges.push({
        firstLine: line,
        lastLine: line + cell.rows - 1,
        firstColumn: column,
        lastColumn: Math.min(last, TABLE_LIMITS.columns),
      })
    }
  }

  #tooLarge(key: 'table.cells' | 'markup.tables', most: number): LivingCircleError {
    return problem('input-too-large', key, { source: this.#source, most }, { hint: 'hint.save-csv' })
  }
}

/** Elements that part words, though no space stands there. */
const BREAKS: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li'])

function startRow(table: OpenTable, tag: MarkupTag): void {
  const index = tag.name === 'row' ? Number(tag.attribute('index')) : Number.NaN
  table.line = index > table.line && index < 2_000_000 ? index : table.line + 1
  table.column = 0
  table.isRowOpen = true
}

function textOf({ pieces }: OpenCell, isXml: boolean): string {
  const text = withoutEntities(pieces.join(''))
    .replace(/[ \t\r\n\f\u00a0]+/g, ' ')
    .trim()
  return isXml ? text.replace(/^(\d{4}-\d\d-\d\d)T00:00:00(?:\.0+)?$/, '$1') : text
}

function openCell(tag: MarkupTag): OpenCell {
  const index = Number(tag.attribute('index'))
  return {
    pieces: [],
    columns: spanOf(tag.attribute('colspan'), 1) + spanOf(tag.attribute('mergeacross'), 0),
    rows: spanOf(tag.attribute('rowspan'), 1) + spanOf(tag.attribute('mergedown'), 0),
    at: Number.isInteger(index) && index > 0 && index < 2_000_000 ? index - 1 : null,
    isInNote: false,
  }
}

function spanOf(text: string | undefined, least: number): number {
  const span = Number(text ?? least)
  return Number.isInteger(span) && span >= least ? Math.min(span, MAX_SPAN) : least
}

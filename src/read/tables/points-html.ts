// Tables of a web page, or of the XML that Excel 2003 wrote, both often named .xls → rows of cells. In: text. Out: raw tables.
// Only tables, rows and cells count; everything else of a page is passed over. It knows no header's meaning.
import { problem } from '../../words/problem.ts'
import { type RawTable, TABLE_LIMITS, type TableFormat } from './raw-table.ts'
import { createRowAssembler, type RowAssembler } from './row-assembler.ts'
import type { SheetOptions } from './sheet-table.ts'
import { readySheet, type TableSheet } from './table-file.ts'

/** Cells that one cell may cover. */
const MAX_SPAN = 1_000
const MAX_TABLES = 1_000

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  middot: '·',
  deg: '°',
  sup2: '²',
  ndash: '–',
  mdash: '—',
  times: '×',
}

/** Text with its entities undone. */
export function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]\w{1,9}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(ENTITIES, name.toLowerCase()) ? ENTITIES[name.toLowerCase()]! : whole
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : whole
  })
}

/** A start or end tag, its name and attributes; comments, scripts and styles are matched whole and passed over. */
const TAG =
  /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)|<(\/?)([a-z][\w:.-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi

interface OpenTable {
  readonly name: string
  readonly rows: RowAssembler
  line: number
  cells: string[]
  /** Cells of rows above that reach down: column → text and rows left. */
  readonly down: Map<number, { text: string; rows: number }>
  filled: number
}

/**
 * The tables of a page, or the sheets of Excel 2003 XML, each with at least two rows of two cells.
 *
 * @throws LivingCircleError `input-unsupported` where there is none: it is a page, no table
 */
export function markupSheets(
  source: string,
  text: string,
  format: TableFormat,
  { knowsHeader }: SheetOptions = {},
): TableSheet[] {
  const found: OpenTable[] = []
  const open: OpenTable[] = []
  let cell: { text: string; columns: number; rows: number; at: number | null } | null = null
  let from = 0
  let total = 0

  const endCell = (): void => {
    const table = open.at(-1)
    if (cell === null || table === undefined) return
    if (cell.at !== null) while (table.cells.length < cell.at) pushCell(table, '')
    const plain = withoutEntities(cell.text)
      .replace(/[ \t\r\n\f]+/g, ' ')
      .trim()
    const column = pushCell(table, plain)
    for (let copy = 1; copy < cell.columns; copy++) pushCell(table, plain)
    if (cell.rows > 1) {
      for (let at = column; at < column + cell.columns; at++) table.down.set(at, { text: plain, rows: cell.rows })
    }
    cell = null
  }
  const endRow = (table: OpenTable): void => {
    endCell()
    if (table.cells.length === 0 && table.down.size === 0) return
    takeDown(table)
    table.line++
    total += table.cells.length
    if (total > TABLE_LIMITS.cells) {
      throw problem('input-too-large', 'table.cells', { source, most: TABLE_LIMITS.cells }, { hint: 'hint.save-csv' })
    }
    if (table.cells.filter((one) => one !== '').length > 1) table.filled++
    if (table.cells.some((one) => one !== '')) table.rows.push(table.line, table.cells)
    table.cells = []
    for (const [at, span] of table.down) if (--span.rows < 1) table.down.delete(at)
  }

  for (const match of text.matchAll(TAG)) {
    if (cell !== null) cell.text += text.slice(from, match.index)
    from = match.index + match[0].length
    if (match[3] === undefined) continue
    const isEnd = match[2] === '/'
    const name = match[3].toLowerCase().replace(/^.*:/, '')
    const attributes = match[4] ?? ''
    const isClosed = attributes.endsWith('/')
    if (name === 'table' || name === 'worksheet') {
      // Excel's XML has a table in each worksheet: the worksheet has the name.
      if (format === 'spreadsheetml' && name === 'table') continue
      if (isEnd) {
        const table = open.pop()
        if (table !== undefined) endRow(table)
      } else if (found.length < MAX_TABLES) {
        const title = attributeOf(attributes, 'name') ?? `${found.length + 1}`
        const table = {
          name: title,
          rows: createRowAssembler(source, { extraCells: 'warn', knowsHeader }),
          line: 0,
          cells: [],
          down: new Map(),
          filled: 0,
        }
        found.push(table)
        open.push(table)
      }
    } else if (open.length > 0 && (name === 'tr' || name === 'row')) {
      endRow(open.at(-1)!)
      const index = Number(attributeOf(attributes, 'index'))
      if (!isEnd && index > open.at(-1)!.line + 1 && index < 2_000_000) open.at(-1)!.line = index - 1
    } else if (open.length > 0 && (name === 'td' || name === 'th' || name === 'cell')) {
      endCell()
      if (!isEnd) {
        const index = Number(attributeOf(attributes, 'index'))
        cell = {
          text: '',
          columns: spanOf(attributeOf(attributes, 'colspan')) + spanOf(attributeOf(attributes, 'mergeacross'), 0),
          rows: spanOf(attributeOf(attributes, 'rowspan')) + spanOf(attributeOf(attributes, 'mergedown'), 0),
          at: index > 0 && index <= TABLE_LIMITS.columns ? index - 1 : null,
        }
        if (isClosed) endCell()
      }
    } else if (name === 'br' && cell !== null) cell.text += ' '
  }
  for (const table of open.reverse()) endRow(table)
  const tables = found.filter(({ filled }) => filled >= 2)
  if (tables.length === 0) {
    const start = text.trim().slice(0, 15)
    throw problem('input-unsupported', 'table.not-a-table', { name: source, start }, { hint: 'hint.web-page-instead' })
  }
  return tables.map(({ name, rows }) =>
    readySheet(tables.length === 1 ? null : name, () => tableOf(source, name, format, rows)),
  )
}

/** Puts a cell where the row is, behind those that reach down from above; returns its column. */
function pushCell(table: OpenTable, text: string): number {
  takeDown(table)
  table.cells.push(text)
  return table.cells.length - 1
}

function takeDown({ cells, down }: OpenTable): void {
  for (let span = down.get(cells.length); span !== undefined && span.rows > 0; span = down.get(cells.length)) {
    cells.push(span.text)
  }
}

function spanOf(text: string | undefined, least = 1): number {
  const span = Number(text ?? least)
  return Number.isInteger(span) && span >= least ? Math.min(span, MAX_SPAN) : least
}

function attributeOf(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes)
  return match === null ? undefined : withoutEntities(match[1] ?? match[2] ?? match[3] ?? '')
}

function tableOf(source: string, name: string, format: TableFormat, rows: RowAssembler): RawTable {
  const table = rows.take(true)
  if (table.columns.length === 0) {
    throw problem('input-empty', 'xlsx.empty-sheet', { source, name }, { hint: 'hint.other-sheet' })
  }
  return { source, format, encoding: null, delimiter: null, sheet: null, declaredCrs: null, geometry: null, ...table }
}

// One sheet of a workbook as XML: a table with a frozen header, filters, number formats and column widths. Texts are typed as
// texts, so nothing in them is ever a formula. A sheet in, pieces of XML out. It does not know what the sheet says.
import { problem } from '../../words/problem.ts'
import { columnName, xmlText } from './xlsx-text.ts'

/** How a column's numbers are shown. */
export type CellFormat = 'general' | 'integer' | 'decimal1' | 'decimal4' | 'percent' | 'wrap'

/** A cell: text, number, yes/no, or nothing. */
export type SheetCell = string | number | boolean | null

/** One column of a sheet. */
export interface SheetColumn {
  readonly title: string
  readonly widthCharacters: number
  readonly format: CellFormat
  /** Words offered when the cell is edited. */
  readonly choices?: readonly string[]
  /** There, but not shown until somebody unhides it. */
  readonly isHidden?: boolean
  /** Filled in by people: its heading has another colour. */
  readonly isForPeople?: boolean
  /** Colour of a cell by its text, RRGGBB; in one sheet of a workbook only. */
  readonly tints?: Readonly<Record<string, string>>
}

/** One sheet: lines above the table, then the table with its header. */
export interface Sheet {
  readonly name: string
  /** Lines above the header; the first is the title. */
  readonly lines: readonly string[]
  readonly columns: readonly SheetColumn[]
  readonly rowCount: number
  readonly rowOf: (row: number) => readonly SheetCell[]
  /** Columns on the left that stay in view. */
  readonly frozenColumns: number
  /** A hidden row above the header that names the columns for programs. */
  readonly keys?: readonly string[]
  /** Not shown in the list of sheets. */
  readonly isHidden?: boolean
}

/** Rows that a sheet may have, and room for the lines above. */
export const MAX_SHEET_ROWS = 1_048_000

/** Beginnings and name spaces of the parts. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const XML_MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** Style numbers of `styles.xml`; a text that looks like a formula gets a quoted one, so that editing it makes no formula. */
export const STYLE_TITLE = 1
export const STYLE_LINE = 2
export const STYLE_HEADER = 3
export const STYLE_TEXT = 4
export const STYLE_QUOTED_TEXT = 5
export const STYLE_OF: Readonly<Record<CellFormat, number>> = {
  general: 4,
  integer: 6,
  decimal1: 7,
  decimal4: 8,
  percent: 9,
  wrap: 10,
}
/** As `wrap`, quoted. */
export const STYLE_QUOTED_WRAP = 11
/** Heading of a column that people fill in. */
export const STYLE_PEOPLE_HEADER = 12

/** The row of the header, from 1. */
export function headerRowOf({ lines, keys }: Pick<Sheet, 'lines' | 'keys'>): number {
  return lines.length + (keys === undefined ? 1 : 2)
}

const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/
const PIECE_CHARACTERS = 1 << 17

/** The style of a text: a number's format means nothing to it. */
function textStyle(text: string, style: number): number {
  if (style < STYLE_TEXT || style === STYLE_PEOPLE_HEADER) return style
  const quoted = FORMULA_START.test(text)
  if (style === STYLE_OF.wrap) return quoted ? STYLE_QUOTED_WRAP : style
  return quoted ? STYLE_QUOTED_TEXT : STYLE_TEXT
}

function cellXml(reference: string, value: SheetCell, style: number): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number')
    return Number.isFinite(value) ? `<c r="${reference}" s="${style}"><v>${value}</v></c>` : ''
  if (typeof value === 'boolean') return `<c r="${reference}" s="${STYLE_TEXT}" t="b"><v>${value ? 1 : 0}</v></c>`
  return `<c r="${reference}" s="${textStyle(value, style)}" t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`
}

function rowXml(
  number: number,
  cells: readonly SheetCell[],
  styles: readonly number[],
  names: readonly string[],
  height = '',
): string {
  let xml = `<row r="${number}"${height}>`
  for (let i = 0; i < cells.length; i++) xml += cellXml(`${names[i]}${number}`, cells[i]!, styles[i]!)
  return `${xml}</row>`
}

/** Most lines that a row shows at once. */
const MAX_ROW_LINES = 8

/** Lines that a text takes in a column, about: letters count 1, CJK and emoji 2. */
function lineCount(text: string, widthCharacters: number): number {
  if (2 * text.length < widthCharacters && !text.includes('\n')) return 1
  let lines = 0
  for (const line of text.split('\n')) {
    const wide = line.replace(/[\x00-\u02ff]/g, '').length
    lines += Math.max(1, Math.ceil((line.length + wide) / (widthCharacters - 1)))
  }
  return lines
}

/** Height of a row with wrapped texts; not every program finds it by itself. */
function heightOf(cells: readonly SheetCell[], columns: readonly SheetColumn[]): string {
  let lines = 1
  columns.forEach(({ format, widthCharacters }, i) => {
    const cell = cells[i]
    if (format === 'wrap' && typeof cell === 'string') lines = Math.max(lines, lineCount(cell, widthCharacters))
  })
  return lines === 1 ? '' : ` ht="${15 * Math.min(lines, MAX_ROW_LINES)}" customHeight="1"`
}

/** The view: header and left columns stay in sight. */
function viewXml(sheet: Sheet, first: boolean): string {
  const headerRow = headerRowOf(sheet)
  const corner = `${columnName(sheet.frozenColumns)}${headerRow + 1}`
  const columns = sheet.frozenColumns > 0 ? `xSplit="${sheet.frozenColumns}" ` : ''
  const pane = sheet.frozenColumns > 0 ? 'bottomRight' : 'bottomLeft'
  return (
    `<sheetViews><sheetView ${first ? 'tabSelected="1" ' : ''}workbookViewId="0"><pane ${columns}ySplit="${headerRow}" topLeftCell="${corner}"` +
    ` activePane="${pane}" state="frozen"/><selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/></sheetView></sheetViews>`
  )
}

/** Colours of columns, for every row that may ever come. */
function tintsXml(sheet: Sheet): string {
  const first = headerRowOf(sheet) + 1
  let number = 0
  return sheet.columns
    .map(({ tints }, column) => {
      if (tints === undefined) return ''
      const range = `${columnName(column)}${first}:${columnName(column)}${MAX_SHEET_ROWS}`
      const rules = Object.keys(tints).map(
        (text) =>
          `<cfRule type="cellIs" dxfId="${number}" priority="${++number}" operator="equal"><formula>${xmlText(`"${text}"`)}</formula></cfRule>`,
      )
      return `<conditionalFormatting sqref="${range}">${rules.join('')}</conditionalFormatting>`
    })
    .join('')
}

/** Colours in the order in which {@link tintsXml} counts them. */
export function tintColours({ columns }: Sheet): string[] {
  return columns.flatMap(({ tints }) => Object.values(tints ?? {}))
}

function choicesXml(sheet: Sheet): string {
  const first = headerRowOf(sheet) + 1
  const rules = sheet.columns.flatMap(({ choices }, column) => {
    // A sheet with keys is one that rows are added to.
    const last = sheet.keys === undefined ? first + sheet.rowCount - 1 : MAX_SHEET_ROWS
    if (choices === undefined || last < first) return []
    const range = `${columnName(column)}${first}:${columnName(column)}${last}`
    const list = xmlText(`"${choices.join(',')}"`)
    return [`<dataValidation type="list" allowBlank="1" sqref="${range}"><formula1>${list}</formula1></dataValidation>`]
  })
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
}

/** One worksheet in pieces. */
export function* sheetXml(sheet: Sheet, first: boolean): Generator<string, void, undefined> {
  if (sheet.rowCount > MAX_SHEET_ROWS) {
    throw problem(
      'output-too-large',
      'xlsx.sheet-rows',
      { name: sheet.name, n: sheet.rowCount, most: MAX_SHEET_ROWS },
      { hint: 'hint.use-layers' },
    )
  }
  const names = sheet.columns.map((_, column) => columnName(column))
  const styles = sheet.columns.map(({ format }) => STYLE_OF[format])
  const headerRow = headerRowOf(sheet)
  const lastRow = headerRow + sheet.rowCount
  const wraps = sheet.columns.some(({ format }) => format === 'wrap')
  const range = `A${headerRow}:${names[names.length - 1]}${lastRow}`
  yield `${XML_DECLARATION}<worksheet xmlns="${XML_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${names[names.length - 1]}${lastRow}"/>` +
    `${viewXml(sheet, first)}<sheetFormatPr defaultRowHeight="15"/><cols>` +
    sheet.columns
      .map(
        ({ widthCharacters, isHidden }, i) =>
          `<col min="${i + 1}" max="${i + 1}" width="${widthCharacters}" customWidth="1"${isHidden === true ? ' hidden="1"' : ''}/>`,
      )
      .join('') +
    '</cols><sheetData>'
  let xml = ''
  sheet.lines.forEach((line, i) => {
    xml += rowXml(i + 1, [line], [i === 0 ? STYLE_TITLE : STYLE_LINE], names)
  })
  if (sheet.keys !== undefined) {
    xml += rowXml(headerRow - 1, sheet.keys, styles, names, ' hidden="1"')
  }
  xml += rowXml(
    headerRow,
    sheet.columns.map(({ title }) => title),
    sheet.columns.map(({ isForPeople }) => (isForPeople === true ? STYLE_PEOPLE_HEADER : STYLE_HEADER)),
    names,
    ' ht="33" customHeight="1"',
  )
  for (let row = 0; row < sheet.rowCount; row++) {
    const cells = sheet.rowOf(row)
    xml += rowXml(headerRow + 1 + row, cells, styles, names, wraps ? heightOf(cells, sheet.columns) : '')
    if (xml.length > PIECE_CHARACTERS) {
      yield xml
      xml = ''
    }
  }
  yield `${xml}</sheetData><autoFilter ref="${range}"/>${tintsXml(sheet)}${choicesXml(sheet)}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>` +
    `<pageSetup paperSize="${sheet.keys === undefined ? 9 : 8}" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`
}

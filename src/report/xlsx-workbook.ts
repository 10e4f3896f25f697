// A small writer of .xlsx workbooks: tables with a frozen header, filters, number formats and column widths; nothing else. Sheets in,
// zip bytes out; the same sheets give the same bytes. Texts are typed as texts, so nothing in them is ever a formula. It does not
// know what the sheets say.
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { LivingCircleError } from '../foundation/errors.ts'
import { columnName, sheetName, xmlText } from './xlsx-text.ts'

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
}

/** A workbook. */
export interface Workbook {
  readonly title: string
  readonly language: 'zh' | 'en'
  readonly sheets: readonly Sheet[]
}

/** Rows that a sheet may have, and room for the lines above. */
export const MAX_SHEET_ROWS = 1_048_000

/** Style numbers of `styles.xml`; a text that looks like a formula gets the style after its own, which marks it as quoted. */
const STYLE_TITLE = 1
const STYLE_LINE = 2
const STYLE_HEADER = 3
const STYLE_TEXT = 4
const STYLE_QUOTED_TEXT = 5
const STYLE_OF: Readonly<Record<CellFormat, number>> = {
  general: 4,
  integer: 6,
  decimal1: 7,
  decimal4: 8,
  percent: 9,
  wrap: 10,
}

const NUMBER_FORMATS = ['', '', '', '', '', '', '#,##0', '#,##0.0', '0.0000', '0.0%', '']
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/
const PIECE_CHARACTERS = 1 << 17
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

function cellXml(reference: string, value: SheetCell, style: number): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number')
    return Number.isFinite(value) ? `<c r="${reference}" s="${style}"><v>${value}</v></c>` : ''
  if (typeof value === 'boolean') return `<c r="${reference}" s="${STYLE_TEXT}" t="b"><v>${value ? 1 : 0}</v></c>`
  const textStyle = style > STYLE_TEXT && style !== STYLE_OF.wrap ? STYLE_TEXT : style
  const safeStyle = textStyle === STYLE_TEXT && FORMULA_START.test(value) ? STYLE_QUOTED_TEXT : textStyle
  return `<c r="${reference}" s="${safeStyle}" t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`
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

/** The view: header and left columns stay in sight. */
function viewXml(sheet: Sheet, first: boolean): string {
  const headerRow = sheet.lines.length + 1
  const corner = `${columnName(sheet.frozenColumns)}${headerRow + 1}`
  const columns = sheet.frozenColumns > 0 ? `xSplit="${sheet.frozenColumns}" ` : ''
  const pane = sheet.frozenColumns > 0 ? 'bottomRight' : 'bottomLeft'
  return (
    `<sheetViews><sheetView ${first ? 'tabSelected="1" ' : ''}workbookViewId="0"><pane ${columns}ySplit="${headerRow}" topLeftCell="${corner}"` +
    ` activePane="${pane}" state="frozen"/><selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/></sheetView></sheetViews>`
  )
}

function choicesXml(sheet: Sheet): string {
  const first = sheet.lines.length + 2
  const rules = sheet.columns.flatMap(({ choices }, column) => {
    if (choices === undefined || sheet.rowCount === 0) return []
    const range = `${columnName(column)}${first}:${columnName(column)}${first + sheet.rowCount - 1}`
    const list = xmlText(`"${choices.join(',')}"`)
    return [`<dataValidation type="list" allowBlank="1" sqref="${range}"><formula1>${list}</formula1></dataValidation>`]
  })
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
}

/** One worksheet in pieces. */
function* sheetXml(sheet: Sheet, first: boolean): Generator<string, void, undefined> {
  if (sheet.rowCount > MAX_SHEET_ROWS) {
    throw new LivingCircleError(
      'invalid-option',
      `Sheet "${sheet.name}" would have ${sheet.rowCount} rows; a workbook holds ${MAX_SHEET_ROWS}.`,
      {
        hint: 'Use coverage.csv or the GIS layers for runs of this size.',
      },
    )
  }
  const names = sheet.columns.map((_, column) => columnName(column))
  const styles = sheet.columns.map(({ format }) => STYLE_OF[format])
  const headerRow = sheet.lines.length + 1
  const lastRow = headerRow + sheet.rowCount
  const range = `A${headerRow}:${names[names.length - 1]}${lastRow}`
  yield `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${names[names.length - 1]}${lastRow}"/>` +
    `${viewXml(sheet, first)}<sheetFormatPr defaultRowHeight="15"/><cols>` +
    sheet.columns
      .map(
        ({ widthCharacters }, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthCharacters}" customWidth="1"/>`,
      )
      .join('') +
    '</cols><sheetData>'
  let xml = ''
  sheet.lines.forEach((line, i) => {
    xml += rowXml(i + 1, [line], [i === 0 ? STYLE_TITLE : STYLE_LINE], names)
  })
  xml += rowXml(
    headerRow,
    sheet.columns.map(({ title }) => title),
    sheet.columns.map(() => STYLE_HEADER),
    names,
    ' ht="33" customHeight="1"',
  )
  for (let row = 0; row < sheet.rowCount; row++) {
    xml += rowXml(headerRow + 1 + row, sheet.rowOf(row), styles, names)
    if (xml.length > PIECE_CHARACTERS) {
      yield xml
      xml = ''
    }
  }
  yield `${xml}</sheetData><autoFilter ref="${range}"/>${choicesXml(sheet)}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>` +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
}

function stylesXml(language: 'zh' | 'en'): string {
  const font = language === 'zh' ? '<name val="Microsoft YaHei"/><charset val="134"/>' : '<name val="Calibri"/>'
  const formats = NUMBER_FORMATS.flatMap((code, i) =>
    code === '' ? [] : [`<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`],
  )
  const top = '<alignment vertical="top"/>'
  const wrapped = '<alignment vertical="top" wrapText="1"/>'
  const styles = NUMBER_FORMATS.map((code, i) => {
    if (i === STYLE_TITLE) return '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    if (i === STYLE_LINE) return '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    if (i === STYLE_HEADER)
      return `<xf numFmtId="0" fontId="2" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${wrapped}</xf>`
    const quoted = i === STYLE_QUOTED_TEXT ? ' quotePrefix="1"' : ''
    const format = code === '' ? 'numFmtId="0"' : `numFmtId="${164 + i}" applyNumberFormat="1"`
    return `<xf ${format} fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"${quoted}>${i === STYLE_OF.wrap ? wrapped : top}</xf>`
  })
  return (
    `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts>` +
    `<fonts count="3"><font><sz val="11"/>${font}</font><font><b/><sz val="16"/>${font}</font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/>${font}</font></fonts>` +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/><bgColor indexed="64"/></patternFill></fill></fills>' +
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
    '<border><left/><right/><top/><bottom style="thin"><color rgb="FF1F4E79"/></bottom><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${styles.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${styles.slice(1).join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  )
}

/** Names of the sheets, cleaned and told apart. */
function sheetNames(sheets: readonly Sheet[]): string[] {
  const taken = new Set<string>()
  return sheets.map(({ name }, i) => {
    const clean = sheetName(name)
    const unique = clean.trim() === '' || taken.has(clean.toLowerCase()) ? `${clean.slice(0, 26)} ${i + 1}` : clean
    taken.add(unique.toLowerCase())
    return unique
  })
}

function workbookXml(sheets: readonly Sheet[], names: readonly string[]): string {
  const filters = sheets.map((sheet, i) => {
    const header = sheet.lines.length + 1
    const range = `$A$${header}:$${columnName(sheet.columns.length - 1)}$${header + sheet.rowCount}`
    const quoted = `'${xmlText(names[i]!.replaceAll("'", "''"))}'`
    return (
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${quoted}!${range}</definedName>` +
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${quoted}!$${header}:$${header}</definedName>`
    )
  })
  return (
    `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews>` +
    `<sheets>${names.map((name, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets>` +
    `<definedNames>${filters.join('')}</definedNames></workbook>`
  )
}

function* parts({
  title,
  language,
  sheets,
}: Workbook): Generator<[path: string, pieces: Iterable<string>], void, undefined> {
  const numbers = sheets.map((_, i) => i + 1)
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  yield [
    '[Content_Types].xml',
    [
      `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>` +
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
        `${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}.worksheet+xml"/>`).join('')}</Types>`,
    ],
  ]
  yield [
    '_rels/.rels',
    [
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/>` +
        `<Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ],
  ]
  yield [
    'docProps/core.xml',
    [
      `${DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
        `<dc:title>${xmlText(title)}</dc:title><dc:rights>© OpenStreetMap contributors</dc:rights></cp:coreProperties>`,
    ],
  ]
  yield ['xl/workbook.xml', [workbookXml(sheets, sheetNames(sheets))]]
  yield [
    'xl/_rels/workbook.xml.rels',
    [
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
        numbers
          .map((n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
          .join('') +
        `<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ],
  ]
  yield ['xl/styles.xml', [stylesXml(language)]]
  for (const [i, sheet] of sheets.entries()) yield [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, i === 0)]
}

/**
 * A workbook as .xlsx bytes, packed piece by piece.
 *
 * @throws LivingCircleError `invalid-option` where a sheet has more rows than a workbook can hold
 */
export function toWorkbookBytes(workbook: Workbook): Uint8Array {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  for (const [path, chunks] of parts(workbook)) {
    const entry = new ZipDeflate(path, { level: 6 })
    // A fixed date (the earliest that zip knows): the same run gives the same bytes.
    entry.mtime = new Date(1980, 0, 1)
    zip.add(entry)
    for (const chunk of chunks) entry.push(strToU8(chunk))
    entry.push(new Uint8Array(0), true)
  }
  zip.end()
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

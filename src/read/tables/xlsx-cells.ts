// One sheet of a workbook → numbered rows of text cells, what is merged, and formulas without a result. In: the sheet's XML part, shared
// strings, which styles are dates. Out: plain rows. Numbers are as stored, dates ISO. It knows no header.
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { RunOptions } from '../../foundation/progress.ts'
import { message, problem } from '../../words/problem.ts'
import type { CellMerge } from './header-rows.ts'
import { TABLE_LIMITS } from './raw-table.ts'
import { type DateStyle, dateText } from './xlsx-dates.ts'
import { parseXml, unescapeText } from './xlsx-xml.ts'
import type { ZipArchive, ZipPart } from './zip-archive.ts'

/** What stands behind the cells of every sheet. */
export interface WorkbookTexts {
  readonly strings: readonly string[]
  /** By the number of a cell's style: whether its numbers are dates. */
  readonly dateStyles: readonly (DateStyle | null)[]
  /** Days are counted from 1904, as on old Macintoshes. */
  readonly from1904: boolean
}

/** The cells of one sheet. */
export interface SheetCells {
  readonly rows: { readonly line: number; readonly cells: string[] }[]
  readonly merges: CellMerge[]
  /** Cells with a formula that was never calculated, by line. */
  readonly emptyFormulas: Map<number, string[]>
}

/** More merges than a sheet of people has. */
const MOST_MERGES = 1_000_000

/** Reads the cells of a sheet. */
export function readSheetCells(
  source: string,
  archive: ZipArchive,
  part: ZipPart,
  { strings, dateStyles, from1904 }: WorkbookTexts,
  options: RunOptions,
): SheetCells {
  const sheet: SheetCells = { rows: [], merges: [], emptyFormulas: new Map() }
  let row: string[] = []
  let rowNumber = 0
  let column = -1
  let kind = 'n'
  let style = 0
  let text = ''
  let hasFormula = false
  let hasValue = false
  let inValue = false
  let inPhonetic = false
  let cells = 0
  function finishCell(): void {
    if (hasFormula && !hasValue) noteFormula(sheet.emptyFormulas, rowNumber, column)
    const date = kind === 'n' && text !== '' ? (dateStyles[style] ?? null) : null
    const value = date === null ? cellText(kind, text, strings) : dateText(text, date, from1904)
    if (value === '') return
    if (column >= TABLE_LIMITS.columns) throw tooWide(source, rowNumber, column + 1)
    while (row.length < column) row.push('')
    row[column] = value
    if (++cells > TABLE_LIMITS.cells) throw tooWide(source, rowNumber, column + 1)
  }
  parseXml(source, archive, part, options, {
    open(name, attributes) {
      switch (name) {
        case 'row': {
          const given = Number(attributes.r)
          rowNumber = Number.isInteger(given) && given > rowNumber && given < 2 ** 31 ? given : rowNumber + 1
          row = []
          column = -1
          break
        }
        case 'c':
          column = columnOf(attributes.r) ?? column + 1
          kind = attributes.t ?? 'n'
          style = attributes.s === undefined ? 0 : Number(attributes.s)
          text = ''
          hasFormula = false
          hasValue = false
          break
        case 'f':
          hasFormula = true
          break
        case 'v':
        case 't':
          inValue = !inPhonetic
          hasValue = true
          break
        case 'rPh':
          inPhonetic = true
          break
        case 'mergeCell':
          if (sheet.merges.length < MOST_MERGES) addMerge(sheet.merges, attributes.ref)
          break
      }
    },
    text(piece) {
      if (inValue && text.length < TABLE_LIMITS.cellCharacters) text += piece
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'c') finishCell()
      else if (name === 'row') {
        if (row.length > 0) sheet.rows.push({ line: rowNumber, cells: row })
        row = []
      }
    },
  })
  return sheet
}

function noteFormula(formulas: Map<number, string[]>, line: number, column: number): void {
  const list = formulas.get(line)
  const name = `${columnLetters(column)}${line}`
  if (list === undefined) formulas.set(line, [name])
  else list.push(name)
}

/** `A4:B6`; one cell, or what is no range, is none. */
function addMerge(merges: CellMerge[], reference: string | undefined): void {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference ?? '')
  if (match === null) return
  const [, fromColumn, fromLine, toColumn, toLine] = match
  const merge = {
    firstLine: Number(fromLine),
    lastLine: Number(toLine),
    firstColumn: columnOf(fromColumn)!,
    lastColumn: columnOf(toColumn)!,
  }
  if (merge.lastLine < merge.firstLine || merge.lastColumn < merge.firstColumn) return
  merges.push(merge)
}

function tooWide(source: string, rowNumber: number, columns: number): LivingCircleError {
  return problem(
    'input-too-large',
    'xlsx.cell-beyond',
    { source, row: rowNumber, column: columns },
    {
      hint: message('hint.most-cells', { columns: TABLE_LIMITS.columns, cells: TABLE_LIMITS.cells }),
      details: { row: rowNumber, columns, limit: TABLE_LIMITS.columns },
    },
  )
}

/** Column of a reference such as `AB12`, from 0; `undefined` where there is none. */
export function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & ~32
    if (letter < 65 || letter > 90) return i === 0 ? undefined : column - 1
    column = column * 26 + letter - 64
    if (i > 6) return Number.MAX_SAFE_INTEGER
  }
  return column === 0 ? undefined : column - 1
}

function columnLetters(column: number): string {
  const letters = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letters : columnLetters(Math.floor(column / 26) - 1) + letters
}

/** The text of a cell by its kind and what stands in it. */
export function cellText(kind: string, text: string, strings: readonly string[]): string {
  if (kind === 's') return strings[Number(text)] ?? ''
  if (kind === 'b') return text === '1' ? 'TRUE' : text === '0' ? 'FALSE' : text
  if (kind === 'inlineStr' || kind === 'str') return unescapeText(text)
  // A number in exponent form would be an odd id: 1.2E+10 is 12000000000.
  if (kind === 'n' && /e/i.test(text) && Number.isFinite(Number(text))) return String(Number(text))
  return text
}

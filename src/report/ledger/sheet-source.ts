// A worksheet's XML with the place of every row and cell in it, so that single cells can be exchanged and everything else stays as it is, letter for
// letter. XML text in, places and cell texts out. It does not know what the cells mean.
import { SaxesParser } from 'saxes'
import { cellText, columnOf, type WorkbookTexts } from '../../read/tables/xlsx-cells.ts'
import { dateText } from '../../read/tables/xlsx-dates.ts'
import { problem } from '../../words/problem.ts'

/** From a character to before another. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A cell where it stands. */
export interface SourceCell extends Span {
  /** From 0. */
  readonly column: number
  /** Number of its style, as text; `null`: the default. */
  readonly style: string | null
  readonly text: string
  readonly hasFormula: boolean
}

/** A row where it stands. */
export interface SourceRow extends Span {
  /** From 1. */
  readonly line: number
  /** After its opening tag; the end of the row where the tag closes itself. */
  readonly contentStart: number
  /** Before its closing tag. */
  readonly contentEnd: number
  readonly closesItself: boolean
  readonly cells: readonly SourceCell[]
}

/** A worksheet as it was written. */
export interface SheetSource {
  readonly xml: string
  /** Name space prefix of its elements with a colon, or nothing. */
  readonly prefix: string
  readonly rows: readonly SourceRow[]
  /** Inside of `sheetData`, and the element as a whole. */
  readonly data: Span & { readonly element: Span; readonly closesItself: boolean }
  /** Ranges that have to grow with the rows: `dimension`, `autoFilter`. */
  readonly ranges: readonly (Span & { readonly range: string })[]
}

/** Elements within elements. */
const MOST_DEPTH = 500

/** @throws LivingCircleError `input-format` for what is no worksheet that can be edited in place */
export function readSheetSource(source: string, xml: string, texts: WorkbookTexts): SheetSource {
  const parser = new SaxesParser()
  const rows: (SourceRow & { cells: SourceCell[] })[] = []
  const ranges: (Span & { range: string })[] = []
  let data: SheetSource['data'] | undefined
  let prefix = ''
  let depth = 0
  let row: { line: number; start: number; contentStart: number; cells: SourceCell[] } | undefined
  let cell:
    | { column: number; start: number; style: string | null; kind: string; value: string; hasFormula: boolean }
    | undefined
  let isValue = false
  let isPhonetic = false
  let dataStart = 0
  let elementStart = 0
  const tagStart = () => xml.lastIndexOf('<', parser.position - 1)
  const textOf = ({ kind, value, style }: NonNullable<typeof cell>) => {
    const date = kind === 'n' && value !== '' ? (texts.dateStyles[Number(style ?? 0)] ?? null) : null
    return date === null ? cellText(kind, value, texts.strings) : dateText(value, date, texts.from1904)
  }
  parser.on('error', (error) => {
    throw cannotEdit(source, error.message.slice(0, 120))
  })
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    if (++depth > MOST_DEPTH) throw cannotEdit(source, 'depth')
    const own = attributes as Record<string, string>
    const local = name.slice(name.indexOf(':') + 1)
    if (local === 'sheetData') {
      prefix = name.slice(0, name.indexOf(':') + 1)
      elementStart = tagStart()
      dataStart = parser.position
      if (isSelfClosing)
        data = {
          start: dataStart,
          end: dataStart,
          element: { start: elementStart, end: dataStart },
          closesItself: true,
        }
    } else if (local === 'row') {
      const given = Number(own.r)
      const last = rows.at(-1)?.line ?? 0
      row = {
        line: Number.isInteger(given) && given > last ? given : last + 1,
        start: tagStart(),
        contentStart: parser.position,
        cells: [],
      }
    } else if (local === 'c' && row !== undefined) {
      const column = columnOf(own.r) ?? (row.cells.at(-1)?.column ?? -1) + 1
      cell = { column, start: tagStart(), style: own.s ?? null, kind: own.t ?? 'n', value: '', hasFormula: false }
    } else if (local === 'f' && cell !== undefined) cell.hasFormula = true
    else if (local === 'rPh') isPhonetic = true
    else if (local === 'v' || local === 't') isValue = !isPhonetic
    else if ((local === 'dimension' || local === 'autoFilter') && own.ref !== undefined)
      ranges.push({ ...spanOfAttribute(xml, tagStart(), own.ref), range: own.ref })
  })
  parser.on('text', (text) => {
    if (isValue && cell !== undefined) cell.value += text
  })
  parser.on('closetag', ({ name, isSelfClosing }) => {
    depth--
    const local = name.slice(name.indexOf(':') + 1)
    if (local === 'v' || local === 't') isValue = false
    else if (local === 'rPh') isPhonetic = false
    else if (local === 'c' && cell !== undefined && row !== undefined) {
      const { column, start, style, hasFormula } = cell
      row.cells.push({ column, start, end: parser.position, style, text: textOf(cell), hasFormula })
      cell = undefined
    } else if (local === 'row' && row !== undefined) {
      const end = parser.position
      rows.push({ ...row, end, contentEnd: isSelfClosing ? end : tagStart(), closesItself: isSelfClosing })
      row = undefined
    } else if (local === 'sheetData' && data === undefined) {
      data = {
        start: dataStart,
        end: tagStart(),
        element: { start: elementStart, end: parser.position },
        closesItself: false,
      }
    }
  })
  parser.write(xml).close()
  if (data === undefined || !isWhereItSays(xml, rows)) throw cannotEdit(source, 'sheetData')
  return { xml, prefix, rows, data, ranges }
}

/** Whether the places are those of rows and cells: a parser that counts otherwise must not cut a file to pieces. */
function isWhereItSays(xml: string, rows: readonly SourceRow[]): boolean {
  return rows.every(
    ({ start, end, cells }) =>
      /^<(?:\w+:)?row[\s/>]/.test(xml.slice(start, start + 40)) &&
      xml[end - 1] === '>' &&
      cells.every((cell) => xml[cell.start] === '<' && xml[cell.end - 1] === '>'),
  )
}

/** Where the value of an attribute stands in the tag that begins here. */
function spanOfAttribute(xml: string, start: number, value: string): Span {
  const at = xml.indexOf(value, start)
  return { start: at, end: at + value.length }
}

function cannotEdit(source: string, what: string): Error {
  return problem(
    'input-format',
    'ledger.no-file',
    { source, why: { key: 'ledger.why-sheet' } },
    { hint: 'hint.ledger-xlsx', details: { what } },
  )
}

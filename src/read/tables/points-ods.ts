// OpenDocument spreadsheet (.ods) → rows of cells of each sheet, as a stream over its XML. In: bytes of a zip archive. Out: raw tables.
// Cells are their stored values as text; repeated cells and rows are written out within the caps; merged cells hold for all that
// they cover. It knows no header's meaning. Format: OpenDocument 1.3, part 3.
import { SaxesParser } from 'saxes'
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'
import { problem } from '../../words/problem.ts'
import type { KnowsHeader } from './header-rows.ts'
import { type RawTable, TABLE_LIMITS } from './raw-table.ts'
import { createRowAssembler, type RowAssembler } from './row-assembler.ts'
import type { SheetOptions } from './sheet-table.ts'
import { readySheet, type TableSheet } from './table-file.ts'
import type { ZipArchive } from './zip-archive.ts'

/** Spaces that one `<text:s>` may stand for. */
const MAX_SPACES = 200

/**
 * The sheets of a spreadsheet.
 *
 * @throws LivingCircleError `input-format`, `input-too-large`, `input-truncated`; while a sheet is read `input-empty`
 */
export function odsSheets(source: string, archive: ZipArchive, options: RunOptions & SheetOptions = {}): TableSheet[] {
  const part = archive.find('content.xml')
  if (part === undefined)
    throw problem('input-format', 'ods.no-content', { source }, { hint: 'hint.save-again-or-csv' })
  const reader = new OdsReader(source, options.knowsHeader)
  const parser = new SaxesParser()
  let failure: Error | null = null
  parser.on('error', (error) => {
    failure ??= error
  })
  parser.on('opentag', ({ name, attributes }) => reader.open(name, attributes as Readonly<Record<string, string>>))
  parser.on('closetag', ({ name }) => reader.close(name))
  parser.on('text', (text) => reader.text(text))
  const decoder = new TextDecoder()
  const write = (text: string): void => {
    parser.write(text)
    if (failure === null) return
    const reason = (failure as Error).message.slice(0, 120)
    throw problem(
      'input-format',
      'xlsx.part-xml',
      { source, part: part.name, reason },
      { hint: 'hint.save-again-or-csv' },
    )
  }
  for (const chunk of archive.open(part)) {
    throwIfAborted(options.signal)
    write(decoder.decode(chunk, { stream: true }))
  }
  write(decoder.decode())
  parser.close()
  return reader.sheets()
}

interface Sheet {
  readonly name: string
  readonly hidden: boolean
  readonly rows: RowAssembler
}

/** A merged cell that rows below still belong to. */
interface Span {
  readonly column: number
  readonly columns: number
  readonly text: string
  rowsLeft: number
}

class OdsReader {
  readonly #source: string
  readonly #knowsHeader: KnowsHeader | undefined
  readonly #sheets: Sheet[] = []
  /** Styles of sheets that are hidden. */
  readonly #hiddenStyles = new Set<string>()
  #styleName = ''
  #sheet: Sheet | null = null
  #line = 0
  #cells: string[] = []
  #rowCopies = 1
  #cellCopies = 1
  #covers: { columns: number; rows: number } = { columns: 1, rows: 1 }
  #isCovered = false
  #value: string | null = null
  #paragraphs: string[] = []
  #inText = 0
  #inNote = 0
  #spans: Span[] = []
  #total = 0

  constructor(source: string, knowsHeader: KnowsHeader | undefined) {
    this.#source = source
    this.#knowsHeader = knowsHeader
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'style:style':
        this.#styleName = attributes['style:name'] ?? ''
        return
      case 'style:table-properties':
        if (attributes['table:display'] === 'false') this.#hiddenStyles.add(this.#styleName)
        return
      case 'table:table':
        this.#startSheet(attributes)
        return
      case 'table:table-row':
        this.#cells = []
        this.#rowCopies = copiesOf(attributes['table:number-rows-repeated'])
        return
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.#startCell(name, attributes)
        return
      case 'office:annotation':
        this.#inNote++
        return
      case 'text:p':
        if (this.#inNote === 0) {
          this.#inText++
          this.#paragraphs.push('')
        }
        return
      case 'text:s':
        this.text(' '.repeat(Math.min(MAX_SPACES, copiesOf(attributes['text:c']))))
        return
      case 'text:tab':
        this.text('\t')
        return
      case 'text:line-break':
        this.text('\n')
    }
  }

  text(text: string): void {
    if (this.#inText === 0 || this.#inNote > 0 || this.#paragraphs.length === 0) return
    const at = this.#paragraphs.length - 1
    const longer = this.#paragraphs[at]! + text
    if (longer.length > TABLE_LIMITS.rowCharacters) {
      throw problem('input-too-large', 'xlsx.endless-text', { source: this.#source, part: 'content.xml' })
    }
    this.#paragraphs[at] = longer
  }

  close(name: string): void {
    if (name === 'office:annotation') this.#inNote--
    else if (name === 'text:p' && this.#inNote === 0) this.#inText--
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.#finishCell()
    else if (name === 'table:table-row') this.#finishRow()
    else if (name === 'table:table') this.#sheet = null
  }

  sheets(): TableSheet[] {
    if (this.#sheets.length === 0) {
      throw problem('input-format', 'ods.no-content', { source: this.#source }, { hint: 'hint.save-again-or-csv' })
    }
    return this.#sheets.map(({ name, hidden, rows }) => readySheet(name, () => this.#tableOf(name, rows), hidden))
  }

  #tableOf(name: string, rows: RowAssembler): RawTable {
    const source = this.#source
    const table = rows.take(true)
    if (table.columns.length === 0) {
      throw problem('input-empty', 'xlsx.empty-sheet', { source, name }, { hint: 'hint.other-sheet' })
    }
    const fixed = { source, format: 'ods' as const, encoding: null, delimiter: null, declaredCrs: null, geometry: null }
    return { ...fixed, sheet: name, ...table }
  }

  #startSheet(attributes: Readonly<Record<string, string>>): void {
    const name = attributes['table:name'] ?? `Sheet ${this.#sheets.length + 1}`
    const hidden = this.#hiddenStyles.has(attributes['table:style-name'] ?? '')
    this.#sheet = {
      name,
      hidden,
      rows: createRowAssembler(this.#source, { extraCells: 'warn', knowsHeader: this.#knowsHeader }),
    }
    this.#sheets.push(this.#sheet)
    this.#line = 0
    this.#spans = []
  }

  #startCell(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#isCovered = name === 'table:covered-table-cell'
    this.#cellCopies = copiesOf(attributes['table:number-columns-repeated'])
    this.#covers = {
      columns: copiesOf(attributes['table:number-columns-spanned']),
      rows: copiesOf(attributes['table:number-rows-spanned']),
    }
    this.#paragraphs = []
    this.#inText = 0
    this.#value = storedValue(attributes)
  }

  #finishCell(): void {
    if (this.#sheet === null) return
    const column = this.#cells.length
    const text = this.#isCovered ? '' : (this.#value ?? this.#paragraphs.join('\n'))
    const { columns, rows } = this.#covers
    // Blanks to the end of a sheet are one cell repeated a thousand times.
    const copies = Math.min(this.#cellCopies, TABLE_LIMITS.columns + 1 - column)
    for (let copy = 0; copy < copies; copy++) this.#cells.push(text)
    if (text !== '' && rows > 1) this.#spans.push({ column, columns, text, rowsLeft: rows })
    else if (text !== '' && columns > 1) this.#spans.push({ column, columns, text, rowsLeft: 1 })
  }

  #finishRow(): void {
    const sheet = this.#sheet
    if (sheet === null) return
    const isBlank = this.#cells.every((text) => text.trim() === '') && this.#spans.length === 0
    if (isBlank) {
      this.#line += this.#rowCopies
      return
    }
    for (let copy = 0; copy < this.#rowCopies; copy++) {
      const cells = this.#cells.slice()
      for (const span of this.#spans) {
        // A title over the whole table stands once: it is no value of every column.
        const isTitle = span.rowsLeft === 1 && span.columns > 1
        for (let at = span.column; at < span.column + (isTitle ? 1 : span.columns); at++) {
          while (cells.length <= at && at < TABLE_LIMITS.columns) cells.push('')
          if (cells[at] === '') cells[at] = span.text
        }
        span.rowsLeft--
      }
      this.#spans = this.#spans.filter(({ rowsLeft }) => rowsLeft > 0)
      this.#total += cells.length
      if (this.#total > TABLE_LIMITS.cells) {
        throw problem(
          'input-too-large',
          'table.cells',
          { source: this.#source, most: TABLE_LIMITS.cells },
          { hint: 'hint.save-csv' },
        )
      }
      sheet.rows.push(++this.#line, cells)
    }
  }
}

/** How often a cell or row is repeated, or how many it covers. */
function copiesOf(text: string | undefined): number {
  const copies = Number(text ?? 1)
  return Number.isInteger(copies) && copies > 0 ? Math.min(copies, 1_100_000) : 1
}

/** The value that is stored for programs; `null` where the text is the value. */
function storedValue(attributes: Readonly<Record<string, string>>): string | null {
  switch (attributes['office:value-type']) {
    case 'float':
    case 'currency':
    case 'percentage':
      return attributes['office:value'] ?? null
    case 'date':
      return attributes['office:date-value'] ?? null
    case 'boolean':
      return attributes['office:boolean-value'] ?? null
    case 'string':
      return attributes['office:string-value'] ?? null
    default:
      return null
  }
}

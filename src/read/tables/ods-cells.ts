// The XML of an OpenDocument spreadsheet → cells. In: elements and texts, in order. Out: rows and merges of each sheet.
// Repeated cells and rows are written out within the caps. It knows no header's meaning. Format: OpenDocument 1.3, part 3.
import { problem } from '../../words/problem.ts'
import type { CellMerge } from './header-rows.ts'
import type { OpenRow } from './merged-cells.ts'
import { TABLE_LIMITS } from './raw-table.ts'

/** Spaces that one `<text:s>` may stand for. */
const MAX_SPACES = 200
/** Cells that repetition alone may make: a file of a few bytes can ask for any number of them. */
const MAX_REPEATED_CELLS = 5_000_000
const MAX_SHEETS = 2_000

/** A sheet with its cells. */
export interface OdsSheet {
  readonly name: string
  readonly hidden: boolean
  readonly rows: OpenRow[]
  readonly merges: CellMerge[]
}

type Attributes = Readonly<Record<string, string>>

/** Takes the elements of `content.xml`. */
export class OdsCells {
  readonly sheets: OdsSheet[] = []
  readonly #source: string
  /** Styles of sheets that are hidden. */
  readonly #hiddenStyles = new Set<string>()
  #styleName = ''
  /** Tables within tables: those inside are no sheets. */
  #tables = 0
  #line = 0
  #cells: string[] = []
  #column = 0
  #rowCopies = 1
  #cellCopies = 1
  #covers = { columns: 1, rows: 1 }
  #isCovered = false
  #value: string | null = null
  #paragraphs: string[] = []
  #isInCell = false
  #inText = 0
  /** Notes and drawings in a cell are not its text. */
  #aside = 0
  #total = 0
  #repeated = 0

  constructor(source: string) {
    this.#source = source
  }

  open(name: string, attributes: Attributes): void {
    if (isAside(name)) this.#aside++
    else if (name === 'table:table') this.#startSheet(attributes)
    else if (name === 'style:style') this.#styleName = attributes['style:name'] ?? ''
    else if (name === 'style:table-properties') {
      if (attributes['table:display'] === 'false') this.#hiddenStyles.add(this.#styleName)
    } else if (this.#tables !== 1 || this.#aside > 0) return
    else if (name === 'table:table-row') {
      this.#cells = []
      this.#column = 0
      this.#rowCopies = copiesOf(attributes['table:number-rows-repeated'])
    } else if (isCell(name)) this.#startCell(name, attributes)
    else if (name === 'text:p') {
      this.#inText++
      this.#paragraphs.push('')
    } else if (name === 'text:s') this.text(' '.repeat(Math.min(MAX_SPACES, copiesOf(attributes['text:c']))))
    else if (name === 'text:tab') this.text('\t')
    else if (name === 'text:line-break') this.text('\n')
  }

  text(text: string): void {
    if (!this.#isInCell || this.#inText === 0 || this.#aside > 0) return
    const at = this.#paragraphs.length - 1
    if (at < 0 || this.#paragraphs[at]!.length > TABLE_LIMITS.cellCharacters) return
    this.#paragraphs[at] += text.slice(0, TABLE_LIMITS.cellCharacters)
  }

  close(name: string): void {
    if (isAside(name)) this.#aside--
    else if (name === 'table:table') this.#tables--
    else if (this.#tables !== 1 || this.#aside > 0) return
    else if (name === 'text:p') this.#inText--
    else if (isCell(name)) this.#finishCell()
    else if (name === 'table:table-row') this.#finishRow()
  }

  #startSheet(attributes: Attributes): void {
    if (++this.#tables > 1) return
    if (this.sheets.length >= MAX_SHEETS) throw this.#tooLarge(MAX_SHEETS)
    const name = attributes['table:name'] ?? `Sheet ${this.sheets.length + 1}`
    const hidden = this.#hiddenStyles.has(attributes['table:style-name'] ?? '')
    this.sheets.push({ name, hidden, rows: [], merges: [] })
    this.#line = 0
  }

  #startCell(name: string, attributes: Attributes): void {
    this.#isInCell = true
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
    this.#isInCell = false
    const column = this.#column
    this.#column += this.#cellCopies
    const text = this.#isCovered ? '' : (this.#value ?? this.#paragraphs.join('\n'))
    // Blanks to the end of a sheet are one cell repeated a thousand times: they are no cells.
    if (text.trim() === '') return
    if (this.#column > TABLE_LIMITS.columns) throw this.#tooLarge(TABLE_LIMITS.cells)
    this.#repeated += this.#cellCopies - 1
    while (this.#cells.length < column) this.#cells.push('')
    for (let copy = 0; copy < this.#cellCopies; copy++) this.#cells.push(text)
    const { columns, rows } = this.#covers
    if (rows === 1 && columns === 1) return
    this.sheets.at(-1)!.merges.push({
      firstLine: this.#line + 1,
      lastLine: this.#line + rows,
      firstColumn: column,
      lastColumn: column + columns - 1,
    })
  }

  #finishRow(): void {
    const cells = this.#cells
    this.#cells = []
    if (cells.length === 0) {
      this.#line += this.#rowCopies
      return
    }
    this.#repeated += cells.length * (this.#rowCopies - 1)
    this.#total += cells.length * this.#rowCopies
    if (this.#repeated > MAX_REPEATED_CELLS) throw this.#tooLarge(MAX_REPEATED_CELLS)
    if (this.#total > TABLE_LIMITS.cells) throw this.#tooLarge(TABLE_LIMITS.cells)
    const { rows } = this.sheets.at(-1)!
    for (let copy = 0; copy < this.#rowCopies; copy++) {
      rows.push({ line: ++this.#line, cells: copy === 0 ? cells : cells.slice() })
    }
  }

  #tooLarge(most: number) {
    return problem('input-too-large', 'table.cells', { source: this.#source, most }, { hint: 'hint.save-csv' })
  }
}

function isAside(name: string): boolean {
  return name === 'office:annotation' || name === 'table:shapes' || name.startsWith('draw:')
}

function isCell(name: string): boolean {
  return name === 'table:table-cell' || name === 'table:covered-table-cell'
}

/** How often a cell or row is repeated, or how many it covers. */
function copiesOf(text: string | undefined): number {
  const copies = Number(text ?? 1)
  return Number.isInteger(copies) && copies > 0 ? Math.min(copies, 1_100_000) : 1
}

/** The value that is stored for programs; `null` where the text is the value. */
function storedValue(attributes: Attributes): string | null {
  switch (attributes['office:value-type']) {
    case 'float':
    case 'currency':
    case 'percentage':
      return plainNumber(attributes['office:value'])
    case 'date':
      return attributes['office:date-value']?.replace(/T00:00:00(?:\.0+)?$/, '') ?? null
    case 'boolean':
      return attributes['office:boolean-value']?.toUpperCase() ?? null
    case 'string':
      return attributes['office:string-value'] ?? null
    default:
      return null
  }
}

/** A number in exponent form would be an odd id: 1.2E+10 is 12000000000. Some programs write more digits than a number has. */
function plainNumber(text: string | undefined): string | null {
  if (text === undefined) return null
  return /e|\.\d{13}/i.test(text) && Number.isFinite(Number(text)) ? String(Number(text)) : text
}

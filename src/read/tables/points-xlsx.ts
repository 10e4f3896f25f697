// Excel workbook (.xlsx) → rows of cells of each sheet, as a stream over its XML. In: bytes of a zip archive. Out: raw tables.
// Cells are text as stored: numbers unformatted, formulas by their last result. It knows no header's meaning.
import { SaxesParser } from 'saxes'
import type { LivingCircleError } from '../../foundation/errors.ts'
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'
import { message, problem } from '../../words/problem.ts'
import { type RawTable, TABLE_LIMITS } from './raw-table.ts'
import { createRowAssembler, type RowAssembler } from './row-assembler.ts'
import { readySheet, type TableSheet } from './table-file.ts'
import type { ZipArchive, ZipPart } from './zip-archive.ts'

/**
 * The sheets of a workbook, each read when it is asked for.
 *
 * @throws LivingCircleError `input-format` (no workbook inside, no sheet); while a sheet is read also `input-too-large`,
 *   `input-truncated`, `input-empty` (a sheet without a filled cell)
 */
export function xlsxSheets(source: string, archive: ZipArchive, options: RunOptions = {}): TableSheet[] {
  let strings: readonly string[] | null = null
  const sharedStrings = (): readonly string[] => {
    const shared = archive.find('xl/sharedStrings.xml')
    return (strings ??= shared === undefined ? [] : readSharedStrings(source, archive, shared, options))
  }
  return listSheets(source, archive).map(({ name, hidden, part }) =>
    readySheet(name, () => readSheetTable(source, archive, { name, part }, sharedStrings(), options), hidden),
  )
}

function readSheetTable(
  source: string,
  archive: ZipArchive,
  { name, part }: { readonly name: string; readonly part: ZipPart },
  strings: readonly string[],
  options: RunOptions,
): RawTable {
  const assembler = createRowAssembler(source, 'warn')
  readSheet(source, archive, part, strings, assembler, options)
  const table = assembler.take(true)
  if (table.columns.length === 0) {
    throw problem('input-empty', 'xlsx.empty-sheet', { source, name }, { hint: 'hint.other-sheet' })
  }
  const fixed = { source, format: 'xlsx' as const, encoding: null, delimiter: null, declaredCrs: null, geometry: null }
  return { ...fixed, sheet: name, ...table }
}

/** Feeds a part's XML to a parser; element names come without prefix. */
function parseXml(
  source: string,
  archive: ZipArchive,
  part: ZipPart,
  options: RunOptions,
  handlers: {
    open(name: string, attributes: Readonly<Record<string, string>>): void
    close?(name: string): void
    text?(text: string): void
  },
): void {
  const parser = new SaxesParser()
  let failure: Error | null = null
  parser.on('error', (error) => {
    failure ??= error
  })
  parser.on('opentag', ({ name, attributes }) => handlers.open(localName(name), attributes as Record<string, string>))
  if (handlers.close !== undefined) parser.on('closetag', ({ name }) => handlers.close!(localName(name)))
  if (handlers.text !== undefined) parser.on('text', handlers.text)
  const decoder = new TextDecoder()
  const write = (text: string): void => {
    try {
      parser.write(text)
    } catch (error) {
      // The parser gathers a text in one string, whose length the engine limits.
      if (!(error instanceof RangeError)) throw error
      throw problem('input-too-large', 'xlsx.endless-text', { source, part: part.name }, { cause: error })
    }
    if (failure === null) return
    throw problem(
      'input-format',
      'xlsx.part-xml',
      { source, part: part.name, reason: failure.message.slice(0, 120) },
      { hint: 'hint.save-workbook' },
    )
  }
  for (const chunk of archive.open(part)) {
    throwIfAborted(options.signal)
    write(decoder.decode(chunk, { stream: true }))
  }
  write(decoder.decode())
  parser.close()
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name]
  const prefixed = Object.keys(attributes).find((key) => localName(key) === name)
  return prefixed === undefined ? undefined : attributes[prefixed]
}

interface SheetEntry {
  readonly name: string
  readonly hidden: boolean
  readonly part: ZipPart
}

/** Worksheets in the workbook's order; charts and macros are none. */
function listSheets(source: string, archive: ZipArchive): SheetEntry[] {
  const workbook = archive.find('xl/workbook.xml')
  if (workbook === undefined) {
    throw problem(
      'input-format',
      'xlsx.no-workbook',
      { source },
      { hint: 'hint.unpack-table', details: { parts: archive.parts.slice(0, 20).map(({ name }) => name) } },
    )
  }
  const targets = readRelations(source, archive)
  const sheets: SheetEntry[] = []
  parseXml(
    source,
    archive,
    workbook,
    {},
    {
      open(name, attributes) {
        if (name !== 'sheet') return
        const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible'
        const target = targets.get(attribute(attributes, 'id') ?? '')
        const part = target === undefined ? undefined : archive.find(target)
        if (part !== undefined) sheets.push({ name: attribute(attributes, 'name') ?? '', hidden, part })
      },
    },
  )
  if (sheets.length === 0) throw problem('input-format', 'xlsx.no-sheet', { source }, { hint: 'hint.save-workbook' })
  return sheets
}

/** Relation id → part name, worksheets only. */
function readRelations(source: string, archive: ZipArchive): Map<string, string> {
  const targets = new Map<string, string>()
  const part = archive.find('xl/_rels/workbook.xml.rels')
  if (part === undefined) return targets
  parseXml(
    source,
    archive,
    part,
    {},
    {
      open(name, attributes) {
        const id = attribute(attributes, 'Id')
        const target = attribute(attributes, 'Target')
        if (name !== 'Relationship' || id === undefined || target === undefined) return
        if (attribute(attributes, 'Type')?.endsWith('/worksheet') === true) {
          targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`)
        }
      },
    },
  )
  return targets
}

function readSharedStrings(source: string, archive: ZipArchive, part: ZipPart, options: RunOptions): string[] {
  const strings: string[] = []
  let text = ''
  let inText = false
  let inPhonetic = false
  parseXml(source, archive, part, options, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') inPhonetic = true
      else if (name === 't') inText = !inPhonetic
    },
    text(piece) {
      if (inText && text.length < TABLE_LIMITS.cellCharacters) text += piece
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'si') strings.push(text)
    },
  })
  return strings
}

function readSheet(
  source: string,
  archive: ZipArchive,
  part: ZipPart,
  strings: readonly string[],
  assembler: RowAssembler,
  options: RunOptions,
): void {
  let row: string[] = []
  let rowNumber = 0
  let column = -1
  let kind = 'n'
  let text = ''
  let inValue = false
  let inPhonetic = false
  let cells = 0
  function finishCell(): void {
    const value = cellText(kind, text, strings)
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
          text = ''
          break
        case 'v':
        case 't':
          inValue = !inPhonetic
          break
        case 'rPh':
          inPhonetic = true
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
        assembler.push(rowNumber, row)
        row = []
      }
    },
  })
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
function columnOf(reference: string | undefined): number | undefined {
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

function cellText(kind: string, text: string, strings: readonly string[]): string {
  if (kind === 's') return strings[Number(text)] ?? ''
  if (kind === 'b') return text === '1' ? 'TRUE' : text === '0' ? 'FALSE' : text
  // A number in exponent form would be an odd id: 1.2E+10 is 12000000000.
  if (kind === 'n' && /e/i.test(text) && Number.isFinite(Number(text))) return String(Number(text))
  return text
}

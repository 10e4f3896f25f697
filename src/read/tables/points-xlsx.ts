// Excel workbook (.xlsx) → a table for each of its sheets. In: bytes of a zip archive. Out: raw tables, read when they are asked for.
// Cells are text as stored: numbers unformatted, dates ISO, formulas by their last result. It knows no header's meaning.
import type { RunOptions } from '../../foundation/progress.ts'
import { message, problem } from '../../words/problem.ts'
import { type RawTable, TABLE_LIMITS } from './raw-table.ts'
import { type SheetOptions, sheetTable } from './sheet-table.ts'
import { readySheet, type TableSheet } from './table-file.ts'
import { readSheetCells, type WorkbookTexts } from './xlsx-cells.ts'
import { type DateStyle, dateStyles } from './xlsx-dates.ts'
import { attribute, parseXml, unescapeText } from './xlsx-xml.ts'
import type { ZipArchive, ZipPart } from './zip-archive.ts'

/** Options of {@link xlsxSheets}. */
export interface XlsxOptions extends RunOptions, SheetOptions {}

/**
 * The sheets of a workbook, each read when it is asked for.
 *
 * @throws LivingCircleError `input-format` (no workbook inside, no sheet); while a sheet is read also `input-too-large`,
 *   `input-truncated`, `input-empty` (a sheet without a filled cell)
 */
export function xlsxSheets(source: string, archive: ZipArchive, options: XlsxOptions = {}): TableSheet[] {
  const { sheets, from1904 } = listSheets(source, archive)
  let texts: WorkbookTexts | null = null
  const workbookTexts = () => (texts ??= readWorkbookTexts(source, archive, from1904, options))
  return sheets.map(({ name, hidden, part }) =>
    readySheet(name, () => readSheetTable(source, archive, { name, part }, workbookTexts(), options), hidden),
  )
}

/** What stands behind the cells of a workbook's sheets. */
export function readWorkbookTexts(
  source: string,
  archive: ZipArchive,
  from1904: boolean,
  options: RunOptions,
): WorkbookTexts {
  return { strings: readSharedStrings(source, archive, options), dateStyles: readDateStyles(source, archive), from1904 }
}

function readSheetTable(
  source: string,
  archive: ZipArchive,
  { name, part }: { readonly name: string; readonly part: ZipPart },
  texts: WorkbookTexts,
  options: XlsxOptions,
): RawTable {
  const { rows, merges, emptyFormulas } = readSheetCells(source, archive, part, texts, options)
  const warnings = [...emptyFormulas].map(([line, list]) => ({ line, said: message('xlsx.formula', { list }) }))
  return sheetTable({ source, format: 'xlsx', name, rows, merges, warnings }, options)
}

/** A worksheet of a workbook. */
export interface SheetEntry {
  readonly name: string
  readonly hidden: boolean
  readonly part: ZipPart
}

/** Worksheets in the workbook's order; charts and macros are none. */
export function listSheets(
  source: string,
  archive: ZipArchive,
): { readonly sheets: readonly SheetEntry[]; readonly from1904: boolean } {
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
  let from1904 = false
  parseXml(
    source,
    archive,
    workbook,
    {},
    {
      open(name, attributes) {
        if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '')
        if (name !== 'sheet') return
        const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible'
        const target = targets.get(attribute(attributes, 'id') ?? '')
        const part = target === undefined ? undefined : archive.find(target)
        if (part !== undefined) sheets.push({ name: attribute(attributes, 'name') ?? '', hidden, part })
      },
    },
  )
  if (sheets.length === 0) throw problem('input-format', 'xlsx.no-sheet', { source }, { hint: 'hint.save-workbook' })
  return { sheets, from1904 }
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

function readSharedStrings(source: string, archive: ZipArchive, options: RunOptions): string[] {
  const strings: string[] = []
  const part = archive.find('xl/sharedStrings.xml')
  if (part === undefined) return strings
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
      else if (name === 'si') strings.push(unescapeText(text))
    },
  })
  return strings
}

/** By the number of a cell's style: whether it shows dates. */
function readDateStyles(source: string, archive: ZipArchive): (DateStyle | null)[] {
  const part = archive.find('xl/styles.xml')
  if (part === undefined) return []
  const codes = new Map<number, string>()
  const formatIds: number[] = []
  let inCellStyles = false
  parseXml(
    source,
    archive,
    part,
    {},
    {
      open(name, attributes) {
        if (name === 'cellXfs') inCellStyles = true
        else if (name === 'xf' && inCellStyles) formatIds.push(Number(attribute(attributes, 'numFmtId') ?? 0))
        else if (name === 'numFmt')
          codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      },
      close(name) {
        if (name === 'cellXfs') inCellStyles = false
      },
    },
  )
  return dateStyles(formatIds, codes)
}

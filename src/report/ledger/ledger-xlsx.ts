// The ledger as a workbook: made anew, or an existing one edited in place. Of a file that people keep only our own cells change: their sheets,
// columns, rows, order, formats, filters and formulas stay as they are. Bytes and a ledger in, bytes out.
import { strToU8, type Zippable, zipSync } from 'fflate/browser'
import type { Ledger, LedgerConflict } from '../../ledger/ledger-record.ts'
import { listSheets, readWorkbookTexts } from '../../read/tables/points-xlsx.ts'
import { openZip, type ZipArchive } from '../../read/tables/zip-archive.ts'
import type { Lang } from '../../words/languages.ts'
import { type Say, wordsIn } from '../../words/xlsx-words.ts'
import type { Sheet, SheetCell } from '../workbook/xlsx-sheet.ts'
import { sheetXml } from '../workbook/xlsx-sheet.ts'
import { toWorkbookBytes } from '../workbook/xlsx-workbook.ts'
import { addSheetPart } from './add-sheet-part.ts'
import { editSheet, grownRange } from './edit-sheet.ts'
import { computedCells, conflictCells, humanStateWords, runCells } from './ledger-cells.ts'
import { columnLook, isHuman, isShared, KEYS_OF, type LedgerTableName, titleOf } from './ledger-columns.ts'
import { type LedgerMemory, memoryLines, readMemory } from './ledger-memory.ts'
import {
  type FoundColumns,
  findColumns,
  type LedgerEdits,
  ledgerColumns,
  ledgerOfRows,
  type ReadLedger,
  type TextRow,
} from './ledger-rows.ts'
import { readSheetSource, type SheetSource } from './sheet-source.ts'

/** The hidden sheet. */
export const MEMORY_SHEET = 'LC-DATA'

/** Columns for programs: people do not need to see them. */
const TECHNICAL = new Set(['blocks', 'subject', 'limit', 'basis'])

/** Colours of the computed states. */
const STATE_TINTS: Readonly<Record<string, string>> = {
  open: 'F8D7C6',
  'still-open': 'FBE5B6',
  reopened: 'F4B6A6',
  resolved: 'CDE8CF',
  unknown: 'E3E3E3',
  'method-changed': 'D5DDF2',
}

/** A ledger file as it was read. */
export interface OpenLedger extends ReadLedger {
  readonly lang: Lang
  /** Lines of the list of conflicts, as texts of its cells by key. */
  readonly formerConflicts: readonly ReadonlyMap<string, string>[]
}

/** A workbook that is edited in place. */
export interface OpenWorkbook extends OpenLedger {
  readonly source: string
  readonly bytes: Uint8Array
  readonly archive: ZipArchive
  readonly tables: ReadonlyMap<LedgerTableName, OpenTable>
  readonly memoryPart: string | undefined
  /** Lines of the hidden sheet. */
  readonly remembered: readonly (readonly string[])[]
}

interface OpenTable {
  readonly part: string
  readonly sheet: SheetSource
  readonly found: FoundColumns
}

/** Reads a ledger. @throws LivingCircleError for what is no workbook, or holds no ledger */
export function openLedgerWorkbook(source: string, bytes: Uint8Array): OpenWorkbook {
  const archive = openZip(source, bytes)
  const { sheets, from1904 } = listSheets(source, archive)
  const texts = readWorkbookTexts(source, archive, from1904, {})
  const tables = new Map<LedgerTableName, OpenTable>()
  let memory: LedgerMemory = { gaps: new Map(), runs: [] }
  let memoryPart: string | undefined
  let remembered: readonly (readonly string[])[] = []
  let firstRows: readonly TextRow[] = []
  for (const { name, part } of sheets) {
    const sheet = readSheetSource(source, partText(archive, part.name), texts)
    const rows = textRows(sheet)
    if (name === MEMORY_SHEET) {
      remembered = rows.map(({ cells }) => cells).filter(([kind]) => kind === 'gap' || kind === 'run')
      memory = readMemory(remembered)
      memoryPart = part.name
      continue
    }
    if (firstRows.length === 0) firstRows = rows
    for (const table of ['ledger', 'runs', 'conflicts'] as const) {
      const found = tables.has(table) ? undefined : findColumns(table, rows)
      if (found === undefined || (table === 'ledger' && !found.columnOf.has('state') && !found.columnOf.has('id')))
        continue
      tables.set(table, { part: part.name, sheet, found })
      break
    }
  }
  const own = tables.get('ledger')
  const found = ledgerColumns(source, own === undefined ? firstRows : textRows(own.sheet))
  const read = ledgerOfRows(textRows(own!.sheet), found, memory)
  const formerConflicts = conflictRows(tables.get('conflicts'))
  return { ...read, source, bytes, archive, tables, memoryPart, remembered, lang: found.lang, formerConflicts }
}

function textRows({ rows }: SheetSource): TextRow[] {
  return rows.map(({ line, cells }) => {
    const texts: string[] = []
    for (const { column, text } of cells) {
      while (texts.length < column) texts.push('')
      texts[column] = text
    }
    return { line, cells: texts }
  })
}

function conflictRows(table: OpenTable | undefined): ReadonlyMap<string, string>[] {
  if (table === undefined) return []
  const { sheet, found } = table
  const data = textRows(sheet).filter(({ line }) => line > found.headerLine)
  return data.map(({ cells }) => new Map([...found.columnOf].map(([key, column]) => [key, cells[column] ?? ''])))
}

function partText(archive: ZipArchive, name: string): string {
  const part = archive.find(name)
  if (part === undefined) return ''
  const decoder = new TextDecoder()
  let text = ''
  for (const piece of archive.open(part)) text += decoder.decode(piece, { stream: true })
  return text + decoder.decode()
}

/** What is written beside the ledger's own rows. */
export interface LedgerAfter {
  readonly ledger: Ledger
  readonly edits: LedgerEdits
  /** Those that are not in the file yet. */
  readonly conflicts: readonly LedgerConflict[]
}

/** The workbook with what a run changes; the very bytes that were read where it changes nothing. */
export function editLedgerWorkbook(open: OpenWorkbook, { ledger, edits, conflicts }: LedgerAfter): Uint8Array {
  const { tables, archive, lang } = open
  const parts = new Map<string, string>()
  const added: Sheet[] = []
  const edit = (
    name: LedgerTableName,
    cells: ReadonlyMap<number, ReadonlyMap<string, SheetCell>>,
    rows: readonly Readonly<Record<string, SheetCell>>[],
  ) => {
    const table = tables.get(name)
    if (table === undefined) {
      if (rows.length > 0) added.push(plainSheet(name, rows, lang))
      return
    }
    const { columnOf } = table.found
    const byColumn = (row: Iterable<readonly [string, SheetCell]>) =>
      new Map([...row].flatMap(([key, cell]) => (columnOf.has(key) ? [[columnOf.get(key)!, cell] as const] : [])))
    const filled = rows.map((row) => byColumn(Object.entries(row).filter(([, cell]) => cell !== null && cell !== '')))
    const changes = new Map([...cells].map(([line, row]) => [line, byColumn(row)]))
    const xml = editSheet(table.sheet, { cells: changes, added: filled })
    if (xml === table.sheet.xml) return
    parts.set(table.part, xml)
    growElsewhere(archive, parts, table, filled.length)
  }
  const newRuns = newRunRows(open, ledger)
  edit('runs', newRuns.changed, newRuns.added)
  edit(
    'conflicts',
    new Map(),
    conflicts.map((one) => conflictCells(ledger.runs.at(-1)?.runId ?? '', one, lang)),
  )
  edit(
    'ledger',
    new Map(edits.changed.map((row, at) => [open.lines[at]!, row])),
    edits.added as readonly Readonly<Record<string, SheetCell>>[],
  )
  const memory = memorySheet(ledger)
  if (open.memoryPart === undefined) added.push(memory)
  else if (!isSameMemory(open, ledger))
    parts.set(open.memoryPart, [...sheetXml(memory, false)].join('').replace(/ s="\d+"/g, ''))
  if (parts.size === 0 && added.length === 0) return open.bytes
  return zipped(archive, parts, added)
}

/** The memory that a file holds is compared by what it says: programs write XML in ways of their own. */
function isSameMemory({ remembered }: OpenWorkbook, ledger: Ledger): boolean {
  const lines = memoryLines(memoryOf(ledger))
  return lines.length === remembered.length && lines.every((line, at) => line.join('\n') === remembered[at]!.join('\n'))
}

function newRunRows(open: OpenWorkbook, ledger: Ledger) {
  const table = open.tables.get('runs')
  const cells = ledger.runs.map(runCells)
  if (table === undefined) return { changed: new Map<number, Map<string, SheetCell>>(), added: cells }
  const column = table.found.columnOf.get('run_id')
  const data = textRows(table.sheet).filter(({ line }) => line > table.found.headerLine)
  const known = new Set(column === undefined ? [] : data.map(({ cells: row }) => row[column] ?? ''))
  const before = open.ledger.runs.length
  // The line of a run that is looked at again is brought up to date.
  const changed = new Map<number, Map<string, SheetCell>>()
  const last = ledger.runs.length === before ? cells.at(-1) : undefined
  const row =
    last === undefined || column === undefined
      ? undefined
      : data.findLast(({ cells: one }) => one[column] === last.run_id)
  if (last !== undefined && row !== undefined) {
    const unlike = Object.entries(last).filter(([key, cell]) => {
      const at = table.found.columnOf.get(key)
      return at !== undefined && String(cell ?? '') !== (row.cells[at] ?? '')
    })
    if (unlike.length > 0) changed.set(row.line, new Map(unlike))
  }
  return {
    changed,
    added: cells.slice(before).concat(cells.slice(0, before).filter(({ run_id }) => !known.has(String(run_id)))),
  }
}

/** A table that people made of the sheet, and the name of its filter, grow with its rows. */
function growElsewhere(
  archive: ZipArchive,
  parts: Map<string, string>,
  { part, sheet }: OpenTable,
  rows: number,
): void {
  if (rows === 0) return
  const last = sheet.rows.at(-1)?.line ?? 0
  const relations = partText(archive, part.replace(/([^/]+)$/, '_rels/$1.rels'))
  for (const [, target] of relations.matchAll(/Target="([^"]*tables\/[^"]+)"/g)) {
    const name = new URL(target!, `file:///${part}`).pathname.slice(1)
    const xml = parts.get(name) ?? partText(archive, name)
    if (xml !== '')
      parts.set(
        name,
        xml.replace(/\bref="([^"]+)"/g, (_, range: string) => `ref="${grownRange(range, last, last + rows)}"`),
      )
  }
  const workbook = parts.get('xl/workbook.xml') ?? partText(archive, 'xl/workbook.xml')
  const grown = workbook.replace(
    /(<(?:\w+:)?definedName\b[^>]*_xlnm\._FilterDatabase[^>]*>[^<]*!)(\$[A-Z]+\$\d+:\$[A-Z]+\$\d+)(<)/g,
    (whole, head: string, range: string, end: string) =>
      sheet.ranges.some((one) => one.range === range.replaceAll('$', ''))
        ? `${head}${grownRange(range, last, last + rows)}${end}`
        : whole,
  )
  if (grown !== workbook) parts.set('xl/workbook.xml', grown)
}

function zipped(archive: ZipArchive, parts: ReadonlyMap<string, string>, added: readonly Sheet[]): Uint8Array {
  const texts = new Map(parts)
  for (const sheet of added)
    addSheetPart(
      sheet,
      (name) => texts.get(name) ?? partText(archive, name),
      (name) => archive.find(name) !== undefined || texts.has(name),
      (name, text) => texts.set(name, text),
    )
  const files: Zippable = {}
  const own = new Set<string>()
  for (const part of archive.parts) {
    if (part.name.endsWith('/')) continue
    own.add(part.name)
    files[part.name] = entry(texts.has(part.name) ? strToU8(texts.get(part.name)!) : partBytes(archive, part.name))
  }
  for (const [name, text] of texts) if (!own.has(name)) files[name] = entry(strToU8(text))
  return zipSync(files)
}

const entry = (bytes: Uint8Array): Zippable[string] => [bytes, { level: 6, mtime: new Date(1980, 0, 1) }]

function partBytes(archive: ZipArchive, name: string): Uint8Array {
  const pieces = [...archive.open(archive.find(name)!)].map((piece) => piece.slice())
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/** A new ledger as a workbook. */
export function newLedgerWorkbook(ledger: Ledger, lang: Lang, credit: string): Uint8Array {
  const say = wordsIn(lang)
  const rows = ledger.rows.flatMap(({ gap }) => (gap === null ? [] : [computedCells(gap, undefined, lang)]))
  const sheets = [
    plainSheet('ledger', rows as readonly Readonly<Record<string, SheetCell>>[], lang),
    plainSheet('runs', ledger.runs.map(runCells), lang),
    plainSheet('conflicts', [], lang),
    memorySheet(ledger),
  ]
  return toWorkbookBytes({ title: say('ledTitle'), rights: credit, language: lang, sheets })
}

function plainSheet(table: LedgerTableName, rows: readonly Readonly<Record<string, SheetCell>>[], lang: Lang): Sheet {
  const say = wordsIn(lang)
  const keys = KEYS_OF[table]
  return {
    ...namesOf(table, say),
    keys,
    frozenColumns: table === 'ledger' ? 3 : 1,
    columns: keys.map((key) => ({
      title: titleOf(table, key, lang),
      ...columnLook(key),
      ...(table === 'ledger' && (isHuman(key) || isShared(key)) ? { isForPeople: true } : {}),
      ...(table === 'ledger' && TECHNICAL.has(key) ? { isHidden: true } : {}),
      ...(table === 'ledger' && key === 'status' ? { choices: humanStateWords(lang) } : {}),
      ...(table === 'ledger' && key === 'state' ? { tints: STATE_TINTS } : {}),
    })),
    rowCount: rows.length,
    rowOf: (row) => keys.map((key) => rows[row]![key] ?? null),
  }
}

function namesOf(table: LedgerTableName, say: Say): Pick<Sheet, 'name' | 'lines'> {
  switch (table) {
    case 'ledger':
      return { name: say('ledSheet'), lines: [say('ledTitle'), say('ledLines')] }
    case 'runs':
      return { name: say('ledRuns'), lines: [say('ledRuns'), say('ledRunsLine')] }
    case 'conflicts':
      return { name: say('ledConflicts'), lines: [say('ledConflicts'), say('ledConflictsLine')] }
  }
}

function memoryOf(ledger: Ledger): LedgerMemory {
  const gaps = [...ledger.rows.flatMap(({ gap }) => gap ?? []), ...ledger.deleted]
  return { gaps: new Map(gaps.map((gap) => [gap.id, gap])), runs: ledger.runs }
}

/** The hidden sheet: what cannot be told from the cells that people see. */
function memorySheet(ledger: Ledger): Sheet {
  const lines = memoryLines(memoryOf(ledger))
  const width = Math.max(3, ...lines.map(({ length }) => length))
  const titles = ['kind', 'id', ...Array.from({ length: width - 2 }, (_, i) => `json_${i + 1}`)]
  return {
    name: MEMORY_SHEET,
    lines: [],
    columns: titles.map((title) => ({ title, widthCharacters: 16, format: 'general' as const })),
    rowCount: lines.length,
    rowOf: (row) => lines[row]!,
    frozenColumns: 0,
    isHidden: true,
  }
}

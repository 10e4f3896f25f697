// The ledger as CSV: rows in the order of people, with columns and rows of their own, and what the program remembers in columns at the far right.
// History and conflicts are CSV files beside it. Text and a ledger in, text out.
import Papa from 'papaparse'
import { withoutMark } from '../../foundation/spreadsheet-text.ts'
import type { Ledger, LedgerRun } from '../../ledger/ledger-record.ts'
import { summariseCounts } from '../../ledger/run-summary.ts'
import type { Lang } from '../../words/languages.ts'
import { problem } from '../../words/problem.ts'
import { BYTE_ORDER_MARK, csvField } from '../tables/csv.ts'
import type { SheetCell } from '../workbook/xlsx-sheet.ts'
import { computedCells, conflictCells, runCells } from './ledger-cells.ts'
import { KEYS_OF, type LedgerTableName, titleOf } from './ledger-columns.ts'
import { type LedgerMemory, memoryLines, readMemory } from './ledger-memory.ts'
import { ledgerColumns, ledgerOfRows, type TextRow } from './ledger-rows.ts'
import type { LedgerAfter, OpenLedger } from './ledger-xlsx.ts'

/** Names of the columns in which a row's memory is kept. */
const MEMORY = /^lc_memory_\d+$/

/** A CSV file that is written again. */
export interface OpenCsv extends OpenLedger {
  readonly source: string
  readonly text: string
  readonly rows: readonly TextRow[]
  readonly headerLine: number
  readonly columnOf: ReadonlyMap<string, number>
  readonly delimiter: string
  readonly memoryColumns: readonly number[]
}

/** The texts of the ledger and of the files beside it; `undefined`: there is no such file. */
export interface CsvTexts {
  readonly ledger: string
  readonly runs: string | undefined
  readonly conflicts: string | undefined
}

/** Reads a ledger. @throws LivingCircleError for what holds no ledger */
export function openLedgerCsv(source: string, texts: CsvTexts): OpenCsv {
  const { rows, delimiter } = rowsOf(texts.ledger)
  const found = ledgerColumns(source, rows)
  const head = rows.find(({ line }) => line === found.headerLine)!
  const memoryColumns = head.cells.flatMap((cell, column) => (MEMORY.test(cell.trim()) ? [column] : []))
  const id = found.columnOf.get('id')!
  const data = rows.filter(({ line }) => line > found.headerLine)
  const { gaps } = readMemory(
    data.map(({ cells }) => ['gap', (cells[id] ?? '').trim(), ...memoryColumns.map((at) => cells[at] ?? '')]),
  )
  const memory: LedgerMemory = {
    gaps,
    runs: texts.runs === undefined ? lastRun([...gaps.values()]) : runsOf(texts.runs),
  }
  const read = ledgerOfRows(rows, found, memory)
  const formerConflicts = texts.conflicts === undefined ? [] : records(texts.conflicts)
  const { headerLine, columnOf, lang } = found
  return {
    ...read,
    source,
    text: texts.ledger,
    rows,
    headerLine,
    columnOf,
    lang,
    delimiter,
    memoryColumns,
    formerConflicts,
  }
}

function rowsOf(text: string): { readonly rows: TextRow[]; readonly delimiter: string } {
  const delimiters = [',', ';', '\t', '|']
  const { data, meta, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimitersToGuess: delimiters })
  if (errors.some(({ type }) => type === 'Quotes')) {
    throw problem('input-format', 'ledger.no-table', { source: 'CSV' }, { hint: 'hint.ledger-columns' })
  }
  const rows = data.map((cells, at) => ({ line: at + 1, cells: cells.map((cell) => withoutMark(cell)) }))
  while (rows.at(-1)?.cells.every((cell) => cell === '') === true) rows.pop()
  return { rows, delimiter: meta.delimiter }
}

/** Rows by key: with the program's own headings, written as keys. */
function records(text: string): ReadonlyMap<string, string>[] {
  const [head, ...rows] = rowsOf(text).rows
  return rows.map(({ cells }) => new Map((head?.cells ?? []).map((key, at) => [key, cells[at] ?? ''])))
}

function runsOf(text: string): readonly LedgerRun[] {
  return readMemory(records(text).map((row) => ['run', row.get('run_id') ?? '', row.get('lc_run') ?? ''])).runs
}

/** The file of runs is gone: the last one is known by its rows. */
function lastRun(gaps: readonly { readonly evidence: string; readonly lastChecked: string }[]): LedgerRun[] {
  const last = [...gaps].sort((a, b) => (a.lastChecked < b.lastChecked ? 1 : -1))[0]
  if (last === undefined) return []
  const unknown = { toolVersion: '', modelVersion: '', osmDate: null, standard: null, method: '' }
  return [
    {
      ...unknown,
      runId: last.evidence,
      date: last.lastChecked,
      counts: summariseCounts([]),
      peopleOpen: 0,
      peopleResolved: 0,
    },
  ]
}

/** The ledger's files after a run. A file that would say the same is left as it is. */
export function editLedgerCsv(open: OpenCsv, { ledger, edits, conflicts }: LedgerAfter): CsvTexts {
  const memory = memoryOfRows(ledger)
  const width = Math.max(0, ...[...memory.values()].map((pieces) => pieces.length))
  const { headerLine, columnOf } = open
  const own = new Set(open.memoryColumns)
  const columns = Math.max(...open.rows.map(({ cells }) => cells.length))
  const kept = Array.from({ length: columns }, (_, column) => column).filter((column) => !own.has(column))
  const rowAt = new Map(open.lines.map((line, row) => [line, row]))
  const lines = open.rows.map(({ line, cells }) => {
    const row = rowAt.get(line)
    const change = row === undefined ? undefined : edits.changed[row]
    const byColumn = new Map(
      [...(change ?? [])].flatMap(([key, cell]) => (columnOf.has(key) ? [[columnOf.get(key)!, cell] as const] : [])),
    )
    const texts = kept.map((column) => (byColumn.has(column) ? cellText(byColumn.get(column)!) : (cells[column] ?? '')))
    if (line === headerLine) return [...texts, ...memoryTitles(width)]
    return [...texts, ...padded(row === undefined ? [] : memory.get(ledger.rows[row]!.gap?.id ?? ''), width)]
  })
  const added = ledger.rows.slice(open.lines.length).map(({ gap }, at) => {
    const cells = edits.added[at] as Readonly<Record<string, SheetCell>>
    const keyOf = new Map([...columnOf].map(([key, column]) => [column, key]))
    return [
      ...kept.map((column) => cellText(cells[keyOf.get(column) ?? ''] ?? null)),
      ...padded(memory.get(gap!.id), width),
    ]
  })
  const isSame = edits.added.length === 0 && edits.changed.every((row) => row.size === 0) && sameMemory(open, memory)
  const text = isSame ? open.text : written([...lines, ...added], open.delimiter)
  const former = open.formerConflicts.map((row) => KEYS_OF.conflicts.map((key) => row.get(key) ?? ''))
  const fresh = conflicts.map((one) =>
    rowBy('conflicts', conflictCells(ledger.runs.at(-1)?.runId ?? '', one, open.lang)),
  )
  const list = [...former, ...fresh]
  return {
    ledger: text,
    runs: runsText(ledger),
    conflicts: list.length === 0 ? undefined : tableText('conflicts', list),
  }
}

function sameMemory({ ledger }: OpenCsv, memory: ReadonlyMap<string, readonly string[]>): boolean {
  const before = memoryOfRows(ledger)
  return (
    before.size === memory.size && [...memory].every(([id, pieces]) => before.get(id)?.join('') === pieces.join(''))
  )
}

/** A new ledger. */
export function newLedgerCsv(ledger: Ledger, lang: Lang): CsvTexts {
  const memory = memoryOfRows(ledger)
  const width = Math.max(0, ...[...memory.values()].map((pieces) => pieces.length))
  const head = [...KEYS_OF.ledger.map((key) => titleOf('ledger', key, lang)), ...memoryTitles(width)]
  const rows = ledger.rows.flatMap(({ gap }) => {
    if (gap === null) return []
    const cells = computedCells(gap, undefined, lang) as Readonly<Record<string, SheetCell>>
    return [[...KEYS_OF.ledger.map((key) => cellText(cells[key] ?? null)), ...padded(memory.get(gap.id), width)]]
  })
  return { ledger: written([head, ...rows], ','), runs: runsText(ledger), conflicts: undefined }
}

/** The line of a gap's memory by its id; gaps whose rows are gone are forgotten: a CSV file has no other place for them. */
function memoryOfRows({ rows }: Pick<Ledger, 'rows'>): Map<string, readonly string[]> {
  const gaps = new Map(rows.flatMap(({ gap }) => (gap === null ? [] : [[gap.id, gap] as const])))
  return new Map(memoryLines({ gaps, runs: [] }).map(([, id, ...pieces]) => [id!, pieces]))
}

function runsText({ runs }: Ledger): string {
  const rows = runs.map((run) => [...rowBy('runs', runCells(run)), JSON.stringify(run)])
  return written([[...KEYS_OF.runs, 'lc_run'], ...rows], ',')
}

function tableText(table: LedgerTableName, rows: readonly (readonly string[])[]): string {
  return written([[...KEYS_OF[table]], ...rows], ',')
}

function rowBy(table: LedgerTableName, cells: Readonly<Record<string, SheetCell>>): string[] {
  return KEYS_OF[table].map((key) => cellText(cells[key] ?? null))
}

const memoryTitles = (width: number): string[] => Array.from({ length: width }, (_, at) => `lc_memory_${at + 1}`)

function padded(pieces: readonly string[] | undefined, width: number): string[] {
  return Array.from({ length: width }, (_, at) => pieces?.[at] ?? '')
}

function cellText(cell: SheetCell): string {
  return cell === null ? '' : String(cell)
}

function written(rows: readonly (readonly string[])[], delimiter: string): string {
  const field = (text: string) => {
    const plain = csvField(text)
    // Quoting by the rules of commas; other delimiters need it for themselves.
    return delimiter !== ',' && !plain.startsWith('"') && plain.includes(delimiter) ? `"${plain}"` : plain
  }
  return `${BYTE_ORDER_MARK}${rows.map((row) => row.map(field).join(delimiter)).join('\r\n')}\r\n`
}

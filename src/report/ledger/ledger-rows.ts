// A ledger as rows of text, as people keep it → which gaps its rows are, and what people wrote beside them. Rows and what the file remembers in, a
// ledger and conflicts out. It does not know what kind of file the rows come from.
import {
  HUMAN_KEYS,
  type Ledger,
  type LedgerConflict,
  type LedgerGap,
  type LedgerRow,
  SHARED_KEYS,
} from '../../ledger/ledger-record.ts'
import type { Lang } from '../../words/languages.ts'
import { problem } from '../../words/problem.ts'
import type { SheetCell } from '../workbook/xlsx-sheet.ts'
import { type ComputedCells, computedCells, humanStateOf } from './ledger-cells.ts'
import {
  isHuman,
  isShared,
  KEYS_OF,
  keyOfTitle,
  LEDGER_KEYS,
  type LedgerTableName,
  languageOfTitles,
  titleOf,
} from './ledger-columns.ts'
import type { LedgerMemory } from './ledger-memory.ts'
import { gapOfCells } from './row-without-memory.ts'

/** One row as it stands in a file. */
export interface TextRow {
  /** Its line, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Where the columns of a table are. */
export interface FoundColumns {
  /** Line of the headings. */
  readonly headerLine: number
  /** Key → column, from 0. */
  readonly columnOf: ReadonlyMap<string, number>
  readonly lang: Lang
}

/** Keys or headings that make a row the head of a table. */
const ENOUGH = 3
/** Rows above the head: titles and notes. */
const MOST_ROWS_ABOVE = 50

/** The columns of a table: by the row of keys, else by headings of any language. `undefined`: there is no such table here. */
export function findColumns(table: LedgerTableName, rows: readonly TextRow[]): FoundColumns | undefined {
  const head = rows.slice(0, MOST_ROWS_ABOVE)
  const at = head.findIndex(({ cells }) => cells.filter((cell) => KEYS_OF[table].includes(cell)).length >= ENOUGH)
  if (at >= 0) {
    const next = head[at + 1]
    const titles = next?.line === head[at]!.line + 1 ? next.cells : []
    const columnOf = columnsBy(head[at]!.cells, (cell) => (KEYS_OF[table].includes(cell) ? cell : undefined))
    return { headerLine: head[at]!.line + 1, columnOf, lang: languageOfTitles(table, titles) }
  }
  const titled = head.find(
    ({ cells }) => cells.filter((cell) => keyOfTitle(table, cell) !== undefined).length >= ENOUGH,
  )
  if (titled === undefined) return undefined
  const columnOf = columnsBy(titled.cells, (cell) => keyOfTitle(table, cell))
  return { headerLine: titled.line, columnOf, lang: languageOfTitles(table, titled.cells) }
}

/** The first column of a name counts. */
function columnsBy(cells: readonly string[], keyOf: (cell: string) => string | undefined): Map<string, number> {
  const columnOf = new Map<string, number>()
  cells.forEach((cell, column) => {
    const key = keyOf(cell)
    if (key !== undefined && !columnOf.has(key)) columnOf.set(key, column)
  })
  return columnOf
}

/** The columns of the ledger itself. @throws LivingCircleError `input-format` where it has none, or none of the ids */
export function ledgerColumns(source: string, rows: readonly TextRow[]): FoundColumns {
  const found = findColumns('ledger', rows)
  const hint = 'hint.ledger-columns'
  if (found === undefined) throw problem('input-format', 'ledger.no-table', { source }, { hint })
  if (found.columnOf.has('id')) return found
  throw problem('input-format', 'ledger.no-column', { source, column: titleOf('ledger', 'id', found.lang) }, { hint })
}

/** A ledger as it was read. */
export interface ReadLedger {
  readonly ledger: Ledger
  readonly conflicts: readonly LedgerConflict[]
  /** Line of each row, in the order of the ledger's. */
  readonly lines: readonly number[]
  /** Text of each row by key. */
  readonly texts: readonly ReadonlyMap<string, string>[]
}

/** Rows below the head → a ledger. Rows without an id, or with one that is not ours, are people's own. */
export function ledgerOfRows(rows: readonly TextRow[], found: FoundColumns, memory: LedgerMemory): ReadLedger {
  const conflicts: LedgerConflict[] = []
  const seen = new Set<string>()
  const data = rows.filter(({ line }) => line > found.headerLine)
  const texts = data.map(
    ({ cells }) => new Map([...found.columnOf].map(([key, column]) => [key, (cells[column] ?? '').trim()])),
  )
  const isLost = memory.gaps.size === 0 && texts.some((text) => text.get('id')!.startsWith('LC-'))
  if (isLost) conflicts.push({ code: 'memory-lost', id: '', column: '', text: '' })
  const ledgerRows = texts.map((text): LedgerRow => {
    const gap = gapOfRow(text, memory, isLost, seen, conflicts)
    return { gap, human: humanOf(text) }
  })
  for (const { gap, human } of ledgerRows) {
    if (gap === null || human.status === undefined || humanStateOf(human.status) !== null) continue
    conflicts.push({ code: 'status-unknown', id: gap.id, column: 'status', text: human.status })
  }
  const deleted = [...memory.gaps.values()].filter(({ id }) => !seen.has(id))
  return {
    ledger: { rows: ledgerRows, deleted, runs: memory.runs },
    conflicts,
    lines: data.map(({ line }) => line),
    texts,
  }
}

function gapOfRow(
  text: ReadonlyMap<string, string>,
  memory: LedgerMemory,
  isLost: boolean,
  seen: Set<string>,
  conflicts: LedgerConflict[],
): LedgerGap | null {
  const id = text.get('id')!
  if (id === '') return null
  if (seen.has(id)) {
    conflicts.push({ code: 'same-id-twice', id, column: 'id', text: rowText(text) })
    return null
  }
  const gap = memory.gaps.get(id) ?? (isLost ? gapOfCells(text) : null)
  if (gap === null) conflicts.push({ code: 'id-unknown', id, column: 'id', text: rowText(text) })
  else seen.add(id)
  return gap
}

function rowText(text: ReadonlyMap<string, string>): string {
  return [...text.values()].filter((cell) => cell !== '').join(' | ')
}

function humanOf(text: ReadonlyMap<string, string>): LedgerRow['human'] {
  return Object.fromEntries(
    [...HUMAN_KEYS, ...SHARED_KEYS].flatMap((key) => {
      const cell = text.get(key)
      return cell === undefined || cell === '' ? [] : [[key, cell]]
    }),
  )
}

/** What a run changes in a ledger's rows. */
export interface LedgerEdits {
  /** For each row of before, what changes in it by key. */
  readonly changed: readonly ReadonlyMap<LedgerKeyText, SheetCell>[]
  /** New rows by key, behind the last. */
  readonly added: readonly ComputedCells[]
  readonly conflicts: readonly LedgerConflict[]
}

type LedgerKeyText = string

/** Compares what a row says with what the run says of its gap; what somebody had changed in a computed cell becomes a conflict. */
export function ledgerEdits(before: ReadLedger, after: Ledger, lang: Lang): LedgerEdits {
  const conflicts: LedgerConflict[] = []
  const changed = before.texts.map((text, row) => {
    const was = before.ledger.rows[row]!
    const { gap } = after.rows[row]!
    if (gap === null || was.gap === null) return new Map<string, SheetCell>()
    const { status } = was.human
    const [old, own] = [computedCells(was.gap, status, lang), computedCells(gap, status, lang)]
    return new Map(
      LEDGER_KEYS.flatMap((key): [string, SheetCell][] => {
        if (isHuman(key) || !text.has(key)) return []
        const [stands, said, says] = [
          text.get(key)!,
          old[key as keyof ComputedCells] ?? null,
          own[key as keyof ComputedCells] ?? null,
        ]
        if (isSame(stands, says)) return []
        // What people wrote where a run may write is theirs.
        if (isShared(key) && (says === null || !isSame(stands, said))) return []
        if (!isSame(stands, said) && stands !== '' && key !== 'flag')
          conflicts.push({ code: 'cell-overwritten', id: gap.id, column: key, text: stands })
        return [[key, says]]
      }),
    )
  })
  const added = after.rows.slice(before.texts.length).map(({ gap }) => computedCells(gap!, undefined, lang))
  return { changed, added, conflicts }
}

/** Whether a text says what a cell holds: numbers by their value, texts without the blanks around them. */
function isSame(text: string, cell: SheetCell): boolean {
  if (cell === null || cell === '') return text === ''
  if (typeof cell === 'number') return text !== '' && Math.abs(Number(text) - cell) < 1e-6
  return text === String(cell).trim()
}

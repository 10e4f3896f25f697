// Rows of a table of plain columns, one by one: texts and numbers of the row that is looked at, and what cannot be used. In: raw tables. Out: what
// a taker makes of each row, rejects, counts that add up. It does not know what a row stands for.
import type { Message } from '../../foundation/message.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message } from '../../words/problem.ts'
import type { Reject, RejectCode, SourceCounts } from '../places/rejects.ts'
import { type DecimalStyle, parseNumberText } from './number-text.ts'
import { type FoundColumns, type PlainColumns, plainDecimalStyle, requireColumns } from './plain-columns.ts'
import { createRejectLog, type RejectLog, type RowNumber } from './reject-log.ts'
import { totalWord } from './total-words.ts'

/** Why a row is not used. */
export interface RowRefusal {
  readonly code: RejectCode
  readonly said: Message
}

/** The row that is looked at. */
export interface PlainRow<Name extends string> {
  readonly row: RowNumber
  /** Trimmed text; `null` for a blank or a missing column. */
  text(name: Name): string | null
  /** Whether the table has the column. */
  has(name: Name): boolean
  /** A number ≥ 0; `null` for a blank, a refusal for anything that is no such number. */
  amount(name: Name): number | null | RowRefusal
  /** Any number; likewise. */
  number(name: Name): number | null | RowRefusal
  warn(code: RejectCode, said: Message): void
}

/** What a taker says of a row: used, or why not. */
export type TakePlainRow<Name extends string> = (row: PlainRow<Name>) => RowRefusal | null

/** Takes in the rows of one file. */
export interface PlainIntake {
  begin(first: RawTable, sheet: string | null): void
  add(piece: RawTable): void
  /** A row that was used turns out not to be: of a list that is looked through when all is read. */
  reject(row: RowNumber, refusal: RowRefusal): void
  finish(): { readonly rejects: readonly Reject[]; readonly counts: SourceCounts }
}

/** Texts longer than this are no ids and no words. */
const LONGEST_TEXT = 500

/** @throws LivingCircleError `input-unusable` where a required column is missing */
export function createPlainIntake<Name extends string>(
  source: string,
  columns: PlainColumns<Name>,
  take: TakePlainRow<Name>,
): PlainIntake {
  const log = createRejectLog(source)
  let found: FoundColumns<Name> | null = null
  let style: DecimalStyle = 'point'
  let used = 0
  return {
    begin(first, sheet) {
      found = requireColumns(first, columns)
      style = plainDecimalStyle(first, [...found.at.values()])
      log.beginTable(first, sheet)
    },
    add(piece) {
      log.takeFrom(piece)
      piece.rows.forEach((cells, at) => {
        const row = log.rowOf(piece.line[at]!)
        // A sum below the rows is no row: 合计, Total.
        const sum = cells.find((cell) => cell.trim() !== '') ?? ''
        if (totalWord(sum) === 'sure') {
          log.skip(row, 'totals', cells.join(' ').trim().slice(0, 60))
          return
        }
        const refusal = take(plainRow(cells, row, found!.at, style, log))
        if (refusal === null) used++
        else log.reject(row, refusal.code, refusal.said)
      })
    },
    reject(row, { code, said }) {
      used--
      log.reject(row, code, said)
    },
    finish: () => ({ rejects: log.rejects(), counts: log.counts(used) }),
  }
}

function plainRow<Name extends string>(
  cells: readonly string[],
  row: RowNumber,
  columns: ReadonlyMap<Name, number>,
  style: DecimalStyle,
  log: RejectLog,
): PlainRow<Name> {
  const text = (name: Name) => {
    const at = columns.get(name)
    const trimmed = at === undefined ? '' : cells[at]!.trim()
    return trimmed === '' ? null : trimmed.slice(0, LONGEST_TEXT)
  }
  const number = (name: Name): number | null | RowRefusal => {
    const cell = text(name)
    if (cell === null) return null
    const { value, problem } = parseNumberText(cell, style)
    if (problem !== null) {
      return { code: 'invalid-number', said: message('row.number-unknown', { column: name, problem }) }
    }
    return value
  }
  return {
    row,
    text,
    number,
    has: (name) => columns.has(name),
    amount(name) {
      const value = number(name)
      if (typeof value !== 'number' || value >= 0) return value
      return { code: 'invalid-number', said: message('row.negative', { column: name, value }) }
    },
    warn: (code, said) => log.warn(row, code, said),
  }
}

/** Whether a cell could not be taken. */
export function isRefusal(value: unknown): value is RowRefusal {
  return typeof value === 'object' && value !== null && 'said' in value
}

/** A cell that must not be blank. */
export function missingCell(column: string): RowRefusal {
  return { code: 'missing-id', said: message('row.no-cell', { column }) }
}

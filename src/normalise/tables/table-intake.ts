// What facilities, blocks and gates from tables have in common: options, what was understood, rejects that add up, ids.
// It does not know what a row stands for.
import type { Message } from '../../foundation/message.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message, spoken } from '../../words/problem.ts'
import type { Reject, RejectCode, SourceCounts } from '../places/rejects.ts'
import type { ColumnMapping, TableKind, UnderstoodColumns } from './column-names.ts'
import { understandColumns } from './column-names.ts'
import { numberedId } from './content-ids.ts'
import type { DecimalStyle } from './number-text.ts'
import { parseNumberText } from './number-text.ts'
import { decimalStyleOfTable, type PlacementOptions } from './table-positions.ts'

/** Options that every table of places takes. */
export interface TableIntakeOptions extends PlacementOptions {
  /** Which column plays which role; overrules the header dictionary. */
  readonly mapping?: ColumnMapping | undefined
}

/** What was made of a file, for the data doctor. */
export interface UnderstoodTable {
  readonly source: string
  readonly format: RawTable['format']
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly sheet: string | null
  readonly declaredCrs: string | null
  readonly decimalStyle: DecimalStyle
  readonly columns: UnderstoodColumns
}

/** {@link UnderstoodTable} of a raw table. */
export function understandTable(table: RawTable, kind: TableKind, mapping?: ColumnMapping): UnderstoodTable {
  const columns = understandColumns(table.columns, kind, mapping)
  const { source, format, encoding, delimiter, sheet, declaredCrs } = table
  return {
    source,
    format,
    encoding,
    delimiter,
    sheet,
    declaredCrs,
    columns,
    decimalStyle: decimalStyleOfTable(table, columns),
  }
}

/** Rejected rows kept as records of their own per code; beyond that they are counted in one record. */
const KEPT_PER_CODE = 100_000

/** Collects rejects so that `read = used + rejected` holds. */
export interface RejectLog {
  reject(line: number, code: RejectCode, said: Message): void
  warn(line: number, code: RejectCode, said: Message): void
  /** Takes over the rows that the reader set aside. */
  takeFrom(table: RawTable): void
  /** In order of the lines. */
  rejects(): Reject[]
  counts(used: number): SourceCounts
}

export function createRejectLog({ source, geometry }: Pick<RawTable, 'source' | 'geometry'>): RejectLog {
  const frame = geometry === null ? 'row.line' : 'row.feature'
  const kept: (Reject & { readonly line: number })[] = []
  const perCode = new Map<string, number>()
  let rejected = 0
  function add(line: number, code: RejectCode, said: Message, severity: Reject['severity']): void {
    if (severity === 'rejected') rejected++
    const key = `${severity} ${code}`
    const count = (perCode.get(key) ?? 0) + 1
    perCode.set(key, count)
    if (count > KEPT_PER_CODE) return
    kept.push({ line, source, lineOrId: String(line), code, ...spoken(message(frame, { n: line, said })), severity })
  }
  return {
    reject: (line, code, said) => add(line, code, said, 'rejected'),
    warn: (line, code, said) => add(line, code, said, 'warning'),
    takeFrom(table) {
      const code = table.geometry === null ? 'malformed-row' : 'invalid-geometry'
      for (const { line, key, values } of table.rejects) add(line, code, { key, values }, 'rejected')
      for (const { line, key, values } of table.warnings) add(line, code, { key, values }, 'warning')
    },
    rejects() {
      const sorted = kept.sort(
        (a, b) => a.line - b.line || compareText(a.code, b.code) || compareText(a.message, b.message),
      )
      const result: Reject[] = sorted.map(({ line: _, ...reject }) => reject)
      for (const [key, count] of [...perCode].sort(([a], [b]) => compareText(a, b))) {
        if (count <= KEPT_PER_CODE) continue
        const [severity, code] = key.split(' ') as [Reject['severity'], RejectCode]
        const further = spoken(message('row.further', { n: count - KEPT_PER_CODE }))
        result.push({ source, lineOrId: '', code, ...further, severity })
      }
      return result
    },
    counts: (used) => ({ source, read: used + rejected, used, rejected }),
  }
}

/** Order by code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Reads cells by role. */
export interface RowCells {
  /** Trimmed text, or `null` for a blank or a missing column. */
  text(row: readonly string[], role: string): string | null
  /** A number ≥ 0, `null` for a blank; what is neither goes to `onProblem` and is `null`. */
  amount(row: readonly string[], role: string, onProblem: (said: Message, negative: boolean) => void): number | null
}

/** No block has more people, no facility more places or square metres: a larger number is a slip of the keyboard. */
const MOST = 1e9

export function createRowCells(understood: UnderstoodTable): RowCells {
  const { index, mapping } = understood.columns
  const style = understood.decimalStyle
  return {
    text(row, role) {
      const at = index.get(role)
      if (at === undefined) return null
      const text = row[at]!.trim()
      return text === '' ? null : text
    },
    amount(row, role, onProblem) {
      const at = index.get(role)
      if (at === undefined || row[at] === '') return null
      const { value, problem } = parseNumberText(row[at]!, style)
      if (problem !== null) onProblem(message('row.number-unknown', { column: mapping[role]!, problem }), false)
      if (value !== null && value < 0) {
        onProblem(message('row.negative', { column: mapping[role]!, value }), true)
        return null
      }
      if (value !== null && value > MOST) {
        onProblem(message('row.too-much', { column: mapping[role]!, value, most: MOST }), false)
        return null
      }
      return value
    },
  }
}

interface Nameless<T> {
  readonly line: number
  readonly record: (id: string) => T
}

function inOrderOfContent<T>(rows: readonly Nameless<T>[], contentOf: (record: T) => string): readonly Nameless<T>[] {
  if (rows.length === 1) return rows
  const keyed = rows.map((row) => ({ row, content: contentOf(row.record('')) }))
  keyed.sort((a, b) => compareText(a.content, b.content) || a.row.line - b.row.line)
  return keyed.map(({ row }) => row)
}

interface Candidate<T> {
  readonly record: T
  readonly line: number
}

/** Keeps one record per id; which of two wins depends on their content, not on the order of rows. */
export interface IdBook<T> {
  /** @param contentId what a record without an id of its own is called after; all such records are kept */
  add(id: string | null, line: number, record: (id: string) => T, contentId: () => string): void
  /** Records in order of their ids; the losers go to the log. */
  finish(log: RejectLog): T[]
}

/**
 * @param contentOf text that two records share only when they are alike in all but their line
 */
export function createIdBook<T>(contentOf: (record: T) => string): IdBook<T> {
  const winners = new Map<string, Candidate<T>>()
  const losers: { readonly id: string; readonly line: number }[] = []
  /** Records without an id of their own, by the id that name and place give them. */
  const nameless = new Map<string, Nameless<T>[]>()

  function settle(id: string, candidate: Candidate<T>): void {
    const holder = winners.get(id)
    if (holder === undefined) {
      winners.set(id, candidate)
      return
    }
    const order = compareText(contentOf(candidate.record), contentOf(holder.record)) || candidate.line - holder.line
    const [winner, loser] = order < 0 ? [candidate, holder] : [holder, candidate]
    winners.set(id, winner)
    losers.push({ id, line: loser.line })
  }

  return {
    add(id, line, record, contentId) {
      if (id !== null) return settle(id, { line, record: record(id) })
      const own = contentId()
      const known = nameless.get(own)
      if (known === undefined) nameless.set(own, [{ line, record }])
      else known.push({ line, record })
    },
    finish(log) {
      // In order of content, so that of places of one name and place each keeps its number however the rows are sorted.
      for (const [own, rows] of [...nameless].sort(([a], [b]) => compareText(a, b))) {
        for (const { line, record } of inOrderOfContent(rows, contentOf)) {
          const id = numberedId(own, (taken) => winners.has(taken))
          winners.set(id, { line, record: record(id) })
        }
      }
      for (const { id, line } of losers) {
        log.reject(
          line,
          'duplicate-id',
          message('row.duplicate-id', { id: id.slice(0, 80), line: winners.get(id)!.line }),
        )
      }
      return [...winners].sort(([a], [b]) => compareText(a, b)).map(([, { record }]) => record)
    },
  }
}

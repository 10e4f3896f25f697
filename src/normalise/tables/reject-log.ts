// What of a file's rows was not used, and what was odd about others, so that every row is counted once.
// In: rows by line and sheet, a reason. Out: rejects in the file's order, counts that add up. It does not know what a row stands for.
import type { Message } from '../../foundation/message.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message, spoken } from '../../words/problem.ts'
import type { Reject, RejectCode, SkippedRows, SourceCounts } from '../places/rejects.ts'

/** Rejected rows kept as records of their own per code; beyond that they are counted in one record. */
const KEPT_PER_CODE = 100_000

/** A row of a file as one number: its line, and 2³² for each sheet that was read before. In a file of one table it is the line. */
export type RowNumber = number

const PER_SHEET = 2 ** 32

/** Rows that are no rows of data, by what they are. */
export type SkippedKind = keyof SkippedRows

/** Collects rejects so that `read = used + rejected` holds. */
export interface RejectLog {
  /** The rows that follow are of this table; `sheet` names it in references where a file has several. */
  beginTable(table: RawTable, sheet: string | null): void
  /** Takes over the rows that the reader set aside in a piece of the table. */
  takeFrom(table: RawTable): void
  /** The number of a line of the table that was begun last. */
  rowOf(line: number): RowNumber
  /** How a row is referred to: its line, with the sheet's name where there are several. */
  reference(row: RowNumber): string
  reject(row: RowNumber, code: RejectCode, said: Message): void
  warn(row: RowNumber, code: RejectCode, said: Message): void
  /** A total, the heading of a section, a note: no row of data, and not counted as read. */
  skip(row: RowNumber, kind: SkippedKind, text: string): void
  /** Rows that are the same as another. */
  readonly mergedRows: readonly RowNumber[]
  /** In order of sheets and lines. */
  rejects(): Reject[]
  counts(used: number): SourceCounts
}

const CODE_OF_SKIPPED: Readonly<Record<SkippedKind, RejectCode>> = {
  titles: 'title-row',
  sections: 'section-row',
  totals: 'total-row',
  notes: 'note-row',
}

/** Codes of rows that are not used for a reason that is no mistake. */
const APART = { 'duplicate-place': 'merged', closed: 'closed', planned: 'planned' } as const

/** @param source the file's name */
export function createRejectLog(source: string): RejectLog {
  const sheets: { readonly name: string | null; readonly isFeatures: boolean }[] = []
  const kept: (Reject & { readonly row: RowNumber })[] = []
  const perCode = new Map<string, number>()
  const apart = { merged: 0, closed: 0, planned: 0 }
  const skipped = { titles: 0, sections: 0, totals: 0, notes: 0 }
  const mergedRows: RowNumber[] = []
  let rejected = 0
  const sheetOf = (row: RowNumber) => sheets[Math.floor(row / PER_SHEET)]!
  const rowOf = (line: number): RowNumber => (sheets.length - 1) * PER_SHEET + line

  function add(row: RowNumber, code: RejectCode, said: Message, severity: Reject['severity']): void {
    if (severity === 'rejected') {
      rejected++
      if (code === 'duplicate-place') mergedRows.push(row)
      if (Object.hasOwn(APART, code)) apart[APART[code as keyof typeof APART]]++
    }
    const key = `${severity} ${code}`
    const count = (perCode.get(key) ?? 0) + 1
    perCode.set(key, count)
    if (count > KEPT_PER_CODE) return
    kept.push({ row, source, lineOrId: reference(row), code, ...spoken(inItsPlace(row, said)), severity })
  }

  function reference(row: RowNumber): string {
    const { name } = sheetOf(row)
    const line = row % PER_SHEET
    return name === null ? String(line) : `${name}!${line}`
  }

  function inItsPlace(row: RowNumber, said: Message): Message {
    const { name, isFeatures } = sheetOf(row)
    const n = row % PER_SHEET
    if (name !== null) return message('row.sheet-line', { sheet: name, n, said })
    return message(isFeatures ? 'row.feature' : 'row.line', { n, said })
  }

  function takeFrom(table: RawTable): void {
    const code = table.geometry === null ? 'malformed-row' : 'invalid-geometry'
    for (const { line, key, values } of table.rejects) add(rowOf(line), code, { key, values }, 'rejected')
    for (const { line, key, values } of table.warnings) {
      const isTitle = key === 'table.title-skipped'
      if (isTitle) skipped.titles++
      add(rowOf(line), isTitle ? 'title-row' : code, { key, values }, 'warning')
    }
  }

  return {
    beginTable(table, sheet) {
      sheets.push({ name: sheet, isFeatures: table.geometry !== null })
    },
    takeFrom,
    mergedRows,
    rowOf,
    reference,
    reject: (row, code, said) => add(row, code, said, 'rejected'),
    warn: (row, code, said) => add(row, code, said, 'warning'),
    skip(row, kind, text) {
      skipped[kind]++
      add(row, CODE_OF_SKIPPED[kind], message(`skip.${kind}`, { text }), 'warning')
    },
    rejects() {
      const sorted = kept.sort(
        (a, b) => a.row - b.row || compareText(a.code, b.code) || compareText(a.message, b.message),
      )
      const result: Reject[] = sorted.map(({ row: _, ...reject }) => reject)
      for (const [key, count] of [...perCode].sort(([a], [b]) => compareText(a, b))) {
        if (count <= KEPT_PER_CODE) continue
        const [severity, code] = key.split(' ') as [Reject['severity'], RejectCode]
        const further = spoken(message('row.further', { n: count - KEPT_PER_CODE }))
        result.push({ source, lineOrId: '', code, ...further, severity })
      }
      return result
    },
    counts: (used) => ({
      source,
      read: used + rejected,
      used,
      rejected,
      ...(Object.values(apart).some((n) => n > 0) ? { apart: { ...apart } } : {}),
      ...(Object.values(skipped).some((n) => n > 0) ? { skipped: { ...skipped } } : {}),
    }),
  }
}

/** Order by code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

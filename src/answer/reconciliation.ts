// What became of the rows of a file: every row read is used, of a kind not asked for, merged, closed, planned or rejected, and every person is accounted for.
// In: the record of an input. Out: counts that add up, and the sentence that says them. It does not know how anything was read.
import type { Message } from '../foundation/message.ts'
import type { PeopleCounts, SkippedRows } from '../normalise/places/rejects.ts'
import { message } from '../words/problem.ts'
import type { InputRecord } from './sources.ts'

/** Counts of rows: `read = used + merged + closed + planned + rejected + outside + notAsked`. */
export interface RowReconciliation {
  readonly read: number
  readonly used: number
  /** The same place or row as another, which is used. */
  readonly merged: number
  readonly closed: number
  readonly planned: number
  /** Not usable: the reason of each stands in rejects.csv. */
  readonly rejected: number
  /** Outside the study area; 0 where there is none. */
  readonly outside: number
  /** Of kinds that were not asked for; 0 where all were. */
  readonly notAsked: number
  /** No rows of data, and not counted as read. */
  readonly skipped: SkippedRows
  /** People of the rows read, each once, and of those used; `null` where the file says none. */
  readonly people: PeopleCounts | null
}

const NOTHING_SKIPPED: SkippedRows = { titles: 0, sections: 0, totals: 0, notes: 0 }

/**
 * What became of the rows of an input.
 *
 * @example
 * ```ts
 * import { type InputRecord, reconcileRows } from 'living-circle/parts'
 * declare const input: InputRecord
 * const rows = reconcileRows(input) // read = used + rejected and what stands apart
 * ```
 */
export function reconcileRows({
  read,
  used,
  rejected,
  outside = 0,
  notAsked = 0,
  apart,
  skipped,
  people,
}: InputRecord): RowReconciliation {
  const { merged, closed, planned } = apart ?? { merged: 0, closed: 0, planned: 0 }
  return {
    read,
    used,
    merged,
    closed,
    planned,
    rejected: rejected - merged - closed - planned,
    outside,
    notAsked,
    skipped: skipped ?? NOTHING_SKIPPED,
    people: people ?? null,
  }
}

/**
 * One line about a file: what became of its rows and people, which rows are none of data, which sheets are not read.
 *
 * @example
 * ```ts
 * import { type InputRecord, reconciliationOf } from 'living-circle/parts'
 * import { sayMessage } from 'living-circle'
 * const file = { role: 'facilities', name: 'f.csv', byteLength: null, sha256: null, date: null, format: 'csv' } as const
 * const input: InputRecord = { ...file, read: 24, used: 21, rejected: 3, apart: { merged: 0, closed: 2, planned: 1 } }
 * sayMessage(reconciliationOf(input), 'en') // 'f.csv: 24 rows read = 21 used + 0 merged + 2 closed + 1 planned + 0 rejected'
 * ```
 */
export function reconciliationOf(input: InputRecord): Message {
  const { name, role, skippedSheets = [] } = input
  const { skipped, people, outside, notAsked, ...rows } = reconcileRows(input)
  const kinds = (['titles', 'sections', 'totals', 'notes'] as const).filter((kind) => skipped[kind] > 0)
  const list = kinds.map((kind) => message(`rows.${kind}`, { n: skipped[kind] }))
  const sheets = skippedSheets.map(({ name: sheet, said }) => message('rows.sheet', { sheet, why: said }))
  const tail = {
    notAsked: notAsked === 0 ? '' : message('rows.not-asked', { n: notAsked }),
    outside: outside === 0 ? '' : message('rows.outside', { n: outside }),
    people: people === null ? '' : message('rows.people', people),
    skipped: list.length === 0 ? '' : message('rows.skipped', { list }),
    sheets: sheets.length === 0 ? '' : message('rows.sheets', { list: sheets }),
  }
  const { read, used, merged, closed, planned, rejected } = rows
  // Only facilities are usually closed or planned; where rows of another table are, the sum has to say so, too.
  if (role === 'facilities' || closed + planned > 0) return message('rows.all', { name, ...rows, ...tail })
  return message('rows.places', { name, read, used, merged, rejected, ...tail })
}

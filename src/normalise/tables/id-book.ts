// One record per id. Ids that are only running numbers are none: such records are called after what they are and where they lie.
// In: records with their rows. Out: records in order of ids, and which rows lost. It does not know what a record stands for.
import { message } from '../../words/problem.ts'
import { numberedIds } from './content-ids.ts'
import { compareText, type RejectLog, type RowNumber } from './reject-log.ts'

interface Pending<T> {
  readonly row: RowNumber
  readonly record: (id: string) => T
  readonly contentId: () => string
}

interface Candidate<T> {
  readonly record: T
  readonly row: RowNumber
}

/** Keeps one record per id; which of two wins depends on their content, not on the order of rows. */
export interface IdBook<T> {
  /** @param contentId what a record without an id of its own is called after; all such records are kept */
  add(id: string | null, row: RowNumber, record: (id: string) => T, contentId: () => string): void
  /** Records in order of their ids; the losers go to the log. */
  finish(log: RejectLog): T[]
}

/** Ids that may be running numbers. */
const SMALL_NUMBER = /^\d{1,6}$/

/**
 * @param contentOf text that two records share only when they are alike in all but their line
 */
export function createIdBook<T>(contentOf: (record: T) => string): IdBook<T> {
  const winners = new Map<string, Candidate<T>>()
  const losers: { readonly id: string; readonly row: RowNumber; readonly same: boolean }[] = []
  /** Records without an id of their own, by the id that name and place give them. */
  const nameless = new Map<string, Pending<T>[]>()
  /** Records whose ids are small numbers, until all rows are known. */
  let numbered: (Pending<T> & { readonly id: string })[] = []
  let otherIds = 0

  function settle(id: string, candidate: Candidate<T>): void {
    const holder = winners.get(id)
    if (holder === undefined) {
      winners.set(id, candidate)
      return
    }
    const difference = compareText(contentOf(candidate.record), contentOf(holder.record))
    const order = difference || candidate.row - holder.row
    const [winner, loser] = order < 0 ? [candidate, holder] : [holder, candidate]
    winners.set(id, winner)
    losers.push({ id, row: loser.row, same: difference === 0 })
  }

  function addNameless(pending: Pending<T>): void {
    const own = pending.contentId()
    const known = nameless.get(own)
    if (known === undefined) nameless.set(own, [pending])
    else known.push(pending)
  }

  function settleNumbered(log: RejectLog): void {
    const runs = otherIds === 0 && beginsAgain(numbered)
    for (const pending of numbered) {
      if (runs) addNameless(pending)
      else settle(pending.id, { row: pending.row, record: pending.record(pending.id) })
    }
    const first = numbered[0]
    if (runs && first !== undefined) log.warn(first.row, 'duplicate-id', message('row.running-number'))
    numbered = []
  }

  return {
    add(id, row, record, contentId) {
      if (id === null) addNameless({ row, record, contentId })
      else if (SMALL_NUMBER.test(id)) numbered.push({ id, row, record, contentId })
      else {
        otherIds++
        settle(id, { row, record: record(id) })
      }
    },
    finish(log) {
      settleNumbered(log)
      // In order of content, so that of places of one name and place each keeps its number however the rows are sorted.
      for (const [own, rows] of [...nameless].sort(([a], [b]) => compareText(a, b))) {
        const ids = numberedIds(own, (taken) => winners.has(taken))
        for (const { row, record } of inOrderOfContent(rows, contentOf)) {
          const id = ids.next().value
          winners.set(id, { row, record: record(id) })
        }
      }
      for (const { id, row, same } of losers) {
        const line = log.reference(winners.get(id)!.row)
        if (same) log.reject(row, 'duplicate-place', message('row.same-row', { line }))
        else log.reject(row, 'duplicate-id', message('row.duplicate-id', { id: id.slice(0, 80), line }))
      }
      // Without a comparison of its own, sort() is by code units.
      return [...winners.keys()].sort().map((id) => winners.get(id)!.record)
    },
  }
}

/** Whether numbers count up and begin again, as they do in the sections of a list: the smallest stands there more than once. */
function beginsAgain(numbered: readonly { readonly id: string }[]): boolean {
  let smallest = Number.POSITIVE_INFINITY
  let times = 0
  for (const { id } of numbered) {
    const value = Number(id)
    if (value < smallest) {
      smallest = value
      times = 1
    } else if (value === smallest) times++
  }
  return smallest <= 1 && times > 1
}

function inOrderOfContent<T>(rows: readonly Pending<T>[], contentOf: (record: T) => string): readonly Pending<T>[] {
  if (rows.length === 1) return rows
  const keyed = rows.map((row) => ({ row, content: contentOf(row.record('')) }))
  keyed.sort((a, b) => compareText(a.content, b.content) || a.row.row - b.row.row)
  return keyed.map(({ row }) => row)
}

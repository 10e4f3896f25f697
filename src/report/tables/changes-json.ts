// Changes and edits as JSON, for programs: names as in the library, arrays as numbers, unknown as null. Values in, text out.

import type { AnswerChanges, ScenarioReport } from '../../answer/answer-changes.ts'
import type { Spoken } from '../../foundation/message.ts'
import type { LedgerProgress } from '../../ledger/ledger-progress.ts'
import { sayOne } from '../text/spoken-text.ts'
import { roundTo } from '../text/written-numbers.ts'

/**
 * `edits.json`: what became of each edit, in order.
 *
 * @param scenario `report.scenario`; without one an empty list
 * @example
 * ```ts
 * import { type ScenarioReport, toEditsJson } from 'living-circle/parts'
 * declare const scenario: ScenarioReport
 * const text = toEditsJson(scenario)
 * ```
 */
export function toEditsJson(scenario: ScenarioReport | undefined): string {
  const edits = (scenario?.edits ?? []).map(({ said, joins, lonLat, line, metres, ...edit }) => ({
    ...edit,
    ...sentences(said),
    at: lonLat,
    line,
    metres: metres === null ? null : roundTo(metres, 1),
    joins: joins.map(({ lonLat: at, ...join }) => ({ at, ...join, metres: roundTo(join.metres, 1) })),
  }))
  return `${JSON.stringify(edits, null, 2)}\n`
}

/**
 * What `compare --json` prints.
 *
 * @example
 * ```ts
 * import { type AnswerChanges, toChangesJson } from 'living-circle/parts'
 * declare const changes: AnswerChanges
 * const text = toChangesJson(changes)
 * ```
 */
export function toChangesJson(changes: AnswerChanges, progress?: LedgerProgress): string {
  const { changed, shareBefore, shareAfter, why, kinds, ...rest } = changes
  const cells = changes.categories.length * changes.limits.length
  const value = (number: number | undefined) =>
    number === undefined || Number.isNaN(number) ? null : roundTo(number, 6)
  const blocks = changed.map(({ polygons: _, lonLat, ...block }, row) => ({
    ...block,
    at: lonLat,
    cells: Array.from({ length: cells }, (_, cell) => {
      const at = row * cells + cell
      return {
        category: changes.categories[Math.floor(cell / changes.limits.length)]!.id,
        limit: changes.limits[cell % changes.limits.length]!,
        before: value(shareBefore[at]),
        after: value(shareAfter[at]),
      }
    }).filter(({ before, after }) => before !== after),
  }))
  const rounded = kinds.map(({ shares, ...kind }) => ({
    ...kind,
    shares: shares.map((share) =>
      Object.fromEntries(
        Object.entries(share).map(([key, amount]) => [key, typeof amount === 'number' ? roundTo(amount, 3) : amount]),
      ),
    ),
  }))
  const mended = progress === undefined ? {} : { mended: progressRecord(progress) }
  return `${JSON.stringify({ ...rest, kinds: rounded, changed: blocks, why: why.map((one) => sentences([one])), ...mended }, null, 2)}\n`
}

/** What became of a ledger's gaps: runs, and the numbers of rows in each list. */
function progressRecord({ before, after, peopleResolved, ...lists }: LedgerProgress) {
  const ids = Object.entries(lists).map(([list, rows]) => [list, rows.map(({ gap }) => gap.id)])
  return { before, after, peopleResolved: roundTo(peopleResolved, 3), ...Object.fromEntries(ids) }
}

function sentences(said: readonly Spoken[]) {
  return { said: said.map((one) => sayOne(one, 'en')), saidZh: said.map((one) => sayOne(one, 'zh')) }
}

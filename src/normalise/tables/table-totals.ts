// A ledger of totals by community (street, district) → totals for sharing out to blocks. In: a raw table. Out: totals, rejects, counts.
// It knows no file format and no block.
import type { Message } from '../../foundation/message.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message, problemOf } from '../../words/problem.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import type { ColumnMapping } from './column-names.ts'
import type { UnitTotals } from './population-split.ts'
import { createRejectLog, createRowCells, type UnderstoodTable, understandTable } from './table-intake.ts'

/** From small to large. */
const LEVELS = ['community', 'street', 'district'] as const

/** Result of {@link totalsFromTable}. */
export interface TotalsTable {
  readonly totals: readonly UnitTotals[]
  readonly rejects: readonly Reject[]
  readonly counts: SourceCounts
  readonly understood: UnderstoodTable
  /** The level that the totals are of. */
  readonly level: 'community' | 'street' | 'district'
}

/**
 * Totals from a table with a column for the unit (社区, community, or a name) and columns of people. Rows without a name or with negative
 * people are in `rejects`. The level is the smallest that has a column, unless it is given.
 *
 * @throws LivingCircleError `input-unusable` when there is no column of units or none of people
 */
export function totalsFromTable(
  table: RawTable,
  options: {
    readonly level?: 'community' | 'street' | 'district' | undefined
    readonly mapping?: ColumnMapping | undefined
  } = {},
): TotalsTable {
  const understood = understandTable(table, 'totals', options.mapping)
  const { index } = understood.columns
  const level = options.level ?? LEVELS.find((kind) => index.has(kind)) ?? 'community'
  const larger = LEVELS.slice(LEVELS.indexOf(level) + 1)
  const unitRole = index.has(level) ? level : 'name'
  const groups = [...index.keys()].filter((role) => role === 'population' || role.startsWith('age_'))
  if (!index.has(unitRole) || groups.length === 0) {
    const { source } = table
    const missing = index.has(unitRole)
      ? message('columns.no-people', { source })
      : message('columns.no-level', { source, level: message(`level.${level}`) })
    throw problemOf('input-unusable', missing, {
      hint: message('hint.name-or-map', { columns: table.columns.slice(0, 40).join(', ') }),
      details: { columns: table.columns.slice(0, 200), understood: understood.columns.mapping },
    })
  }
  const cells = createRowCells(understood)
  const log = createRejectLog(table)
  const totals: UnitTotals[] = []
  log.takeFrom(table)
  table.rows.forEach((row, at) => {
    const line = table.line[at]!
    const unit = cells.text(row, unitRole)
    if (unit === null) {
      log.reject(line, 'missing-id', message('totals.no-name', { level: message(`level.${level}`) }))
      return
    }
    let negative: Message | null = null
    const people: Record<string, number | null> = {}
    for (const group of groups) {
      people[group] = cells.amount(row, group, (said, isNegative) => {
        if (isNegative) negative ??= said
        else log.warn(line, 'invalid-number', said)
      })
    }
    if (negative !== null) log.reject(line, 'invalid-number', negative)
    else {
      const within = Object.fromEntries(larger.map((kind) => [kind, cells.text(row, kind)]))
      totals.push({ unit, ...within, people, source: table.source, lineOrId: String(line) })
    }
  })
  return { totals, rejects: log.rejects(), counts: log.counts(totals.length), understood, level }
}

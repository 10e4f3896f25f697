// A ledger of totals by community (street, district) → totals for sharing out to blocks. In: a raw table. Out: totals, rejects, counts.
// It knows no file format and no block.

import type { Message } from '../../foundation/message.ts'
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message, problemOf } from '../../words/problem.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import type { ColumnMapping } from './column-names.ts'
import { type SharedAmounts, sharedAmounts } from './merged-amounts.ts'
import type { UnitTotals } from './population-split.ts'
import { createRejectLog } from './reject-log.ts'
import { createRowCells, type RowCells } from './row-cells.ts'
import { createRowSorter, type RowSorter } from './row-sorting.ts'
import { type TableIntake, type TableWay, type UnderstoodTable, understandTable } from './table-intake.ts'
import { titleUnitSaid } from './title-units.ts'

const KNOWN_TOTALS_OPTIONS: OptionKeys<TotalsOptions> = { level: true, mapping: true }

/** From small to large. */
const LEVELS = ['community', 'street', 'district'] as const

/** Result of {@link totalsFromTable}. */
export interface TotalsTable {
  readonly totals: readonly UnitTotals[]
  readonly rejects: readonly Reject[]
  readonly counts: SourceCounts
  /** Of the first table. */
  readonly understood: UnderstoodTable
  /** Of each table. */
  readonly tables: readonly UnderstoodTable[]
  /** The level that the totals are of. */
  readonly level: 'community' | 'street' | 'district'
}

/**
 * Totals from a table with a column for the unit (社区, community, or a name) and columns of people. Rows without a name or with negative
 * people are in `rejects`. The level is the smallest that has a column, unless it is given.
 *
 * @throws LivingCircleError `input-unusable` when there is no column of units or none of people
 * @example
 * ```ts
 * import { type RawTable, totalsFromTable } from 'living-circle/parts'
 * declare const table: RawTable
 * const { rejects } = totalsFromTable(table)
 * ```
 */
export function totalsFromTable(table: RawTable, options: TotalsOptions = {}): TotalsTable {
  checkOptions('totalsFromTable', options, KNOWN_TOTALS_OPTIONS)
  const intake = createTotalsIntake(table.source, options)
  intake.begin(table)
  intake.add(table)
  return intake.finish()
}

/** Options of {@link totalsFromTable}. */
export interface TotalsOptions {
  readonly level?: TotalsLevel | undefined
  readonly mapping?: ColumnMapping | undefined
}

/** The unit that totals are of. */
export type TotalsLevel = (typeof LEVELS)[number]

/** How the rows of one table are read. */
interface RowReading {
  readonly cells: RowCells
  readonly sort: RowSorter
  readonly unitRole: string
  readonly groups: readonly string[]
  readonly way: TableWay
}

/**
 * Takes in the tables of one ledger; all are of the level of the first.
 *
 * @param source the file's name
 */
export function createTotalsIntake(source: string, options: TotalsOptions = {}): TableIntake<TotalsTable> {
  const log = createRejectLog(source)
  const tables: UnderstoodTable[] = []
  const totals: UnitTotals[] = []
  let level: TotalsLevel | undefined = options.level
  let reading: RowReading | null = null

  function begin(first: RawTable, way: TableWay = {}): void {
    const understood = understandTable(first, 'totals', way.mapping ?? options.mapping)
    const { index, mapping } = understood.columns
    level ??= LEVELS.find((kind) => index.has(kind)) ?? 'community'
    const unitRole = index.has(level) ? level : 'name'
    const groups = [...index.keys()].filter((role) => role === 'population' || role.startsWith('age_'))
    if (!index.has(unitRole) || groups.length === 0) {
      const missing = index.has(unitRole)
        ? message('columns.no-people', { source })
        : message('columns.no-level', { source, level: message(`level.${level}`) })
      throw problemOf('input-unusable', missing, {
        hint: message('hint.name-or-map', { columns: first.columns.slice(0, 40).join(', ') }),
        details: { columns: first.columns.slice(0, 200), understood: mapping },
      })
    }
    tables.push(understood)
    log.beginTable(first, way.sheet ?? null)
    for (const unit of understood.titleUnits) log.warn(log.rowOf(unit.line), 'title-row', titleUnitSaid(unit))
    const sort = createRowSorter(first.columns, first.ownHeaders, understood.columns, 'totals')
    reading = { cells: createRowCells(understood), sort, unitRole, groups, way }
  }

  function addRow(table: RawTable, at: number, read: RowReading, shared: SharedAmounts): void {
    const { cells, sort, unitRole, groups, way } = read
    const row = table.rows[at]!
    const number = log.rowOf(table.line[at]!)
    const skipped = sort(row, false)
    if (skipped !== null) {
      log.skip(number, skipped.kind, skipped.text)
      return
    }
    const unit = cells.text(row, unitRole)
    if (unit === null) {
      log.reject(number, 'missing-id', message('totals.no-name', { level: message(`level.${level!}`) }))
      return
    }
    let negative: Message | null = null
    const people: Record<string, number | null> = {}
    for (const group of groups) {
      // One number for several units is none of each.
      if (shared.holds(group, at)) {
        log.warn(number, 'invalid-number', message('totals.merged', { column: group }))
        people[group] = null
        continue
      }
      people[group] = cells.amount(row, group, (said, trouble) => {
        if (trouble === 'negative') negative ??= said
        else log.warn(number, 'invalid-number', said)
      })
    }
    if (negative !== null) {
      log.reject(number, 'invalid-number', negative)
      return
    }
    const larger = LEVELS.slice(LEVELS.indexOf(level!) + 1)
    const bySheet = (kind: TotalsLevel) => (way.unit?.level === kind ? way.unit.name : null)
    const within = Object.fromEntries(larger.map((kind) => [kind, cells.text(row, kind) ?? bySheet(kind)]))
    totals.push({ unit, ...within, people, source: table.source, lineOrId: log.reference(number) })
  }

  return {
    begin,
    add(table) {
      log.takeFrom(table)
      const shared = sharedAmounts(table, tables[tables.length - 1]!, reading!.groups)
      for (let at = 0; at < table.rows.length; at++) addRow(table, at, reading!, shared)
    },
    finish: () => ({
      totals,
      rejects: log.rejects(),
      counts: log.counts(totals.length),
      understood: tables[0]!,
      tables,
      level: level ?? 'community',
    }),
  }
}

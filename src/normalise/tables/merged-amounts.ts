// One number in a cell merged over several rows is their sum, not the number of each: shared out by dwellings or floor area.
// In: what is merged in a table, its rows on their way to records. Out: numbers in these rows, and a word about it. It knows no file format.
import type { Message } from '../../foundation/message.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message } from '../../words/problem.ts'
import { shareOut } from './population-split.ts'
import type { RejectLog, RowNumber } from './reject-log.ts'
import type { AmountTrouble, RowCells } from './row-cells.ts'
import type { UnderstoodTable } from './table-intake.ts'

/** Merged cells that hold numbers of people, homes or floor area. */
export interface SharedAmounts {
  readonly isEmpty: boolean
  readonly ranges: readonly {
    readonly role: string
    readonly column: number
    readonly first: number
    readonly last: number
  }[]
  /** Whether a row's cell of a role is part of a merged one. */
  holds(role: string, row: number): boolean
}

/** A row that a merged number may be shared out to. */
export interface SharingRow {
  readonly number: RowNumber
  /** Its place in the table's rows. */
  readonly at: number
  readonly people: Record<string, number | null>
  dwellings: number | null
  floor: number | null
}

const NONE: SharedAmounts = { isEmpty: true, ranges: [], holds: () => false }

/** Merged cells of a table in the columns of these roles. */
export function sharedAmounts(table: RawTable, { columns }: UnderstoodTable, roles: readonly string[]): SharedAmounts {
  if (table.shared === undefined || table.shared.length === 0) return NONE
  const roleOf = new Map(
    roles.flatMap((role) => (columns.index.has(role) ? [[columns.index.get(role)!, role] as const] : [])),
  )
  const ranges = table.shared.flatMap(({ column, first, last }) => {
    const role = roleOf.get(column)
    return role === undefined ? [] : [{ role, column, first, last }]
  })
  if (ranges.length === 0) return NONE
  return {
    isEmpty: false,
    ranges,
    holds: (role, row) => ranges.some((range) => range.role === role && row >= range.first && row <= range.last),
  }
}

/** Shares each merged number out to its rows, or leaves them unknown where they have no weights. */
export function shareMerged(
  shared: SharedAmounts,
  rows: readonly SharingRow[],
  table: RawTable,
  cells: RowCells,
  log: RejectLog,
): void {
  // Homes first: they are what people are shared out by.
  const ranges = [...shared.ranges].sort((a, b) => Number(b.role === 'dwellings') - Number(a.role === 'dwellings'))
  for (const { role, column, first, last } of ranges) {
    const own = rows.filter(({ at }) => at >= first && at <= last)
    if (own.length === 0) continue
    const number = own[0]!.number
    const onTrouble = (said: Message, _: AmountTrouble) => log.warn(number, 'invalid-number', said)
    const total = cells.amount(table.rows[first]!, role, onTrouble)
    if (total === null) continue
    const weights = own.length === 1 ? { basis: message('basis.dwellings'), list: [1] } : weightsOf(own, role)
    const said = { column: table.columns[column]!, total, rows: own.length }
    if (weights === null) {
      log.warn(number, 'invalid-number', message('row.merged-unknown', said))
      continue
    }
    const parts = shareOut(total, weights.list)
    own.forEach((row, index) => {
      if (role === 'dwellings') row.dwellings = parts[index]!
      else if (role === 'residential_floor_area_m2') row.floor = parts[index]!
      else row.people[role] = parts[index]!
    })
    log.warn(number, 'invalid-number', message('row.merged-shared', { ...said, basis: weights.basis }))
  }
}

function weightsOf(
  rows: readonly SharingRow[],
  role: string,
): { readonly basis: Message; readonly list: number[] } | null {
  const usable = (list: readonly (number | null)[]): list is number[] =>
    list.every((weight) => weight !== null && weight >= 0) && list.some((weight) => weight! > 0)
  const dwellings = rows.map((row) => row.dwellings)
  if (role !== 'dwellings' && usable(dwellings)) return { basis: message('basis.dwellings'), list: dwellings }
  const floors = rows.map((row) => row.floor)
  if (role !== 'residential_floor_area_m2' && usable(floors)) return { basis: message('basis.floor'), list: floors }
  return null
}

// The nearest walk of every row while the sites of a plan are opened one after another. Pairs in, costs out. It knows no people.
import type { WalkMatrix } from '../study/walk-matrix.ts'
import type { SiteColumns } from './siting-columns.ts'
import type { RowCosts } from './siting-rows.ts'

/** Walks by kind, with what is open so far. */
export class PlanWalks {
  /** By kind: cost of each row's nearest site, `UNREACHED` where none is within the search. */
  readonly nearest: readonly Uint32Array[]
  /** By kind: the column that was opened last of those that a row walks to; −1 where that was open before. Of equally near ones the first. */
  readonly column: readonly Int32Array[]
  readonly #pairs: RowCosts
  readonly #columns: SiteColumns
  /** Pairs of each candidate; made when the first is opened. */
  #rowsOf: { readonly offset: Uint32Array; readonly row: Uint32Array; readonly cost: Uint32Array } | undefined

  /** @param nearest of what is open before the plan; candidates that are called existing are opened at once */
  constructor(pairs: RowCosts, columns: SiteColumns, nearest: readonly Uint32Array[]) {
    this.#pairs = pairs
    this.#columns = columns
    this.nearest = nearest.map((costs) => costs.slice())
    this.column = nearest.map((costs) => new Int32Array(costs.length).fill(-1))
    columns.columns.forEach(({ candidate, status }, column) => {
      if (candidate >= 0 && status === 'existing') this.open(column)
    })
  }

  /** Opens a column: rows that it is nearer to walk there from now on. */
  open(column: number): void {
    const { candidate, kinds } = this.#columns.columns[column]!
    const { offset, row, cost } = (this.#rowsOf ??= byColumn(this.#pairs))
    for (let at = offset[candidate]!; at < (offset[candidate + 1] ?? 0); at++) {
      for (const kind of kinds) {
        const nearest = this.nearest[kind]!
        if (cost[at]! >= nearest[row[at]!]!) continue
        nearest[row[at]!] = cost[at]!
        this.column[kind]![row[at]!] = column
      }
    }
  }

  /** Whether any candidate that takes part for a kind is in reach of a row. */
  reaches(kind: number, row: number, { rowOffset, column }: Pick<WalkMatrix, 'rowOffset' | 'column'>): boolean {
    const columnOf = this.#columns.columnOf[kind]!
    for (let pair = rowOffset[row]!; pair < rowOffset[row + 1]!; pair++) if (columnOf[column[pair]!]! >= 0) return true
    return false
  }
}

function byColumn({ rowOffset, column, cost }: RowCosts) {
  const columns = column.reduce((most, one) => Math.max(most, one + 1), 0)
  const offset = new Uint32Array(columns + 1)
  for (const one of column) offset[one + 1]!++
  for (let one = 0; one < columns; one++) offset[one + 1]! += offset[one]!
  const next = offset.slice()
  const rows = new Uint32Array(column.length)
  const costs = new Uint32Array(column.length)
  for (let row = 0; row + 1 < rowOffset.length; row++) {
    for (let pair = rowOffset[row]!; pair < rowOffset[row + 1]!; pair++) {
      const at = next[column[pair]!]!++
      rows[at] = row
      costs[at] = cost[pair]!
    }
  }
  return { offset, row: rows, cost: costs }
}

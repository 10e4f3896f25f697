// What tables of places have in common when they are read row by row: cells, place and sort of row by one understanding of the columns.
// In: a raw table. Out: its rows of data, numbered; rows that are none are told to the log. It does not know what a row stands for.
import type { RawTable } from '../../read/tables/raw-table.ts'
import type { TableKind } from './column-names.ts'
import type { RejectLog, RowNumber } from './reject-log.ts'
import { createRowCells, type RowCells } from './row-cells.ts'
import { createRowSorter, type RowSorter } from './row-sorting.ts'
import {
  placing,
  type TableIntakeOptions,
  type TableWay,
  type UnderstoodTable,
  understandTable,
} from './table-intake.ts'
import { createRowPlacer, type PlacementOptions, type RowPlacer } from './table-positions.ts'

/** How the rows of one table are read. */
export interface TableReading {
  readonly understood: UnderstoodTable
  readonly cells: RowCells
  readonly place: RowPlacer
  readonly sort: RowSorter
}

/** A row of data. */
export interface RowAtHand {
  readonly row: readonly string[]
  readonly geometry: NonNullable<RawTable['geometry']>[number] | null
  readonly number: RowNumber
}

/**
 * How a table of a kind is to be read.
 *
 * @param placement what goes for all tables of this kind, where neither the options nor the way say otherwise
 */
export function readingOf(
  first: RawTable,
  kind: TableKind,
  options: TableIntakeOptions,
  way: TableWay,
  placement: PlacementOptions = {},
): TableReading {
  const understood = understandTable(first, kind, way.mapping ?? options.mapping)
  const { columns } = understood
  return {
    understood,
    cells: createRowCells(understood),
    place: createRowPlacer(first, columns, kind, { ...placement, ...options, ...placing(way) }),
    sort: createRowSorter(first.columns, first.ownHeaders, columns, kind),
  }
}

/** A row of a table; `null` for sums, headings and notes, which the log then has. */
export function rowAt(
  table: RawTable,
  at: number,
  { sort }: Pick<TableReading, 'sort'>,
  log: RejectLog,
): RowAtHand | null {
  const row = table.rows[at]!
  const geometry = table.geometry?.[at] ?? null
  const number = log.rowOf(table.line[at]!)
  const skipped = sort(row, geometry !== null)
  if (skipped === null) return { row, geometry, number }
  log.skip(number, skipped.kind, skipped.text)
  return null
}

/** Every row of data of a table, and what its reader rejected before. */
export function eachRow(
  table: RawTable,
  reading: Pick<TableReading, 'sort'>,
  log: RejectLog,
  take: (row: RowAtHand) => void,
): void {
  log.takeFrom(table)
  for (let at = 0; at < table.rows.length; at++) {
    const row = rowAt(table, at, reading, log)
    if (row !== null) take(row)
  }
}

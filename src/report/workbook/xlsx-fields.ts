// Columns of a sheet together with what stands in them, so that a heading and its values cannot drift apart. Rows of any kind in,
// a sheet out. It does not know what the rows are.

import { countKey, VERDICT_NAMES, type VerdictCounts } from '../../answer/verdict-share.ts'
import type { Say } from '../../words/xlsx-words.ts'
import type { CellFormat, Sheet, SheetCell, SheetColumn } from './xlsx-sheet.ts'

/** A column and its value in a row. */
export interface Field<Row> {
  readonly column: SheetColumn
  readonly cellOf: (row: Row) => SheetCell
}

/** A field in one line. */
export function field<Row>(
  title: string,
  widthCharacters: number,
  cellOf: (row: Row) => SheetCell,
  format: CellFormat = 'general',
): Field<Row> {
  return { column: { title, widthCharacters, format }, cellOf }
}

/** A sheet of one row per record; its cells are worked out when they are written. */
export function fieldSheet<Row>(
  sheet: Pick<Sheet, 'name' | 'lines' | 'frozenColumns'>,
  rows: readonly Row[],
  fields: readonly Field<Row>[],
): Sheet {
  return {
    ...sheet,
    columns: fields.map(({ column }) => column),
    rowCount: rows.length,
    rowOf: (row) => fields.map(({ cellOf }) => cellOf(rows[row]!)),
  }
}

/** Where a block lies. */
export interface Whereabouts {
  readonly district: string | null
  readonly street: string | null
  readonly community: string | null
}

/** District, street, community. */
export function areaFields<Row>(say: Say, areaOf: (row: Row) => Whereabouts): Field<Row>[] {
  return [
    field(say('district'), 12, (row) => areaOf(row).district),
    field(say('street'), 14, (row) => areaOf(row).street),
    field(say('community'), 14, (row) => areaOf(row).community),
  ]
}

/** Blocks or rules by verdict. */
export function verdictFields<Row extends VerdictCounts>(say: Say): Field<Row>[] {
  return VERDICT_NAMES.map((verdict) => {
    const key = countKey(verdict)
    return field(say(key), 10, (row) => row[key], 'integer')
  })
}

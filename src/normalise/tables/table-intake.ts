// What facilities, blocks, gates and totals from tables have in common: options, what was understood, one intake for all tables of a file.
// It does not know what a row stands for.
import type { LonLat } from '../../foundation/units.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import type { ColumnMapping, TableKind, UnderstoodColumns } from './column-names.ts'
import { understandColumns } from './column-names.ts'
import { type HeaderUnit, headerUnits } from './header-units.ts'
import { idLikeColumns } from './id-like-columns.ts'
import type { DecimalStyle } from './number-text.ts'
import { decimalStyleOfTable, type PlacementOptions } from './table-positions.ts'
import { appliedUnits, type TitleUnit, titleUnits } from './title-units.ts'

/** Options that every table of places takes. */
export interface TableIntakeOptions extends PlacementOptions {
  /** Which column plays which role; overrules the header dictionary. */
  readonly mapping?: ColumnMapping | undefined
}

/** What was made of a table, for the data doctor. */
export interface UnderstoodTable {
  /** What it was read as. */
  readonly kind: TableKind
  readonly source: string
  readonly format: RawTable['format']
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly sheet: string | null
  readonly declaredCrs: string | null
  readonly decimalStyle: DecimalStyle
  readonly columns: UnderstoodColumns
  /** Columns whose numbers are in another unit than people, homes or square metres, by role. */
  readonly units: Readonly<Record<string, HeaderUnit>>
  /** Units that stand only in a title above the table: those that are applied (in `units`, too), and those that are not clear. */
  readonly titleUnits: readonly TitleUnit[]
  /** Columns that are not used and look like ids: they are called so, and no two rows have the same. */
  readonly idLike: readonly string[]
}

/** How one table of a file is taken in. */
export interface TableWay {
  /** From the table's coordinates to WGS-84; default: they are. */
  readonly toWgs84?: ((position: LonLat) => LonLat) | undefined
  /** See {@link PlacementOptions}. */
  readonly mender?: PlacementOptions['mender']
  /** Columns of this table, instead of those of the options. */
  readonly mapping?: ColumnMapping | undefined
  /** Name of the sheet in references to its rows, where a file has several. */
  readonly sheet?: string | null | undefined
  /** What the sheet's name says of all its rows where no column does: the street or community that they are in. */
  readonly unit?: SheetUnit | null | undefined
}

/** A larger unit that a sheet is named after. */
export interface SheetUnit {
  readonly level: 'community' | 'street' | 'district'
  readonly name: string
}

/** Takes the tables of one file in, one after another, and makes one result of them. */
export interface TableIntake<Result> {
  /** Begins a table; its rows follow by `add`. */
  begin(first: RawTable, way?: TableWay): void
  /** Rows of the table that was begun last. */
  add(piece: RawTable): void
  finish(): Result
}

/** What a way says of places; a mender only where it names one. */
export function placing({ toWgs84, mender }: TableWay): Pick<PlacementOptions, 'toWgs84' | 'mender'> {
  return mender === undefined ? { toWgs84 } : { toWgs84, mender }
}

/** {@link UnderstoodTable} of a raw table. */
export function understandTable(table: RawTable, kind: TableKind, mapping?: ColumnMapping): UnderstoodTable {
  const columns = understandColumns(table.columns, kind, mapping, table.ownHeaders)
  const titles = titleUnits(table.warnings, columns)
  const { source, format, encoding, delimiter, sheet, declaredCrs } = table
  return {
    kind,
    source,
    format,
    encoding,
    delimiter,
    sheet,
    declaredCrs,
    columns,
    units: { ...appliedUnits(titles), ...headerUnits(columns) },
    titleUnits: titles,
    idLike: idLikeColumns(table, columns),
    decimalStyle: decimalStyleOfTable(table, columns),
  }
}

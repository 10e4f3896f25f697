// What a column of a map layer is, and how one is described in a line. The columns of each layer stand in files of their own:
// GeoJSON, FlatGeobuf, GeoParquet, GeoPackage, the styles and the data dictionary all come from them. It knows no file format.
import type { AccessReport } from '../../answer/access-report.ts'
import type { ReportCategory } from '../../answer/measured-places.ts'

/** What a column holds. `real` is a double, `integer` fits in 32 bits. */
export type ColumnType = 'text' | 'integer' | 'real' | 'boolean'

/** What a cell holds; `null` is unknown or not applicable. */
export type CellValue = string | number | boolean | null

/** Which cell is asked for. `category`, `limit` and `group` are indexes, −1 where the column has none. */
export interface CellPlace {
  readonly report: AccessReport
  readonly row: number
  readonly category: number
  readonly limit: number
  readonly group: string
  readonly nearest: NearestFor
}

/** For each facility: the blocks (and their people) whose nearest of its kind it is. */
export interface NearestFor {
  readonly blocks: Uint32Array
  readonly people: Float64Array
}

/** A column, or a family of columns where its key holds `{category}`, `{limit}` or `{group}`. */
export interface ColumnSpec {
  readonly key: string
  readonly type: ColumnType
  /** Decimals that are kept of a `real`. */
  readonly decimals: number
  readonly unit: string | null
  /** Names for people; the same placeholders as the key. */
  readonly nameEn: string
  readonly nameZh: string
  /** One sentence for the dictionary. */
  readonly meaning: string
  readonly cellOf: (place: CellPlace) => CellValue
}

type Valued = (place: CellPlace) => CellValue

/** A column of type `text`. */
export function text(key: string, nameZh: string, nameEn: string, meaning: string, cellOf: Valued): ColumnSpec {
  return { key, type: 'text', decimals: 0, unit: null, nameEn, nameZh, meaning, cellOf }
}

/** A column of type `integer`. */
export function integer(key: string, nameZh: string, nameEn: string, meaning: string, cellOf: Valued): ColumnSpec {
  return { key, type: 'integer', decimals: 0, unit: null, nameEn, nameZh, meaning, cellOf }
}

/** A column of type `boolean`. */
export function boolean(key: string, nameZh: string, nameEn: string, meaning: string, cellOf: Valued): ColumnSpec {
  return { key, type: 'boolean', decimals: 0, unit: null, nameEn, nameZh, meaning, cellOf }
}

/** A column of type `real`. */
export function real(
  key: string,
  unit: string,
  decimals: number,
  nameZh: string,
  nameEn: string,
  meaning: string,
  cellOf: Valued,
): ColumnSpec {
  return { key, type: 'real', decimals, unit, nameEn, nameZh, meaning, cellOf }
}

/** Categories by id, made once per report: gaps and facilities ask for theirs row by row. */
const categoriesById = new WeakMap<AccessReport, ReadonlyMap<string, ReportCategory>>()

/** The category of an id. */
export function categoryOf(report: AccessReport, id: string): ReportCategory | undefined {
  let byId = categoriesById.get(report)
  if (byId === undefined) {
    byId = new Map(report.categories.map((category) => [category.id, category]))
    categoriesById.set(report, byId)
  }
  return byId.get(id)
}

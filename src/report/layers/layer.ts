// What a map layer is: rows with columns and geometry, and what must travel with them. Everything that is written as a map is one of
// these, and every map format takes them. Plain data, no code; it knows neither what the rows stand for nor how they are written.
import type { BoundingBox } from '../../foundation/units.ts'
import type { CellValue, ColumnType } from './layer-columns.ts'
import type { LayerDrawings } from './layer-drawing.ts'
import type { LayerGeometry } from './layer-geometry.ts'

/** What a column of a layer is called and holds. */
export interface LayerColumnHead {
  /** ASCII, unique within the layer. */
  readonly key: string
  readonly type: ColumnType
  /** Decimals that are kept of a `real`, 0 to 7. */
  readonly decimals: number
  readonly unit: string | null
  readonly nameEn: string
  readonly nameZh: string
  /** One sentence for a dictionary; empty where the names say all. */
  readonly meaning: string
}

/** A column with its cells. */
export interface LayerColumn extends LayerColumnHead {
  /** The cell, rounded; never NaN, never an empty string. */
  readonly cellOf: (row: number) => CellValue
}

/** What a layer says of itself, whatever rows it has. */
export interface LayerHead {
  /** ASCII; the name of its file or table. */
  readonly name: string
  readonly titleEn: string
  readonly titleZh: string
  /** Whose map it is made from. */
  readonly attribution: string
  /** The conditions under which it holds, in English: flat ground, what a profile does not judge, figures not verified … */
  readonly notes: readonly string[]
  /**
   * `table`: an answer in rows; its GeoJSON has `notes`, a box, and reals that look real in every row (`600.0`), for readers that guess types.
   * `drawing`: shapes with a few properties, maybe written before all are known; its GeoJSON has one `note` and numbers as short as they are.
   */
  readonly form: 'table' | 'drawing'
  /** Newest date of what it is made from, ISO 8601; `null` where none is known. */
  readonly newestInput: string | null
  /** How maps draw it; `null`: plainly. */
  readonly drawings: LayerDrawings | null
  /** Keys of the columns that tell a row apart on a map. */
  readonly tips: readonly string[]
  /** What the file must say of its coordinates where they are not WGS-84. */
  readonly coordinateSystem?: string | undefined
}

/** Rows: cells and geometry by row number. */
export interface LayerRows {
  readonly rowCount: number
  readonly columns: readonly LayerColumn[]
  /** The geometry, fit for files; `null` for a row that has none. Rows with the same outline share one geometry object. */
  readonly geometryOf: (row: number) => LayerGeometry | null
}

/** One map layer. */
export interface Layer extends LayerHead, LayerRows {
  /** The types of its rows; of a layer without any geometry, the type that it would have. */
  readonly geometryTypes: readonly LayerGeometry['type'][]
  /** The type of all rows, or `Mixed`. */
  readonly geometryType: LayerGeometry['type'] | 'Mixed'
  /** How many different geometry objects there are. */
  readonly shapeCount: number
  /** Around all geometries; `null` where there are none. */
  readonly box: BoundingBox | null
}

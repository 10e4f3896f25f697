// The raw record of a table of places: text cells as the file has them. Knows formats, not what any column means.
import type { Geometry } from 'geojson'
import type { Spoken } from '../../foundation/message.ts'

/** Formats that {@link readTable} understands. */
export type TableFormat =
  | 'csv'
  | 'xlsx'
  | 'ods'
  | 'geojson'
  | 'json'
  | 'kml'
  | 'geopackage'
  | 'html'
  | 'spreadsheetml'
  | 'shapefile'
  | 'flatgeobuf'

/** A row that could not be read (or, among `warnings`, one that was mended). */
export interface RawTableProblem extends Spoken {
  /** Line in the file (1 = first line); for features the feature's number, from 1. */
  readonly line: number
}

/** A value that stands for several rows: in `column`, from row `first` to row `last` of the table. */
export interface SharedCell {
  readonly column: number
  readonly first: number
  readonly last: number
}

/** Rows of text cells. Every row has as many cells as there are columns; an empty cell is `''`. */
export interface RawTable {
  /** The file's name, for messages and for the `source` of rejects. */
  readonly source: string
  readonly format: TableFormat
  /** Character encoding of the text, or `null` where the format fixes it. */
  readonly encoding: string | null
  /** Delimiter of a CSV, else `null`. */
  readonly delimiter: string | null
  /** Name of the sheet that was read, else `null`. */
  readonly sheet: string | null
  /** Coordinate system as the file declares it (`EPSG:4547`, or WKT from a .prj file), or `null`. Not judged. */
  readonly declaredCrs: string | null
  /** Headers, unique: a repeated header gets ` (2)`, ` (3)` … */
  readonly columns: readonly string[]
  /** Where the header has two rows: the texts of the lower one alone (`columns` has the parent's before them); else `null` or missing. */
  readonly ownHeaders?: readonly string[] | null | undefined
  readonly rows: readonly (readonly string[])[]
  /** Where row i is in the file: its line (CSV, XLSX), or its feature number from 1. */
  readonly line: Uint32Array
  /** Geometry of row i, structurally checked (numbers finite, rings closed); `null` for tables without geometry. */
  readonly geometry: readonly (Geometry | null)[] | null
  /** Cells that one value was written into for several rows (merged cells); every row has the value. */
  readonly shared?: readonly SharedCell[] | undefined
  /** Rows that are not in `rows`. Rows of data in the file = `rows.length + rejects.length`. */
  readonly rejects: readonly RawTableProblem[]
  /** Rows that are in `rows` after a repair, and lines that were skipped as titles. */
  readonly warnings: readonly RawTableProblem[]
}

/** Caps on hostile or mistaken input. */
export const TABLE_LIMITS = {
  /** Columns of one table. */
  columns: 2_000,
  /** Cells of one table in memory; a larger CSV can be read in chunks. */
  cells: 100_000_000,
  /** Characters of one CSV row. */
  rowCharacters: 4_000_000,
  /** Characters of one cell made from a nested property. */
  cellCharacters: 100_000,
  /** Bytes of a file that must be read as a whole (GeoJSON, XLSX, shapefile, FlatGeobuf). */
  wholeFileBytes: 500_000_000,
  /** Bytes that the parts of a zipped file may expand to in all. */
  unzippedBytes: 1_500_000_000,
  /** How many times larger a zipped part may become, once it is over 10 MB. */
  unzipRatio: 200,
} as const

/** Makes headers unique and gives empty ones a name (`column 3`). Trims white space and invisible marks. */
export function uniqueHeaders(headers: readonly string[]): string[] {
  const seen = new Map<string, number>()
  const taken = new Set<string>()
  return headers.map((raw, index) => {
    const base = raw.replace(/^[\s\uFEFF\u200B]+|[\s\uFEFF\u200B]+$/g, '') || `column ${index + 1}`
    let count = seen.get(base) ?? 0
    let name: string
    do {
      count++
      name = count === 1 ? base : `${base} (${count})`
    } while (taken.has(name))
    seen.set(base, count)
    taken.add(name)
    return name
  })
}

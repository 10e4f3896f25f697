// What every raster of heights leaves, whatever its format: where its cells lie and a way to read a part of them. It knows no street.

/** A raster of heights. Cells are read when they are asked for. */
export interface HeightRaster {
  /** The file's name. */
  readonly source: string
  readonly format: 'geotiff' | 'hgt'
  readonly columns: number
  readonly rows: number
  /** Centre of the first cell and the way to the next one, in the raster's coordinate system (degrees or metres). */
  readonly firstX: number
  readonly firstY: number
  readonly stepX: number
  readonly stepY: number
  /** `EPSG:n`. */
  readonly crs: string
  /**
   * Metres of the cells of a window, row by row; NaN = no value. The window lies inside the raster; ends are not included.
   *
   * @throws LivingCircleError `input-format`, `input-truncated`, `input-unsupported`, `input-too-large`
   */
  readWindow(window: CellWindow): Promise<Float32Array>
}

/** Some columns and rows; ends are not included. */
export interface CellWindow {
  readonly firstColumn: number
  readonly endColumn: number
  readonly firstRow: number
  readonly endRow: number
}

/** Limits for files that are damaged or mean harm. */
export const HEIGHT_LIMITS = {
  /** Bytes of one file. */
  fileBytes: 2 ** 30,
  /** Columns, and rows. */
  side: 2 ** 20,
  /** Bytes of one strip or tile when unpacked: 5,700 × 5,700 cells of 8 bytes. */
  blockBytes: 2 ** 28,
  /** Cells of all files that streets lie on. */
  cells: 60_000_000,
  files: 500,
} as const

// Rasters of heights → one field over the streets. Tiles of one model are put together, cut to the streets, smoothed as one. In: rasters, the
// box of the streets. Out: a field. It knows no file format.
import type { BoundingBox, LonLat } from '../../foundation/units.ts'
import type { CellWindow, HeightRaster } from '../../read/heights/height-raster.ts'
import { problem } from '../../words/problem.ts'
import type { CoordinateSystem } from '../coordinates/coordinate-system.ts'
import { fieldOfGrid, type HeightField, type HeightGrid, smoothHeights } from './height-field.ts'

/** Tiles of one model have cells of one size on one grid, but for the digits that files keep: within this part of a cell. */
const MOST_OFFSET = 0.02
/** Cells around the streets: one for the smoothing, one for the places between centres. */
const MARGIN_CELLS = 3
/** Points along each side of the box that are brought into a projected system: its sides are bent there. */
const POINTS_PER_SIDE = 16

/** What the grid of a field is like, for messages. */
export interface HeightMosaic {
  readonly field: HeightField
  /** For each raster, in the order given: cells around the streets, and those of them that have a value which no other tile gave before. */
  readonly cells: readonly CellCounts[]
}

/** Cells of one raster. */
export interface CellCounts {
  readonly read: number
  readonly used: number
}

/**
 * The field of some rasters over a box.
 *
 * @param system that of all rasters; `null` where their coordinates are degrees as in GPS
 * @throws LivingCircleError `input-unusable` for tiles of different models and for files that lie elsewhere, `input-too-large`, what reading throws
 */
export async function joinHeights(
  rasters: readonly HeightRaster[],
  box: BoundingBox,
  system: CoordinateSystem | null,
  mostCells: number,
): Promise<HeightMosaic> {
  const [first] = rasters
  for (const raster of rasters) refuseOtherModel(first!, raster)
  const window = cellsOfBox(first!, rasters, box, system)
  if (window === null) {
    const names = rasters.map(({ source }) => source).join(', ')
    throw problem(
      'input-unusable',
      'heights.elsewhere',
      { name: names.slice(0, 200) },
      { hint: 'hint.heights-elsewhere' },
    )
  }
  const columns = window.endColumn - window.firstColumn
  const rows = window.endRow - window.firstRow
  if (columns * rows > mostCells) {
    throw problem(
      'input-too-large',
      'heights.too-many-cells',
      { n: columns * rows, most: mostCells },
      { hint: 'hint.cut-heights' },
    )
  }
  const metres = new Float32Array(columns * rows).fill(Number.NaN)
  // Where tiles overlap, the one that lies farther north, then west, wins, in whatever order they were given.
  const placed = rasters.map((raster, at) => ({ raster, at, offset: offsetOf(first!, raster) }))
  placed.sort((a, b) => a.offset.row - b.offset.row || a.offset.column - b.offset.column || a.at - b.at)
  const cells = rasters.map((): CellCounts => ({ read: 0, used: 0 }))
  for (const { raster, at, offset } of placed) cells[at] = await copyTile(raster, offset, window, metres)
  const grid: HeightGrid = {
    columns,
    rows,
    firstX: first!.firstX + window.firstColumn * first!.stepX,
    firstY: first!.firstY + window.firstRow * first!.stepY,
    stepX: first!.stepX,
    stepY: first!.stepY,
    metres,
  }
  const toGrid = system === null ? undefined : (lonLat: LonLat) => system.fromWgs84(lonLat)
  return { field: fieldOfGrid(smoothHeights(grid), toGrid), cells }
}

/** Heights of different models beside each other make cliffs. */
function refuseOtherModel(first: HeightRaster, raster: HeightRaster): void {
  const { column, row } = offsetOf(first, raster)
  const isOff = (value: number) => Math.abs(value - Math.round(value)) > MOST_OFFSET
  const grows = (own: number, other: number, cells: number) => Math.abs(own / other - 1) * cells > MOST_OFFSET
  if (
    raster.crs === first.crs &&
    !grows(first.stepX, raster.stepX, raster.columns) &&
    !grows(first.stepY, raster.stepY, raster.rows) &&
    !isOff(column) &&
    !isOff(row)
  )
    return
  throw problem(
    'input-unusable',
    'heights.other-model',
    { name: first.source, other: raster.source },
    { hint: 'hint.one-model' },
  )
}

/** Where a tile begins on the grid of the first one, cells. */
function offsetOf(first: HeightRaster, raster: HeightRaster): { readonly column: number; readonly row: number } {
  return {
    column: (raster.firstX - first.firstX) / first.stepX,
    row: (raster.firstY - first.firstY) / first.stepY,
  }
}

/** The cells around a box, as far as there are tiles; `null` for none. */
function cellsOfBox(
  first: HeightRaster,
  rasters: readonly HeightRaster[],
  [west, south, east, north]: BoundingBox,
  system: CoordinateSystem | null,
): CellWindow | null {
  const columns: number[] = []
  const rows: number[] = []
  for (let step = 0; step <= POINTS_PER_SIDE; step++) {
    const lon = west + (step / POINTS_PER_SIDE) * (east - west)
    const lat = south + (step / POINTS_PER_SIDE) * (north - south)
    for (const place of [
      [lon, south],
      [lon, north],
      [west, lat],
      [east, lat],
    ] as const) {
      const [x, y] = system === null ? place : system.fromWgs84(place)
      columns.push((x - first.firstX) / first.stepX)
      rows.push((y - first.firstY) / first.stepY)
    }
  }
  if (![...columns, ...rows].every(Number.isFinite)) return null
  const tiles = rasters.map((raster) => ({ ...offsetOf(first, raster), raster }))
  const window = {
    firstColumn: Math.max(
      Math.floor(Math.min(...columns)) - MARGIN_CELLS,
      Math.min(...tiles.map(({ column }) => Math.round(column))),
    ),
    endColumn: Math.min(
      Math.ceil(Math.max(...columns)) + MARGIN_CELLS + 1,
      Math.max(...tiles.map(({ column, raster }) => Math.round(column) + raster.columns)),
    ),
    firstRow: Math.max(
      Math.floor(Math.min(...rows)) - MARGIN_CELLS,
      Math.min(...tiles.map(({ row }) => Math.round(row))),
    ),
    endRow: Math.min(
      Math.ceil(Math.max(...rows)) + MARGIN_CELLS + 1,
      Math.max(...tiles.map(({ row, raster }) => Math.round(row) + raster.rows)),
    ),
  }
  return window.firstColumn < window.endColumn && window.firstRow < window.endRow ? window : null
}

/** Copies what a tile has of a window; cells that have a value by now keep it. Returns what became of its own. */
async function copyTile(
  raster: HeightRaster,
  offset: { readonly column: number; readonly row: number },
  window: CellWindow,
  metres: Float32Array,
): Promise<CellCounts> {
  const left = Math.round(offset.column)
  const top = Math.round(offset.row)
  const part = {
    firstColumn: Math.max(0, window.firstColumn - left),
    endColumn: Math.min(raster.columns, window.endColumn - left),
    firstRow: Math.max(0, window.firstRow - top),
    endRow: Math.min(raster.rows, window.endRow - top),
  }
  if (part.firstColumn >= part.endColumn || part.firstRow >= part.endRow) return { read: 0, used: 0 }
  const cells = await raster.readWindow(part)
  const width = part.endColumn - part.firstColumn
  let used = 0
  const windowWidth = window.endColumn - window.firstColumn
  for (let row = part.firstRow; row < part.endRow; row++) {
    for (let column = part.firstColumn; column < part.endColumn; column++) {
      const to = (row + top - window.firstRow) * windowWidth + column + left - window.firstColumn
      const value = cells[(row - part.firstRow) * width + column - part.firstColumn]!
      if (Number.isNaN(value) || !Number.isNaN(metres[to]!)) continue
      metres[to] = value
      used++
    }
  }
  return { read: cells.length, used }
}

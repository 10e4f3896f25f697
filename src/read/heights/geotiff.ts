// GeoTIFF → a raster of heights: where its cells lie on the map, in which coordinate system, what its numbers mean. In: the bytes of a file.
// Out: a raster. It knows no street.
import { problem } from '../../words/problem.ts'
import type { CellWindow, HeightRaster } from './height-raster.ts'
import { readCells, readLayout } from './tiff-cells.ts'
import { TiffDirectory } from './tiff-directory.ts'

/** A raster of heights in a GeoTIFF's first band. @throws LivingCircleError `input-format`, `input-truncated`, `input-unsupported`, `input-too-large` */
export function openGeotiff(source: string, bytes: Uint8Array): HeightRaster {
  const tiff = new TiffDirectory(source, bytes)
  const layout = readLayout(tiff)
  const keys = readGeoKeys(tiff)
  const toMetres = heightsOf(tiff, keys)
  return {
    source,
    format: 'geotiff',
    columns: layout.columns,
    rows: layout.rows,
    ...placeOnMap(tiff, keys),
    crs: systemOf(tiff, keys),
    readWindow: (window: CellWindow) => readCells(tiff, layout, window, toMetres),
  }
}

/** Keys of GeoTIFF that have one whole number. */
type GeoKeys = ReadonlyMap<number, number>
const KEY_MODEL = 1024
const KEY_RASTER_TYPE = 1025
const KEY_GEOGRAPHIC = 2048
const KEY_ANGULAR_UNIT = 2054
const KEY_PROJECTED = 3072
const KEY_VERTICAL_UNIT = 4099
const PIXEL_IS_POINT = 2
const USER_DEFINED = 32767

function readGeoKeys(tiff: TiffDirectory): GeoKeys {
  const keys = new Map<number, number>()
  const words = tiff.numbers(34735, 4 + 4 * 1024)
  for (let at = 4; at + 3 < words.length && at < 4 + 4 * (words[3] ?? 0); at += 4) {
    // Location 0: the value stands here; others are texts and doubles, which are for people.
    if (words[at + 1] === 0) keys.set(words[at]!, words[at + 3]!)
  }
  return keys
}

/** The centre of the first cell, and the way from cell to cell. A pixel is an area unless the file says that it is a point. */
function placeOnMap(tiff: TiffDirectory, keys: GeoKeys): Pick<HeightRaster, 'firstX' | 'firstY' | 'stepX' | 'stepY'> {
  const half = keys.get(KEY_RASTER_TYPE) === PIXEL_IS_POINT ? 0 : 0.5
  const scale = tiff.numbers(33550, 3)
  const tie = tiff.numbers(33922, 6)
  const matrix = tiff.numbers(34264, 16)
  let placed: { firstX: number; firstY: number; stepX: number; stepY: number }
  if (scale.length >= 2 && tie.length === 6) {
    const [column, row, , x, y] = tie as [number, number, number, number, number]
    const stepX = scale[0]!
    const stepY = -scale[1]!
    placed = { firstX: x + (half - column) * stepX, firstY: y + (half - row) * stepY, stepX, stepY }
  } else if (matrix.length >= 8) {
    if (matrix[1] !== 0 || matrix[4] !== 0) throw unplaced(tiff, 'heights.turned')
    const stepX = matrix[0]!
    const stepY = matrix[5]!
    placed = { firstX: matrix[3]! + half * stepX, firstY: matrix[7]! + half * stepY, stepX, stepY }
  } else throw unplaced(tiff, 'heights.unplaced')
  const { firstX, firstY, stepX, stepY } = placed
  if (![firstX, firstY, 1 / stepX, 1 / stepY].every((value) => Number.isFinite(value) && Math.abs(value) < 1e12)) {
    throw unplaced(tiff, 'heights.unplaced')
  }
  return placed
}

function systemOf(tiff: TiffDirectory, keys: GeoKeys): string {
  const model = keys.get(KEY_MODEL)
  const code = model === 1 ? keys.get(KEY_PROJECTED) : keys.get(KEY_GEOGRAPHIC)
  const isInDegrees = model !== 2 || (keys.get(KEY_ANGULAR_UNIT) ?? 9102) === 9102
  if ((model === 1 || model === 2) && code !== undefined && code !== USER_DEFINED && isInDegrees) return `EPSG:${code}`
  throw problem('input-unsupported', 'heights.system', { name: tiff.source }, { hint: 'hint.warp-heights' })
}

const FEET = 0.3048
const US_SURVEY_FEET = 1200 / 3937

/** A stored number as metres: no-data, scale and offset as GDAL writes them, feet by the vertical unit. */
function heightsOf(tiff: TiffDirectory, keys: GeoKeys): (stored: number) => number {
  const noData = Number.parseFloat(tiff.text(42113, 64) ?? '')
  const metadata = tiff.text(42112) ?? ''
  const scale = itemOf(metadata, 'scale') ?? 1
  const offset = itemOf(metadata, 'offset') ?? 0
  const unit = { 9002: FEET, 9003: US_SURVEY_FEET }[keys.get(KEY_VERTICAL_UNIT) ?? 0] ?? 1
  // A float raster's no-data may be written with fewer digits than it is stored with.
  const stored = Math.fround(noData)
  return (value) => {
    const metres = (value * scale + offset) * unit
    return value === noData || value === stored || !(Math.abs(metres) < 20_000) ? Number.NaN : metres
  }
}

/** A number of the first band in GDAL's own XML. */
function itemOf(metadata: string, role: 'scale' | 'offset'): number | null {
  const item = new RegExp(`<Item[^>]{0,200}role="${role}"[^>]{0,200}>([^<]{1,40})<`).exec(metadata)
  if (item === null) return null
  const value = Number(item[1])
  return Number.isFinite(value) && (role === 'offset' || value !== 0) ? value : null
}

function unplaced({ source }: TiffDirectory, key: 'heights.unplaced' | 'heights.turned') {
  return problem('input-unsupported', key, { name: source }, { hint: 'hint.warp-heights' })
}

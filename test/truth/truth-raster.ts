// The slow truth's heights (3.2 of the page): a raster smoothed once, then read between its cell centres. Its own reader of plain,
// uncompressed GeoTIFF strips; anything else is refused.
import type { LonLat } from './truth-geometry.ts'

export interface TruthRaster {
  readonly columns: number
  readonly rows: number
  /** Centre of the first cell of the first row, and the way to the next cell. */
  readonly west: number
  readonly north: number
  readonly lonStep: number
  readonly latStep: number
  /** Row by row from the north; undefined where a cell has no value. */
  readonly cells: readonly (number | undefined)[]
}

/** 3 × 3 binomial weights over the cells that have a value. */
export function smooth(raster: TruthRaster): TruthRaster {
  const { columns, rows, cells } = raster
  const smoothed = cells.map((cell, i) => {
    if (cell === undefined) return undefined
    const [column, row] = [i % columns, Math.floor(i / columns)]
    let sum = 0
    let weights = 0
    for (const down of [-1, 0, 1]) {
      for (const right of [-1, 0, 1]) {
        const [c, r] = [column + right, row + down]
        if (c < 0 || r < 0 || c >= columns || r >= rows) continue
        const value = cells[r * columns + c]
        if (value === undefined) continue
        const weight = (2 - Math.abs(down)) * (2 - Math.abs(right))
        sum += weight * value
        weights += weight
      }
    }
    return sum / weights
  })
  return { ...raster, cells: smoothed }
}

/** Bilinear between the four nearest cell centres; undefined where one of them has no value or lies outside. */
export function heightsOf(raster: TruthRaster): (at: LonLat) => number | undefined {
  const { columns, rows, west, north, lonStep, latStep, cells } = smooth(raster)
  const cell = (column: number, row: number) =>
    column < 0 || row < 0 || column >= columns || row >= rows ? undefined : cells[row * columns + column]
  return ([lon, lat]) => {
    const [x, y] = [(lon - west) / lonStep, (north - lat) / latStep]
    const [column, row] = [Math.floor(x), Math.floor(y)]
    const [right, down] = [x - column, y - row]
    const corners = [cell(column, row), cell(column + 1, row), cell(column, row + 1), cell(column + 1, row + 1)]
    if (corners.includes(undefined)) return undefined
    const [nw, ne, sw, se] = corners as number[]
    return (nw! * (1 - right) + ne! * right) * (1 - down) + (sw! * (1 - right) + se! * right) * down
  }
}

/** Reads an uncompressed GeoTIFF of whole metres in degrees, in strips. */
export function readPlainGeoTiff(bytes: Uint8Array): TruthRaster {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = view.getUint16(0, false) === 0x4949
  const u16 = (at: number) => view.getUint16(at, little)
  const u32 = (at: number) => view.getUint32(at, little)
  const sizes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 12: 8 }
  const fields = new Map<number, number[]>()
  const directory = u32(4)
  for (let i = 0; i < u16(directory); i++) {
    const entry = directory + 2 + 12 * i
    const [tag, type, count] = [u16(entry), u16(entry + 2), u32(entry + 4)]
    const size = sizes[type]
    if (size === undefined) continue
    const start = size * count <= 4 ? entry + 8 : u32(entry + 8)
    const one = (at: number) => {
      if (type === 12) return view.getFloat64(at, little)
      return size === 1 ? view.getUint8(at) : size === 2 ? u16(at) : u32(at)
    }
    fields.set(
      tag,
      Array.from({ length: count }, (_, n) => one(start + n * size)),
    )
  }
  const single = (tag: number, otherwise: number) => fields.get(tag)?.[0] ?? otherwise
  const bits = single(258, 1)
  if (single(259, 1) !== 1 || single(277, 1) !== 1 || (bits !== 8 && bits !== 16) || fields.has(42113)) {
    throw new Error('Only uncompressed single bands of 8 or 16 bits without a no-data value are read here')
  }
  const [columns, rows] = [single(256, 0), single(257, 0)]
  const cells: number[] = []
  fields.get(273)!.forEach((strip, i) => {
    const values = fields.get(279)![i]! / (bits / 8)
    for (let n = 0; n < values; n++)
      cells.push(bits === 8 ? view.getUint8(strip + n) : view.getInt16(strip + 2 * n, little))
  })
  if (cells.length !== columns * rows) throw new Error(`${cells.length} cells for ${columns} × ${rows}`)
  const [lonStep, latStep] = fields.get(33550)!
  const [column, row, , lon, lat] = fields.get(33922)!
  // GTRasterType 2: values stand at points; else they fill cells.
  const keys = fields.get(34735) ?? []
  const isPoint = keys.some((key, i) => i % 4 === 0 && key === 1025 && keys[i + 3] === 2)
  const half = isPoint ? 0 : 0.5
  return {
    columns,
    rows,
    west: lon! + (half - column!) * lonStep!,
    north: lat! - (half - row!) * latStep!,
    lonStep: lonStep!,
    latStep: latStep!,
    cells,
  }
}

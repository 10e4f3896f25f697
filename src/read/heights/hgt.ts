// HGT, the format of SRTM: a square of whole metres, high byte first; the corner is in the file's name. In: name and bytes. Out: a raster. It
// knows no street.
import { problem } from '../../words/problem.ts'
import type { CellWindow, HeightRaster } from './height-raster.ts'

/** Cells along a side: one each 3, 1 or half an arc second, with those of both borders. */
const SIDES = [1201, 3601, 7201]
/** Bytes of the largest of them. */
export const LARGEST_HGT_BYTES = Math.max(...SIDES) ** 2 * 2
const VOID = -32_768
const NAME = /^([NS])(\d{2})([EW])(\d{3})/i

/** Whether a file's size is that of a square of heights. */
export function isHgtSize(bytes: number): boolean {
  return SIDES.some((side) => side * side * 2 === bytes)
}

/** A tile of heights. @throws LivingCircleError `input-unsupported` where the name does not tell its corner */
export function openHgt(source: string, bytes: Uint8Array): HeightRaster {
  const corner = NAME.exec(source)
  if (corner === null) {
    throw problem('input-unsupported', 'heights.hgt-name', { name: source }, { hint: 'hint.hgt-name' })
  }
  const [, northSouth, lat, eastWest, lon] = corner as unknown as [string, string, string, string, string]
  const south = Number(lat) * (northSouth.toUpperCase() === 'S' ? -1 : 1)
  const west = Number(lon) * (eastWest.toUpperCase() === 'W' ? -1 : 1)
  const side = Math.sqrt(bytes.length / 2)
  const step = 1 / (side - 1)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    source,
    format: 'hgt',
    columns: side,
    rows: side,
    firstX: west,
    firstY: south + 1,
    stepX: step,
    stepY: -step,
    crs: 'EPSG:4326',
    async readWindow({ firstColumn, endColumn, firstRow, endRow }: CellWindow) {
      const width = endColumn - firstColumn
      const cells = new Float32Array(width * (endRow - firstRow))
      for (let row = firstRow; row < endRow; row++) {
        for (let column = firstColumn; column < endColumn; column++) {
          const metres = view.getInt16((row * side + column) * 2)
          cells[(row - firstRow) * width + column - firstColumn] = metres === VOID ? Number.NaN : metres
        }
      }
      return cells
    },
  }
}

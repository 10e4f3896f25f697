// A file of heights by its content: a GeoTIFF, an HGT tile, or else a table of points. In: a byte source. Out: a raster, or `null` for what only
// a reader of tables can open. It knows no street.
import { problem } from '../../words/problem.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import { openGeotiff } from './geotiff.ts'
import { HEIGHT_LIMITS, type HeightRaster } from './height-raster.ts'
import { isHgtSize, LARGEST_HGT_BYTES, openHgt } from './hgt.ts'

/**
 * Opens a raster of heights.
 *
 * @returns `null` where the file is neither: a table of points, perhaps
 * @throws LivingCircleError `input-format`, `input-truncated`, `input-unsupported`, `input-too-large`, `input-empty`
 */
export async function openHeightRaster(source: ByteSource): Promise<HeightRaster | null> {
  const { name } = source
  if (/\.hgt\.(?:zip|gz)$/i.test(name)) {
    throw problem('input-unsupported', 'heights.packed', { name }, { hint: 'hint.unpack-heights' })
  }
  const head = await firstBytes(source, 8)
  if (!isTiff(head)) {
    if (/\.tiff?$/i.test(name)) {
      if (head.length === 0) throw empty(name)
      // It says that this is none; the rest need not be read for that.
      return openGeotiff(name, head)
    }
    if (!/\.hgt$/i.test(name)) return null
    const bytes = await allBytes(source, LARGEST_HGT_BYTES)
    if (bytes.length === 0) throw empty(name)
    if (isHgtSize(bytes.length)) return openHgt(name, bytes)
    throw problem('input-format', 'heights.hgt-size', { name, n: bytes.length }, { hint: 'hint.height-formats' })
  }
  return openGeotiff(name, await allBytes(source, HEIGHT_LIMITS.fileBytes))
}

const empty = (name: string) => problem('input-empty', 'heights.empty', { name }, {})

function isTiff(bytes: Uint8Array): boolean {
  const mark = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  return mark === 0x49492a00 || mark === 0x4d4d002a || mark === 0x49492b00 || mark === 0x4d4d002b
}

async function firstBytes(source: ByteSource, wanted: number): Promise<Uint8Array> {
  const first: number[] = []
  for await (const chunk of source.stream()) {
    first.push(...chunk.subarray(0, wanted - first.length))
    if (first.length === wanted) break
  }
  return Uint8Array.from(first)
}

async function allBytes(source: ByteSource, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.stream()) {
    length += chunk.length
    if (length > most) {
      throw problem(
        'input-too-large',
        'heights.file-too-large',
        { name: source.name, most },
        { hint: 'hint.cut-heights' },
      )
    }
    chunks.push(chunk)
  }
  if (chunks.length === 1) return chunks[0]!
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

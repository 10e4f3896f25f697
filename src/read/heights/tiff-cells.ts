// Cells of a TIFF: which strips or tiles a window touches, what they hold, as metres. In: a directory of tags. Out: numbers. It knows no map.
import { problem } from '../../words/problem.ts'
import { type CellWindow, HEIGHT_LIMITS } from './height-raster.ts'
import type { TiffDirectory } from './tiff-directory.ts'
import { undoPredictor, unpackMethod } from './tiff-unpack.ts'

/** How the pixels of a file are laid out. */
export interface TiffLayout {
  readonly columns: number
  readonly rows: number
  /** Strips are blocks as wide as the image. */
  readonly blockColumns: number
  readonly blockRows: number
  readonly blocksAcross: number
  readonly isTiled: boolean
  readonly sampleBytes: number
  /** Samples that lie beside each other in a block; heights are the first. */
  readonly samples: number
  readonly readSample: (view: DataView, at: number, littleEndian: boolean) => number
  readonly compression: number
  readonly predictor: number
}

const FORMATS = ['', 'unsigned', 'signed', 'float'] as const

/** A reader for each kind of number, by format and bits. */
const READERS: Readonly<Record<string, TiffLayout['readSample']>> = {
  unsigned8: (view, at) => view.getUint8(at),
  unsigned16: (view, at, little) => view.getUint16(at, little),
  unsigned32: (view, at, little) => view.getUint32(at, little),
  signed8: (view, at) => view.getInt8(at),
  signed16: (view, at, little) => view.getInt16(at, little),
  signed32: (view, at, little) => view.getInt32(at, little),
  float32: (view, at, little) => view.getFloat32(at, little),
  float64: (view, at, little) => view.getFloat64(at, little),
}

/** How a file's pixels lie. @throws LivingCircleError `input-format`, `input-unsupported`, `input-too-large` */
export function readLayout(tiff: TiffDirectory): TiffLayout {
  const columns = tiff.number(256) ?? 0
  const rows = tiff.number(257) ?? 0
  const isTiled = tiff.count(324) > 0
  const blockColumns = isTiled ? (tiff.number(322) ?? 0) : columns
  const blockRows = isTiled ? (tiff.number(323) ?? 0) : Math.min(rows, tiff.number(278) ?? rows)
  // A damaged tag may hold its number as any type: a fraction of a column is no size.
  const sizes = [columns, rows, blockColumns, blockRows]
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) throw tiff.damaged('heights.damaged-sizes')
  if (columns > HEIGHT_LIMITS.side || rows > HEIGHT_LIMITS.side) throw tooLarge(tiff, columns, rows)
  const bits = tiff.number(258) ?? 1
  const kind = `${FORMATS[tiff.number(339) ?? 1] ?? ''}${bits}`
  const compression = tiff.number(259) ?? 1
  const photometric = tiff.number(262) ?? 1
  const readSample = Object.hasOwn(READERS, kind) ? READERS[kind] : undefined
  if (readSample === undefined || photometric > 1) throw unsupported(tiff, 'heights.not-numbers', kind)
  if (compression !== 1 && unpackMethod(compression) === undefined) {
    throw unsupported(tiff, 'heights.compression', String(compression))
  }
  const isPlanar = tiff.number(284) === 2
  const samples = isPlanar ? 1 : (tiff.number(277) ?? 1)
  if (!Number.isInteger(samples) || samples < 1 || samples > 64) throw tiff.damaged('heights.damaged-sizes')
  const sampleBytes = bits / 8
  if (compression !== 1 && blockColumns * blockRows * samples * sampleBytes > HEIGHT_LIMITS.blockBytes) {
    throw tooLarge(tiff, blockColumns, blockRows)
  }
  const blocksAcross = Math.ceil(columns / blockColumns)
  const needed = blocksAcross * Math.ceil(rows / blockRows)
  if (tiff.count(isTiled ? 324 : 273) < needed || tiff.count(isTiled ? 325 : 279) < needed)
    throw tiff.damaged('heights.damaged-sizes')
  const predictor = compression === 1 ? 1 : (tiff.number(317) ?? 1)
  return {
    columns,
    rows,
    blockColumns,
    blockRows,
    blocksAcross,
    isTiled,
    sampleBytes,
    samples,
    readSample,
    compression,
    predictor,
  }
}

/**
 * Values of a window; blocks that the file leaves out have none. Reads only the strips or tiles that the window touches.
 *
 * @param toMetres a stored number as metres, NaN for no value
 */
export async function readCells(
  tiff: TiffDirectory,
  layout: TiffLayout,
  window: CellWindow,
  toMetres: (stored: number) => number,
): Promise<Float32Array> {
  const { blockColumns, blockRows } = layout
  const width = window.endColumn - window.firstColumn
  const cells = new Float32Array(width * (window.endRow - window.firstRow)).fill(Number.NaN)
  for (let down = Math.floor(window.firstRow / blockRows); down * blockRows < window.endRow; down++) {
    for (
      let across = Math.floor(window.firstColumn / blockColumns);
      across * blockColumns < window.endColumn;
      across++
    ) {
      const block = await unpackBlock(tiff, layout, across, down)
      if (block !== null) copyBlock(tiff, layout, { across, down, block }, window, toMetres, cells)
    }
  }
  return cells
}

/** Bytes of a strip or tile; `null` where the file has none for it. */
async function unpackBlock(
  tiff: TiffDirectory,
  { blockColumns, blockRows, blocksAcross, isTiled, rows, sampleBytes, samples, compression, predictor }: TiffLayout,
  across: number,
  down: number,
): Promise<Uint8Array | null> {
  const number = down * blocksAcross + across
  const at = tiff.number(isTiled ? 324 : 273, number)!
  const length = tiff.number(isTiled ? 325 : 279, number)!
  if (length === 0) return null
  const isInside = Number.isInteger(at) && Number.isInteger(length) && at >= 0 && length > 0
  if (!isInside || at + length > tiff.bytes.length) throw tiff.cutOff()
  const packed = tiff.bytes.subarray(at, at + length)
  // The last strip ends with the image; tiles are whole.
  const ownRows = isTiled ? blockRows : Math.min(blockRows, rows - down * blockRows)
  const rowBytes = blockColumns * samples * sampleBytes
  if (compression === 1) {
    if (packed.length < ownRows * rowBytes) throw tiff.cutOff()
    return packed
  }
  const bytes = new Uint8Array(ownRows * rowBytes)
  let written = 0
  try {
    written = await unpackMethod(compression)!(packed, bytes)
  } catch {
    throw tiff.damaged('heights.damaged-block')
  }
  if (written < bytes.length) throw tiff.damaged('heights.damaged-block')
  undoPredictor(bytes, predictor, { rowBytes, sampleBytes, samples }, tiff.littleEndian)
  return bytes
}

function copyBlock(
  { littleEndian }: TiffDirectory,
  { columns, rows, blockColumns, blockRows, sampleBytes, samples, readSample }: TiffLayout,
  { across, down, block }: { readonly across: number; readonly down: number; readonly block: Uint8Array },
  window: CellWindow,
  toMetres: (stored: number) => number,
  cells: Float32Array,
): void {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength)
  const width = window.endColumn - window.firstColumn
  const west = across * blockColumns
  const north = down * blockRows
  const endColumn = Math.min(window.endColumn, west + blockColumns, columns)
  const endRow = Math.min(window.endRow, north + blockRows, rows)
  for (let row = Math.max(window.firstRow, north); row < endRow; row++) {
    const rowAt = (row - north) * blockColumns * samples * sampleBytes
    const cellAt = (row - window.firstRow) * width - window.firstColumn
    for (let column = Math.max(window.firstColumn, west); column < endColumn; column++) {
      const at = rowAt + (column - west) * samples * sampleBytes
      cells[cellAt + column] = toMetres(readSample(view, at, littleEndian))
    }
  }
}

function tooLarge({ source }: TiffDirectory, columns: number, rows: number) {
  return problem('input-too-large', 'heights.too-wide', { name: source, columns, rows }, { hint: 'hint.cut-heights' })
}

function unsupported({ source }: TiffDirectory, key: 'heights.not-numbers' | 'heights.compression', kind: string) {
  return problem('input-unsupported', key, { name: source, kind }, { hint: 'hint.write-tiff-again' })
}

// OSM PBF: the file's outer structure. What enters: bytes; what leaves: a RawOsm. Blocks are taken, unpacked and decoded one
// after another, so that memory holds one block and the columns. Format: the "PBF Format" page of the OpenStreetMap wiki.
// It does not know which tags matter.
import { PbfReader } from 'pbf'
import { pause } from '../../foundation/breath.ts'
import { isLivingCircleError, type LivingCircleError } from '../../foundation/errors.ts'
import type { BoundingBox } from '../../foundation/units.ts'
import { message, problem } from '../../words/problem.ts'
import type { ByteQueue } from '../bytes/byte-queue.ts'
import { adler32, agreesWithZlib } from '../bytes/checksums.ts'
import { BlockDecoder, HISTORY_HINT } from './pbf-block.ts'
import type { OsmHeader, RawOsm } from './raw-osm.ts'
import { RawOsmBuilder } from './raw-osm-builder.ts'
import {
  BLOCK_FLOOR_BYTES,
  byteProgress,
  MAX_BLOB_BYTES,
  MAX_BLOB_HEADER_BYTES,
  type OsmReadSettings,
} from './read-osm-options.ts'

/** What this reader can do; a file that requires anything else is refused. */
const SUPPORTED_FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes'])

/** Bytes per node in common extracts are 7 to 10; a guess that is too large costs no memory until it is written. */
const BYTES_PER_NODE = 8
const MAX_EXPECTED_NODES = 50_000_000

/** Reads PBF bytes. @throws LivingCircleError `input-truncated`, `input-format`, `input-unsupported`, `input-too-large`, `input-empty` */
export async function readOsmPbf(
  name: string,
  byteLength: number | undefined,
  queue: ByteQueue,
  settings: OsmReadSettings,
  fileBytes: () => number,
): Promise<RawOsm> {
  const expectedNodes = Math.min(MAX_EXPECTED_NODES, Math.ceil((byteLength ?? 0) / BYTES_PER_NODE))
  const builder = new RawOsmBuilder(settings.tagKeys, expectedNodes, settings, fileBytes)
  const decoder = new BlockDecoder(builder)
  const inflate = settings.inflate ?? (await portableInflate())
  const progress = byteProgress(settings, byteLength)
  let blocks = 0
  let headers = 0
  let hasUnknownBox = false
  for (;;) {
    const start = queue.position
    const blob = await nextBlob(name, queue)
    if (blob === undefined) break
    try {
      if (blob.type === 'OSMHeader') {
        const { box, ...header } = readHeaderBlock(unpackBlob(blob.bytes, inflate, settings))
        builder.header = { ...header, box: builder.header.box }
        if (box !== null) builder.declareBox(box)
        else hasUnknownBox = true
        headers++
      } else if (blob.type === 'OSMData') {
        if (headers === 0) throw problem('input-format', 'pbf.data-first', {})
        const block = unpackBlob(blob.bytes, inflate, settings)
        await pause(settings.signal)
        decoder.decode(block)
        builder.budget.expect()
        blocks++
      } else if (!isOtherType(blob.type)) {
        throw problem('input-format', 'pbf.damaged', { what: 'block type' })
      }
    } catch (error) {
      throw blockError(name, start, error)
    }
    if (builder.elements > settings.maxElements) throw tooManyElements(name, settings.maxElements)
    progress(queue.position)
    await pause(settings.signal)
  }
  if (blocks === 0) {
    throw problem('input-empty', 'pbf.header-only', { name, bytes: queue.position }, { hint: 'hint.cut-off-header' })
  }
  // Of joined files one that does not say its box says nothing of the whole.
  if (hasUnknownBox) builder.header = { ...builder.header, box: null }
  return builder.finish()
}

/** The error for a file with more elements than allowed. */
export function tooManyElements(name: string, maxElements: number): LivingCircleError {
  return problem(
    'input-too-large',
    'osm.too-many-elements',
    { name, most: maxElements },
    { hint: 'hint.cut-out-city', details: { name, maxElements } },
  )
}

interface BlobPiece {
  readonly type: string
  readonly bytes: Uint8Array
}

async function nextBlob(name: string, queue: ByteQueue): Promise<BlobPiece | undefined> {
  const start = queue.position
  const size = await queue.take(4)
  if (size.length === 0) return undefined
  if (size.length < 4) throw truncated(name, start, queue.position, 4 - size.length)
  const headerLength = ((size[0]! << 24) | (size[1]! << 16) | (size[2]! << 8) | size[3]!) >>> 0
  if (headerLength > MAX_BLOB_HEADER_BYTES) {
    throw problem(
      'input-format',
      'pbf.header-size',
      { name, start, n: headerLength, most: MAX_BLOB_HEADER_BYTES },
      { hint: 'hint.extract-again', details: { name, byte: start, headerLength } },
    )
  }
  const headerBytes = await queue.take(headerLength)
  if (headerBytes.length < headerLength) {
    throw truncated(name, start, queue.position, headerLength - headerBytes.length)
  }
  const header = { type: '', dataLength: -1 }
  try {
    readMessage(headerBytes, header, (tag, into, pbf) => {
      if (tag === 1) into.type = String.fromCharCode(...pbf.readBytes().subarray(0, 100))
      else if (tag === 3) into.dataLength = pbf.readVarint()
    })
  } catch (error) {
    throw blockError(name, start, error)
  }
  if (header.dataLength < 0 || header.dataLength > MAX_BLOB_BYTES) {
    throw problem(
      'input-format',
      'pbf.block-size',
      { name, start, n: header.dataLength, most: MAX_BLOB_BYTES },
      { hint: 'hint.extract-again', details: { name, byte: start, dataLength: header.dataLength } },
    )
  }
  const bytes = await queue.take(header.dataLength)
  if (bytes.length < header.dataLength) throw truncated(name, start, queue.position, header.dataLength - bytes.length)
  return { type: header.type, bytes }
}

/** Other kinds of blocks are passed over, as the format asks; but no name, or a known one with a wrong byte, is damage. */
function isOtherType(type: string): boolean {
  return /^[\x21-\x7e]+$/.test(type) && !isOneByteFrom(type, 'OSMData') && !isOneByteFrom(type, 'OSMHeader')
}

function isOneByteFrom(type: string, known: string): boolean {
  if (type.length !== known.length) return false
  let differing = 0
  for (let at = 0; at < known.length; at++) if (type[at] !== known[at]) differing++
  return differing === 1
}

function truncated(name: string, start: number, end: number, missing: number): LivingCircleError {
  return problem(
    'input-truncated',
    'pbf.cut-in-block',
    { name, end, missing, start },
    {
      hint: 'hint.cut-off-size',
      details: { name, bytes: end, blockStart: start, missingBytes: missing },
    },
  )
}

/** Names the file and the place in it; keeps errors that say so already. */
function blockError(name: string, start: number, error: unknown): LivingCircleError {
  if (isLivingCircleError(error)) {
    if (error.code === 'aborted') return error
    return problem(
      error.code,
      'pbf.in-block',
      { name, start, said: error.said ?? error.message },
      {
        hint: error.hintSaid ?? 'hint.extract-again',
        details: { ...error.details, name, byte: start },
        cause: error,
      },
    )
  }
  const reason = error instanceof Error ? error.message : String(error)
  return problem(
    'input-format',
    'pbf.unreadable-block',
    { name, start, reason },
    { hint: 'hint.extract-again', details: { name, byte: start }, cause: error },
  )
}

const COMPRESSIONS: Readonly<Record<number, string>> = { 4: 'lzma', 5: 'bzip2', 6: 'lz4', 7: 'zstd' }

function unpackBlob(
  bytes: Uint8Array,
  inflate: (bytes: Uint8Array, size: number) => Uint8Array,
  { maxUnpackRatio }: OsmReadSettings,
): Uint8Array {
  const blob = {
    raw: undefined as Uint8Array | undefined,
    zlib: undefined as Uint8Array | undefined,
    rawSize: -1,
    other: '',
  }
  readMessage(bytes, blob, (tag, into, pbf) => {
    if (tag === 1) into.raw = pbf.readBytes()
    else if (tag === 2) into.rawSize = pbf.readVarint()
    else if (tag === 3) into.zlib = pbf.readBytes()
    else if (COMPRESSIONS[tag] !== undefined) into.other = COMPRESSIONS[tag]
  })
  if (blob.raw !== undefined) return blob.raw
  if (blob.zlib === undefined) {
    if (blob.other === '') throw problem('input-format', 'pbf.empty-block', {})
    throw problem(
      'input-unsupported',
      'pbf.compression',
      { name: blob.other },
      {
        hint: message('hint.convert', {
          command: 'osmium cat in.osm.pbf -o out.osm.pbf -f pbf,pbf_compression=zlib',
        }),
        details: { compression: blob.other },
      },
    )
  }
  if (blob.rawSize < 0 || blob.rawSize > MAX_BLOB_BYTES) {
    throw problem('input-format', 'pbf.unpacked-size', { n: blob.rawSize, most: MAX_BLOB_BYTES })
  }
  if (blob.rawSize > BLOCK_FLOOR_BYTES && blob.rawSize > blob.zlib.length * maxUnpackRatio) {
    throw problem(
      'input-too-large',
      'pbf.unpack-ratio',
      { n: blob.rawSize, packed: blob.zlib.length },
      { hint: 'hint.osm-bomb', details: { maxUnpackRatio } },
    )
  }
  const unpacked = inflate(blob.zlib, blob.rawSize)
  if (unpacked.length !== blob.rawSize) {
    throw problem('input-format', 'pbf.declared-size', { n: blob.rawSize, found: unpacked.length })
  }
  return unpacked
}

/** Loaded only where the platform's own zlib is not given. */
async function portableInflate(): Promise<(bytes: Uint8Array, size: number) => Uint8Array> {
  const { unzlibSync } = await import('fflate/browser')
  // One byte more than declared, so that a stream that is longer than it says shows.
  return (bytes, size) => {
    const unpacked = unzlibSync(bytes, { out: new Uint8Array(size + 1) })
    // The platform's own zlib does this by itself.
    if (!agreesWithZlib(bytes, adler32(unpacked))) throw problem('input-format', 'pbf.checksum', {})
    return unpacked
  }
}

/** Reads a message's fields; one that runs over its end is damaged. */
function readMessage<T>(bytes: Uint8Array, into: T, readField: (tag: number, into: T, pbf: PbfReader) => void): void {
  const reader = new PbfReader(bytes)
  reader.readFields(readField, into)
  if (reader.pos !== bytes.length) throw problem('input-format', 'pbf.damaged', { what: 'message' })
}

function readHeaderBlock(bytes: Uint8Array): OsmHeader {
  const header = {
    box: null as BoundingBox | null,
    timestamp: null as string | null,
    generator: null as string | null,
    required: [] as string[],
  }
  readMessage(bytes, header, (tag, into, pbf) => {
    if (tag === 1) into.box = readHeaderBox(pbf)
    else if (tag === 4) into.required.push(pbf.readString())
    else if (tag === 16) into.generator = pbf.readString()
    else if (tag === 32) into.timestamp = isoTime(pbf.readVarint(true))
  })
  for (const feature of header.required) {
    if (SUPPORTED_FEATURES.has(feature)) continue
    throw problem(
      'input-unsupported',
      'pbf.feature',
      { feature: feature.slice(0, 100) },
      {
        hint:
          feature === 'HistoricalInformation'
            ? HISTORY_HINT
            : message('hint.rewrite', { command: 'osmium cat in.osm.pbf -o out.osm.pbf' }),
        details: { feature, supported: [...SUPPORTED_FEATURES] },
      },
    )
  }
  return { box: header.box, timestamp: header.timestamp, generator: header.generator }
}

const NANO = 1e-9

/** Left, right, top, bottom in nanodegrees. */
function readHeaderBox(pbf: PbfReader): BoundingBox | null {
  const sides = [Number.NaN, Number.NaN, Number.NaN, Number.NaN]
  pbf.readMessage((tag, into, reader) => {
    if (tag >= 1 && tag <= 4) into[tag - 1] = Math.round(reader.readSVarint()) * NANO
  }, sides)
  const [west, east, north, south] = sides.map((degrees) => Math.round(degrees * 1e7) / 1e7) as [
    number,
    number,
    number,
    number,
  ]
  return west <= east && south <= north ? [west, south, east, north] : null
}

function isoTime(seconds: number): string | null {
  const time = new Date(seconds * 1000)
  return Number.isNaN(time.getTime()) ? null : time.toISOString().replace('.000Z', 'Z')
}

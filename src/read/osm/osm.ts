// OpenStreetMap data of any supported format → RawOsm. What enters: bytes; what leaves: a RawOsm, or an error that says what the
// bytes are instead. Looks at the content, never at the file name.

import { checkGiven } from '../../foundation/arguments.ts'
import { isLivingCircleError } from '../../foundation/errors.ts'
import { checkOptions, resolveOptions } from '../../foundation/options.ts'
import { throwIfAborted } from '../../foundation/progress.ts'
import { problem } from '../../words/problem.ts'
import { ByteQueue, byteQueue } from '../bytes/byte-queue.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import { readOsmPbf } from './osm-pbf.ts'
import type { RawOsm } from './raw-osm.ts'
import { type OsmReadSettings, READ_OSM_DEFAULTS, type ReadOsmOptions, UNPACK_FLOOR_BYTES } from './read-osm-options.ts'
import { sniffFormat } from './sniff-format.ts'

export type { ReadOsmOptions } from './read-osm-options.ts'

/** Bytes that the format is told from. */
const SNIFF_BYTES = 1024

/**
 * Reads OpenStreetMap data: `.osm.pbf`, `.osm` (XML), either one gzipped, or Overpass JSON. The format is told from the content.
 * O(bytes); memory is the columns of the result plus one block, and no more than a multiple of the file (`maxMemoryMultiple`).
 *
 * @param source the bytes, read once
 * @returns every element, in ascending order of id
 * @throws LivingCircleError `input-empty`, `input-format`, `input-truncated`, `input-unsupported`, `input-too-large`, `aborted`
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { readOsm } from 'living-circle/parts'
 * const xml = '<osm version="0.6"><node id="1" lat="1.5" lon="2.5"><tag k="amenity" v="pharmacy"/></node></osm>'
 * const raw = await readOsm(bytesSource('town.osm', new TextEncoder().encode(xml)), { tagKeys: ['amenity'] })
 * raw.nodeLonE7[0] // 25000000
 * ```
 */
export async function readOsm(source: ByteSource, options?: ReadOsmOptions): Promise<RawOsm> {
  checkOptions('readOsm', options, READ_OSM_DEFAULTS)
  checkGiven('readOsm', 'file', source, 'source')
  const queue = byteQueue(source)
  try {
    return await readOsmFrom(source, queue, options)
  } finally {
    await queue.close()
  }
}

/** {@link readOsm} of a queue that somebody has looked into, and closes. */
export async function readOsmFrom(
  source: ByteSource,
  queue: ByteQueue,
  options: ReadOsmOptions | undefined,
): Promise<RawOsm> {
  const settings = resolveOptions<OsmReadSettings>(
    'readOsm',
    options as Partial<OsmReadSettings> | undefined,
    READ_OSM_DEFAULTS,
  )
  throwIfAborted(settings.signal)
  return readFrom(source.name, source.byteLength, queue, settings, null)
}

async function readFrom(
  name: string,
  byteLength: number | undefined,
  queue: ByteQueue,
  settings: OsmReadSettings,
  packed: ByteQueue | null,
): Promise<RawOsm> {
  // Bytes as they lie on the disk: what may be taken goes by them.
  const fileBytes = () => (packed ?? queue).position
  const format = sniffFormat(name, await queue.peek(SNIFF_BYTES))
  if (format === 'pbf') return readOsmPbf(name, byteLength, queue, settings, fileBytes)
  // Loaded when needed: the XML parser alone takes longer to load than a small extract to read.
  if (format === 'xml') {
    const { readOsmXml } = await import('./osm-xml.ts')
    return named(name, () => readOsmXml(name, byteLength, queue.rest(), settings, fileBytes))
  }
  if (format === 'json') {
    const { readOverpassJson } = await import('./overpass-json.ts')
    return named(name, async () => readOverpassJson(name, await allBytes(name, queue, settings), settings, fileBytes))
  }
  if (packed !== null) throw problem('input-format', 'osm.gzipped-twice', { name }, { hint: 'hint.unpack-once' })
  const inner = new ByteQueue(gunzip(name, queue, settings))
  try {
    return await readFrom(name, undefined, inner, settings, queue)
  } finally {
    await inner.close()
  }
}

/** Names the file in errors that come from deep inside. */
async function named(name: string, read: () => Promise<RawOsm>): Promise<RawOsm> {
  try {
    return await read()
  } catch (error) {
    if (!isLivingCircleError(error) || error.message.includes(name) || error.code === 'aborted') throw error
    throw problem(
      error.code,
      'file.says',
      { name, said: error.said ?? error.message },
      { hint: error.hintSaid, details: { ...error.details, name }, cause: error },
    )
  }
}

async function allBytes(name: string, queue: ByteQueue, settings: OsmReadSettings): Promise<Uint8Array> {
  const bytes = await queue.take(settings.maxJsonBytes + 1)
  throwIfAborted(settings.signal)
  if (bytes.length <= settings.maxJsonBytes) return bytes
  throw problem(
    'input-too-large',
    'osm.json-size',
    { name, most: settings.maxJsonBytes },
    { hint: 'hint.use-pbf', details: { name, maxJsonBytes: settings.maxJsonBytes } },
  )
}

async function* gunzip(name: string, queue: ByteQueue, settings: OsmReadSettings): AsyncGenerator<Uint8Array> {
  const packed = queue.rest()
  const input = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await packed.next()
      if (done) controller.close()
      else controller.enqueue(value as Uint8Array<ArrayBuffer>)
    },
  })
  const reader = input.pipeThrough(new DecompressionStream('gzip')).getReader()
  let total = 0
  try {
    for (;;) {
      const { done, value } = await readUnpacked(name, queue, reader)
      if (done) return
      total += value.length
      if (total > settings.maxUnpackedBytes) {
        throw problem(
          'input-too-large',
          'osm.unpacked-size',
          { name, most: settings.maxUnpackedBytes },
          { hint: 'hint.use-pbf-or-unpacked', details: { name, maxUnpackedBytes: settings.maxUnpackedBytes } },
        )
      }
      if (total > UNPACK_FLOOR_BYTES && total > queue.position * settings.maxUnpackRatio) {
        throw problem(
          'input-too-large',
          'osm.unpack-ratio',
          { name, n: total, packed: queue.position },
          { hint: 'hint.osm-bomb', details: { name, maxUnpackRatio: settings.maxUnpackRatio } },
        )
      }
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

async function readUnpacked(
  name: string,
  queue: ByteQueue,
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await reader.read()
  } catch (error) {
    if (isLivingCircleError(error)) throw error
    throw problem(
      'input-truncated',
      'osm.gzip-broken',
      { name, n: queue.position },
      { hint: 'hint.cut-off', details: { name, bytes: queue.position }, cause: error },
    )
  }
}

// What the OSM readers can be told, with every default and limit in one table.
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'

/** Options of {@link readOsm}. */
export interface ReadOsmOptions extends RunOptions {
  /** Only tags with these keys are kept; all tags where left out. Elements are kept in any case. */
  readonly tagKeys?: readonly string[] | undefined
  /** Inflates a zlib stream of a known size; pure JavaScript where left out. Node's own is faster. */
  readonly inflate?: ((bytes: Uint8Array, size: number) => Uint8Array) | undefined
  /** Most nodes + ways + relations. */
  readonly maxElements?: number | undefined
  /** Largest Overpass JSON document, bytes: it is parsed as one. */
  readonly maxJsonBytes?: number | undefined
  /** Most bytes that a gzip file may unpack to. */
  readonly maxUnpackedBytes?: number | undefined
  /** How many times its packed size a gzip file or a block of a PBF may unpack to, once it is over 64 MB (a block: 4 MB). Default 100. */
  readonly maxUnpackRatio?: number | undefined
  /** Bytes of columns (half of what is needed while they grow) for each byte of the file, beside the first 64 MB. Default 30. */
  readonly maxMemoryMultiple?: number | undefined
  /** Most references of one way, members of one relation, tags of one element in XML. Default 1,000,000. */
  readonly maxReferences?: number | undefined
}

/** {@link ReadOsmOptions} with defaults. */
export interface OsmReadSettings {
  readonly tagKeys: readonly string[] | undefined
  readonly inflate: ((bytes: Uint8Array, size: number) => Uint8Array) | undefined
  readonly signal: AbortSignal | undefined
  readonly onProgress: RunOptions['onProgress']
  readonly maxElements: number
  readonly maxJsonBytes: number
  readonly maxUnpackedBytes: number
  readonly maxUnpackRatio: number
  readonly maxMemoryMultiple: number
  readonly maxReferences: number
}

export const READ_OSM_DEFAULTS: OsmReadSettings = {
  tagKeys: undefined,
  inflate: undefined,
  signal: undefined,
  onProgress: undefined,
  // A large country; the columns then take some 6 GB.
  maxElements: 200_000_000,
  // V8's longest string is half a gigabyte, and parsed JSON takes several times its text.
  maxJsonBytes: 256 * 1024 * 1024,
  // XML packs some 15 : 1; this is the XML of a province. A bomb stops here.
  maxUnpackedBytes: 16 * 1024 * 1024 * 1024,
  // Blocks of real extracts unpack to two and a half times, their XML to some 20 times.
  maxUnpackRatio: 100,
  // Columns of real extracts take up to 5 bytes for each of the file.
  maxMemoryMultiple: 30,
  // The map itself allows 2,000 nodes a way and 32,000 members a relation; what is converted from elsewhere has more.
  maxReferences: 1_000_000,
}

/** Limits of the PBF format itself (its specification's hard limits). */
export const MAX_BLOB_HEADER_BYTES = 64 * 1024
export const MAX_BLOB_BYTES = 32 * 1024 * 1024

/** The ratio of unpacking is not judged below so many unpacked bytes: of a gzip file, of a block. */
export const UNPACK_FLOOR_BYTES = 64 * 1024 * 1024
export const BLOCK_FLOOR_BYTES = 4 * 1024 * 1024

/** One tag of XML with its attributes, or one text between tags, is at most about so long, characters. */
export const MAX_XML_TOKEN = 1 << 20

/** A JSON document has at most so many objects and lists, and one more for each 12 of its bytes: denser ones take many times their size. */
export const JSON_OPENINGS_FLOOR = 1_000_000
export const JSON_BYTES_PER_OPENING = 12

/** OSM XML has three levels (osm, way, nd); anything deep is not OSM. */
export const MAX_XML_DEPTH = 16

/** A progress reporter that passes on some tens of calls at most, and stops the work when the signal says so. */
export function byteProgress(settings: OsmReadSettings, total: number | undefined): (done: number) => void {
  const every = Math.max(1 << 20, (total ?? 0) / 50)
  let next = every
  return (done) => {
    throwIfAborted(settings.signal)
    if (settings.onProgress === undefined || (done < next && done !== total)) return
    next = done + every
    settings.onProgress({ step: 'read', done, total: total ?? 0 })
    throwIfAborted(settings.signal)
  }
}

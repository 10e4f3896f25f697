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
}

/** Limits of the PBF format itself (its specification's hard limits). */
export const MAX_BLOB_HEADER_BYTES = 64 * 1024
export const MAX_BLOB_BYTES = 32 * 1024 * 1024

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
  }
}

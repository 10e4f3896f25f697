// What may be given where a table of places is meant: a file, or GeoJSON as it is in memory. Either in, a byte source out, so that both are checked alike.
import type { FeatureCollection } from 'geojson'
import { type ByteSource, bytesSource } from '../read/bytes/byte-source.ts'
import { problem } from '../words/problem.ts'

/** A file, or a `FeatureCollection` in degrees `[lon, lat]`; the collection is neither changed nor kept. */
export type PlaceFile = ByteSource | FeatureCollection

/**
 * The source of a file or a collection. A collection costs its text once.
 *
 * @param name what outputs call a collection, without ending
 * @throws LivingCircleError `invalid-option` for what is neither
 */
export function asSource(given: PlaceFile, name: string): ByteSource {
  if (typeof given === 'object' && given !== null) {
    if ('stream' in given && typeof given.stream === 'function') return given
    if ('type' in given && given.type === 'FeatureCollection') return bytesSource(`${name}.geojson`, textOf(given))
  }
  throw problem('invalid-option', 'places.neither', { name }, { hint: 'hint.place-file' })
}

function textOf(collection: FeatureCollection): Uint8Array {
  try {
    return new TextEncoder().encode(JSON.stringify(collection))
  } catch (cause) {
    throw problem('invalid-option', 'places.no-text', {}, { hint: 'hint.place-file', cause })
  }
}

// Features to a file by its suffix: GeoJSON, GeoJSON feature by feature, FlatGeobuf. It does not know what they stand for.
import type { FeatureColumn, Isochrone, PlainFeature } from '../index.ts'
import type { Library } from './session.ts'
import { UsageError } from './usage-error.ts'

const ATTRIBUTION = '© OpenStreetMap contributors'

export type FeatureFormat = 'geojson' | 'geojsonseq' | 'flatgeobuf'

/** The format that a file name asks for; GeoJSON for stdout (`-`). @throws UsageError */
export function formatOf(option: string, path: string): FeatureFormat {
  if (path === '-' || /\.(geo)?json$/i.test(path)) return 'geojson'
  if (/\.(geojsonl|geojsons|geojsonseq|ndjson)$/i.test(path)) return 'geojsonseq'
  if (/\.fgb$/i.test(path)) return 'flatgeobuf'
  throw new UsageError(
    `${option} ${path}: the suffix names no format.`,
    'End the name in .geojson, .geojsonl (one feature per line) or .fgb (FlatGeobuf).',
  )
}

/** What a layer of plain features is called, and its columns. */
export interface FeatureLayer {
  readonly name: string
  readonly titleEn: string
  readonly titleZh: string
  readonly note: string
  readonly columns: readonly FeatureColumn[]
}

/** The pieces of a file with plain features. */
export function featurePieces(
  library: Library,
  format: FeatureFormat,
  layer: FeatureLayer,
  features: readonly PlainFeature[],
): Iterable<string | Uint8Array> {
  if (format === 'flatgeobuf') return [library.toFeatureFlatGeobuf(layer, layer.columns, features)]
  return format === 'geojsonseq' ? featureLines(features) : featureCollection(layer, features)
}

function featureText({ properties, geometry }: PlainFeature): string {
  return JSON.stringify({ type: 'Feature', properties, geometry })
}

function* featureLines(features: readonly PlainFeature[]): Generator<string> {
  for (const feature of features) yield `${featureText(feature)}\n`
}

function* featureCollection({ name, note }: FeatureLayer, features: readonly PlainFeature[]): Generator<string> {
  const head = { type: 'FeatureCollection', name, attribution: ATTRIBUTION, note }
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`
  let separator = '\n'
  for (const feature of features) {
    yield separator + featureText(feature)
    separator = ',\n'
  }
  yield '\n]}\n'
}

/** The pieces of a file with isochrones, one origin in memory at a time (FlatGeobuf: all of them). */
export function isochronePieces(
  library: Library,
  format: FeatureFormat,
  results: Iterable<Isochrone>,
): Iterable<string | Uint8Array> {
  if (format === 'flatgeobuf') return [library.toIsochroneFlatGeobuf([...results])]
  return format === 'geojsonseq' ? library.isochroneGeoJsonSeqChunks(results) : library.isochroneGeoJsonChunks(results)
}

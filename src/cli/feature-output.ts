// Features to a file by its suffix: GeoJSON, GeoJSON feature by feature, FlatGeobuf. It does not know what they stand for.
import type { FeatureColumn, Isochrone, LonLat, OutCoordinates, PlainFeature } from './library.ts'
import type { Library } from './session.ts'
import { UsageError } from './usage-error.ts'

export type FeatureFormat = 'geojson' | 'geojsonseq' | 'flatgeobuf'

/** What the features of one run have in common, whatever they stand for. */
export interface FeatureTerms {
  /** Whose map they are made from. */
  readonly attribution: string
  /** Coordinates to write in; `undefined`: WGS-84. */
  readonly coordinates: OutCoordinates | undefined
}

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
  { attribution, coordinates }: FeatureTerms,
): Iterable<string | Uint8Array> {
  if (format === 'flatgeobuf') return [library.toFeatureFlatGeobuf({ ...layer, attribution }, layer.columns, features)]
  const written = shiftedFeatures(features, coordinates)
  if (format === 'geojsonseq') return featureLines(written)
  const head = { type: 'FeatureCollection', name: layer.name, attribution, note: layer.note }
  return featureCollection({ ...head, ...remarkOn(library, coordinates) }, written)
}

/** The pieces of a file with isochrones, one origin in memory at a time (FlatGeobuf: all of them). */
export function isochronePieces(
  library: Library,
  format: FeatureFormat,
  results: Iterable<Isochrone>,
  { attribution, coordinates }: FeatureTerms,
): Iterable<string | Uint8Array> {
  if (format === 'flatgeobuf') return [library.toIsochroneFlatGeobuf([...results], attribution)]
  if (coordinates === undefined) {
    return format === 'geojsonseq'
      ? library.isochroneGeoJsonSeqChunks(results)
      : library.isochroneGeoJsonChunks(results, attribution)
  }
  const written = shiftedFeatures(featuresOf(library, results), coordinates)
  if (format === 'geojsonseq') return featureLines(written)
  const { features: _, ...head } = library.toIsochroneGeoJson([], attribution)
  return featureCollection({ ...head, ...remarkOn(library, coordinates) }, written)
}

function* featuresOf(library: Library, results: Iterable<Isochrone>): Generator<PlainFeature> {
  for (const result of results) {
    for (const { properties, geometry } of library.isochroneFeatures(result)) {
      yield { properties: { ...properties }, geometry }
    }
  }
}

/** What a file in shifted coordinates must say of itself. */
function remarkOn(library: Library, coordinates: OutCoordinates | undefined): { readonly coordinate_system?: string } {
  return coordinates === undefined ? {} : { coordinate_system: library.shiftedNotice(coordinates).textEn }
}

function* shiftedFeatures(
  features: Iterable<PlainFeature>,
  coordinates: OutCoordinates | undefined,
): Generator<PlainFeature> {
  for (const { properties, geometry } of features) {
    yield { properties, geometry: coordinates === undefined ? geometry : shifted(geometry, coordinates) }
  }
}

function shifted(geometry: PlainFeature['geometry'], { fromWgs84 }: OutCoordinates): PlainFeature['geometry'] {
  const shift = (place: LonLat): LonLat => {
    const [lon, lat] = fromWgs84(place)
    return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7]
  }
  const lines = (list: readonly (readonly LonLat[])[]) => list.map((line) => line.map(shift))
  if (geometry === null) return null
  if (geometry.type === 'MultiPolygon') return { ...geometry, coordinates: geometry.coordinates.map(lines) }
  return { ...geometry, coordinates: lines(geometry.coordinates) }
}

function featureText({ properties, geometry }: PlainFeature): string {
  return JSON.stringify({ type: 'Feature', properties, geometry })
}

function* featureLines(features: Iterable<PlainFeature>): Generator<string> {
  for (const feature of features) yield `${featureText(feature)}\n`
}

function* featureCollection(head: object, features: Iterable<PlainFeature>): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`
  let separator = '\n'
  for (const feature of features) {
    yield separator + featureText(feature)
    separator = ',\n'
  }
  yield '\n]}\n'
}

// Isochrones as GeoJSON (RFC 7946): a collection of plain objects, or text feature by feature. Results in, documents
// out. It does not know how anything was computed.

import { OSM_LICENCE } from '../../answer/sources.ts'
import type { PolygonRings } from '../../foundation/geo.ts'
import type { LonLat } from '../../foundation/units.ts'
import type { Isochrone, IsochroneBand } from '../../outline/isochrone-result.ts'
import { roundTo } from '../text/written-numbers.ts'

/** What is drawn; `null` where an origin is not linked to any street. */
export type IsochroneGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: PolygonRings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly PolygonRings[] }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly LonLat[])[] }

/** One origin and limit. Keys that do not apply are left out of all features alike. */
export interface IsochroneProperties {
  readonly origin_id: string
  readonly name: string | null
  /** `minutes` or `metres`. */
  readonly unit: 'minutes' | 'metres'
  readonly limit: number
  /** `from` the origin, or `to` it. */
  readonly direction: 'from' | 'to'
  readonly profile: string
  /** Length of the streets reached. */
  readonly street_m: number
  /** `linked`, or why nothing is drawn. */
  readonly link_status: string
  /** Straight way to the nearest street; `null` where not linked. */
  readonly link_m: number | null
  /** Origins drawn together, and places among theirs that are not linked. */
  readonly origins: number
  readonly unlinked: number
  /** True where the data end nearer than the limit: more may be reached in truth. */
  readonly edge_affected: boolean
  /** Half width of the band drawn around the streets; 0 for lines. */
  readonly band_m: number
}

/** One feature per origin and limit. */
export interface IsochroneFeature {
  readonly type: 'Feature'
  readonly properties: IsochroneProperties
  readonly geometry: IsochroneGeometry | null
}

/** A collection with its credit. */
export interface IsochroneCollection {
  readonly type: 'FeatureCollection'
  readonly name: 'isochrones'
  readonly attribution: string
  readonly note: string
  readonly features: readonly IsochroneFeature[]
}

/** What stands in every file of isochrones. */
export const ISOCHRONE_NOTE =
  'Drawings of the streets reached within each limit (inclusive), on flat ground: slopes are not counted. For wheelchairs steps are avoided; kerbs, surfaces and lifts are not judged. People and facilities are counted by walk, not by these shapes.'

/**
 * Isochrones as a GeoJSON collection of plain objects: for each origin the largest limit first, so that smaller ones
 * are drawn on top. Origins that are not linked have features without geometry that say why.
 *
 * @param attribution whose map the streets are of
 * @example
 * ```ts
 * import { isochrone, toIsochroneGeoJson } from 'living-circle'
 * import { type Impedance, type WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * const text = JSON.stringify(toIsochroneGeoJson(isochrone(network, impedance, [[14.5146, 35.8978]])))
 * ```
 */
export function toIsochroneGeoJson(
  isochrones: readonly Isochrone[],
  attribution: string = OSM_LICENCE.attribution,
): IsochroneCollection {
  return {
    type: 'FeatureCollection',
    name: 'isochrones',
    attribution,
    note: ISOCHRONE_NOTE,
    features: isochrones.flatMap(isochroneFeatures),
  }
}

/** The features of one origin, largest limit first. */
export function isochroneFeatures(isochrone: Isochrone): IsochroneFeature[] {
  return isochrone.bands
    .map(
      (band): IsochroneFeature => ({
        type: 'Feature',
        properties: propertiesOf(isochrone, band),
        geometry: geometryOf(isochrone, band),
      }),
    )
    .reverse()
}

/**
 * The collection as text in pieces, for results that come one at a time: never more than one origin in memory.
 *
 * @param isochrones any iterable, for instance of `eachIsochrone`
 * @param attribution whose map the streets are of
 */
export function* isochroneGeoJsonChunks(
  isochrones: Iterable<Isochrone>,
  attribution: string = OSM_LICENCE.attribution,
): Generator<string, void, undefined> {
  const head = { type: 'FeatureCollection', name: 'isochrones', attribution, note: ISOCHRONE_NOTE }
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`
  let separator = '\n'
  for (const isochrone of isochrones) {
    for (const feature of isochroneFeatures(isochrone)) {
      yield separator + JSON.stringify(feature)
      separator = ',\n'
    }
  }
  yield '\n]}\n'
}

/** Features one per line without a collection around them (GeoJSONSeq, newline-delimited). */
export function* isochroneGeoJsonSeqChunks(isochrones: Iterable<Isochrone>): Generator<string, void, undefined> {
  for (const isochrone of isochrones) {
    for (const feature of isochroneFeatures(isochrone)) yield `${JSON.stringify(feature)}\n`
  }
}

function propertiesOf(isochrone: Isochrone, band: IsochroneBand): IsochroneProperties {
  return {
    origin_id: isochrone.id,
    name: isochrone.name,
    unit: isochrone.basis === 'time' ? 'minutes' : 'metres',
    limit: band.limit,
    direction: isochrone.reverse ? 'to' : 'from',
    profile: isochrone.profileId,
    street_m: roundTo(band.reachedMetres, 1),
    link_status: isochrone.linkStatus,
    link_m: Number.isFinite(isochrone.linkMetres) ? roundTo(isochrone.linkMetres, 1) : null,
    origins: isochrone.origins.length,
    unlinked: isochrone.placesUnlinked,
    edge_affected: band.edgeAffected,
    band_m: isochrone.style === 'lines' ? 0 : isochrone.bandMetres,
  }
}

function geometryOf({ style }: Isochrone, { polygons, lines }: IsochroneBand): IsochroneGeometry | null {
  if (style === 'lines') return lines.length === 0 ? null : { type: 'MultiLineString', coordinates: lines }
  if (polygons.length === 0) return null
  if (polygons.length === 1) return { type: 'Polygon', coordinates: polygons[0]! }
  return { type: 'MultiPolygon', coordinates: polygons }
}

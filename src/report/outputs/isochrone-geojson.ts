// Isochrones as a GeoJSON collection of plain objects: the short way for programs. Results in, objects out.

import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Polygon } from 'geojson'
import { OSM_LICENCE } from '../../answer/sources.ts'
import { checkType } from '../../foundation/arguments.ts'
import type { Isochrone } from '../../outline/isochrone-result.ts'
import { layerFeatures } from '../formats/geojson-objects.ts'
import { type IsochroneProperties, isochroneLayer, isochroneNote } from '../layers/isochrone-layer.ts'

/** A ring or band of one origin and limit; without any polygon where the origin is not linked to any street, and `properties` say why. */
export type IsochroneFeature = Feature<Polygon | MultiPolygon | MultiLineString, IsochroneProperties>

/** A collection with its credit: what maps and turf take as it is. */
export interface IsochroneCollection
  extends FeatureCollection<Polygon | MultiPolygon | MultiLineString, IsochroneProperties> {
  readonly name: 'isochrones'
  readonly attribution: string
  readonly note: string
}

/** Where nothing is reached: programs that look into a geometry find one. */
const NOTHING: MultiPolygon = { type: 'MultiPolygon', coordinates: [] }

/**
 * Isochrones as a GeoJSON collection of plain objects: for each origin the largest limit first, so that smaller ones
 * are drawn on top. Origins that are not linked have features without any polygon that say why (in files: without geometry).
 *
 * @param attribution whose map the streets are of
 * @example
 * ```ts
 * import { isochrone, toIsochroneGeoJson } from 'living-circle'
 * import type { Impedance, WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * const text = JSON.stringify(toIsochroneGeoJson(isochrone(network, impedance, [[14.5146, 35.8978]])))
 * ```
 */
export function toIsochroneGeoJson(
  isochrones: readonly Isochrone[],
  attribution: string = OSM_LICENCE.attribution,
): IsochroneCollection {
  checkType('toIsochroneGeoJson', 'isochrones', isochrones, 'array')
  const layer = isochroneLayer(isochrones, attribution)
  return {
    type: 'FeatureCollection',
    name: 'isochrones',
    attribution,
    note: isochroneNote(isochrones[0]?.countsSlopes === true),
    // The columns of the layer are the keys of the properties, and it holds no points.
    features: layerFeatures(layer).map((feature) => ({
      ...feature,
      geometry: feature.geometry ?? NOTHING,
    })) as unknown as IsochroneFeature[],
  }
}

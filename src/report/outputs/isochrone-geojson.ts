// Isochrones as a GeoJSON collection of plain objects: the short way for programs. Results in, objects out.
import { OSM_LICENCE } from '../../answer/sources.ts'
import type { Isochrone } from '../../outline/isochrone-result.ts'
import { layerFeatures } from '../formats/geojson-objects.ts'
import { type IsochroneProperties, isochroneLayer, isochroneNote } from '../layers/isochrone-layer.ts'
import type { LayerGeometry } from '../layers/layer-geometry.ts'

/** One feature per origin and limit. */
export interface IsochroneFeature {
  readonly type: 'Feature'
  readonly properties: IsochroneProperties
  /** `null` where an origin is not linked to any street. */
  readonly geometry: Exclude<LayerGeometry, { readonly type: 'Point' }> | null
}

/** A collection with its credit. */
export interface IsochroneCollection {
  readonly type: 'FeatureCollection'
  readonly name: 'isochrones'
  readonly attribution: string
  readonly note: string
  readonly features: readonly IsochroneFeature[]
}

/**
 * Isochrones as a GeoJSON collection of plain objects: for each origin the largest limit first, so that smaller ones
 * are drawn on top. Origins that are not linked have features without geometry that say why.
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
  const layer = isochroneLayer(isochrones, attribution)
  return {
    type: 'FeatureCollection',
    name: 'isochrones',
    attribution,
    note: isochroneNote(isochrones[0]?.countsSlopes === true),
    // The columns of the layer are the keys of the properties, and it holds no points.
    features: layerFeatures(layer) as unknown as IsochroneFeature[],
  }
}

// The layers of a report as GeoJSON in one text, by name: the short way for programs. A report in, text out.
import type { AccessReport } from '../../answer/access-report.ts'
import { toGeoJson } from '../formats/geojson.ts'
import { layerOf } from '../layers/map-layers.ts'

/**
 * `blocks.geojson`: one feature per block with flat, typed properties; columns that no block has a value for are left out.
 *
 * @param report blocks × categories
 * @example
 * ```ts
 * import { type AccessReport, toBlocksGeoJson } from 'living-circle'
 * declare const report: AccessReport
 * const collection = JSON.parse(toBlocksGeoJson(report))
 * ```
 */
export function toBlocksGeoJson(report: AccessReport): string {
  return toGeoJson(layerOf(report, 'blocks'))
}

/** `facilities.geojson`: every facility used, as a point, with its category, source and link. */
export function toFacilitiesGeoJson(report: AccessReport): string {
  return toGeoJson(layerOf(report, 'facilities'))
}

/** `gaps.geojson`: gap areas with their people, the nearest facility and a first step. */
export function toGapsGeoJson(report: AccessReport): string {
  return toGeoJson(layerOf(report, 'gaps'))
}

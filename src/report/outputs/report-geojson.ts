// The layers of a report as GeoJSON, by name: as objects that maps and turf take as they are, or as the text of the files. A report in, objects or text out.

import type { FeatureCollection } from 'geojson'
import type { AccessReport } from '../../answer/access-report.ts'
import { checkGiven } from '../../foundation/arguments.ts'
import { toGeoJson } from '../formats/geojson.ts'
import { layerOf } from '../layers/map-layers.ts'

/**
 * Blocks as GeoJSON: one feature per block with flat, typed properties; columns that no block has a value for are left out. The object is made of the text of
 * `blocks.geojson`, which costs twice its length while it is made.
 *
 * @param report blocks × categories
 * @example
 * ```ts
 * import { type AccessReport, toBlocksGeoJson } from 'living-circle'
 * declare const report: AccessReport
 * toBlocksGeoJson(report).features.length === report.blocks.length // true
 * ```
 */
export function toBlocksGeoJson(report: AccessReport): FeatureCollection {
  return JSON.parse(toBlocksGeoJsonText(report)) as FeatureCollection
}

/**
 * Every facility used, as a point, with its category, source and link.
 *
 * @example
 * ```ts
 * import { type AccessReport, toFacilitiesGeoJson } from 'living-circle'
 * declare const report: AccessReport
 * toFacilitiesGeoJson(report).features.length === report.facilities.length // true
 * ```
 */
export function toFacilitiesGeoJson(report: AccessReport): FeatureCollection {
  return JSON.parse(toFacilitiesGeoJsonText(report)) as FeatureCollection
}

/**
 * Gap areas with their people, the nearest facility and a first step.
 *
 * @example
 * ```ts
 * import { type AccessReport, toGapsGeoJson } from 'living-circle'
 * declare const report: AccessReport
 * toGapsGeoJson(report).features.length === report.gaps.length // true
 * ```
 */
export function toGapsGeoJson(report: AccessReport): FeatureCollection {
  return JSON.parse(toGapsGeoJsonText(report)) as FeatureCollection
}

/**
 * The text of `blocks.geojson`; of answers too large for one text, `layerFiles` gives the pieces.
 *
 * @throws LivingCircleError `output-too-large`
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { toBlocksGeoJsonText } from 'living-circle/parts'
 * declare const report: AccessReport
 * const text = toBlocksGeoJsonText(report)
 * ```
 */
export function toBlocksGeoJsonText(report: AccessReport): string {
  checkGiven('toBlocksGeoJson', 'report', report, 'report')
  return toGeoJson(layerOf(report, 'blocks'))
}

/**
 * The text of `facilities.geojson`. @throws as {@link toBlocksGeoJsonText}
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { toFacilitiesGeoJsonText } from 'living-circle/parts'
 * declare const report: AccessReport
 * const text = toFacilitiesGeoJsonText(report)
 * ```
 */
export function toFacilitiesGeoJsonText(report: AccessReport): string {
  checkGiven('toFacilitiesGeoJson', 'report', report, 'report')
  return toGeoJson(layerOf(report, 'facilities'))
}

/**
 * The text of `gaps.geojson`. @throws as {@link toBlocksGeoJsonText}
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { toGapsGeoJsonText } from 'living-circle/parts'
 * declare const report: AccessReport
 * const text = toGapsGeoJsonText(report)
 * ```
 */
export function toGapsGeoJsonText(report: AccessReport): string {
  checkGiven('toGapsGeoJson', 'report', report, 'report')
  return toGeoJson(layerOf(report, 'gaps'))
}

// Map layers as GeoJSON text (RFC 7946). A report in, text out. Written by hand because JSON.stringify cannot say "600.0": a column
// of reals must look real in every row, or readers that guess types see another table in every run.
import type { AccessReport } from '../measure/access-report.ts'
import type { LayerGeometry } from './layer-geometry.ts'
import { type LayerColumn, layerOf, type MapLayer } from './map-layers.ts'

/** The line of credit that OSM-derived files carry. */
export const OSM_ATTRIBUTION = '© OpenStreetMap contributors'

function realText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value)
}

function valueText(column: LayerColumn, row: number): string {
  const value = column.cellOf(row)
  if (value === null) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  return column.type === 'real' ? realText(value as number) : String(value)
}

function geometryText(geometry: LayerGeometry): string {
  return `{"type":"${geometry.type}","coordinates":${JSON.stringify(geometry.coordinates)}}`
}

/**
 * A layer as GeoJSON in pieces: head, then features by the hundred, one line each.
 *
 * @param layer any of the report's layers
 */
export function* layerGeoJsonChunks(layer: MapLayer): Generator<string, void, undefined> {
  const box = layer.box === null ? '' : `"bbox":${JSON.stringify(layer.box)},`
  yield `{"type":"FeatureCollection","name":"${layer.name}","attribution":"${OSM_ATTRIBUTION}",${box}"features":[`
  const keys = layer.columns.map((column) => `${JSON.stringify(column.key)}:`)
  let text = ''
  for (let row = 0; row < layer.rowCount; row++) {
    text += row === 0 ? '\n{"type":"Feature","properties":{' : ',\n{"type":"Feature","properties":{'
    layer.columns.forEach((column, i) => {
      text += `${i === 0 ? '' : ','}${keys[i]}${valueText(column, row)}`
    })
    text += `},"geometry":${geometryText(layer.geometryOf(row))}}`
    if (text.length > 1 << 18) {
      yield text
      text = ''
    }
  }
  yield `${text}\n]}\n`
}

/** A layer as GeoJSON text. */
export function toLayerGeoJson(layer: MapLayer): string {
  return Array.from(layerGeoJsonChunks(layer)).join('')
}

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
  return toLayerGeoJson(layerOf(report, 'blocks'))
}

/** `facilities.geojson`: every facility used, as a point, with its category, source and link. */
export function toFacilitiesGeoJson(report: AccessReport): string {
  return toLayerGeoJson(layerOf(report, 'facilities'))
}

/** `gaps.geojson`: gap areas with their people, the nearest facility and a first step. */
export function toGapsGeoJson(report: AccessReport): string {
  return toLayerGeoJson(layerOf(report, 'gaps'))
}

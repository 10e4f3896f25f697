// A layer as plain GeoJSON objects, for programs that hand it on instead of writing a file. A layer in, objects out.
import type { Layer } from '../layers/layer.ts'
import type { CellValue } from '../layers/layer-columns.ts'
import type { LayerGeometry } from '../layers/layer-geometry.ts'

/** One row. */
export interface LayerFeature {
  readonly type: 'Feature'
  readonly properties: Readonly<Record<string, CellValue>>
  readonly geometry: LayerGeometry | null
}

/** All rows of a layer, in order. */
export function layerFeatures(layer: Layer): LayerFeature[] {
  return Array.from({ length: layer.rowCount }, (_, row) => ({
    type: 'Feature',
    properties: Object.fromEntries(layer.columns.map(({ key, cellOf }) => [key, cellOf(row)])),
    geometry: layer.geometryOf(row),
  }))
}

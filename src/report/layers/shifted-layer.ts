// Layers for display on maps in shifted coordinates (GCJ-02, BD-09). A layer and a shift in, the same layer moved out, and the
// sentence that must travel with it. It does not know how the shift is computed.

import type { Notice } from '../../answer/sources.ts'
import type { BoundingBox, LonLat } from '../../foundation/units.ts'
import type { LayerGeometry } from './layer-geometry.ts'
import { forEachPosition, type MapLayer } from './map-layers.ts'

/** A coordinate system to write in; `fromWgs84(lonLat, 'gcj02')` of this library is such a shift. */
export interface OutCoordinates {
  /** `gcj02`, `bd09`. */
  readonly id: string
  readonly name: string
  fromWgs84(lonLat: LonLat): LonLat
}

/** What a shifted file says of itself, in its head. */
export function coordinateRemark({ name }: OutCoordinates): string {
  return `${name}: shifted by some hundred metres, NOT WGS-84. For display on maps in that system only.`
}

/** The notice of a run whose layers are shifted. */
export function shiftedNotice({ id, name }: OutCoordinates): Notice {
  return {
    code: `coordinates-${id}`,
    textEn: `The GeoJSON layers of this run are in ${name}, not in WGS-84: for display on maps in that system only. All other files and all columns are WGS-84.`,
    textZh: `本次输出的 GeoJSON 图层为 ${name} 坐标，不是 WGS-84，仅供在同一坐标系的地图上显示；其他文件和各列坐标均为 WGS-84。`,
  }
}

/** The layer with its geometry in other coordinates; its columns stay as they are. */
export function shiftedLayer(layer: MapLayer, coordinates: OutCoordinates): MapLayer {
  const moved = new Map<LayerGeometry, LayerGeometry>()
  const geometryOf = (row: number): LayerGeometry => {
    const geometry = layer.geometryOf(row)
    let shifted = moved.get(geometry)
    if (shifted === undefined) {
      shifted = shiftedGeometry(geometry, coordinates)
      moved.set(geometry, shifted)
    }
    return shifted
  }
  const box = boxOf(layer.rowCount, geometryOf)
  return { ...layer, geometryOf, box, coordinateSystem: coordinateRemark(coordinates) }
}

function shiftedGeometry(geometry: LayerGeometry, { fromWgs84 }: OutCoordinates): LayerGeometry {
  const shift = (position: LonLat): LonLat => {
    const [lon, lat] = fromWgs84(position)
    return [sevenDecimals(lon), sevenDecimals(lat)]
  }
  const rings = (list: readonly (readonly LonLat[])[]) => list.map((ring) => ring.map(shift))
  if (geometry.type === 'Point') return { type: 'Point', coordinates: shift(geometry.coordinates) }
  if (geometry.type === 'Polygon') return { type: 'Polygon', coordinates: rings(geometry.coordinates) }
  return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(rings) }
}

function sevenDecimals(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}

function boxOf(rowCount: number, geometryOf: (row: number) => LayerGeometry): BoundingBox | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let row = 0; row < rowCount; row++) {
    forEachPosition(geometryOf(row), (lon, lat) => {
      west = Math.min(west, lon)
      south = Math.min(south, lat)
      east = Math.max(east, lon)
      north = Math.max(north, lat)
    })
  }
  return west <= east ? [west, south, east, north] : null
}

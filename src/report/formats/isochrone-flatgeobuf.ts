// Isochrones, and any features with plain properties, as FlatGeobuf: GeoJSON-like features in, bytes out. Rows without a geometry
// stay in the file (it then has no spatial index). It does not know how anything was computed.

import { OSM_LICENCE } from '../../answer/sources.ts'
import type { PolygonRings } from '../../foundation/geo.ts'
import type { BoundingBox, LonLat } from '../../foundation/units.ts'
import type { Isochrone } from '../../outline/isochrone-result.ts'
import type { CellValue, ColumnType } from '../layers/layer-columns.ts'
import { wholeText } from '../text/written-text.ts'
import { type FlatGeobufGeometry, type FlatGeobufLayer, flatGeobufOf, forEachPlace } from './flatgeobuf.ts'
import {
  ISOCHRONE_NOTE,
  type IsochroneGeometry,
  type IsochroneProperties,
  isochroneFeatures,
} from './isochrone-geojson.ts'

/** One column of {@link toFeatureFlatGeobuf}. */
export interface FeatureColumn {
  /** Key of the property, and the name of the column. */
  readonly key: string
  readonly type: ColumnType
  readonly nameEn: string
  readonly nameZh: string
}

/** A feature with plain properties. Values that do not fit their column's type, and `null`, are left out of the row. */
export interface PlainFeature {
  readonly properties: Readonly<Record<string, CellValue>>
  readonly geometry: IsochroneGeometry | null
}

/** What the layer is called, and what it says of itself. */
export interface FeatureLayerNames {
  readonly name: string
  readonly titleEn: string
  readonly titleZh: string
  /** The conditions under which it holds. */
  readonly note?: string | undefined
  /** Whose map it is made from; default: OpenStreetMap's. */
  readonly attribution?: string | undefined
}

const COLUMNS: readonly (FeatureColumn & { readonly key: keyof IsochroneProperties })[] = [
  { key: 'origin_id', type: 'text', nameEn: 'Origin', nameZh: '起点编号' },
  { key: 'name', type: 'text', nameEn: 'Name', nameZh: '名称' },
  { key: 'unit', type: 'text', nameEn: 'Unit of the limit', nameZh: '限值单位' },
  { key: 'limit', type: 'real', nameEn: 'Limit', nameZh: '限值' },
  { key: 'direction', type: 'text', nameEn: 'From or to the origin', nameZh: '方向' },
  { key: 'profile', type: 'text', nameEn: 'Walker', nameZh: '步行者' },
  { key: 'street_m', type: 'real', nameEn: 'Streets reached, metres', nameZh: '可达街道长度（米）' },
  { key: 'link_status', type: 'text', nameEn: 'Link to the streets', nameZh: '路网连接状态' },
  { key: 'link_m', type: 'real', nameEn: 'Straight way to the street, metres', nameZh: '到街道直线距离（米）' },
  { key: 'origins', type: 'integer', nameEn: 'Origins drawn together', nameZh: '合并起点数' },
  { key: 'unlinked', type: 'integer', nameEn: 'Places that are not linked', nameZh: '未连接地点数' },
  { key: 'edge_affected', type: 'boolean', nameEn: 'The data end nearer', nameZh: '受数据边界影响' },
  { key: 'band_m', type: 'real', nameEn: 'Half width of the band, metres', nameZh: '带宽之半（米）' },
]

/**
 * Isochrones as FlatGeobuf: the rows and columns of the GeoJSON file, smaller, with a spatial index where every origin is linked.
 * All isochrones stand in memory at once.
 *
 * @param attribution whose map the streets are of
 * @returns the file's bytes; the same isochrones give the same bytes
 * @example
 * ```ts
 * import { isochrone } from 'living-circle'
 * import { type Impedance, toIsochroneFlatGeobuf, type WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * const bytes: Uint8Array = toIsochroneFlatGeobuf(isochrone(network, impedance, [[14.5146, 35.8978]]))
 * ```
 */
export function toIsochroneFlatGeobuf(
  isochrones: readonly Isochrone[],
  attribution: string = OSM_LICENCE.attribution,
): Uint8Array {
  const features = isochrones.flatMap(isochroneFeatures).map(({ properties, geometry }) => ({
    properties: { ...properties },
    geometry,
  }))
  const names = { name: 'isochrones', titleEn: 'Isochrones', titleZh: '等时圈', note: ISOCHRONE_NOTE, attribution }
  return toFeatureFlatGeobuf(names, COLUMNS, features)
}

/**
 * Features with plain properties as FlatGeobuf, for layers of one's own (catchments, uncovered land).
 *
 * @param columns which properties are written, in this order
 * @param features geometries in WGS-84 degrees, rings closed
 */
export function toFeatureFlatGeobuf(
  { note, attribution = OSM_LICENCE.attribution, ...names }: FeatureLayerNames,
  columns: readonly FeatureColumn[],
  features: readonly PlainFeature[],
): Uint8Array {
  const geometries = alike(features.map(({ geometry }) => geometry))
  const types = [...new Set(geometries.flatMap((geometry) => (geometry === null ? [] : [geometry.type])))]
  const layer: FlatGeobufLayer = {
    ...names,
    rowCount: features.length,
    columns: columns.map(({ key, type, nameEn, nameZh }) => ({
      key,
      type,
      nameEn,
      nameZh,
      cellOf: (row) => cellOf(features[row]!.properties, key, type),
    })),
    geometryType: types.length === 1 ? types[0]! : types.length === 0 ? 'MultiPolygon' : 'Mixed',
    geometryOf: (row) => geometries[row]!,
    box: boxOfAll(geometries),
    attribution,
    notes: note === undefined ? [] : [note],
  }
  return flatGeobufOf(layer)
}

const HOLDS: Readonly<Record<ColumnType, (value: CellValue) => boolean>> = {
  text: (value) => typeof value === 'string' && value !== '',
  integer: (value) => Number.isInteger(value) && (value as number) === ((value as number) | 0),
  real: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
}

function cellOf(properties: PlainFeature['properties'], key: string, type: ColumnType): CellValue {
  const value = Object.hasOwn(properties, key) ? properties[key]! : null
  if (!HOLDS[type](value)) return null
  return typeof value === 'string' ? wholeText(value) : value
}

/** Polygons become MultiPolygons as soon as one is: programs want one type for each layer. */
function alike(geometries: readonly (IsochroneGeometry | null)[]): FlatGeobufGeometry[] {
  const several = geometries.some((geometry) => geometry?.type === 'MultiPolygon')
  return geometries.map((geometry): FlatGeobufGeometry => {
    if (geometry?.type !== 'Polygon' || !several) return geometry
    return { type: 'MultiPolygon', coordinates: [geometry.coordinates] satisfies readonly PolygonRings[] }
  })
}

function boxOfAll(geometries: readonly FlatGeobufGeometry[]): BoundingBox | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  const take = (...[lon, lat]: LonLat) => {
    west = Math.min(west, lon)
    south = Math.min(south, lat)
    east = Math.max(east, lon)
    north = Math.max(north, lat)
  }
  for (const geometry of geometries) if (geometry !== null) forEachPlace(geometry, take)
  return west <= east ? [west, south, east, north] : null
}

// Which facility is nearest, as features: one for each facility, with its streets or its ground.

import type { FeatureLayer } from './feature-output.ts'
import type { AllocationArea, PlainFeature } from './library.ts'

export const ALLOCATION_LAYER: FeatureLayer = {
  name: 'allocation',
  titleEn: 'Nearest facility',
  titleZh: '最近设施分区',
  note: 'Streets from which this facility is the nearest on foot, and the ground beside them (a drawing).',
  columns: [
    { key: 'facility_id', type: 'text', nameEn: 'Facility', nameZh: '设施编号' },
    { key: 'name', type: 'text', nameEn: 'Name', nameZh: '名称' },
    { key: 'unit', type: 'text', nameEn: 'Unit of the limit', nameZh: '限值单位' },
    { key: 'limit', type: 'real', nameEn: 'Limit', nameZh: '限值' },
    { key: 'profile', type: 'text', nameEn: 'Walker', nameZh: '步行者' },
    { key: 'street_m', type: 'real', nameEn: 'Streets nearest to it, metres', nameZh: '所属街道长度（米）' },
    { key: 'link_status', type: 'text', nameEn: 'Link to the streets', nameZh: '路网连接状态' },
  ],
}

/** One feature per facility; those that are nobody's nearest have no geometry. */
export function allocationFeatures(
  areas: readonly AllocationArea[],
  asLines: boolean,
  shared: { readonly unit: 'minutes' | 'metres'; readonly limit: number; readonly profile: string },
): PlainFeature[] {
  return areas.map((area) => ({
    properties: {
      facility_id: area.id,
      name: area.name,
      ...shared,
      street_m: Math.round(area.streetMetres * 10) / 10,
      link_status: area.linkStatus,
    },
    geometry: asLines ? linesOf(area) : polygonsOf(area),
  }))
}

function linesOf({ lines }: AllocationArea): PlainFeature['geometry'] {
  return lines.length === 0 ? null : { type: 'MultiLineString', coordinates: lines }
}

function polygonsOf({ polygons }: AllocationArea): PlainFeature['geometry'] {
  if (polygons.length === 0) return null
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons }
}

// Which facility is nearest, as a layer: one row for each facility, with its streets or its ground. Areas in, a layer out.
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import type { AllocationArea } from '../../outline/allocation.ts'
import { type FeatureColumn, featureLayer, type PlainFeature } from './feature-layer.ts'
import type { Layer } from './layer.ts'

const KNOWN_ALLOCATION_LAYER_OPTIONS: OptionKeys<AllocationLayerOptions> = {
  unit: true,
  limit: true,
  profile: true,
  shown: true,
  attribution: true,
}

const COLUMNS: readonly FeatureColumn[] = [
  { key: 'facility_id', type: 'text', nameEn: 'Facility', nameZh: '设施编号' },
  { key: 'name', type: 'text', nameEn: 'Name', nameZh: '名称' },
  { key: 'unit', type: 'text', nameEn: 'Unit of the limit', nameZh: '限值单位' },
  { key: 'limit', type: 'real', unit: 'min or m', nameEn: 'Limit', nameZh: '限值' },
  { key: 'profile', type: 'text', nameEn: 'Walker', nameZh: '步行者' },
  {
    key: 'street_m',
    type: 'real',
    decimals: 1,
    unit: 'm',
    nameEn: 'Streets nearest to it, metres',
    nameZh: '所属街道长度（米）',
  },
  { key: 'link_status', type: 'text', nameEn: 'Link to the streets', nameZh: '路网连接状态' },
]

/** What was asked, and how it is shown. */
export interface AllocationLayerOptions {
  readonly unit: 'minutes' | 'metres'
  readonly limit: number
  /** Id of the profile. */
  readonly profile: string
  /** `lines`: the streets; `areas`: the ground beside them. */
  readonly shown: 'lines' | 'areas'
  /** Whose map it is made from; default: OpenStreetMap's. */
  readonly attribution?: string | undefined
}

/** Allocation areas as a layer for any format; facilities that are nobody's nearest have a row without geometry. */
export function allocationLayer(areas: readonly AllocationArea[], options: AllocationLayerOptions): Layer {
  checkOptions('allocationLayer', options, KNOWN_ALLOCATION_LAYER_OPTIONS)
  const { unit, limit, profile, shown, attribution } = options
  const features = areas.map(
    ({ id, name, streetMetres, linkStatus, lines, polygons }): PlainFeature => ({
      properties: { facility_id: id, name, unit, limit, profile, street_m: streetMetres, link_status: linkStatus },
      geometry:
        shown === 'lines'
          ? { type: 'MultiLineString', coordinates: lines }
          : { type: 'MultiPolygon', coordinates: polygons },
    }),
  )
  const head = {
    name: 'allocation',
    titleEn: 'Nearest facility',
    titleZh: '最近设施分区',
    note: 'Streets from which this facility is the nearest on foot, and the ground beside them (a drawing).',
    attribution,
  }
  return featureLayer(head, COLUMNS, features)
}

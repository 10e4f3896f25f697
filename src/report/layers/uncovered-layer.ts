// Residential land beyond a catchment as a layer: one row for each block with such land. What was measured in, a layer out.
import type { LandBeyond } from '../../outline/uncovered-blocks.ts'
import { type FeatureColumn, featureLayer, type PlainFeature } from './feature-layer.ts'
import type { Layer } from './layer.ts'
import { polygonsGeometry } from './layer-geometry.ts'

const COLUMNS: readonly FeatureColumn[] = [
  { key: 'block_id', type: 'text', nameEn: 'Block', nameZh: '小区编号' },
  { key: 'name', type: 'text', nameEn: 'Name', nameZh: '名称' },
  { key: 'unit', type: 'text', nameEn: 'Unit of the limit', nameZh: '限值单位' },
  { key: 'limit', type: 'real', unit: 'min or m', nameEn: 'Limit', nameZh: '限值' },
  {
    key: 'band_m',
    type: 'real',
    unit: 'm',
    nameEn: 'Covered beside streets, metres',
    nameZh: '街道两侧覆盖宽度（米）',
  },
  {
    key: 'uncovered_m2',
    type: 'real',
    decimals: 0,
    unit: 'm²',
    nameEn: 'Uncovered land, m²',
    nameZh: '未覆盖用地（平方米）',
  },
  { key: 'land_m2', type: 'real', decimals: 0, unit: 'm²', nameEn: 'Land, m²', nameZh: '用地（平方米）' },
  { key: 'share', type: 'real', decimals: 4, unit: 'share', nameEn: 'Uncovered share', nameZh: '未覆盖比例' },
]

/** What the measure does not say of itself. */
export interface UncoveredLayerOptions {
  readonly unit: 'minutes' | 'metres'
  /** Whose map it is made from; default: OpenStreetMap's. */
  readonly attribution?: string | undefined
}

/** Land beyond the limit as a layer for any format, in the blocks' order; blocks of which nothing with an area is left have no row. */
export function uncoveredLayer(
  { blocks, limit, bandMetres }: LandBeyond,
  { unit, attribution }: UncoveredLayerOptions,
): Layer {
  const features = blocks.flatMap(({ id, name, polygons, uncoveredSquareMetres, landSquareMetres }): PlainFeature[] => {
    const geometry = polygonsGeometry(polygons)
    if (geometry === null) return []
    const properties = {
      block_id: id,
      name,
      unit,
      limit,
      band_m: bandMetres,
      uncovered_m2: uncoveredSquareMetres,
      land_m2: landSquareMetres,
      share: uncoveredSquareMetres / landSquareMetres,
    }
    return [{ properties, geometry }]
  })
  const head = {
    name: 'uncovered_land',
    titleEn: 'Residential land that is not covered',
    titleZh: '未覆盖居住用地',
    note: 'Residential land outside the band around the streets from which a facility is reached. A drawing: people are counted by walk.',
    attribution,
  }
  return featureLayer(head, COLUMNS, features)
}

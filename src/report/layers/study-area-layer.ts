// The border of a study area as a layer of one row. A report in, a layer out; none where the run had no study area.
import type { AccessReport } from '../../answer/access-report.ts'
import { licenceOf } from '../../answer/sources.ts'
import { polygonsSquareMetres } from '../../foundation/geo.ts'
import { type FeatureColumn, featureLayer } from './feature-layer.ts'
import type { Layer } from './layer.ts'
import { polygonsGeometry } from './layer-geometry.ts'

const COLUMNS: readonly FeatureColumn[] = [
  { key: 'name', type: 'text', nameEn: 'Name', nameZh: '名称' },
  { key: 'land_m2', type: 'real', decimals: 0, unit: 'm²', nameEn: 'Land, m²', nameZh: '面积（平方米）' },
  { key: 'blocks', type: 'integer', nameEn: 'Blocks within', nameZh: '范围内小区数' },
  { key: 'blocks_cut', type: 'integer', nameEn: 'Of these cut by the border', nameZh: '其中被边界切分' },
  { key: 'blocks_outside', type: 'integer', nameEn: 'Blocks outside', nameZh: '范围外小区数' },
]

/** The border, or `null`. */
export function studyAreaLayer(report: AccessReport): Layer | null {
  const { studyArea, blocks } = report
  const geometry = studyArea == null ? null : polygonsGeometry(studyArea.polygons)
  if (studyArea == null || geometry === null) return null
  const { name, polygons, blocksCut, blocksOutside } = studyArea
  const properties = {
    name,
    land_m2: polygonsSquareMetres(polygons),
    blocks: blocks.length,
    blocks_cut: blocksCut,
    blocks_outside: blocksOutside,
  }
  const head = {
    name: 'study_area',
    titleEn: 'Study area',
    titleZh: '研究范围',
    note: 'Blocks, people and gaps count inside; facilities and streets around still serve.',
    attribution: licenceOf(report).attribution,
  }
  return featureLayer(head, COLUMNS, [{ properties, geometry }])
}

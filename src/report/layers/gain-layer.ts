// Who gains by a plan, as a layer: a row per kind and block of which more is within the limit than before. A report in, a layer out.
import type { AccessReport } from '../../answer/access-report.ts'
import { planGains } from '../../answer/plan-gains.ts'
import { licenceOf } from '../../answer/sources.ts'
import { limitLabel } from '../text/written-numbers.ts'
import { type FeatureColumn, featureLayer } from './feature-layer.ts'
import type { Layer } from './layer.ts'
import { type Colour, type LayerDrawings, look } from './layer-drawing.ts'
import { toLayerGeometry } from './layer-geometry.ts'

const COLUMNS: readonly FeatureColumn[] = [
  { key: 'block_id', type: 'text', nameEn: 'Block', nameZh: '小区编号' },
  { key: 'name', type: 'text', nameEn: 'Name', nameZh: '名称' },
  { key: 'category', type: 'text', nameEn: 'Kind', nameZh: '设施类别' },
  { key: 'measure', type: 'text', nameEn: 'What is counted', nameZh: '计量对象' },
  {
    key: 'share_before',
    type: 'real',
    decimals: 4,
    unit: 'share',
    nameEn: 'Part within the limit before',
    nameZh: '方案前覆盖比例',
  },
  {
    key: 'share_after',
    type: 'real',
    decimals: 4,
    unit: 'share',
    nameEn: 'Part within the limit after',
    nameZh: '方案后覆盖比例',
  },
  {
    key: 'gained',
    type: 'real',
    decimals: 2,
    nameEn: 'Gained, by what is counted; empty where unknown',
    nameZh: '新增覆盖数（未知为空）',
  },
]

const GAIN: Colour = [0, 158, 115]

const DRAWINGS: LayerDrawings = {
  main: {
    titleEn: 'Plan: who gains',
    titleZh: '选址方案：受益小区',
    shown: false,
    classes: [{ nameEn: 'newly within the limit', nameZh: '新增覆盖', where: [], look: look(GAIN, GAIN, 0.3, 170) }],
  },
  ramp: {
    key: 'gained',
    scale: 'quantize',
    colour: GAIN,
    colours: [[199, 233, 213], [102, 194, 164], GAIN],
    opacity: 0.7,
    pointRadius: 8,
  },
  more: null,
}

/**
 * Blocks that gain by a plan; layer `gains`.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { gainLayer } from 'living-circle/parts'
 * declare const report: AccessReport
 * const layer = gainLayer(report)
 * ```
 */
export function gainLayer(report: AccessReport): Layer {
  const { plan } = report
  const label = plan === undefined ? '' : limitLabel(plan.limit, plan.basis)
  const head = {
    name: 'gains',
    titleEn: 'Plan: who gains',
    titleZh: '选址方案：受益小区',
    note: `Blocks of which more is within ${label} with the new sites of the plan than without.`,
    attribution: licenceOf(report).attribution,
    drawings: DRAWINGS,
  }
  const gains = plan === undefined ? [] : planGains(report, plan)
  return featureLayer(
    head,
    COLUMNS,
    gains.map(({ block, kind, shareBefore, shareAfter, gained }) => {
      const { id, name, polygons, lonLat } = report.blocks[block]!
      return {
        properties: {
          block_id: id,
          name,
          category: kind.category,
          measure: kind.measure,
          share_before: shareBefore,
          share_after: shareAfter,
          gained,
        },
        geometry: toLayerGeometry(polygons, lonLat),
      }
    }),
  )
}

// Remedies as one layer: points for gates and sites, lines for crossings and paths. A report in, a layer out.
import type { RemediesReport, Remedy } from '../../answer/remedies-report.ts'
import { noticeText } from '../../words/notice.ts'
import { remedySaid } from './cause-words.ts'
import { type FeatureColumn, featureLayer } from './feature-layer.ts'
import type { Layer } from './layer.ts'

const COLUMNS: readonly FeatureColumn[] = [
  { key: 'remedy_id', type: 'text', nameEn: 'Remedy', nameZh: '措施编号' },
  { key: 'kind', type: 'text', nameEn: 'Kind', nameZh: '类型' },
  { key: 'text_en', type: 'text', nameEn: 'What', nameZh: '措施（英文）' },
  { key: 'text_zh', type: 'text', nameEn: 'What (Chinese)', nameZh: '措施' },
  { key: 'people_gained', type: 'real', decimals: 1, unit: 'people', nameEn: 'People gained', nameZh: '受益人口' },
  { key: 'blocks_gained', type: 'real', decimals: 4, nameEn: 'Blocks gained', nameZh: '受益小区' },
  { key: 'cost', type: 'real', decimals: 1, nameEn: 'Cost', nameZh: '费用' },
  { key: 'metres', type: 'real', decimals: 1, unit: 'm', nameEn: 'Length, metres', nameZh: '长度（米）' },
  { key: 'compound_id', type: 'text', nameEn: 'Compound', nameZh: '小区编号' },
  { key: 'gate_id', type: 'text', nameEn: 'Gate', nameZh: '出入口编号' },
  { key: 'facility_id', type: 'text', nameEn: 'Planned facility', nameZh: '规划设施编号' },
  { key: 'category', type: 'text', nameEn: 'Kind of place', nameZh: '设施类别' },
  { key: 'gaps', type: 'integer', nameEn: 'Gaps mended in part', nameZh: '惠及盲区数' },
  { key: 'joint_rank', type: 'integer', nameEn: 'Place among those chosen together', nameZh: '联合选取次序' },
]

/**
 * All remedies, best first.
 *
 * @example
 * ```ts
 * import { type RemediesReport, remediesLayer } from 'living-circle/parts'
 * declare const remedies: RemediesReport
 * const layer = remediesLayer(remedies)
 * ```
 */
export function remediesLayer({ remedies, joint }: RemediesReport, attribution?: string): Layer {
  const rank = new Map(joint.steps.map(({ remedyId }, at) => [remedyId, at + 1]))
  const head = {
    name: 'remedies',
    titleEn: 'Remedies',
    titleZh: '补救措施',
    note: 'People who come within the limit by each remedy alone, counted once for each kind of place or rule. What lies between the ends of a crossing is not known.',
    attribution,
  }
  return featureLayer(
    head,
    COLUMNS,
    remedies.map((one) => ({
      properties: {
        remedy_id: one.id,
        kind: one.kind,
        text_en: noticeText(remedySaid(one), 'en'),
        text_zh: noticeText(remedySaid(one), 'zh'),
        people_gained: one.people,
        blocks_gained: one.blocks,
        cost: one.cost,
        metres: one.metres > 0 ? one.metres : null,
        compound_id: one.compoundId,
        gate_id: one.gateIds[0] ?? null,
        facility_id: one.facilityId,
        category: one.category,
        gaps: one.gains.length,
        joint_rank: rank.get(one.id) ?? null,
      },
      geometry: geometryOf(one),
    })),
  )
}

function geometryOf({ line, lonLat }: Remedy) {
  return line.length > 1
    ? { type: 'MultiLineString' as const, coordinates: [line] }
    : { type: 'Point' as const, coordinates: lonLat }
}

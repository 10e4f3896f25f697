// The chosen sites of a plan as a layer. A report in, a layer out; no rows where it holds no plan.
import type { AccessReport } from '../../answer/access-report.ts'
import { licenceOf } from '../../answer/sources.ts'
import { type FeatureColumn, featureLayer, type PlainFeature } from './feature-layer.ts'
import type { Layer } from './layer.ts'
import { type Colour, type LayerDrawings, look, WHITE } from './layer-drawing.ts'

const SITE_COLUMNS: readonly FeatureColumn[] = [
  { key: 'step', type: 'integer', nameEn: 'Step of the plan', nameZh: '步骤' },
  { key: 'site_id', type: 'text', nameEn: 'Site', nameZh: '选址编号' },
  { key: 'candidate_id', type: 'text', nameEn: 'Candidate', nameZh: '候选点编号' },
  { key: 'name', type: 'text', nameEn: 'Name', nameZh: '名称' },
  { key: 'categories', type: 'text', nameEn: 'Kinds that it offers', nameZh: '提供的设施类别' },
  { key: 'status', type: 'text', nameEn: '`required` or `candidate`', nameZh: '状态（必选 required、候选 candidate）' },
  { key: 'people_new', ...people('Demand first covered or served by it', '新增覆盖（服务）需求') },
  { key: 'people_total', ...people('Demand covered or served then', '累计覆盖（服务）需求') },
  { key: 'share', type: 'real', decimals: 4, unit: 'share', nameEn: 'Of all demand', nameZh: '占全部需求比例' },
  { key: 'demand', ...people('Demand that it serves in the finished plan', '方案建成后由其服务的需求') },
  { key: 'places', type: 'real', decimals: 2, nameEn: 'Places; empty where unknown', nameZh: '位数（未知为空）' },
  { key: 'places_used', type: 'real', decimals: 2, nameEn: 'Places used', nameZh: '已用位数' },
  {
    key: 'build_cost',
    type: 'real',
    decimals: 2,
    nameEn: 'Build cost; empty where unknown',
    nameZh: '建设成本（未知为空）',
  },
  { key: 'cost_total', type: 'real', decimals: 2, nameEn: 'Costs so far', nameZh: '累计成本' },
  {
    key: 'link_m',
    type: 'real',
    decimals: 1,
    unit: 'm',
    nameEn: 'Straight way to its street',
    nameZh: '至街道直线距离',
  },
  { key: 'source', type: 'text', nameEn: 'Where the candidate comes from', nameZh: '候选点来源' },
  { key: 'source_ref', type: 'text', nameEn: 'Row or id there', nameZh: '来源行号或编号' },
]

/** New sites stand out from what is open: nothing else on these maps is magenta. */
export const SITE: Colour = [200, 30, 90]

const DRAWINGS: LayerDrawings = {
  main: {
    titleEn: 'Plan: new sites',
    titleZh: '选址方案：新增设施点',
    shown: true,
    classes: [
      {
        nameEn: 'new site',
        nameZh: '新增设施点',
        where: [],
        look: { ...look(SITE, WHITE, 0.4, 255), shape: 'diamond' },
      },
    ],
  },
  ramp: { key: null, scale: 'ordinal', colour: SITE, colours: [SITE], opacity: 1, pointRadius: 9 },
  more: null,
}

function people(nameEn: string, nameZh: string): Omit<FeatureColumn, 'key'> {
  return { type: 'real', decimals: 2, unit: 'people', nameEn, nameZh }
}

/**
 * The chosen sites of a plan, in the order of its steps; layer `sites`.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { siteLayer } from 'living-circle/parts'
 * declare const report: AccessReport
 * const layer = siteLayer(report)
 * ```
 */
export function siteLayer(report: AccessReport): Layer {
  const plan = report.plan
  const features = (plan?.sites ?? []).map((site): PlainFeature => {
    const at = plan!.steps.findIndex(({ siteId }) => siteId === site.id)
    const step = at < 0 ? null : plan!.steps[at]!
    return {
      properties: {
        step: at < 0 ? null : at + 1,
        site_id: site.id,
        candidate_id: site.candidateId,
        name: site.name,
        categories: site.categories.join(';'),
        status: site.status,
        people_new: step?.demandNew ?? null,
        people_total: step?.demandTotal ?? null,
        share: step?.share ?? null,
        demand: site.demand,
        places: site.places,
        places_used: step?.placesUsed ?? null,
        build_cost: site.buildCost,
        cost_total: step?.costTotal ?? null,
        link_m: site.linkMetres,
        source: site.source,
        source_ref: site.lineOrId,
      },
      geometry: { type: 'Point', coordinates: [...site.lonLat] },
    }
  })
  const head = {
    name: 'sites',
    titleEn: 'Plan: new sites',
    titleZh: '选址方案：新增设施点',
    note: 'New sites of the plan in the order of its steps. An empty cell is unknown or does not apply.',
    attribution: licenceOf(report).attribution,
    drawings: DRAWINGS,
  }
  return featureLayer(head, SITE_COLUMNS, features)
}

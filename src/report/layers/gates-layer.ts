// Compounds, their gates, crossings, and what would help most, as one layer. A report of gates in, a layer out.
import type { CompoundFinding, GateHelp, GatesReport } from '../../answer/gates-report.ts'
import { type FeatureColumn, featureLayer, type PlainFeature } from './feature-layer.ts'
import type { Layer } from './layer.ts'
import { polygonsGeometry } from './layer-geometry.ts'

const COLUMNS: readonly FeatureColumn[] = [
  { key: 'what', type: 'text', nameEn: 'What (compound, gate, crossing, help)', nameZh: '要素类型' },
  { key: 'compound_id', type: 'text', nameEn: 'Compound', nameZh: '小区编号' },
  { key: 'name', type: 'text', nameEn: 'Name', nameZh: '名称' },
  { key: 'closed', type: 'boolean', nameEn: 'Closed', nameZh: '封闭' },
  { key: 'area_m2', type: 'real', decimals: 0, unit: 'm²', nameEn: 'Area, m²', nameZh: '面积（平方米）' },
  { key: 'people', type: 'real', decimals: 1, unit: 'people', nameEn: 'People', nameZh: '人口' },
  { key: 'blocks', type: 'integer', nameEn: 'Blocks inside', nameZh: '小区数' },
  { key: 'street_m', type: 'real', decimals: 1, unit: 'm', nameEn: 'Streets inside, metres', nameZh: '内部道路（米）' },
  { key: 'gates', type: 'integer', nameEn: 'Gates on the list', nameZh: '名单内出入口' },
  { key: 'open_gates', type: 'integer', nameEn: 'Open gates', nameZh: '开放的出入口' },
  { key: 'crossings', type: 'integer', nameEn: 'Streets that cross the outline', nameZh: '与边界相交的道路' },
  { key: 'walls', type: 'integer', nameEn: 'Crossings without a gate', nameZh: '被围墙隔断处' },
  { key: 'unknown_gates', type: 'integer', nameEn: 'Unknown gates', nameZh: '未知出入口' },
  {
    key: 'road_m',
    type: 'real',
    decimals: 0,
    unit: 'm',
    nameEn: 'Through roads inside, metres',
    nameZh: '内部城市道路（米）',
  },
  { key: 'look_at', type: 'text', nameEn: 'To be checked', nameZh: '需核对' },
  { key: 'state', type: 'text', nameEn: 'State', nameZh: '状态' },
  { key: 'gate_id', type: 'text', nameEn: 'Gate', nameZh: '大门编号' },
  { key: 'who', type: 'text', nameEn: 'Who may pass', nameZh: '通行对象' },
  { key: 'direction', type: 'text', nameEn: 'Direction', nameZh: '通行方向' },
  { key: 'opens', type: 'boolean', nameEn: 'Opens the wall', nameZh: '可通行' },
  { key: 'category', type: 'text', nameEn: 'Kind of place', nameZh: '设施类别' },
  { key: 'help', type: 'text', nameEn: 'What would help most', nameZh: '最有效的措施' },
  { key: 'people_gained', type: 'real', decimals: 1, unit: 'people', nameEn: 'People gained', nameZh: '新增覆盖人口' },
  { key: 'path_m', type: 'real', decimals: 1, unit: 'm', nameEn: 'New path, metres', nameZh: '新增通道（米）' },
]

/**
 * Everything of the report as a layer for any format: compounds first, then gates, crossings, and what would help most.
 *
 * @example
 * ```ts
 * import { type GatesReport, gatesLayer } from 'living-circle/parts'
 * declare const found: GatesReport
 * const layer = gatesLayer(found)
 * ```
 */
export function gatesLayer({ compounds, best }: GatesReport, attribution?: string): Layer {
  const features = [
    ...compounds.map(compoundFeature),
    ...compounds.flatMap(gateFeatures),
    ...compounds.flatMap(crossingFeatures),
    ...best.flatMap(({ category, help }) => (help === null ? [] : [helpFeature(category, help)])),
  ]
  const head = {
    name: 'compounds',
    titleEn: 'Compounds and gates',
    titleZh: '封闭小区与出入口',
    note: 'Outlines and gates as given; crossings are where streets meet an outline. People gained are those of blocks whose number is known.',
    attribution,
  }
  return featureLayer(head, COLUMNS, features)
}

function compoundFeature(one: CompoundFinding): PlainFeature {
  const count = (state: string) => one.passages.filter((passage) => passage.state === state).length
  return {
    properties: {
      what: 'compound',
      compound_id: one.id,
      name: one.name,
      closed: one.isClosed,
      area_m2: one.squareMetres,
      people: one.people,
      blocks: one.blocks,
      street_m: one.streetMetres,
      gates: one.gates.length,
      open_gates: one.openGates,
      crossings: one.passages.length,
      walls: count('wall'),
      unknown_gates: count('unknown'),
      road_m: one.throughRoadMetres,
      look_at: one.doubts.join('; '),
    },
    geometry: polygonsGeometry(one.outline),
  }
}

function gateFeatures({ id, gates }: CompoundFinding): PlainFeature[] {
  return gates.map((gate) => ({
    properties: {
      what: 'gate',
      compound_id: id,
      name: gate.name,
      gate_id: gate.id,
      state: gate.state,
      who: gate.who,
      direction: gate.direction,
      opens: gate.state === 'open' && gate.who !== 'none',
    },
    geometry: { type: 'Point', coordinates: gate.lonLat },
  }))
}

function crossingFeatures({ id, passages }: CompoundFinding): PlainFeature[] {
  return passages.map(({ lonLat, state }) => ({
    properties: { what: 'crossing', compound_id: id, state },
    geometry: { type: 'Point', coordinates: lonLat },
  }))
}

function helpFeature(category: string, help: GateHelp): PlainFeature {
  return {
    properties: {
      what: 'help',
      compound_id: help.compoundId,
      name: help.compoundName,
      category,
      help: help.kind,
      people_gained: help.people,
      path_m: help.kind === 'new-path' ? help.pathMetres : null,
      gate_id: help.gates[0]?.id ?? null,
    },
    geometry: { type: 'Point', coordinates: help.lonLat },
  }
}

// The edits of a scenario as a layer: a row per edit, where it is, what became of it. A report in, a layer out.
import type { AccessReport } from '../../answer/access-report.ts'
import type { EditEcho } from '../../answer/edit-echo.ts'
import { licenceOf } from '../../answer/sources.ts'
import { saySpoken } from '../text/spoken-text.ts'
import { type FeatureColumn, featureLayer, type PlainFeature } from './feature-layer.ts'
import type { Layer } from './layer.ts'
import { type LayerGeometry, roundedPosition } from './layer-geometry.ts'

const COLUMNS: readonly FeatureColumn[] = [
  { key: 'edit_id', type: 'text', nameEn: 'Edit', nameZh: '修改编号' },
  { key: 'op', type: 'text', nameEn: 'Operation', nameZh: '操作' },
  {
    key: 'status',
    type: 'text',
    nameEn: '`applied`, or `nothing` where it touches nothing',
    nameZh: '状态（applied 已应用，nothing 未触及）',
  },
  { key: 'said', type: 'text', nameEn: 'What was done, or why nothing', nameZh: '结果说明（英文）' },
  { key: 'said_zh', type: 'text', nameEn: 'The same in Chinese', nameZh: '结果说明' },
  { key: 'touched', type: 'text', nameEn: 'Ids of what it changed', nameZh: '所改对象编号' },
  { key: 'way', type: 'text', nameEn: 'Streets that it is joined to', nameZh: '接入的道路' },
  { key: 'street', type: 'text', nameEn: 'Their names', nameZh: '道路名称' },
  {
    key: 'link_metres',
    type: 'real',
    decimals: 1,
    unit: 'm',
    nameEn: 'Farthest straight way to such a street',
    nameZh: '至道路的最大直线距离',
  },
  { key: 'metres', type: 'real', decimals: 1, unit: 'm', nameEn: 'Length of its line', nameZh: '线长' },
  { key: 'cost', type: 'real', decimals: 2, nameEn: 'Cost, as given', nameZh: '费用（按所给）' },
  { key: 'note', type: 'text', nameEn: 'Note', nameZh: '备注' },
]

/** The edits, in their order; an edit without a place has no geometry. */
export function editLayer(report: AccessReport): Layer {
  const head = {
    name: 'edits',
    titleEn: 'Edits of the scenario',
    titleZh: '情景方案的修改',
    note: 'What was edited for this scenario, and what became of each edit; `nothing` says why.',
    attribution: licenceOf(report).attribution,
  }
  return featureLayer(head, COLUMNS, (report.scenario?.edits ?? []).map(editFeature))
}

function editFeature(edit: EditEcho): PlainFeature {
  const { id, op, status, said, touched, joins, metres, cost, note } = edit
  const properties = {
    edit_id: id,
    op,
    status,
    said: saySpoken(said, 'en'),
    said_zh: saySpoken(said, 'zh'),
    touched: touched.map((one) => one.id).join('; '),
    way: joins.map(({ way }) => way).join('; '),
    street: joins.flatMap(({ street }) => street ?? []).join('; '),
    link_metres: joins.length === 0 ? null : Math.max(...joins.map((join) => join.metres)),
    metres,
    cost,
    note,
  }
  return { properties, geometry: geometryOf(edit) }
}

function geometryOf({ line, lonLat }: EditEcho): LayerGeometry | null {
  if (line !== null && line.length > 1) return { type: 'MultiLineString', coordinates: [line.map(roundedPosition)] }
  return lonLat === null ? null : { type: 'Point', coordinates: roundedPosition(lonLat) }
}

// The columns of the layer `gaps`.
import { gapCategories, gapRuleId, gapState } from '../../answer/gap.ts'
import type { StandardReport, StandardRuleRecord } from '../../answer/verdicts.ts'
import { boolean, type CellPlace, type ColumnSpec, categoryOf, integer, real, text } from './layer-columns.ts'

const gap = ({ report, row }: CellPlace) => report.gaps[row]!

/** The names of a gap's category, or of all that satisfy its rule. */
function categoryNames({ report, row }: CellPlace, name: 'nameZh' | 'nameEn'): string | null {
  const own = report.gaps[row]!
  if (own.kind === 'category') return categoryOf(report, own.category)?.[name] ?? null
  const names = gapCategories(own).flatMap((id) => categoryOf(report, id)?.[name] ?? [])
  return names.length === 0 ? null : names.join(name === 'nameZh' ? '、' : ', ')
}

/** Rules by id, made once per standard. */
const rulesById = new WeakMap<StandardReport, ReadonlyMap<string, StandardRuleRecord>>()

function ruleOf({ report, row }: CellPlace): StandardRuleRecord | undefined {
  const own = report.gaps[row]!
  const standard = report.standard ?? null
  if (own.kind !== 'rule' || standard === null) return undefined
  let byId = rulesById.get(standard)
  if (byId === undefined) {
    byId = new Map(standard.rules.map((rule) => [rule.id, rule]))
    rulesById.set(standard, byId)
  }
  return byId.get(own.ruleId)
}

/** Columns of the layer `gaps`, one row per gap. */
export const GAP_COLUMNS: readonly ColumnSpec[] = [
  text('gap_id', '盲区编号', 'Gap', 'Stable from run to run: category, limit and place.', (p) => gap(p).id),
  text(
    'category',
    '类别',
    'Category',
    'Category id; ids with `|` between them for a rule that several kinds satisfy.',
    (p) => gapCategories(gap(p)).join('|'),
  ),
  text('category_zh', '类别名称', 'Category (Chinese)', 'Chinese name of the category.', (p) =>
    categoryNames(p, 'nameZh'),
  ),
  text('category_en', '类别英文名', 'Category (English)', 'English name of the category.', (p) =>
    categoryNames(p, 'nameEn'),
  ),
  real(
    'limit',
    'min or m',
    2,
    '限值',
    'Limit',
    'The limit that is not met, in minutes or metres by `basis`.',
    (p) => gap(p).limit,
  ),
  text(
    'basis',
    '限值类型',
    'Basis',
    '`time` (minutes) or `distance` (metres).',
    (p) => gap(p).basis ?? p.report.options.basis,
  ),
  real(
    'people',
    'people',
    2,
    '未覆盖人口',
    'People without cover',
    'Known population × uncovered weight; empty where no population is known.',
    (p) => gap(p).people,
  ),
  text('group', '服务人群', 'Group', "The category's own population group.", (p) => gap(p).populationGroup),
  real(
    'group_people',
    'people',
    2,
    '未覆盖服务人群',
    'People of the group',
    'The same for that group.',
    (p) => gap(p).groupPeople,
  ),
  real(
    'dwellings',
    'dwellings',
    2,
    '未覆盖户数',
    'Dwellings without cover',
    'Known dwellings × uncovered weight; empty where unknown.',
    (p) => gap(p).dwellings,
  ),
  integer('blocks', '小区数', 'Blocks', 'Blocks in the gap, whole or in part.', (p) => gap(p).blockIds.length),
  text('block_ids', '小区编号', 'Block ids', 'Their ids, `; ` between them, the first 20.', (p) =>
    listed(gap(p).blockIds),
  ),
  integer('demand_points', '起点数', 'Demand points', 'Demand points without cover.', (p) => gap(p).demandPoints),
  text(
    'nearest_facility_id',
    '最近设施编号',
    'Nearest facility',
    'Nearest facility of the kind; empty where there is none.',
    (p) => gap(p).nearestFacilityId,
  ),
  text(
    'nearest_facility_name',
    '最近设施名称',
    'Nearest facility (name)',
    'Its name.',
    (p) => gap(p).nearestFacilityName,
  ),
  real(
    'nearest_straight_m',
    'm',
    1,
    '最近设施直线距离（米）',
    'Straight line (m)',
    "Straight line from the gap's centre to it.",
    (p) => gap(p).nearestStraightMetres,
  ),
  real(
    'nearest_walk_min',
    'min',
    1,
    '最短步行（分钟）',
    'Shortest walk (min)',
    'Shortest walk from any of its demand points to any facility of the kind; empty beyond four times the limit.',
    (p) => gap(p).nearestWalkMinutes,
  ),
  real(
    'nearest_walk_m',
    'm',
    1,
    '最短步行（米）',
    'Shortest walk (m)',
    'The same, metres.',
    (p) => gap(p).nearestWalkMetres,
  ),
  boolean(
    'edge_affected',
    '受边界影响',
    'Edge-affected',
    "The limit reaches beyond the data's edge.",
    (p) => gap(p).edgeAffected,
  ),
  text(
    'action',
    '建议',
    'Look into',
    'A first step: `check-data`, `check-edge`, `shorten-walk`, `just-beyond`, `new-facility`.',
    (p) => gap(p).action,
  ),
  real('centre_lon', '°', 7, '中心经度', 'Centre longitude', 'Its centre, WGS-84.', (p) => gap(p).centre[0]),
  real('centre_lat', '°', 7, '中心纬度', 'Centre latitude', 'Its centre, WGS-84.', (p) => gap(p).centre[1]),
  text(
    'rule_id',
    '标准条款',
    'Rule',
    "The mandatory rule of the standard that is not met here, at the rule's own limit; empty for a category at the largest limit of the run.",
    (p) => gapRuleId(gap(p)),
  ),
  text('rule_zh', '条款名称', 'Rule (Chinese)', 'Chinese name of the rule.', (p) => ruleOf(p)?.nameZh ?? null),
  text('rule_en', '条款英文名', 'Rule (English)', 'English name of the rule.', (p) => ruleOf(p)?.nameEn ?? null),
  text('rule_clause', '条文', 'Clause', 'Clause of the standard.', (p) => ruleOf(p)?.clause ?? null),
  boolean(
    'rule_verified',
    '条文已核对',
    'Verified',
    '`false`: the figures are not verified against the printed standard.',
    (p) => ruleOf(p)?.verified ?? null,
  ),
  text(
    'gap_state',
    '与上次相比',
    'Since the former answer',
    'Only with `--since`: `known` (the former answer has this gap, under this id), `part` (of the gap in `split_from`) or `new`.',
    (p) => gapState(gap(p)),
  ),
  text(
    'split_from',
    '拆分自',
    'Split from',
    'Only with `--since`: the former gap that this is a smaller part of.',
    (p) => gap(p).lineage?.splitFrom ?? null,
  ),
  text(
    'merged_ids',
    '并入的盲区',
    'Merged gaps',
    'Only with `--since`: former gaps that have grown together with this one, `; ` between them, the first 20.',
    (p) => textOfIds(gap(p).lineage?.merged ?? []),
  ),
  text(
    'cause',
    '成因',
    'Cause',
    'Only with `remedies`: `data`, `unlinked`, `compound`, `barrier`, `steps-or-slope`, `level` or `too-far`: the cause of most of its people.',
    (p) => gap(p).diagnosis?.cause ?? null,
  ),
  text(
    'remedy',
    '最佳措施',
    'Best remedy',
    'Only with `remedies`: the kind of the best remedy that was tried.',
    (p) => gap(p).diagnosis?.remedies[0]?.kind ?? null,
  ),
  text(
    'remedy_id',
    '措施编号',
    'Remedy',
    'Only with `remedies`: its id in `remedies.csv`.',
    (p) => gap(p).diagnosis?.remedies[0]?.remedyId ?? null,
  ),
  real(
    'remedy_people',
    'people',
    2,
    '措施受益人口',
    'People gained',
    "Only with `remedies`: people of the gap's group whom it brings within the limit by itself.",
    (p) => gap(p).diagnosis?.remedies[0]?.people ?? null,
  ),
]

/** No ids are no value. */
function textOfIds(ids: readonly string[]): string | null {
  return ids.length === 0 ? null : listed(ids)
}

const LISTED = 20

function listed(ids: readonly string[]): string {
  const more = ids.length - LISTED
  return ids.slice(0, LISTED).join('; ') + (more > 0 ? `; … ${more} more` : '')
}

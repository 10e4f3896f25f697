// The columns of every map layer, described once: GeoJSON, FlatGeobuf, GeoParquet, GeoPackage, the styles and the data
// dictionary all come from these tables. It does not know any file format.
import type {
  ACCESS_STATUS_NAMES,
  AccessReport,
  ReportCategory,
  StandardReport,
  StandardRuleRecord,
} from '../measure/access-report.ts'
import { suggestedAction } from './suggested-action.ts'

/** What a column holds. `real` is a double, `integer` fits in 32 bits. */
export type ColumnType = 'text' | 'integer' | 'real' | 'boolean'

/** What a cell holds; `null` is unknown or not applicable. */
export type CellValue = string | number | boolean | null

/** Which cell is asked for. `category`, `limit` and `group` are indexes, −1 where the column has none. */
export interface CellPlace {
  readonly report: AccessReport
  readonly row: number
  readonly category: number
  readonly limit: number
  readonly group: string
  readonly nearest: NearestFor
}

/** For each facility: the blocks (and their people) whose nearest of its kind it is. */
export interface NearestFor {
  readonly blocks: Uint32Array
  readonly people: Float64Array
}

/** A column, or a family of columns where its key holds `{category}`, `{limit}` or `{group}`. */
export interface ColumnSpec {
  readonly key: string
  readonly type: ColumnType
  /** Decimals that are kept of a `real`. */
  readonly decimals: number
  readonly unit: string | null
  /** Names for people; the same placeholders as the key. */
  readonly nameEn: string
  readonly nameZh: string
  /** One sentence for the dictionary. */
  readonly meaning: string
  readonly cellOf: (place: CellPlace) => CellValue
}

const STATUS_NAMES: typeof ACCESS_STATUS_NAMES = ['reached', 'unreached', 'unlinked']

type Valued = (place: CellPlace) => CellValue

function text(key: string, nameZh: string, nameEn: string, meaning: string, cellOf: Valued): ColumnSpec {
  return { key, type: 'text', decimals: 0, unit: null, nameEn, nameZh, meaning, cellOf }
}

function integer(key: string, nameZh: string, nameEn: string, meaning: string, cellOf: Valued): ColumnSpec {
  return { key, type: 'integer', decimals: 0, unit: null, nameEn, nameZh, meaning, cellOf }
}

function boolean(key: string, nameZh: string, nameEn: string, meaning: string, cellOf: Valued): ColumnSpec {
  return { key, type: 'boolean', decimals: 0, unit: null, nameEn, nameZh, meaning, cellOf }
}

function real(
  key: string,
  unit: string,
  decimals: number,
  nameZh: string,
  nameEn: string,
  meaning: string,
  cellOf: Valued,
): ColumnSpec {
  return { key, type: 'real', decimals, unit, nameEn, nameZh, meaning, cellOf }
}

const block = ({ report, row }: CellPlace) => report.blocks[row]!
const facility = ({ report, row }: CellPlace) => report.facilities[row]!
const gap = ({ report, row }: CellPlace) => report.gaps[row]!
const tableRow = ({ report, row, category }: CellPlace) => row * report.table.categoryCount + category
const cell = (place: CellPlace) => tableRow(place) * place.report.table.limitCount + place.limit

function anyEdgeAffected({ report, row }: CellPlace): boolean {
  const { edgeAffected, categoryCount } = report.table
  return edgeAffected.subarray(row * categoryCount, (row + 1) * categoryCount).includes(1)
}

function categoriesReached({ report, row }: CellPlace): number | null {
  if (report.blocks[row]!.linkStatus !== 'linked') return null
  const { status, categoryCount } = report.table
  let reached = 0
  for (let i = row * categoryCount; i < (row + 1) * categoryCount; i++) if (status[i] === 0) reached++
  return reached
}

/** Categories by id, made once per report: gaps and facilities ask for theirs row by row. */
const categoriesById = new WeakMap<AccessReport, ReadonlyMap<string, ReportCategory>>()

function categoryOf(report: AccessReport, id: string): ReportCategory | undefined {
  let byId = categoriesById.get(report)
  if (byId === undefined) {
    byId = new Map(report.categories.map((category) => [category.id, category]))
    categoriesById.set(report, byId)
  }
  return byId.get(id)
}

/** The names of a gap's category, or of all that satisfy its rule. */
function categoryNames({ report, row }: CellPlace, name: 'nameZh' | 'nameEn'): string | null {
  const id = report.gaps[row]!.category
  const own = categoryOf(report, id)?.[name]
  if (own !== undefined) return own
  const names = id.split('|').flatMap((part) => categoryOf(report, part)?.[name] ?? [])
  return names.length === 0 ? null : names.join(name === 'nameZh' ? '、' : ', ')
}

/** Rules by id, made once per standard. */
const rulesById = new WeakMap<StandardReport, ReadonlyMap<string, StandardRuleRecord>>()

function ruleOf({ report, row }: CellPlace): StandardRuleRecord | undefined {
  const ruleId = report.gaps[row]!.ruleId ?? null
  const standard = report.standard ?? null
  if (ruleId === null || standard === null) return undefined
  let byId = rulesById.get(standard)
  if (byId === undefined) {
    byId = new Map(standard.rules.map((rule) => [rule.id, rule]))
    rulesById.set(standard, byId)
  }
  return byId.get(ruleId)
}

const completeness = ({ report, row }: CellPlace) => report.standard?.completeness[row]

/** Columns of the layer `blocks`, one row per block. */
export const BLOCK_COLUMNS: readonly ColumnSpec[] = [
  text('block_id', '地块编号', 'Block', 'The block, as in `coverage.csv`.', (p) => block(p).id),
  text('name', '名称', 'Name', 'Its name.', (p) => block(p).name),
  real(
    '{group}',
    'people',
    2,
    '{group}',
    '{group}',
    'People of a group, one column for each that the blocks file has: `population`, `age_60_plus` …; empty where unknown.',
    (p) => (Object.hasOwn(block(p).people, p.group) ? block(p).people[p.group]! : null),
  ),
  real('dwellings', 'dwellings', 2, '户数', 'Dwellings', 'Dwellings; empty where unknown.', (p) => block(p).dwellings),
  real(
    'land_m2',
    'm²',
    1,
    '用地面积（平方米）',
    'Land area (m²)',
    'Area of its outline; empty for a point.',
    (p) => block(p).landSquareMetres,
  ),
  text('community', '社区', 'Community', 'Community it belongs to.', (p) => block(p).community),
  text('street', '街道', 'Street unit', 'Street-level unit it belongs to.', (p) => block(p).street),
  text('district', '区', 'District', 'District it belongs to.', (p) => block(p).district),
  text('source', '来源', 'Source', 'File it came from, or `osm`.', (p) => block(p).source),
  text(
    'demand_method',
    '起点方法',
    'Demand method',
    'How its demand points were made: `gates`, `buildings`, `grid`, `point`.',
    (p) => block(p).demandMethod,
  ),
  integer(
    'demand_points',
    '起点数',
    'Demand points',
    'How many demand points it has.',
    (p) => block(p).demandPointCount,
  ),
  real(
    'linked_share',
    'share',
    4,
    '已接入比例',
    'Linked share',
    'Weight of its demand points that are linked to the network, 0 to 1.',
    (p) => block(p).linkedShare,
  ),
  text(
    'link_status',
    '接入状态',
    'Link status',
    '`linked`, or why not: `too-far`, `island`, `outside`.',
    (p) => block(p).linkStatus,
  ),
  real(
    'link_metres',
    'm',
    1,
    '接入距离（米）',
    'Link (m)',
    'Straight access leg of its best-placed demand point.',
    (p) => block(p).linkMetres,
  ),
  real(
    'edge_metres',
    'm',
    1,
    '距数据边界（米）',
    "To the data's edge (m)",
    "Metres to the data's edge; negative outside.",
    (p) => block(p).edgeMetres,
  ),
  boolean(
    'edge_affected',
    '受边界影响',
    'Edge-affected',
    "The largest limit reaches beyond the data's edge: the truth may be better, never worse.",
    anyEdgeAffected,
  ),
  integer(
    'categories_reached',
    '可达设施类数',
    'Kinds reached',
    'Number of categories reached within the largest limit; empty where not linked.',
    categoriesReached,
  ),
  integer(
    'rules_required',
    '应配条款数',
    'Rules required',
    'Mandatory rules of the standard; this and the next columns only where one was given.',
    (p) => completeness(p)?.required ?? null,
  ),
  integer('rules_met', '达标条款数', 'Rules met', 'Of these, met.', (p) => completeness(p)?.met ?? null),
  integer(
    'rules_partial',
    '部分达标条款数',
    'Rules partly met',
    'Met from a part of its demand points.',
    (p) => completeness(p)?.partial ?? null,
  ),
  integer('rules_unmet', '未达标条款数', 'Rules not met', 'Not met.', (p) => completeness(p)?.unmet ?? null),
  integer(
    'rules_unknown',
    '未知条款数',
    'Rules unknown',
    'Not judged, for the block is not linked: never counted as unmet.',
    (p) => completeness(p)?.unknown ?? null,
  ),
  real(
    'completeness',
    'share',
    4,
    '配套完整度',
    'Completeness',
    '`rules_met` / `rules_required`; empty where nothing is required or anything is unknown.',
    (p) => completeness(p)?.share ?? null,
  ),
  text(
    'rules_missing',
    '未达标条款',
    'Rules missing',
    'Ids of mandatory rules that are not or only partly met, `; ` between them.',
    (p) => completeness(p)?.missing.join('; ') ?? null,
  ),
  text(
    '{category}_status',
    '{category} 状态',
    '{category}: status',
    '`reached`, `unreached` or `unlinked`.',
    (p) => STATUS_NAMES[p.report.table.status[tableRow(p)]!] ?? null,
  ),
  real(
    '{category}_s',
    's',
    1,
    '{category} 步行秒数',
    '{category}: walk (s)',
    'Headline walk to the nearest, seconds; empty where not reached.',
    (p) => p.report.table.walkSeconds[tableRow(p)]!,
  ),
  real(
    '{category}_m',
    'm',
    1,
    '{category} 步行米数',
    '{category}: walk (m)',
    'The same walk, metres.',
    (p) => p.report.table.walkMetres[tableRow(p)]!,
  ),
  text(
    '{category}_facility',
    '{category} 最近设施',
    '{category}: facility',
    'Id of that facility, as in the layer `facilities`.',
    (p) => p.report.facilities[p.report.table.facility[tableRow(p)]!]?.id ?? null,
  ),
  integer(
    '{category}_count_{limit}',
    '{category} {limit}内个数',
    '{category}: count within {limit}',
    'Facilities within the limit; empty where not linked.',
    (p) => (p.report.table.status[tableRow(p)] === 2 ? null : p.report.table.count[cell(p)]!),
  ),
  real(
    '{category}_share_{limit}',
    'share',
    4,
    '{category} {limit}内比例',
    '{category}: share within {limit}',
    'Weight of its linked demand points within the limit, 0 to 1; empty where not linked.',
    (p) => (p.report.table.status[tableRow(p)] === 2 ? null : p.report.table.share[cell(p)]!),
  ),
]

/** Columns of the layer `facilities`, one row per facility. */
export const FACILITY_COLUMNS: readonly ColumnSpec[] = [
  text(
    'facility_id',
    '设施编号',
    'Facility',
    'Unique in the run; from OSM `node/1`, `way/2`, `relation/3`.',
    (p) => facility(p).id,
  ),
  text('name', '名称', 'Name', 'Its name.', (p) => facility(p).name),
  text('category', '类别', 'Category', 'Category id.', (p) => facility(p).category),
  text(
    'category_zh',
    '类别名称',
    'Category (Chinese)',
    'Chinese name of the category.',
    (p) => categoryOf(p.report, facility(p).category)?.nameZh ?? null,
  ),
  text(
    'category_en',
    '类别英文名',
    'Category (English)',
    'English name of the category.',
    (p) => categoryOf(p.report, facility(p).category)?.nameEn ?? null,
  ),
  text(
    'category_reason',
    '归类依据',
    'Why this category',
    'The tag, code or column that decided.',
    (p) => facility(p).categoryReason,
  ),
  text('source', '来源', 'Source', 'File it came from, or `osm`.', (p) => facility(p).source),
  text(
    'link_status',
    '接入状态',
    'Link status',
    'Of its best entrance: `linked`, `too-far`, `island`, `outside`.',
    (p) => facility(p).linkStatus,
  ),
  real(
    'link_metres',
    'm',
    1,
    '接入距离（米）',
    'Link (m)',
    'Straight access leg of its best entrance.',
    (p) => facility(p).linkMetres,
  ),
  integer(
    'entrances',
    '入口数',
    'Entrances',
    'Number of places where it is reached.',
    (p) => facility(p).entrances.length,
  ),
  real(
    'capacity',
    'places',
    2,
    '规模',
    'Capacity',
    'Places, beds, meals …, by its category; empty where unknown.',
    (p) => facility(p).capacity,
  ),
  real(
    'floor_area_m2',
    'm²',
    2,
    '建筑面积（平方米）',
    'Floor area (m²)',
    'Floor area; empty where unknown.',
    (p) => facility(p).floorAreaSquareMetres,
  ),
  text('level', '级别', 'Level', 'District, street, community …, as given.', (p) => facility(p).level),
  text('hours', '开放时间', 'Hours', 'Opening hours as given.', (p) => facility(p).hours),
  text('status', '状态', 'Status', 'Existing, planned …, as given.', (p) => facility(p).status),
  integer(
    'nearest_for_blocks',
    '作为最近设施的地块数',
    'Nearest for blocks',
    'Blocks whose nearest of its kind it is.',
    (p) => p.nearest.blocks[p.row]!,
  ),
  real(
    'nearest_for_people',
    'people',
    2,
    '作为最近设施的人口',
    'Nearest for people',
    'Known population of those blocks.',
    (p) => p.nearest.people[p.row]!,
  ),
]

/** Columns of the layer `gaps`, one row per gap. */
export const GAP_COLUMNS: readonly ColumnSpec[] = [
  text('gap_id', '盲区编号', 'Gap', 'Stable from run to run: category, limit and place.', (p) => gap(p).id),
  text(
    'category',
    '类别',
    'Category',
    'Category id; ids with `|` between them for a rule that several kinds satisfy.',
    (p) => gap(p).category,
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
  integer('blocks', '地块数', 'Blocks', 'Blocks in the gap, whole or in part.', (p) => gap(p).blockIds.length),
  text('block_ids', '地块编号', 'Block ids', 'Their ids, `; ` between them, the first 20.', (p) =>
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
    (p) => suggestedAction(gap(p), categoryOf(p.report, gap(p).category), p.report.options.basis).code,
  ),
  real('centre_lon', '°', 7, '中心经度', 'Centre longitude', 'Its centre, WGS-84.', (p) => gap(p).centre[0]),
  real('centre_lat', '°', 7, '中心纬度', 'Centre latitude', 'Its centre, WGS-84.', (p) => gap(p).centre[1]),
  text(
    'rule_id',
    '标准条款',
    'Rule',
    "The mandatory rule of the standard that is not met here, at the rule's own limit; empty for a category at the largest limit of the run.",
    (p) => gap(p).ruleId ?? null,
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
]

const LISTED = 20

function listed(ids: readonly string[]): string {
  const more = ids.length - LISTED
  return ids.slice(0, LISTED).join('; ') + (more > 0 ? `; … ${more} more` : '')
}

// The columns of the layer `blocks`.
import { ACCESS_NO_DATA, ACCESS_REACHED, ACCESS_STATUS_NAMES, ACCESS_UNLINKED } from '../../answer/access-table.ts'
import { BLOCK_PLACE_STATES } from '../../answer/capacity-report.ts'
import { boolean, type CellPlace, type ColumnSpec, integer, real, text } from './layer-columns.ts'

const block = ({ report, row }: CellPlace) => report.blocks[row]!
const tableRow = ({ report, row, category }: CellPlace) => row * report.table.categoryCount + category
/** Not linked, or no facility of the kind in the data. */
const isUnknown = (place: CellPlace) => {
  const status = place.report.table.status[tableRow(place)]!
  return status === ACCESS_UNLINKED || status === ACCESS_NO_DATA
}
const cell = (place: CellPlace) => tableRow(place) * place.report.table.limitCount + place.limit
const completeness = ({ report, row }: CellPlace) => report.standard?.completeness[row]

function anyEdgeAffected({ report, row }: CellPlace): boolean {
  const { edgeAffected, categoryCount } = report.table
  return edgeAffected.subarray(row * categoryCount, (row + 1) * categoryCount).includes(1)
}

function categoriesReached({ report, row }: CellPlace): number | null {
  if (report.blocks[row]!.linkStatus !== 'linked') return null
  const { status, categoryCount } = report.table
  let reached = 0
  for (let i = row * categoryCount; i < (row + 1) * categoryCount; i++) if (status[i] === ACCESS_REACHED) reached++
  return reached
}

/** The rate whose first kind the category is. */
function placesOf({ report, category }: CellPlace) {
  const id = report.categories[category]!.id
  return report.capacity?.rates.find(({ rate }) => rate.categories[0] === id)
}

function servedShare(place: CellPlace): number | null {
  const found = placesOf(place)
  const demand = found?.blockDemand[place.row] ?? 0
  return demand > 0 ? found!.blockServed[place.row]! / demand : null
}

/** Columns of the layer `blocks`, one row per block. */
export const BLOCK_COLUMNS: readonly ColumnSpec[] = [
  text('block_id', '小区编号', 'Block', 'The block, as in `coverage.csv`.', (p) => block(p).id),
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
    'How its demand points were made: `gates` (the way inside is not counted), `buildings`, `grid`, `point`.',
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
    '应配建项目数',
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
    'Not known: the block is not linked, or what is near is of unknown size. Never counted as unmet.',
    (p) => completeness(p)?.unknown ?? null,
  ),
  integer(
    'rules_no_data',
    '无数据条款数',
    'Rules without data',
    'The data hold no facility that could meet them: neither met nor unmet.',
    (p) => completeness(p)?.noData ?? null,
  ),
  integer(
    'rules_judged',
    '已判定条款数',
    'Rules judged',
    'Met, partly met or not met: the others are unknown or without data.',
    (p) => completeness(p)?.judged ?? null,
  ),
  real(
    'completeness',
    'share',
    4,
    '配套完整度',
    'Completeness',
    '`rules_met` / `rules_judged`; empty where nothing was judged.',
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
    '`reached`, `unreached`, `unlinked`, or `no-data`: the data hold no facility of the kind.',
    (p) => ACCESS_STATUS_NAMES[p.report.table.status[tableRow(p)]!] ?? null,
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
    'Facilities within the limit; empty where not linked or without data.',
    (p) => (isUnknown(p) ? null : p.report.table.count[cell(p)]!),
  ),
  real(
    '{category}_share_{limit}',
    'share',
    4,
    '{category} {limit}内比例',
    '{category}: share within {limit}',
    'Weight of its linked demand points within the limit, 0 to 1; empty where not linked or without data.',
    (p) => (isUnknown(p) ? null : p.report.table.share[cell(p)]!),
  ),
  real(
    '{category}_demand',
    'places',
    3,
    '{category} 需求位数',
    '{category}: places asked for',
    'Places that its people ask for by the demand rate; with `--demand-rate` only, and at the first kind of a rate that several share.',
    (p) => placesOf(p)?.blockDemand[p.row] ?? null,
  ),
  real(
    '{category}_served',
    'places',
    3,
    '{category} 实际入位',
    '{category}: served in fact',
    'Of these, places within the largest limit, shared out fairly.',
    (p) => placesOf(p)?.blockServed[p.row] ?? null,
  ),
  real(
    '{category}_served_share',
    'share',
    4,
    '{category} 满足率',
    '{category}: served share',
    'served / demand, 0 to 1; empty where nothing is asked for, or nothing is known.',
    servedShare,
  ),
  text(
    '{category}_served_state',
    '{category} 入位情况',
    '{category}: state',
    '`served`, `short` (reaches full places), `unreachable` (reaches none), `none` (asks for nothing), `unknown`.',
    (p) => BLOCK_PLACE_STATES[placesOf(p)?.blockState[p.row] ?? -1] ?? null,
  ),
]

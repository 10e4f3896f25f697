// The columns of the layer `facilities`.
import { FACILITY_PLACE_STATES } from '../../answer/capacity-report.ts'
import { type CellPlace, type ColumnSpec, categoryOf, integer, real, text } from './layer-columns.ts'

const facility = ({ report, row }: CellPlace) => report.facilities[row]!

/** What is used of its places, where a rate of demand counts its kind. */
function loadOf({ report, row }: CellPlace): { readonly used: number; readonly state: string } | null {
  for (const found of report.capacity?.rates ?? []) {
    const at = found.facility.indexOf(row)
    if (at < 0) continue
    return { used: found.facilityUsed[at]!, state: FACILITY_PLACE_STATES[found.facilityState[at]!]! }
  }
  return null
}

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
    '作为最近设施的小区数',
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
  real(
    'places_used',
    'places',
    3,
    '已用位数',
    'Places used',
    'Places used by those who are served in fact, in the unit of the demand rate; with `--demand-rate` only.',
    (p) => loadOf(p)?.used ?? null,
  ),
  text(
    'places_state',
    '位数情况',
    'State of places',
    '`full` (somebody goes short who could use more), `spare`, `unknown` (its places), `other-unit` (counted in something else), `unlinked`.',
    (p) => loadOf(p)?.state ?? null,
  ),
]

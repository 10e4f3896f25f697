// Every sentence of the pages and posters in English and Chinese, in one table; and how numbers stand in them.
// Plain text: whoever writes a page escapes it. Knows no page.

/** Languages of the pages. */
export type Lang = 'en' | 'zh'

/** The same words in both languages. */
export interface Words {
  readonly en: string
  readonly zh: string
}

/** What may stand in a placeholder. */
export type WordPart = string | number | Words

const words = <T extends Record<string, readonly [en: string, zh: string]>>(table: T): T => table

const TABLE = words({
  // The page
  report: ['Walking access report', '步行可达性报告'],
  map: ['Walking access map', '步行可达性地图'],
  language: ['Language', '语言'],
  skip: ['Skip to the figures', '跳到正文'],
  contents: ['Contents', '目录'],
  generated: ['living-circle {version}, walking model {model}', 'living-circle {version}，步行模型 {model}'],
  // The question and the answer
  asked: ['What was asked', '评估问题'],
  question: [
    'Who can walk to {kinds} within {limits}, over the real street network, from {blocks} ({people})?',
    '{blocks}（{people}）沿实际路网步行，{limits}内能否到达{kinds}？',
  ],
  kinds_one: ['one kind of facility', '1 类设施'],
  kinds: ['{n} kinds of facility', '{n} 类设施'],
  blocks_one: ['one residential block', '1 个居住地块'],
  blocks: ['{n} residential blocks', '{n} 个居住地块'],
  people_known: ['{n} people', '{n} 人'],
  people_some: ['{n} people; their number is unknown in {blocks}', '{n} 人，另有{blocks}人口未知'],
  block_one: ['one block', '1 个地块'],
  people_unknown: ['number of people unknown', '人口未知'],
  limits_time: ['{list} minutes on foot', '步行 {list} 分钟'],
  limits_distance: ['{list} metres on foot', '步行 {list} 米'],
  answer: ['The answer', '结论'],
  answer_all: [
    '{percent} of {unit} ({covered} of {total}) live where all {n} kinds of facility are within {limit}.',
    '{percent}的{unit}（{covered} / {total}）{limit}内可到达全部 {n} 类设施。',
  ],
  answer_all_blocks: [
    '{percent} of residential blocks ({covered} of {total}) have all {n} kinds of facility within {limit}.',
    '{percent}的居住地块（{covered} / {total}）{limit}内可到达全部 {n} 类设施。',
  ],
  answer_all_none: [
    'Nobody lives where all {n} kinds of facility are within {limit}.',
    '没有居民能在{limit}内到达全部 {n} 类设施。',
  ],
  answer_median: [
    'Half of the {unit} have at least {n} of {kinds} kinds of facility within {limit}; all of them: {percent}.',
    '半数{unit}{limit}内可到达 {kinds} 类设施中的至少 {n} 类；可到达全部类别的：{percent}。',
  ],
  nobody: ['nobody', '无人'],
  answer_range: [
    'The weakest is {weak} with {weakPercent}, the strongest {strong} with {strongPercent}.',
    '最薄弱的是{weak}（{weakPercent}），最好的是{strong}（{strongPercent}）。',
  ],
  answer_one: [
    '{percent} of {unit} ({covered} of {total}) reach a {kind} within {limit}.',
    '{percent}的{unit}（{covered} / {total}）{limit}内可到达{kind}。',
  ],
  answer_none: [
    'No share can be given: no block is linked to the street network, or no facility is.',
    '无法给出覆盖率：没有地块或设施接入路网。',
  ],
  // Units of a share
  unit_population: ['people', '居民'],
  unit_age_0_3: ['children aged 0–3', '0–3 岁婴幼儿'],
  unit_age_60_plus: ['people aged 60 and over', '60 岁及以上老人'],
  unit_dwellings: ['dwellings', '住房'],
  unit_blocks: ['blocks', '地块'],
  unit_land_m2: ['m² of residential land', '平方米居住用地'],
  // Coverage
  coverage: ['Coverage by kind of facility', '各类设施覆盖率'],
  coverage_note: [
    'Share of residents within the limit on foot. The denominator is everybody whose block is linked to the streets and whose number is known.',
    '步行限值内的居民占比。分母为所在地块已接入路网且人口已知的居民。',
  ],
  coverage_kind: ['Kind of facility', '设施类别'],
  coverage_bar: ['Share within the limits', '限值内占比'],
  coverage_count: ['Covered', '覆盖'],
  covered_of: ['{covered} of {total}', '{covered} / {total}'],
  covered_of_group: ['{covered} of {total} {unit}', '{covered} / {total} {unit}'],
  short_age_0_3: ['aged 0–3', '0–3 岁'],
  short_age_60_plus: ['aged 60+', '60 岁以上'],
  within: ['within {limit}', '{limit}内'],
  minutes: ['{n} min', '{n} 分钟'],
  minutes_walk: ['{n} minutes on foot', '步行 {n} 分钟'],
  metres: ['{n} m', '{n} 米'],
  metres_walk: ['{n} metres on foot', '步行 {n} 米'],
  no_data: ['no data', '无数据'],
  rule_limit_basis: ['{limit}, {basis}', '{limit}，{basis}'],
  no_facility: ['no facility of this kind in the data', '数据中无此类设施'],
  no_facility_note: [
    '{list}: no facility of this kind is in the data. That says something about the data first, and about the city only once it has been checked.',
    '数据中没有{list}。这首先说明数据的情况；核实之后才能说明城市的情况。',
  ],
  bar_label: ['{kind}: {list}', '{kind}：{list}'],
  percent_within: ['{percent} within {limit}', '{limit}内 {percent}'],
  // Gaps
  gaps_top: ['Largest gaps', '最大的服务盲区'],
  gaps_none: [
    'No gap: every linked block reaches this kind within {limit}.',
    '无盲区：已接入路网的地块{limit}内均可到达。',
  ],
  gaps_none_all: ['No gap at {limit}.', '{limit}内无盲区。'],
  gaps_table: ['Gaps: people beyond {limit}', '服务盲区：超出{limit}的居民'],
  gaps_more: [
    '{shown} of {n} gaps, the largest first; all of them are in gaps.geojson.',
    '共 {n} 处盲区，按人数列出前 {shown} 处；完整清单见 gaps.geojson。',
  ],
  gap_number: ['No.', '序号'],
  gap_where: ['Where', '位置'],
  gap_people: ['People', '人数'],
  gap_points: ['Demand points', '需求点'],
  gap_nearest: ['Nearest facility', '最近设施'],
  gap_walk: ['Shortest walk', '最短步行'],
  gap_suggest: ['Look into first', '建议先查'],
  gap_beyond: ['over {limit}', '超过{limit}'],
  gap_kinds: ['{first} and {n} more kinds', '{first}等 {n} 类'],
  gap_more_blocks: ['{name} and {n} more', '{name}等 {n} 个地块'],
  points: ['{n} demand points', '{n} 个需求点'],
  unknown: ['unknown', '未知'],
  unnamed: ['unnamed ({id})', '未命名（{id}）'],
  none: ['none', '无'],
  // Category sections
  by_category: ['Kind by kind', '分类评估'],
  category_line: [
    '{percent} of {unit} within {limit}; {facilities}.',
    '{limit}内覆盖{percent}的{unit}；{facilities}。',
  ],
  category_line_none: ['{facilities}; no share can be given.', '{facilities}；无法给出覆盖率。'],
  facilities_all: ['{n} facilities, all linked to the streets', '设施 {n} 处，均已接入路网'],
  facilities_one: ['one facility, linked to the streets', '设施 1 处，已接入路网'],
  facilities_some: ['{n} facilities, {linked} of them linked to the streets', '设施 {n} 处，其中 {linked} 处接入路网'],
  map_label: [
    'Map of {kind} at {limit}: {met} blocks met, {partial} partly, {unmet} not, {unknown} unknown; {facilities} facilities; {gaps} gap areas. The table of gaps holds the same as text.',
    '{kind}{limit}地图：达标地块 {met} 个，部分达标 {partial} 个，未达标 {unmet} 个，未知 {unknown} 个；设施 {facilities} 处；盲区 {gaps} 处。盲区表为同样内容的文字。',
  ],
  met: ['met', '达标'],
  partial: ['partly met', '部分达标'],
  unmet: ['not met', '未达标'],
  unknown_verdict: ['unknown (not linked)', '未知（未接入路网）'],
  unknown_or_no_data: ['unknown (not linked, or no data)', '未知（未接入路网或无数据）'],
  facility: ['facility', '设施'],
  facility_unlinked: ['facility, not linked', '设施（未接入路网）'],
  gap_area: ['gap area', '盲区'],
  blocks_short: ['{n} blocks', '{n} 个地块'],
  blocks_summed: ['Each square sums the blocks in it.', '每个方格汇总其中的地块。'],
  schematic: [
    'Schematic; streets, water and green from the extract itself.',
    '示意图；道路、水系和绿地来自同一数据提取。',
  ],
  distribution: ['How long the walks are', '步行时间分布'],
  distribution_metres: ['How long the walks are', '步行距离分布'],
  distribution_label: [
    'Distribution of the walk to the nearest {kind}: median {median}; {beyond} of {total} {unit} beyond {limit}.',
    '到最近{kind}的步行分布：中位数 {median}；{beyond} / {total} {unit}超出{limit}。',
  ],
  distribution_median: ['Median {median}', '中位数 {median}'],
  distribution_axis: ['minutes to the nearest', '到最近设施的步行分钟'],
  distribution_axis_metres: ['metres to the nearest', '到最近设施的步行米数'],
  distribution_beyond: ['beyond', '超出'],
  over: ['over {limit}', '超过{limit}'],
  // Standard
  standard: ['Verdicts under the standard', '标准符合性'],
  standard_caption: ['Blocks by rule of the standard {standard}', '按标准 {standard} 各条款统计的地块'],
  rule: ['Rule', '条款'],
  clause: ['Clause', '出处'],
  rule_limit: ['Limit', '限值'],
  basis_time: ['walking time', '步行时间'],
  basis_distance: ['walking distance', '步行距离'],
  'basis_straight-line': ['straight line', '直线距离'],
  not_verified: ['not verified against the printed standard', '未与标准原文核对'],
  levels: ['Blocks that have everything up to a level', '各层级配套齐全的地块'],
  levels_caption: [
    'Blocks by whether they meet all mandatory rules of a level and of those below it',
    '按是否满足该层级及以下全部应配条款统计的地块',
  ],
  level: ['Level', '层级'],
  level_block: ['block', '居住街坊'],
  levels_required: ['Mandatory rules', '应配条款'],
  levels_complete: ['Complete', '齐全'],
  levels_incomplete: ['Not complete', '不齐全'],
  levels_note: [
    'Levels do not contain each other: an upper-level facility does not discharge a lower-level duty.',
    '各层级互不包含：上一层级的设施不能替代下一层级的要求。',
  ],
  // Blocks
  by_block: ['Block by block', '逐地块结果'],
  table_caption: [
    'Walk to the nearest facility of each kind, in {unit}. “>” means beyond the largest limit that was searched, “–” that the block is not linked to the streets.',
    '到各类最近设施的步行{unit}。“>”表示超出最大搜索限值，“–”表示地块未接入路网。',
  ],
  table_kinds_left: ['Kinds of which the data hold no facility have no column.', '数据中没有设施的类别不列。'],
  unit_minutes: ['minutes', '分钟'],
  unit_metres: ['metres', '米'],
  search: ['Search blocks', '搜索地块'],
  search_hint: ['name, id or area', '名称、编号或片区'],
  show: ['Show', '显示'],
  show_all: ['all blocks', '全部地块'],
  show_beyond: ['beyond {limit}: {kind}', '超出{limit}：{kind}'],
  block: ['Block', '地块'],
  area: ['Area', '片区'],
  reached_kinds: ['Kinds within {limit}', '{limit}内类别数'],
  rows_found: ['Blocks: {n}', '{n} 个地块'],
  page_of: ['Page {page} of {pages}', '第 {page} / {pages} 页'],
  previous: ['Previous', '上一页'],
  next: ['Next', '下一页'],
  table_cut: [
    'The table holds the {shown} blocks with most to mend, of {n}; all of them are in coverage.csv and blocks.geojson.',
    '共 {n} 个地块，表中为问题最多的 {shown} 个；完整结果见 coverage.csv 与 blocks.geojson。',
  ],
  table_areas: ['Areas: {level}', '片区汇总：{level}'],
  level_community: ['communities', '社区'],
  level_street: ['streets (jiedao)', '街道'],
  level_district: ['districts', '区'],
  table_print: [
    'Printed: the first page of the table. The page on screen can be searched and sorted.',
    '打印件只含表格首页；屏幕版可搜索、排序。',
  ],
  table_noscript: [
    'The table shows its first page. Searching and sorting need scripts to be allowed in the browser.',
    '此处为表格首页；搜索与排序需在浏览器中允许脚本。',
  ],
  // Method
  method: ['Method and data', '方法与数据'],
  how: ['How it was computed', '计算方法'],
  how_walk: [
    'Walks follow the street network of the extract, gate to entrance, as the profile “{profile}”: {speed} km/h{steps}. The straight way from a point to its street is at most {link} m and counts at the same speed.',
    '步行沿提取数据的路网，从出入口到设施入口，采用“{profile}”步行参数：{speed} 公里/小时{steps}。点到道路的直线接入距离不超过 {link} 米，按同样速度计时。',
  ],
  profile_adult: ['adult', '成年人'],
  profile_older: ['older', '老年人'],
  profile_child: ['child', '儿童'],
  profile_wheelchair: ['wheelchair', '轮椅使用者'],
  how_steps: [', time on steps × {factor}', '，台阶用时 × {factor}'],
  how_no_steps: [', steps are not passable', '，台阶不可通行'],
  how_limit: [
    'Limits are inclusive. Beyond the largest one a facility counts as not reached; no number is invented.',
    '限值含等于。超出最大限值记为未到达，不推算数值。',
  ],
  how_share: [
    'A block’s share is the weight of its demand points (gates, buildings or grid points) within the limit: met at 0.999 and above, not met at 0.001 and below.',
    '地块的达标份额是其需求点（出入口、建筑或网格点）在限值内的权重：≥0.999 为达标，≤0.001 为未达标。',
  ],
  how_flat: ['Flat: slopes are not counted.', '按平地计算：未计坡度。'],
  how_demand: ['Demand points: {list}.', '需求点：{list}。'],
  demand_gates: ['gates in {n} blocks', '{n} 个地块取出入口'],
  demand_buildings: ['buildings in {n}', '{n} 个取建筑'],
  demand_grid: ['a 50 m grid in {n}', '{n} 个取 50 米网格'],
  demand_point: ['one point in {n}', '{n} 个取单点'],
  how_network: [
    'Network: {km} km of walkable streets, {restricted} km of them restricted, {gates} restricted and {blocked} blocked nodes, {island} km on islands that nothing links to.',
    '路网：可步行道路 {km} 公里，其中限制通行 {restricted} 公里；限制节点 {gates} 个、阻断节点 {blocked} 个；孤立路段 {island} 公里不参与接入。',
  ],
  notices: ['Please note', '请注意'],
  inputs: ['Inputs', '输入数据'],
  inputs_caption: ['Files that were read: read = used + rejected', '读入的文件：读入 = 采用 + 剔除'],
  input_role: ['Role', '用途'],
  role_area: ['streets and facilities', '路网与设施'],
  role_facilities: ['facilities', '设施'],
  role_blocks: ['blocks', '地块'],
  role_gates: ['gates', '出入口'],
  role_totals: ['totals of people', '人口台账'],
  role_standard: ['standard', '标准'],
  input_file: ['File', '文件'],
  input_format: ['Format', '格式'],
  input_date: ['Date of the data', '数据日期'],
  input_read: ['Read', '读入'],
  input_used: ['Used', '采用'],
  input_rejected: ['Rejected', '剔除'],
  and_bytes: [', {n} bytes', '，{n} 字节'],
  left_out: ['What was left out, and why', '未计入的内容及原因'],
  left_out_caption: ['Blocks that no share counts', '不计入覆盖率的地块'],
  left_unlinked: ['not linked to the streets', '未接入路网'],
  left_unknown: ['number of people unknown', '人口未知'],
  left_reason: ['Reason', '原因'],
  left_blocks: ['Blocks', '地块'],
  left_people: ['People', '人数'],
  'link_too-far': ['no street within {metres} m', '{metres} 米内无道路'],
  link_island: ['only on an island of the network', '仅邻近孤立路段'],
  link_outside: ['outside the data’s area', '在数据范围之外'],
  edge_note: [
    '{n} blocks lie nearer to the edge of the data than the largest limit reaches: they may do better in truth, never worse.',
    '{n} 个地块到数据边界的距离小于最大限值：实际结果只会更好，不会更差。',
  ],
  warnings: ['Warnings about the data', '数据警告'],
  warnings_caption: [
    'Rows that were rejected or used with a warning; all of them are in rejects.csv',
    '被剔除或带警告采用的记录；完整清单见 rejects.csv',
  ],
  warning_source: ['Source', '来源'],
  warning_code: ['Code', '代码'],
  warning_count: ['Rows', '行数'],
  warning_first: ['For example', '示例'],
  warnings_none: ['None.', '无。'],
  severity_rejected: ['rejected', '剔除'],
  severity_warning: ['warning', '警告'],
  licence: ['Licence', '许可'],
  licence_osm: [
    'Map data © OpenStreetMap contributors, available under the Open Database Licence (openstreetmap.org/copyright). Figures made from it carry the same notice.',
    '地图数据 © OpenStreetMap contributors，依据开放数据库许可（ODbL，openstreetmap.org/copyright）提供；由其得出的图表须保留此声明。',
  ],
  licence_invented: [
    'The streets and places shown here are invented, for demonstration (CC0 1.0): they are of no real town, and nothing was taken from OpenStreetMap.',
    '图中道路和地点均为演示用的虚构数据（CC0 1.0），不对应真实城镇，也未采用 OpenStreetMap 数据。',
  ],
  map_law: [
    'Maps here are schematic and show no boundaries. Publication may need review under the map rules of the place.',
    '图件为示意图，不含行政界线；公开使用前请按当地地图管理规定送审。',
  ],
  // The interactive map
  map_category: ['Kind of facility', '设施类别'],
  map_limit: ['Limit', '限值'],
  map_group: ['Group', '人群'],
  map_find: ['Find a block or facility', '查找地块或设施'],
  map_pick: [
    'Click a block to see its walks, or a facility to see whom it serves.',
    '点击地块查看其步行时间，点击设施查看其服务的居民。',
  ],
  map_walks: ['Walks from here', '从此处步行'],
  map_serves: ['Serves, as the nearest one within {limit}', '作为{limit}内最近设施所服务的'],
  map_served_by: ['{n} blocks, {people}', '{n} 个地块，{people}'],
  map_people: ['{n} {unit}', '{n} {unit}'],
  map_close: ['Close', '关闭'],
  map_nogl: [
    'This browser cannot draw the interactive map (no WebGL). Here is the static one; the panel works as before.',
    '此浏览器无法显示交互地图（不支持 WebGL），以下为静态地图，面板功能不变。',
  ],
  map_canvas: [
    'Interactive map. Arrow keys move, plus and minus zoom; use the search field to pick blocks and facilities by keyboard.',
    '交互地图。方向键移动，加减键缩放；可用搜索框以键盘选择地块和设施。',
  ],
  map_lines: [
    'Dashed lines are straight links to the nearest facility; the walk itself follows the streets.',
    '虚线为到最近设施的直线连线；实际步行沿道路。',
  ],
  map_covered: ['{covered} of {total} {unit} within {limit}', '{limit}内：{covered} / {total} {unit}'],
  map_no_result: ['Nothing found.', '未找到。'],
  map_cut: [
    'The map holds squares that sum {n} blocks; each block is in blocks.geojson.',
    '地图以方格汇总 {n} 个地块；逐地块数据见 blocks.geojson。',
  ],
  // Posters
  poster_title: ['{n} minutes on foot from here', '从这里出发，步行 {n} 分钟'],
  poster_title_metres: ['{n} metres on foot from here', '从这里出发，步行 {n} 米'],
  poster_reached: ['{n} of {total} kinds within {limit}', '{limit}内可到达 {n} / {total} 类'],
  poster_beyond: ['Not within {limit}', '{limit}内到不了'],
  poster_schematic: [
    'Schematic, not to scale: farther out is a longer walk; directions are roughly true.',
    '示意图，不按比例：离中心的远近表示步行时间，方向大致真实。',
  ],
  poster_schematic_metres: [
    'Schematic, not to scale: farther out is a longer walk; directions are roughly true.',
    '示意图，不按比例：离中心的远近表示步行距离，方向大致真实。',
  ],
  poster_map: ['Schematic map, not for navigation.', '示意图，不作导航依据。'],
  poster_date: ['Data of {date}', '数据日期 {date}'],
  poster_date_unknown: ['Date of the data unknown', '数据日期未知'],
  poster_flat: ['Walking at {speed} km/h, slopes not counted', '步行速度 {speed} 公里/小时，未计坡度'],
  poster_wheelchair: [
    'For wheelchairs: steps are avoided; kerbs, surfaces and lifts are not judged.',
    '轮椅：已避开台阶；路缘石、路面和电梯未判断。',
  ],
  poster_scan: ['Scan for more', '扫码了解更多'],
  poster_sheet: ['Posters', '海报'],
  poster_more: ['and {n} more kinds', '另有 {n} 类'],
  poster_unlinked: [
    'This block is not linked to the street network: its walks are unknown.',
    '该地块未接入路网，步行时间未知。',
  ],
})

/** Names of the sentences. */
export type WordKey = keyof typeof TABLE

/** A part in one language. Numbers are written with separators of thousands. */
function partText(part: WordPart, lang: Lang): string {
  if (typeof part === 'string') return part
  return typeof part === 'number' ? countText(part) : part[lang]
}

const HAN_END = /[\u3400-\u9fff]$/
const HAN_START = /^[\u3400-\u9fff]/
const FIGURE_START = /^[\d<−]/
const FIGURE_END = /[\d%]$/

/**
 * A sentence in both languages with its placeholders filled in, as plain text.
 *
 * @param key which sentence
 * @param parts what stands in `{…}`
 */
export function say(key: WordKey, parts: Readonly<Record<string, WordPart>> = {}): Words {
  const [en, zh] = TABLE[key]
  const filled = (text: string, lang: Lang) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string, at: number) => {
      if (!Object.hasOwn(parts, name)) return whole
      const part = partText(parts[name]!, lang)
      if (lang === 'en') return part
      // Chinese and figures stand a little apart.
      const before = HAN_END.test(text.slice(0, at)) && FIGURE_START.test(part) ? ' ' : ''
      const after = FIGURE_END.test(part) && HAN_START.test(text.slice(at + whole.length)) ? ' ' : ''
      return before + part + after
    })
  return { en: filled(en, 'en'), zh: filled(zh, 'zh') }
}

/** True when the table has such a sentence: for codes that come from data. */
export function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(TABLE, key)
}

/** The same text in both languages (a name, a number). */
export function same(text: string): Words {
  return { en: text, zh: text }
}

/** Words one after another with something between. */
export function joinWords(list: readonly Words[], between: Words): Words {
  return { en: list.map((one) => one.en).join(between.en), zh: list.map((one) => one.zh).join(between.zh) }
}

/** A list as one reads it aloud: `a, b and c`, `a、b、c`. */
export function listWords(list: readonly Words[]): Words {
  if (list.length < 2) return list[0] ?? same('')
  const head = joinWords(list.slice(0, -1), { en: ', ', zh: '、' })
  const last = list[list.length - 1]!
  return { en: `${head.en} and ${last.en}`, zh: `${head.zh}、${last.zh}` }
}

/** A whole number with separators of thousands; people are whole. */
export function countText(value: number): string {
  const rounded = Math.round(value)
  return String(Math.abs(rounded))
    .replace(/\B(?=(\d{3})+$)/g, ',')
    .replace(/^/, rounded < 0 ? '−' : '')
}

/** A share as per cent with one decimal. All and nothing are said only where they are true. */
export function percentText(share: number | null): string {
  if (share === null || Number.isNaN(share)) return '–'
  if (share > 0 && share < 0.0005) return '<0.1%'
  if (share < 1 && share >= 0.9995) return '99.9%'
  const tenths = Math.round(share * 1000)
  return tenths === 0 || tenths === 1000 ? `${tenths / 10}%` : `${Math.floor(tenths / 10)}.${tenths % 10}%`
}

/** A number with at most so many decimals, no trailing zeros and separators of thousands. */
export function decimalText(value: number, decimals: number): string {
  const scale = 10 ** decimals
  const [whole = '', fraction] = String(Math.round(value * scale) / scale).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

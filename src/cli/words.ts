// Every sentence of the terminal in English and Chinese, in one table. Plain text; the words of pages are in the library.
import { groupDigits } from './text-table.ts'

/** Languages of the terminal. */
export type Lang = 'en' | 'zh'

const words = <T extends Record<string, readonly [en: string, zh: string]>>(table: T): T => table

const TABLE = words({
  // Units and small words
  min: ['{n} min', '{n} 分钟'],
  m: ['{n} m', '{n} 米'],
  m_on_foot: ['{n} m on foot', '步行 {n} 米'],
  m_straight: ['{n} m straight', '直线 {n} 米'],
  min_s: ['{min} min {s} s ({seconds} s)', '{min} 分 {s} 秒（{seconds} 秒）'],
  list: [', ', '、'],
  comma: [', ', '，'],
  or: [' or ', '或'],
  semicolon: ['; ', '；'],
  colon: [': ', '：'],
  stop: ['.', '。'],
  note: ['note: {text}', '提示：{text}'],
  label_error: ['error:', '错误：'],
  label_hint: ['hint:', '建议：'],
  label_warning: ['warning:', '警告：'],
  step_read: ['read', '读取'],
  step_walks: ['walks', '步行测算'],
  step_gaps: ['gaps', '盲区'],
  step_duties: ['duties', '条款评价'],
  step_isochrones: ['isochrones', '等时圈'],
  unknown: ['unknown', '未知'],
  no_data: ['no data', '无数据'],
  gap_of_data: ['A gap in the data is not a gap in the city.', '数据缺失不等于现实缺失。'],
  name: ['name', '名称'],
  category: ['category', '类别'],
  facility: ['facility', '设施'],
  facilities: ['facilities', '设施'],
  blocks: ['blocks', '地块'],
  people: ['people', '居民'],
  gaps: ['gaps', '盲区'],
  place: ['place', '地点'],
  share: ['share', '占比'],
  of: ['of', '分母'],
  seconds: ['seconds', '秒'],
  minutes: ['minutes', '分钟'],
  metres: ['metres', '米'],
  // coverage
  within_time: ['≤ {n} min', '≤ {n} 分钟'],
  within_distance: ['≤ {n} m', '≤ {n} 米'],
  beyond: ['{measure} beyond', '未覆盖{measure}'],
  beyond_each: ['of each beyond', '未覆盖数'],
  measure_population: ['population', '人口'],
  measure_dwellings: ['dwellings', '住房'],
  measure_blocks: ['blocks', '地块'],
  lacking: [
    '{n} more kinds have no facility in the data: a gap in the data is not a gap in the city.',
    '另有 {n} 类设施在数据中一处也没有：数据缺失不等于现实缺失。',
  ],
  shares_none: ['No block links to the streets: there are no shares.', '没有地块接入路网，无法给出覆盖率。'],
  shares_of: [
    'Shares are of {measure}{total} in {blocks} blocks{left}.',
    '覆盖率按 {blocks} 个地块的{measure}{total}计算{left}。',
  ],
  shares_of_blocks: [
    'Shares are of {blocks} blocks, each counted as one{left}.',
    '覆盖率按地块个数计算，共 {blocks} 个{left}。',
  ],
  shares_total: [' ({n} in all)', '（共 {n}）'],
  shares_left: ['; left out: {list}', '；未计入：{list}'],
  left_unlinked: ['{n} not linked to a street', '{n} 个未接入路网'],
  left_unknown: ['{n} without {measure}', '{n} 个{measure}未知'],
  wrote: ['Wrote {path}', '已写入 {path}'],
  wrote_to: ['Wrote {names} to {path}', '已写入 {path}：{names}'],
  under_target: [
    '{n} of {all} categories cover less than {percent} % (or are unknown): {list}',
    '{all} 类设施中有 {n} 类覆盖率低于 {percent} %（或未知）：{list}',
  ],
  // standard
  verdicts_head: ['{name} ({id} {version}), blocks by verdict:', '{name}（{id} {version}），按结论统计的地块：'],
  rule: ['rule', '条款'],
  within: ['within', '限值'],
  duty: ['duty', '要求'],
  mandatory: ['mandatory', '应配'],
  optional: ['optional', '宜配'],
  met: ['met', '达标'],
  partial: ['partial', '部分'],
  unmet: ['unmet', '未达标'],
  figure: ['figure', '数值'],
  figure_own: ['own', '自定'],
  figure_recalled: ['not verified', '未核对'],
  not_verified: ['not verified against the printed standard', '未与标准原文核对'],
  own_figure: ['your own figure', '用户自定数值'],
  rules_more: [
    '… and {n} more rules, better met (verdicts.csv has all).',
    '……另有 {n} 条达标较好的条款（全部见 verdicts.csv）。',
  ],
  rules_lacking: [
    'No facility in the data for {n} rules: {list}{more}. A gap in the data is not a gap in the city.',
    '{n} 条条款在数据中没有相应设施：{list}{more}。数据缺失不等于现实缺失。',
  ],
  and_more: [' and {n} more', '等'],
  completeness: [
    'Completeness: {n} of {all} judged blocks meet all {required} mandatory rules; half of them meet {middle} or fewer.',
    '完整度：{all} 个可评价地块中有 {n} 个满足全部 {required} 条应配条款；半数地块满足的不超过 {middle} 条。',
  ],
  paper: [
    'Covered on paper (straight line), not on foot, people: {list}{more}.',
    '纸面覆盖（直线）而步行到不了的居民：{list}{more}。',
  ],
  paper_more: [' (and {n} more rules)', '（另有 {n} 条）'],
  adequacy: [
    '{rule}, {unit} per 1,000 people: {found}, {wanted} wanted{source}: {verdict}',
    '{rule}，每千人{unit}：现有 {found}，要求 {wanted}{source}：{verdict}',
  ],
  supply_facilities: ['facilities', '设施数'],
  supply_capacity: ['places', '规模'],
  supply_floor_m2: ['m² of floor', '建筑面积（平方米）'],
  supply_land_m2: ['m² of land', '用地（平方米）'],
  adequacy_unknown: ['some of it not known', '部分未知'],
  in_brackets: [' ({text})', '（{text}）'],
  figures_recalled: [
    'The figures of {n} of {all} rules are not verified against the printed standard: they are not the law.',
    '{all} 条条款中有 {n} 条的数值未与标准原文核对，不能作为法定依据。',
  ],
  // gaps
  gap: ['gap', '盲区'],
  nearest: ['nearest', '最近设施'],
  walk: ['shortest walk', '最短步行'],
  over_min: ['> {n} min', '> {n} 分钟'],
  over_m: ['> {n} m', '> {n} 米'],
  gaps_none: [
    'No gaps: every linked demand point is within the largest limit.',
    '无盲区：已接入路网的需求点均在最大限值内。',
  ],
  gaps_none_rules: [
    'No gaps: every linked demand point meets the mandatory rules of which the data have any facility.',
    '无盲区：已接入路网的需求点均满足数据中有设施的应配条款。',
  ],
  gaps_more: ['… and {n} more in the file.', '……另有 {n} 处，见文件。'],
  // explain
  from_to: ['{block} ({id}) to {category} ({categoryId})', '{block}（{id}）到{category}（{categoryId}）'],
  conditions: [
    'profile {profile}, {speed} m/s; limit {limit}; demand points by {method} ({count})',
    '步行者：{profile}，步速 {speed} 米/秒；限值 {limit}；需求点：{method}（{count} 个）',
  ],
  profile_adult: ['adult', '成年人'],
  profile_older: ['older', '老年人'],
  profile_child: ['child', '儿童'],
  profile_wheelchair: ['wheelchair', '轮椅使用者'],
  limit_minutes: ['{n} minutes', '{n} 分钟'],
  limit_metres: ['{n} metres', '{n} 米'],
  method_gates: ['gates', '出入口'],
  method_buildings: ['buildings', '建筑'],
  method_grid: ['grid', '网格'],
  method_point: ['point', '单点'],
  not_linked: [
    'Not linked to a street ({why}): no walk can be told, and the block is left out of every share.',
    '未接入路网（{why}）：无法给出步行，该地块不计入任何覆盖率。',
  ],
  unreached: ['Unreached: no {category} within {limit}.', '未到达：{limit}内没有{category}。'],
  beyond_nearest: [
    'Nearest beyond the limit: {facility}, {length}, {metres} m.',
    '限值之外最近的：{facility}，{length}，{metres} 米。',
  ],
  beyond_none: ['None was found within {limit} either.', '{limit}内也未找到。'],
  beyond_no_data: [
    'No facility of this kind is in the data: a gap in the data is not a gap in the city.',
    '数据中没有此类设施：数据缺失不等于现实缺失。',
  ],
  beyond_not_linked: [
    'None of the {n} in the data links to a street: nobody can walk to them.',
    '数据中的 {n} 处均未接入路网，无法步行到达。',
  ],
  nearest_is: ['Nearest: {facility}', '最近：{facility}'],
  walk_is: ['Walk: {length}, {metres} m', '步行：{length}，{metres} 米'],
  next_best: ['Next best:', '其次：'],
  next_is: ['  {facility}: {length}, {metres} m', '  {facility}：{length}，{metres} 米'],
  part: ['part', '路段'],
  street: ['street', '道路'],
  osm_way: ['OSM way', 'OSM 编号'],
  together: ['together', '合计'],
  private: [' (private)', '（内部）'],
  part_access: ['straight to the street', '直线到道路'],
  part_street: ['along the street', '沿道路'],
  part_steps: ['on steps', '走台阶'],
  part_wait: ['waiting at a crossing', '路口等候'],
  part_exit: ['straight to the facility', '直线到设施'],
  rules_none: ['No rule of {id} concerns this kind.', '{id} 没有涉及此类设施的条款。'],
  rules_of: ['Rules of {id} {version} that this kind can satisfy:', '{id} {version} 中此类设施可满足的条款：'],
  rule_line: [
    '  {name} ({id}): {duty}{level}, within {limit}; {clause}{source}',
    '  {name}（{id}）：{duty}{level}，{limit}内；{clause}{source}',
  ],
  level_block: [', block level', '，居住街坊级'],
  level_block_short: ['block', '居住街坊'],
  level_minutes: [', {n}-minute level', '，{n} 分钟级'],
  rule_unlinked: [': the block is not linked to a street', '：地块未接入路网'],
  rule_none_within: [', none within the limit', '，限值内没有'],
  rule_found: [', nearest that counts: {name} at {length}', '，最近的合格设施：{name}，{length}'],
  rule_partial: [', from {percent} of its demand points', '，{percent} 的需求点达标'],
  rule_edge: ['; the data end nearby, the truth may be better', '；数据边界在附近，实际可能更好'],
  // check
  check_usable: ['Usable: {found}; {linked}.', '可用：{found}；{linked}。'],
  check_not_usable: ['Not usable: {why}', '不可用：{why}'],
  check_nothing: ['nothing can be measured', '没有可测算的内容'],
  check_found: [
    '{facilities} facilities of {kinds} kinds, {blocks} blocks ({people})',
    '设施 {facilities} 处、{kinds} 类，地块 {blocks} 个（{people}）',
  ],
  check_people: ['{n} people', '{n} 人'],
  check_people_some: ['{n} people, not known of {unknown}', '{n} 人，另有 {unknown} 个未知'],
  check_people_none: ['people unknown', '人口未知'],
  check_linked: [
    'on the streets: {facilities} facilities, {blocks} blocks',
    '已接入路网：设施 {facilities} 处，地块 {blocks} 个',
  ],
  file: ['file', '文件'],
  for: ['for', '用途'],
  format: ['format', '格式'],
  date: ['date', '日期'],
  read: ['read', '读入'],
  used: ['used', '采用'],
  rejected: ['rejected', '剔除'],
  warning: ['warning', '警告'],
  role_area: ['streets', '路网'],
  role_facilities: ['facilities', '设施'],
  role_blocks: ['blocks', '地块'],
  role_gates: ['gates', '出入口'],
  role_totals: ['totals', '人口台账'],
  role_standard: ['standard', '标准'],
  unknown_kind: ['unknown kind', '未识别的类别'],
  rows: ['rows', '行数'],
  did_you_mean: ['did you mean', '是否为'],
  words_more: ['… and {n} more words (--json has all).', '……另有 {n} 个（--json 列出全部）。'],
  nothing_odd: ['Nothing was rejected and nothing looks odd.', '没有剔除，也没有可疑之处。'],
  source: ['source', '来源'],
  reason: ['reason', '原因'],
  severity: ['', '处理'],
  count: ['count', '条数'],
  example: ['for example', '示例'],
  missing_kinds: ['No data at all for {n} of {all} kinds: {list}.', '{all} 类设施中有 {n} 类完全没有数据：{list}。'],
  missing_main: [
    'No data at all for {n} of {all} kinds, among them for older people and children: {list} (--json has all).',
    '{all} 类设施中有 {n} 类完全没有数据，其中涉及老人和儿童的有：{list}（--json 列出全部）。',
  ],
  missing_many: [
    'No data at all for {n} of {all} kinds (--json has all).',
    '{all} 类设施中有 {n} 类完全没有数据（--json 列出全部）。',
  ],
  table_separated: ['separated by {character}', '以 {character} 分隔'],
  table_tabs: ['separated by tabs', '以制表符分隔'],
  table_sheet: ['sheet "{name}"', '工作表“{name}”'],
  table_declared: ['declared as {crs}', '声明为 {crs}'],
  table_commas: ['decimal commas', '小数点为逗号'],
  table_columns: ['columns: {list}', '列：{list}'],
  table_not_understood: ['not understood: {list}', '未识别：{list}'],
  table_not_used: ['not used: {list}', '未采用：{list}'],
  table_coordinates: ['coordinates: {reason}', '坐标：{reason}'],
  table_fits: [
    'median distance to a street and share within reach, {n} places: {list}',
    '到道路的中位距离与可接入占比，{n} 个点：{list}',
  ],
  table_far: ['far from any', '远离道路'],
  table_warning: ['warning: {text}', '警告：{text}'],
  on_network: ['on the street network', '接入路网'],
  linked: ['linked', '已接入'],
  'too-far': ['too-far', '过远'],
  island: ['island', '孤立路段'],
  outside: ['outside', '数据范围外'],
  people_unlinked: [
    '{n} people live in blocks that are not linked: no walk begins there.',
    '{n} 人住在未接入路网的地块，无法从那里起步。',
  ],
  // Codes of rejects: programs read the codes, people the words
  'code_missing-coordinates': ['missing-coordinates', '缺少坐标'],
  'code_invalid-coordinates': ['invalid-coordinates', '坐标无效'],
  'code_swapped-coordinates': ['swapped-coordinates', '经纬度颠倒'],
  'code_outside-area': ['outside-area', '在数据范围外'],
  'code_doubtful-coordinates': ['doubtful-coordinates', '坐标系存疑'],
  'code_missing-id': ['missing-id', '缺少编号'],
  'code_duplicate-id': ['duplicate-id', '编号重复'],
  'code_duplicate-place': ['duplicate-place', '地点重复'],
  'code_missing-category': ['missing-category', '缺少类别'],
  'code_unknown-category': ['unknown-category', '类别未识别'],
  'code_invalid-number': ['invalid-number', '数值无效'],
  'code_invalid-geometry': ['invalid-geometry', '几何无效'],
  'code_unsupported-geometry': ['unsupported-geometry', '几何类型不支持'],
  'code_malformed-row': ['malformed-row', '行格式错误'],
  'code_missing-members': ['missing-members', '成员缺失'],
  code_closed: ['closed', '已关闭'],
  'code_unknown-block': ['unknown-block', '地块未知'],
  'code_too-far': ['too-far', '距道路过远'],
  code_island: ['island', '孤立路段'],
  rejects_written: [
    '{name}: {n} rejected rows{where}; mend them and load them again{crs}.',
    '{name}：{n} 行被剔除{where}；改正后可重新载入{crs}。',
  ],
  rejects_where: [' in {path}', '，已写入 {path}'],
  rejects_crs: [' with --crs {id}', '，加 --crs {id}'],
  rejects_system: [', in {name}', '，坐标系为 {name}'],
  // What was read
  area_read: [
    '{name}: {walkable} of {highways} streets can be walked, {edges} street pieces{date}',
    '{name}：{highways} 条道路中 {walkable} 条可步行，{edges} 个路段{date}',
  ],
  area_date: [', data of {date}', '，数据日期 {date}'],
  input_read: ['{name}: {used} of {read} {role} used{dropped}', '{name}：{role}读入 {read}，采用 {used}{dropped}'],
  input_dropped: [' ({n} rejected)', '，剔除 {n}'],
  coordinates_read: ['{name}: coordinates: {reason}', '{name}：坐标：{reason}'],
  rejects_example: [
    '{name}: {n} rejected as {code}, such as {example}',
    '{name}：{n} 条被剔除（{code}），例如：{example}',
  ],
  warnings_example: [
    '{name}: {n} used with a warning, {code}, such as {example}',
    '{name}：{n} 条警告（{code}），例如：{example}',
  ],
  shared_out: [
    '{group}: {people} people of {units} shared out to {blocks} by {bases}',
    '{group}：{units}共 {people} 人，按{bases}分摊到 {blocks}',
  ],
  totals_one: ['{n} total', '{n} 项总数'],
  totals_many: ['{n} totals', '{n} 项总数'],
  block_one: ['{n} block', '{n} 个地块'],
  block_many: ['{n} blocks', '{n} 个地块'],
  basis_dwellings: ['dwellings', '户数'],
  basis_floor: ['residential floor area', '住宅建筑面积'],
  group_population: ['population', '人口'],
  group_age_0_3: ['age_0_3', '0–3 岁'],
  group_age_60_plus: ['age_60_plus', '60 岁以上'],
  // poster
  poster_gate_unlinked: [
    '{id} ({side}) is not linked to a street: there is no page for it',
    '{id}（{side}）未接入路网，不制作海报',
  ],
  poster_no_gates: [
    '{n} of {all} blocks have no gates: one page each',
    '{all} 个地块中有 {n} 个没有出入口，各制作一页',
  ],
  poster_wrote: ['Wrote {n} files to {path}{next}.', '已将 {n} 个文件写入 {path}{next}。'],
  poster_print: ['; print {name} from a browser', '；用浏览器打开 {name} 打印'],
  // isochrone
  within_reach: ['within reach by walk', '步行可达'],
  not_linked_count: ['not linked', '未接入'],
  blocks_unknown: ['blocks unknown', '未知地块'],
  reach_note: [
    'Shares are of those in blocks that link to a street and whose number is known ("of").',
    '占比的分母为所在地块已接入路网且数值已知者。',
  ],
  measure_age_0_3: ['age_0_3', '0–3 岁'],
  measure_age_60_plus: ['age_60_plus', '60 岁以上'],
  residential_land: ['residential land', '居住用地'],
  radius: ['radius', '半径'],
  straight_ha: ['straight line ha', '直线（公顷）'],
  walk_ha: ['by walk ha', '步行（公顷）'],
  of_ha: ['of ha', '分母（公顷）'],
  not_linked_ha: ['not linked ha', '未接入（公顷）'],
  land_note: [
    'Straight lines count all land; walks leave out land that is not linked to a street. Two measures: neither stands for the other.',
    '直线口径计入全部用地；步行口径不计未接入路网的用地。两种口径不能互相替代。',
  ],
  uncovered: [
    'Drawn as uncovered, beyond {band} m of the streets within reach: {ha} ha of {all} ha ({percent}) in {n} of {blocks} blocks.',
    '绘为未覆盖（距可达道路超过 {band} 米）：{all} 公顷中的 {ha} 公顷（{percent}），涉及 {blocks} 个地块中的 {n} 个。',
  ],
  km_within: ['km of streets within {limit}', '{limit}内道路（公里）'],
  km_streets: ['km of streets', '道路（公里）'],
  places_count: ['{n} places', '{n} 个地点'],
  edge_near: ['the data end nearer', '数据边界更近'],
  places_unlinked: [
    '{n} of {all} places are not linked to a street: their features say why and draw nothing',
    '{all} 个地点中有 {n} 个未接入路网：其要素注明原因，不绘图形',
  ],
  places_more: ['… of {n} places; the file has all.', '……共 {n} 个地点，全部见文件。'],
  // categories and standards
  categories_note: [
    'Columns OSM and AMap: how many rules recognise the kind. Marks: see data/standards/README.md.',
    'OSM、高德两列为识别该类的规则数。标记的含义见 data/standards/README.md。',
  ],
  theme: ['theme', '主题'],
  measured_for: ['measured for', '服务人群'],
  amap: ['AMap', '高德'],
  mark: ['mark', '标记'],
  version: ['version', '版本'],
  rules: ['rules', '条款数'],
  verified: ['verified', '已核对'],
  n_of: ['{n} of {all}', '{n} / {all}'],
  standards_note: [
    'Rules of one: living-circle standards ID. Judge by one: living-circle coverage … --standard ID.',
    '查看某一标准的条款：living-circle standards ID。按某一标准评价：living-circle coverage … --standard ID。',
  ],
  level: ['level', '层级'],
  any_of: ['any of', '任一类别'],
  clause: ['clause', '出处'],
  pack_head: [
    '{name} · {other} ({id}, version {version}, {issuer})',
    '{name} · {other}（{id}，版本 {version}，{issuer}）',
  ],
  adequacy_head: ['How much there must be:', '配置数量要求：'],
  adequacy_rule: ['  {id}: {least} {measure} per 1,000 people ({mark})', '  {id}：每千人 {least} {measure}（{mark}）'],
  not_judged: ['Not judged:', '未评价：'],
  sources: ['Sources:', '来源：'],
  item: ['  {id}: {text}', '  {id}：{text}'],
})

/** Names of the sentences. */
export type WordKey = keyof typeof TABLE

/** Says a sentence with its `{places}` filled in; numbers get separators of thousands. */
export type Say = (key: WordKey, parts?: Readonly<Record<string, string | number>>) => string

/** The sentences of one language. */
export function sayIn(lang: Lang): Say {
  const index = lang === 'zh' ? 1 : 0
  return (key, parts = {}) =>
    TABLE[key][index].replace(/\{(\w+)\}/g, (whole, place: string) => {
      if (!Object.hasOwn(parts, place)) return whole
      const part = parts[place]!
      return typeof part === 'number' ? groupDigits(part) : part
    })
}

/** Says a word of the data (a status, a role) where the table has it under a prefix; else the word itself. */
export function sayData(say: Say, prefix: string, word: string): string {
  const key = prefix + word
  return Object.hasOwn(TABLE, key) ? say(key as WordKey) : word
}

/** The words of the data that the table has under a prefix, each with what it is called in a language. */
export function wordsUnder(prefix: string, lang: Lang): Readonly<Record<string, string>> {
  const say = sayIn(lang)
  const keys = (Object.keys(TABLE) as WordKey[]).filter((key) => key.startsWith(prefix))
  return Object.fromEntries(keys.map((key) => [key.slice(prefix.length), say(key)]))
}

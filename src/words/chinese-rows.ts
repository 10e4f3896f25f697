// Why a row, feature or element was not used, or used with a warning, in Chinese. A table of sentences and nothing else.
import type { Sentences } from './sentences.ts'

/** Sentences of rejects and of the judgement of coordinates. */
export const CHINESE_ROWS: Sentences = {
  'line {n}: {said*}': '第 {n} 行：{said}',
  'feature {n}: {said*}': '第 {n} 个要素：{said}',
  'and {n} further rows with the same reason': '另有 {n} 行原因相同',
  '{source}: {said*}.': '{source}：{said}。',
  'did you mean "{word}"?': '是否为“{word}”？',
  // Coordinates
  'no coordinates': '没有坐标',
  'half of the coordinates is missing: lon "{lon}", lat "{lat}"': '坐标只有一半：经度“{lon}”，纬度“{lat}”',
  'lon "{lon}", lat "{lat}" are not numbers': '经度“{lon}”、纬度“{lat}”不是数字',
  '"{text}" is not "lng,lat"': '“{text}”不是“经度,纬度”',
  'a position is not on Earth': '有坐标不在地球上',
  'a corner is not on Earth': '有顶点不在地球上',
  'a {type} is neither a point nor an area': '{type} 既不是点也不是面',
  '{place} is not on Earth; coordinates may be swapped': '{place} 不在地球上，经度和纬度可能颠倒',
  '{place} is not a longitude and latitude': '{place} 不是经纬度',
  'these look like metres of a projected system: say which (EPSG code)':
    '看起来是投影坐标系的米制坐标：请说明是哪一个（EPSG 代码）',
  '{place} is outside the area; coordinates may be swapped': '{place} 在数据范围外，经度和纬度可能颠倒',
  '{place} is outside the area': '{place} 在数据范围外',
  'outside the area': '在数据范围外',
  'outside the area of the streets; it will not be linked': '在路网范围外，无法接入路网',
  // Ids, categories, status
  'id "{id}" is also on line {line}, which is used': '编号“{id}”与第 {line} 行重复，已采用该行',
  'no category': '没有类别',
  'category "{word}" is not known': '类别“{word}”无法识别',
  'category "{word}" is not known; taken as {category} by its name': '类别“{word}”无法识别，按名称归为 {category}',
  'its status is "{status}"': '状态为“{status}”',
  '{id} ({category}) is not open to the public: {closed*}.': '{id}（{category}）不对公众开放：{closed}。',
  '{id} ({category}) is not open to the public: {tag}.': '{id}（{category}）不对公众开放：{tag}。',
  'permanently closed': '永久关闭',
  'temporarily closed': '暂时关闭',
  'under construction': '在建',
  'not open': '未开放',
  // Numbers
  'column "{column}": {problem*}; taken as unknown': '列“{column}”：{problem}，按未知处理',
  'column "{column}": {value} is negative': '列“{column}”：{value} 为负数',
  'column "{column}": {value} is more than {most}; taken as unknown': '列“{column}”：{value} 大于 {most}，按未知处理',
  'not a number': '不是数字',
  '"{text}" is a failed calculation': '“{text}”是计算错误的结果',
  '"{text}" is not a number': '“{text}”不是数字',
  '{group*} is {count}, more than the population of {population}': '{group}为 {count}，多于总人口 {population}',
  population: '人口',
  age_0_3: '0–3 岁人口',
  age_60_plus: '60 岁以上人口',
  // Blocks and gates
  'a block is one point or an area, not several points': '地块应为一个点或一个面，不能是多个点',
  'no block_id': '没有 block_id（小区编号）',
  'no block "{id}"': '没有编号为“{id}”的地块',
  'a gate is a point': '出入口应为点',
  '{metres} m from block "{id}": is it that block\'s gate?': '距地块“{id}” {metres} 米：确为该地块的出入口吗？',
  '{id} lies in the residential area {other}; {what*}.': '{id} 位于居住用地 {other} 之内，{what}。',
  '{id} holds the residential area {other}; {what*}.': '{id} 包含居住用地 {other}，{what}。',
  'their land and homes count twice in sums': '合计中两者的用地和住房会重复计算',
  'that one is used': '已采用后者',
  // Totals of communities
  'no name of the {level*}': '没有{level}名称',
  community: '社区',
  street: '街道',
  district: '区',
  '{level*} "{unit}" is given twice': '{level}“{unit}”重复出现',
  '{level*} "{unit}": no number of people': '{level}“{unit}”：没有人口数',
  'no block belongs to {level*} "{unit}"': '没有地块属于{level}“{unit}”',
  'several of the name "{unit}" lie in {names}: name the {kind*} beside it':
    '名为“{unit}”的不止一个，分别位于 {names}：请同时写明{kind}',
  '{group*} of "{unit}": {total} is no number of people': '“{unit}”的{group}：{total} 不是人口数',
  '{group*} of "{unit}": its blocks already have {known}, more than the total of {total}':
    '“{unit}”的{group}：所属地块已有 {known} 人，多于总数 {total}',
  '{group*} of "{unit}": its blocks have neither dwellings nor residential floor area for all; {rest} people stay unknown':
    '“{unit}”的{group}：所属地块的户数和住宅建筑面积均不完整，{rest} 人无法分摊',
  '{group*} of "{unit}": every block has a number, and {rest} of {total} people are left over':
    '“{unit}”的{group}：各地块均已有数值，{total} 人中剩余 {rest} 人',
  // Repeats
  '{goes} is the same place as {stays} ({category}, inside it).':
    '{goes} 与 {stays} 是同一处设施（{category}，位于其内）。',
  '{goes} is the same place as {stays} ({category}, {metres} m apart).':
    '{goes} 与 {stays} 是同一处设施（{category}，相距 {metres} 米）。',
  '{id} is an entrance of {station} ({metres} m away), which is reached there.':
    '{id} 是 {station} 的出入口（相距 {metres} 米），已并入该站。',
  // Links to the streets
  'block {id} is not linked to the street network: {why*}.': '地块 {id} 未接入路网：{why}。',
  'facility {id} is not linked to the street network: {why*}.': '设施 {id} 未接入路网：{why}。',
  'no street within {metres} m': '{metres} 米内没有道路',
  'the streets near it are cut off from the rest': '附近道路为孤立路段，与其余路网不连通',
  "it lies outside the data's area": '位于数据范围外',
  // Rows that could not be read
  'a quote inside a quoted cell is not doubled; read as written': '引号内的引号没有写成两个，已按原样读取',
  'a quote is opened and not closed': '引号没有配对',
  'skipped as a title: "{text}"': '作为标题行跳过：“{text}”',
  '{n} cells where the header has {width}; a text that holds the delimiter needs quotes':
    '有 {n} 个单元格，而表头有 {width} 列；含分隔符的文字应加引号',
  '{n} cells where the header has {width}; the cells beyond the header are ignored':
    '有 {n} 个单元格，而表头有 {width} 列；多出的单元格已忽略',
  'the line is not JSON': '该行不是 JSON',
  'the feature is not an object': '要素不是对象',
  'shape type {type} is not read': '不支持图形类型 {type}',
  'geometry type {type} is not read': '不支持几何类型 {type}',
  'a point without coordinates': '点没有坐标',
  'the shape is longer than its record': '图形长度超出其记录',
  'the polygon has {n} rings; at most {most} are read': '面有 {n} 个环，最多读取 {most} 个',
  'the polygon has no ring with four positions': '面没有四个顶点以上的环',
  // Geometries
  '{n} ring(s) were not closed': '{n} 个环未闭合，已自动闭合',
  '{n} hole(s) without area dropped': '{n} 个没有面积的孔洞已去除',
  'the geometry is not an object': '几何不是对象',
  'a GeometryCollection is not read; give points or polygons': '不支持 GeometryCollection，请提供点或面',
  '"{type}" is not a geometry type': '“{type}”不是几何类型',
  '{type}: coordinates are missing or empty': '{type}：坐标缺失或为空',
  'a position is not an array': '坐标点不是数组',
  'a position is not two finite numbers: {lon}, {lat}': '坐标点不是两个有限数值：{lon}，{lat}',
  'a line has one position only': '线只有一个点',
  'a ring has {n} positions and no area; it needs four, the last the same as the first':
    '环只有 {n} 个点，没有面积；至少需要四个点，首尾相同',
  // Areas of OSM
  '{id} is the outline of {relation}, which has the same tags.': '{id} 是 {relation} 的轮廓，标签相同，已采用后者。',
  '{id} is not a closed way ({n} nodes), so it has no surface.': '{id} 不是闭合路径（{n} 个节点），没有面积。',
  '{id} {missing} of its {n} nodes are not in the file.': '{id} 的 {n} 个节点中有 {missing} 个不在文件中。',
  '{id} its outline encloses no surface.': '{id} 的轮廓没有围成面积。',
  '{id} no usable ring.': '{id} 没有可用的环。',
  '{id} has {n} members; the limit is {most}.': '{id} 有 {n} 个成员，上限为 {most}。',
  '{id} {ways} of its ways and {nodes} of their nodes are not in the file.':
    '{id} 有 {ways} 条路径及 {nodes} 个节点不在文件中。',
  '{id} {ways} of its ways and {nodes} of their nodes are not in the file; {rings} rings do not close.':
    '{id} 有 {ways} 条路径及 {nodes} 个节点不在文件中，{rings} 个环未闭合。',
  '{id} has no outer way.': '{id} 没有外环。',
  '{id} is too large: {inners} holes in {positions} positions.': '{id} 过大：{positions} 个点中有 {inners} 个孔洞。',
  '{id} {n} of its rings do not close.': '{id} 有 {n} 个环未闭合。',
  '{id} {n} of its rings enclose no surface.': '{id} 有 {n} 个环没有围成面积。',
  // Why a facility has its category
  'name contains "{text}"': '名称含“{text}”',
  '{sign*} + name contains "{text}"': '{sign}，名称含“{text}”',
  '{tags} + name contains "{text}"': '{tags}，名称含“{text}”',
  'AMap {code}': '高德类型编码 {code}',
  'column "{column}" = "{word}"': '列“{column}”为“{word}”',
  'default category of the file': '文件的默认类别',
  // Which system the coordinates are in
  'declared {declared*}, but {better*} fits the streets better': '声明为 {declared}，但 {better}与路网更吻合',
  '{name} as declared': '{name}（按声明或默认）',
  'no other system applies here': '此处没有其他适用的坐标系',
  '{best*} fits best': '{best}最吻合',
  '{n} different places are too few to tell': '只有 {n} 个不同位置，不足以判断',
  'no system puts half of the positions near a street: best is {best*}':
    '没有一种坐标系能使半数点位靠近道路：最好的是 {best}',
  '{best*} and {rival*} fit the streets about equally well': '{best}与 {rival}同路网的吻合程度相近',
  'the header "{header}" speaks for {name}': '表头“{header}”表明可能是 {name}',
  '{name} (no street near, {percent} % linked)': '{name}（附近没有道路，{percent}% 可接入）',
  '{name} (median {metres} m, {percent} % linked)': '{name}（中位距离 {metres} 米，{percent}% 可接入）',
}

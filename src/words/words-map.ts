// Words in English and Chinese. The interactive map and the posters.

/** Sentences by name: English, Chinese. */
export const MAP_WORDS = {
  // The interactive map
  map_category: ['Kind of facility', '设施类别'],
  map_limit: ['Limit', '限值'],
  map_group: ['Group', '人群'],
  map_group_own: ['Those the kind is for', '该类设施的服务人群'],
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
} satisfies Readonly<Record<string, readonly [en: string, zh: string]>>

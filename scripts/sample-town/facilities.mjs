// The 80 facilities of the sample town two that are planned, and those of them that are on its map as well.
import { besideStreet } from './buildings.mjs'
import { turnedRectangle } from './plane.mjs'

/** What a kind is called, how the map tags it, and the size of one. `size` is [capacity, floor area in m²], null = unknown. */
const KINDS = {
  elderly_day_care: {
    zh: '日间照料中心',
    en: 'Day Care Centre for Seniors',
    size: [40, 620],
    level: '5min',
    tags: { amenity: 'social_facility', social_facility: 'day_care', 'social_facility:for': 'senior' },
  },
  community_canteen: {
    zh: '社区食堂',
    en: 'Community Canteen',
    size: [120, 260],
    level: '5min',
    tags: { amenity: 'fast_food', fast_food: 'cafeteria' },
  },
  nursery: { zh: '托育园', en: 'Nursery', size: [60, 480], level: '5min', tags: { amenity: 'childcare' } },
  kindergarten: {
    zh: '幼儿园',
    en: 'Kindergarten',
    size: [270, 2900],
    level: '5min',
    tags: { amenity: 'kindergarten' },
  },
  primary_school: {
    zh: '小学',
    en: 'Primary School',
    size: [1080, null],
    level: '10min',
    tags: { amenity: 'school', 'isced:level': '1' },
  },
  health_station: {
    zh: '社区卫生服务站',
    en: 'Community Health Station',
    size: [null, 190],
    level: '5min',
    tags: { amenity: 'clinic' },
  },
  health_centre: {
    zh: '社区卫生服务中心',
    en: 'Community Health Centre',
    size: [30, 2100],
    level: '15min',
    tags: { amenity: 'clinic' },
  },
  wet_market: { zh: '菜市场', en: 'Wet Market', size: [null, 1600], level: '10min', tags: { amenity: 'marketplace' } },
  supermarket: { zh: '超市', en: 'Supermarket', size: [null, 1100], level: null, tags: { shop: 'supermarket' } },
  convenience_store: {
    zh: '便利店',
    en: 'Convenience Store',
    size: [null, 60],
    level: '5min',
    tags: { shop: 'convenience' },
  },
  pharmacy: { zh: '药房', en: 'Pharmacy', size: [null, 110], level: null, tags: { amenity: 'pharmacy' } },
  parcel: { zh: '快递驿站', en: 'Parcel Point', size: [null, 40], level: '5min', tags: { amenity: 'parcel_locker' } },
  cultural_station: {
    zh: '文化活动站',
    en: 'Cultural Station',
    size: [null, 340],
    level: '5min',
    tags: { amenity: 'community_centre', community_centre: 'community_hall' },
  },
  sports_court: {
    zh: '球场',
    en: 'Sports Court',
    size: [null, null],
    level: '5min',
    tags: { leisure: 'pitch', sport: 'multi' },
    court: true,
  },
  park: { zh: '公园', en: 'Park', size: [null, null], level: null, tags: null },
  bank: { zh: '银行', en: 'Bank', size: [null, 280], level: null, tags: { amenity: 'bank' } },
  toilets: { zh: '公厕', en: 'Public Toilet', size: [null, 60], level: '5min', tags: { amenity: 'toilets' } },
  community_station: {
    zh: '社区服务站',
    en: 'Community Station',
    size: [null, 600],
    level: '5min',
    tags: { amenity: 'community_centre' },
  },
  service_centre: {
    zh: '便民服务中心',
    en: 'Service Centre',
    size: [null, 900],
    level: '15min',
    tags: { amenity: 'townhall' },
  },
}

/** [kind, 中文, English, x, y]. Places are rough: each is moved beside the nearest public street. */
const PLACES = [
  ['elderly_day_care', '钟楼', 'Zhonglou', -60, 350],
  ['elderly_day_care', '渡口', 'Dukou', 300, -190],
  ['elderly_day_care', '机厂', 'Jichang', -1290, -60],
  ['elderly_day_care', '公园', 'Gongyuan', -1310, 700],
  ['community_canteen', '学堂', 'Xuetang', 230, 330],
  ['community_canteen', '机厂', 'Jichang', -1100, -210],
  ['community_canteen', '公园', 'Gongyuan', -1000, 350],
  ['community_canteen', '站前', 'Zhanqian', -150, -596],
  ['nursery', '小树苗', 'Sapling', -900, 1000],
  ['nursery', '云栖', 'Yunqi', -1660, 1040],
  ['nursery', '新城', 'New Town', 160, -760],
  ['kindergarten', '北苑', 'Beiyuan', -1110, 1300],
  ['kindergarten', '湖西', 'Huxi', 20, 980],
  ['kindergarten', '钟楼', 'Zhonglou', -300, 352],
  ['kindergarten', '机厂', 'Jichang', -1120, -190],
  ['kindergarten', '滨河', 'Binhe', 165, -880],
  ['kindergarten', '河东', 'Hedong', 1260, 210],
  ['primary_school', '样渡第一', 'Yangdu First', -1180, 830],
  ['primary_school', '学堂', 'Xuetang', 300, 480],
  ['primary_school', '机厂', 'Jichang', -890, -150],
  ['primary_school', '新城', 'New Town', 160, -1130],
  ['health_station', '北苑', 'Beiyuan', -1690, 1180],
  ['health_station', '学堂', 'Xuetang', 110, 450],
  ['health_station', '机厂', 'Jichang', -1560, -190],
  ['health_station', '南坡', 'Nanpo', -1480, -650],
  ['health_station', '站前', 'Zhanqian', 140, -680],
  ['health_centre', '老城街道', 'Laocheng', -470, 200],
  ['health_centre', '北苑街道', 'Beiyuan', -890, 1150],
  ['wet_market', '钟楼', 'Zhonglou', 40, 150],
  ['wet_market', '北苑', 'Beiyuan', -1310, 1100],
  ['wet_market', '机厂', 'Jichang', -1310, -250],
  ['supermarket', '商业中心', 'Plaza', -250, 760],
  ['supermarket', '北苑', 'Beiyuan', -1670, 1300],
  ['supermarket', '渡口', 'Dukou', 500, 70],
  ['supermarket', '机厂', 'Jichang', -1670, 50],
  ['supermarket', '南城', 'Nancheng', -160, -1010],
  ['convenience_store', '样苑', 'Yangyuan', -1860, 1060],
  ['convenience_store', '云栖', 'Yunqi', -1310, 1400],
  ['convenience_store', '湖西', 'Huxi', -490, 1280],
  ['convenience_store', '公园路', 'Gongyuan Road', -1500, 350],
  ['convenience_store', '西门', 'Ximen', -1860, 70],
  ['convenience_store', '钟楼街', 'Zhonglou Street', 90, 560],
  ['convenience_store', '磨坊', 'Mofang', -250, -170],
  ['convenience_store', '南门', 'Nanmen', 120, -410],
  ['convenience_store', '南坡', 'Nanpo', -1800, -790],
  ['convenience_store', '滨河', 'Binhe', 440, -625],
  ['convenience_store', '河东街', 'Hedong Street', 1240, 120],
  ['convenience_store', '圩埂', 'Weigeng', 1590, -150],
  ['pharmacy', '北苑', 'Beiyuan', -1290, 1060],
  ['pharmacy', '湖西', 'Huxi', -470, 1060],
  ['pharmacy', '钟楼', 'Zhonglou', 110, 260],
  ['pharmacy', '机厂', 'Jichang', -1310, 40],
  ['pharmacy', '站前', 'Zhanqian', 30, -620],
  ['pharmacy', '河东', 'Hedong', 1260, 30],
  ['parcel', '样苑', 'Yangyuan', -1860, 1280],
  ['parcel', '云栖', 'Yunqi', -1480, 1060],
  ['parcel', '中央', 'Central', -490, 760],
  ['parcel', '钟楼', 'Zhonglou', -180, 400],
  ['parcel', '机厂', 'Jichang', -1800, -60],
  ['parcel', '站前', 'Zhanqian', -200, -612],
  ['parcel', '河东', 'Hedong', 1400, 70],
  ['cultural_station', '钟楼', 'Zhonglou', -30, 230],
  ['cultural_station', '机厂', 'Jichang', -1190, -210],
  ['cultural_station', '湖西', 'Huxi', -480, 1200],
  ['sports_court', '公园路', 'Gongyuan Road', -1180, 520],
  ['sports_court', '机厂', 'Jichang', -1520, -180],
  ['sports_court', '滨河', 'Riverside', 735, 300],
  ['sports_court', '新城', 'New Town', 140, -1320],
  ['park', '样渡', 'Yangdu', -690, 586],
  ['park', '滨河', 'Riverside', 742, 400],
  ['park', '南坡', 'Nanpo Hill', -1560, -1290],
  ['bank', '渡口', 'Dukou', -100, 70],
  ['bank', '北苑', 'Beiyuan', -910, 1060],
  ['bank', '南站', 'Nanzhan', -470, -990],
  ['toilets', '公园', 'Park', -600, 580],
  ['toilets', '钟楼', 'Zhonglou', 120, 330],
  ['toilets', '滨河', 'Riverside', 740, -150],
  ['community_station', '渡口', 'Dukou', 200, -40],
  ['community_station', '河东', 'Hedong', 1430, 180],
  ['service_centre', '样渡', 'Yangdu', -470, 660],
]

/** Decided but not built: a scenario opens them. */
const PLANNED = [
  ['nursery', '新城', 190, -1270, 90],
  ['elderly_day_care', '河东', 1420, 150, 40],
]

/** When a kind is open, in the words that its list has: some as OSM writes them, some as an office does. Other kinds say nothing. */
const HOURS = {
  elderly_day_care: '周一至周五 8:30-17:30',
  nursery: '周一至周五 7:30-18:00',
  community_canteen: '每天 10:30-13:00,17:00-19:00',
  health_station: 'Mo-Sa 08:00-17:30',
  health_centre: '24小时',
  convenience_store: '24/7',
  wet_market: 'Mo-Su 06:00-18:30',
  community_station: '工作日 9:00-17:00',
}

/** Kinds that the map does not show: what nobody has drawn yet. */
const NOT_ON_MAP = new Set(['parcel', 'elderly_day_care'])

/** Makes the records of facilities.csv and planned.csv, and draws most of those that are open on the map. */
export function placeFacilities(town) {
  const { board, random } = town
  const counts = new Map()
  const open = PLACES.map(([category, zh, en, x, y], i) => {
    const kind = KINDS[category]
    const number = (counts.get(category) ?? 0) + 1
    counts.set(category, number)
    const point = besideStreet(board, [x, y], category === 'park' ? 2 : 9)
    const [capacity, floorArea] = kind.size
    const vary = random.between(0.75, 1.3)
    const name = `${zh}${kind.zh}`
    const onMap = kind.tags !== null && (!NOT_ON_MAP.has(category) || number === 1)
    if (onMap) drawOnMap(town, kind, { point, name, nameEn: `${en} ${kind.en}` }, i)
    return {
      id: `F${String(i + 1).padStart(2, '0')}`,
      name,
      category,
      point,
      capacity: capacity === null ? null : Math.round((capacity * vary) / 5) * 5,
      floorArea: floorArea === null ? null : Math.round((floorArea * vary) / 10) * 10,
      level: kind.level,
      hours: HOURS[category] ?? null,
      status: 'open',
    }
  })
  const planned = PLANNED.map(([category, zh, x, y, capacity], i) => ({
    id: `F${open.length + i + 1}`,
    name: `${zh}${KINDS[category].zh}（规划）`,
    category,
    point: besideStreet(board, [x, y], 9),
    capacity,
    floorArea: null,
    level: KINDS[category].level,
    hours: null,
    status: 'planned',
  }))
  return { open, planned }
}

function drawOnMap({ board }, kind, { point, name, nameEn }, i) {
  const tags = { ...kind.tags, name, 'name:en': nameEn }
  if (kind.court) board.area(tags, turnedRectangle(point, 15, 28, 0))
  else if (kind.tags.amenity === 'marketplace')
    board.area({ ...tags, building: 'retail' }, turnedRectangle(point, 17, 15, 0))
  else if (kind.tags.amenity === 'kindergarten' && i % 2 === 0) board.area(tags, turnedRectangle(point, 16, 16, 0))
  else board.poi(tags, point)
}

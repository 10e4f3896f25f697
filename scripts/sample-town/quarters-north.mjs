// Where the northern quarters lie: Beiyuan with its gated blocks, the park and what stands around it. Boxes are [west, south, east, north] in metres.
import { drawCompound } from './compounds.mjs'
import { blob, points, rectangle, soften } from './plane.mjs'

const BEIYUAN = '北苑街道'

/** Big planned blocks in the north-west: gated compounds between wide streets. */
export function drawBeiyuan(town) {
  const { board } = town
  const tertiary = (zh, en, points) => board.street({ highway: 'tertiary', name: zh, 'name:en': en }, points)
  tertiary(
    '苑中路',
    'Yuanzhong Road',
    [-2050, -1680, -1300, -900, -480, 20].map((x) => [x, 1050]),
  )
  tertiary(
    '苑西路',
    'Yuanxi Road',
    [1480, 1050, 620, 340, 60, -200, -430].map((y) => [-1680, y]),
  )
  tertiary(
    '苑东路',
    'Yuandong Road',
    [1480, 1050, 620, 340, 60, -200, -430].map((y) => [-900, y]),
  )
  tertiary(
    '公园路',
    'Gongyuan Road',
    [-2050, -1680, -1300, -900, -480].map((x) => [x, 340]),
  )
  const compound = (id, zh, en, box, gates, levels, community, population, older, young, more = {}) =>
    drawCompound(town, {
      name: [zh, en],
      box,
      gates,
      levels,
      block: { id, community, street: BEIYUAN, population, older, young, ...more },
    })
  compound(
    'BY-01',
    '样苑一期',
    'Yangyuan Phase 1',
    [-2022, 1290, -1708, 1452],
    [
      ['S', 0.3],
      ['E', 0.5],
    ],
    [11, 18],
    '北苑社区',
    2840,
    0.16,
    0.041,
  )
  compound(
    'BY-02',
    '样苑二期',
    'Yangyuan Phase 2',
    [-2022, 1078, -1708, 1250],
    [
      ['S', 0.5],
      ['N', 0.3],
    ],
    [11, 18],
    '北苑社区',
    2610,
    0.14,
    0.044,
  )
  board.street(
    { highway: 'residential', name: '样苑巷', 'name:en': 'Yangyuan Lane' },
    points('-2050,1270 -1865,1270 -1680,1270'),
  )
  compound(
    'BY-03',
    '云栖花园',
    'Yunqi Garden',
    [-1652, 1078, -1328, 1452],
    [
      ['S', 0.45],
      ['E', 0.7],
    ],
    [18, 26],
    '北苑社区',
    4320,
    0.12,
    0.052,
  )
  compound(
    'BY-04',
    '湖西新村',
    'Huxi New Village',
    [-872, 1290, -508, 1452],
    [['S', 0.5]],
    [6, 6],
    '湖西社区',
    1980,
    0.24,
    0.027,
  )
  compound(
    'BY-05',
    '湖西雅居',
    'Huxi Court',
    [-872, 1078, -508, 1250],
    [
      ['S', 0.2],
      ['S', 0.8],
      ['N', 0.5],
    ],
    [11, 11],
    '湖西社区',
    2240,
    0.19,
    0.035,
  )
  board.street(
    { highway: 'residential', name: '雅居巷', 'name:en': 'Yaju Lane' },
    points('-900,1270 -690,1270 -480,1270'),
  )
  compound(
    'BY-06',
    '西岭府',
    'Xiling Mansion',
    [-2022, 648, -1708, 1022],
    [
      ['S', 0.5],
      ['E', 0.25, 'closed'],
      ['N', 0.6],
    ],
    [18, 26],
    '北苑社区',
    3870,
    0.11,
    0.055,
  )
  compound(
    'BY-07',
    '槐荫里',
    'Huaiyin Terrace',
    [-1652, 648, -1328, 822],
    [
      ['S', 0.6],
      ['E', 0.5],
    ],
    [6, 6],
    '公园社区',
    1720,
    0.27,
    0.022,
  )
  compound(
    'BY-08',
    '桐花里',
    'Tonghua Terrace',
    [-1652, 862, -1328, 1022],
    [
      ['N', 0.5],
      ['W', 0.5],
    ],
    [6, 8],
    '公园社区',
    1660,
    0.25,
    0.024,
    { unknownGroups: true },
  )
  board.street(
    { highway: 'residential', name: '槐桐巷', 'name:en': 'Huaitong Lane' },
    points('-1680,842 -1490,842 -1300,842'),
  )
  compound(
    'BY-09',
    '镜湖一号',
    'Jinghu One',
    [-450, 1078, -20, 1452],
    [
      ['W', 0.5],
      ['S', 0.7, 'planned'],
    ],
    [18, 32],
    '湖西社区',
    5060,
    0.09,
    0.061,
  )
  compound(
    'BY-10',
    '中央公馆',
    'Central Residence',
    [-872, 648, -508, 1022],
    [
      ['E', 0.4],
      ['S', 0.35],
      ['N', 0.7],
    ],
    [18, 26],
    '公园社区',
    4450,
    0.13,
    0.048,
  )
  compound(
    'BY-11',
    '金穗苑',
    'Jinsui Court',
    [-2022, 368, -1708, 592],
    [
      ['E', 0.5],
      ['S', 0.4],
    ],
    [11, 18],
    '公园社区',
    2980,
    0.17,
    0.039,
  )
  compound(
    'BY-12',
    '银杏苑',
    'Yinxing Court',
    [-1652, 368, -1328, 592],
    [
      ['N', 0.5],
      ['S', 0.5, 'open'],
    ],
    [11, 11],
    '公园社区',
    2470,
    0.2,
    0.033,
  )
  compound(
    'BY-13',
    '西门小区',
    'Ximen Estate',
    [-2022, 88, -1708, 312],
    [
      ['S', 0.5],
      ['N', 0.5],
    ],
    [6, 6],
    '公园社区',
    2050,
    0.28,
    0.02,
  )
  compound(
    'BY-14',
    '玉兰园',
    'Yulan Garden',
    [-872, 88, -508, 312],
    [
      ['S', 0.6],
      ['W', 0.5],
    ],
    [11, 11],
    '公园社区',
    2660,
    0.21,
    0.03,
    { unknownPeople: true },
  )
  board.area(
    { landuse: 'commercial', name: '样渡商业中心', 'name:en': 'Yangdu Plaza' },
    rectangle(-450, 648, -20, 1022),
  )
  board.street(
    { highway: 'pedestrian', name: '商业步行街', 'name:en': 'Plaza Walk' },
    soften(points('-480,835 -330,850 -180,820 15,840'), 1),
  )
  board.street({ highway: 'pedestrian' }, points('-240,620 -236,730 -240,836 -236,940 -240,1050'))
  town.slabs.push({ box: [-440, 660, -30, 1010], pitch: 62, levels: [3, 6], building: 'retail' })
  board.area(
    { amenity: 'hospital', name: '样渡区人民医院', 'name:en': 'Yangdu District Hospital' },
    rectangle(-1272, 88, -928, 312),
  )
  board.street({ highway: 'service' }, points('-1100,60 -1100,200 -1100,340'))
  town.slabs.push({ box: [-1262, 98, -938, 302], pitch: 66, levels: [5, 9], building: 'hospital' })
  board.area({ landuse: 'grass' }, rectangle(-1652, 88, -1328, 312))
}

/** A fenced park with a pond and four gates. */
export function drawPark(town) {
  const { board, random } = town
  const gates = points('-690,592 -508,470 -700,368 -872,480')
  const ring = [[-872, 368], gates[2], [-508, 368], gates[1], [-508, 592], gates[0], [-872, 592], gates[3]]
  board.area({ leisure: 'park', name: '样渡公园', 'name:en': 'Yangdu Park' }, ring)
  board.line({ barrier: 'fence' }, [...ring, ring[0]])
  const streets = points('-690,620 -480,470 -700,340 -900,480')
  const names = ['北门', '东门', '南门', '西门']
  gates.forEach((gate, i) => {
    board.tagNode(gate, { barrier: 'gate', name: names[i] })
    board.street({ highway: 'footway' }, [streets[i], gate])
  })
  board.area({ natural: 'water', water: 'pond' }, blob([-690, 478], 78, 46, 22, random, 0.07))
  const walk = (points) => board.street({ highway: 'footway' }, points)
  const round = soften(points('-690,556 -600,548 -555,478 -600,405 -700,398 -800,410 -835,480 -790,552 -690,556'), 1)
  walk(round)
  walk([gates[0], [-690, 556]])
  walk([gates[1], [-535, 470], [-560, 474]])
  walk([gates[2], [-700, 398]])
  walk([gates[3], [-850, 480], [-832, 480]])
  walk(soften(points('-834,478 -790,470 -785,530 -740,540 -700,556'), 1))
  walk(points('-600,548 -592,500 -600,440 -600,405'))
  const gap = [
    [-1272, 368],
    [-928, 592],
  ]
  board.area(
    { leisure: 'garden', name: '公园路绿地', 'name:en': 'Gongyuan Road Green' },
    rectangle(gap[0][0], gap[0][1], gap[1][0], gap[1][1]),
  )
  walk(soften(points('-1300,400 -1200,450 -1100,430 -1000,520 -900,560'), 1))
  walk(soften(points('-1100,340 -1110,430 -1060,500 -1100,560 -1090,620'), 1))
  board.area(
    { amenity: 'school', name: '样渡第一小学', 'name:en': 'Yangdu First Primary School' },
    rectangle(-1272, 648, -1100, 822),
  )
  board.street(
    { highway: 'residential', name: '书声巷', 'name:en': 'Shusheng Lane' },
    points('-1300,842 -1086,842 -900,842'),
  )
  board.street({ highway: 'residential' }, points('-1086,620 -1086,842 -1086,1050'))
  board.area(
    { landuse: 'residential', name: '书香里', 'name:en': 'Shuxiang Terrace' },
    rectangle(-1272, 862, -1104, 1022),
  )
  town.blocks.push({
    id: 'BY-15',
    name: ['书香里', 'Shuxiang Terrace'],
    ring: rectangle(-1272, 862, -1104, 1022),
    community: '公园社区',
    street: BEIYUAN,
    population: 1490,
    older: 0.23,
    young: 0.028,
  })
  town.slabs.push({ box: [-1268, 866, -1108, 1018], pitch: 36, levels: [5, 6] })
  town.slabs.push({ box: [-1262, 740, -1110, 812], pitch: 40, levels: [4, 4], building: 'school' })
  board.area(
    { landuse: 'residential', name: '北苑公寓', 'name:en': 'Beiyuan Apartments' },
    rectangle(-1272, 1078, -928, 1452),
  )
  board.street({ highway: 'residential' }, points('-1300,1270 -1100,1265 -900,1270'))
  board.street({ highway: 'service' }, points('-1100,1050 -1096,1160 -1100,1265 -1104,1370 -1100,1480'))
  town.blocks.push({
    id: 'BY-16',
    name: ['北苑公寓', 'Beiyuan Apartments'],
    ring: rectangle(-1272, 1078, -928, 1452),
    community: '北苑社区',
    street: BEIYUAN,
    population: 3380,
    older: 0.15,
    young: 0.04,
  })
  town.slabs.push({ box: [-1266, 1084, -934, 1446], pitch: 40, levels: [9, 11] })
}

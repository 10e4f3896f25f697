// Where the southern quarters lie: the works estate, the hillside, the blocks beyond the railway. Boxes are [west, south, east, north] in metres.
import { drawCompound, drawOpenEstate } from './compounds.mjs'
import { riverX } from './frame.mjs'
import { points, rectangle, soften } from './plane.mjs'

const NANPO = '南坡街道'

/** Flats of an old factory, south of the avenue: open lanes, no walls. */
export function drawWorksEstate(town) {
  const { board } = town
  const street = (points) => board.street({ highway: 'residential', name: '机厂路', 'name:en': 'Jichang Road' }, points)
  street([-2050, -1680, -1300, -900, -480].map((x) => [x, -200]))
  board.street(
    { highway: 'residential', name: '铁道边街', 'name:en': 'Tiedao Street' },
    [-2050, -1680, -1300, -900, -480].map((x) => [x, x === -480 ? -416 : -430]),
  )
  const estate = (id, zh, en, box, population, older, more = {}) =>
    drawOpenEstate(town, {
      name: [zh, en],
      box,
      levels: [4, 6],
      lanesX: [0.35, 0.7],
      lanesY: [0.5],
      block: { id, community: '机厂社区', street: NANPO, population, older, young: 0.024, ...more },
    })
  estate('JC-1', '机厂一村', 'Jichang Village 1', [-2032, -182, -1698, 42], 2730, 0.31)
  estate('JC-2', '机厂二村', 'Jichang Village 2', [-1662, -182, -1318, 42], 2510, 0.33)
  estate('JC-3', '机厂三村', 'Jichang Village 3', [-1282, -182, -918, 42], 2640, 0.3)
  estate('JC-4', '机厂四村', 'Jichang Village 4', [-1282, -412, -918, -218], 1930, 0.34, { unknownDwellings: true })
  estate('JC-5', '铁路新村', 'Railway New Village', [-882, -412, -498, -218], 2080, 0.29)
  board.area(
    { landuse: 'industrial', name: '样渡机械厂', 'name:en': 'Yangdu Machine Works' },
    rectangle(-2032, -412, -1318, -218),
  )
  town.slabs.push({ box: [-2010, -400, -1340, -230], pitch: 84, levels: [1, 2], building: 'industrial' })
  board.area(
    { amenity: 'school', name: '样渡中学', 'name:en': 'Yangdu Middle School' },
    rectangle(-882, -182, -498, 42),
  )
  town.slabs.push({ box: [-872, -80, -690, 32], pitch: 48, levels: [4, 5], building: 'school' })
  board.street(
    { highway: 'residential', access: 'no', name: '厂内路', 'name:en': 'Works Road' },
    points('-1680,-215 -1674,-300 -1680,-420'),
    { apart: true },
  )
}

/** Houses on a hillside: roads along the slope, steps across it, one long zigzag for wheels. */
export function drawSlope(town) {
  const { board, random } = town
  const terraces = [-640, -780, -920, -1060, -1200]
  const line = (y, from, to) => {
    const points = []
    for (let x = from; x <= to; x += 62) points.push([x, y + 16 * Math.sin(x / 140) + random.between(-4, 4)])
    return points
  }
  terraces.forEach((y, i) => {
    const from = i % 2 === 0 ? -2050 : -1960
    const points = [...line(y, from, -1440), [-1424, y]]
    const name = `南坡${'一二三四五'[i]}巷`
    board.street(
      { highway: 'residential', name, 'name:en': `Nanpo Lane ${i + 1}` },
      i < 2 ? [...points, [-1300, y]] : points,
    )
  })
  for (let i = 0; i + 1 < terraces.length; i++) {
    for (const x of [-1900, -1740, -1560].map((at) => at + i * 14)) {
      const upper = terraces[i] + 16 * Math.sin(x / 140)
      const lower = terraces[i + 1] + 16 * Math.sin(x / 140)
      board.street({ highway: 'steps', incline: 'down', surface: 'stone' }, [
        [x, upper - 3],
        [x + 6, (upper + lower) / 2],
        [x, lower + 3],
      ])
    }
  }
  const zigzag = terraces.slice(1).flatMap((y, i) => [
    [-1424, y],
    [i % 2 === 0 ? -1372 : -1384, y - 70],
  ])
  board.street({ highway: 'residential', name: '盘坡路', 'name:en': 'Panpo Road' }, zigzag.slice(0, -1))
  board.street({ highway: 'steps', incline: 'down' }, points('-1700,-1206 -1690,-1320 -1700,-1450'))
  board.area({ natural: 'wood' }, points('-2032,-1240 -1720,-1235 -1712,-1430 -2032,-1432'))
  board.area(
    { leisure: 'park', name: '南坡公园', 'name:en': 'Nanpo Hill Park' },
    points('-1680,-1236 -1330,-1240 -1330,-1430 -1682,-1428'),
  )
  board.street(
    { highway: 'path' },
    soften(points('-1694,-1280 -1600,-1300 -1520,-1260 -1450,-1330 -1380,-1300 -1300,-1360'), 1),
  )
  board.street({ highway: 'path' }, soften(points('-1520,-1260 -1540,-1350 -1480,-1400 -1500,-1450'), 1))
  const hillside = (id, zh, en, ring, population, older) => {
    board.area({ landuse: 'residential', name: zh, 'name:en': en }, ring)
    town.blocks.push({
      id,
      name: [zh, en],
      ring,
      community: '南坡社区',
      street: NANPO,
      population,
      older,
      young: 0.026,
    })
    town.houses.push({ ring, levels: [2, 3], spacing: 27 })
  }
  hillside('NP-1', '南坡上', 'Upper Nanpo', rectangle(-2040, -930, -1450, -625), 2380, 0.29)
  hillside('NP-2', '南坡下', 'Lower Nanpo', rectangle(-1970, -1218, -1450, -934), 1720, 0.32)
  town.blocks.push({
    id: 'NP-3',
    name: ['盘坡里', 'Panpo Row'],
    point: [-1398, -880],
    community: '南坡社区',
    street: NANPO,
    population: 260,
    older: 0.27,
    young: 0.02,
  })
  town.blocks.push({
    id: 'NP-4',
    name: ['林场宿舍', 'Forestry Quarters'],
    point: [-1950, -1335],
    community: '南坡社区',
    street: NANPO,
    population: 85,
    older: 0.41,
    young: 0.01,
  })
}

/** South of the railway: sheds, a station, three newer compounds, fields. */
export function drawStationQuarter(town) {
  const { board } = town
  board.area(
    { landuse: 'industrial', name: '样渡货场', 'name:en': 'Yangdu Freight Yard' },
    rectangle(-1272, -970, -510, -620),
  )
  board.street({ highway: 'service' }, points('-1300,-800 -900,-790 -480,-800'))
  board.street({ highway: 'service' }, [
    [-900, -790],
    [-900, -1000],
  ])
  town.slabs.push({ box: [-1250, -960, -530, -640], pitch: 96, levels: [1, 1], building: 'industrial' })
  const compound = (id, zh, en, box, gates, levels, population, older, more = {}) =>
    drawCompound(town, {
      name: [zh, en],
      box,
      gates,
      levels,
      block: { id, community: '站前社区', street: NANPO, population, older, young: 0.047, ...more },
    })
  board.street({ highway: 'tertiary', name: '站前街', 'name:en': 'Zhanqian Street' }, [
    [-480, -612],
    [-150, -606],
    [150, -612],
    [500, -620],
    [riverX(-640) - 105, -640],
  ])
  board.street(
    { highway: 'tertiary', name: '新城路', 'name:en': 'Xincheng Road' },
    points('150,-612 150,-800 150,-1000 150,-1200 150,-1450'),
  )
  compound(
    'ZQ-1',
    '站前花园',
    'Zhanqian Garden',
    [-452, -972, 122, -640],
    [
      ['N', 0.75],
      ['E', 0.3],
      ['S', 0.4],
    ],
    [11, 18],
    4210,
    0.12,
  )
  compound(
    'ZQ-2',
    '南城印象',
    'Nancheng View',
    [-452, -1422, 122, -1028],
    [
      ['N', 0.5],
      ['W', 0.5],
    ],
    [18, 26],
    4630,
    0.08,
    { unknownDwellings: true },
  )
  compound(
    'ZQ-3',
    '滨河新城',
    'Binhe New Town',
    [178, -972, 730, -650],
    [
      ['N', 0.4],
      ['W', 0.5],
      ['E', 0.6, 'residents'],
    ],
    [18, 32],
    5380,
    0.09,
  )
  drawOpenEstate(town, {
    name: ['货场宿舍', 'Yard Dormitories'],
    box: [-1282, -1432, -1000, -1018],
    levels: [3, 5],
    lanesX: [0.5],
    lanesY: [0.33, 0.66],
    block: { id: 'ZQ-4', community: '站前社区', street: NANPO, population: 1340, older: 0.18, young: 0.03 },
  })
  board.area({ landuse: 'farmland' }, rectangle(-970, -1430, -500, -1020))
  board.area({ landuse: 'farmland' }, rectangle(180, -1425, 700, -1030))
  board.street({ highway: 'track' }, soften(points('150,-1230 330,-1210 500,-1260 690,-1210 752,-1200'), 1))
  town.blocks.push({
    id: 'ZQ-5',
    name: ['菜园村', 'Caiyuan Hamlet'],
    point: [470, -1232],
    community: '站前社区',
    street: NANPO,
    population: 310,
    older: 0.36,
    young: 0.015,
  })
}

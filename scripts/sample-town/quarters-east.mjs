// What lies across the river, and the country around the town. Boxes are [west, south, east, north] in metres.
import { drawAlleys } from './old-quarter.mjs'
import { points, rectangle, soften } from './plane.mjs'

const HEDONG = '河东街道'

/** The settlement across the river: one bridge, few services. */
export function drawHedong(town) {
  const { board } = town
  const lane = (zh, en, points) => board.street({ highway: 'residential', name: zh, 'name:en': en }, points)
  lane('河东街', 'Hedong Street', points('1250,640 1256,500 1250,350 1244,200 1250,60 1258,-100 1250,-230 1246,-440'))
  lane('东圩路', 'Dongwei Road', points('1600,600 1604,480 1600,350 1594,200 1600,60 1606,-90 1600,-230 1600,-450'))
  lane('圩埂路', 'Weigeng Road', points('1950,350 1944,200 1950,60 1956,-90 1950,-230 1950,-460'))
  lane('南圩巷', 'Nanwei Lane', points('1010,-230 1130,-224 1250,-230 1430,-236 1600,-230 1780,-224 1950,-230'))
  lane('东岸路', 'East Bank Road', points('930,350 915,200 980,60 985,-80 1010,-230 1090,-420'))
  lane('圩南路', 'Weinan Road', points('1090,-420 1246,-440 1430,-446 1600,-450 1950,-460'))
  lane('北圩巷', 'Beiwei Lane', points('1010,640 1130,650 1250,640 1420,620 1600,600'))
  lane('东岸路', 'East Bank Road', points('930,350 960,480 1010,640'))
  const kinds = ['residential', 'living_street', 'footway', 'service']
  const cells = [
    ['HD-1', '东岸', 'Dong’an', [980, 60, 1250, 350], '河东社区', 1870, 0.26, 'ESN'],
    ['HD-2', '河东', 'Hedong', [1250, 60, 1600, 350], '河东社区', 2240, 0.28],
    ['HD-3', '东圩', 'Dongwei', [1600, 60, 1950, 350], '河东社区', 1650, 0.3],
    ['HD-4', '南圩西', 'Nanwei West', [1010, -230, 1250, 60], '河东社区', 1430, 0.27, 'ESN'],
    ['HD-5', '南圩', 'Nanwei', [1250, -230, 1600, 60], '河东社区', 1980, 0.25],
    ['HD-6', '湖东', 'Hudong', [1250, 350, 1600, 610], '湖东社区', 1210, 0.31, 'WES'],
  ]
  for (const [id, zh, en, box, community, population, older, anchors] of cells) {
    drawAlleys(town, { box, anchors, spacing: 74, keep: 0.45, shake: 0.24, kinds })
    const [west, south, east, north] = box
    const ring = rectangle(west + 10, south + 10, east - 10, north - 10)
    board.area({ landuse: 'residential', name: zh, 'name:en': en }, ring)
    town.blocks.push({ id, name: [zh, en], ring, community, street: HEDONG, population, older, young: 0.025 })
    town.houses.push({ ring, levels: [2, 4], spacing: 27 })
  }
  drawAlleys(town, { box: [1600, -230, 1950, 60], spacing: 120, keep: 0.3, kinds: ['track', 'path'] })
  board.area({ landuse: 'orchard', name: '东圩果园', 'name:en': 'Dongwei Orchard' }, rectangle(1612, -218, 1938, 48))
}

/** What lies outside: fields, woods, an islet with a fisher's house, a farm far from any street. */
export function drawCountryside(town) {
  const { board } = town
  board.area({ landuse: 'farmland' }, points('60,1440 700,1390 690,1120 650,760 90,660 40,900 60,1200'))
  board.street({ highway: 'track' }, soften(points('25,1150 250,1130 420,1020 600,1040 715,1050'), 1))
  board.street({ highway: 'track' }, soften(points('420,1020 400,860 430,740 380,620'), 1))
  board.area({ landuse: 'farmland' }, points('1130,-470 2130,-490 2130,-600 1120,-530'))
  board.area({ landuse: 'farmland' }, points('1040,-640 2130,-720 2140,-1560 980,-1560 970,-1100'))
  board.area({ landuse: 'farmland' }, points('-2290,1480 -2080,1480 -2080,90 -2290,90'))
  board.area({ landuse: 'farmland' }, points('-2290,30 -2080,30 -2080,-455 -2290,-445'))
  board.area({ natural: 'wood' }, points('-2290,-520 -2085,-530 -2085,-1440 -2290,-1440'))
  board.area({ landuse: 'farmland' }, points('980,380 1230,385 1235,620 1030,620'))
  board.area({ landuse: 'farmland' }, points('1620,370 1940,370 1940,590 1690,590 1620,585'))
  board.area({ landuse: 'farmland' }, points('1270,-250 1940,-250 1940,-440 1270,-430'))
  board.area({ natural: 'wood' }, points('1800,1540 2120,1540 2120,700 1830,700 1860,1000 1790,1260'))
  town.blocks.push({
    id: 'HD-7',
    name: ['湖东渔村', 'Hudong Fishing Hamlet'],
    point: [1735, 800],
    community: '湖东社区',
    street: HEDONG,
    population: 190,
    older: 0.38,
    young: 0.012,
  })
  town.blocks.push({
    id: 'HD-8',
    name: ['鹭洲人家', 'Luzhou Islet House'],
    point: [1228, 1118],
    community: '湖东社区',
    street: HEDONG,
    population: 12,
    older: 0.5,
    young: 0,
  })
  town.blocks.push({
    id: 'HD-9',
    name: ['东南农场', 'South-East Farm'],
    point: [1560, -1120],
    community: '湖东社区',
    street: HEDONG,
    population: 64,
    older: 0.33,
    young: 0.02,
  })
}

// The bones of the town: main streets, river, lake and island, railway, motorway, greenway. Everything else hangs on these.
import { blob, moveSideways, points, soften } from './plane.mjs'

/** The river's middle, from the lake to beyond the southern edge. */
export const RIVER = soften(
  points('1010,860 950,690 850,500 800,280 812,120 818,20 850,-180 960,-420 985,-700 880,-1000 850,-1300 890,-1660'),
  2,
)

/** x of the river's middle at a height y. */
export function riverX(y) {
  for (let i = 0; i + 1 < RIVER.length; i++) {
    const [a, b] = [RIVER[i], RIVER[i + 1]]
    if (y <= a[1] && y >= b[1]) return a[0] + ((b[0] - a[0]) * (a[1] - y)) / (a[1] - b[1])
  }
  return RIVER.at(-1)[0]
}

const named = (highway, zh, en, more = {}) => ({ highway, name: zh, 'name:en': en, ...more })
const column = (x, ys) => ys.map((y) => [x, y])
const row = (y, xs) => xs.map((x) => [x, y])

export function drawFrame(town) {
  drawWater(town)
  drawMainStreets(town)
  drawRiverside(town)
  drawRailway(town)
  drawMotorway(town)
}

function drawWater({ board, random }) {
  const left = moveSideways(RIVER, -34)
  const right = moveSideways(RIVER, 34)
  board.area({ natural: 'water', water: 'river', name: '样河', 'name:en': 'Yang River' }, [...left, ...right.reverse()])
  board.line({ waterway: 'river', name: '样河', 'name:en': 'Yang River' }, RIVER)
  const lake = blob([1180, 1090], 400, 275, 44, random, 0.055)
  board.area({ natural: 'water', water: 'lake', name: '镜湖', 'name:en': 'Jinghu Lake' }, lake)
  const island = blob([1240, 1120], 105, 70, 18, random, 0.06)
  board.area({ place: 'islet', name: '鹭洲', 'name:en': 'Luzhou Islet', landuse: 'grass' }, island)
  const path = soften(points('1175,1105 1205,1145 1250,1152 1290,1125 1270,1085 1215,1080 1175,1105'), 1)
  board.street({ highway: 'path', name: '鹭洲步道', 'name:en': 'Luzhou Trail' }, path)
}

function drawMainStreets({ board }) {
  const west = [-2250, -2050, -1680, -1300, -900, -480]
  const old = [-190, 100, 390, 640]
  board.street(named('primary', '渡口大道', 'Dukou Avenue'), row(60, [...west, ...old, 700, 752]))
  board.street(
    named('primary', '样河大桥', 'Yang River Bridge', { bridge: 'yes', layer: '1', sidewalk: 'both' }),
    row(60, [752, 815, 880]),
    { apart: true },
  )
  board.street(named('primary', '渡口大道', 'Dukou Avenue'), row(60, [880, 980, 1250, 1600, 1950, 2120]))
  board.street(named('secondary', '北苑路', 'Beiyuan Road'), row(620, [...west, ...old, riverX(620) - 105]))
  const ring = [...row(1480, [-2050, -1680, -1300, -900, -480, 0]), [400, 1470], [760, 1420], [1150, 1450]]
  const lakeside = soften(points('1150,1450 1480,1400 1700,1200 1760,950 1690,720 1600,600'), 1)
  board.street(named('tertiary', '北环路', 'North Ring Road'), ring)
  board.street(named('tertiary', '环湖路', 'Lake Road'), lakeside)
  board.street(named('secondary', '西环路', 'West Ring Road'), column(-2050, [1480, 1050, 620, 340, 60, -200, -440]))
  board.street(named('secondary', '建设路', 'Jianshe Road'), column(-1300, [1480, 1050, 620, 340, 60, -200, -440]))
  board.street(named('secondary', '人民路', 'Renmin Road'), column(-480, [1480, 1050, 620, 340, 60, -180, -420]))
  for (const [x, zh, en] of [
    [-2050, '西环路', 'West Ring Road'],
    [-1300, '建设路', 'Jianshe Road'],
    [-480, '人民路', 'Renmin Road'],
  ]) {
    const top = x === -480 ? -420 : -440
    const under = named('secondary', `${zh}下穿`, `${en} Underpass`, { tunnel: 'yes', layer: '-1' })
    board.street(under, column(x, [top, -500, -600]), { apart: true })
    board.street(named('secondary', zh, en), column(x, [-600, -800, -1000, -1200, -1450]))
  }
  board.street(
    named('secondary', '南站路', 'Nanzhan Road'),
    row(-1000, [-1300, -900, -480, -150, 150, 500, riverX(-1000) - 105]),
  )
  board.street(
    named('tertiary', '南环路', 'South Ring Road'),
    row(-1450, [-2050, -1680, -1300, -900, -480, 150, 500, riverX(-1450) - 105]),
  )
  board.street(named('tertiary', '湖滨路', 'Hubin Road'), points('0,1480 30,1200 10,900 60,620'))
  board.street(named('residential', '河东北路', 'Hedong North Road'), row(350, [930, 1250, 1600, 1950]))
}

/** The road along the western bank, and the greenway between it and the water, which passes under the bridge. */
function drawRiverside({ board, random }) {
  const bank = (y, offset) => [riverX(y) - offset, y]
  const heights = [760, 620, 480, 330, 200, 60, -60, -180, -420]
  board.street(named('tertiary', '滨河路', 'Binhe Road'), [
    [760, 1420],
    [720, 1100],
    ...heights.map((y) => bank(y, 105)),
  ])
  const south = [-640, -800, -1000, -1200, -1450]
  board.street(
    named('tertiary', '滨河路', 'Binhe Road'),
    south.map((y) => bank(y, 105)),
  )
  board.street({ highway: 'footway', tunnel: 'yes', layer: '-1', lit: 'yes' }, [bank(-420, 105), bank(-640, 105)], {
    apart: true,
  })
  const trail = { highway: 'footway', name: '滨河绿道', 'name:en': 'Riverside Greenway' }
  const upper = [770, 720, 660, 600, 540, 480, 420, 360, 300, 240, 190, 140, 96]
  const lower = [24, -30, -90, -150, -210, -270, -330, -390]
  board.street(trail, upper.map((y) => bank(y, 58 + random.between(-8, 8))).concat([bank(96, 56)]))
  board.street({ ...trail, layer: '-1' }, [bank(96, 56), bank(60, 54), bank(24, 56)], { apart: true })
  board.street(trail, [bank(24, 56), ...lower.slice(1).map((y) => bank(y, 58 + random.between(-8, 8)))])
  board.street({ highway: 'steps', incline: 'up', step_count: '24' }, [
    bank(96, 56),
    [riverX(60) - 78, 72],
    [riverX(60) - 82, 60],
  ])
  for (const y of [700, 560, 400, 240, 130, -120, -300, -390]) {
    board.street({ highway: 'footway' }, [bank(y, 105), bank(y - 10, 58)])
    board.street(
      { highway: 'path', surface: 'gravel' },
      soften([bank(y - 10, 58), bank(y - 45, 82), bank(y - 75, 58)], 1),
    )
  }
  const green = [...upper, ...lower]
    .map((y) => bank(y, 94))
    .concat([...upper, ...lower].reverse().map((y) => bank(y, 38)))
  board.area({ leisure: 'park', name: '滨河公园', 'name:en': 'Riverside Park' }, green)
}

function drawRailway({ board }) {
  const line = points('-2300,-470 -1300,-500 -480,-505 300,-520 870,-540 1100,-555 2200,-640')
  board.line({ railway: 'rail', name: '样南线', 'name:en': 'Yangnan Line' }, line)
  board.line({ railway: 'rail', service: 'siding' }, points('-1250,-512 -900,-516 -560,-516'))
  board.street(
    { highway: 'footway', tunnel: 'yes', layer: '-1', lit: 'yes', name: '南门地道', 'name:en': 'South Gate Subway' },
    points('150,-440 150,-515 150,-590'),
    { apart: true },
  )
  board.street({ highway: 'steps', step_count: '30' }, [
    [150, -420],
    [150, -440],
  ])
  board.street({ highway: 'steps', step_count: '30' }, [
    [150, -590],
    [150, -612],
  ])
}

function drawMotorway({ board }) {
  const tags = {
    highway: 'motorway',
    name: '样渡绕城高速',
    'name:en': 'Yangdu Bypass Motorway',
    bridge: 'yes',
    layer: '1',
    oneway: 'yes',
  }
  board.street(tags, points('2175,1580 2180,600 2170,-400 2190,-1580'), { apart: true })
  board.street(tags, points('2215,-1580 2195,-400 2205,600 2200,1580'), { apart: true })
  board.street(
    { highway: 'construction', construction: 'tertiary', name: '规划东二路', 'name:en': 'Planned Road East 2' },
    points('1950,-480 1960,-900 2000,-1300'),
    { apart: true },
  )
}

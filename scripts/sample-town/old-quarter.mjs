// Irregular fabric: the alleys of the old quarter and of the settlement across the river. Grown from a shaken grid.
import { riverX } from './frame.mjs'
import { points, rectangle } from './plane.mjs'

/**
 * Alleys inside a cell between named lanes. Every alley hangs together with the rest; some of them are dead ends.
 *
 * @param anchors the sides of the cell that have a lane to join
 * @param box [west, south, east, north]: the middle lines of the lanes around the cell
 */
export function drawAlleys(town, { box, anchors = 'WESN', spacing, keep = 0.4, shake = 0.26, kinds }) {
  const { board, random } = town
  const [west, south, east, north] = box
  const columns = Math.max(2, Math.round((east - west) / spacing))
  const rows = Math.max(2, Math.round((north - south) / spacing))
  const stepX = (east - west) / columns
  const stepY = (north - south) / rows
  const place = []
  for (let r = 0; r <= rows; r++) {
    for (let c = 0; c <= columns; c++) {
      const onEdgeX = c === 0 || c === columns
      const onEdgeY = r === 0 || r === rows
      const x = west + c * stepX + (onEdgeX ? 0 : random.between(-shake, shake) * stepX)
      const y = south + r * stepY + (onEdgeY ? 0 : random.between(-shake, shake) * stepY)
      place.push([x, y])
    }
  }
  const at = (c, r) => r * (columns + 1) + c
  const links = []
  for (let r = 1; r < rows; r++) for (let c = 0; c < columns; c++) links.push([at(c, r), at(c + 1, r)])
  for (let c = 1; c < columns; c++) for (let r = 0; r < rows; r++) links.push([at(c, r), at(c, r + 1)])
  for (const [from, to] of keepTogether(links, place.length, { columns, rows, anchors, keep, random })) {
    const [a, b] = [place[from], place[to]]
    const turn = random.between(0.3, 0.7)
    const side = random.between(-7, 7)
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    const middle = [
      a[0] + (b[0] - a[0]) * turn - ((b[1] - a[1]) / length) * side,
      a[1] + (b[1] - a[1]) * turn + ((b[0] - a[0]) / length) * side,
    ]
    const highway = kinds[random.whole(0, kinds.length - 1)]
    board.street({ highway }, random.chance(0.92) ? [a, middle, b] : [a, b])
  }
}

/** A random part of the links in which nothing is cut off from the lanes around the cell (those count as one place). */
function keepTogether(links, count, { columns, rows, anchors, keep, random }) {
  const parent = Array.from({ length: count }, (_, i) => i)
  const root = (i) => {
    let at = i
    while (parent[at] !== at) at = parent[at]
    return at
  }
  const first = count
  parent.push(count)
  for (let i = 0; i < count; i++) {
    const c = i % (columns + 1)
    const r = Math.floor(i / (columns + 1))
    const sides = [c === 0 && 'W', c === columns && 'E', r === 0 && 'S', r === rows && 'N']
    if (sides.some((side) => side && anchors.includes(side))) parent[i] = first
  }
  const shuffled = links.map((link) => ({ link, order: random.next() })).sort((a, b) => a.order - b.order)
  const kept = []
  for (const { link } of shuffled) {
    const [a, b] = [root(link[0]), root(link[1])]
    if (a !== b) parent[a] = b
    if (a !== b || random.chance(keep)) kept.push(link)
  }
  return kept
}

/** The old quarter: named lanes, cells of alleys, low houses. */
export function drawOldQuarter(town) {
  const { board } = town
  const lane = (zh, en, points) => board.street({ highway: 'residential', name: zh, 'name:en': en }, points)
  lane('钟楼街', 'Zhonglou Street', points('100,620 94,480 106,330 100,200 100,60 92,-60 104,-180 100,-420'))
  lane('学堂巷', 'Xuetang Lane', [
    [-480, 340],
    [-330, 332],
    [-190, 345],
    [-40, 338],
    [106, 330],
    [250, 342],
    [390, 334],
    [560, 345],
    [riverX(340) - 105, 340],
  ])
  lane('磨坊街', 'Mofang Street', [
    [-480, -180],
    [-300, -172],
    [-190, -185],
    [-40, -178],
    [104, -180],
    [260, -172],
    [390, -184],
    [560, -178],
    [riverX(-180) - 105, -180],
  ])
  lane('酱园巷', 'Jiangyuan Lane', points('-190,620 -196,480 -190,345 -184,200 -190,60'))
  lane('纸坊巷', 'Zhifang Lane', points('390,620 396,470 390,334 384,190 390,60'))
  lane('南门街', 'Nanmen Street', [
    [-480, -420],
    [-190, -412],
    [100, -420],
    [150, -420],
    [400, -410],
    [640, -425],
    [riverX(-420) - 105, -420],
  ])
  const cells = [
    ['钟楼北', 'Zhonglou North', [-190, 340, 100, 620], '钟楼社区', 3120, 0.21],
    ['酱园', 'Jiangyuan', [-480, 340, -190, 620], '钟楼社区', 2460, 0.23],
    ['学堂', 'Xuetang', [100, 340, 390, 620], '学堂社区', 2890, 0.24],
    ['纸坊', 'Zhifang', [390, 340, 690, 620], '学堂社区', 2210, 0.26],
    ['文庙', 'Wenmiao', [-480, 60, -190, 340], '钟楼社区', 2650, 0.25],
    ['渡口', 'Dukou', [100, 60, 690, 340], '渡口社区', 4180, 0.27],
    ['磨坊西', 'Mofang West', [-480, -180, 100, 60], '渡口社区', 3760, 0.22],
    ['磨坊东', 'Mofang East', [100, -180, 700, 60], '渡口社区', 3540, 0.25],
    ['南门', 'Nanmen', [-480, -420, 700, -180], '渡口社区', 5120, 0.24],
  ]
  const kinds = ['residential', 'living_street', 'footway', 'footway', 'path', 'service']
  for (const [zh, en, box, community, population, older] of cells) {
    drawAlleys(town, { box, anchors: box[2] > 600 ? 'WSN' : 'WESN', spacing: 56, keep: 0.52, kinds })
    const [west, south, east, north] = box
    const inset = rectangle(west + 9, south + 9, east - 9, north - 9)
    const ring = zh === '渡口' || zh === '磨坊东' ? eastern(inset) : inset
    board.area({ landuse: 'residential', name: zh, 'name:en': en }, ring)
    const street = ['老城街道', 'Laocheng']
    town.blocks.push({
      id: `LC-${en.replace(' ', '-')}`,
      name: [zh, en],
      ring,
      community,
      street: street[0],
      population,
      older,
      young: 0.022,
    })
    town.houses.push({ ring, levels: [1, 2], spacing: 25 })
  }
  drawBellTower(town)
}

/** The civic middle: a square in front of the bell tower, the temple, stalls. */
function drawBellTower({ board, houses }) {
  const square = rectangle(-120, 150, 30, 240)
  board.area({ place: 'square', name: '钟楼广场', 'name:en': 'Zhonglou Square' }, square)
  board.street({ highway: 'pedestrian', area: 'yes' }, [...square, square[0]])
  board.area(
    { building: 'yes', historic: 'monument', name: '钟楼', 'name:en': 'Bell Tower' },
    rectangle(-56, 184, -34, 206),
  )
  board.area(
    { amenity: 'place_of_worship', religion: 'confucian', name: '文庙', 'name:en': 'Wenmiao Temple' },
    rectangle(-120, 262, 30, 322),
  )
  board.area({ building: 'yes' }, rectangle(-70, 282, -20, 304))
  const walk = (points) => board.street({ highway: 'pedestrian' }, points)
  walk([
    [-188, 200],
    [-120, 196],
  ])
  walk(points('30,196 66,204 100,200'))
  walk(points('-45,60 -40,105 -45,150'))
  walk([
    [-45, 240],
    [-44, 262],
  ])
  walk(points('-120,240 -150,290 -140,341'))
  walk(points('30,240 58,290 52,335'))
  walk(points('-186,105 -110,100 -40,105 30,98 100,104'))
  houses.push({ ring: rectangle(-184, 70, 92, 146), levels: [2, 3], spacing: 25 })
}

/** Cells by the river end at the riverside road. */
const eastern = (ring) => ring.map(([x, y]) => (x > 600 ? [x - 22, y] : [x, y]))

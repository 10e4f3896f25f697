// Puts buildings on the ground: slabs in rows for estates, small houses along alleys. Never across a street or another building.
import { distance, footOn, insideRing, ringToSegment, turnedRectangle } from './plane.mjs'

const STREET_CLEARANCE_METRES = {
  primary: 17,
  secondary: 14,
  tertiary: 11,
  residential: 6,
  path: 3,
  footway: 3,
  steps: 3,
}

export function drawBuildings(town) {
  const index = streetIndex(town.board)
  for (const slabs of town.slabs) drawSlabs(town, slabs, index)
  for (const houses of town.houses) drawHouses(town, houses, index)
}

/** Street pieces by 100 m squares, so that a building looks only at the streets near it. */
function streetIndex(board) {
  const squares = new Map()
  for (const piece of board.segments()) {
    const { a, b } = piece
    for (
      let x = Math.floor((Math.min(a[0], b[0]) - 60) / 100);
      x <= Math.floor((Math.max(a[0], b[0]) + 60) / 100);
      x++
    ) {
      for (
        let y = Math.floor((Math.min(a[1], b[1]) - 60) / 100);
        y <= Math.floor((Math.max(a[1], b[1]) + 60) / 100);
        y++
      ) {
        const key = `${x} ${y}`
        squares.set(key, [...(squares.get(key) ?? []), piece])
      }
    }
  }
  return ([x, y]) => squares.get(`${Math.floor(x / 100)} ${Math.floor(y / 100)}`) ?? []
}

function isClear(ring, middle, index, extra = 0) {
  return index(middle).every(({ street, a, b }) => {
    const clearance = (STREET_CLEARANCE_METRES[street.tags.highway] ?? 4) + extra
    return ringToSegment(ring, a, b) >= clearance
  })
}

function drawSlabs({ board, random }, { box, pitch, levels, building = 'apartments' }, index) {
  const [west, south, east, north] = box
  const deep = building === 'apartments' ? 12.5 : pitch * 0.52
  for (let y = south + deep / 2 + 4; y + deep / 2 + 3 <= north; y += pitch) {
    let x = west + 3
    while (x < east - 22) {
      let width = Math.min(random.between(44, 66), east - 3 - x)
      let drawn = false
      for (; width >= 20 && !drawn; width -= 6) {
        const middle = [x + width / 2, y]
        const ring = turnedRectangle(middle, width, deep, 0)
        if (!isClear(ring, middle, index)) continue
        board.area({ building, 'building:levels': String(random.whole(levels[0], levels[1])) }, ring)
        drawn = true
        x += width + random.between(9, 15)
      }
      if (!drawn) x += 7
    }
  }
}

function drawHouses({ board, random }, { ring, levels, spacing }, index) {
  const placed = []
  const pieces = board.segments(({ tags }) => tags.highway !== 'primary')
  for (const { street, a, b } of pieces) {
    const length = distance(a, b)
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0])
    const aside = STREET_CLEARANCE_METRES[street.tags.highway] ?? 4
    for (const side of [-1, 1]) {
      for (let along = 8; along < length - 6; along += spacing) {
        const width = random.between(spacing * 0.5, spacing * 0.8)
        const deep = random.between(9, 13)
        const off = side * (aside + deep / 2 + random.between(0.5, 2.5))
        const middle = [
          a[0] + Math.cos(angle) * along - Math.sin(angle) * off,
          a[1] + Math.sin(angle) * along + Math.cos(angle) * off,
        ]
        const house = turnedRectangle(middle, width, deep, angle)
        if (!house.every((corner) => insideRing(corner, ring))) continue
        if (placed.some((other) => distance(other.middle, middle) < (other.size + Math.hypot(width, deep)) / 2 + 0.5))
          continue
        if (!isClear(house, middle, index, -0.5)) continue
        placed.push({ middle, size: Math.hypot(width, deep) })
        board.area({ building: 'house', ...levelsTag(random.whole(levels[0], levels[1])) }, house)
      }
    }
  }
}

/** One storey is what a building without the tag has. */
const levelsTag = (levels) => (levels === 1 ? {} : { 'building:levels': String(levels) })

/** The nearest public street to a place, and a point beside it on the same side. */
export function besideStreet(board, point, offsetMetres) {
  const open = ({ tags, apart }) => tags.access === undefined && !apart && tags.highway !== 'steps'
  let best
  for (const { a, b } of board.segments(open)) {
    const { foot, metres } = footOn(point, a, b)
    if (best === undefined || metres < best.metres) best = { foot, metres, a, b }
  }
  const { foot, metres, a, b } = best
  const length = distance(a, b)
  const away =
    metres > 0.5
      ? [(point[0] - foot[0]) / metres, (point[1] - foot[1]) / metres]
      : [-(b[1] - a[1]) / length, (b[0] - a[0]) / length]
  return [foot[0] + away[0] * offsetMetres, foot[1] + away[1] * offsetMetres]
}

// Planned quarters: big blocks with walls, gates and private ways inside. The gates are the only places to get in or out.
import { crossingOf, distance, rectangle } from './plane.mjs'

/** Draws the way from each gate straight out to the first street. To be called when all streets are drawn. */
export function drawDriveways({ board, driveways }) {
  const pieces = board.segments(({ tags, apart }) => !apart && tags.access === undefined)
  for (const { gate, out } of driveways) {
    const far = [gate[0] + out[0] * 400, gate[1] + out[1] * 400]
    const ends = pieces.map(({ a, b }) => crossingOf(gate, far, a, b)).filter((place) => place !== undefined)
    const nearest = ends.toSorted((one, other) => distance(gate, one) - distance(gate, other))[0]
    if (nearest === undefined) throw new Error(`No street in front of the gate at ${gate}`)
    board.street({ highway: 'service', service: 'driveway' }, [gate, nearest])
  }
}

/** Side of a compound, and the point at a fraction of it, with the step outwards. */
function sidePoint([west, south, east, north], side, fraction) {
  if (side === 'N' || side === 'S') {
    const x = west + (east - west) * fraction
    return side === 'N' ? { gate: [x, north], out: [0, 1] } : { gate: [x, south], out: [0, -1] }
  }
  const y = south + (north - south) * fraction
  return side === 'E' ? { gate: [east, y], out: [1, 0] } : { gate: [west, y], out: [-1, 0] }
}

/** Ring of a rectangle with the gates as corners of their own, anticlockwise. */
function ringWithGates([west, south, east, north], gates) {
  const along = ([x, y]) => {
    if (y === south && x < east) return x - west
    if (x === east && y < north) return east - west + (y - south)
    if (y === north && x > west) return east - west + (north - south) + (east - x)
    return 2 * (east - west) + (north - south) + (north - y)
  }
  const corners = rectangle(west, south, east, north).map((point) => ({ point, at: along(point) }))
  return [...corners, ...gates.map((point) => ({ point, at: along(point) }))]
    .sort((a, b) => a.at - b.at)
    .map(({ point }) => point)
}

/**
 * A gated compound: wall, gates, private ways, slabs of flats.
 *
 * @param box [west, south, east, north] of the wall
 * @param gates list of [side, fraction, kind]; kind `closed` is a locked gate, `planned` one that is to be opened, `residents` one for those
 *   who live inside, `open` one without access rule
 */
export function drawCompound(town, { name, box, gates, levels, pitch = 44, block }) {
  const { board, random } = town
  const [west, south, east, north] = box
  const doors = gates.map(([side, fraction, kind]) => ({ kind, ...sidePoint(box, side, fraction) }))
  const ring = ringWithGates(
    box,
    doors.map(({ gate }) => gate),
  )
  board.area({ landuse: 'residential', name: name[0], 'name:en': name[1] }, ring)
  board.line({ barrier: 'wall' }, [...ring, ring[0]])
  const inset = 26
  const inner = [west + inset, south + inset, east - inset, north - inset]
  const privateWay = { highway: 'service', access: 'private' }
  const loop = rectangle(...inner)
  const cut = 12
  const rounded = loop.flatMap(([x, y]) => {
    const dx = x === inner[0] ? cut : -cut
    const dy = y === inner[1] ? cut : -cut
    const horizontalFirst = (x === inner[0]) === (y === inner[1])
    const [first, second] = [
      [x, y + dy],
      [x + dx, y],
    ]
    return horizontalFirst ? [first, second] : [second, first]
  })
  board.street(privateWay, [...rounded, rounded[0]])
  for (const { gate, out, kind } of doors) {
    board.tagNode(
      gate,
      kind === 'closed' || kind === 'planned'
        ? { barrier: 'gate', locked: 'yes' }
        : kind === 'open'
          ? { barrier: 'gate' }
          : { barrier: 'gate', access: 'private' },
    )
    town.driveways.push({ gate, out })
    board.street(privateWay, [gate, [gate[0] - out[0] * inset, gate[1] - out[1] * inset]])
    if (kind !== 'closed') town.gates.push({ blockId: block.id, point: gate, kind })
  }
  const lanes = Math.max(1, Math.round((inner[2] - inner[0]) / 150) - 1)
  for (let lane = 1; lane <= lanes; lane++) {
    const x = inner[0] + ((inner[2] - inner[0]) * lane) / (lanes + 1) + random.between(-8, 8)
    const bendY = (inner[1] + inner[3]) / 2 + random.between(-30, 30)
    board.street({ highway: 'footway', access: 'private' }, [
      [x, inner[1]],
      [x + random.between(-9, 9), bendY],
      [x, inner[3]],
    ])
  }
  town.slabs.push({ box: [west + 8, south + 8, east - 8, north - 8], pitch, levels })
  town.blocks.push({ name, ring, ...block })
}

/** An open quarter of flats: no wall, public lanes through it. */
export function drawOpenEstate(town, { name, box, levels, lanesX = [], lanesY = [], block, pitch = 38 }) {
  const { board, random } = town
  const [west, south, east, north] = box
  const ring = rectangle(...box)
  board.area({ landuse: 'residential', name: name[0], 'name:en': name[1] }, ring)
  const reach = 18
  for (const fraction of lanesX) {
    const x = west + (east - west) * fraction
    board.street({ highway: 'residential' }, [
      [x, south - reach],
      [x + random.between(-6, 6), (south + north) / 2],
      [x, north + reach],
    ])
  }
  for (const fraction of lanesY) {
    const y = south + (north - south) * fraction
    board.street({ highway: 'living_street' }, [
      [west - reach, y],
      [(west + east) / 2, y + random.between(-6, 6)],
      [east + reach, y],
    ])
  }
  town.slabs.push({ box: [west + 4, south + 4, east - 4, north - 4], pitch, levels })
  town.blocks.push({ name, ring, ...block })
}

// Random towns on random hills, and the slow truth about them by section 3.2 of the model alone: doubles, one vertex per node, every part of
// every segment looked at anew, a textbook Dijkstra. It shares no code with src/.
import fc from 'fast-check'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import { drawTiff } from '../read/draw-tiff.ts'

const RADIUS = 6_371_008.8
const DEGREE = Math.PI / 180
const COLUMNS = 5
const ROWS = 4
const WEST = 116.3
const NORTH = 39.95
/** Degrees; about 150 m. */
const STEP = 0.00145
const CELL = 0.0004
const CELLS = 26

export interface HillPlan {
  readonly shake: readonly number[]
  /** For each link of the grid: kind, and how far its middle is bent. */
  readonly links: readonly { readonly kind: number; readonly bend: number }[]
  readonly heights: readonly number[]
  readonly places: readonly { readonly link: number; readonly along: number; readonly half: 0 | 1 }[]
  readonly homes: number
}

type Kind = readonly [tags: string, walk: Partial<Omit<Street, 'points'>>]
const tag = (key: string, value: string) => `<tag k="${key}" v="${value}"/>`
const STREET = tag('highway', 'residential')
const KINDS: readonly (Kind | null)[] = [
  null,
  [STREET, {}],
  [STREET, {}],
  [STREET + tag('incline', 'up'), {}],
  [tag('highway', 'footway') + tag('incline', '12%'), { incline: 0.12 }],
  [STREET + tag('incline', '-7°'), { incline: -Math.tan(7 * DEGREE) }],
  [STREET + tag('incline', '40 %'), { incline: 0.4 }],
  [tag('highway', 'steps') + tag('incline', '30%'), { isSteps: true, incline: 0.3 }],
  [tag('highway', 'steps'), { isSteps: true }],
  [STREET + tag('bridge', 'yes'), { isSpanned: true }],
  [STREET + tag('tunnel', 'yes'), { isSpanned: true }],
  [tag('highway', 'footway') + tag('oneway:foot', 'yes'), { isOneWay: true }],
]
const LINKS = ROWS * (COLUMNS - 1) + COLUMNS * (ROWS - 1)

export const hillPlans: fc.Arbitrary<HillPlan> = fc.record({
  shake: fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 2 * COLUMNS * ROWS, maxLength: 2 * COLUMNS * ROWS }),
  links: fc.array(fc.record({ kind: fc.nat(KINDS.length - 1), bend: fc.integer({ min: -25, max: 25 }) }), {
    minLength: LINKS,
    maxLength: LINKS,
  }),
  // −99 is no value.
  heights: fc.array(
    fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 0, max: 60 }) }, { weight: 1, arbitrary: fc.constant(-99) }),
    {
      minLength: CELLS * CELLS,
      maxLength: CELLS * CELLS,
    },
  ),
  places: fc.array(
    fc.record({ link: fc.nat(LINKS - 1), along: fc.integer({ min: 50, max: 950 }), half: fc.constantFrom(0, 1) }),
    { minLength: 6, maxLength: 20 },
  ) as fc.Arbitrary<HillPlan['places']>,
  homes: fc.integer({ min: 2, max: 5 }),
})

type Point = readonly [lon: number, lat: number]
export interface Street {
  /** Way id is its place in the list + 1. */
  readonly points: readonly Point[]
  readonly nodes: readonly number[]
  readonly tags: string
  readonly isSteps: boolean
  readonly isSpanned: boolean
  readonly isOneWay: boolean
  readonly incline: number | null
}

export interface HillTown {
  readonly streets: readonly Street[]
  readonly places: readonly {
    readonly street: number
    readonly segment: number
    readonly along: number
    readonly lonLat: Point
  }[]
}

/** Streets and places of a plan. Places lie on streets that people may set out from. */
export function hillTown(plan: HillPlan): HillTown {
  const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7
  const corner = (node: number): Point => [
    round(WEST + (1 + (node % COLUMNS)) * STEP + plan.shake[2 * node]! * 1e-5),
    round(NORTH - (1 + Math.floor(node / COLUMNS)) * STEP + plan.shake[2 * node + 1]! * 1e-5),
  ]
  const pairs: [number, number][] = []
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const node = row * COLUMNS + column
      if (column + 1 < COLUMNS) pairs.push([node, node + 1])
      if (row + 1 < ROWS) pairs.push([node, node + COLUMNS])
    }
  }
  const streets: Street[] = []
  const streetOfLink = new Map<number, number>()
  pairs.forEach(([a, b], link) => {
    const { kind, bend } = plan.links[link]!
    const made = KINDS[kind]!
    if (made === null) return
    const [from, to] = [corner(a), corner(b)]
    const isAcross = b === a + 1
    const middle: Point = [
      round((from[0] + to[0]) / 2 + (isAcross ? 0 : bend * 1e-5)),
      round((from[1] + to[1]) / 2 + (isAcross ? bend * 1e-5 : 0)),
    ]
    streetOfLink.set(link, streets.length)
    streets.push({
      points: [from, middle, to],
      nodes: [a, 1000 + link, b],
      tags: made[0],
      isSteps: false,
      isSpanned: false,
      isOneWay: false,
      incline: null,
      ...made[1],
    })
  })
  const places = plan.places.flatMap(({ link, along, half }) => {
    const number = streetOfLink.get(link)
    if (number === undefined || streets[number]!.isSpanned) return []
    const [from, to] = [streets[number]!.points[half]!, streets[number]!.points[half + 1]!]
    const share = along / 1000
    const lonLat: Point = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
    return [{ street: number, segment: half, along: share, lonLat }]
  })
  return { streets, places }
}

/** The town as OSM; reversed streets are drawn the other way round, and what `incline` says turns with them. */
export function townXml({ streets }: HillTown): string {
  const nodes = new Map<number, Point>()
  for (const { nodes: own, points } of streets) for (const [i, node] of own.entries()) nodes.set(node, points[i]!)
  const places = [...nodes].map(
    ([id, [lon, lat]]) => `<node id="${id + 1}" lon="${lon.toFixed(7)}" lat="${lat.toFixed(7)}"/>`,
  )
  const ways = streets.map(
    ({ nodes: own, tags }, i) =>
      `<way id="${i + 1}">${own.map((node) => `<nd ref="${node + 1}"/>`).join('')}${tags}</way>`,
  )
  return `<osm version="0.6">${places.join('')}${ways.join('')}</osm>`
}

/** The hills as a GeoTIFF; `add` raises what has a value. */
export function hillTiff({ heights }: Pick<HillPlan, 'heights'>, add = 0): Uint8Array {
  return drawTiff({
    columns: CELLS,
    rows: CELLS,
    value: (column, row) => {
      const height = heights[row * CELLS + column]!
      return height === -99 ? -99 : height + add
    },
    noData: -99,
    west: WEST,
    north: NORTH,
    cell: CELL,
    packing: 'lzw',
    tile: 16,
  })
}

function metresBetween([lonA, latA]: Point, [lonB, latB]: Point): number {
  const h =
    Math.sin(((latB - latA) * DEGREE) / 2) ** 2 +
    Math.cos(latA * DEGREE) * Math.cos(latB * DEGREE) * Math.sin(((lonB - lonA) * DEGREE) / 2) ** 2
  return 2 * RADIUS * Math.asin(Math.sqrt(h))
}

const factor = (slope: number) => Math.exp(3.5 * Math.abs(Math.max(-0.35, Math.min(0.35, slope)) + 0.05) - 0.175)

interface Part {
  readonly metres: number
  readonly ahead: number
  readonly back: number
}

/** One segment with its parts: metres, seconds ahead and back. */
interface HillSegment {
  readonly a: number
  readonly b: number
  readonly parts: readonly Part[]
  readonly isOneWay: boolean
  readonly metres: number
  readonly unknownMetres: number
  readonly isLinked: boolean
}

export class HillTruth {
  readonly segments: HillSegment[] = []
  readonly #heights: readonly number[]
  readonly #places: HillTown['places']

  constructor(town: HillTown, { heights }: Pick<HillPlan, 'heights'>, speed: number, stepsFactor: number) {
    this.#heights = heights
    this.#places = town.places
    for (const street of town.streets) {
      const { points, nodes, isSteps, isSpanned, isOneWay, incline } = street
      const whole = points.slice(1).reduce((sum, point, i) => sum + metresBetween(points[i]!, point), 0)
      const fromEnds = (this.heightAt(points.at(-1)!) - this.heightAt(points[0]!)) / whole
      for (let i = 0; i + 1 < points.length; i++) {
        const [from, to] = [points[i]!, points[i + 1]!]
        const metres = metresBetween(from, to)
        const count = Math.ceil(metres / 30)
        const parts: Part[] = []
        let unknownMetres = 0
        for (let part = 0; part < count; part++) {
          const at = (share: number): Point => [
            from[0] + share * (to[0] - from[0]),
            from[1] + share * (to[1] - from[1]),
          ]
          const length = metres / count
          const raster = (this.heightAt(at((part + 1) / count)) - this.heightAt(at(part / count))) / length
          const own = incline ?? (isSpanned ? fromEnds : raster)
          if (Number.isNaN(own)) unknownMetres += length
          const slope = Number.isNaN(own) ? 0 : own
          const seconds = length / speed
          parts.push({
            metres: length,
            ahead: seconds * (isSteps ? stepsFactor : factor(slope)),
            back: seconds * (isSteps ? stepsFactor : factor(-slope)),
          })
        }
        const ends = { a: nodes[i]!, b: nodes[i + 1]! }
        this.segments.push({ ...ends, parts, isOneWay, metres, unknownMetres, isLinked: !isSpanned })
      }
    }
  }

  #cell(column: number, row: number): number {
    const height = column < 0 || row < 0 || column >= CELLS || row >= CELLS ? -99 : this.#heights[row * CELLS + column]!
    return height === -99 ? Number.NaN : height
  }

  #smoothCell(column: number, row: number): number {
    if (Number.isNaN(this.#cell(column, row))) return Number.NaN
    let sum = 0
    let weights = 0
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const height = this.#cell(column + dx, row + dy)
        if (Number.isNaN(height)) continue
        const weight = (2 - Math.abs(dx)) * (2 - Math.abs(dy))
        sum += weight * height
        weights += weight
      }
    }
    return sum / weights
  }

  heightAt([lon, lat]: Point): number {
    const x = (lon - WEST) / CELL - 0.5
    const y = (NORTH - lat) / CELL - 0.5
    // A centre whose weight is nothing but rounding is not one of the four.
    const [column, row] = [Math.floor(x + 1e-7), Math.floor(y + 1e-7)]
    const shares = (value: number, from: number) => [1 - (value - from), value - from]
    let height = 0
    for (const [down, southShare] of shares(y, row).entries()) {
      for (const [right, eastShare] of shares(x, column).entries()) {
        if (southShare * eastShare > 1e-7)
          height += southShare * eastShare * this.#smoothCell(column + right, row + down)
      }
    }
    return height
  }

  /** Number of the segment that a place lies on. */
  segmentOf(place: number): number {
    const { street, segment } = this.#places[place]!
    return 2 * street + segment
  }

  /** Seconds on a segment between two places on it, by length. */
  #between({ parts, metres }: HillSegment, start: number, end: number): number {
    let seconds = 0
    let before = 0
    for (const part of parts) {
      const [low, high] = [before / metres, (before + part.metres) / metres]
      const shared = Math.max(0, Math.min(high, Math.max(start, end)) - Math.max(low, Math.min(start, end)))
      seconds += (shared / (high - low)) * (end >= start ? part.ahead : part.back)
      before += part.metres
    }
    return seconds
  }

  /** Where on a segment a budget of seconds ends, from a place on it towards its second end or its first. */
  #reach(segment: HillSegment, start: number, seconds: number, isAhead: boolean): number {
    let [near, far] = [start, isAhead ? 1 : 0]
    if (this.#between(segment, start, far) <= seconds) return far
    for (let i = 0; i < 60; i++) {
      const middle = (near + far) / 2
      if (this.#between(segment, start, middle) <= seconds) near = middle
      else far = middle
    }
    return near
  }

  /** Seconds from a place to every node; with `isReversed` from every node to the place. */
  labels(place: number, isReversed: boolean): Map<number, number> {
    const own = this.segmentOf(place)
    const { along } = this.#places[place]!
    const open = new Map<number, number>()
    const done = new Map<number, number>()
    const offer = (node: number, seconds: number) => {
      if (!done.has(node) && seconds < (open.get(node) ?? Infinity)) open.set(node, seconds)
    }
    const first = this.segments[own]!
    if (isReversed || !first.isOneWay)
      offer(first.a, isReversed ? this.#between(first, 0, along) : this.#between(first, along, 0))
    if (!isReversed || !first.isOneWay)
      offer(first.b, isReversed ? this.#between(first, 1, along) : this.#between(first, along, 1))
    while (open.size > 0) {
      const [node, seconds] = [...open].reduce((best, entry) => (entry[1] < best[1] ? entry : best))
      open.delete(node)
      done.set(node, seconds)
      for (const segment of this.segments) {
        const ahead = segment.parts.reduce((sum, part) => sum + part.ahead, 0)
        const back = segment.isOneWay ? Infinity : segment.parts.reduce((sum, part) => sum + part.back, 0)
        if (segment.a === node) offer(segment.b, seconds + (isReversed ? back : ahead))
        if (segment.b === node) offer(segment.a, seconds + (isReversed ? ahead : back))
      }
    }
    return done
  }

  /** Seconds from one place to another. */
  walk(from: number, to: number): number {
    const labels = this.labels(from, false)
    const segment = this.segments[this.segmentOf(to)]!
    const { along } = this.#places[to]!
    const overA = (labels.get(segment.a) ?? Infinity) + this.#between(segment, 0, along)
    const overB = segment.isOneWay ? Infinity : (labels.get(segment.b) ?? Infinity) + this.#between(segment, 1, along)
    const start = this.#places[from]!.along
    const isDirect = this.segmentOf(from) === this.segmentOf(to) && (along >= start || !segment.isOneWay)
    return Math.min(overA, overB, isDirect ? this.#between(segment, start, along) : Infinity)
  }

  /** Metres of street within a limit of a place, there or from there. */
  reachedMetres(place: number, seconds: number, isReversed: boolean): number {
    const labels = this.labels(place, isReversed)
    const { along } = this.#places[place]!
    let total = 0
    this.segments.forEach((segment, number) => {
      // Walking to the place, seconds are those of the opposite direction.
      const turned = isReversed
        ? { ...segment, parts: segment.parts.map((part) => ({ ...part, ahead: part.back, back: part.ahead })) }
        : segment
      const spans: [number, number][] = []
      const goesAhead = !segment.isOneWay || !isReversed
      const goesBack = !segment.isOneWay || isReversed
      const add = (start: number, spent: number) => {
        if (spent > seconds) return
        if (goesAhead) spans.push([start, this.#reach(turned, start, seconds - spent, true)])
        if (goesBack) spans.push([this.#reach(turned, start, seconds - spent, false), start])
      }
      add(0, labels.get(segment.a) ?? Infinity)
      add(1, labels.get(segment.b) ?? Infinity)
      if (number === this.segmentOf(place)) add(along, 0)
      spans.sort((one, other) => one[0] - other[0])
      let end = 0
      for (const [low, high] of spans) {
        total += Math.max(0, high - Math.max(low, end)) * segment.metres
        end = Math.max(end, high)
      }
    })
    return total
  }
}

export function blockAt(id: string, lonLat: readonly [number, number]): BlockRecord {
  return {
    id,
    name: null,
    lonLat,
    polygons: null,
    people: { population: 1 },
    dwellings: null,
    landSquareMetres: null,
    community: null,
    street: null,
    district: null,
    gates: [],
    buildings: [],
    source: 'test',
    lineOrId: id,
  }
}

export function shopAt(id: string, lonLat: readonly [number, number]): FacilityRecord {
  return {
    id,
    name: null,
    category: 'pharmacy',
    categoryReason: 'test',
    lonLat,
    entrances: [lonLat],
    polygons: null,
    source: 'test',
    lineOrId: id,
    capacity: null,
    floorAreaSquareMetres: null,
    level: null,
    hours: null,
    status: null,
  }
}

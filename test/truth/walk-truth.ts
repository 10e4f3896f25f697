// The slow truth: the walking model's page put into the plainest code that can be thought of. Doubles, one vertex per OSM node,
// every segment looked at for every link, a textbook Dijkstra over maps. Shares no code with src/ (it reads the raw columns).
import type { RawOsm, TagColumns } from '../../src/read/osm/raw-osm.ts'

const RADIUS = 6_371_008.8
const DEGREE = Math.PI / 180
const AT_VERTEX_METRES = 1e-3

export interface TruthProfile {
  readonly metresPerSecond: number
  readonly stepsFactor: number | null
  readonly waitSeconds: number
}
export const TRUTH_PROFILES: Readonly<Record<string, TruthProfile>> = {
  adult: { metresPerSecond: 1.25, stepsFactor: 2, waitSeconds: 0 },
  older: { metresPerSecond: 0.9, stepsFactor: 3, waitSeconds: 0 },
  frail: { metresPerSecond: 0.7, stepsFactor: 3, waitSeconds: 0 },
  child: { metresPerSecond: 0.9, stepsFactor: 2, waitSeconds: 0 },
  wheelchair: { metresPerSecond: 0.8, stepsFactor: null, waitSeconds: 0 },
}

type Vector = readonly [number, number, number]
type Tags = Map<string, string>

interface Segment {
  readonly a: string
  readonly b: string
  readonly from: Vector
  readonly to: Vector
  readonly metres: number
  readonly steps: boolean
  readonly covered: boolean
  readonly forward: boolean
  readonly backward: boolean
}

export interface TruthLink {
  readonly status: 'linked' | 'too-far' | 'island' | 'outside'
  readonly segment: number
  readonly fraction: number
  readonly metres: number
  /** True where another piece of street is as near but leads elsewhere: the model leaves the choice to the numbering. */
  readonly ambiguous: boolean
}

function unit(lon: number, lat: number): Vector {
  const c = Math.cos(lat * DEGREE)
  return [c * Math.cos(lon * DEGREE), c * Math.sin(lon * DEGREE), Math.sin(lat * DEGREE)]
}
const dot = (u: Vector, v: Vector) => u[0] * v[0] + u[1] * v[1] + u[2] * v[2]
const cross = (u: Vector, v: Vector): Vector => [
  u[1] * v[2] - u[2] * v[1],
  u[2] * v[0] - u[0] * v[2],
  u[0] * v[1] - u[1] * v[0],
]
const norm = (u: Vector) => Math.sqrt(dot(u, u))
const metresBetween = (u: Vector, v: Vector) => RADIUS * Math.atan2(norm(cross(u, v)), dot(u, v))

/** Nearest point of a great-circle arc: the fraction along it and the metres to it. */
function nearestOnArc(p: Vector, { from, to, metres }: Segment): { fraction: number; metres: number } {
  const ends = [metresBetween(p, from), metresBetween(p, to)] as const
  const pole = cross(from, to)
  const length = norm(pole)
  if (length > 0 && metres > 0) {
    const n: Vector = [pole[0] / length, pole[1] / length, pole[2] / length]
    const height = dot(p, n)
    const flat: Vector = [p[0] - height * n[0], p[1] - height * n[1], p[2] - height * n[2]]
    const size = norm(flat)
    const foot: Vector = [flat[0] / size, flat[1] / size, flat[2] / size]
    const along = metresBetween(from, foot)
    if (dot(cross(from, foot), n) >= 0 && along <= metres) {
      return { fraction: along / metres, metres: metresBetween(p, foot) }
    }
  }
  return ends[0] <= ends[1] ? { fraction: 0, metres: ends[0] } : { fraction: 1, metres: ends[1] }
}

function tagsOf(raw: RawOsm, columns: TagColumns, element: number): Tags {
  const tags: Tags = new Map()
  for (let i = columns.offset[element]!; i < columns.offset[element + 1]!; i++) {
    tags.set(raw.strings[columns.key[i]!]!, raw.strings[columns.value[i]!]!)
  }
  return tags
}

const YES = ['yes', 'designated', 'permissive', 'official', 'destination', 'customers', 'public']
const RULE_5 =
  'footway pedestrian path steps living_street residential unclassified service road track corridor platform crossing tertiary tertiary_link secondary secondary_link primary primary_link trunk trunk_link'.split(
    ' ',
  )
const RULE_6 = ['cycleway', 'bridleway']

/** Section 1: the first rule that matches decides. */
export function isWalkable(tags: Tags): boolean {
  const highway = tags.get('highway')
  if (highway === undefined) return false
  if (!RULE_5.includes(highway) && !RULE_6.includes(highway)) return false
  const foot = tags.get('foot') ?? ''
  if (foot === 'no' || foot === 'use_sidepath') return false
  if (YES.includes(foot)) return true
  if (tags.get('access') === 'no' || tags.get('motorroad') === 'yes') return false
  if (RULE_5.includes(highway)) return true
  return ['both', 'left', 'right', 'yes'].includes(tags.get('sidewalk') ?? '')
}

/** Section 2. */
export function isBlocked(tags: Tags): boolean {
  const foot = tags.get('foot') ?? ''
  return (tags.get('access') === 'no' && !YES.includes(foot)) || foot === 'no' || tags.get('locked') === 'yes'
}

function isSignal(tags: Tags): boolean {
  const crossing =
    tags.get('highway') === 'crossing' &&
    (tags.get('crossing') === 'traffic_signals' || tags.get('crossing:signals') === 'yes')
  return crossing || tags.get('highway') === 'traffic_signals'
}

function directionsOf(tags: Tags): { forward: boolean; backward: boolean } {
  let forward = true
  let backward = true
  if (tags.get('oneway:foot') === 'yes' || tags.get('foot:backward') === 'no') backward = false
  if (tags.get('oneway:foot') === '-1' || tags.get('foot:forward') === 'no') forward = false
  if (tags.get('highway') === 'steps' && tags.get('conveying') === 'forward') backward = false
  if (tags.get('highway') === 'steps' && tags.get('conveying') === 'backward') forward = false
  return { forward, backward }
}

const isBridgeOrTunnel = (tags: Tags) =>
  (tags.get('bridge') ?? 'no') !== 'no' || !['no', 'building_passage'].includes(tags.get('tunnel') ?? 'no')

interface Step {
  readonly to: string
  readonly cost: number
}

/** A town for one profile and one basis. */
export class WalkTruth {
  readonly segments: Segment[] = []
  readonly box = [Infinity, Infinity, -Infinity, -Infinity]
  readonly #profile: TruthProfile
  readonly #basis: 'time' | 'distance'
  readonly #waits = new Set<string>()
  readonly #linkable: ('major' | 'minor' | 'not')[] = []
  readonly #ahead = new Map<string, Step[]>()

  constructor(raw: RawOsm, profile: TruthProfile, basis: 'time' | 'distance') {
    this.#profile = profile
    this.#basis = basis
    this.#readSegments(raw)
    this.#judgePieces()
    this.segments.forEach((segment) => {
      const cost = this.#costOf(segment)
      if (segment.forward) this.#add(segment.a, segment.b, cost)
      if (segment.backward) this.#add(segment.b, segment.a, cost)
    })
  }

  #add(from: string, to: string, cost: number) {
    const wait = this.#basis === 'time' && this.#waits.has(to) ? this.#profile.waitSeconds : 0
    const steps = this.#ahead.get(from) ?? []
    steps.push({ to, cost: cost + wait })
    this.#ahead.set(from, steps)
  }

  #readSegments(raw: RawOsm) {
    const nodeRow = new Map<number, number>()
    raw.nodeId.forEach((id, row) => {
      nodeRow.set(id, row)
    })
    for (let way = 0; way < raw.wayId.length; way++) {
      const tags = tagsOf(raw, raw.wayTags, way)
      if (!isWalkable(tags)) continue
      const steps = tags.get('highway') === 'steps'
      const passable = !(steps && this.#profile.stepsFactor === null)
      const directions = directionsOf(tags)
      const refs = [...raw.wayRef.slice(raw.wayRefOffset[way]!, raw.wayRefOffset[way + 1]!)]
      for (let i = 0; i + 1 < refs.length; i++) {
        const [a, b] = [nodeRow.get(refs[i]!), nodeRow.get(refs[i + 1]!)]
        if (a === undefined || b === undefined || a === b) continue
        const [from, to] = [this.#place(raw, a), this.#place(raw, b)]
        if (!passable || (!directions.forward && !directions.backward)) continue
        const number = this.segments.length
        this.segments.push({
          a: this.#vertex(raw, a, `${number}a`),
          b: this.#vertex(raw, b, `${number}b`),
          from,
          to,
          metres: metresBetween(from, to),
          steps,
          covered: isBridgeOrTunnel(tags),
          ...directions,
        })
      }
    }
  }

  /** Position of a node; every node of a walkable way widens the network's own box. */
  #place(raw: RawOsm, row: number): Vector {
    const [lon, lat] = [raw.nodeLonE7[row]! / 1e7, raw.nodeLatE7[row]! / 1e7]
    this.box[0] = Math.min(this.box[0]!, lon)
    this.box[1] = Math.min(this.box[1]!, lat)
    this.box[2] = Math.max(this.box[2]!, lon)
    this.box[3] = Math.max(this.box[3]!, lat)
    return unit(lon, lat)
  }

  /** A blocked node is another vertex for every segment that ends there. */
  #vertex(raw: RawOsm, row: number, end: string): string {
    const tags = tagsOf(raw, raw.nodeTags, row)
    const name = isBlocked(tags) ? `${raw.nodeId[row]}#${end}` : `${raw.nodeId[row]}`
    if (isSignal(tags)) this.#waits.add(name)
    return name
  }

  /** Section 4: the largest connected piece, and any of 1,000 m or more. */
  #judgePieces() {
    const neighbours = new Map<string, number[]>()
    this.segments.forEach(({ a, b }, number) => {
      for (const end of [a, b]) neighbours.set(end, [...(neighbours.get(end) ?? []), number])
    })
    const piece = new Array<number>(this.segments.length).fill(-1)
    const metres: number[] = []
    for (let start = 0; start < piece.length; start++) {
      if (piece[start] !== -1) continue
      const name = metres.length
      metres.push(0)
      const open = [start]
      piece[start] = name
      while (open.length > 0) {
        const { a, b, metres: length } = this.segments[open.pop()!]!
        metres[name]! += length
        for (const next of [...neighbours.get(a)!, ...neighbours.get(b)!]) {
          if (piece[next] !== -1) continue
          piece[next] = name
          open.push(next)
        }
      }
    }
    const largest = Math.max(...metres, 0)
    piece.forEach((name, number) => {
      const length = metres[name]!
      this.#linkable[number] = length === largest || length >= 20_000 ? 'major' : length >= 1000 ? 'minor' : 'not'
    })
  }

  #costOf({ metres, steps }: Segment): number {
    if (this.#basis === 'distance') return metres
    return (metres / this.#profile.metresPerSecond) * (steps ? this.#profile.stepsFactor! : 1)
  }

  #accessCost(metres: number): number {
    return this.#basis === 'distance' ? metres : metres / this.#profile.metresPerSecond
  }

  link(lon: number, lat: number, maxMetres: number): TruthLink {
    const p = unit(lon, lat)
    const nearest = { major: Infinity, minor: Infinity, not: Infinity }
    this.segments.forEach((segment, number) => {
      if (segment.covered) return
      const rank = this.#linkable[number]!
      nearest[rank] = Math.min(nearest[rank], nearestOnArc(p, segment).metres)
    })
    const chosen = nearest.major <= maxMetres ? 'major' : 'minor'
    const onIsland = nearest.not
    let best = { segment: -1, fraction: 0, metres: Infinity }
    const near: { segment: number; fraction: number; metres: number }[] = []
    this.segments.forEach((segment, number) => {
      if (segment.covered) return
      const { fraction, metres } = nearestOnArc(p, segment)
      if (this.#linkable[number] !== chosen) return
      if (metres < best.metres) best = { segment: number, fraction, metres }
      near.push({ segment: number, fraction, metres })
    })
    // A millimetre at the limit decides nothing worth testing.
    const atLimit = [nearest.major, nearest.minor, onIsland].some((metres) => Math.abs(metres - maxMetres) < 0.01)
    if (best.metres <= maxMetres) {
      const here = this.#vertexAt(best.segment, best.fraction)
      const rivals = near.filter(({ segment, metres }) => segment !== best.segment && metres - best.metres < 0.003)
      // Two pieces that meet at the vertex where the place is are one and the same.
      const rivalled = rivals.some(
        ({ segment, fraction }) => here === undefined || this.#vertexAt(segment, fraction) !== here,
      )
      return { status: 'linked', ...best, ambiguous: atLimit || rivalled || this.#isNearlyAtEnd(best) }
    }
    const inside = lon >= this.box[0]! && lat >= this.box[1]! && lon <= this.box[2]! && lat <= this.box[3]!
    const status = onIsland <= maxMetres ? 'island' : inside ? 'too-far' : 'outside'
    return { status, segment: -1, fraction: 0, metres: Number.NaN, ambiguous: atLimit }
  }

  /** Section 4: a place at the end of a piece is at the vertex. */
  #vertexAt(segment: number, fraction: number): string | undefined {
    const { a, b, metres } = this.segments[segment]!
    if (fraction * metres < AT_VERTEX_METRES) return a
    return (1 - fraction) * metres < AT_VERTEX_METRES ? b : undefined
  }

  /** Fractions of a millimetre at this border decide nothing worth testing. */
  #isNearlyAtEnd({ segment, fraction }: { segment: number; fraction: number }): boolean {
    const { metres } = this.segments[segment]!
    const toEnd = Math.min(fraction, 1 - fraction) * metres
    return toEnd > AT_VERTEX_METRES / 4 && toEnd < AT_VERTEX_METRES * 4
  }

  /** Costs from a linked place to every vertex within a limit (seconds or metres), access leg included. */
  reach(link: TruthLink, limit: number): Map<string, number> {
    const segment = this.segments[link.segment]!
    const access = this.#accessCost(link.metres)
    const cost = this.#costOf(segment)
    const open = new Map<string, number>()
    const offer = (vertex: string, value: number) => {
      if (value <= limit + 5 && value < (open.get(vertex) ?? Infinity)) open.set(vertex, value)
    }
    const here = this.#vertexAt(link.segment, link.fraction)
    // Who sets out at a vertex does not enter it.
    if (here !== undefined) offer(here, access)
    const wait = (vertex: string) => (this.#basis === 'time' && this.#waits.has(vertex) ? this.#profile.waitSeconds : 0)
    if (here === undefined && segment.backward) offer(segment.a, access + link.fraction * cost + wait(segment.a))
    if (here === undefined && segment.forward) offer(segment.b, access + (1 - link.fraction) * cost + wait(segment.b))
    const done = new Map<string, number>()
    while (open.size > 0) {
      let vertex = ''
      let least = Infinity
      for (const [candidate, value] of open) {
        if (value < least) {
          least = value
          vertex = candidate
        }
      }
      open.delete(vertex)
      done.set(vertex, least)
      for (const step of this.#ahead.get(vertex) ?? []) if (!done.has(step.to)) offer(step.to, least + step.cost)
    }
    return done
  }

  /** Metres of street within a limit of a linked place: the union of what is reached from the ends of each segment. */
  reachedMetres(link: TruthLink, limit: number): number {
    const reached = this.reach(link, limit)
    let total = 0
    this.segments.forEach((segment, number) => {
      const cost = this.#costOf(segment)
      const parts: [number, number][] = []
      const after = (start: number, spent: number) => Math.min(1, start + (cost > 0 ? (limit - spent) / cost : 1))
      const [atA, atB] = [reached.get(segment.a) ?? Infinity, reached.get(segment.b) ?? Infinity]
      if (segment.forward && atA <= limit) parts.push([0, after(0, atA)])
      if (segment.backward && atB <= limit) parts.push([1 - after(0, atB), 1])
      const access = this.#accessCost(link.metres)
      if (number === link.segment && access <= limit) {
        if (segment.forward) parts.push([link.fraction, after(link.fraction, access)])
        if (segment.backward) parts.push([1 - after(1 - link.fraction, access), link.fraction])
      }
      parts.sort((one, other) => one[0] - other[0])
      let end = 0
      for (const [from, to] of parts) {
        total += Math.max(0, to - Math.max(from, end)) * segment.metres
        end = Math.max(end, to)
      }
    })
    return total
  }

  /** Cost of the walk from one linked place to another, given {@link reach} of the first; Infinity where there is none. */
  walk(reached: Map<string, number>, from: TruthLink, to: TruthLink): number {
    const segment = this.segments[to.segment]!
    const cost = this.#costOf(segment)
    const exit = this.#accessCost(to.metres)
    let best = Infinity
    const label = (vertex: string) => reached.get(vertex) ?? Infinity
    const here = this.#vertexAt(to.segment, to.fraction)
    if (here !== undefined) return label(here) + exit
    if (segment.forward) best = Math.min(best, label(segment.a) + to.fraction * cost + exit)
    if (segment.backward) best = Math.min(best, label(segment.b) + (1 - to.fraction) * cost + exit)
    if (from.segment === to.segment && this.#vertexAt(from.segment, from.fraction) === undefined) {
      const ahead = to.fraction - from.fraction
      if (ahead === 0 || (ahead > 0 ? segment.forward : segment.backward)) {
        best = Math.min(best, this.#accessCost(from.metres) + Math.abs(ahead) * cost + exit)
      }
    }
    return best
  }
}

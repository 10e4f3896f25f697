// The slow truth's walks: links (2.3 and 4 of the page), and valid walks (2, 5) by a textbook Dijkstra over (vertex, stage of the walk).
import { isInside, type LonLat, metresToOutline, nearestOnArc, unit } from './truth-geometry.ts'
import { StageHeap } from './truth-heap.ts'
import { PUBLIC, type TruthNetwork, type TruthSegment } from './truth-network.ts'
import { groups, segmentsAt, streetMetres } from './truth-regions.ts'
import { inclineOf, slopeFactor } from './truth-slopes.ts'

export interface TruthProfile {
  readonly metresPerSecond: number
  readonly stepsFactor: number | null
  readonly waitSeconds: number
  readonly steepest?: number
}
/** 3.1. */
export const TRUTH_PROFILES: Readonly<Record<string, TruthProfile>> = {
  adult: { metresPerSecond: 1.25, stepsFactor: 2, waitSeconds: 0 },
  older: { metresPerSecond: 0.9, stepsFactor: 3, waitSeconds: 0 },
  frail: { metresPerSecond: 0.7, stepsFactor: 3, waitSeconds: 0 },
  child: { metresPerSecond: 0.9, stepsFactor: 2, waitSeconds: 0 },
  wheelchair: { metresPerSecond: 0.8, stepsFactor: null, waitSeconds: 0, steepest: 1 / 12 },
}

const AT_VERTEX_METRES = 1e-3
const SAME_METRES = 1e-6
const MAJOR_METRES = 20_000
const MINOR_METRES = 1000

/** A place on a segment. */
export interface TruthPlace {
  readonly segment: number
  readonly fraction: number
}

export interface TruthLink extends TruthPlace {
  readonly status: 'linked' | 'too-far' | 'island' | 'outside'
  readonly metres: number
  /** True where another piece of street is as near but leads elsewhere: the model leaves the choice to the numbering. */
  readonly ambiguous: boolean
}

/** Where a walk stands: leaving its own region, on public streets, or entering the region named after the `E`. */
const LEAVING = 'L'
const ON_PUBLIC = 'P'
const entering = (region: string) => `E${region}`

/** What a walk came by to a vertex. */
type Came = 'start' | 'public' | 'private'
const CAME: readonly Came[] = ['start', 'public', 'private']
const keyOf = (stage: string, came: Came, vertex: string) => `${stage}|${came}|${vertex}`

/** A town for one profile and one basis. */
export class TruthWalks {
  readonly segments: readonly TruthSegment[]
  /** West, south, east, north of all walkable ways. */
  readonly box = [Infinity, Infinity, -Infinity, -Infinity]
  readonly #network: TruthNetwork
  readonly #profile: TruthProfile
  readonly #basis: 'time' | 'distance'
  readonly #passable: readonly boolean[]
  readonly #rank: ('major' | 'minor' | 'none')[]
  readonly #at: ReadonlyMap<string, readonly number[]>

  constructor(network: TruthNetwork, profile: TruthProfile, basis: 'time' | 'distance') {
    this.#network = network
    this.segments = network.segments
    this.#profile = profile
    this.#basis = basis
    for (const { atA, atB } of this.segments) {
      for (const [lon, lat] of [atA, atB]) {
        this.box[0] = Math.min(this.box[0]!, lon)
        this.box[1] = Math.min(this.box[1]!, lat)
        this.box[2] = Math.max(this.box[2]!, lon)
        this.box[3] = Math.max(this.box[3]!, lat)
      }
    }
    this.#at = segmentsAt(this.segments)
    this.#passable = this.segments.map((segment) => this.#mayPass(segment))
    this.#rank = this.#rankComponents()
  }

  /** Whether this profile may walk a segment in some direction. */
  isPassable(segment: number): boolean {
    return this.#passable[segment]!
  }

  #mayPass({ steps, forward, backward, tags }: TruthSegment): boolean {
    const { stepsFactor, steepest = Infinity } = this.#profile
    const isTooSteep = Math.abs(inclineOf(tags) ?? 0) > steepest + 1e-12
    return !(steps && stepsFactor === null) && !isTooSteep && (forward || backward)
  }

  /** Section 4: major parts, minor ones, and the rest. */
  #rankComponents() {
    const rank = this.segments.map((): 'major' | 'minor' | 'none' => 'none')
    const parts = groups(this.segments, (number) => this.#passable[number]!)
    const lengths = parts.map((group) => streetMetres(this.segments, group))
    const longest = lengths.reduce((most, metres) => Math.max(most, metres), 0)
    parts.forEach((group, i) => {
      const metres = lengths[i]!
      const isMajor = metres === longest || metres >= MAJOR_METRES
      for (const number of group) rank[number] = isMajor ? 'major' : metres >= MINOR_METRES ? 'minor' : 'none'
    })
    return rank
  }

  /** What it costs to walk from one fraction of a segment to another. */
  costAlong(segment: TruthSegment, from: number, to: number): number {
    const { metres, steps, slopes } = segment
    if (this.#basis === 'distance') return metres * Math.abs(to - from)
    const seconds = (metres / this.#profile.metresPerSecond) * (steps ? this.#profile.stepsFactor! : 1)
    const [low, high] = [Math.min(from, to), Math.max(from, to)]
    return slopes.reduce((sum, part) => {
      const share = Math.max(0, Math.min(high, part.to) - Math.max(low, part.from))
      return sum + share * seconds * slopeFactor(to >= from ? part.slope : -part.slope)
    }, 0)
  }

  #accessCost(metres: number): number {
    return this.#basis === 'distance' ? metres : metres / this.#profile.metresPerSecond
  }

  #waitAt(vertex: string): number {
    return this.#basis === 'time' && this.#network.signals.has(vertex) ? this.#profile.waitSeconds : 0
  }

  /** 2.3 and 4. */
  link(lon: number, lat: number, maxMetres: number): TruthLink {
    const at: LonLat = [lon, lat]
    const own = this.#network.compounds.find(({ rings }) => isInside(at, rings))?.id
    // A compound's own streets: parts of its outline, and those behind it that joined its region.
    const isOwn = ({ region }: TruthSegment) => own !== undefined && region === own
    const { found, onIsland } = this.#candidates(at, maxMetres, (one) => isOwn(one) || one.part === undefined)
    const inside = found.filter(({ segment }) => isOwn(this.segments[segment]!))
    const others = found.filter(({ segment }) => this.segments[segment]!.part === undefined)
    // The library may see a place a centimetre from an outline on the other side.
    const atOutline = this.#network.compounds.some(({ rings }) => metresToOutline(at, rings) < 0.03)
    const atLimit =
      atOutline || [...found.map(({ metres }) => metres), onIsland].some((m) => Math.abs(m - maxMetres) < 0.01)
    for (const candidates of [inside, others]) {
      for (const rank of ['major', 'minor']) {
        const near = candidates.filter(({ segment, metres }) => metres <= maxMetres && this.#rank[segment] === rank)
        const best = this.#best(near)
        if (best !== undefined) return { status: 'linked', ...best, ambiguous: best.ambiguous || atLimit }
      }
    }
    const [west, south, east, north] = this.box
    const within = lon >= west! && lat >= south! && lon <= east! && lat <= north!
    const status = onIsland <= maxMetres ? 'island' : within ? 'too-far' : 'outside'
    return { status, segment: -1, fraction: 0, metres: Number.NaN, ambiguous: atLimit }
  }

  #candidates(at: LonLat, maxMetres: number, isAllowed: (segment: TruthSegment) => boolean) {
    const p = unit(at)
    const found: (TruthPlace & { readonly metres: number })[] = []
    let onIsland = Infinity
    // A plain box around the point saves hours on real data: nothing so far away can be within the limit.
    const high = (2 * maxMetres) / 111_000
    const wide = high / Math.cos((at[1] * Math.PI) / 180)
    this.segments.forEach((one, segment) => {
      const { kind, covered, atA, atB, from, to } = one
      if (!isAllowed(one)) return
      if (kind !== 'way' || covered || !this.#passable[segment]) return
      if (Math.min(atA[0], atB[0]) > at[0] + wide || Math.max(atA[0], atB[0]) < at[0] - wide) return
      if (Math.min(atA[1], atB[1]) > at[1] + high || Math.max(atA[1], atB[1]) < at[1] - high) return
      const { fraction, metres } = nearestOnArc(p, from, to)
      if (this.#rank[segment] === 'none') onIsland = Math.min(onIsland, metres)
      else found.push({ segment, fraction, metres })
    })
    return { found, onIsland }
  }

  /** The nearest of some candidates; of those within a thousandth of a millimetre a public one. */
  #best(near: readonly (TruthPlace & { readonly metres: number })[]) {
    const least = near.reduce((metres, each) => Math.min(metres, each.metres), Infinity)
    const ties = near.filter(({ metres }) => metres <= least + SAME_METRES)
    const regionOf = ({ segment }: TruthPlace) => this.segments[segment]!.region
    const best = ties.find((tie) => regionOf(tie) === PUBLIC) ?? ties[0]
    if (best === undefined) return undefined
    const here = this.vertexAt(best)
    const isRival = (rival: TruthPlace & { readonly metres: number }) => {
      if (rival === best || rival.metres - least > 0.003) return false
      // Two pieces that meet at the vertex where the place is are one and the same, where the rule says whose region it is.
      const isSameVertex = here !== undefined && this.vertexAt(rival) === here
      return !isSameVertex || (regionOf(best) !== PUBLIC && regionOf(rival) !== regionOf(best))
    }
    return { ...best, ambiguous: near.some(isRival) || this.#isNearlyAtEnd(best) }
  }

  /** Section 4: a place at the end of a piece is at the vertex. */
  vertexAt({ segment, fraction }: TruthPlace): string | undefined {
    const { a, b, metres } = this.segments[segment]!
    if (fraction * metres < AT_VERTEX_METRES) return a
    return (1 - fraction) * metres < AT_VERTEX_METRES ? b : undefined
  }

  /** Fractions of a millimetre at this border decide nothing worth testing. */
  #isNearlyAtEnd({ segment, fraction }: TruthPlace): boolean {
    const { metres } = this.segments[segment]!
    const toEnd = Math.min(fraction, 1 - fraction) * metres
    return toEnd > AT_VERTEX_METRES / 4 && toEnd < AT_VERTEX_METRES * 4
  }

  /** The stage after stepping at a vertex onto a piece of a region; undefined where no valid walk does so. */
  #stageOn(own: string, stage: string, came: Came, vertex: string, region: string): string | undefined {
    const { restrictedVertices, noLeaving, noEntering } = this.#network
    if (region === PUBLIC && came === 'public' && restrictedVertices.has(vertex)) return undefined
    const current = stage === LEAVING ? own : stage === ON_PUBLIC ? PUBLIC : stage.slice(1)
    if (region === current) return stage
    if (stage !== LEAVING && stage !== ON_PUBLIC) return undefined
    if (noLeaving.has(`${current} ${vertex}`) || noEntering.has(`${region} ${vertex}`)) return undefined
    return region === PUBLIC ? ON_PUBLIC : entering(region)
  }

  /** Costs from a linked place to every (stage, vertex) within a limit (seconds or metres), access leg included. */
  reach(link: TruthLink, limit: number): Map<string, number> {
    const start = this.segments[link.segment]!
    const own = start.region
    const stage = own === PUBLIC ? ON_PUBLIC : LEAVING
    const access = this.#accessCost(link.metres)
    const open = new StageHeap()
    const offer = (next: string, came: Came, vertex: string, value: number) => {
      if (value <= limit + 5) open.push(keyOf(next, came, vertex), value)
    }
    const by = (region: string): Came => (region === PUBLIC ? 'public' : 'private')
    const here = this.vertexAt(link)
    // Who sets out at a vertex does not enter it.
    if (here !== undefined) offer(stage, 'start', here, access)
    else {
      const [toA, toB] = [this.costAlong(start, link.fraction, 0), this.costAlong(start, link.fraction, 1)]
      if (start.backward) offer(stage, by(own), start.a, access + toA + this.#waitAt(start.a))
      if (start.forward) offer(stage, by(own), start.b, access + toB + this.#waitAt(start.b))
    }
    const done = new Map<string, number>()
    for (let least = open.pop(); least !== undefined; least = open.pop()) {
      if (done.has(least.key)) continue
      done.set(least.key, least.value)
      const [from, came, vertex] = least.key.split('|') as [string, Came, string]
      for (const number of this.#at.get(vertex)!) {
        const segment = this.segments[number]!
        if (!this.#passable[number]) continue
        const next = this.#stageOn(own, from, came, vertex, segment.region)
        if (next === undefined) continue
        const step = (end: string, cost: number) => {
          offer(next, by(segment.region), end, least.value + cost + this.#waitAt(end))
        }
        if (segment.a === vertex && segment.forward) step(segment.b, this.costAlong(segment, 0, 1))
        if (segment.b === vertex && segment.backward) step(segment.a, this.costAlong(segment, 1, 0))
      }
    }
    return done
  }

  /** Least cost of standing at a vertex so that one may step onto a piece of a region. */
  #costOnto(reached: ReadonlyMap<string, number>, own: string, vertex: string, region: string): number {
    let best = Infinity
    for (const stage of new Set([LEAVING, ON_PUBLIC, entering(region)])) {
      for (const came of CAME) {
        if (this.#stageOn(own, stage, came, vertex, region) === undefined) continue
        best = Math.min(best, reached.get(keyOf(stage, came, vertex)) ?? Infinity)
      }
    }
    return best
  }

  /** Cost of the walk from one linked place to another, given {@link reach} of the first; Infinity where there is none. */
  walk(reached: ReadonlyMap<string, number>, from: TruthLink, to: TruthLink): number {
    const segment = this.segments[to.segment]!
    const own = this.segments[from.segment]!.region
    const exit = this.#accessCost(to.metres)
    const here = this.vertexAt(to)
    let best = Infinity
    if (here !== undefined) {
      // Met on the way out of any region, on public streets, and inside its own region.
      for (const stage of [LEAVING, ON_PUBLIC, entering(segment.region)]) {
        for (const came of CAME) best = Math.min(best, (reached.get(keyOf(stage, came, here)) ?? Infinity) + exit)
      }
      return best
    }
    const onto = (vertex: string) => this.#costOnto(reached, own, vertex, segment.region) + exit
    if (segment.forward) best = Math.min(best, onto(segment.a) + this.costAlong(segment, 0, to.fraction))
    if (segment.backward) best = Math.min(best, onto(segment.b) + this.costAlong(segment, 1, to.fraction))
    if (from.segment === to.segment && this.vertexAt(from) === undefined) {
      const ahead = to.fraction - from.fraction
      if (ahead === 0 || (ahead > 0 ? segment.forward : segment.backward)) {
        best = Math.min(
          best,
          this.#accessCost(from.metres) + this.costAlong(segment, from.fraction, to.fraction) + exit,
        )
      }
    }
    return best
  }

  /** 2.3: whether a place for residents only may be walked to from a link: both lie in one region. */
  isOfSameRegion(one: TruthLink, other: TruthLink): boolean {
    return this.segments[one.segment]!.region === this.segments[other.segment]!.region
  }

  /** Metres of street within a limit of a linked place: the union of what is reached from the ends of each segment. */
  reachedMetres(link: TruthLink, limit: number): number {
    const reached = this.reach(link, limit)
    const own = this.segments[link.segment]!.region
    const access = this.#accessCost(link.metres)
    let total = 0
    this.segments.forEach((segment, number) => {
      if (!this.#passable[number] || segment.kind !== 'way') return
      const parts: (readonly [number, number])[] = []
      const spread = (start: number, end: number, spent: number) => {
        const reach = this.#reachAlong(segment, start, end, limit - spent)
        if (reach !== undefined) parts.push([Math.min(start, reach), Math.max(start, reach)])
      }
      const onto = (vertex: string) => this.#costOnto(reached, own, vertex, segment.region)
      if (segment.forward) spread(0, 1, onto(segment.a))
      if (segment.backward) spread(1, 0, onto(segment.b))
      if (number === link.segment && segment.forward) spread(link.fraction, 1, access)
      if (number === link.segment && segment.backward) spread(link.fraction, 0, access)
      parts.sort((one, other) => one[0] - other[0])
      let end = 0
      for (const [from, to] of parts) {
        total += Math.max(0, to - Math.max(from, end)) * segment.metres
        end = Math.max(end, to)
      }
    })
    return total
  }

  /** How far from one fraction towards an end of a segment a walk gets; undefined where it does not even begin. */
  #reachAlong(segment: TruthSegment, start: number, end: number, left: number): number | undefined {
    if (!(left >= 0)) return undefined
    if (this.costAlong(segment, start, end) <= left) return end
    let [here, there] = [start, end]
    for (let halving = 0; halving < 60; halving++) {
      const middle = (here + there) / 2
      if (this.costAlong(segment, start, middle) <= left) here = middle
      else there = middle
    }
    return here
  }
}

// A walking service: a town that stays in memory and answers for one position at a time, while facilities come, move and go. Positions in,
// walks out. It knows no files and no formats.
import type { DataLicence } from '../answer/sources.ts'
import { checkType } from '../foundation/arguments.ts'
import { BEYOND_LIMIT_FACTOR, costLimits, farthestMetres } from '../foundation/limits.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import { resolveOptions, suggest } from '../foundation/options.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Basis, LonLat } from '../foundation/units.ts'
import type { Impedance } from '../network/impedance.ts'
import { hasSlopes } from '../network/uneven-edges.ts'
import { type Isochrone, isochrone } from '../outline/isochrone.ts'
import type { IsochroneOptions } from '../outline/isochrone-options.ts'
import { LiveVisit } from '../search/live-visit.ts'
import { traceCost, type WalkTrace } from '../search/origin-visit.ts'
import type { LegRows, PlaceLegs } from '../search/place-legs.ts'
import { message, problem } from '../words/problem.ts'
import type { WalkGround } from './access-study.ts'
import { chooseLimits } from './limits.ts'
import { checkPlace, LiveFacilities, type ServiceFacility } from './live-facilities.ts'
import { type MatrixOptions, matrixOn, type WalkTable } from './matrix.ts'
import type {
  CountAnswer,
  CountQuestion,
  NearestAnswer,
  NearestQuestion,
  ServiceLimit,
  ServiceRoute,
  ServiceWalk,
} from './service-answers.ts'
import { goalAt, goalOf, type Stand, standAt } from './service-places.ts'
import { lineOfTrace } from './walk-line.ts'

const NEAREST = {
  category: undefined as string | undefined,
  count: 1,
  minutes: undefined as number | undefined,
  metres: undefined as number | undefined,
}
const COUNT: CountQuestion = { minutes: undefined, metres: undefined, category: undefined }
const ROUTE: ServiceLimit = { minutes: undefined, metres: undefined }
const DEFAULT_LIMIT_MINUTES = 15
/** How often the limit is halved for the first look around. */
const MOST_HALVINGS = 3
/** Walks are about this much longer than the straight line: where a search begins, not what it finds. */
const USUAL_DETOUR = 1.25

/**
 * A town that answers for any position: made by `createWalkService`, or opened from a file by `openWalkService`. Every number is the one that an
 * analysis of the same facilities would give.
 */
export class WalkService {
  readonly #ground: WalkGround
  readonly #facilities: LiveFacilities
  readonly #knownKinds: readonly string[]
  readonly #visits: Record<string, LiveVisit> = {}

  /** The credit that every output of it carries. */
  readonly licence: DataLicence

  /** @internal */
  constructor(
    ground: WalkGround,
    facilities: readonly ServiceFacility[],
    knownKinds: readonly string[],
    licence: DataLicence,
  ) {
    this.#ground = ground
    this.#facilities = new LiveFacilities(ground, facilities)
    this.#knownKinds = knownKinds
    this.licence = licence
  }

  /** Goes up by one with every change: answers of another revision are out of date. */
  get revision(): number {
    return this.#facilities.revision
  }

  /** How many facilities there are. */
  get size(): number {
    return this.#facilities.size
  }

  /** Network, costs and indexes that the service stands on, for `living-circle/parts`. */
  get ground(): WalkGround {
    return this.#ground
  }

  /** Kinds that may be asked for though there is no facility of them. */
  get knownKinds(): readonly string[] {
    return this.#knownKinds
  }

  /** All facilities as they are now. */
  facilities(): ServiceFacility[] {
    return [...this.#facilities.all()]
  }

  has(id: string): boolean {
    return this.#facilities.has(id)
  }

  /** A facility as it is now, or `undefined`. */
  get(id: string): ServiceFacility | undefined {
    return this.#facilities.get(id)
  }

  /** Opens a facility. @throws LivingCircleError `usage` for an id that is there already, no entrance, or a position out of range */
  add(facility: ServiceFacility): void {
    checkType('add', 'facility', facility, 'object')
    this.#facilities.add(facility)
  }

  /** Moves a facility. @throws LivingCircleError `usage` for an unknown id or a position out of range; then nothing has moved */
  move(id: string, entrances: readonly LonLat[]): void {
    checkType('move', 'entrances', entrances, 'array')
    this.#facilities.move(id, entrances)
  }

  /** Closes a facility. @throws LivingCircleError `usage` for an unknown id */
  close(id: string): void {
    this.#facilities.close(id)
  }

  /**
   * The nearest facilities on foot.
   *
   * @param place degrees `[lon, lat]`
   * @throws LivingCircleError `usage` (position), `unknown-option`, `invalid-option` (limit, count, kind)
   */
  nearest(place: LonLat, question: NearestQuestion = {}): NearestAnswer {
    const { category, count, minutes, metres } = resolveOptions('nearest', question, NEAREST)
    if (!(Number.isInteger(count) && count! >= 1)) {
      throw problem('invalid-option', 'facilities.nearest', { value: String(count) }, { details: { count } })
    }
    const { basis, limit } = this.#limitOf(minutes, metres)
    const kind = this.#kindOf(category)
    const stand = standAt(this.#ground, place)
    const facilities = kind === null ? 0 : this.#facilities.countOf(kind)
    if (!stand.isLinked || facilities === 0) return { ...stand.answer, walks: [], facilities }
    const search = this.#search(stand, basis, limit, kind ?? undefined, count!)
    if (search === null) return { ...stand.answer, walks: [], facilities }
    const { visit, cost } = search
    const found = [...visit.touched.subarray(0, visit.touchedCount)]
    const idOf = (number: number) => this.#facilities.at(number).facility.id
    found.sort((a, b) => visit.cost(a) - visit.cost(b) || compareNaturally(idOf(a), idOf(b)))
    const other = stand.legs(basis === 'time' ? 'distance' : 'time')
    return {
      ...stand.answer,
      walks: found.slice(0, count).map((number) => this.#walk(visit, number, cost, basis, other)),
      facilities,
    }
  }

  /**
   * How many facilities lie within limits, by kind.
   *
   * @param place degrees `[lon, lat]`
   * @throws LivingCircleError as {@link WalkService.nearest}
   */
  count(place: LonLat, question: CountQuestion = {}): CountAnswer {
    const { category, minutes, metres } = resolveOptions<CountQuestion>('count', question, COUNT)
    const { basis, limits } = chooseLimits(minutes, metres)
    const kind = this.#kindOf(category)
    const stand = standAt(this.#ground, place)
    const { categories } = this.#facilities
    const asked =
      category === undefined ? categories.filter((_, number) => this.#facilities.countOf(number) > 0) : [category]
    const costs = costLimits(basis, limits)
    const counts = new Map(asked.map((id) => [id, limits.map(() => 0)]))
    if (stand.isLinked && kind !== null) {
      const visit = this.#visit(basis, 'search')
      this.#meet(visit, stand.legs(basis), basis, costs[costs.length - 1]!, kind, 0)
      for (let at = 0; at < visit.touchedCount; at++) {
        const number = visit.touched[at]!
        const within = counts.get(this.#facilities.at(number).facility.category)!
        costs.forEach((limit, i) => {
          if (visit.cost(number) <= limit) within[i]!++
        })
      }
    }
    const kinds = asked.map((id) => {
      const number = this.#facilities.categoryNumber(id)
      const facilities = number === undefined ? 0 : this.#facilities.countOf(number)
      return { category: id, facilities, within: stand.isLinked ? counts.get(id)! : [] }
    })
    return { ...stand.answer, basis, limits, kinds }
  }

  /**
   * The walk from one place to another, as a line.
   *
   * @param from degrees `[lon, lat]`
   * @param to a position, or the id of a facility: then to its nearest entrance
   * @param limit default 60 minutes
   * @throws LivingCircleError `usage` (position, id), `unknown-option`, `invalid-option` (limit)
   */
  route(from: LonLat, to: LonLat | string, limit: ServiceLimit = {}): ServiceRoute {
    const asked = resolveOptions<ServiceLimit>('route', limit, ROUTE)
    const { basis, limit: farthest } = this.#limitOf(asked.minutes, asked.metres, BEYOND_LIMIT_FACTOR)
    const most = costLimits(basis, [farthest])[0]!
    const start = standAt(this.#ground, from)
    const goal = typeof to === 'string' ? goalOf(this.#ground, this.#facilities, to) : goalAt(this.#ground, to)
    const none = { from: start.answer, to: goal.answer, seconds: null, metres: null, line: null }
    if (!start.isLinked || goal.rows.length === 0) return { status: 'unlinked', ...none }
    const origin = start.legs(basis)
    if (!goal.isOpenTo(origin.region[0]!)) return { status: 'beyond', ...none }
    const visit = this.#visit(basis, 'route')
    visit.run(origin, most)
    const found = visit.traceTo(goal.legs(basis), goal.rows, most)
    if (found === null) return { status: 'beyond', ...none }
    const otherBasis = basis === 'time' ? 'distance' : 'time'
    const other = this.#alongside(found.trace, start.legs(otherBasis), goal.legs(otherBasis), otherBasis)
    const [ms, mm] = basis === 'time' ? [found.cost, other] : [other, found.cost]
    const { trace } = found
    const goalLegs = goal.legs(basis)
    const line = lineOfTrace(
      this.#ground.network,
      trace,
      { edge: origin.edge[trace.place]!, at: origin.fraction[trace.place]! },
      { edge: goalLegs.edge[trace.entrance]!, at: goalLegs.fraction[trace.entrance]! },
    )
    const coordinates = [from, ...line, goal.positionOf(trace.entrance)].map(([lon, lat]) => [lon, lat])
    return {
      status: 'walk',
      from: start.answer,
      to: goal.answer,
      seconds: ms / 1000,
      metres: mm / 1000,
      line: { type: 'LineString', coordinates },
    }
  }

  /**
   * All walks within a limit from origins to destinations, in typed arrays. See `matrix` of `living-circle/parts`.
   *
   * @param options exactly one of `minutes` and `metres`; `sweepPairs` for threads
   * @throws LivingCircleError `unknown-option`, `invalid-option`, `aborted`
   */
  async matrix(
    origins: readonly LonLat[],
    destinations: readonly LonLat[],
    options: Pick<MatrixOptions, 'minutes' | 'metres' | 'sweepPairs' | keyof RunOptions>,
  ): Promise<WalkTable> {
    return matrixOn(this.#ground, origins, destinations, options)
  }

  /** Whither one gets from a place: see `isochrone`. For a layer hand it to `toIsochroneGeoJson`. */
  isochrone(place: LonLat, options: Omit<IsochroneOptions, 'locator' | 'union'> = {}): Isochrone {
    const impedance = options.metres === undefined ? this.#ground.time : this.#ground.distance
    const { locator, maxLinkMetres, network } = this.#ground
    checkPlace(place, 'isochrone')
    return isochrone(network, impedance, [place], { maxLinkMetres, ...options, locator })[0]!
  }

  /** The streets within limits of a place, cut at the exact spot: its isochrone in lines. */
  streets(place: LonLat, options: Omit<IsochroneOptions, 'locator' | 'union' | 'style'> = {}): Isochrone {
    return this.isochrone(place, { ...options, style: 'lines' })
  }

  /**
   * Searches as far as it takes for some facilities: a little way first, then as far as straight lines say at least. `null` where even these are
   * too long.
   */
  #search(stand: Stand, basis: Basis, limit: number, kind: number | undefined, count: number) {
    const { profile, network } = this.#ground
    const cost = costLimits(basis, [limit])[0]!
    const visit = this.#visit(basis, 'search')
    const origin = stand.legs(basis)
    this.#meet(visit, origin, basis, cost, kind, MOST_HALVINGS)
    if (visit.touchedCount >= count) return { visit, cost }
    // Lengths and costs are rounded on every street: a little more than the farthest walk could lead.
    const maxMetres = farthestMetres(basis, limit, profile, hasSlopes(network)) * 1.01 + 1
    const near = this.#facilities.set.nearest(stand.place, count, { category: kind, maxMetres })
    if (near.length === 0) return null
    const perMetre = this.#impedance(basis).accessCostPerMetre
    const guess = near.length < count ? cost : near[count - 1]!.metres * perMetre * USUAL_DETOUR
    let halvings = 0
    while (halvings + 1 < MOST_HALVINGS && cost >>> (halvings + 1) >= guess) halvings++
    for (; ; halvings--) {
      this.#meet(visit, origin, basis, cost, kind, halvings)
      if (visit.touchedCount >= count || halvings === 0) return { visit, cost }
    }
  }

  #meet(
    visit: LiveVisit,
    origin: PlaceLegs,
    basis: Basis,
    limit: number,
    kind: number | undefined,
    halvings: number,
  ): void {
    const facilities = this.#facilities
    const region = origin.region[0]!
    const bounded = visit.run(origin, limit, halvings)
    const isOpen = (number: number) => {
      const { regions } = facilities.at(number)
      return regions === null || regions.has(region)
    }
    const few = kind !== undefined && facilities.countOf(kind) < visit.reachedCount
    if (few) {
      const rowsOf = (number: number) => facilities.at(number).rows
      visit.meetEach(facilities.legs(basis), bounded, facilities.numbers, facilities.numbersOf(kind), rowsOf, isOpen)
    } else {
      const counts = (number: number) =>
        (kind === undefined || facilities.at(number).category === kind) && isOpen(number)
      visit.meet(facilities.targets, facilities.legs(basis), bounded, facilities.numbers, counts)
    }
  }

  #walk(visit: LiveVisit, number: number, limit: number, basis: Basis, other: PlaceLegs): ServiceWalk {
    const slot = this.#facilities.at(number)
    const { cost, trace } = visit.traceTo(this.#facilities.legs(basis), slot.rows, limit)!
    const otherBasis = basis === 'time' ? 'distance' : 'time'
    const along = this.#alongside(trace, other, this.#facilities.legs(otherBasis), otherBasis)
    const [ms, mm] = basis === 'time' ? [cost, along] : [along, cost]
    const entrance = this.#facilities.entranceAt(trace.entrance)
    return { facility: slot.facility, seconds: ms / 1000, metres: mm / 1000, entrance }
  }

  #alongside(trace: WalkTrace, origin: PlaceLegs, goal: LegRows, basis: Basis): number {
    return traceCost(trace, this.#impedance(basis), origin, goal, true)
  }

  #impedance(basis: Basis): Impedance {
    return basis === 'time' ? this.#ground.time : this.#ground.distance
  }

  /** Routes go farther than searches: each keeps scratch memory for its own limit. */
  #visit(basis: Basis, purpose: 'search' | 'route'): LiveVisit {
    this.#visits[`${purpose}-${basis}`] ??= new LiveVisit(this.#ground.network, this.#impedance(basis))
    return this.#visits[`${purpose}-${basis}`]!
  }

  #limitOf(minutes: number | undefined, metres: number | undefined, factor = 1): { basis: Basis; limit: number } {
    if (minutes === undefined && metres === undefined) return { basis: 'time', limit: DEFAULT_LIMIT_MINUTES * factor }
    const one = (value: number | undefined) => (value === undefined ? undefined : [value])
    const { basis, limits } = chooseLimits(one(minutes), one(metres))
    return { basis, limit: limits[0]! }
  }

  /**
   * Number of a kind: `undefined` for all, `null` for one that is known but of which there is no facility.
   *
   * @throws LivingCircleError `invalid-option` for a kind that nobody knows
   */
  #kindOf(category: string | undefined): number | undefined | null {
    if (category === undefined) return undefined
    const number = this.#facilities.categoryNumber(category)
    if (number !== undefined) return number
    if (this.#knownKinds.includes(category)) return null
    const near = suggest(String(category), [...this.#facilities.categories, ...this.#knownKinds])
    const hint =
      near === undefined
        ? message('hint.has-categories', { list: [...this.#facilities.categories] })
        : message('hint.did-you-mean', { word: near })
    throw problem('invalid-option', 'service.no-category', { id: String(category) }, { hint })
  }
}

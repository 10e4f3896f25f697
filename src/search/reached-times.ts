// Nearest facility and counts for every origin and category: one bounded sweep per distinct origin, all categories in one
// pass. Integers only; it knows no names and no coordinates.
import { type Progress, type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import { UNREACHED } from '../foundation/units.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { BoundedSweep } from './bounded-sweep.ts'
import type { FacilityTargets } from './facility-targets.ts'
import { directCost, type PlaceLegs } from './place-legs.ts'
import { walkBack } from './walk-back.ts'

/** What sweeps found; row = origin × categoryCount + category, cell = row × limitCount + limit. */
export interface ReachedTimes {
  readonly originCount: number
  readonly categoryCount: number
  /** Ascending, in cost units (ms or mm), inclusive. */
  readonly limits: Uint32Array
  /** Cost to the nearest facility, `UNREACHED` beyond the largest limit. */
  readonly nearestCost: Uint32Array
  /** The same walk measured the other way (mm for a time search, ms for a distance search). */
  readonly nearestAlongside: Uint32Array
  /** Facility number, −1 where unreached. Of equally near ones the lowest. */
  readonly nearestFacility: Int32Array
  readonly count: Uint32Array
  /** Vertices reached over all sweeps, and expansions: exact, for tests that guard the work done. */
  readonly verticesReached: number
  readonly expansions: number
}

/** One question: who walks where, over which network, at what cost, how far. */
export interface SweepProblem {
  readonly network: WalkNetwork
  /** Decides what is shortest. */
  readonly impedance: Impedance
  /** The other basis: the same walks are measured by it, too. */
  readonly alongside: Impedance
  readonly origins: PlaceLegs
  readonly targets: FacilityTargets
  /** Legs of the origins and of the facilities' entrances under the other basis. */
  readonly alongsideOrigins: PlaceLegs
  readonly alongsideEntrances: PlaceLegs
  /** Cost limits, ascending, inclusive; sweeps stop at the last. */
  readonly limits: Uint32Array
}

/** Sweeps from every linked origin. O(origins × vertices within the largest limit). */
export function sweepReachedTimes(problem: SweepProblem, options: RunOptions = {}): ReachedTimes {
  const { origins, targets, limits } = problem
  const originCount = origins.edge.length
  const { categoryCount } = targets
  const rows = originCount * categoryCount
  const result = {
    originCount,
    categoryCount,
    limits,
    nearestCost: new Uint32Array(rows).fill(UNREACHED),
    nearestAlongside: new Uint32Array(rows).fill(UNREACHED),
    nearestFacility: new Int32Array(rows).fill(-1),
    count: new Uint32Array(rows * limits.length),
    verticesReached: 0,
    expansions: 0,
  }
  const visit = new OriginVisit(problem)
  const order = originsByEdge(origins)
  const reportEvery = Math.max(1, Math.ceil(order.length / 50))
  order.forEach((origin, position) => {
    if (position % reportEvery === 0) {
      throwIfAborted(options.signal)
      const progress: Progress = { step: 'walks', done: position, total: order.length }
      options.onProgress?.(progress)
    }
    visit.run(origin, result)
  })
  options.onProgress?.({ step: 'walks', done: order.length, total: order.length })
  return result
}

/** Linked origins in order of edge: edges are numbered along a curve through the city, so neighbours share cached memory. */
function originsByEdge(origins: PlaceLegs): Uint32Array {
  const linked: number[] = []
  for (let origin = 0; origin < origins.edge.length; origin++) if (origins.edge[origin]! >= 0) linked.push(origin)
  linked.sort((a, b) => origins.edge[a]! - origins.edge[b]! || origins.fraction[a]! - origins.fraction[b]! || a - b)
  return Uint32Array.from(linked)
}

/** Scratch memory and steps of one origin's visit. */
class OriginVisit {
  readonly #problem: SweepProblem
  readonly #sweep: BoundedSweep
  /** Cost per facility in this visit; `UNREACHED` between visits. */
  readonly #facilityCost: Uint32Array
  readonly #touched: Uint32Array
  #touchedCount = 0
  readonly #seedVertex = new Uint32Array(2)
  readonly #seedCost = new Uint32Array(2)
  readonly #entrancesOfFacility: number[][]

  constructor(problem: SweepProblem) {
    const { facilityCount, facilityOfEntrance } = problem.targets
    this.#problem = problem
    this.#sweep = new BoundedSweep(problem.network)
    this.#facilityCost = new Uint32Array(facilityCount).fill(UNREACHED)
    this.#touched = new Uint32Array(facilityCount)
    this.#entrancesOfFacility = Array.from({ length: facilityCount }, () => [])
    facilityOfEntrance.forEach((facility, entrance) => {
      this.#entrancesOfFacility[facility]!.push(entrance)
    })
  }

  run(origin: number, result: ReachedTimes): void {
    const toFacility = this.#problem.targets.direction === 'toFacility'
    const origins = this.#problem.origins
    const edge = origins.edge[origin]!
    const limit = this.#problem.limits[this.#problem.limits.length - 1]!
    this.#seedVertex[0] = this.#problem.network.edgeFrom[edge]!
    this.#seedVertex[1] = this.#problem.network.edgeTo[edge]!
    this.#seedCost[0] = toFacility ? origins.outFrom[origin]! : origins.inFrom[origin]!
    this.#seedCost[1] = toFacility ? origins.outTo[origin]! : origins.inTo[origin]!
    const { arcCost, arcCostReversed } = this.#problem.impedance
    this.#sweep.run(toFacility ? arcCost : arcCostReversed, this.#seedVertex, this.#seedCost, limit)
    this.#meetFacilities(origin, limit)
    this.#record(origin, result)
    const writable = result as { verticesReached: number; expansions: number }
    writable.verticesReached += this.#sweep.reachedCount
    writable.expansions += this.#sweep.expansions
    for (let i = 0; i < this.#touchedCount; i++) this.#facilityCost[this.#touched[i]!] = UNREACHED
    this.#touchedCount = 0
  }

  #meetFacilities(origin: number, limit: number): void {
    const { vertexOffset, entryFacility, entryCost, edgeOffset, edgeEntrance, facilityOfEntrance } =
      this.#problem.targets
    const sweep = this.#sweep
    for (let i = 0; i < sweep.reachedCount; i++) {
      const vertex = sweep.reached[i]!
      const end = vertexOffset[vertex + 1]!
      let entry = vertexOffset[vertex]!
      if (entry === end) continue
      const label = sweep.label(vertex)
      for (; entry < end; entry++) this.#offer(entryFacility[entry]!, label + entryCost[entry]!, limit)
    }
    const edge = this.#problem.origins.edge[origin]!
    for (let at = edgeOffset[edge]!; at < edgeOffset[edge + 1]!; at++) {
      const entrance = edgeEntrance[at]!
      this.#offer(
        facilityOfEntrance[entrance]!,
        this.#direct(this.#problem.impedance, this.#problem.origins, this.#problem.targets.legs, origin, entrance),
        limit,
      )
    }
  }

  #direct(impedance: Impedance, origins: PlaceLegs, facilities: PlaceLegs, origin: number, entrance: number): number {
    return this.#problem.targets.direction === 'toFacility'
      ? directCost(impedance, origins, origin, facilities, entrance)
      : directCost(impedance, facilities, entrance, origins, origin)
  }

  #offer(facility: number, cost: number, limit: number): void {
    if (cost > limit) return
    const known = this.#facilityCost[facility]!
    if (known === UNREACHED) this.#touched[this.#touchedCount++] = facility
    if (cost < known) this.#facilityCost[facility] = cost
  }

  #record(origin: number, result: ReachedTimes): void {
    const { categoryCount, categoryOfFacility } = this.#problem.targets
    const limits = this.#problem.limits
    for (let i = 0; i < this.#touchedCount; i++) {
      const facility = this.#touched[i]!
      const cost = this.#facilityCost[facility]!
      const row = origin * categoryCount + categoryOfFacility[facility]!
      const best = result.nearestCost[row]!
      if (cost < best || (cost === best && facility < result.nearestFacility[row]!)) {
        result.nearestCost[row] = cost
        result.nearestFacility[row] = facility
      }
      for (let limit = 0; limit < limits.length; limit++) {
        if (cost <= limits[limit]!) result.count[row * limits.length + limit]!++
      }
    }
    for (let category = 0; category < categoryCount; category++) {
      const row = origin * categoryCount + category
      const facility = result.nearestFacility[row]!
      if (facility >= 0)
        result.nearestAlongside[row] = this.#measureAlongside(origin, facility, result.nearestCost[row]!)
    }
  }

  /** The walk that gave `cost`, measured by the other basis. The direct walk comes first, then entries in order of vertex. */
  #measureAlongside(origin: number, facility: number, cost: number): number {
    const { legs } = this.#problem.targets
    const { edgeFrom, edgeTo } = this.#problem.network
    const toFacility = this.#problem.targets.direction === 'toFacility'
    const entrances = this.#entrancesOfFacility[facility]!
    for (const entrance of entrances) {
      if (legs.edge[entrance] !== this.#problem.origins.edge[origin]) continue
      if (this.#direct(this.#problem.impedance, this.#problem.origins, legs, origin, entrance) === cost) {
        return this.#direct(
          this.#problem.alongside,
          this.#problem.alongsideOrigins,
          this.#problem.alongsideEntrances,
          origin,
          entrance,
        )
      }
    }
    for (const entrance of entrances) {
      const edge = legs.edge[entrance]!
      if (edge < 0) continue
      for (const end of [0, 1]) {
        const vertex = end === 0 ? edgeFrom[edge]! : edgeTo[edge]!
        const label = this.#sweep.label(vertex)
        if (label === UNREACHED || label + legCost(legs, entrance, end, toFacility) !== cost) continue
        return this.#alongsideTo(origin, vertex) + legCost(this.#problem.alongsideEntrances, entrance, end, toFacility)
      }
    }
    throw new Error(`sweepReachedTimes: no walk explains the cost ${cost} of facility ${facility}`)
  }

  #alongsideTo(origin: number, vertex: number): number {
    const toFacility = this.#problem.targets.direction === 'toFacility'
    const { arcCost, arcCostReversed } = this.#problem.impedance
    const costs = toFacility ? { arcCost, arcCostReversed } : { arcCost: arcCostReversed, arcCostReversed: arcCost }
    const walked = toFacility ? this.#problem.alongside.arcCostReversed : this.#problem.alongside.arcCost
    let sum = 0
    const seed = walkBack(
      this.#problem.network,
      costs,
      this.#sweep,
      this.#seedVertex,
      this.#seedCost,
      vertex,
      (arc) => {
        sum += walked[arc]!
      },
    )
    return sum + legCost(this.#problem.alongsideOrigins, origin, seed, !toFacility)
  }
}

/** Leg between a place and one end (0 first vertex, 1 second) of its edge. */
function legCost(legs: PlaceLegs, place: number, end: number, towardsPlace: boolean): number {
  if (towardsPlace) return end === 0 ? legs.inFrom[place]! : legs.inTo[place]!
  return end === 0 ? legs.outFrom[place]! : legs.outTo[place]!
}

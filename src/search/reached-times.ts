// Nearest facility and counts for every origin and category: one bounded sweep per origin, all categories in one pass.
// Integers only; it knows no names and no coordinates.
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import { UNREACHED } from '../foundation/units.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { FacilityTargets } from './facility-targets.ts'
import { OriginVisit, traceCost } from './origin-visit.ts'
import type { PlaceLegs } from './place-legs.ts'

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
  /** Facilities within each limit. */
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
  /** Places that origins start from; an origin with several (gates) starts from all of them at once. */
  readonly origins: PlaceLegs
  /** Places of origin o: `originOffset[o] … originOffset[o+1])`. Places that are not linked take no part. */
  readonly originOffset: Uint32Array
  readonly targets: FacilityTargets
  /** Legs of the origins' places and of the facilities' entrances under the other basis. */
  readonly alongsideOrigins: PlaceLegs
  readonly alongsideEntrances: PlaceLegs
  /** Cost limits, ascending, inclusive; sweeps stop at the last. */
  readonly limits: Uint32Array
}

/** Sweeps from every origin that has a linked place. O(origins × vertices within the largest limit). */
export function sweepReachedTimes(problem: SweepProblem, options: RunOptions = {}): ReachedTimes {
  const { originOffset, limits, targets } = problem
  const { categoryCount } = targets
  const originCount = originOffset.length - 1
  const rows = originCount * categoryCount
  const nearestCost = new Uint32Array(rows).fill(UNREACHED)
  const nearestAlongside = new Uint32Array(rows).fill(UNREACHED)
  const nearestFacility = new Int32Array(rows).fill(-1)
  const count = new Uint32Array(rows * limits.length)
  const toFacility = targets.direction === 'toFacility'
  const limit = limits[limits.length - 1]!
  const visit = new OriginVisit(problem)
  let verticesReached = 0
  let expansions = 0

  const recordOrigin = (origin: number) => {
    for (let i = 0; i < visit.touchedCount; i++) {
      const facility = visit.touched[i]!
      const cost = visit.cost(facility)
      const row = origin * categoryCount + targets.categoryOfFacility[facility]!
      if (cost < nearestCost[row]! || (cost === nearestCost[row]! && facility < nearestFacility[row]!)) {
        nearestCost[row] = cost
        nearestFacility[row] = facility
      }
      for (let at = 0; at < limits.length; at++) if (cost <= limits[at]!) count[row * limits.length + at]!++
    }
    for (let row = origin * categoryCount; row < (origin + 1) * categoryCount; row++) {
      if (nearestFacility[row]! < 0) continue
      const trace = visit.trace(nearestFacility[row]!)
      nearestAlongside[row] = traceCost(
        trace,
        problem.alongside,
        problem.alongsideOrigins,
        problem.alongsideEntrances,
        toFacility,
      )
    }
  }

  const order = originsByEdge(problem)
  const reportEvery = Math.max(1, Math.ceil(order.length / 50))
  order.forEach(({ origin, places }, position) => {
    if (position % reportEvery === 0) {
      throwIfAborted(options.signal)
      options.onProgress?.({ step: 'walks', done: position, total: order.length })
    }
    visit.run(places, limit)
    verticesReached += visit.sweep.reachedCount
    expansions += visit.sweep.expansions
    recordOrigin(origin)
  })
  options.onProgress?.({ step: 'walks', done: order.length, total: order.length })
  return {
    originCount,
    categoryCount,
    limits,
    nearestCost,
    nearestAlongside,
    nearestFacility,
    count,
    verticesReached,
    expansions,
  }
}

/** Origins with their linked places, in order of edge: edges follow a curve through the city, so neighbours share caches. */
function originsByEdge({ origins, originOffset }: SweepProblem): { origin: number; places: number[] }[] {
  const visits: { origin: number; places: number[] }[] = []
  for (let origin = 0; origin + 1 < originOffset.length; origin++) {
    const places: number[] = []
    for (let place = originOffset[origin]!; place < originOffset[origin + 1]!; place++) {
      if (origins.edge[place]! >= 0) places.push(place)
    }
    if (places.length > 0) visits.push({ origin, places })
  }
  return visits.sort((a, b) => origins.edge[a.places[0]!]! - origins.edge[b.places[0]!]! || a.origin - b.origin)
}

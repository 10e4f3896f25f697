// Places that are short: who is within reach of a facility and finds it full, and what more places at one facility would bring, by maximum flow. A study, its walk
// matrix and what was counted in; a shortage for each rate out. It knows no gap: these people are no gap of walks.
import type { CapacityReport } from '../../answer/capacity-report.ts'
import { FACILITY_PLACE_STATES } from '../../answer/capacity-report.ts'
import type { PlaceAddition, PlaceShortage, RemedyCosts } from '../../answer/remedies-report.ts'
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'
import type { AccessStudy } from '../../study/access-study.ts'
import { type CapacityProblem, inWholeNumbers, total } from '../../study/capacity/capacity-problem.ts'
import { maximumFlow } from '../../study/capacity/maximum-flow.ts'
import { buildReachGraph, type ReachGraph } from '../../study/capacity/reach-graph.ts'
import { type CapacityQuestion, placesProblem } from '../../study/capacity-on-foot.ts'
import type { WalkMatrix } from '../../study/walk-matrix.ts'
import { costOfRemedy } from './cost-of-remedy.ts'
import { perCost } from './joint-choice.ts'

/** Additions that are kept for each rate. */
const KEPT = 10

/** Shortages of all rates that have any, with the best facilities to add places at; those of unknown places count as having none, as in the answer. */
export function placeShortages(
  study: AccessStudy,
  matrix: WalkMatrix,
  capacity: CapacityReport,
  asked: Pick<CapacityQuestion, 'unitOfKind' | 'unitOfText'>,
  costs: RemedyCosts,
  run: RunOptions = {},
): PlaceShortage[] {
  const full = FACILITY_PLACE_STATES.indexOf('full')
  return capacity.rates.flatMap((counted, number): PlaceShortage[] => {
    throwIfAborted(run.signal)
    run.onProgress?.({ step: 'remedies', done: number, total: capacity.rates.length })
    if (!(counted.missing > 0)) return []
    const { problem, siteOfFacility } = placesProblem(study, matrix, counted.rate, asked)
    const flow = new PlaceFlow(problem)
    const additions = Array.from(counted.facility).flatMap((facility, at): PlaceAddition[] => {
      if (counted.facilityState[at] !== full) return []
      const more = flow.servedMore(siteOfFacility(facility))
      if (more <= 0) return []
      const { id, name, category } = study.facilities[facility]!
      const cost = costOfRemedy(costs, { kind: 'add-places', category, metres: 0, places: more })
      const places = counted.facilityPlaces[at]!
      return [{ facilityId: id, name, category, lonLat: study.facilities[facility]!.lonLat, places, more, cost }]
    })
    additions.sort((a, b) => byWorth(a, b))
    const { rate, demand, served, missing, unreachable } = counted
    return [
      {
        ...{ rateId: rate.id, categories: rate.categories, unit: rate.unit, group: rate.group },
        ...{ demand, served, missing, unreachable, full: counted.full },
        additions: additions.slice(0, KEPT),
      },
    ]
  })
}

/** Most per cost first, then those of unknown cost, most first. */
function byWorth(a: PlaceAddition, b: PlaceAddition): number {
  if ((a.cost === null) !== (b.cost === null)) return a.cost === null ? 1 : -1
  const byCost = a.cost === null || b.cost === null ? 0 : perCost(b.more, b.cost, a.more, a.cost)
  return byCost || b.more - a.more
}

/** How many are served as places are, and as they would be. */
class PlaceFlow {
  readonly #graph: ReachGraph
  readonly #demand: Float64Array
  readonly #places: Float64Array
  readonly #scale: number
  readonly #unsent: number

  constructor(given: CapacityProblem) {
    const whole = inWholeNumbers({
      ...given,
      places: given.places.map((places) => (Number.isNaN(places) ? 0 : places)),
    })
    this.#graph = buildReachGraph(whole)
    this.#demand = whole.demand
    this.#places = whole.places
    this.#scale = whole.scale
    this.#unsent = total(maximumFlow(this.#graph, this.#demand, this.#places).unsent)
  }

  /** What one site with room for all would serve more: so many places more there are of use. */
  servedMore(site: number): number {
    const places = this.#places.slice()
    places[site] = places[site]! + this.#unsent
    const { unsent } = maximumFlow(this.#graph, this.#demand, places)
    return (this.#unsent - total(unsent)) / this.#scale
  }
}

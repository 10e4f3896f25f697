// The nearest facility of one category for many origins, far beyond the limits of the report: one sweep from all its facilities
// outwards. Integers in and out; it knows no names and no coordinates.
import { UNREACHED } from '../foundation/units.ts'
import { BoundedSweep } from '../search/bounded-sweep.ts'
import { directWalkCost, legCost } from '../search/origin-visit.ts'
import type { SweepProblem } from '../search/reached-times.ts'
import { walkBack } from '../search/walk-back.ts'

/** Walks to the nearest facility of the category that was swept last; memory is reused from one category to the next. */
export class NearestOnFoot {
  readonly #problem: SweepProblem
  readonly #toFacility: boolean
  readonly #sweep: BoundedSweep
  /** The costs of walking against the walk, from the facilities outwards, and the other way. */
  readonly #costs: { readonly arcCost: Uint32Array; readonly arcCostReversed: Uint32Array }
  #category = -1
  #limit = 0
  /** Facility at the end of the walk from a vertex, −1 where not known yet. */
  readonly #facilityFrom: Int32Array
  readonly #passed: number[] = []
  /** The walk asked for last: its cost, and the vertex or (straight along an edge) the entrance that it goes through. */
  #cost = UNREACHED
  #vertex = -1
  #entrance = -1

  constructor(problem: SweepProblem) {
    const { arcCost, arcCostReversed } = problem.impedance
    this.#problem = problem
    this.#toFacility = problem.targets.direction === 'toFacility'
    this.#costs = this.#toFacility
      ? { arcCost: arcCostReversed, arcCostReversed: arcCost }
      : { arcCost, arcCostReversed }
    this.#sweep = new BoundedSweep(problem.network)
    this.#facilityFrom = new Int32Array(problem.network.vertexFlags.length)
  }

  /**
   * Sweeps from all facilities of a category.
   *
   * @param limit largest cost of interest, ms or mm
   * @returns false where none of them is linked
   */
  sweep(category: number, limit: number): boolean {
    const { network, targets } = this.#problem
    const { legs, facilityOfEntrance, categoryOfFacility } = targets
    const seedVertex: number[] = []
    const seedCost: number[] = []
    for (let entrance = 0; entrance < facilityOfEntrance.length; entrance++) {
      const edge = legs.edge[entrance]!
      if (edge < 0 || categoryOfFacility[facilityOfEntrance[entrance]!] !== category) continue
      seedVertex.push(network.edgeFrom[edge]!, network.edgeTo[edge]!)
      seedCost.push(legCost(legs, entrance, 0, this.#toFacility), legCost(legs, entrance, 1, this.#toFacility))
    }
    this.#category = category
    this.#limit = limit
    this.#facilityFrom.fill(-1)
    if (seedVertex.length === 0) return false
    this.#sweep.run(this.#costs.arcCost, seedVertex, seedCost, limit)
    return true
  }

  /** Cost of the walk between an origin and the nearest facility, `UNREACHED` beyond the limit. */
  cost(origin: number): number {
    this.#walk(origin)
    return this.#cost
  }

  /** The facility of that walk, −1 where there is none. */
  facility(origin: number): number {
    this.#walk(origin)
    if (this.#cost === UNREACHED) return -1
    if (this.#entrance >= 0) return this.#problem.targets.facilityOfEntrance[this.#entrance]!
    const { network } = this.#problem
    this.#passed.length = 0
    const facility = walkBack(network, this.#costs, this.#sweep, this.#facilityAt, this.#vertex, () => {})
    for (const vertex of this.#passed) this.#facilityFrom[vertex] = facility
    return facility
  }

  #walk(origin: number): void {
    const { network, origins, originOffset, targets } = this.#problem
    this.#cost = this.#limit + 1
    this.#vertex = -1
    this.#entrance = -1
    for (let place = originOffset[origin]!; place < originOffset[origin + 1]!; place++) {
      const edge = origins.edge[place]!
      if (edge < 0) continue
      for (let end = 0; end < 2; end++) {
        const vertex = end === 0 ? network.edgeFrom[edge]! : network.edgeTo[edge]!
        const cost = legCost(origins, place, end, !this.#toFacility) + this.#sweep.label(vertex)
        if (cost >= this.#cost) continue
        this.#cost = cost
        this.#vertex = vertex
        this.#entrance = -1
      }
      for (let at = targets.edgeOffset[edge]!; at < targets.edgeOffset[edge + 1]!; at++) {
        this.#walkStraight(place, targets.edgeEntrance[at]!)
      }
    }
    if (this.#vertex < 0 && this.#entrance < 0) this.#cost = UNREACHED
  }

  #walkStraight(place: number, entrance: number): void {
    const { impedance, origins, targets } = this.#problem
    if (targets.categoryOfFacility[targets.facilityOfEntrance[entrance]!] !== this.#category) return
    const cost = directWalkCost(impedance, origins, place, targets.legs, entrance, this.#toFacility)
    if (cost >= this.#cost) return
    this.#cost = cost
    this.#vertex = -1
    this.#entrance = entrance
  }

  /** The facility whose sweep began, or by an earlier walk back is known to have begun, behind a vertex; else −1. */
  readonly #facilityAt = (vertex: number, label: number): number => {
    const known = this.#facilityFrom[vertex]!
    if (known >= 0) return known
    this.#passed.push(vertex)
    const { vertexOffset, entryCost, entryFacility, categoryOfFacility } = this.#problem.targets
    for (let entry = vertexOffset[vertex]!; entry < vertexOffset[vertex + 1]!; entry++) {
      const facility = entryFacility[entry]!
      if (entryCost[entry] === label && categoryOfFacility[facility] === this.#category) return facility
    }
    return -1
  }
}

// The nearest facility of one category for many origins, far beyond the limits of the report: sweeps from its facilities outwards.
// Integers in and out; it knows no names and no coordinates.
import { atOnce, type Steps } from '../foundation/breath.ts'
import { UNREACHED } from '../foundation/units.ts'
import { type NearestFacilities, nearestFacilitySteps } from '../search/nearest-facility.ts'
import { directWalkCost, legCost } from '../search/origin-visit.ts'
import type { SweepProblem } from '../search/reached-times.ts'

/** Walks to the nearest facility of one category after the other, far beyond the limits of the report. */
export interface NearestWalks {
  /** Turns to a category, up to a largest cost, in steps; `false` where none of its facilities is linked. */
  sweepSteps(category: number, limit: number): Steps<boolean>
  /** Cost of the walk between an origin and the nearest facility, `UNREACHED` beyond the limit. */
  cost(origin: number): number
  /** The facility of that walk, −1 where there is none. Of equally near ones the lowest. */
  facility(origin: number): number
}

/** Walks to the nearest facility of the category that was swept last. */
export class NearestOnFoot implements NearestWalks {
  readonly #problem: SweepProblem
  readonly #toFacility: boolean
  #category = -1
  #limit = 0
  #reached: NearestFacilities | undefined
  /** The walk asked for last. */
  #cost = UNREACHED
  #facility = -1

  constructor(problem: SweepProblem) {
    this.#problem = problem
    this.#toFacility = problem.targets.direction === 'toFacility'
  }

  /**
   * Sweeps from all facilities of a category.
   *
   * @param limit largest cost of interest, ms or mm
   * @returns false where none of them is linked
   */
  sweep(category: number, limit: number): boolean {
    return atOnce(this.sweepSteps(category, limit))
  }

  /** {@link sweep} in steps. */
  *sweepSteps(category: number, limit: number): Steps<boolean> {
    const { network, impedance, targets } = this.#problem
    const { legs, facilityOfEntrance, categoryOfFacility } = targets
    const isThere = facilityOfEntrance.some(
      (facility, entrance) => categoryOfFacility[facility] === category && legs.edge[entrance]! >= 0,
    )
    this.#category = category
    this.#limit = limit
    this.#reached = isThere ? yield* nearestFacilitySteps(network, impedance, targets, category, limit) : undefined
    return isThere
  }

  /** Cost of the walk between an origin and the nearest facility, `UNREACHED` beyond the limit. */
  cost(origin: number): number {
    this.#walk(origin)
    return this.#cost
  }

  /** The facility of that walk, −1 where there is none. Of equally near ones the lowest. */
  facility(origin: number): number {
    this.#walk(origin)
    return this.#facility
  }

  #walk(origin: number): void {
    const { origins, originOffset, targets } = this.#problem
    this.#cost = UNREACHED
    this.#facility = -1
    if (this.#reached === undefined) return
    const { label, facility } = this.#reached
    for (let place = originOffset[origin]!; place < originOffset[origin + 1]!; place++) {
      const edge = origins.edge[place]!
      if (edge < 0) continue
      for (let end = 0; end < 2; end++) {
        const vertex = end === 0 ? origins.vertexFrom[place]! : origins.vertexTo[place]!
        this.#offer(legCost(origins, place, end, !this.#toFacility) + label[vertex]!, facility[vertex]!)
      }
      for (let at = targets.edgeOffset[edge]!; at < targets.edgeOffset[edge + 1]!; at++) {
        this.#offerDirect(place, targets.edgeEntrance[at]!)
      }
    }
  }

  /** Straight along the edge that place and entrance share. */
  #offerDirect(place: number, entrance: number): void {
    const { impedance, origins, targets } = this.#problem
    const facility = targets.facilityOfEntrance[entrance]!
    if (targets.categoryOfFacility[facility] !== this.#category) return
    this.#offer(directWalkCost(impedance, origins, place, targets.legs, entrance, this.#toFacility), facility)
  }

  #offer(cost: number, facility: number): void {
    if (cost > this.#limit || cost > this.#cost || (cost === this.#cost && facility >= this.#facility)) return
    this.#cost = cost
    this.#facility = facility
  }
}

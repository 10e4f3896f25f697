// One facility at a time: sweep from its entrances, meet the origins, each with the cost of its walk and the same walk by the other
// basis. Scratch memory is reused. Integers only; it knows no names and no coordinates.
import type { AlongsideProblem } from './alongside-walks.ts'
import { CarryingSweep, DIFFERING } from './carrying-sweep.ts'
import { type OriginTargets, TARGET_ENTRY } from './origin-targets.ts'
import { directWalkCost, legCost } from './origin-visit.ts'

/** Visits facilities; after {@link FacilityVisit.run} the targets within the limit stand in `touched`. */
export class FacilityVisit {
  readonly sweep: CarryingSweep
  /** Targets within the limit: `touched[0 … touchedCount)`. */
  readonly touched: Uint32Array
  touchedCount = 0
  /** Target t at 2t: cost of the walk, `limit + 1` where not met; then its measure by the other basis, or DIFFERING. */
  readonly walks: Uint32Array
  readonly #problem: AlongsideProblem
  readonly #targets: OriginTargets
  readonly #limit: number

  constructor(problem: AlongsideProblem, targets: OriginTargets, limit: number) {
    const { network, impedance, alongside } = problem
    // Sweeps go against people who walk to a facility.
    const isReversed = problem.targets.direction === 'toFacility'
    this.#problem = problem
    this.#targets = targets
    this.#limit = limit
    this.sweep = new CarryingSweep(
      network,
      isReversed ? impedance.arcCostReversed : impedance.arcCost,
      isReversed ? alongside.arcCostReversed : alongside.arcCost,
      limit,
    )
    // One more than there are: the loop below writes before it knows whether the target is new.
    this.touched = new Uint32Array(targets.targetCount + 1)
    this.walks = new Uint32Array(2 * targets.targetCount).fill(limit + 1)
  }

  /** Sweeps from `places[first … end)`, rows of the facilities' legs, all linked, that make up one facility. */
  run(places: Uint32Array, first: number, end: number): void {
    const { alongsideEntrances } = this.#problem
    const { legs, direction } = this.#problem.targets
    const toFacility = direction === 'toFacility'
    const { sweep, walks, touched, touchedCount } = this
    for (let i = 0; i < touchedCount; i++) walks[2 * touched[i]!] = this.#limit + 1
    this.touchedCount = 0
    sweep.begin()
    for (let i = first; i < end; i++) {
      const place = places[i]!
      for (let side = 0; side < 2; side++) {
        const vertex = side === 0 ? legs.vertexFrom[place]! : legs.vertexTo[place]!
        const cost = legCost(legs, place, side, toFacility)
        sweep.plant(vertex, cost, legCost(alongsideEntrances, place, side, toFacility))
      }
    }
    sweep.run()
    this.#meetAtVertices()
    for (let i = first; i < end; i++) this.#meetOnEdge(places[i]!)
  }

  #meetAtVertices(): void {
    const { vertexOffset, entries } = this.#targets
    const { walks, touched } = this
    const { reached, reachedCount, labels } = this.sweep
    const limit = this.#limit
    let touchedCount = 0
    for (let i = 0; i < reachedCount; i++) {
      const vertex = reached[i]! >>> 1
      const end = vertexOffset[vertex + 1]! * TARGET_ENTRY
      let entry = vertexOffset[vertex]! * TARGET_ENTRY
      if (entry === end) continue
      const label = labels[2 * vertex]!
      const along = labels[2 * vertex + 1]!
      for (; entry < end; entry += TARGET_ENTRY) {
        const cost = label + entries[entry + 1]!
        const walk = 2 * entries[entry]!
        const known = walks[walk]!
        // What was not met has limit + 1: this is the test of the limit, too.
        if (cost > known) continue
        const sum = along === DIFFERING ? DIFFERING : along + entries[entry + 2]!
        if (cost === known) {
          if (cost <= limit && walks[walk + 1] !== sum) walks[walk + 1] = DIFFERING
          continue
        }
        walks[walk] = cost
        walks[walk + 1] = sum
        touched[touchedCount] = entries[entry]!
        touchedCount += known > limit ? 1 : 0
      }
    }
    this.touchedCount = touchedCount
  }

  /** Walks straight along the edge of one of the facility's places. */
  #meetOnEdge(entrance: number): void {
    const { impedance, origins, alongside, alongsideOrigins, alongsideEntrances, targets } = this.#problem
    const toFacility = targets.direction === 'toFacility'
    const { edgeOffset, edgePlace, edgeTarget } = this.#targets
    const { walks } = this
    const edge = targets.legs.edge[entrance]!
    for (let at = edgeOffset[edge]!; at < edgeOffset[edge + 1]!; at++) {
      const place = edgePlace[at]!
      const walk = 2 * edgeTarget[at]!
      const cost = directWalkCost(impedance, origins, place, targets.legs, entrance, toFacility)
      const known = walks[walk]!
      if (cost > known || cost > this.#limit) continue
      const along = directWalkCost(alongside, alongsideOrigins, place, alongsideEntrances, entrance, toFacility)
      if (cost < known) {
        walks[walk] = cost
        walks[walk + 1] = along
        if (known > this.#limit) this.touched[this.touchedCount++] = edgeTarget[at]!
      } else if (walks[walk + 1] !== along) {
        walks[walk + 1] = DIFFERING
      }
    }
  }
}

// One origin at a time: sweep from its places, meet the facilities, say how the walk to one of them went. Scratch memory is
// reused. Integers only; it knows no names and no coordinates.
import { UNREACHED } from '../foundation/units.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { BoundedSweep } from './bounded-sweep.ts'
import type { FacilityTargets } from './facility-targets.ts'
import { directCost, type PlaceLegs } from './place-legs.ts'
import { walkBack } from './walk-back.ts'

/** One walk between an origin's place and a facility's entrance, in the order of the sweep (from the origin outwards). */
export interface WalkTrace {
  /** Row of the origin's place legs. */
  readonly place: number
  /** Row of the entrances' legs. */
  readonly entrance: number
  /** True when the walk goes straight along the edge that both share. */
  readonly direct: boolean
  /** End (0 first vertex, 1 second) of the place's edge and of the entrance's edge that the walk uses; 0 when direct. */
  readonly placeEnd: number
  readonly entranceEnd: number
  /** Arcs from the origin's side outwards, each as the arc that leaves the vertex reached *later* (the walk ran against it). */
  readonly arcs: readonly number[]
}

/** What a visit needs to know. */
export interface VisitProblem {
  readonly network: WalkNetwork
  readonly impedance: Impedance
  readonly origins: PlaceLegs
  readonly targets: FacilityTargets
}

/** Visits origins; after {@link OriginVisit.run} the facilities within the limit stand in `touched` with their costs. */
export class OriginVisit {
  readonly sweep: BoundedSweep
  /** Facilities within the limit: `touched[0 … touchedCount)`. */
  readonly touched: Uint32Array
  touchedCount = 0
  readonly #problem: VisitProblem
  /** Cost per facility in this visit; `UNREACHED` where not met. */
  readonly #facilityCost: Uint32Array
  readonly #entrancesOfFacility: number[][]
  #places: readonly number[] = []
  #seedVertex: number[] = []
  #seedCost: number[] = []

  constructor(problem: VisitProblem) {
    const { facilityCount, facilityOfEntrance } = problem.targets
    this.#problem = problem
    this.sweep = new BoundedSweep(problem.network)
    this.#facilityCost = new Uint32Array(facilityCount).fill(UNREACHED)
    this.touched = new Uint32Array(facilityCount)
    this.#entrancesOfFacility = Array.from({ length: facilityCount }, () => [])
    facilityOfEntrance.forEach((facility, entrance) => {
      this.#entrancesOfFacility[facility]!.push(entrance)
    })
  }

  /** Cost of a facility in this visit, or `UNREACHED`. */
  cost(facility: number): number {
    return this.#facilityCost[facility]!
  }

  /** Sweeps from places (rows of the origins' legs, all linked) that make up one origin. */
  run(places: readonly number[], limit: number): void {
    for (let i = 0; i < this.touchedCount; i++) this.#facilityCost[this.touched[i]!] = UNREACHED
    this.touchedCount = 0
    const { network, impedance, origins, targets } = this.#problem
    const toFacility = targets.direction === 'toFacility'
    this.#places = places
    this.#seedVertex = []
    this.#seedCost = []
    for (const place of places) {
      const edge = origins.edge[place]!
      this.#seedVertex.push(network.edgeFrom[edge]!, network.edgeTo[edge]!)
      this.#seedCost.push(legCost(origins, place, 0, !toFacility), legCost(origins, place, 1, !toFacility))
    }
    const arcCost = toFacility ? impedance.arcCost : impedance.arcCostReversed
    this.sweep.run(arcCost, this.#seedVertex, this.#seedCost, limit)
    this.#meetFacilities(limit)
  }

  #meetFacilities(limit: number): void {
    const { vertexOffset, entryFacility, entryCost, edgeOffset, edgeEntrance, facilityOfEntrance } =
      this.#problem.targets
    const sweep = this.sweep
    for (let i = 0; i < sweep.reachedCount; i++) {
      const vertex = sweep.reached[i]!
      const end = vertexOffset[vertex + 1]!
      let entry = vertexOffset[vertex]!
      if (entry === end) continue
      const label = sweep.label(vertex)
      for (; entry < end; entry++) this.#offer(entryFacility[entry]!, label + entryCost[entry]!, limit)
    }
    for (const place of this.#places) {
      const edge = this.#problem.origins.edge[place]!
      for (let at = edgeOffset[edge]!; at < edgeOffset[edge + 1]!; at++) {
        const entrance = edgeEntrance[at]!
        this.#offer(facilityOfEntrance[entrance]!, this.#direct(place, entrance), limit)
      }
    }
  }

  #direct(place: number, entrance: number): number {
    const { impedance, origins, targets } = this.#problem
    return directWalkCost(impedance, origins, place, targets.legs, entrance, targets.direction === 'toFacility')
  }

  #offer(facility: number, cost: number, limit: number): void {
    if (cost > limit) return
    const known = this.#facilityCost[facility]!
    if (known === UNREACHED) this.touched[this.touchedCount++] = facility
    if (cost < known) this.#facilityCost[facility] = cost
  }

  readonly #seedAt = (vertex: number, cost: number): number => {
    for (let seed = 0; seed < this.#seedVertex.length; seed++) {
      if (this.#seedVertex[seed] === vertex && this.#seedCost[seed] === cost) return seed
    }
    return -1
  }

  /** How the walk to a facility met in this visit went. Of equally short walks always the same one. */
  trace(facility: number): WalkTrace {
    const cost = this.#facilityCost[facility]!
    const { network, impedance, origins, targets } = this.#problem
    const toFacility = targets.direction === 'toFacility'
    const entrances = this.#entrancesOfFacility[facility]!
    for (const place of this.#places) {
      for (const entrance of entrances) {
        if (targets.legs.edge[entrance] !== origins.edge[place] || this.#direct(place, entrance) !== cost) continue
        return { place, entrance, direct: true, placeEnd: 0, entranceEnd: 0, arcs: [] }
      }
    }
    const { arcCost, arcCostReversed } = impedance
    const costs = toFacility ? { arcCost, arcCostReversed } : { arcCost: arcCostReversed, arcCostReversed: arcCost }
    for (const entrance of entrances) {
      const edge = targets.legs.edge[entrance]!
      if (edge < 0) continue
      for (const entranceEnd of [0, 1]) {
        const vertex = entranceEnd === 0 ? network.edgeFrom[edge]! : network.edgeTo[edge]!
        const label = this.sweep.label(vertex)
        if (label === UNREACHED || label + legCost(targets.legs, entrance, entranceEnd, toFacility) !== cost) continue
        const arcs: number[] = []
        const seed = walkBack(network, costs, this.sweep, this.#seedAt, vertex, (arc) => {
          arcs.push(arc)
        })
        const place = this.#places[seed >> 1]!
        return { place, entrance, direct: false, placeEnd: seed & 1, entranceEnd, arcs: arcs.reverse() }
      }
    }
    throw new Error(`OriginVisit: no walk explains the cost ${cost} of facility ${facility}`)
  }
}

/** Leg between a place and one end (0 first vertex, 1 second) of its edge; ms or mm. */
export function legCost(legs: PlaceLegs, place: number, end: number, towardsPlace: boolean): number {
  if (towardsPlace) return end === 0 ? legs.inFrom[place]! : legs.inTo[place]!
  return end === 0 ? legs.outFrom[place]! : legs.outTo[place]!
}

/** Cost of the direct walk along a shared edge, in the direction asked for. */
export function directWalkCost(
  impedance: Impedance,
  origins: PlaceLegs,
  place: number,
  entrances: PlaceLegs,
  entrance: number,
  toFacility: boolean,
): number {
  return toFacility
    ? directCost(impedance, origins, place, entrances, entrance)
    : directCost(impedance, entrances, entrance, origins, place)
}

/** The cost of a traced walk under any basis: the same streets, measured by another impedance. */
export function traceCost(
  trace: WalkTrace,
  impedance: Impedance,
  origins: PlaceLegs,
  entrances: PlaceLegs,
  toFacility: boolean,
): number {
  if (trace.direct) return directWalkCost(impedance, origins, trace.place, entrances, trace.entrance, toFacility)
  const walked = toFacility ? impedance.arcCostReversed : impedance.arcCost
  let sum = legCost(origins, trace.place, trace.placeEnd, !toFacility)
  for (const arc of trace.arcs) sum += walked[arc]!
  return sum + legCost(entrances, trace.entrance, trace.entranceEnd, toFacility)
}

// One origin at a time: sweep from its places, meet the facilities, say how the walk to one of them went. Scratch memory is
// reused. Integers only; it knows no names and no coordinates.
import { UNREACHED } from '../foundation/units.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { BoundedSweep } from './bounded-sweep.ts'
import type { FacilityTargets } from './facility-targets.ts'
import { directCost, type LegRows, type PlaceLegs } from './place-legs.ts'
import { ResidentFacilities } from './resident-facilities.ts'
import { groupRows, type RowGroups } from './row-groups.ts'
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
  /** Places of this visit, rows of the origins' legs. */
  places = new Uint32Array(8)
  placeCount = 0
  /** The end of the walk found by {@link OriginVisit.findEnd}: place (−1 unless direct), entrance, end of the entrance's edge. */
  endPlace = -1
  endEntrance = -1
  endSide = 0
  readonly #problem: VisitProblem
  /** Cost per facility in this visit; `#limit + 1` where not met. */
  readonly #facilityCost: Uint32Array
  readonly #entrances: RowGroups
  /** Facility and cost of each entry at a vertex, side by side. */
  readonly #entries: Uint32Array
  readonly #residents: ResidentFacilities
  #limit = -1
  #seedVertex = new Uint32Array(16)
  #seedCost = new Uint32Array(16)

  constructor(problem: VisitProblem) {
    const { facilityCount, facilityOfEntrance, entryFacility, entryCost } = problem.targets
    this.#problem = problem
    this.sweep = new BoundedSweep(problem.network)
    this.#facilityCost = new Uint32Array(facilityCount)
    // One more than there are: the loop below writes before it knows whether the facility is new.
    this.touched = new Uint32Array(facilityCount + 1)
    this.#residents = new ResidentFacilities(problem.targets, problem.origins)
    this.#entrances = groupRows(facilityOfEntrance, facilityCount)
    this.#entries = new Uint32Array(entryFacility.length * 2)
    for (let entry = 0; entry < entryFacility.length; entry++) {
      this.#entries[2 * entry] = entryFacility[entry]!
      this.#entries[2 * entry + 1] = entryCost[entry]!
    }
  }

  /** Cost of a facility in this visit, or `UNREACHED`. */
  cost(facility: number): number {
    const cost = this.#facilityCost[facility]!
    return cost > this.#limit ? UNREACHED : cost
  }

  /**
   * Sweeps from places (rows of the origins' legs, all linked) that make up one origin.
   *
   * @param first the first of `places` that counts; default 0
   * @param end the one after the last that counts; default all
   */
  run(places: ArrayLike<number>, limit: number, first = 0, end: number = places.length): void {
    this.#begin(limit)
    const { impedance, origins, targets } = this.#problem
    const toFacility = targets.direction === 'toFacility'
    this.#makeRoom(end - first)
    for (let i = first; i < end; i++) {
      const place = places[i]!
      const seed = 2 * (i - first)
      this.places[i - first] = place
      this.#seedVertex[seed] = origins.vertexFrom[place]!
      this.#seedVertex[seed + 1] = origins.vertexTo[place]!
      this.#seedCost[seed] = legCost(origins, place, 0, !toFacility)
      this.#seedCost[seed + 1] = legCost(origins, place, 1, !toFacility)
    }
    this.placeCount = end - first
    const arcCost = toFacility ? impedance.arcCost : impedance.arcCostReversed
    this.sweep.run(arcCost, this.#seedVertex, this.#seedCost, limit, 2 * this.placeCount)
    this.#meetAtVertices()
    this.#meetOnEdges()
    if (this.#residents.some) this.#meetOwnFacilities()
  }

  #begin(limit: number): void {
    if (limit === this.#limit) {
      for (let i = 0; i < this.touchedCount; i++) this.#facilityCost[this.touched[i]!] = limit + 1
    } else {
      this.#facilityCost.fill(limit + 1)
      this.#limit = limit
    }
    this.touchedCount = 0
  }

  #makeRoom(places: number): void {
    if (places <= this.places.length) return
    this.places = new Uint32Array(2 * places)
    this.#seedVertex = new Uint32Array(4 * places)
    this.#seedCost = new Uint32Array(4 * places)
  }

  #meetAtVertices(): void {
    const { vertexOffset } = this.#problem.targets
    const { sweep, touched } = this
    const { reached, reachedCount } = sweep
    const entries = this.#entries
    const facilityCost = this.#facilityCost
    const limit = this.#limit
    let touchedCount = 0
    for (let i = 0; i < reachedCount; i++) {
      const vertex = reached[i]!
      const end = vertexOffset[vertex + 1]! << 1
      let entry = vertexOffset[vertex]! << 1
      if (entry === end) continue
      const label = sweep.label(vertex)
      for (; entry < end; entry += 2) {
        const facility = entries[entry]!
        const cost = label + entries[entry + 1]!
        const known = facilityCost[facility]!
        // What was not met has limit + 1: this is the test of the limit, too.
        if (cost >= known) continue
        facilityCost[facility] = cost
        touched[touchedCount] = facility
        touchedCount += known > limit ? 1 : 0
      }
    }
    this.touchedCount = touchedCount
  }

  #meetOnEdges(): void {
    const { edgeOffset, edgeEntrance, facilityOfEntrance } = this.#problem.targets
    for (let i = 0; i < this.placeCount; i++) {
      const place = this.places[i]!
      const edge = this.#problem.origins.edge[place]!
      for (let at = edgeOffset[edge]!; at < edgeOffset[edge + 1]!; at++) {
        const entrance = edgeEntrance[at]!
        const facility = facilityOfEntrance[entrance]!
        const cost = this.#direct(place, entrance)
        const known = this.#facilityCost[facility]!
        if (cost >= known) continue
        this.#facilityCost[facility] = cost
        if (known > this.#limit) this.touched[this.touchedCount++] = facility
      }
    }
  }

  /** Facilities that serve residents only, of the region that the first place lies in. */
  #meetOwnFacilities(): void {
    const { origins, targets } = this.#problem
    const { legs, facilityOfEntrance } = targets
    const toFacility = targets.direction === 'toFacility'
    for (const entrance of this.#residents.rowsFor(this.places[0]!)) {
      for (let i = 0; i < this.placeCount; i++) {
        if (origins.edge[this.places[i]!] !== legs.edge[entrance]) continue
        this.#offer(facilityOfEntrance[entrance]!, this.#direct(this.places[i]!, entrance))
      }
      for (let side = 0; side < 2; side++) {
        const label = this.sweep.label(side === 0 ? legs.vertexFrom[entrance]! : legs.vertexTo[entrance]!)
        if (label === UNREACHED) continue
        this.#offer(facilityOfEntrance[entrance]!, label + legCost(legs, entrance, side, toFacility))
      }
    }
  }

  #offer(facility: number, cost: number): void {
    const known = this.#facilityCost[facility]!
    if (cost >= known) return
    this.#facilityCost[facility] = cost
    if (known > this.#limit) this.touched[this.touchedCount++] = facility
  }

  #direct(place: number, entrance: number): number {
    const { impedance, origins, targets } = this.#problem
    return directWalkCost(impedance, origins, place, targets.legs, entrance, targets.direction === 'toFacility')
  }

  /** Vertex of a seed of this visit; seeds 2i and 2i + 1 are the two ends of place i. */
  seedVertex(seed: number): number {
    return this.#seedVertex[seed]!
  }

  /** True where a seed is part of a shortest walk: nothing reaches its vertex for less. */
  seedHolds(seed: number): boolean {
    return this.#seedCost[seed] !== UNREACHED && this.sweep.label(this.#seedVertex[seed]!) === this.#seedCost[seed]
  }

  /** The first seed of this visit at a vertex with a cost, −1 where there is none. */
  readonly seedAt = (vertex: number, cost: number): number => {
    for (let seed = 0; seed < 2 * this.placeCount; seed++) {
      if (this.#seedVertex[seed] === vertex && this.#seedCost[seed] === cost) return seed
    }
    return -1
  }

  /**
   * Finds how the walk to a facility met in this visit ends: straight along an edge (`endPlace` ≥ 0), or through the vertex
   * at `endSide` of the edge of `endEntrance`, which is returned. Of equally short walks always the same one.
   *
   * @returns the vertex, −1 for a direct walk
   */
  findEnd(facility: number): number {
    const cost = this.#facilityCost[facility]!
    const { origins, targets } = this.#problem
    const toFacility = targets.direction === 'toFacility'
    const { offset, row } = this.#entrances
    const first = offset[facility]!
    const end = offset[facility + 1]!
    const { legs } = targets
    for (let i = 0; i < this.placeCount; i++) {
      const place = this.places[i]!
      for (let at = first; at < end; at++) {
        const entrance = row[at]!
        if (legs.edge[entrance] !== origins.edge[place] || this.#direct(place, entrance) !== cost) continue
        this.endPlace = place
        this.endEntrance = entrance
        return -1
      }
    }
    this.endPlace = -1
    for (let at = first; at < end; at++) {
      const entrance = row[at]!
      if (legs.edge[entrance]! < 0) continue
      for (let side = 0; side < 2; side++) {
        const vertex = side === 0 ? legs.vertexFrom[entrance]! : legs.vertexTo[entrance]!
        const label = this.sweep.label(vertex)
        if (label === UNREACHED || label + legCost(legs, entrance, side, toFacility) !== cost) continue
        this.endEntrance = entrance
        this.endSide = side
        return vertex
      }
    }
    throw new Error(`OriginVisit: no walk explains the cost ${cost} of facility ${facility}`)
  }

  /** How the walk to a facility met in this visit went. Of equally short walks always the same one. */
  trace(facility: number): WalkTrace {
    const vertex = this.findEnd(facility)
    const entrance = this.endEntrance
    if (vertex < 0) return { place: this.endPlace, entrance, direct: true, placeEnd: 0, entranceEnd: 0, arcs: [] }
    const { network, impedance, targets } = this.#problem
    const { arcCost, arcCostReversed } = impedance
    const toFacility = targets.direction === 'toFacility'
    const costs = toFacility ? { arcCost, arcCostReversed } : { arcCost: arcCostReversed, arcCostReversed: arcCost }
    const arcs: number[] = []
    const seed = walkBack(network, costs, this.sweep, this.seedAt, vertex, (arc) => {
      arcs.push(arc)
    })
    const place = this.places[seed >> 1]!
    return { place, entrance, direct: false, placeEnd: seed & 1, entranceEnd: this.endSide, arcs: arcs.reverse() }
  }
}

/** Leg between a place and one end (0 first vertex, 1 second) of its edge; ms or mm. */
export function legCost(legs: LegRows, place: number, end: number, towardsPlace: boolean): number {
  if (towardsPlace) return end === 0 ? legs.inFrom[place]! : legs.inTo[place]!
  return end === 0 ? legs.outFrom[place]! : legs.outTo[place]!
}

/** Cost of the direct walk along a shared edge, in the direction asked for. */
export function directWalkCost(
  impedance: Impedance,
  origins: LegRows,
  place: number,
  entrances: LegRows,
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
  origins: LegRows,
  entrances: LegRows,
  toFacility: boolean,
): number {
  if (trace.direct) return directWalkCost(impedance, origins, trace.place, entrances, trace.entrance, toFacility)
  const walked = toFacility ? impedance.arcCostReversed : impedance.arcCost
  let sum = legCost(origins, trace.place, trace.placeEnd, !toFacility)
  for (const arc of trace.arcs) sum += walked[arc]!
  return sum + legCost(entrances, trace.entrance, trace.entranceEnd, toFacility)
}

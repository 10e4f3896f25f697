// The walks of one visit measured by the other basis, for a sweep that ran against the question's own direction: the length where
// all walks of least cost agree on it, else the word that they differ (the rule which of them counts belongs to the other direction).
// Integers only.
import { UNREACHED } from '../foundation/units.ts'
import type { AlongsideProblem } from './alongside-walks.ts'
import { directWalkCost, legCost, type OriginVisit } from './origin-visit.ts'
import { groupRows, type RowGroups } from './row-groups.ts'
import { sweepArcs } from './sweep-arcs.ts'

/** Equally short walks differ by the other basis. */
export const DIFFERING = UNREACHED - 1

/** Measures the walks that a visit found. */
export class AgreedWalks {
  readonly #problem: AlongsideProblem
  readonly #visit: OriginVisit
  readonly #entrances: RowGroups
  /** From the places of the visit to a vertex by the other basis, or DIFFERING; `UNREACHED` = not measured in this visit. */
  readonly #along: Uint32Array
  readonly #known: number[] = []
  readonly #waiting: number[] = []

  constructor(problem: AlongsideProblem, visit: OriginVisit) {
    this.#problem = problem
    this.#visit = visit
    this.#along = new Uint32Array(problem.network.arcOffset.length - 1).fill(UNREACHED)
    this.#entrances = groupRows(problem.targets.facilityOfEntrance, problem.targets.facilityCount)
  }

  /** Must be called after each new run of the visit. */
  begin(): void {
    for (const vertex of this.#known) this.#along[vertex] = UNREACHED
    this.#known.length = 0
  }

  /** The walks to a facility that the visit met, by the other basis: their common length, or DIFFERING. */
  measure(facility: number): number {
    const { network, impedance, origins, alongside, alongsideOrigins, alongsideEntrances, targets } = this.#problem
    const { legs } = targets
    const { sweep, places, placeCount } = this.#visit
    const toFacility = targets.direction === 'toFacility'
    const cost = this.#visit.cost(facility)
    const { offset, row } = this.#entrances
    let agreed = UNREACHED
    for (let at = offset[facility]!; at < offset[facility + 1]!; at++) {
      const entrance = row[at]!
      const edge = legs.edge[entrance]!
      if (edge < 0) continue
      for (let i = 0; i < placeCount; i++) {
        if (origins.edge[places[i]!] !== edge) continue
        if (directWalkCost(impedance, origins, places[i]!, legs, entrance, toFacility) !== cost) continue
        const direct = directWalkCost(alongside, alongsideOrigins, places[i]!, alongsideEntrances, entrance, toFacility)
        agreed = agree(agreed, direct)
      }
      for (let side = 0; side < 2; side++) {
        const vertex = side === 0 ? network.edgeFrom[edge]! : network.edgeTo[edge]!
        const label = sweep.label(vertex)
        if (label === UNREACHED || label + legCost(legs, entrance, side, toFacility) !== cost) continue
        agreed = agree(agreed, plus(this.#toVertex(vertex), legCost(alongsideEntrances, entrance, side, toFacility)))
      }
    }
    return agreed
  }

  /** Measures a vertex after all those that a shortest walk can come from. */
  #toVertex(vertex: number): number {
    const waiting = this.#waiting
    waiting.push(vertex)
    while (waiting.length > 0) {
      const at = waiting[waiting.length - 1]!
      if (this.#along[at] !== UNREACHED) waiting.pop()
      else if (!this.#waitForOthers(at)) {
        this.#along[at] = this.#agreedAt(at)
        this.#known.push(at)
        waiting.pop()
      }
    }
    return this.#along[vertex]!
  }

  /** The arcs as a walk back crosses them: against their direction. */
  #arcsBack(): Uint32Array {
    const { network, impedance, targets } = this.#problem
    const back = targets.direction === 'toFacility' ? impedance.arcCostReversed : impedance.arcCost
    return sweepArcs(network, back).targetCost
  }

  #waitForOthers(vertex: number): boolean {
    const { arcOffset } = this.#problem.network
    const { sweep } = this.#visit
    const targetCost = this.#arcsBack()
    const label = sweep.label(vertex)
    let mustWait = false
    for (let arc = arcOffset[vertex]! * 2; arc < arcOffset[vertex + 1]! * 2; arc += 2) {
      const before = targetCost[arc]! >>> 1
      if (sweep.label(before) + targetCost[arc + 1]! !== label || this.#along[before] !== UNREACHED) continue
      this.#waiting.push(before)
      mustWait = true
    }
    return mustWait
  }

  #agreedAt(vertex: number): number {
    const { network, alongside, alongsideOrigins, targets } = this.#problem
    const toFacility = targets.direction === 'toFacility'
    const walked = toFacility ? alongside.arcCostReversed : alongside.arcCost
    const { sweep, places, placeCount } = this.#visit
    const visit = this.#visit
    const targetCost = this.#arcsBack()
    const label = sweep.label(vertex)
    let agreed = UNREACHED
    for (let seed = 0; seed < 2 * placeCount; seed++) {
      if (visit.seedVertex(seed) !== vertex || !visit.seedHolds(seed)) continue
      agreed = agree(agreed, legCost(alongsideOrigins, places[seed >> 1]!, seed & 1, !toFacility))
    }
    for (let arc = network.arcOffset[vertex]!; arc < network.arcOffset[vertex + 1]!; arc++) {
      const before = targetCost[2 * arc]! >>> 1
      if (sweep.label(before) + targetCost[2 * arc + 1]! !== label) continue
      agreed = agree(agreed, plus(this.#along[before]!, walked[arc]!))
    }
    return agreed
  }
}

function plus(along: number, more: number): number {
  return along === DIFFERING ? DIFFERING : along + more
}

function agree(a: number, b: number): number {
  return a === UNREACHED || a === b ? b : DIFFERING
}

// What people gain by steps that are added to a network, without building it again: with one step u → v of cost c the walk of b to the
// nearest facility is the less of d(b, F) and d(b, u) + c + d(v, F). Sums are exact, in whole ms or mm. In: a study and steps. Out: who
// comes within the limit. It does not know what a step stands for.
import { costLimits } from '../foundation/limits.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import { type Basis, UNREACHED } from '../foundation/units.ts'
import { BoundedSweep } from '../search/bounded-sweep.ts'
import { sweepNearestFacility } from '../search/nearest-facility.ts'
import { directCost, type PlaceLegs } from '../search/place-legs.ts'
import { type SweepProblem, sweepReachedTimes } from '../search/reached-times.ts'
import { type AccessStudy, poseQuestion } from './access-study.ts'
import type { AddedStep } from './gate-candidates.ts'

/** Who comes within the limit of a category. */
export interface CategoryGain {
  /** People of blocks whose number is known. */
  readonly people: number
  /** Shares of blocks, added up: two halves are one. */
  readonly blocks: number
}

/** Walks of everybody to the nearest of each category, and what added steps would change. Categories are columns of the study. */
export class GateGains {
  readonly limit: number
  readonly #study: AccessStudy
  readonly #problem: SweepProblem
  /** Cost of origin × category, `UNREACHED` beyond the limit. */
  readonly #today: Uint32Array
  /** From each vertex to the nearest facility, by category. */
  readonly #toFacility: readonly Uint32Array[]
  readonly #sweep: BoundedSweep
  readonly #rowsOfVertex: { readonly offset: Uint32Array; readonly row: Uint32Array }
  readonly #originOfRow: Uint32Array
  readonly #blockOfOrigin: Uint32Array
  readonly #shareOfOrigin: Float64Array
  /** The candidate that an origin × category was last counted for. */
  readonly #countedFor: Uint32Array
  #candidates = 0

  constructor(study: AccessStudy, basis: Basis, limit: number, options: RunOptions = {}) {
    this.#study = study
    const limits = costLimits(basis, [limit])
    this.limit = limits[0]!
    this.#problem = poseQuestion(study, basis, limits).problem
    this.#today = sweepReachedTimes(this.#problem, options).nearestCost
    throwIfAborted(options.signal)
    const { network, impedance, targets, origins } = this.#problem
    this.#toFacility = study.categories.map(
      (_, category) => sweepNearestFacility(network, impedance, targets, category, this.limit).label,
    )
    this.#sweep = new BoundedSweep(network)
    this.#rowsOfVertex = rowsByVertex(network.arcOffset.length - 1, origins.vertexFrom, origins.vertexTo)
    this.#originOfRow = originsOfRows(this.#problem.originOffset)
    const { blockOfOrigin, shareOfOrigin } = sharesOfOrigins(study)
    this.#blockOfOrigin = blockOfOrigin
    this.#shareOfOrigin = shareOfOrigin
    this.#countedFor = new Uint32Array(this.#today.length)
  }

  /** Cost from a vertex to the nearest facility of a category, `UNREACHED` beyond the limit. */
  toFacility(vertex: number, category: number): number {
    return this.#toFacility[category]![vertex]!
  }

  /** What is gained by category where a walk takes one of the steps at most. */
  ofSteps(steps: readonly AddedStep[]): CategoryGain[] {
    const gains = this.#begin()
    for (const { from, to, cost } of steps) {
      const beyond = this.#toFacility.map((label) => (label[to] === UNREACHED ? UNREACHED : label[to]! + cost))
      this.#reach(from, beyond, gains)
    }
    return gains
  }

  /**
   * The same where walks that come to a vertex can go on from there at a cost by category.
   *
   * @param beyond of a vertex: the cost from there by category, `UNREACHED` for none
   */
  ofContacts(contacts: readonly { readonly vertex: number; readonly beyond: readonly number[] }[]): CategoryGain[] {
    const gains = this.#begin()
    for (const { vertex, beyond } of contacts) this.#reach(vertex, beyond, gains)
    return gains
  }

  /**
   * What is gained by a path between an inner vertex and a place on a street: from home out by it, and from the street in by it.
   *
   * @param row of `legs`: the place on the street
   */
  ofPath(leaving: number, inner: number, cost: number, legs: PlaceLegs, row: number): CategoryGain[] {
    const gains = this.#begin()
    const columns = this.#study.categories.map((_, category) => category)
    const add = (leg: number, more: number) => (leg === UNREACHED || more === UNREACHED ? UNREACHED : leg + more + cost)
    this.#reach(
      leaving,
      columns.map((category) => add(0, this.#fromPlace(legs, row, category))),
      gains,
    )
    const ends = [
      [legs.vertexFrom[row]!, legs.inFrom[row]!],
      [legs.vertexTo[row]!, legs.inTo[row]!],
    ] as const
    for (const [vertex, leg] of ends) {
      this.#reach(
        vertex,
        columns.map((category) => add(leg, this.toFacility(inner, category))),
        gains,
      )
    }
    return gains
  }

  /** From a place on a street to the nearest facility: by either end of the street, or straight along it. */
  #fromPlace(legs: PlaceLegs, row: number, category: number): number {
    const { impedance, targets } = this.#problem
    let least = UNREACHED
    const offer = (leg: number, more: number) => {
      if (leg !== UNREACHED && more !== UNREACHED) least = Math.min(least, leg + more)
    }
    offer(legs.outFrom[row]!, this.toFacility(legs.vertexFrom[row]!, category))
    offer(legs.outTo[row]!, this.toFacility(legs.vertexTo[row]!, category))
    const edge = legs.edge[row]!
    for (let at = targets.edgeOffset[edge]!; at < targets.edgeOffset[edge + 1]!; at++) {
      const entrance = targets.edgeEntrance[at]!
      if (targets.categoryOfFacility[targets.facilityOfEntrance[entrance]!] !== category) continue
      offer(0, directCost(impedance, legs, row, targets.legs, entrance))
    }
    return least
  }

  /** Costs from a vertex along the walk's direction, for vertices asked for. */
  costsFrom(vertex: number, targets: readonly number[]): number[] {
    this.#sweep.run(this.#problem.impedance.arcCost, [vertex], [0], this.limit)
    return targets.map((target) => this.#sweep.label(target))
  }

  #begin(): { people: number; blocks: number }[] {
    this.#candidates++
    return this.#study.categories.map(() => ({ people: 0, blocks: 0 }))
  }

  /** Everybody who comes to `vertex` early enough to go on. */
  #reach(vertex: number, beyond: readonly number[], gains: { people: number; blocks: number }[]): void {
    const least = Math.min(...beyond)
    if (least > this.limit) return
    const { impedance, origins } = this.#problem
    const sweep = this.#sweep
    sweep.run(impedance.arcCostReversed, [vertex], [0], this.limit)
    const { offset, row: rows } = this.#rowsOfVertex
    for (let i = 0; i < sweep.reachedCount; i++) {
      const reached = sweep.reached[i]!
      const label = sweep.label(reached)
      if (label + least > this.limit) continue
      for (let at = offset[reached]!; at < offset[reached + 1]!; at++) {
        const row = rows[at]! >>> 1
        const leg = (rows[at]! & 1) === 0 ? origins.outFrom[row]! : origins.outTo[row]!
        if (leg !== UNREACHED) this.#count(this.#originOfRow[row]!, leg + label, beyond, gains)
      }
    }
  }

  #count(origin: number, cost: number, beyond: readonly number[], gains: { people: number; blocks: number }[]): void {
    const share = this.#shareOfOrigin[origin]!
    if (share === 0) return
    const columns = beyond.length
    const people = this.#study.blocks[this.#blockOfOrigin[origin]!]!.people.population ?? 0
    for (let category = 0; category < columns; category++) {
      const cell = origin * columns + category
      if (cost + beyond[category]! > this.limit || this.#today[cell]! <= this.limit) continue
      if (this.#countedFor[cell] === this.#candidates) continue
      this.#countedFor[cell] = this.#candidates
      gains[category]!.people += share * people
      gains[category]!.blocks += share
    }
  }
}

/** Rows of origins' places by the vertices where their walks go on; twice the row, plus 1 for its second vertex. */
function rowsByVertex(vertices: number, first: Uint32Array, second: Uint32Array) {
  const offset = new Uint32Array(vertices + 1)
  for (let row = 0; row < first.length; row++) {
    offset[first[row]! + 1]!++
    offset[second[row]! + 1]!++
  }
  for (let vertex = 0; vertex < vertices; vertex++) offset[vertex + 1]! += offset[vertex]!
  const next = offset.slice()
  const row = new Uint32Array(2 * first.length)
  for (let at = 0; at < first.length; at++) {
    row[next[first[at]!]!++] = 2 * at
    row[next[second[at]!]!++] = 2 * at + 1
  }
  return { offset, row }
}

function originsOfRows(originOffset: Uint32Array): Uint32Array {
  const origins = originOffset.length - 1
  const of = new Uint32Array(originOffset[origins]!)
  for (let origin = 0; origin < origins; origin++) of.fill(origin, originOffset[origin]!, originOffset[origin + 1]!)
  return of
}

/** The block of each origin, and its part of the block's linked weight. */
function sharesOfOrigins({ origins, originWeight, blocks }: AccessStudy) {
  const blockOfOrigin = new Uint32Array(originWeight.length)
  const shareOfOrigin = new Float64Array(originWeight.length)
  for (let block = 0; block < blocks.length; block++) {
    const first = origins.blockOrigin[block]!
    const end = origins.blockOrigin[block + 1]!
    let linked = 0
    for (let origin = first; origin < end; origin++) linked += originWeight[origin]!
    for (let origin = first; origin < end; origin++) {
      blockOfOrigin[origin] = block
      shareOfOrigin[origin] = linked > 0 ? originWeight[origin]! / linked : 0
    }
  }
  return { blockOfOrigin, shareOfOrigin }
}

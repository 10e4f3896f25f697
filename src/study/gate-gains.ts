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

/** Who comes within the limit of what is wanted. */
export interface CategoryGain {
  /** People of blocks whose number is known. */
  readonly people: number
  /** Shares of blocks, added up: two halves are one. */
  readonly blocks: number
  /** The origins that gain; only where they were asked for. */
  readonly origins?: readonly number[]
}

/** One way to have what is wanted: some facilities within a limit. */
export interface GainColumn {
  readonly counts: (facility: number) => boolean
  /** ms or mm, inclusive. */
  readonly limit: number
  /** What it is a way to have: a place in {@link GainTerms.subjects}. Any of its columns is enough. */
  readonly subject: number
}

/** Who wants something and has not got it, by origin. */
export interface GainSubject {
  /** 1 where it is lacking today. */
  readonly lacks: Uint8Array
  /** People whose number is known, and the share of the block that the origin stands for. */
  readonly people: Float64Array
  readonly share: Float64Array
}

/** What is asked. */
export interface GainTerms {
  readonly columns: readonly GainColumn[]
  readonly subjects: readonly GainSubject[]
  /** Whether gains list their origins. */
  readonly keepsOrigins?: boolean
}

/** Every category of a study, each within the same limit, and all people. */
export function categoryTerms(study: AccessStudy, basis: Basis, limit: number, options: RunOptions = {}): GainTerms {
  const limits = costLimits(basis, [limit])
  const { nearestCost } = sweepReachedTimes(poseQuestion(study, basis, limits).problem, options)
  throwIfAborted(options.signal)
  const { blockOfOrigin, shareOfOrigin } = sharesOfOrigins(study)
  const people = shareOfOrigin.map(
    (share, origin) => share * (study.blocks[blockOfOrigin[origin]!]!.people.population ?? 0),
  )
  const count = study.categories.length
  return {
    columns: study.categories.map((_, category) => ({
      counts: (facility) => study.categoryOfFacility[facility] === category,
      limit: limits[0]!,
      subject: category,
    })),
    subjects: study.categories.map((_, category) => ({
      lacks: Uint8Array.from(shareOfOrigin, (share, origin) =>
        share > 0 && nearestCost[origin * count + category]! > limits[0]! ? 1 : 0,
      ),
      people,
      share: shareOfOrigin,
    })),
  }
}

/** A place that walks come to, by vertices; and on the edge that it lies on, if it lies between two. */
export interface Contact {
  readonly vertex: readonly number[]
  /** From each of these vertices to the place. */
  readonly cost: readonly number[]
  /** Row of `legs`, whose walks along its own edge count, too. */
  readonly legs?: PlaceLegs
  readonly row?: number
  /** Origins that come to it some other way, and at what cost. */
  readonly others?: readonly { readonly origin: number; readonly cost: number }[]
}

/** A place, and the cost by column to go on from it. */
export interface GoingOn {
  readonly contact: Contact
  readonly beyond: readonly number[]
}

/** Steps between buckets of sweeps' reach: sweeps that reach equally far need not be laid out anew. */
const REACH_STEPS = 16

/** Walks of everybody to the nearest that counts, and what added steps would change. Columns are the terms' ways to have something. */
export class GateGains {
  /** The largest of all columns. */
  readonly limit: number
  readonly columns: number
  /** By column. */
  readonly limits: readonly number[]
  readonly #terms: GainTerms
  readonly #problem: SweepProblem
  /** From each vertex to the nearest facility, by column. */
  readonly #toFacility: readonly Uint32Array[]
  readonly #sweep: BoundedSweep
  readonly #rowsOfVertex: { readonly offset: Uint32Array; readonly row: Uint32Array }
  readonly #rowsOfEdge: ReadonlyMap<number, readonly number[]>
  readonly #originOfRow: Uint32Array
  /** The candidate that a subject × origin was last counted for. */
  readonly #countedFor: Uint32Array
  #candidates = 0

  constructor(study: AccessStudy, basis: Basis, terms: GainTerms) {
    this.#terms = terms
    this.limits = terms.columns.map(({ limit }) => limit)
    this.columns = terms.columns.length
    this.limit = Math.max(0, ...this.limits)
    this.#problem = poseQuestion(study, basis, Uint32Array.of(this.limit)).problem
    const { network, impedance, targets, origins, originOffset } = this.#problem
    this.#toFacility = terms.columns.map(({ counts, limit }) => {
      const kinds = targets.categoryOfFacility.map((_, facility) => (counts(facility) ? 0 : 1))
      const asked = { ...targets, categoryOfFacility: kinds, categoryCount: 2 }
      return sweepNearestFacility(network, impedance, asked, 0, limit).label
    })
    this.#sweep = new BoundedSweep(network)
    this.#rowsOfVertex = rowsByVertex(network.arcOffset.length - 1, origins.vertexFrom, origins.vertexTo)
    this.#rowsOfEdge = rowsByEdge(origins.edge)
    this.#originOfRow = originsOfRows(originOffset)
    this.#countedFor = new Uint32Array(terms.subjects.length * (originOffset.length - 1))
  }

  /** Cost from a vertex to the nearest facility of a column, `UNREACHED` beyond its limit. */
  toFacility(vertex: number, category: number): number {
    return this.#toFacility[category]![vertex]!
  }

  /**
   * What is gained by subject where a walk takes one of the steps at most.
   *
   * @param places what is gained besides, each origin once
   */
  ofSteps(steps: readonly AddedStep[], places: readonly GoingOn[] = []): CategoryGain[] {
    const gains = this.#begin()
    for (const { from, to, cost } of steps) {
      const beyond = this.#toFacility.map((label) => (label[to] === UNREACHED ? UNREACHED : label[to]! + cost))
      this.#reach({ vertex: [from], cost: [0] }, beyond, gains)
    }
    for (const { contact, beyond } of places) this.#reach(contact, beyond, gains)
    return gains
  }

  /**
   * The same where walks that come to a vertex can go on from there at a cost by column.
   *
   * @param beyond of a vertex: the cost from there by column, `UNREACHED` for none
   */
  ofContacts(contacts: readonly { readonly vertex: number; readonly beyond: readonly number[] }[]): CategoryGain[] {
    const gains = this.#begin()
    for (const { vertex, beyond } of contacts) this.#reach({ vertex: [vertex], cost: [0] }, beyond, gains)
    return gains
  }

  /** The same for places, each with the cost by column to go on from it. */
  ofPlaces(places: readonly GoingOn[]): CategoryGain[] {
    return this.ofSteps([], places)
  }

  /**
   * What is gained by a path between an inner vertex and a place on a street: from home out by it, and from the street in by it.
   *
   * @param row of `legs`: the place on the street
   */
  ofPath(leaving: number, inner: number, cost: number, legs: PlaceLegs, row: number): CategoryGain[] {
    const gains = this.#begin()
    const add = (leg: number, more: number) => (leg === UNREACHED || more === UNREACHED ? UNREACHED : leg + more + cost)
    const columns = this.limits.map((_, column) => column)
    this.#reach(
      { vertex: [leaving], cost: [0] },
      columns.map((column) => add(0, this.fromPlace(legs, row, column))),
      gains,
    )
    const ends = [
      [legs.vertexFrom[row]!, legs.inFrom[row]!],
      [legs.vertexTo[row]!, legs.inTo[row]!],
    ] as const
    for (const [vertex, leg] of ends) {
      this.#reach(
        { vertex: [vertex], cost: [0] },
        columns.map((column) => add(leg, this.toFacility(inner, column))),
        gains,
      )
    }
    return gains
  }

  /** From a place on a street to the nearest facility of a column: by either end of the street, or straight along it. */
  fromPlace(legs: PlaceLegs, row: number, column: number): number {
    const { impedance, targets } = this.#problem
    const { counts } = this.#terms.columns[column]!
    let least = UNREACHED
    const offer = (leg: number, more: number) => {
      if (leg !== UNREACHED && more !== UNREACHED) least = Math.min(least, leg + more)
    }
    offer(legs.outFrom[row]!, this.toFacility(legs.vertexFrom[row]!, column))
    offer(legs.outTo[row]!, this.toFacility(legs.vertexTo[row]!, column))
    const edge = legs.edge[row]!
    for (let at = targets.edgeOffset[edge]!; at < targets.edgeOffset[edge + 1]!; at++) {
      const entrance = targets.edgeEntrance[at]!
      if (!counts(targets.facilityOfEntrance[entrance]!)) continue
      offer(0, directCost(impedance, legs, row, targets.legs, entrance))
    }
    return least
  }

  /** Whether a facility counts for a column. */
  counts(facility: number, column: number): boolean {
    return this.#terms.columns[column]!.counts(facility)
  }

  /** Costs from a vertex along the walk's direction, for vertices asked for. */
  costsFrom(vertex: number, targets: readonly number[]): number[] {
    this.#sweep.run(this.#problem.impedance.arcCost, [vertex], [0], this.limit)
    return targets.map((target) => this.#sweep.label(target))
  }

  #begin(): Gaining[] {
    this.#candidates++
    const keeps = this.#terms.keepsOrigins === true
    return this.#terms.subjects.map(() => ({ people: 0, blocks: 0, ...(keeps ? { origins: [] } : {}) }))
  }

  /** Everybody who comes to a place early enough to go on. */
  #reach(contact: Contact, beyond: readonly number[], gains: Gaining[]): void {
    let spare = -1
    for (let column = 0; column < beyond.length; column++) {
      spare = Math.max(spare, this.limits[column]! - beyond[column]!)
    }
    if (spare < 0) return
    const { impedance, origins } = this.#problem
    const sweep = this.#sweep
    const step = Math.ceil(this.limit / REACH_STEPS)
    const reach = Math.min(this.limit, Math.ceil((spare + 1) / step) * step)
    sweep.run(impedance.arcCostReversed, contact.vertex, contact.cost, reach)
    const { offset, row: rows } = this.#rowsOfVertex
    for (let i = 0; i < sweep.reachedCount; i++) {
      const reached = sweep.reached[i]!
      const label = sweep.label(reached)
      if (label > spare) continue
      for (let at = offset[reached]!; at < offset[reached + 1]!; at++) {
        const row = rows[at]! >>> 1
        const leg = (rows[at]! & 1) === 0 ? origins.outFrom[row]! : origins.outTo[row]!
        if (leg !== UNREACHED) this.#count(this.#originOfRow[row]!, leg + label, beyond, gains)
      }
    }
    const { legs, row: place, others = [] } = contact
    for (const { origin, cost } of others) this.#count(origin, cost, beyond, gains)
    if (legs === undefined || place === undefined) return
    for (const row of this.#rowsOfEdge.get(legs.edge[place]!) ?? []) {
      const cost = directCost(impedance, origins, row, legs, place)
      if (cost !== UNREACHED) this.#count(this.#originOfRow[row]!, cost, beyond, gains)
    }
  }

  #count(origin: number, cost: number, beyond: readonly number[], gains: Gaining[]): void {
    const { columns, subjects } = this.#terms
    for (let column = 0; column < beyond.length; column++) {
      const { subject, limit } = columns[column]!
      const { lacks, people, share } = subjects[subject]!
      if (lacks[origin] === 0 || cost + beyond[column]! > limit) continue
      const cell = origin * subjects.length + subject
      if (this.#countedFor[cell] === this.#candidates) continue
      this.#countedFor[cell] = this.#candidates
      const gain = gains[subject]!
      gain.people += people[origin]!
      gain.blocks += share[origin]!
      gain.origins?.push(origin)
    }
  }
}

/** A gain while it is counted. */
interface Gaining {
  people: number
  blocks: number
  origins?: number[]
}

/** Rows of places by the edge that they lie on. */
function rowsByEdge(edges: Int32Array): Map<number, number[]> {
  const rows = new Map<number, number[]>()
  edges.forEach((edge, row) => {
    if (edge < 0) return
    const known = rows.get(edge)
    if (known === undefined) rows.set(edge, [row])
    else known.push(row)
  })
  return rows
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
export function sharesOfOrigins({ origins, originWeight, blocks }: AccessStudy) {
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

// The nearest facility of one category for every vertex. Sweeps start from small batches of neighbouring facilities and share labels
// that only improve: each stays in the caches, and stops where another facility is nearer. Integers only.
import { atOnce, type Steps } from '../foundation/breath.ts'
import { UNREACHED } from '../foundation/units.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { FacilityTargets } from './facility-targets.ts'
import { ReadAhead } from './read-ahead.ts'
import { sweepArcs } from './sweep-arcs.ts'

/** Labels of every vertex. */
export interface NearestFacilities {
  /** Cost between the vertex and its nearest facility, in the walk's direction; `UNREACHED` beyond the limit. */
  readonly label: Uint32Array
  /** Its number, −1 where unreached. Of equally near ones the lowest. */
  readonly facility: Int32Array
  /** Expansions, repeats included: exact, for tests that guard the work done. */
  readonly expansions: number
}

/** Fewest and most vertices with facilities per batch. */
const SMALLEST_BATCH = 64
const LARGEST_BATCH = 4096

/** A limit is divided into this many buckets at most. */
const MOST_BUCKETS = 1024

/** Words of an entry of the log: the next entry of its bucket (0 = none), the vertex, its cost. */
const ENTRY = 3

/**
 * The nearest facility of a category for every vertex, within an inclusive limit. Facilities that share an edge with a place can be
 * nearer to it straight along that edge: compare those directly.
 * O(vertices within the limit of a facility + entrances), in practice.
 *
 * @param limit largest cost of interest, ms or mm, below `UNREACHED`
 * @param batch vertices with facilities that are swept from together, chosen by default; has no influence on labels
 */
export function sweepNearestFacility(
  network: WalkNetwork,
  impedance: Impedance,
  targets: FacilityTargets,
  category: number,
  limit: number,
  batch?: number,
): NearestFacilities {
  return atOnce(nearestFacilitySteps(network, impedance, targets, category, limit, batch))
}

/** {@link sweepNearestFacility} in steps. */
export function* nearestFacilitySteps(
  network: WalkNetwork,
  impedance: Impedance,
  targets: FacilityTargets,
  category: number,
  limit: number,
  batch?: number,
): Steps<NearestFacilities> {
  const spread = new FacilitySpread(network, impedance, targets, limit)
  const { vertexOffset, entryFacility, categoryOfFacility } = targets
  for (let vertex = 0; vertex + 1 < vertexOffset.length; vertex++) {
    for (let entry = vertexOffset[vertex]!; entry < vertexOffset[vertex + 1]!; entry++) {
      if (categoryOfFacility[entryFacility[entry]!] !== category) continue
      spread.plant(vertex, entryFacility[entry]!, targets.entryCost[entry]!)
    }
  }
  yield* spread.spread(batch ?? spread.goodBatch)
  return { label: spread.label, facility: spread.facility, expansions: spread.expansions }
}

/**
 * Labels of (cost, facility) that only improve: first by cost, among equal costs by number. All facilities are planted before the
 * first batch spreads, so that waves stop early where another facility is.
 */
class FacilitySpread {
  readonly label: Uint32Array
  readonly facility: Int32Array
  expansions = 0
  readonly #arcOffset: Uint32Array
  readonly #targetCost: Uint32Array
  readonly #limit: number
  readonly #shift: number
  readonly #heads: Uint32Array
  readonly #ahead: ReadAhead
  #log = new Uint32Array(ENTRY * 4096)
  #logEnd = ENTRY
  /** Vertices with facilities and their costs, along the network's order. */
  #planted = new Uint32Array(2 * 4096)
  #plantedEnd = 0

  constructor(network: WalkNetwork, impedance: Impedance, targets: FacilityTargets, limit: number) {
    const vertices = network.arcOffset.length - 1
    this.label = new Uint32Array(vertices).fill(UNREACHED)
    this.facility = new Int32Array(vertices).fill(-1)
    // Outwards from the facilities: against the walks that lead to them.
    const isAgainst = targets.direction === 'toFacility'
    const { targetCost, bucketBits } = sweepArcs(network, isAgainst ? impedance.arcCostReversed : impedance.arcCost)
    this.#arcOffset = network.arcOffset
    this.#targetCost = targetCost
    this.#limit = limit
    this.#shift = Math.max(bucketBits, 32 - Math.clz32(Math.floor(limit / MOST_BUCKETS)))
    this.#heads = new Uint32Array((limit >>> this.#shift) + 1)
    this.#ahead = new ReadAhead(network.arcOffset, [this.label, this.facility], [targetCost])
  }

  plant(vertex: number, facility: number, cost: number): void {
    const label = this.label[vertex]!
    if (cost > this.#limit || cost > label || (cost === label && facility >= this.facility[vertex]!)) return
    this.label[vertex] = cost
    this.facility[vertex] = facility
    if (this.#plantedEnd === this.#planted.length) this.#growPlanted()
    this.#planted[this.#plantedEnd++] = vertex
    this.#planted[this.#plantedEnd++] = cost
  }

  /** The more facilities a wave would meet within the limit, the larger the batch should be. */
  get goodBatch(): number {
    // A disc of so many vertices lies within the limit: buckets are a quarter of a street wide, measured on real cities.
    const reach = this.#heads.length ** 2 / 10
    const facilitiesInReach = (reach * this.#plantedEnd) / 4 / this.label.length
    return Math.round(Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, 40 * facilitiesInReach)))
  }

  /** Spreads what was planted, batch by batch. */
  *spread(batch: number): Steps<void> {
    for (let at = 0; at < this.#plantedEnd; ) {
      const end = Math.min(this.#plantedEnd, at + 2 * batch)
      for (let next = at; next < end; next += 2) this.#ahead.around(this.#planted[next]!)
      for (; at < end; at += 2) this.#open(this.#planted[at]!, this.#planted[at + 1]!)
      this.#expand()
      yield
    }
  }

  /** Puts a planted vertex into its bucket. */
  #open(vertex: number, cost: number): void {
    if (this.label[vertex] !== cost) return
    if (this.#logEnd + ENTRY > this.#log.length) this.#growLog(this.#logEnd, ENTRY)
    const entry = this.#logEnd
    const bucket = cost >>> this.#shift
    this.#log[entry] = this.#heads[bucket]!
    this.#log[entry + 1] = vertex
    this.#log[entry + 2] = cost
    this.#heads[bucket] = entry
    this.#logEnd = entry + ENTRY
  }

  #expand(): void {
    const arcOffset = this.#arcOffset
    const targetCost = this.#targetCost
    const label = this.label
    const facility = this.facility
    const limit = this.#limit
    const heads = this.#heads
    const buckets = heads.length
    const shift = this.#shift
    let log: Uint32Array = this.#log
    let end = this.#logEnd
    let expansions = 0
    for (let bucket = 0; bucket < buckets; bucket++) {
      for (let entry = heads[bucket]!; entry !== 0; entry = heads[bucket]!) {
        heads[bucket] = log[entry]!
        const vertex = log[entry + 1]!
        const cost = log[entry + 2]!
        if (label[vertex] !== cost) continue
        expansions++
        const mine = facility[vertex]!
        const lastArc = arcOffset[vertex + 1]! << 1
        let arc = arcOffset[vertex]! << 1
        if (end + ENTRY * (lastArc - arc) > log.length) log = this.#growLog(end, ENTRY * (lastArc - arc))
        for (; arc < lastArc; arc += 2) {
          const step = cost + targetCost[arc + 1]!
          const code = targetCost[arc]!
          const target = code >>> 1
          const known = label[target]!
          if (step >= known && (step > known || mine >= facility[target]!)) continue
          if (step > limit) continue
          label[target] = step
          facility[target] = mine
          if ((code & 1) !== 0) continue
          log[end] = heads[step >>> shift]!
          log[end + 1] = target
          log[end + 2] = step
          heads[step >>> shift] = end
          end += ENTRY
        }
      }
    }
    this.#logEnd = ENTRY
    this.expansions += expansions
  }

  #growPlanted(): void {
    const grown = new Uint32Array(this.#planted.length * 2)
    grown.set(this.#planted)
    this.#planted = grown
  }

  #growLog(end: number, room: number): Uint32Array {
    const grown = new Uint32Array(Math.max(this.#log.length * 2, end + room))
    grown.set(this.#log.subarray(0, end))
    this.#log = grown
    return grown
  }
}

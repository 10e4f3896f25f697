// A bounded shortest-path sweep that carries a second measure along: what the walks it finds come to by the other basis, where all
// walks of least cost agree on it. Vertices and costs only: no places, no categories, no coordinates.
import { UNREACHED } from '../foundation/units.ts'
import { type SweepGraph, sweepArcs } from './sweep-arcs.ts'
import { bucketShift, grownLog, LOG_ENTRY, listReached } from './sweep-log.ts'

/** Equally short walks differ by the other basis. */
export const DIFFERING = UNREACHED - 1

/** Named here: what a module itself names is a constant to the compiler, what it imports is not. */
const ENTRY = LOG_ENTRY

/** Sweeps with one array of costs up to one limit; the search loop is that of BoundedSweep, with vertices doubled, and the same ones are reached. */
export class CarryingSweep {
  /** Vertices reached by the last sweep, each doubled: `reached[0 … reachedCount)` are positions in `labels`. */
  reached = new Uint32Array(256)
  reachedCount = 0
  /** Expansions of the last sweep, repeats included; dead ends are not expanded. */
  expansions = 0
  /** Vertex v at 2v: its cost, `limit + 1` = not reached; then the other measure of its walks, or DIFFERING. */
  readonly labels: Uint32Array
  readonly #arcOffset: Uint32Array
  readonly #targetCost: Uint32Array
  readonly #arcAlong: Uint32Array
  readonly #limit: number
  readonly #shift: number
  readonly #bucketHead: Uint32Array
  #log = new Uint32Array(ENTRY * 1024)
  #logEnd = ENTRY
  /** Where differing walks met; labels may have been lowered since. */
  readonly #tied: number[] = []

  /**
   * @param arcCost cost per arc, `UNREACHED` = closed
   * @param arcAlong the same arcs by the other basis
   * @param limit largest cost of interest, inclusive, below `UNREACHED`
   */
  constructor(graph: SweepGraph, arcCost: Uint32Array, arcAlong: Uint32Array, limit: number) {
    const arcs = sweepArcs(graph, arcCost)
    this.#arcOffset = graph.arcOffset
    this.#targetCost = arcs.targetCost
    this.#arcAlong = arcAlong
    this.#limit = limit
    this.#shift = bucketShift(arcs, limit)
    this.#bucketHead = new Uint32Array((limit >>> this.#shift) + 1)
    this.labels = new Uint32Array(2 * (graph.arcOffset.length - 1)).fill(limit + 1)
  }

  /** Forgets the last sweep. Then come seeds, then {@link CarryingSweep.run}. */
  begin(): void {
    const { labels, reached, reachedCount } = this
    for (let i = 0; i < reachedCount; i++) labels[reached[i]!] = this.#limit + 1
    this.reachedCount = 0
    this.#tied.length = 0
    this.#logEnd = ENTRY
  }

  /** A place to start from; costs beyond the limit and `UNREACHED` are ignored. */
  plant(vertex: number, cost: number, along: number): void {
    if (cost > this.#limit) return
    const at = 2 * vertex
    const known = this.labels[at]!
    if (cost === known && this.labels[at + 1] !== along) this.#tie(at)
    if (cost >= known) return
    if (this.#logEnd + ENTRY > this.#log.length) this.#growLog(this.#logEnd, ENTRY)
    this.labels[at] = cost
    this.labels[at + 1] = along
    const entry = this.#logEnd
    const bucket = cost >>> this.#shift
    this.#log[entry] = this.#bucketHead[bucket]!
    this.#log[entry + 1] = at
    this.#log[entry + 2] = cost
    this.#bucketHead[bucket] = entry
    this.#logEnd = entry + ENTRY
  }

  /** Sweeps from the seeds planted. */
  run(): void {
    this.#expand()
    this.#collectReached()
    if (this.#tied.length > 0) this.#spreadTies()
  }

  /**
   * The search loop. Where a label is lowered, the other measure is that of the walk that lowered it; where another walk is equally
   * short, the two are compared. What follows on differing walks is put right in the end.
   */
  #expand(): void {
    const { labels } = this
    const arcOffset = this.#arcOffset
    const targetCost = this.#targetCost
    const arcAlong = this.#arcAlong
    const heads = this.#bucketHead
    const shift = this.#shift
    let log: Uint32Array = this.#log
    let end = this.#logEnd
    let expansions = 0
    for (let bucket = 0; bucket < heads.length; bucket++) {
      for (let entry = heads[bucket]!; entry !== 0; entry = heads[bucket]!) {
        heads[bucket] = log[entry]!
        const vertex = log[entry + 1]!
        const cost = log[entry + 2]!
        if (labels[vertex] !== cost) continue
        const along = labels[vertex + 1]!
        expansions++
        const lastArc = arcOffset[(vertex >>> 1) + 1]! << 1
        let arc = arcOffset[vertex >>> 1]! << 1
        if (end + ENTRY * (lastArc - arc) > log.length) log = this.#growLog(end, ENTRY * (lastArc - arc))
        for (; arc < lastArc; arc += 2) {
          const step = cost + targetCost[arc + 1]!
          const code = targetCost[arc]!
          const target = code & ~1
          const known = labels[target]!
          if (step > known) continue
          if (step === known) {
            if (labels[target + 1] !== along + arcAlong[arc >>> 1]!) this.#tie(target)
            continue
          }
          labels[target] = step
          labels[target + 1] = along + arcAlong[arc >>> 1]!
          log[end + 1] = target
          log[end + 2] = step
          if ((code & 1) === 0) {
            log[end] = heads[step >>> shift]!
            heads[step >>> shift] = end
          }
          end += ENTRY
        }
      }
    }
    this.#logEnd = end
    this.expansions = expansions
  }

  /** Differing walks meet at a label. One that stands for "not reached" is no label. */
  #tie(target: number): void {
    if (this.labels[target]! > this.#limit) return
    this.labels[target + 1] = DIFFERING
    this.#tied.push(target)
  }

  /** Walks that go on from differing ones differ: everything that a shortest walk reaches from there. */
  #spreadTies(): void {
    const { labels } = this
    const targetCost = this.#targetCost
    const waiting = this.#tied.filter((vertex) => labels[vertex + 1] === DIFFERING)
    for (let vertex = waiting.pop(); vertex !== undefined; vertex = waiting.pop()) {
      const end = this.#arcOffset[(vertex >>> 1) + 1]! << 1
      for (let arc = this.#arcOffset[vertex >>> 1]! << 1; arc < end; arc += 2) {
        const target = targetCost[arc]! & ~1
        const step = labels[vertex]! + targetCost[arc + 1]!
        if (step !== labels[target] || step > this.#limit || labels[target + 1] === DIFFERING) continue
        labels[target + 1] = DIFFERING
        waiting.push(target)
      }
    }
  }

  #growLog(end: number, room: number): Uint32Array {
    this.#log = grownLog(this.#log, end, room)
    return this.#log
  }

  #collectReached(): void {
    const log = this.#log
    if (this.#logEnd > this.reached.length * ENTRY) this.reached = new Uint32Array(Math.ceil(log.length / ENTRY))
    this.reachedCount = listReached(log, this.#logEnd, this.labels, this.reached)
  }
}

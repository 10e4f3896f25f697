// One bounded shortest-path sweep at a time, with scratch memory that is reused. Vertices and costs only: no places,
// no categories, no coordinates.
import { UNREACHED } from '../foundation/units.ts'
import { type SweepArcs, type SweepGraph, sweepArcs } from './sweep-arcs.ts'
import { bucketShift, grownLog, LOG_ENTRY, listReached } from './sweep-log.ts'

export type { SweepGraph } from './sweep-arcs.ts'

/** Named here: what a module itself names is a constant to the compiler, what it imports is not. */
const ENTRY = LOG_ENTRY

/**
 * Shortest paths from seeds to every vertex within a limit. Label-correcting over coarse buckets: a vertex whose label improves
 * is expanded again, so the result is exact, and at walking range this is quicker than a heap. Reuse one instance for many sweeps
 * over the same graph, if possible with the same limit: a new limit costs one pass over all vertices.
 *
 * Every improvement of a label is written to a log. The last entry of a vertex has its final cost, so the log is also the list
 * of what was reached.
 *
 * @example
 * ```ts
 * import { BoundedSweep, type Impedance, type WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * const sweep = new BoundedSweep(network)
 * sweep.run(impedance.arcCost, [0], [0], 300_000)
 * sweep.label(0)
 * ```
 */
export class BoundedSweep {
  /** Vertices reached by the last sweep, `reached[0 … reachedCount)`, in no particular order. */
  reached = new Uint32Array(256)
  reachedCount = 0
  /** Expansions of the last sweep, repeats included; dead ends are not expanded. */
  expansions = 0
  /** Labels lowered in the last sweep, seeds included: what was written to the log. */
  improvements = 0
  readonly #graph: SweepGraph
  /** Cost per vertex; `#limit + 1` = not reached. */
  readonly #label: Uint32Array
  #limit = -1
  #shift = 0
  #bucketHead = new Uint32Array(0)
  #log = new Uint32Array(ENTRY * 1024)
  #logEnd = ENTRY

  constructor(graph: SweepGraph) {
    this.#graph = graph
    this.#label = new Uint32Array(graph.arcOffset.length - 1)
  }

  /** Cost of a vertex in the last sweep, or `UNREACHED`. */
  label(vertex: number): number {
    const label = this.#label[vertex]!
    return label > this.#limit ? UNREACHED : label
  }

  /**
   * Sweeps from seeds. Limits are inclusive.
   *
   * @param arcCost cost per arc, `UNREACHED` = closed (the reversed costs for walks *to* the seeds); must not change between sweeps
   * @param seedVertex vertices, repeats allowed
   * @param seedCost their costs at the start; `UNREACHED` and costs beyond the limit are ignored
   * @param limit largest cost of interest, below `UNREACHED`
   * @param seedCount how many of the seeds count; default all
   */
  run(
    arcCost: Uint32Array,
    seedVertex: ArrayLike<number>,
    seedCost: ArrayLike<number>,
    limit: number,
    seedCount: number = seedVertex.length,
  ): void {
    const arcs = sweepArcs(this.#graph, arcCost)
    this.#begin(arcs, limit)
    for (let seed = 0; seed < seedCount; seed++) {
      if (seedCost[seed]! <= limit) this.#plant(seedVertex[seed]!, seedCost[seed]!)
    }
    this.#expand(arcs.targetCost)
    this.#collectReached()
  }

  #begin(arcs: SweepArcs, limit: number): void {
    const label = this.#label
    if (limit === this.#limit) {
      const log = this.#log
      for (let entry = ENTRY; entry < this.#logEnd; entry += ENTRY) label[log[entry + 1]!] = limit + 1
    } else {
      label.fill(limit + 1)
      this.#limit = limit
    }
    this.#logEnd = ENTRY
    this.#shift = bucketShift(arcs, limit)
    const buckets = (limit >>> this.#shift) + 1
    if (this.#bucketHead.length !== buckets) this.#bucketHead = new Uint32Array(buckets)
  }

  #plant(vertex: number, cost: number): void {
    if (cost >= this.#label[vertex]!) return
    if (this.#logEnd + ENTRY > this.#log.length) this.#growLog(this.#logEnd, ENTRY)
    this.#label[vertex] = cost
    const entry = this.#logEnd
    const bucket = cost >>> this.#shift
    this.#log[entry] = this.#bucketHead[bucket]!
    this.#log[entry + 1] = vertex
    this.#log[entry + 2] = cost
    this.#bucketHead[bucket] = entry
    this.#logEnd = entry + ENTRY
  }

  /** The search loop. One comparison tells whether a step stays within the limit and improves the label. */
  #expand(targetCost: Uint32Array): void {
    const { arcOffset } = this.#graph
    const label = this.#label
    const heads = this.#bucketHead
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
        const lastArc = arcOffset[vertex + 1]! << 1
        let arc = arcOffset[vertex]! << 1
        if (end + ENTRY * (lastArc - arc) > log.length) log = this.#growLog(end, ENTRY * (lastArc - arc))
        for (; arc < lastArc; arc += 2) {
          const step = cost + targetCost[arc + 1]!
          const code = targetCost[arc]!
          const target = code >>> 1
          if (step >= label[target]!) continue
          label[target] = step
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
    this.improvements = end / ENTRY - 1
  }

  #growLog(end: number, room: number): Uint32Array {
    this.#log = grownLog(this.#log, end, room)
    return this.#log
  }

  #collectReached(): void {
    const log = this.#log
    if (this.#logEnd > this.reached.length * ENTRY) this.reached = new Uint32Array(Math.ceil(log.length / ENTRY))
    this.reachedCount = listReached(log, this.#logEnd, this.#label, this.reached)
  }
}

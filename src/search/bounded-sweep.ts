// One bounded shortest-path sweep at a time, with scratch memory that is reused. Vertices and costs only: no places,
// no categories, no coordinates.
import { UNREACHED } from '../foundation/units.ts'
import { sweepArcs } from './sweep-arcs.ts'

/** The part of a network that a sweep reads. */
export interface SweepGraph {
  readonly arcOffset: Uint32Array
  readonly arcTarget: Uint32Array
}

/** A limit may be divided into so many buckets at most. */
const MOST_BUCKETS = 1024

/**
 * Shortest paths from seeds to every vertex within a limit. Label-correcting over coarse buckets: a vertex whose label
 * improves is expanded again, so the result is exact, and at walking range this is quicker than a heap. Reuse one instance
 * for many sweeps over the same graph; sweeps with the same limit and costs are the cheapest.
 */
export class BoundedSweep {
  /** Vertices reached by the last sweep, `reached[0 … reachedCount)`, each once, roughly nearest first. */
  readonly reached: Uint32Array
  reachedCount = 0
  /** Expansions of the last sweep, repeats included. */
  expansions = 0
  readonly #graph: SweepGraph
  /** Cost per vertex; more than the limit = not reached in this sweep. */
  readonly #label: Uint32Array
  #limit = 0
  /** `vertex, cost` of what waits in bucket b: pairs `b << #roomBits …`; `#size[b]` of them. */
  #waiting = new Uint32Array(0)
  #size = new Uint32Array(0)
  #roomBits = 6

  constructor(graph: SweepGraph) {
    const vertices = graph.arcOffset.length - 1
    this.#graph = graph
    this.reached = new Uint32Array(vertices)
    this.#label = new Uint32Array(vertices).fill(1)
  }

  /** Cost of a vertex in the last sweep, or `UNREACHED`. */
  label(vertex: number): number {
    const label = this.#label[vertex]!
    return label <= this.#limit ? label : UNREACHED
  }

  /**
   * Sweeps from seeds. Limits are inclusive.
   *
   * @param arcCost cost per arc, `UNREACHED` = closed (the reversed costs for walks *to* the seeds); an array that was used
   *   once must keep its values
   * @param seedVertex vertices, repeats allowed
   * @param seedCost their costs at the start; `UNREACHED` and costs beyond the limit are ignored
   * @param limit largest cost of interest, below `UNREACHED`
   */
  run(arcCost: Uint32Array, seedVertex: ArrayLike<number>, seedCost: ArrayLike<number>, limit: number): void {
    this.#begin(limit)
    const { arcOffset, arcTarget } = this.#graph
    const { targetCost, bucketBits } = sweepArcs(arcTarget, arcCost)
    const bits = Math.max(bucketBits, 32 - Math.clz32(Math.floor(limit / MOST_BUCKETS)))
    const buckets = Math.floor(limit / 2 ** bits) + 1
    this.#openBuckets(buckets)
    const label = this.#label
    for (let seed = 0; seed < seedVertex.length; seed++) {
      const vertex = seedVertex[seed]!
      const cost = seedCost[seed]!
      if (cost >= label[vertex]!) continue
      label[vertex] = cost
      this.#put(cost >>> bits, vertex, cost)
    }
    const size = this.#size
    let waiting = this.#waiting
    let roomBits = this.#roomBits
    let expansions = 0
    for (let bucket = 0; bucket < buckets; bucket++) {
      let at = (bucket << roomBits) * 2
      for (let done = 0; done < size[bucket]!; done++, at += 2) {
        const vertex = waiting[at]!
        const cost = waiting[at + 1]!
        // A better label came later: its own entry follows.
        if (cost !== label[vertex]!) continue
        expansions++
        const end = arcOffset[vertex + 1]! * 2
        for (let arc = arcOffset[vertex]! * 2; arc < end; arc += 2) {
          const step = cost + targetCost[arc + 1]!
          const target = targetCost[arc]!
          // Labels of vertices not reached are limit + 1: this is the test of the limit, too.
          if (step >= label[target]!) continue
          label[target] = step
          const into = step >>> bits
          const place = size[into]!++
          if (place >>> roomBits === 0) {
            const put = ((into << roomBits) + place) * 2
            waiting[put] = target
            waiting[put + 1] = step
            continue
          }
          size[into] = place
          this.#put(into, target, step)
          waiting = this.#waiting
          roomBits = this.#roomBits
          at = ((bucket << roomBits) + done) * 2
        }
      }
      this.#gather(bucket)
    }
    this.expansions = expansions
  }

  /** Forgets the last sweep. */
  #begin(limit: number): void {
    const none = limit + 1
    if (limit !== this.#limit) {
      this.#limit = limit
      this.#label.fill(none)
    } else {
      for (let i = 0; i < this.reachedCount; i++) this.#label[this.reached[i]!] = none
    }
    this.reachedCount = 0
  }

  #openBuckets(buckets: number): void {
    if (this.#size.length < buckets) {
      this.#size = new Uint32Array(buckets)
      this.#waiting = new Uint32Array((buckets << this.#roomBits) * 2)
    } else this.#size.fill(0, 0, buckets)
  }

  /** Puts a vertex into a bucket, and makes more room in all of them where that one is full. */
  #put(bucket: number, vertex: number, cost: number): void {
    const place = this.#size[bucket]!++
    while (place >>> this.#roomBits !== 0) this.#widen()
    const at = ((bucket << this.#roomBits) + place) * 2
    this.#waiting[at] = vertex
    this.#waiting[at + 1] = cost
  }

  #widen(): void {
    const pairs = 1 << this.#roomBits
    const wider = new Uint32Array(this.#waiting.length * 2)
    for (let bucket = 0; bucket < this.#size.length; bucket++) {
      const from = bucket * pairs * 2
      wider.set(this.#waiting.subarray(from, from + pairs * 2), from * 2)
    }
    this.#waiting = wider
    this.#roomBits++
  }

  /** The vertices of a finished bucket whose labels are final: of several entries of a vertex, the last one is. */
  #gather(bucket: number): void {
    const label = this.#label
    const waiting = this.#waiting
    const reached = this.reached
    const count = this.#size[bucket]!
    let total = this.reachedCount
    for (let i = 0, at = (bucket << this.#roomBits) * 2; i < count; i++, at += 2) {
      const vertex = waiting[at]!
      if (waiting[at + 1] === label[vertex]) reached[total++] = vertex
    }
    this.reachedCount = total
  }
}

// One bounded shortest-path sweep at a time, with scratch memory that is reused. Vertices and costs only: no places,
// no categories, no coordinates.
import { UNREACHED } from '../foundation/units.ts'

/** The part of a network that a sweep reads. */
export interface SweepGraph {
  readonly arcOffset: Uint32Array
  readonly arcTarget: Uint32Array
}

/** Buckets per limit: coarse on purpose. A vertex whose label improves is expanded again, so the result stays exact. */
const BUCKETS = 64

/**
 * Shortest paths from seeds to every vertex within a limit. Label-correcting over coarse buckets: exact, and quicker at
 * walking range than a heap. Reuse one instance for many sweeps over the same graph.
 */
export class BoundedSweep {
  /** Vertices reached by the last sweep, `reached[0 … reachedCount)`, in no particular order. */
  readonly reached: Uint32Array
  reachedCount = 0
  /** Expansions of the last sweep, repeats included. */
  expansions = 0
  readonly #graph: SweepGraph
  readonly #label: Uint32Array
  readonly #stamp: Uint32Array
  readonly #expandedAt: Uint32Array
  readonly #bucketHead = new Int32Array(BUCKETS + 1).fill(-1)
  #entryVertex = new Uint32Array(1024)
  #entryNext = new Int32Array(1024)
  #entryCount = 0
  #epoch = 0

  constructor(graph: SweepGraph) {
    const vertices = graph.arcOffset.length - 1
    this.#graph = graph
    this.reached = new Uint32Array(vertices)
    this.#label = new Uint32Array(vertices)
    this.#stamp = new Uint32Array(vertices)
    this.#expandedAt = new Uint32Array(vertices)
  }

  /** Cost of a vertex in the last sweep, or `UNREACHED`. */
  label(vertex: number): number {
    return this.#stamp[vertex] === this.#epoch ? this.#label[vertex]! : UNREACHED
  }

  /**
   * Sweeps from seeds. Limits are inclusive.
   *
   * @param arcCost cost per arc, `UNREACHED` = closed (the reversed costs for walks *to* the seeds)
   * @param seedVertex vertices, repeats allowed
   * @param seedCost their costs at the start; `UNREACHED` and costs beyond the limit are ignored
   * @param limit largest cost of interest
   */
  run(arcCost: Uint32Array, seedVertex: ArrayLike<number>, seedCost: ArrayLike<number>, limit: number): void {
    this.#begin()
    const perBucket = BUCKETS / (limit + 1)
    for (let seed = 0; seed < seedVertex.length; seed++) {
      if (seedCost[seed]! <= limit) this.#offer(seedVertex[seed]!, seedCost[seed]!, perBucket)
    }
    const { arcOffset, arcTarget } = this.#graph
    const label = this.#label
    const stamp = this.#stamp
    const expandedAt = this.#expandedAt
    const heads = this.#bucketHead
    const epoch = this.#epoch
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      for (let entry = heads[bucket]!; entry >= 0; entry = heads[bucket]!) {
        heads[bucket] = this.#entryNext[entry]!
        const vertex = this.#entryVertex[entry]!
        const cost = label[vertex]!
        if (expandedAt[vertex] === cost) continue
        expandedAt[vertex] = cost
        this.expansions++
        for (let arc = arcOffset[vertex]!; arc < arcOffset[vertex + 1]!; arc++) {
          const step = cost + arcCost[arc]!
          if (step > limit) continue
          const target = arcTarget[arc]!
          if (stamp[target] !== epoch || step < label[target]!) this.#offer(target, step, perBucket)
        }
      }
    }
  }

  #begin(): void {
    this.reachedCount = 0
    this.expansions = 0
    this.#entryCount = 0
    this.#epoch = (this.#epoch + 1) >>> 0
    if (this.#epoch === 0) {
      this.#stamp.fill(0)
      this.#epoch = 1
    }
  }

  #offer(vertex: number, cost: number, perBucket: number): void {
    if (this.#stamp[vertex] !== this.#epoch) {
      this.#stamp[vertex] = this.#epoch
      this.reached[this.reachedCount++] = vertex
      this.#expandedAt[vertex] = UNREACHED
    } else if (this.#label[vertex]! <= cost) return
    this.#label[vertex] = cost
    if (this.#entryCount === this.#entryVertex.length) this.#growEntries()
    const entry = this.#entryCount++
    const bucket = (cost * perBucket) | 0
    this.#entryVertex[entry] = vertex
    this.#entryNext[entry] = this.#bucketHead[bucket]!
    this.#bucketHead[bucket] = entry
  }

  #growEntries(): void {
    const vertices = new Uint32Array(this.#entryVertex.length * 2)
    vertices.set(this.#entryVertex)
    this.#entryVertex = vertices
    const nexts = new Int32Array(vertices.length)
    nexts.set(this.#entryNext)
    this.#entryNext = nexts
  }
}

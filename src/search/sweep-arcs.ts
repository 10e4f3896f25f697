// Arcs laid out for sweeping: target and cost side by side, dead ends marked. Made once per array of costs and kept with it.
// Integers only; it knows no places and no coordinates.
import { UNREACHED } from '../foundation/units.ts'

/** The part of a network that a sweep reads. */
export interface SweepGraph {
  readonly arcOffset: Uint32Array
  readonly arcTarget: Uint32Array
}

/** The arcs of a graph with their costs. */
export interface SweepArcs {
  /**
   * Arc a at `2a`: target × 2, plus 1 where the target is a dead end (its only arc leads back, so no walk goes on from it); then
   * the cost. In memory that threads can share, where there is any.
   */
  readonly targetCost: Uint32Array
  /** Buckets of 2^bucketBits cost units: about a quarter of a usual arc, so that hardly any vertex is expanded twice. */
  readonly bucketBits: number
}

const madeOfCosts = new WeakMap<Uint32Array, { readonly arcTarget: Uint32Array; readonly arcs: SweepArcs }>()

/** Lays out arcs; kept as long as `arcCost` lives, which must not change. O(arcs) the first time. */
export function sweepArcs({ arcOffset, arcTarget }: SweepGraph, arcCost: Uint32Array): SweepArcs {
  const known = madeOfCosts.get(arcCost)
  if (known !== undefined && known.arcTarget === arcTarget) return known.arcs
  const bytes = arcTarget.length * 8
  const memory = typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes)
  const targetCost = new Uint32Array(memory)
  for (let vertex = 0; vertex + 1 < arcOffset.length; vertex++) {
    for (let arc = arcOffset[vertex]!; arc < arcOffset[vertex + 1]!; arc++) {
      const target = arcTarget[arc]!
      const first = arcOffset[target]!
      const isDeadEnd = arcOffset[target + 1]! - first === 1 && arcTarget[first] === vertex
      targetCost[2 * arc] = target * 2 + (isDeadEnd ? 1 : 0)
      targetCost[2 * arc + 1] = arcCost[arc]!
    }
  }
  const arcs = { targetCost, bucketBits: bucketBitsOf(arcCost) }
  madeOfCosts.set(arcCost, { arcTarget, arcs })
  return arcs
}

/** Lets arcs that another thread laid out stand for an array of costs. */
export function adoptSweepArcs({ arcTarget }: SweepGraph, arcCost: Uint32Array, arcs: SweepArcs): void {
  madeOfCosts.set(arcCost, { arcTarget, arcs })
}

/** From some hundred arcs spread over the array; closed arcs do not count. */
function bucketBitsOf(arcCost: Uint32Array): number {
  const step = Math.max(1, Math.floor(arcCost.length / 512))
  let sum = 0
  let counted = 0
  for (let arc = 0; arc < arcCost.length; arc += step) {
    if (arcCost[arc] === UNREACHED) continue
    sum += arcCost[arc]!
    counted++
  }
  return counted === 0 ? 0 : Math.floor(Math.log2(sum / counted / 4 + 1))
}

// From a reached vertex back to where the sweep started: the arcs of one shortest walk. Labels and costs only.
import { UNREACHED } from '../foundation/units.ts'
import type { BoundedSweep, SweepGraph } from './bounded-sweep.ts'

/** The costs a sweep ran on, in both directions. */
export interface SweepCosts {
  /** The array the sweep ran on. */
  readonly arcCost: Uint32Array
  /** The same arcs walked the other way. */
  readonly arcCostReversed: Uint32Array
}

/**
 * Visits the arcs of one shortest walk from `vertex` back to a seed, deterministic among equal walks: the first arc in order.
 *
 * @param seedAt the number of a seed of the sweep at a vertex with a cost, −1 where there is none
 * @param onArc called with each arc as it leaves the vertex reached later (so the walk ran against it); may be omitted
 * @returns the number of the seed at which the walk began
 */
export function walkBack(
  graph: SweepGraph,
  costs: SweepCosts,
  sweep: BoundedSweep,
  seedAt: (vertex: number, cost: number) => number,
  vertex: number,
  onArc: (arc: number) => void,
): number {
  let at = vertex
  for (;;) {
    const label = sweep.label(at)
    const seed = seedAt(at, label)
    if (seed >= 0) return seed
    let came = -1
    for (let arc = graph.arcOffset[at]!; arc < graph.arcOffset[at + 1]!; arc++) {
      const cost = costs.arcCostReversed[arc]!
      if (cost === UNREACHED) continue
      const before = sweep.label(graph.arcTarget[arc]!)
      if (before !== UNREACHED && before + cost === label) {
        came = arc
        break
      }
    }
    if (came < 0) throw new Error(`walkBack: no arc explains the label ${label} of vertex ${at}`)
    onArc(came)
    at = graph.arcTarget[came]!
  }
}

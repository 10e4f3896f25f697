// Named alternative: who is nearest comes first. Pairs are taken in order of cost until a block has all it asks for or a site is full. The
// total can be less than what a maximum flow serves, and the order decides who goes short: that is why it is not the rule of the house.
import type { ReachGraph } from './reach-graph.ts'

/** Who gets what, whole numbers. */
export interface Allotment {
  readonly served: Float64Array
  readonly used: Float64Array
  /** Σ served × cost. */
  readonly walked: number
}

/** O(pairs · log). Equal costs: the block that comes first, then the site. */
export function nearestFirst(graph: ReachGraph, demand: Float64Array, places: Float64Array): Allotment {
  const { arcSite, arcBlock, arcCost } = graph
  const order = Uint32Array.from(arcSite, (_, arc) => arc)
  order.sort((a, b) => arcCost[a]! - arcCost[b]! || arcBlock[a]! - arcBlock[b]! || arcSite[a]! - arcSite[b]!)
  const unserved = demand.slice()
  const spare = places.slice()
  let walked = 0
  for (const arc of order) {
    const amount = Math.min(unserved[arcBlock[arc]!]!, spare[arcSite[arc]!]!)
    if (amount === 0) continue
    unserved[arcBlock[arc]!]! -= amount
    spare[arcSite[arc]!]! -= amount
    walked += amount * arcCost[arc]!
  }
  return {
    served: demand.map((amount, block) => amount - unserved[block]!),
    used: places.map((amount, site) => amount - spare[site]!),
    walked,
  }
}

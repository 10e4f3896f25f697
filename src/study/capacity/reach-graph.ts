// Which block reaches which site, both ways round: what flows are searched on. Pairs of a block are in order of cost, so that a search
// tries near places first. It knows neither demand nor places.
import type { CapacityProblem } from './capacity-problem.ts'

/** Blocks × sites. An arc is a pair within reach. */
export interface ReachGraph {
  readonly blockCount: number
  readonly siteCount: number
  /** Arcs of block b: `blockArc[b] … blockArc[b + 1])`. */
  readonly blockArc: Uint32Array
  readonly arcSite: Uint32Array
  readonly arcBlock: Uint32Array
  readonly arcCost: Float64Array
  /** Arcs of site s: `siteArc[siteOffset[s] … siteOffset[s + 1])`. */
  readonly siteOffset: Uint32Array
  readonly siteArc: Uint32Array
}

/** O(pairs · log). Equal costs keep the order of sites; a pair that is listed twice counts once, at its lower cost. */
export function buildReachGraph({
  demand,
  places,
  rowOffset,
  site,
  cost,
}: Pick<CapacityProblem, 'demand' | 'places' | 'rowOffset' | 'site' | 'cost'>): ReachGraph {
  const blockArc = new Uint32Array(demand.length + 1)
  const sites: number[] = []
  const blocks: number[] = []
  const costs: number[] = []
  const seenBy = new Int32Array(places.length).fill(-1)
  for (let block = 0; block < demand.length; block++) {
    const pairs = Array.from({ length: rowOffset[block + 1]! - rowOffset[block]! }, (_, i) => rowOffset[block]! + i)
    pairs.sort((a, b) => cost[a]! - cost[b]! || site[a]! - site[b]!)
    for (const pair of pairs) {
      if (seenBy[site[pair]!] === block) continue
      seenBy[site[pair]!] = block
      sites.push(site[pair]!)
      blocks.push(block)
      costs.push(cost[pair]!)
    }
    blockArc[block + 1] = sites.length
  }
  return graphOf(demand.length, places.length, blockArc, sites, blocks, costs)
}

/** The part of a graph between some blocks and some sites; numbers of the part follow the order of the lists. */
export function partOfGraph(graph: ReachGraph, blocks: readonly number[], sites: readonly number[]): ReachGraph {
  const { blockArc, arcSite, arcCost } = graph
  const own = new Int32Array(graph.siteCount).fill(-1)
  sites.forEach((site, number) => {
    own[site] = number
  })
  const offset = new Uint32Array(blocks.length + 1)
  const partSite: number[] = []
  const partBlock: number[] = []
  const partCost: number[] = []
  blocks.forEach((block, number) => {
    for (let arc = blockArc[block]!; arc < blockArc[block + 1]!; arc++) {
      const site = own[arcSite[arc]!]!
      if (site < 0) continue
      partSite.push(site)
      partBlock.push(number)
      partCost.push(arcCost[arc]!)
    }
    offset[number + 1] = partSite.length
  })
  return graphOf(blocks.length, sites.length, offset, partSite, partBlock, partCost)
}

function graphOf(
  blockCount: number,
  siteCount: number,
  blockArc: Uint32Array,
  sites: readonly number[],
  blocks: readonly number[],
  costs: readonly number[],
): ReachGraph {
  const arcSite = Uint32Array.from(sites)
  const siteOffset = new Uint32Array(siteCount + 1)
  for (const site of arcSite) siteOffset[site + 1]!++
  for (let site = 0; site < siteCount; site++) siteOffset[site + 1]! += siteOffset[site]!
  const next = siteOffset.slice()
  const siteArc = new Uint32Array(arcSite.length)
  arcSite.forEach((site, arc) => {
    siteArc[next[site]!++] = arc
  })
  return {
    blockCount,
    siteCount,
    blockArc,
    arcSite,
    arcBlock: Uint32Array.from(blocks),
    arcCost: Float64Array.from(costs),
    siteOffset,
    siteArc,
  }
}

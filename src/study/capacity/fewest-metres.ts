// Named alternative: as many served as possible, and among all such choices the one whose walks add up to least. Minimum cost flow by
// successive shortest paths with potentials, a block at a time (Ahuja, Magnanti, Orlin 1993, 9.7), with a place of last resort that costs more
// than any chain of walks: without it the count is right but the walks are not the shortest. It starves far blocks; the report says so.
import type { Allotment } from './nearest-first.ts'
import type { ReachGraph } from './reach-graph.ts'
import { createWalkHeap, type WalkHeap } from './walk-heap.ts'

/** What the search for one path needs; made once. */
interface PathSearch {
  readonly graph: ReachGraph
  readonly arcFlow: Float64Array
  readonly spare: Float64Array
  /** Cost of going without. */
  readonly without: number
  /** Blocks first, then sites, then the place of last resort. */
  readonly potential: Float64Array
  readonly distance: Float64Array
  /** The arc by which a block or site was reached. */
  readonly by: Int32Array
  readonly settled: Uint8Array
  readonly touched: number[]
  readonly heap: WalkHeap
}

/**
 * O(paths · pairs · log) with a path for nearly each block. Sums are exact while amounts × costs stay below 2⁵³.
 *
 * @param demand whole numbers
 * @param places whole numbers
 */
export function fewestMetres(graph: ReachGraph, demand: Float64Array, places: Float64Array): Allotment {
  const nodes = graph.blockCount + graph.siteCount + 1
  const largest = graph.arcCost.reduce((most, cost) => Math.max(most, cost), 0)
  const search: PathSearch = {
    graph,
    arcFlow: new Float64Array(graph.arcSite.length),
    spare: places.slice(),
    without: (largest + 1) * (Math.min(graph.siteCount, graph.blockCount) + 2),
    potential: new Float64Array(nodes),
    distance: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY),
    by: new Int32Array(nodes).fill(-1),
    settled: new Uint8Array(nodes),
    touched: [],
    heap: createWalkHeap(),
  }
  for (let block = 0; block < graph.blockCount; block++) {
    if (graph.blockArc[block] === graph.blockArc[block + 1]) continue
    for (let left = demand[block]!; left > 0; ) left -= sendOnce(search, block, left)
  }
  const served = new Float64Array(graph.blockCount)
  let walked = 0
  search.arcFlow.forEach((amount, arc) => {
    served[graph.arcBlock[arc]!]! += amount
    walked += amount * graph.arcCost[arc]!
  })
  return { served, used: places.map((amount, site) => amount - search.spare[site]!), walked }
}

/** Sends along one shortest path; returns how much. */
function sendOnce(search: PathSearch, start: number, left: number): number {
  const { graph, arcFlow, spare, by } = search
  const { blockCount, arcSite, arcBlock } = graph
  const resort = blockCount + graph.siteCount
  const end = shortestPath(search, start)
  let amount = end === resort ? left : Math.min(left, spare[end - blockCount]!)
  const path: number[] = []
  let node = end
  // The place of last resort has no arcs: it is reached from a block.
  if (end === resort) node = by[resort]!
  while (node !== start) {
    const arc = by[node]!
    path.push(arc)
    if (node < blockCount) {
      amount = Math.min(amount, arcFlow[arc]!)
      node = blockCount + arcSite[arc]!
    } else node = arcBlock[arc]!
  }
  // From the end back to the start: arcs to sites and arcs back from them by turns; the one that leaves the start goes to a site.
  path.reverse().forEach((arc, step) => {
    arcFlow[arc]! += step % 2 === 0 ? amount : -amount
  })
  if (end !== resort) spare[end - blockCount]! -= amount
  settlePotentials(search, end)
  return amount
}

/** Dijkstra by reduced costs, until a site with anything left or the place of last resort is settled. */
function shortestPath(search: PathSearch, start: number): number {
  const { graph, arcFlow, spare, without, potential, distance, by, settled, touched, heap } = search
  const { blockCount, siteCount, blockArc, arcSite, arcBlock, arcCost, siteOffset, siteArc } = graph
  const resort = blockCount + siteCount
  const reach = (from: number, to: number, cost: number, arc: number) => {
    // Rounding of fractional costs may leave a little below nought.
    const found = distance[from]! + Math.max(0, cost + potential[from]! - potential[to]!)
    if (found >= distance[to]!) return
    if (distance[to] === Number.POSITIVE_INFINITY) touched.push(to)
    distance[to] = found
    by[to] = arc
    heap.push(found, to)
  }
  heap.clear()
  distance[start] = 0
  touched.push(start)
  heap.push(0, start)
  while (true) {
    const node = heap.pop()
    if (settled[node] === 1) continue
    settled[node] = 1
    if (node === resort || (node >= blockCount && spare[node - blockCount]! > 0)) return node
    if (node < blockCount) {
      for (let arc = blockArc[node]!; arc < blockArc[node + 1]!; arc++) {
        const site = blockCount + arcSite[arc]!
        if (settled[site] === 0) reach(node, site, arcCost[arc]!, arc)
      }
      if (settled[resort] === 0) reach(node, resort, without, node)
    } else {
      const site = node - blockCount
      for (let at = siteOffset[site]!; at < siteOffset[site + 1]!; at++) {
        const arc = siteArc[at]!
        const block = arcBlock[arc]!
        if (arcFlow[arc]! > 0 && settled[block] === 0) reach(node, block, -arcCost[arc]!, arc)
      }
    }
  }
}

/** Keeps reduced costs at or above nought, and makes ready for the next search. Only what was settled changes. */
function settlePotentials({ potential, distance, by, settled, touched }: PathSearch, end: number): void {
  const length = distance[end]!
  for (const node of touched) {
    if (settled[node] === 1) potential[node]! += distance[node]! - length
    distance[node] = Number.POSITIVE_INFINITY
    by[node] = -1
    settled[node] = 0
  }
  touched.length = 0
}

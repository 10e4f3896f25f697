// Who goes short where places are short: the lowest served share is raised first, then the next (lexicographic max-min). The shares are
// unique, and the total is that of a maximum flow. A graph and whole numbers in, shares and loads out. It knows no people and no streets.
import { total } from './capacity-problem.ts'
import { type Flow, maximumFlow, shortSide } from './maximum-flow.ts'
import { partOfGraph, type ReachGraph } from './reach-graph.ts'

/** What {@link fairShares} finds. */
export interface FairShares {
  /** Of each block, 0…1; NaN where it asks for nothing. */
  readonly share: Float64Array
  /** Of each block, share × demand; a fraction where the share is one. */
  readonly served: Float64Array
  /** Places used at each site, whole. Where nobody goes short there is a choice of sites; near ones are tried first. */
  readonly used: Float64Array
  /** How many maximum flows it took. */
  readonly flows: number
}

/** Some blocks and the sites that are theirs to share. */
interface Part {
  readonly blocks: readonly number[]
  readonly sites: readonly number[]
}

/**
 * Fair shares by decomposition (Fujishige 1980; the step to a smaller share is Dinkelbach's 1967): give all the same share, as large as
 * the places allow; where that cannot be walked, a smallest cut names those who must go shorter and the sites that are theirs, and both
 * sides are solved on their own.
 *
 * Exact: shares are quotients of whole numbers, compared as such. Where their products leave what doubles hold, flows are searched in
 * doubles and every cut is checked in whole numbers; two groups whose shares differ by less than a part in 10⁹ may then count as one.
 *
 * At most two maximum flows for each different share.
 *
 * @param demand whole numbers
 * @param places whole numbers
 */
export function fairShares(graph: ReachGraph, demand: Float64Array, places: Float64Array): FairShares {
  const share = new Float64Array(graph.blockCount).fill(Number.NaN)
  const served = new Float64Array(graph.blockCount)
  const used = new Float64Array(graph.siteCount)
  let flows = 0
  const asking: number[] = []
  demand.forEach((amount, block) => {
    if (amount > 0) asking.push(block)
  })
  const parts: Part[] = [{ blocks: asking, sites: Array.from(places, (_, site) => site) }]
  while (parts.length > 0) {
    const { blocks, sites } = parts.pop()!
    if (blocks.length === 0) continue
    const graphOfPart = partOfGraph(graph, blocks, sites)
    const asked = Float64Array.from(blocks, (block) => demand[block]!)
    const had = Float64Array.from(sites, (site) => places[site]!)
    const level = shareOfAll(graphOfPart, asked, had)
    const { flow, nothing } = flowAtShare(graphOfPart, asked, had, level)
    flows++
    const cut = shortCut(graphOfPart, flow, nothing, asked, had, level)
    if (cut === null) {
      for (const block of blocks) {
        share[block] = level.of / level.among
        served[block] = (demand[block]! * level.of) / level.among
      }
      sites.forEach((site, number) => {
        used[site] =
          level.of < level.among ? reachedPlaces(graphOfPart, had, number) : had[number]! - flow.spare[number]!
      })
      continue
    }
    const pick = (list: readonly number[], side: Uint8Array, which: number) => list.filter((_, i) => side[i] === which)
    parts.push({ blocks: pick(blocks, cut.blocks, 0), sites: pick(sites, cut.sites, 0) })
    parts.push({ blocks: pick(blocks, cut.blocks, 1), sites: pick(sites, cut.sites, 1) })
  }
  return { share, served, used, flows }
}

/** A share as a quotient of whole numbers, 0…1. */
interface Level {
  readonly of: number
  readonly among: number
}

/** What all of a part would get if every place could be walked to by all: places over demand, at most 1. */
function shareOfAll(graph: ReachGraph, asked: Float64Array, had: Float64Array): Level {
  const demand = total(asked)
  let reached = 0
  had.forEach((_, site) => {
    reached += reachedPlaces(graph, had, site)
  })
  return reached >= demand ? { of: 1, among: 1 } : { of: reached, among: demand }
}

/** Places of a site that somebody reaches. */
function reachedPlaces({ siteOffset }: ReachGraph, had: Float64Array, site: number): number {
  return siteOffset[site]! < siteOffset[site + 1]! ? had[site]! : 0
}

/** A maximum flow where everybody asks for that share only. In whole numbers where their products are exact. */
function flowAtShare(graph: ReachGraph, asked: Float64Array, had: Float64Array, { of, among }: Level) {
  const divisor = greatestDivisor(of, among)
  const timesAsked = of / divisor
  const timesHad = among / divisor
  const most = Math.max(timesAsked * total(asked), timesHad * total(had))
  if (most <= Number.MAX_SAFE_INTEGER) {
    const give = asked.map((amount) => amount * timesAsked)
    const take = had.map((amount) => amount * timesHad)
    const flow = maximumFlow(graph, give, take)
    return { flow, nothing: 0 }
  }
  const give = asked.map((amount) => (amount * of) / among)
  const nothing = total(give) * 1e-12
  return { flow: maximumFlow(graph, give, had, nothing), nothing }
}

/** Those who must go shorter than the share, with their sites; `null` where the share is everybody's. */
function shortCut(
  graph: ReachGraph,
  flow: Flow,
  nothing: number,
  asked: Float64Array,
  had: Float64Array,
  { of, among }: Level,
) {
  const cut = shortSide(graph, flow, nothing)
  const count = cut.blocks.reduce((sum, one) => sum + one, 0)
  if (count === 0) return null
  const places = had.reduce((sum, amount, site) => sum + (cut.sites[site] === 1 ? amount : 0), 0)
  const demand = asked.reduce((sum, amount, block) => sum + (cut.blocks[block] === 1 ? amount : 0), 0)
  const isShorter = BigInt(places) * BigInt(among) < BigInt(of) * BigInt(demand)
  return isShorter ? cut : null
}

function greatestDivisor(a: number, b: number): number {
  let [large, small] = [a, b]
  while (small !== 0) [large, small] = [small, large % small]
  return Math.max(1, large)
}

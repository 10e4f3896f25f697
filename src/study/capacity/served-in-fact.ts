// Served in fact: who finds a place within reach when places are counted. A problem in plain numbers in; served, missing, idle, and shares
// by the rule that was asked for out. It knows no streets, no files and no kinds.
import { problem } from '../../words/problem.ts'
import { type CapacityProblem, inWholeNumbers, total } from './capacity-problem.ts'
import { fairShares } from './fair-shares.ts'
import { fewestMetres } from './fewest-metres.ts'
import { maximumFlow, shortSide } from './maximum-flow.ts'
import { nearestFirst } from './nearest-first.ts'
import { buildReachGraph } from './reach-graph.ts'

/**
 * Who gets the places where they are short. `fair`: the lowest share is raised first. `nearest-first`: pairs in order of their walk.
 * `fewest-metres`: as many as possible, with the least walking.
 */
export const SERVING_RULES = ['fair', 'nearest-first', 'fewest-metres'] as const

export type ServingRule = (typeof SERVING_RULES)[number]

/** What a block's demand comes to. */
export const DEMAND_STATES = ['none', 'unreachable', 'short', 'served'] as const

/** Served in fact. Amounts are places. */
export interface ServedInFact {
  readonly rule: ServingRule
  readonly demand: number
  readonly places: number
  /** Unique for `fair` and `fewest-metres`: no choice of places serves more. */
  readonly served: number
  /** demand − served. */
  readonly missing: number
  /** places − served: nobody who goes short reaches them. */
  readonly idle: number
  /** Of what is missing: demand of blocks that reach no place at all … */
  readonly unreachable: number
  /** … and demand that reaches places, all of them taken. */
  readonly full: number
  readonly blockServed: Float64Array
  /** served / demand, 0…1; NaN where a block asks for nothing. */
  readonly blockShare: Float64Array
  /** Of each block, a number of {@link DEMAND_STATES}: `short` reaches full places only and gets less than it asks for, or could. */
  readonly blockState: Uint8Array
  readonly siteUsed: Float64Array
  /** 1 for sites that are full in every maximum flow, because somebody goes short who could use them. */
  readonly siteFull: Uint8Array
  /** Σ served × cost by the `nearest-first` and `fewest-metres` rules; `null` for fair shares, which do not say who walks where. */
  readonly walked: number | null
}

/**
 * Serves demand at places within reach.
 *
 * Served, missing, idle, unreachable and full are those of a maximum flow, and so are unique; so are the shares by the rule `fair`.
 * Demand and places are counted in whole numbers of a place, a thousandth or a millionth of it.
 *
 * @param given blocks and sites in natural order of their ids
 * @throws LivingCircleError `invalid-option`
 * @example
 * ```ts
 * import { servedInFact } from 'living-circle/parts'
 * const found = servedInFact({
 *   demand: Float64Array.of(60, 60, 20),
 *   places: Float64Array.of(30, 40, 40),
 *   rowOffset: Uint32Array.of(0, 1, 3, 5),
 *   site: Uint32Array.of(0, 0, 1, 1, 2),
 *   cost: Float64Array.of(300, 500, 200, 400, 100),
 * })
 * found.served // 90
 * Array.from(found.blockServed) // [ 30, 40, 20 ]
 * ```
 */
export function servedInFact(given: CapacityProblem, rule: ServingRule = 'fair'): ServedInFact {
  const { scale, demand, places, ...pairs } = inWholeNumbers(given)
  const graph = buildReachGraph({ demand, places, ...pairs })
  const flow = maximumFlow(graph, demand, places)
  const short = shortSide(graph, flow)
  const unreachable = demand.reduce((sum, amount, block) => sum + (reachesPlaces(block) ? 0 : amount), 0)
  const { blockServed, blockShare, siteUsed, walked } = serve()
  const served = rule === 'nearest-first' ? total(siteUsed) : total(demand) - total(flow.unsent)
  const missing = total(demand) - served
  return {
    rule,
    demand: total(demand) / scale,
    places: total(places) / scale,
    served: served / scale,
    missing: missing / scale,
    idle: (total(places) - served) / scale,
    unreachable: unreachable / scale,
    full: (missing - unreachable) / scale,
    blockServed: blockServed.map((amount) => amount / scale),
    blockShare,
    blockState: Uint8Array.from(demand, (amount, block) => {
      if (amount === 0) return DEMAND_STATES.indexOf('none')
      if (!reachesPlaces(block)) return DEMAND_STATES.indexOf('unreachable')
      return DEMAND_STATES.indexOf(short.blocks[block] === 1 ? 'short' : 'served')
    }),
    siteUsed: siteUsed.map((amount) => amount / scale),
    siteFull: short.sites.map((isShort, site) => (isShort === 1 && places[site]! > 0 ? 1 : 0)),
    walked: walked === null ? null : walked / scale,
  }

  function reachesPlaces(block: number): boolean {
    for (let arc = graph.blockArc[block]!; arc < graph.blockArc[block + 1]!; arc++) {
      if (places[graph.arcSite[arc]!]! > 0) return true
    }
    return false
  }

  function serve() {
    if (rule === 'fair') {
      const { served: blockServed, share: blockShare, used } = fairShares(graph, demand, places)
      return { blockServed, blockShare, siteUsed: used, walked: null }
    }
    if (!SERVING_RULES.includes(rule)) throw problem('invalid-option', 'capacity.no-rule', { rule: String(rule) })
    const allot = rule === 'nearest-first' ? nearestFirst : fewestMetres
    const { served: blockServed, used, walked } = allot(graph, demand, places)
    const blockShare = blockServed.map((amount, block) => (demand[block] === 0 ? Number.NaN : amount / demand[block]!))
    return { blockServed, blockShare, siteUsed: used, walked }
  }
}

// A siting problem made ready to be solved: rows and sites in natural order of ids, excluded sites and pairs beyond the limit left out,
// weights and build costs as whole numbers. The order of the caller's rows has no influence on anything that follows.
import { compareNaturally } from '../../foundation/natural-order.ts'
import type { SiteStatus, SitingProblem } from './siting-problem.ts'
import { type WholeNumbers, wholeNumbers } from './whole-units.ts'

/** Open already, to be opened in any case, or free to choose. */
export const FREE = 0
export const REQUIRED = 1
export const EXISTING = 2

/** See the head of the file. Indexes of rows and sites are those of the sorted columns. */
export interface SitingInstance {
  readonly problem: SitingProblem
  /** The caller's row of each row. */
  readonly rowOf: Uint32Array
  /** The caller's site of each site; excluded ones are not there. */
  readonly siteOf: Uint32Array
  readonly state: Uint8Array
  readonly weight: WholeNumbers
  /** Pairs of row r: `offset[r] … offset[r + 1])`, ascending by site. */
  readonly offset: Uint32Array
  readonly site: Uint32Array
  readonly cost: Float64Array
  /** What each site takes of the amount: 1 each for a number of sites, whole build costs for a budget; 0 for existing ones. */
  readonly price: Float64Array
  /** Units of `price` in one site, or in one of the build cost. */
  readonly pricePerOne: number
  /** What required sites leave of the amount, in the same unit; `Infinity` where no amount is given. */
  readonly amount: number
}

const STATE_OF: Readonly<Record<Exclude<SiteStatus, 'excluded'>, number>> = {
  candidate: FREE,
  required: REQUIRED,
  existing: EXISTING,
}

/** Makes an instance of a problem that was checked. */
export function buildInstance(problem: SitingProblem): SitingInstance {
  const { demandIds, siteIds, siteStatus, costs, limit = Number.POSITIVE_INFINITY } = problem
  const rowOf = naturalOrder(demandIds)
  const siteOf = naturalOrder(siteIds).filter((site) => siteStatus[site] !== 'excluded')
  const sorted = new Int32Array(siteIds.length).fill(-1)
  siteOf.forEach((site, at) => {
    sorted[site] = at
  })
  const offset = new Uint32Array(rowOf.length + 1)
  const site: number[] = []
  const cost: number[] = []
  rowOf.forEach((row, at) => {
    const pairs: { site: number; cost: number }[] = []
    for (let p = costs.rowOffset[row]!; p < costs.rowOffset[row + 1]!; p++) {
      const own = sorted[costs.site[p]!]!
      if (own >= 0 && costs.cost[p]! <= limit) pairs.push({ site: own, cost: costs.cost[p]! })
    }
    pairs.sort((a, b) => a.site - b.site)
    for (const pair of pairs) {
      site.push(pair.site)
      cost.push(pair.cost)
    }
    offset[at + 1] = site.length
  })
  const state = Uint8Array.from(siteOf, (own) => STATE_OF[siteStatus[own] as keyof typeof STATE_OF])
  return {
    problem,
    rowOf,
    siteOf,
    state,
    weight: wholeWeights(Array.from(rowOf, (row) => problem.demandWeight[row]!)),
    offset,
    site: Uint32Array.from(site),
    cost: Float64Array.from(cost),
    ...prices(problem, siteOf, state),
  }
}

/** Units of weight in all rows together, about: leaves room for products with costs. */
const MOST_UNITS = 1e9

/** Weights in thousandths, or finer where there are few. */
function wholeWeights(weights: readonly number[]): WholeNumbers {
  const total = weights.reduce((sum, one) => sum + one, 0)
  let perOne = 1000
  while (perOne < 1e6 && total * perOne * 10 <= MOST_UNITS) perOne *= 10
  return wholeNumbers(weights, perOne, perOne)
}

function naturalOrder(ids: readonly string[]): Uint32Array {
  return Uint32Array.from(ids, (_, at) => at).sort((a, b) => compareNaturally(ids[a]!, ids[b]!))
}

/** Whole build costs; more exact ones are rounded up, and the budget down, so that no choice exceeds it. */
function prices(
  problem: SitingProblem,
  siteOf: Uint32Array,
  state: Uint8Array,
): Pick<SitingInstance, 'price' | 'pricePerOne' | 'amount'> {
  const { sites, budget, siteBuildCost } = problem
  const costOf = (site: number, at: number) => (state[at] === EXISTING ? 0 : (siteBuildCost?.[site] ?? 1))
  const each = budget === undefined ? Array.from(state, (s) => (s === EXISTING ? 0 : 1)) : Array.from(siteOf, costOf)
  const whole = wholeNumbers(each, 1000, 1000)
  const price = whole.exact ? whole.whole : Float64Array.from(each, (cost) => Math.ceil(cost * whole.perOne - 1e-9))
  const given = sites ?? budget
  if (given === undefined) return { price, pricePerOne: whole.perOne, amount: Number.POSITIVE_INFINITY }
  let amount = Math.floor(given * whole.perOne + 1e-9)
  for (let at = 0; at < price.length; at++) if (state[at] === REQUIRED) amount -= price[at]!
  return { price, pricePerOne: whole.perOne, amount }
}

/** Pairs by site: rows and pair numbers of site j at `offset[j] … offset[j + 1])`, ascending by row. */
export interface PairsBySite {
  readonly offset: Uint32Array
  readonly row: Uint32Array
  readonly pair: Uint32Array
}

/** Turns pairs by row into pairs by site. */
export function pairsBySite(sites: number, rowOffset: Uint32Array, site: Uint32Array): PairsBySite {
  const offset = new Uint32Array(sites + 1)
  for (const j of site) offset[j + 1]!++
  for (let j = 0; j < sites; j++) offset[j + 1]! += offset[j]!
  const next = offset.slice(0, sites)
  const row = new Uint32Array(site.length)
  const pair = new Uint32Array(site.length)
  for (let i = 0; i + 1 < rowOffset.length; i++) {
    for (let p = rowOffset[i]!; p < rowOffset[i + 1]!; p++) {
      const at = next[site[p]!]!++
      row[at] = i
      pair[at] = p
    }
  }
  return { offset, row, pair }
}

// How much can be served within places at most: a row may be served more than once for a price u per unit of demand (Lagrange). U(u) = Σ u_i
// w_i + Σ of the open sites' and the amount's best v_j, v_j = what a site's places are worth at (1 − u_i)⁺ a unit, best rows first. In: a
// capacity problem. Out: the least U found, with what forces sites in or out.
import type { CapacityProblem } from './capacity-problem.ts'
import { type PairsBySite, pairsBySite } from './siting-instance.ts'

/** Multipliers with what they prove. */
export interface CapacityBound {
  readonly upper: number
  readonly worth: Float64Array
  readonly outRatio: number
  readonly inRatio: number
}

const ITERATIONS = 500
const STALLS = 15

/** @param onTrial takes the free sites of a step, gives the best value known */
export async function boundCapacity(
  problem: CapacityProblem,
  value: number,
  onTrial: (sites: readonly number[]) => number,
  breathe: () => Promise<void>,
): Promise<CapacityBound> {
  const { weight, places, isOpen } = problem
  const bySite = pairsBySite(places.length, problem.offset, problem.site)
  const u = new Float64Array(weight.length).fill(0.2)
  const worth = new Float64Array(places.length)
  const load = new Float64Array(weight.length)
  let best: CapacityBound | null = null
  let bestU = u.slice()
  let known = value
  let theta = 1.2
  let stalls = 0
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    if (iteration % 16 === 15) await breathe()
    let upper = 0
    for (let row = 0; row < weight.length; row++) upper += u[row]! * weight[row]!
    for (let site = 0; site < places.length; site++) worth[site] = worthOf(problem, bySite, u, site, 0, load)
    load.fill(0)
    const share = new Float64Array(places.length)
    for (let site = 0; site < places.length; site++) if (isOpen[site] === 1) share[site] = 1
    const chosen = takeBest(problem, worth, share)
    for (let site = 0; site < places.length; site++) {
      if (share[site]! <= 0) continue
      upper += share[site]! * worth[site]!
      worthOf(problem, bySite, u, site, share[site]!, load)
    }
    if (best === null || upper < best.upper) {
      const isMuch = best === null || best.upper - upper > 1e-4 * (best.upper - known)
      best = { upper, worth: worth.slice(), outRatio: chosen.outRatio, inRatio: chosen.inRatio }
      bestU = u.slice()
      if (isMuch) stalls = 0
      known = Math.max(known, onTrial(chosen.sites))
    } else if (++stalls >= STALLS) {
      theta /= 2
      stalls = 0
      u.set(bestU)
      if (theta < 0.01) break
      continue
    }
    if (Math.floor(best.upper + 1e-6) <= known) break
    let norm = 0
    for (let row = 0; row < weight.length; row++) {
      let change = weight[row]! - load[row]!
      if ((change > 0 && u[row]! <= 0) || (change < 0 && u[row]! >= 1)) change = 0
      load[row] = change
      norm += change * change
    }
    if (norm === 0) break
    const step = (theta * (upper - known)) / norm
    for (let row = 0; row < weight.length; row++) u[row] = Math.min(1, Math.max(0, u[row]! - step * load[row]!))
  }
  return best!
}

/** Fills a site's places with the rows that are worth most; with a share the load goes to the rows. */
function worthOf(
  { weight, places }: CapacityProblem,
  bySite: PairsBySite,
  u: Float64Array,
  site: number,
  share: number,
  load: Float64Array,
): number {
  const rows = Array.from(bySite.row.subarray(bySite.offset[site]!, bySite.offset[site + 1]!))
  rows.sort((a, b) => u[a]! - u[b]! || a - b)
  let left = places[site]!
  let worth = 0
  for (const row of rows) {
    if (left <= 0 || u[row]! >= 1) break
    const amount = Math.min(left, weight[row]!)
    worth += amount * (1 - u[row]!)
    left -= amount
    if (share > 0) load[row]! += share * amount
  }
  return worth
}

/** Gives shares to the free sites that are worth most for their price. */
function takeBest({ isOpen, price, amount }: CapacityProblem, worth: Float64Array, share: Float64Array) {
  const ratio = (site: number) => (price[site] === 0 ? Number.POSITIVE_INFINITY : worth[site]! / price[site]!)
  const order = Array.from(worth, (_, site) => site).filter(
    (site) => isOpen[site] === 0 && worth[site]! > 0 && price[site]! <= amount,
  )
  order.sort((a, b) => (ratio(a) === ratio(b) ? a - b : ratio(b) - ratio(a)))
  const sites: number[] = []
  let left = amount
  let outRatio = Number.POSITIVE_INFINITY
  for (const site of order) {
    const part = price[site] === 0 ? 1 : Math.min(1, left / price[site]!)
    if (part <= 0) return { sites, outRatio, inRatio: ratio(site) }
    share[site] = part
    left -= part * price[site]!
    outRatio = ratio(site)
    if (part < 1) return { sites, outRatio, inRatio: outRatio }
    sites.push(site)
  }
  return { sites, outRatio: left > 0 ? 0 : outRatio, inRatio: 0 }
}

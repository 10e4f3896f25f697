// How cheap a cover can be at least, and covers on the way: rows may stay uncovered for a price u each (Lagrange). L(u) = Σ u + Σ_j min(0,
// price_j − Σ_i u_i of its rows) is below every cover's price. In: a cover problem. Out: a cover and the largest L that was found.
import type { CoverProblem } from './cover-problem.ts'

/** A cover and what is known of all others. */
export interface BoundedCover {
  readonly sites: readonly number[]
  readonly price: number
  /** No cover costs less. */
  readonly lower: number
  /** price_j − Σ u at the best multipliers, to tell which sites a cheaper cover may have. */
  readonly reduced: Float64Array
  readonly lagrange: number
}

const ITERATIONS = 400
const STALLS = 15

/** Smallest whole number that a bound leaves. */
export function wholeAbove(lower: number): number {
  return Math.ceil(lower - 1e-7 - Math.abs(lower) * 1e-12)
}

/** @param enough a cover of this price, or the proof that there is none, is all that is asked */
export function boundCover(problem: CoverProblem, enough?: number): BoundedCover {
  const { rows, price } = problem
  const rowsOf: number[][] = Array.from({ length: price.length }, () => [])
  rows.forEach((row, at) => {
    for (const site of row) rowsOf[site]!.push(at)
  })
  let cover = coverBy(problem, rowsOf, price)
  let known = priceSum(price, cover)
  const u = Float64Array.from(rows, (row) => Math.min(...row.map((site) => price[site]! / rowsOf[site]!.length)))
  const reduced = new Float64Array(price.length)
  let best = { lagrange: Number.NEGATIVE_INFINITY, u: u.slice(), reduced: reduced.slice() }
  let theta = 1
  let stalls = 0
  for (let iteration = 0; iteration < ITERATIONS && rows.length > 0; iteration++) {
    reduced.set(price)
    let value = 0
    rows.forEach((row, at) => {
      value += u[at]!
      for (const site of row) reduced[site]! -= u[at]!
    })
    for (const one of reduced) if (one < 0) value += one
    if (value > best.lagrange) {
      best = { lagrange: value, u: u.slice(), reduced: reduced.slice() }
      stalls = 0
      const trial = coverBy(problem, rowsOf, reduced)
      const cost = priceSum(price, trial)
      if (cost < known) {
        cover = trial
        known = cost
      }
    } else if (++stalls >= STALLS) {
      theta /= 2
      stalls = 0
      u.set(best.u)
      if (theta < 0.005) break
      continue
    }
    const lower = wholeAbove(best.lagrange)
    if (lower >= known || (enough !== undefined && (known <= enough || lower > enough))) break
    const slack = rows.map((row) => {
      let short = 1
      for (const site of row) if (reduced[site]! < 0) short--
      return short
    })
    let norm = 0
    slack.forEach((one, at) => {
      if (one < 0 && u[at]! <= 0) slack[at] = 0
      norm += slack[at]! * slack[at]!
    })
    if (norm === 0) break
    const step = (theta * (known * 1.02 - value)) / norm
    slack.forEach((one, at) => {
      u[at] = Math.max(0, u[at]! + step * one)
    })
  }
  const lower = rows.length === 0 ? 0 : Math.max(0, wholeAbove(best.lagrange))
  return { sites: cover, price: known, lower: Math.min(lower, known), reduced: best.reduced, lagrange: best.lagrange }
}

function priceSum(price: Float64Array, sites: readonly number[]): number {
  let sum = 0
  for (const site of sites) sum += price[site]!
  return sum
}

/** A cover: sites that cost nothing, then the one that costs least for each row it is the first to cover; those that are not needed leave. */
function coverBy({ rows, price }: CoverProblem, rowsOf: readonly (readonly number[])[], cost: Float64Array): number[] {
  const count = new Uint32Array(rows.length)
  const fresh = Int32Array.from(rowsOf, (own) => own.length)
  const chosen: number[] = []
  let left = rows.length
  const take = (site: number) => {
    chosen.push(site)
    for (const row of rowsOf[site]!) {
      if (count[row]!++ > 0) continue
      left--
      for (const other of rows[row]!) fresh[other]!--
    }
  }
  for (let site = 0; site < price.length; site++) if (cost[site]! <= 0 && fresh[site]! > 0) take(site)
  while (left > 0) {
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let site = 0; site < price.length; site++) {
      if (fresh[site]! <= 0) continue
      const each = Math.max(cost[site]!, 1e-9) / fresh[site]!
      if (each < least) {
        least = each
        best = site
      }
    }
    take(best)
  }
  const byPrice = [...chosen].sort((a, b) => price[b]! - price[a]! || rowsOf[a]!.length - rowsOf[b]!.length || b - a)
  const kept = new Set(chosen)
  for (const site of byPrice) {
    if (!rowsOf[site]!.every((row) => count[row]! > 1)) continue
    kept.delete(site)
    for (const row of rowsOf[site]!) count[row]!--
  }
  return [...kept].sort((a, b) => a - b)
}

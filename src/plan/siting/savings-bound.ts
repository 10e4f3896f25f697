// A proof of how good a choice can be at all, and trial choices on the way: that a row is served by one site only is given up for a price u
// per row (Lagrange). U(u) = Σ u + the amount's best sites by ρ_j = Σ_i max(0, s_ij − u_i), in fractions where prices differ. Every U(u) is
// above every choice's value. In: a savings problem and a choice. Out: the least U that subgradient steps found, with its u and ρ.
import type { SavingsProblem } from './savings-problem.ts'

/** Multipliers with what they prove. */
export interface SavingsBound {
  readonly upper: number
  readonly u: Float64Array
  /** ρ at these multipliers. */
  readonly worth: Float64Array
  /** What a unit of the amount is worth to a site that is left out, and to one that is taken: see {@link taken}. */
  readonly outRatio: number
  readonly inRatio: number
}

/** Sites taken at some multipliers: whole ones, and a share of the last. */
interface Taken {
  readonly sum: number
  /** 1 for a site that is taken, a fraction for the last. */
  readonly share: Float64Array
  readonly sites: number[]
  readonly outRatio: number
  readonly inRatio: number
}

/** What to do between steps. */
export interface BoundSteps {
  readonly iterations: number
  /** Multipliers to begin with; default: what the choice at hand pays. */
  readonly u?: Float64Array | undefined
  /** A trial choice; returns the best value known after it. */
  readonly onTrial: (sites: readonly number[]) => number
  /** Called now and then. */
  readonly breathe: () => Promise<void>
}

const STALLS = 20
const SMALLEST_STEP = 0.002

/** Largest whole number that a value may stand for, given that sums of doubles are a little off. */
export function wholeBelow(upper: number): number {
  return Math.floor(upper + 1e-7 + Math.abs(upper) * 1e-12)
}

/** Lowers the bound until it proves the best value known, or steps no longer help. O(iterations × pairs above u). */
export async function boundSavings(problem: SavingsProblem, value: number, steps: BoundSteps): Promise<SavingsBound> {
  const { rows, offset, site, saving } = problem
  const u = steps.u?.slice() ?? firstMultipliers(problem)
  const slack = new Float64Array(rows)
  const worth = new Float64Array(problem.sites)
  let known = value
  let best: SavingsBound | null = null
  let theta = 1.5
  let stalls = 0
  for (let iteration = 0; iteration < steps.iterations; iteration++) {
    if (iteration % 16 === 15) await steps.breathe()
    let sum = 0
    worth.fill(0)
    for (let row = 0; row < rows; row++) {
      const own = u[row]!
      sum += own
      for (let p = offset[row]!; p < offset[row + 1]! && saving[p]! > own; p++) worth[site[p]!]! += saving[p]! - own
    }
    const now = taken(problem, worth)
    const upper = sum + now.sum
    if (best === null || upper < best.upper) {
      const isMuch = best === null || best.upper - upper > 1e-4 * (best.upper - known)
      best = { upper, u: u.slice(), worth: worth.slice(), outRatio: now.outRatio, inRatio: now.inRatio }
      if (isMuch) stalls = 0
      known = Math.max(known, steps.onTrial(now.sites))
    } else if (++stalls >= STALLS) {
      theta /= 2
      stalls = 0
      u.set(best.u)
      if (theta < SMALLEST_STEP) break
      continue
    }
    if (wholeBelow(best.upper) <= known) break
    if (!stepDown(problem, u, slack, now, theta * (upper - known))) break
  }
  return best!
}

/** One subgradient step; `false` where there is nothing to change: the bound is as low as it gets. */
function stepDown(
  { rows, offset, site, saving }: SavingsProblem,
  u: Float64Array,
  slack: Float64Array,
  { share }: Taken,
  length: number,
): boolean {
  let norm = 0
  for (let row = 0; row < rows; row++) {
    const own = u[row]!
    let served = 0
    for (let p = offset[row]!; p < offset[row + 1]! && saving[p]! > own; p++) served += share[site[p]!]!
    let change = 1 - served
    // Below 0 and above the largest saving a multiplier only makes the bound worse.
    if ((change > 0 && own <= 0) || (change < 0 && own >= saving[offset[row]!]!)) change = 0
    slack[row] = change
    norm += change * change
  }
  if (norm === 0) return false
  const step = length / norm
  for (let row = 0; row < rows; row++) {
    if (slack[row] === 0) continue
    const next = u[row]! - step * slack[row]!
    u[row] = Math.min(Math.max(next, 0), saving[offset[row]!]!)
  }
  return true
}

/** Half of what a row can save, or what its second site saves: near where good multipliers lie. */
function firstMultipliers({ rows, offset, saving }: SavingsProblem): Float64Array {
  const u = new Float64Array(rows)
  for (let row = 0; row < rows; row++) u[row] = saving[offset[row]!]! / 2
  return u
}

/** The best sites for the amount, the last in part; those that cost more than all of it are out. Ties: the first site. */
function taken({ sites, price, amount }: SavingsProblem, worth: Float64Array): Taken {
  const order = Array.from({ length: sites }, (_, at) => at).filter((at) => worth[at]! > 0 && price[at]! <= amount)
  const ratio = (at: number) => (price[at] === 0 ? Number.POSITIVE_INFINITY : worth[at]! / price[at]!)
  order.sort((a, b) => (ratio(a) === ratio(b) ? a - b : ratio(b) - ratio(a)))
  const share = new Float64Array(sites)
  const whole: number[] = []
  let left = amount
  let sum = 0
  let inRatio = Number.POSITIVE_INFINITY
  for (let i = 0; i < order.length; i++) {
    const at = order[i]!
    const part = price[at] === 0 ? 1 : Math.min(1, left / price[at]!)
    if (part <= 0) return { sum, share, sites: whole, outRatio: inRatio, inRatio: ratio(at) }
    share[at] = part
    sum += part * worth[at]!
    left -= part * price[at]!
    inRatio = ratio(at)
    if (part < 1) return { sum, share, sites: whole, outRatio: inRatio, inRatio }
    whole.push(at)
  }
  // Something of the amount is left: nobody pays for it.
  return { sum, share, sites: whole, outRatio: left > 0 ? 0 : inRatio, inRatio: 0 }
}

/** What the bound says of single sites and pairs: which are in every better choice, which in none. */
export interface Reduction {
  readonly inAll: readonly number[]
  readonly isOut: Uint8Array
  readonly isPairOut: (pair: number) => boolean
}

/**
 * Sites that a choice better than `value` must have or cannot have: to take a site by force costs price × ratio − worth of the bound, to
 * forbid it worth − price × ratio. A pair above u that is not there costs nothing; one below u costs u − saving if it is a row's best.
 *
 * @param value choices that are not above it need not be found
 */
export function reduceSavings(problem: SavingsProblem, bound: SavingsBound, value: number): Reduction {
  const { sites, rows, offset, site, saving, price } = problem
  const { upper, worth, u, outRatio, inRatio } = bound
  const isOut = new Uint8Array(sites)
  const inAll: number[] = []
  const force = new Float64Array(sites)
  for (let at = 0; at < sites; at++) {
    force[at] = Math.max(0, price[at] === 0 ? 0 : price[at]! * outRatio - worth[at]!)
    if (wholeBelow(upper - force[at]!) <= value) isOut[at] = 1
    else if (wholeBelow(upper - Math.max(0, worth[at]! - (price[at] === 0 ? 0 : price[at]! * inRatio))) <= value)
      inAll.push(at)
  }
  const rowOfPair = new Uint32Array(site.length)
  for (let row = 0; row < rows; row++) rowOfPair.fill(row, offset[row], offset[row + 1])
  const isPairOut = (pair: number): boolean => {
    const short = u[rowOfPair[pair]!]! - saving[pair]!
    return short > 0 && wholeBelow(upper - short - force[site[pair]!]!) <= value
  }
  return { inAll, isOut, isPairOut }
}

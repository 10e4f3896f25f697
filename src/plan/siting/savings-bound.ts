// A proof of how good a choice can be at all, and trial choices on the way: that a row is served by one site only is given up for a price u
// per row (Lagrange). U(u) = Σ u + the amount's best sites by ρ_j = Σ_i max(0, s_ij − u_i), in fractions where prices differ. Every U(u) is
// above every choice's value. In: a savings problem and a choice. Out: the least U that subgradient steps found, with its u and ρ.
import type { Steps } from '../../foundation/breath.ts'
import type { SavingsProblem } from './savings-problem.ts'

/** What is settled of a site: taken for certain, not to be taken, or open. */
export const IN = 1
export const OUT = -1
export const OPEN = 0

/** Multipliers with what they prove. */
export interface SavingsBound {
  readonly upper: number
  readonly u: Float64Array
  /** ρ at these multipliers. */
  readonly worth: Float64Array
  /** What a unit of the amount is worth to a site that is left out, and to one that is taken: see {@link taken}. */
  readonly outRatio: number
  readonly inRatio: number
  /** Sites taken in full at these multipliers. */
  readonly sites: readonly number[]
  /** How much of each site was taken over the last steps: near 0 and 1 where the bound is sure of it. */
  readonly mean: Float64Array
  /** Pairs that were looked at: what it cost. */
  readonly work: number
}

/** What to do between steps. */
export interface BoundSteps {
  readonly iterations: number
  /** How far the first step goes; halved where steps no longer help. */
  readonly firstStep: number
  readonly stalls: number
  /** Multipliers to begin with; default: half of what each row can save. */
  readonly u?: Float64Array | undefined
  /** Default: all sites are open. */
  readonly status?: Int8Array | undefined
  /** A trial choice; returns the best value known after it. */
  readonly onTrial?: ((sites: readonly number[]) => number) | undefined
}

const SMALLEST_STEP = 0.002

/** Largest whole number that a value may stand for, given that sums of doubles are a little off. */
export function wholeBelow(upper: number): number {
  return Math.floor(upper + 1e-7 + Math.abs(upper) * 1e-12)
}

/** In steps: lowers the bound until it proves the best value known, or steps no longer help. O(iterations × pairs above u). */
export function* boundSavings(problem: SavingsProblem, value: number, steps: BoundSteps): Steps<SavingsBound> {
  const { rows, offset, site, saving } = problem
  const u = steps.u?.slice() ?? halfSavings(problem)
  const status = steps.status ?? new Int8Array(problem.sites)
  const slack = new Float64Array(rows)
  const worth = new Float64Array(problem.sites)
  const mean = new Float64Array(problem.sites)
  let known = value
  let best: Omit<SavingsBound, 'mean' | 'work'> | null = null
  let theta = steps.firstStep
  let stalls = 0
  let work = 0
  for (let iteration = 0; iteration < steps.iterations; iteration++) {
    yield
    let sum = 0
    worth.fill(0)
    for (let row = 0; row < rows; row++) {
      const own = u[row]!
      sum += own
      let p = offset[row]!
      for (; p < offset[row + 1]! && saving[p]! > own; p++) worth[site[p]!]! += saving[p]! - own
      work += 2 + p - offset[row]!
    }
    const now = taken(problem, worth, status)
    const upper = sum + now.sum
    for (let at = 0; at < mean.length; at++) mean[at] = 0.9 * mean[at]! + 0.1 * now.share[at]!
    if (best === null || upper < best.upper) {
      const isMuch = best === null || best.upper - upper > 1e-4 * (best.upper - known)
      const { outRatio, inRatio, sites } = now
      best = { upper, u: u.slice(), worth: worth.slice(), outRatio, inRatio, sites }
      if (isMuch) stalls = 0
      if (steps.onTrial !== undefined) known = Math.max(known, steps.onTrial(sites))
    } else if (++stalls >= steps.stalls) {
      theta /= 2
      stalls = 0
      u.set(best.u)
      if (theta < SMALLEST_STEP) break
      continue
    }
    if (wholeBelow(best.upper) <= known) break
    if (!stepDown(problem, u, slack, now.share, theta * (upper - known))) break
  }
  return { ...best!, mean, work: 2 * work }
}

/** One subgradient step; `false` where there is nothing to change: the bound is as low as it gets. */
function stepDown(
  { rows, offset, site, saving }: SavingsProblem,
  u: Float64Array,
  slack: Float64Array,
  share: Float64Array,
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

function halfSavings({ rows, offset, saving }: SavingsProblem): Float64Array {
  const u = new Float64Array(rows)
  for (let row = 0; row < rows; row++) u[row] = saving[offset[row]!]! / 2
  return u
}

/** Sites taken at some multipliers: whole ones, and a share of the last. */
interface Taken {
  readonly sum: number
  readonly share: Float64Array
  readonly sites: number[]
  readonly outRatio: number
  readonly inRatio: number
}

/**
 * Settled sites, and the best others for what is left of the amount, the last in part; those that cost more than all of it are out. Ties:
 * the first site. A unit of the amount is worth `outRatio` where it could be saved, `inRatio` where it would be to spend.
 */
function taken({ sites, price, amount }: SavingsProblem, worth: Float64Array, status: Int8Array): Taken {
  const share = new Float64Array(sites)
  const whole: number[] = []
  const order: number[] = []
  let left = amount
  let sum = 0
  for (let at = 0; at < sites; at++) {
    if (status[at] === IN) {
      share[at] = 1
      sum += worth[at]!
      left -= price[at]!
      whole.push(at)
    } else if (status[at] === OPEN && worth[at]! > 0 && price[at]! <= amount) order.push(at)
  }
  const ratio = (at: number) => (price[at] === 0 ? Number.POSITIVE_INFINITY : worth[at]! / price[at]!)
  order.sort((a, b) => (ratio(a) === ratio(b) ? a - b : ratio(b) - ratio(a)))
  let last = Number.POSITIVE_INFINITY
  for (const at of order) {
    const part = price[at] === 0 ? 1 : Math.min(1, left / price[at]!)
    if (part <= 0) return { sum, share, sites: whole, outRatio: last, inRatio: ratio(at) }
    share[at] = part
    sum += part * worth[at]!
    left -= part * price[at]!
    last = ratio(at)
    if (part < 1) return { sum, share, sites: whole, outRatio: last, inRatio: last }
    whole.push(at)
  }
  // Something of the amount is left: nobody pays for it.
  return { sum, share, sites: whole, outRatio: left > 0 ? 0 : last, inRatio: 0 }
}

/** What the bound says of single sites and pairs: which are in every better choice, which in none. */
export interface Reduction {
  readonly inAll: readonly number[]
  readonly out: readonly number[]
  readonly isPairOut: (pair: number) => boolean
}

/**
 * Open sites that a choice better than `value` must have or cannot have: to take a site by force costs price × ratio − worth of the bound,
 * to forbid it worth − price × ratio. A pair below u costs u − saving if it is a row's best.
 *
 * @param value choices that are not above it need not be found
 */
export function reduceSavings(
  problem: SavingsProblem,
  bound: Omit<SavingsBound, 'mean' | 'work'>,
  value: number,
  status: Int8Array = new Int8Array(problem.sites),
): Reduction {
  const { sites, rows, offset, site, saving, price, amount } = problem
  const { upper, worth, u, outRatio, inRatio } = bound
  const out: number[] = []
  const inAll: number[] = []
  const force = new Float64Array(sites)
  for (let at = 0; at < sites; at++) {
    if (status[at] !== OPEN) continue
    const isFree = price[at] === 0
    force[at] = isFree ? 0 : Math.max(0, price[at]! * outRatio - worth[at]!)
    const lost = Math.max(0, worth[at]! - (isFree ? 0 : price[at]! * inRatio))
    if (price[at]! > amount || wholeBelow(upper - force[at]!) <= value) out.push(at)
    else if (wholeBelow(upper - lost) <= value) inAll.push(at)
  }
  let rowOfPair: Uint32Array | null = null
  const isPairOut = (pair: number): boolean => {
    if (rowOfPair === null) {
      rowOfPair = new Uint32Array(site.length)
      for (let row = 0; row < rows; row++) rowOfPair.fill(row, offset[row], offset[row + 1])
    }
    const short = u[rowOfPair[pair]!]! - saving[pair]!
    return short > 0 && wholeBelow(upper - short - force[site[pair]!]!) <= value
  }
  return { inAll, out, isPairOut }
}

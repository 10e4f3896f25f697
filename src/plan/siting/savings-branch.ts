// Own search: where bounds alone do not prove a choice, sites are settled one after another, taken or not, and each part is bounded again by
// Lagrange from the multipliers of the part that it came from. In: a savings problem and the best value known. Out: a better choice if there
// is one, and what is still possible in the parts that the limit left unsearched. Deterministic: the limit counts pairs, not seconds.
import { atOnce } from '../../foundation/breath.ts'
import { boundSavings, IN, OPEN, OUT, reduceSavings, wholeBelow } from './savings-bound.ts'
import { priceOf, type SavingsChoice, type SavingsProblem, savedBy } from './savings-problem.ts'
import { improveBySwaps } from './savings-swap.ts'

/** How far to search. */
export interface BranchLimits {
  /** Pairs to look at. */
  readonly work: number
  /** Called after each part. */
  readonly breathe: () => Promise<void>
}

/** What the search found. */
export interface BranchResult {
  /** `null`: nothing better than the value known before. */
  readonly choice: SavingsChoice | null
  /** Nothing in the problem is above it (or the value known, if that is larger). */
  readonly upper: number
  readonly isComplete: boolean
}

/** A part of the choices: what is settled, and what was proved of it. */
interface Part {
  readonly status: Int8Array
  readonly u: Float64Array
  readonly upper: number
}

const ITERATIONS = 80
const STALLS = 8

/** @param u multipliers to begin with */
export async function branchSavings(
  problem: SavingsProblem,
  value: number,
  u: Float64Array,
  limits: BranchLimits,
): Promise<BranchResult> {
  let known = value
  let choice: SavingsChoice | null = null
  let work = 0
  const keep = (sites: readonly number[]) => {
    if (priceOf(problem, sites) > problem.amount) return
    const saved = savedBy(problem, sites)
    work += sites.reduce((sum, at) => sum + problem.bySite.offset[at + 1]! - problem.bySite.offset[at]!, 0)
    if (saved <= known) return
    choice = improveBySwaps(problem, { sites: [...sites].sort((a, b) => a - b), value: saved })
    known = choice.value
  }
  // The last part put here is searched next: deep first, so that few parts are held.
  const parts: Part[] = [{ status: new Int8Array(problem.sites), u, upper: Number.POSITIVE_INFINITY }]
  while (parts.length > 0 && work < limits.work) {
    const part = parts.pop()!
    if (wholeBelow(part.upper) <= known) continue
    await limits.breathe()
    const { status } = part
    if (spent(problem, status) > problem.amount) continue
    const bounding = boundSavings(problem, known, {
      iterations: ITERATIONS,
      firstStep: 0.6,
      stalls: STALLS,
      u: part.u,
      status,
    })
    const bound = atOnce(bounding)
    work += bound.work
    keep(bound.sites)
    if (wholeBelow(bound.upper) <= known) continue
    const { inAll, out } = reduceSavings(problem, bound, known, status)
    for (const at of inAll) status[at] = IN
    for (const at of out) status[at] = OUT
    const next = branchOn(bound.mean, bound.worth, status)
    if (next < 0) {
      // Everything is settled: one choice.
      keep(settled(status))
      continue
    }
    const upper = Math.min(part.upper, bound.upper)
    const settledAs = (as: number): Part => {
      const own = status.slice()
      own[next] = as
      return { status: own, u: bound.u, upper }
    }
    // The likelier side is searched first, so it is put on top.
    const isLikely = bound.mean[next]! >= 0.5
    parts.push(settledAs(isLikely ? OUT : IN), settledAs(isLikely ? IN : OUT))
  }
  const open = parts.reduce((most, part) => Math.max(most, wholeBelow(part.upper)), Number.NEGATIVE_INFINITY)
  return { choice, upper: Math.max(known, open), isComplete: open <= known }
}

function spent({ price }: SavingsProblem, status: Int8Array): number {
  let sum = 0
  for (let at = 0; at < status.length; at++) if (status[at] === IN) sum += price[at]!
  return sum
}

function settled(status: Int8Array): number[] {
  return Array.from(status, (_, at) => at).filter((at) => status[at] === IN)
}

/** The open site that the bound is least sure of; of equals the one that is worth most, then the first. −1: none. */
function branchOn(mean: Float64Array, worth: Float64Array, status: Int8Array): number {
  let best = -1
  let doubt = -1
  for (let at = 0; at < status.length; at++) {
    if (status[at] !== OPEN || worth[at]! < 0) continue
    const own = 0.5 - Math.abs(mean[at]! - 0.5)
    if (own > doubt || (own === doubt && worth[at]! > worth[best]!)) {
      best = at
      doubt = own
    }
  }
  return best
}

// Better choices by kicks: a site is forced in, some that serve the same rows leave, the best others fill up, swaps follow; what is not worse
// is kept. For choices that no single exchange betters. In: a savings problem and a choice. Out: a choice at least as good. The kicks come from
// numbers that are the same in every run.
import { chooseGreedily } from './savings-greedy.ts'
import type { SavingsChoice, SavingsProblem } from './savings-problem.ts'
import { improveBySwaps } from './savings-swap.ts'

/** How long to kick. */
export interface KickLimits {
  readonly kicks: number
  /** Kicks without a better choice after which to stop. */
  readonly idle: number
  /** A choice of this value cannot be bettered. */
  readonly enough: number
  readonly breathe: () => Promise<void>
}

/** @see the head of the file */
export async function improveByKicks(
  problem: SavingsProblem,
  start: SavingsChoice,
  limits: KickLimits,
): Promise<SavingsChoice> {
  const next = numbersFrom(start.sites.length + problem.rows)
  let best = start
  let now = start
  let idle = 0
  for (let kick = 0; kick < limits.kicks && idle < limits.idle && best.value < limits.enough; kick++) {
    if (kick % 8 === 7) await limits.breathe()
    const forced = next(problem.sites)
    if (now.sites.includes(forced) || problem.price[forced]! > problem.amount) continue
    const leaving = 1 + next(Math.max(2, Math.min(8, now.sites.length >> 1)))
    const kept = withoutNearest(problem, now.sites, forced, leaving)
    const left = problem.amount - kept.reduce((sum, at) => sum + problem.price[at]!, 0)
    if (problem.price[forced]! > left) continue
    const trial = improveBySwaps(problem, chooseGreedily(problem, [...kept, forced]), 40)
    if (trial.value >= now.value) now = trial
    // Now and then a little worse is followed, for a while.
    else if (trial.value > 0.998 * best.value && next(10) === 0) now = trial
    idle++
    if (trial.value > best.value) {
      best = trial
      idle = 0
    }
    if (idle % 60 === 59) now = best
  }
  return best
}

/** The chosen sites without those that serve most of a site's rows; of equals the first ones leave. */
function withoutNearest(
  { offset, site, bySite }: SavingsProblem,
  chosen: readonly number[],
  forced: number,
  leaving: number,
): number[] {
  const shared = new Map(chosen.map((one) => [one, 0]))
  for (let q = bySite.offset[forced]!; q < bySite.offset[forced + 1]!; q++) {
    const row = bySite.row[q]!
    for (let p = offset[row]!; p < offset[row + 1]!; p++) {
      const count = shared.get(site[p]!)
      if (count !== undefined) shared.set(site[p]!, count + 1)
    }
  }
  const order = [...chosen].sort((a, b) => shared.get(b)! - shared.get(a)! || a - b)
  return order.slice(leaving).sort((a, b) => a - b)
}

/** Whole numbers below a top, always the same ones (a linear congruential generator; Numerical Recipes). */
function numbersFrom(seed: number): (top: number) => number {
  let state = seed >>> 0
  return (top) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * top)
  }
}

// The best choice of a savings problem, with proof: greedy and swaps, the Lagrangian bound with swaps from its trial choices, reduction to a
// core, and HiGHS on what is left. In: a savings problem. Out: a choice, and a bound that no choice exceeds.
import { breathe } from './breathe.ts'
import { solveMixedInteger } from './mixed-integer.ts'
import { boundSavings, type Reduction, reduceSavings, wholeBelow } from './savings-bound.ts'
import { chooseGreedily } from './savings-greedy.ts'
import { modelOfSavings } from './savings-model.ts'
import { priceOf, restOf, type SavingsChoice, type SavingsProblem, savedBy } from './savings-problem.ts'
import { improveBySwaps } from './savings-swap.ts'
import type { ResolvedSitingOptions } from './siting-options.ts'

/** A choice with what is known of all others. */
export interface ProvedChoice extends SavingsChoice {
  /** No choice saves more. */
  readonly upper: number
  readonly provedBy: 'own-bounds' | 'highs'
  readonly struckTime: boolean
}

/** When the search may end early. */
export interface SavingsGoal {
  /** A choice that saves this much is enough. */
  readonly enough?: number | undefined
  /** Where no choice saves this much, nothing more need be known. */
  readonly needed?: number | undefined
}

const ITERATIONS = 900
/** Choices that Lagrange steps offer are improved by swaps this often at most. */
const MOST_RESTARTS = 25
/** Rounds of bound and reduction; each begins with what the last left. */
const ROUNDS = 3

/** @see the head of the file */
export async function solveSavings(
  problem: SavingsProblem,
  options: ResolvedSitingOptions,
  goal: SavingsGoal = {},
): Promise<ProvedChoice> {
  const whole = { ...problem, amount: Math.min(problem.amount, sumOf(problem.price)) }
  let best = improveBySwaps(whole, chooseGreedily(whole))
  let upper = Number.POSITIVE_INFINITY
  let core: Core = { problem: whole, siteOf: Array.from({ length: whole.sites }, (_, at) => at), fixed: [], base: 0 }
  const done = () =>
    best.value >= Math.min(upper, goal.enough ?? Number.POSITIVE_INFINITY) ||
    upper < (goal.needed ?? Number.NEGATIVE_INFINITY)
  const answer = (provedBy: ProvedChoice['provedBy'], struckTime = false): ProvedChoice => ({
    ...best,
    upper: Math.max(upper, best.value),
    provedBy,
    struckTime,
  })
  for (let round = 0; round < ROUNDS; round++) {
    const own = core
    let restarts = 0
    const consider = (choice: SavingsChoice) => {
      if (choice.value <= best.value) return
      const sites = [...own.fixed, ...choice.sites.map((at) => own.siteOf[at]!)].sort((a, b) => a - b)
      best = { sites, value: savedBy(whole, sites) }
    }
    const bound = await boundSavings(own.problem, best.value - own.base, {
      iterations: ITERATIONS,
      onTrial(sites) {
        const value = savedBy(own.problem, sites)
        const trial = { sites, value }
        if (value + own.base > best.value) consider(improveBySwaps(own.problem, trial))
        else if (restarts < MOST_RESTARTS && value + own.base > 0.9 * best.value) {
          restarts++
          const better = improveBySwaps(own.problem, trial, 60)
          if (better.value + own.base > best.value) consider(better)
        }
        return best.value - own.base
      },
      breathe: () => breathe(options),
    })
    upper = Math.min(upper, wholeBelow(bound.upper + own.base))
    if (done()) return answer('own-bounds')
    const before = own.problem.site.length
    core = reduceCore(own, reduceSavings(own.problem, bound, best.value - own.base))
    // Nothing better is left at all: no pair saves anything more, or what must be chosen costs too much.
    if ((core.problem.site.length === 0 && core.base <= best.value) || core.problem.amount < 0) upper = best.value
    if (done()) return answer('own-bounds')
    if (core.problem.site.length > 0.7 * before) break
  }
  const built = modelOfSavings(core.problem)
  if (built.entries > options.maxModelEntries) return answer('own-bounds')
  const inCore = new Map(core.siteOf.map((at, i) => [at, i]))
  const start = best.sites.flatMap((at) => inCore.get(at) ?? [])
  const isStart = priceOf(core.problem, start) <= core.problem.amount
  const found = await solveMixedInteger(
    built.model,
    { ...options, gapTolerance: 0.99 },
    isStart ? built.valuesOf(start) : undefined,
  )
  if (found.values !== null) {
    const sites = [...core.fixed, ...built.sitesOf(found.values).map((i) => core.siteOf[i]!)].sort((a, b) => a - b)
    const value = savedBy(whole, sites)
    if (value > best.value && priceOf(whole, sites) <= whole.amount) best = { sites, value }
  }
  // The core holds every choice that is better than the best one known before it: either its bound counts, or that choice.
  const within = found.status === 'infeasible' ? best.value : wholeBelow(found.upper + core.base + 1e-6)
  upper = Math.min(upper, Math.max(best.value, within))
  return answer('highs', found.struckTime)
}

/** What is left to decide: sites of the whole problem by their numbers in the core. */
interface Core {
  readonly problem: SavingsProblem
  readonly siteOf: readonly number[]
  readonly fixed: readonly number[]
  readonly base: number
}

function reduceCore(core: Core, { inAll, isOut, isPairOut }: Reduction): Core {
  const { rest, siteOf, base } = restOf(core.problem, inAll, (at) => isOut[at] === 1, isPairOut)
  return {
    problem: rest,
    siteOf: Array.from(siteOf, (at) => core.siteOf[at]!),
    fixed: [...core.fixed, ...inAll.map((at) => core.siteOf[at]!)],
    base: core.base + base,
  }
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

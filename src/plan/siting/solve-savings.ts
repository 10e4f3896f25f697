// The best choice of a savings problem, with proof: greedy and swaps, the Lagrangian bound with swaps from its trial choices, reduction to a
// core, an own search of it, and HiGHS where that does not end. In: a savings problem. Out: a choice, and a bound that no choice exceeds.
import { pause, type Steps, withPauses } from '../../foundation/breath.ts'
import { solveMixedInteger } from './mixed-integer.ts'
import { boundSavings, reduceSavings, wholeBelow } from './savings-bound.ts'
import { branchSavings } from './savings-branch.ts'
import { chooseGreedily } from './savings-greedy.ts'
import { improveByKicks } from './savings-kicks.ts'
import { modelOfSavings, type SavingsModel } from './savings-model.ts'
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
const STALLS = 20
/** Choices that Lagrange steps offer are improved by swaps this often at most in a round. */
const MOST_RESTARTS = 25
/** Rounds of bound and reduction; each begins with what the last left. */
const ROUNDS = 4
/** Pairs that kicks look at, about. */
const KICK_WORK = 4e7
/** Pairs that the own search looks at before the solver is asked: the solver is quick with small models, the own search with large ones. */
const BRANCH_WORK = 2e8
const BRANCH_WORK_LARGE = 1.5e9
const LARGE_MODEL = 30_000

/** @see the head of the file */
export async function solveSavings(
  problem: SavingsProblem,
  options: ResolvedSitingOptions,
  goal: SavingsGoal = {},
): Promise<ProvedChoice> {
  const whole = { ...problem, amount: Math.min(problem.amount, sumOf(problem.price)) }
  const search: Search = {
    whole,
    best: improveBySwaps(whole, chooseGreedily(whole)),
    upper: Number.POSITIVE_INFINITY,
    core: { problem: whole, siteOf: Array.from({ length: whole.sites }, (_, at) => at), fixed: [], base: 0 },
  }
  const done = () =>
    search.best.value >= Math.min(search.upper, goal.enough ?? Number.POSITIVE_INFINITY) ||
    search.upper < (goal.needed ?? Number.NEGATIVE_INFINITY)
  const answer = (provedBy: ProvedChoice['provedBy'], struckTime = false): ProvedChoice => ({
    ...search.best,
    upper: Math.max(search.upper, search.best.value),
    provedBy,
    struckTime,
  })
  let u: Float64Array | undefined
  for (let round = 0; round < ROUNDS; round++) {
    await pause(options.signal)
    const before = search.core.problem.site.length
    u = await withPauses(boundAndReduce(search), options)
    if (done()) return answer('own-bounds')
    if (round === 0) await kick(search, options)
    if (done()) return answer('own-bounds')
    if (search.core.problem.site.length > 0.8 * before) break
    u = undefined
  }
  const built = modelOfSavings(search.core.problem)
  const isForSolver = built.entries <= options.maxModelEntries
  await branch(search, u, built.entries < LARGE_MODEL ? BRANCH_WORK : BRANCH_WORK_LARGE, options)
  if (done() || !isForSolver) return answer('own-bounds')
  return answer('highs', await askSolver(search, built, options))
}

/** What is known while a problem is searched. */
interface Search {
  readonly whole: SavingsProblem
  best: SavingsChoice
  /** No choice is above it, or it is the best one's value. */
  upper: number
  /** Holds every choice that is better than the best. */
  core: Core
}

/** A choice of the core as one of the whole problem; kept if it is better. */
function consider(search: Search, core: Core, choice: readonly number[]): void {
  const sites = [...core.fixed, ...choice.map((at) => core.siteOf[at]!)].sort((a, b) => a - b)
  if (priceOf(search.whole, sites) > search.whole.amount) return
  const value = savedBy(search.whole, sites)
  if (value > search.best.value) search.best = { sites, value }
}

/** One round. @returns the multipliers, which fit the core where it has not changed */
function* boundAndReduce(search: Search): Steps<Float64Array> {
  const { core } = search
  const mostRestarts = Math.max(3, Math.min(MOST_RESTARTS, Math.floor(4e6 / (1 + core.problem.site.length))))
  let restarts = 0
  const bound = yield* boundSavings(core.problem, search.best.value - core.base, {
    iterations: ITERATIONS,
    firstStep: 1.5,
    stalls: STALLS,
    onTrial(sites) {
      const trial = { sites, value: savedBy(core.problem, sites) }
      const isBetter = trial.value + core.base > search.best.value
      if (isBetter || (restarts < mostRestarts && trial.value + core.base > 0.9 * search.best.value)) {
        if (!isBetter) restarts++
        consider(search, core, improveBySwaps(core.problem, trial, 60).sites)
      }
      return search.best.value - core.base
    },
  })
  search.upper = Math.min(search.upper, wholeBelow(bound.upper + core.base))
  const { inAll, out, isPairOut } = reduceSavings(core.problem, bound, search.best.value - core.base)
  const isOut = new Uint8Array(core.problem.sites)
  for (const at of out) isOut[at] = 1
  const { rest, siteOf, base } = restOf(core.problem, inAll, (at) => isOut[at] === 1, isPairOut)
  search.core = {
    problem: rest,
    siteOf: Array.from(siteOf, (at) => core.siteOf[at]!),
    fixed: [...core.fixed, ...inAll.map((at) => core.siteOf[at]!)],
    base: core.base + base,
  }
  // Nothing better is left at all: no pair saves anything more, or what must be chosen costs too much.
  if ((rest.site.length === 0 && search.core.base <= search.best.value) || rest.amount < 0) {
    search.upper = search.best.value
  }
  return bound.u
}

/** Looks for a better choice in the core; the fewer pairs, the longer. */
async function kick(search: Search, options: ResolvedSitingOptions): Promise<void> {
  const { core } = search
  const inCore = new Map(core.siteOf.map((at, i) => [at, i]))
  const sites = search.best.sites.flatMap((at) => inCore.get(at) ?? [])
  if (priceOf(core.problem, sites) > core.problem.amount) return
  const kicks = Math.floor(KICK_WORK / (1 + core.problem.site.length + core.problem.sites * sites.length))
  const found = await improveByKicks(
    core.problem,
    { sites, value: savedBy(core.problem, sites) },
    {
      kicks: Math.min(2000, kicks),
      idle: 300,
      enough: search.upper - core.base,
      breathe: () => pause(options.signal),
    },
  )
  consider(search, core, found.sites)
}

async function branch(
  search: Search,
  u: Float64Array | undefined,
  work: number,
  options: ResolvedSitingOptions,
): Promise<void> {
  const { core } = search
  const known = search.best.value - core.base
  const fits = u !== undefined && u.length === core.problem.rows
  const bounding = boundSavings(core.problem, known, { iterations: 300, firstStep: 1.5, stalls: STALLS })
  const start = fits ? u : (await withPauses(bounding, options)).u
  const found = await branchSavings(core.problem, known, start, {
    work,
    breathe: () => pause(options.signal),
  })
  if (found.choice !== null) consider(search, core, found.choice.sites)
  search.upper = Math.min(search.upper, Math.max(search.best.value, found.upper + core.base))
}

/** @returns whether a limit of time ended it */
async function askSolver(search: Search, built: SavingsModel, options: ResolvedSitingOptions): Promise<boolean> {
  const { core } = search
  const inCore = new Map(core.siteOf.map((at, i) => [at, i]))
  const start = search.best.sites.flatMap((at) => inCore.get(at) ?? [])
  const isStart = priceOf(core.problem, start) <= core.problem.amount
  const found = await solveMixedInteger(
    built.model,
    { ...options, gapTolerance: 0.99 },
    isStart ? built.valuesOf(start) : undefined,
  )
  if (found.values !== null) consider(search, core, built.sitesOf(found.values))
  const within = found.status === 'infeasible' ? search.best.value : wholeBelow(found.upper + core.base + 1e-6)
  search.upper = Math.min(search.upper, Math.max(search.best.value, within))
  return found.struckTime
}

/** What is left to decide: sites of the whole problem by their numbers in the core. */
interface Core {
  readonly problem: SavingsProblem
  readonly siteOf: readonly number[]
  readonly fixed: readonly number[]
  readonly base: number
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

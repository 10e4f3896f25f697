// Sparse rows of origins × facilities: every walk within one limit, by both measures, from the side with fewer different places. A
// problem in, rows out; the same numbers from either side. It starts no threads, and knows no names and no coordinates.
import { atOnce, type Steps, withPauses } from '../foundation/breath.ts'
import type { LivingCircleError } from '../foundation/errors.ts'
import type { RunOptions } from '../foundation/progress.ts'
import { problem as problemOf } from '../words/problem.ts'
import { inChunks } from './chunked-work.ts'
import { stretchesOf } from './facility-sweeper.ts'
import { type LogPages, piecesFor } from './meeting-log.ts'
import { buildOriginTargets } from './origin-targets.ts'
import { countPairs, PAIR_STRETCH_SHIFT, type PairRows } from './pair-rows.ts'
import { FACILITIES_AT_ONCE, planSweeps, type SweepMethod, type SweepPlan, type SweepProblem } from './reached-times.ts'
import { createStepWorker, type SweepStep } from './shared-sweep.ts'

/** A question about pairs; of its limits the last counts. */
export interface PairProblem extends SweepProblem {
  /** More pairs than these are an error: a pair takes 12 bytes in the end and about 30 while it is being found. */
  readonly maxPairs: number
}

/** What was found, and the work it took. */
export interface WalkPairs extends PairRows {
  /** Where the sweeps started: from the side that has fewer different places. */
  readonly method: SweepMethod
  /** Vertices reached over all sweeps, and expansions: exact, for tests that guard the work done. */
  readonly verticesReached: number
  readonly expansions: number
}

/** The sweeps of a question about pairs, laid out for some threads. */
export interface PairSearch {
  readonly plan: SweepPlan
  readonly stretchCount: number
  /** Visits to make, from whichever side. */
  readonly step: Extract<SweepStep, { kind: 'facilities' | 'meet-facilities' }>
  readonly mostVisitsAtOnce: number | undefined
}

/** Lays out the sweeps of a question about pairs. */
export function planPairs(problem: PairProblem, threads: number): PairSearch {
  const plan = planSweeps(problem)
  const stretchShift = PAIR_STRETCH_SHIFT
  const stretchCount = stretchesOf(plan.origins, stretchShift)
  const pieces = piecesFor(problem.maxPairs, stretchCount, threads)
  const count = new Int32Array(threads > 1 ? new SharedArrayBuffer(4) : new ArrayBuffer(4))
  const limit = problem.limits[problem.limits.length - 1]!
  const common = { limit, stretchShift, stretchCount, full: { pieces, count } }
  return plan.facilities === null
    ? {
        plan,
        stretchCount,
        step: { kind: 'meet-facilities', plan: plan.origins, ...common },
        mostVisitsAtOnce: undefined,
      }
    : {
        plan,
        stretchCount,
        step: {
          kind: 'facilities',
          plan: plan.facilities,
          targets: buildOriginTargets(problem, plan.origins),
          ...common,
        },
        mostVisitsAtOnce: FACILITIES_AT_ONCE,
      }
}

/**
 * Memory for the rows of what was met, and the step that fills it.
 *
 * @param isComplete all visits were made: the logs were not full before
 * @throws LivingCircleError `input-too-large` for more pairs than the problem allows
 */
export function layOutPairs(
  problem: PairProblem,
  { plan, stretchCount, step }: PairSearch,
  logs: readonly LogPages[],
  isComplete: boolean,
  isShared: boolean,
): Extract<SweepStep, { kind: 'pairs' }> {
  if (!isComplete) throw tooManyPairs(problem, undefined)
  const { memberOffset, member, visitCount } = plan.origins
  const counts = countPairs(plan.origins, logs, stretchCount)
  const memory = (words: number) =>
    new Uint32Array(isShared ? new SharedArrayBuffer(4 * words) : new ArrayBuffer(4 * words))
  const rowOffset = memory(problem.originOffset.length)
  let total = 0
  for (let target = 0; target < visitCount; target++) {
    total += counts[target]! * (memberOffset[target + 1]! - memberOffset[target]!)
    for (let at = memberOffset[target]!; at < memberOffset[target + 1]!; at++) {
      rowOffset[member[at]! + 1] = counts[target]!
    }
  }
  if (total > problem.maxPairs) throw tooManyPairs(problem, total)
  for (let origin = 0; origin + 1 < rowOffset.length; origin++) rowOffset[origin + 1]! += rowOffset[origin]!
  const pairs: PairRows = {
    limit: step.limit,
    rowOffset,
    column: memory(total),
    cost: memory(total),
    alongside: memory(total),
  }
  return { kind: 'pairs', plan: plan.origins, logs, pairs }
}

function tooManyPairs({ maxPairs, limits }: PairProblem, found: number | undefined): LivingCircleError {
  const details = { maxPairs, pairs: found, limit: limits[limits.length - 1] }
  const options = { hint: 'hint.fewer-pairs', details } as const
  return found === undefined
    ? problemOf('input-too-large', 'matrix.more', { most: maxPairs }, options)
    : problemOf('input-too-large', 'matrix.too-many', { n: found, most: maxPairs }, options)
}

/**
 * All pairs within the limit, on this thread. O(visits × vertices within the limit + pairs).
 *
 * @throws LivingCircleError `input-too-large`, `aborted`
 * @example
 * ```ts
 * import { type PairProblem, sweepWalkPairs } from 'living-circle/parts'
 * declare const posed: PairProblem
 * const { rowOffset, cost } = sweepWalkPairs(posed)
 * ```
 */
export function sweepWalkPairs(problem: PairProblem, options: RunOptions = {}): WalkPairs {
  return atOnce(walkPairsSteps(problem, options))
}

/** {@link sweepWalkPairs} with pauses: this thread is never held for long. */
export function sweepPairsWithPauses(problem: PairProblem, options: RunOptions = {}): Promise<WalkPairs> {
  return withPauses(walkPairsSteps(problem, options), options)
}

function* walkPairsSteps(problem: PairProblem, options: RunOptions): Steps<WalkPairs> {
  const search = planPairs(problem, 1)
  const { sweeper, plan, log } = createStepWorker(problem, search.step, false)
  let done = 0
  yield* inChunks(plan.visitCount, options, FACILITIES_AT_ONCE, (first, end) => {
    if (log!.isFull) return
    sweeper.sweep(plan, first, end)
    done = end
  })
  const step = layOutPairs(problem, search, [log!.pages], done === plan.visitCount, false)
  const writer = createStepWorker(problem, step, false).sweeper
  const { stretchCount } = search
  yield* inChunks(stretchCount, { signal: options.signal }, 1, (first, end) => writer.sweep(step.plan, first, end))
  return walkPairs(search.plan, step.pairs, [sweeper, writer])
}

/** A whole answer: what was found, from where, and the work it took. */
export function walkPairs(
  { method }: SweepPlan,
  pairs: PairRows,
  work: readonly { readonly verticesReached: number; readonly expansions: number }[],
): WalkPairs {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  return {
    ...pairs,
    method,
    verticesReached: sum(work.map(({ verticesReached }) => verticesReached)),
    expansions: sum(work.map(({ expansions }) => expansions)),
  }
}

// Cover and walks of the kinds of a plan at some stage of it, in the very arithmetic of coverage. A question and walks in, numbers out.
import type { CoverageShare } from '../answer/coverage-share.ts'
import { blockAmount, type MeasuredBlock } from '../answer/measured-places.ts'
import { costLimits, costPerLimitUnit } from '../foundation/limits.ts'
import { coverageShare } from '../study/coverage.ts'
import { type PlanQuestion, searchLimit } from './plan-question.ts'
import type { PlanWalks } from './plan-walks.ts'
import { meanWalk, sharesWithin } from './siting-demand.ts'

/** Cover and walks of one kind at some stage of the plan. */
export interface KindState {
  readonly shares: Float64Array
  readonly coverage: CoverageShare
  readonly meanWalk: number | null
}

/** Every kind as the walks stand now. */
export function kindStates(
  { study, basis, limit, problem, demands, blocks }: PlanQuestion,
  walks: PlanWalks,
): KindState[] {
  const most = costLimits(basis, [limit])[0]!
  const cutOff = costLimits(basis, [searchLimit(problem, limit)])[0]!
  return demands.map((demand, kind) => {
    const nearest = walks.nearest[kind]!
    const shares = sharesWithin(study, (row) => nearest[row]!, most)
    const amountOf = (block: MeasuredBlock) => blockAmount(block, demand.measure)
    return {
      shares,
      coverage: coverageShare(demand.measure, blocks, amountOf, (block) => shares[block]!),
      meanWalk: meanWalk(study, demand, (row) => Math.min(nearest[row]!, cutOff) / costPerLimitUnit(basis)),
    }
  })
}

/** Sum over the kinds of what is covered, or of all. */
export function totalOf({ demands }: PlanQuestion, states: readonly KindState[], what: 'covered' | 'total'): number {
  return demands.reduce((sum, { rate }, kind) => sum + states[kind]!.coverage[what] * rate, 0)
}

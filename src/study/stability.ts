// Verdicts of blocks on kinds: which are firm, which hang on a tenth of speed or on the street that a point is linked to. Tables and ranges
// of walks in, a value per cell out. It knows no files.
import type { AccessTable } from '../answer/access-table.ts'
import { STABILITY_BORDERLINE, STABILITY_FIRM, STABILITY_NONE } from '../answer/stability.ts'
import { verdictBetween, verdictOfShare } from '../answer/verdict-share.ts'
import type { Steps } from '../foundation/breath.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import type { LinkChoices } from '../locate/link-choices.ts'
import type { AccessStudy } from './access-study.ts'
import { rangeSweeper } from './walk-range.ts'

/**
 * Blocks × categories × limits, as `AccessTable.share`: firm where the verdict at the worst (slowest walkers, longest way of all streets that a
 * point might link to) and at the best is the verdict itself. One sweep from the facilities of each category. In steps.
 *
 * @param isUnknown by facility: 1 where nobody knows whether it is open at the moment asked for; it counts at the best only
 */
export function* measureStability(
  study: AccessStudy,
  choices: LinkChoices,
  basis: Basis,
  limits: readonly number[],
  table: AccessTable,
  run: RunOptions = {},
  isUnknown?: Uint8Array,
): Steps<Uint8Array> {
  const { categoryCount, limitCount, share, certainShare = share } = table
  const stability = new Uint8Array(share.length)
  const sweeper = rangeSweeper(study, choices, basis)
  yield
  const largest = limits[limits.length - 1]!
  for (let category = 0; category < categoryCount; category++) {
    throwIfAborted(run.signal)
    const isChosen = Uint8Array.from(study.categoryOfFacility, (of) => (of === category ? 1 : 0))
    const { least, greatest: all } = yield* sweeper.sweep(isChosen, largest)
    const greatest =
      isUnknown === undefined ? all : (yield* sweeper.sweep(without(isChosen, isUnknown), largest)).greatest
    limits.forEach((limit, at) => {
      const best = sharesWithin(study, least, sweeper.fastLimit(limit))
      const worst = sharesWithin(study, greatest, sweeper.slowLimit(limit))
      for (let block = 0; block < best.length; block++) {
        const cell = (block * categoryCount + category) * limitCount + at
        stability[cell] = judge(certainShare[cell]!, share[cell]!, worst[block]!, best[block]!)
      }
    })
    yield
  }
  return stability
}

function without(isChosen: Uint8Array, isLeftOut: Uint8Array): Uint8Array {
  return isChosen.map((chosen, facility) => (isLeftOut[facility] === 1 ? 0 : chosen))
}

function judge(certain: number, share: number, worst: number, best: number): number {
  const verdict = verdictBetween(certain, share)
  if (verdict === 'unknown') return STABILITY_NONE
  return verdictOfShare(worst) === verdict && verdictOfShare(best) === verdict ? STABILITY_FIRM : STABILITY_BORDERLINE
}

/** Weight of each block's linked origins whose cost is within a limit, of all its linked ones; NaN where none is linked. */
export function sharesWithin({ origins, originWeight }: AccessStudy, cost: Uint32Array, limit: number): Float64Array {
  const { blockOrigin } = origins
  const shares = new Float64Array(blockOrigin.length - 1)
  for (let block = 0; block < shares.length; block++) {
    let within = 0
    let linked = 0
    for (let origin = blockOrigin[block]!; origin < blockOrigin[block + 1]!; origin++) {
      const weight = originWeight[origin]!
      linked += weight
      if (cost[origin]! <= limit) within += weight
    }
    shares[block] = within / linked
  }
  return shares
}

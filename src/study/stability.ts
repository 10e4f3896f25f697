// Verdicts of blocks on kinds: which are firm, which hang on a tenth of speed or on the street that a point is linked to. Tables and ranges
// of walks in, a value per cell out. It knows no files.
import type { AccessTable } from '../answer/access-table.ts'
import { STABILITY_BORDERLINE, STABILITY_FIRM, STABILITY_NONE } from '../answer/stability.ts'
import { verdictOfShare } from '../answer/verdict-share.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import type { LinkChoices } from '../locate/link-choices.ts'
import type { AccessStudy } from './access-study.ts'
import { rangeSweeper } from './walk-range.ts'

/**
 * Blocks × categories × limits, as `AccessTable.share`: firm where the verdict at the worst (slowest walkers, longest way of all streets that a
 * point might link to) and at the best is the verdict itself. One sweep from the facilities of each category.
 */
export function measureStability(
  study: AccessStudy,
  choices: LinkChoices,
  basis: Basis,
  limits: readonly number[],
  table: AccessTable,
  run: RunOptions = {},
): Uint8Array {
  const { categoryCount, limitCount, share } = table
  const stability = new Uint8Array(share.length)
  const sweeper = rangeSweeper(study, choices, basis)
  const largest = limits[limits.length - 1]!
  for (let category = 0; category < categoryCount; category++) {
    throwIfAborted(run.signal)
    const isChosen = Uint8Array.from(study.categoryOfFacility, (of) => (of === category ? 1 : 0))
    const { least, greatest } = sweeper.sweep(isChosen, largest)
    limits.forEach((limit, at) => {
      const best = sharesWithin(study, least, sweeper.fastLimit(limit))
      const worst = sharesWithin(study, greatest, sweeper.slowLimit(limit))
      for (let block = 0; block < best.length; block++) {
        const cell = (block * categoryCount + category) * limitCount + at
        stability[cell] = judge(share[cell]!, worst[block]!, best[block]!)
      }
    })
  }
  return stability
}

function judge(share: number, worst: number, best: number): number {
  if (Number.isNaN(share)) return STABILITY_NONE
  const verdict = verdictOfShare(share)
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

// Who gains by a plan: blocks of which more is within the limit than before. An answer in, rows out. It does not know how a walk was found.
import type { AccessReport } from './access-report.ts'
import { blockAmount } from './measured-places.ts'
import type { PlanKind, SitingPlan } from './siting-plan.ts'

/** A block that gains for one kind. */
export interface PlanGain {
  /** Number of the block in the answer. */
  readonly block: number
  readonly kind: PlanKind
  readonly shareBefore: number
  readonly shareAfter: number
  /** Of the kind's measure; `null` where the block's number is not known. */
  readonly gained: number | null
}

/**
 * Gains kind by kind, most people first, then in the order of blocks; unknown numbers last.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { type SitingPlan, planGains } from 'living-circle/parts'
 * declare const report: AccessReport
 * declare const plan: SitingPlan
 * const gains = planGains(report, plan)
 * ```
 */
export function planGains({ blocks }: Pick<AccessReport, 'blocks'>, { kinds }: SitingPlan): PlanGain[] {
  return kinds.flatMap((kind) => {
    const gains: PlanGain[] = []
    blocks.forEach((record, block) => {
      const shareBefore = kind.shareBefore[block]!
      const shareAfter = kind.shareAfter[block]!
      if (!(shareAfter > shareBefore)) return
      const amount = blockAmount(record, kind.measure)
      gains.push({
        block,
        kind,
        shareBefore,
        shareAfter,
        gained: amount === null ? null : amount * (shareAfter - shareBefore),
      })
    })
    return gains.sort((a, b) => (b.gained ?? -1) - (a.gained ?? -1) || a.block - b.block)
  })
}

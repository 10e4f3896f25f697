// What became of the gaps of a former answer, counted once for all who say it. An answer in, five numbers out.
import type { AccessReport } from './access-report.ts'
import { gapState } from './gap.ts'

/** Gaps seen from a former answer. */
export interface GapsSince {
  /** The former answer has them, too. */
  readonly known: number
  /** Smaller parts of its gaps. */
  readonly part: number
  readonly new: number
  /** Its gaps that have grown together with another and are no more. */
  readonly merged: number
  /** Ids of its gaps of which nothing is left. */
  readonly closed: readonly string[]
}

/**
 * What became of the gaps of a former answer; `null` where none was given. `known + merged + closed` are all that it had.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { gapsSince } from 'living-circle/parts'
 * declare const report: AccessReport
 * gapsSince(report)?.closed.length
 * ```
 */
export function gapsSince({ gaps, closedGapIds }: Pick<AccessReport, 'gaps' | 'closedGapIds'>): GapsSince | null {
  if (closedGapIds === undefined) return null
  const count = (state: ReturnType<typeof gapState>) => gaps.filter((gap) => gapState(gap) === state).length
  return {
    known: count('known'),
    part: count('part'),
    new: count('new'),
    merged: gaps.reduce((sum, { lineage }) => sum + (lineage?.merged.length ?? 0), 0),
    closed: [...closedGapIds],
  }
}

// How many gaps and people each cause has, over a list of gaps. Plain sums.
import { GAP_CAUSES, type GapCause } from './gap-cause.ts'
import type { DiagnosedGap } from './remedies-report.ts'

/** Sums of one cause. */
export interface CauseTotal {
  readonly cause: GapCause
  readonly isExamined: boolean
  /** Gaps that it is the cause of most of. */
  readonly gaps: number
  /** People and blocks for whom it is the first cause, counted once for each gap. */
  readonly people: number
  readonly blocks: number
}

/**
 * Every cause, in their order.
 *
 * @example
 * ```ts
 * import { type DiagnosedGap, causeTotals } from 'living-circle/parts'
 * declare const gaps: readonly DiagnosedGap[]
 * const totals = causeTotals(gaps)
 * ```
 */
export function causeTotals(gaps: readonly DiagnosedGap[]): CauseTotal[] {
  return GAP_CAUSES.map((cause) => {
    const findings = gaps.flatMap((gap) => gap.findings.filter((one) => one.cause === cause))
    return {
      cause,
      isExamined: findings.some(({ isExamined }) => isExamined),
      gaps: gaps.filter((gap) => gap.cause === cause).length,
      people: findings.reduce((sum, { people }) => sum + (people ?? 0), 0),
      blocks: findings.reduce((sum, { blocks }) => sum + blocks, 0),
    }
  })
}

// What the data have for the rules of a standard, as `check` tells it.
import type { AccessReport } from './access-report.ts'
import { summariseStandard } from './standard-summary.ts'

/** A standard beside the data. */
export interface StandardData {
  readonly id: string
  readonly version: string
  readonly rules: number
  /** Rules whose figure was not read in the printed standard; the reader's own figures are not among them. */
  readonly rulesNotVerified: number
  /** Ids of rules of whose kinds the data have no facility: no data, which is not unmet. */
  readonly rulesWithoutData: readonly string[]
}

/**
 * `null` for a report without a standard.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { standardData } from 'living-circle/parts'
 * declare const report: AccessReport
 * const facts = standardData(report) // null without a standard
 * ```
 */
export function standardData(report: AccessReport): StandardData | null {
  const summary = summariseStandard(report)
  if (summary === null) return null
  const { id, version, rules } = report.standard!
  const { rulesNotVerified, withoutData } = summary
  return { id, version, rules: rules.length, rulesNotVerified, rulesWithoutData: withoutData.map((rule) => rule.id) }
}

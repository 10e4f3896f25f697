// What the data have for the rules of a standard: rules that no facility in the data could meet, figures that nobody verified.
import type { AccessReport } from './access-report.ts'

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

/** `null` for a report without a standard. */
export function standardData({ standard, categories }: AccessReport): StandardData | null {
  if (standard === undefined || standard === null) return null
  const { id, version, rules } = standard
  const present = new Set(categories.filter(({ facilities }) => facilities > 0).map((category) => category.id))
  return {
    id,
    version,
    rules: rules.length,
    rulesNotVerified: rules.filter(({ verified, mark }) => !verified && mark !== 'own').length,
    rulesWithoutData: rules.filter((rule) => !rule.categories.some((id) => present.has(id))).map((rule) => rule.id),
  }
}

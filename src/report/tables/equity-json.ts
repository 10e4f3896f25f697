// Measures of fairness as JSON for programs. A result in, text out.
import type { AnswerFairness, Fairness } from '../../answer/fairness.ts'

/** The measures by name, null with its reason; what was left out. */
export function fairnessRecord({ measures, reasons, dropped, ...found }: Fairness) {
  return {
    ...measures,
    reasons,
    cells: found.cells,
    counted: found.counted,
    population: found.population,
    mean: found.mean,
    dropped: {
      value_unknown: dropped.valueUnknown,
      population_unknown: dropped.populationUnknown,
      population_zero: dropped.populationZero,
      rank_unknown: dropped.rankUnknown,
      group_unknown: dropped.groupUnknown,
      value_zero: dropped.valueZero,
    },
    palma_cuts: found.palmaCuts === null ? null : [found.palmaCuts.low, found.palmaCuts.high],
    groups: found.groups,
  }
}

/**
 * One record of fairness (shares, quantiles, indices with why one is missing) as a line of JSON, schema `living-circle/equity`.
 *
 * @example
 * ```ts
 * import { type Fairness, toEquityJson } from 'living-circle/parts'
 * declare const found: Fairness
 * const text = toEquityJson(found)
 * ```
 */
export function toEquityJson(found: Fairness): string {
  return `${JSON.stringify({ schema: 'living-circle/equity', schemaVersion: '1.0', ...fairnessRecord(found) })}\n`
}

/**
 * The same of an answer: a record for each subject, kind and group of people.
 *
 * @example
 * ```ts
 * import { type AnswerFairness, toAnswerEquityJson } from 'living-circle/parts'
 * declare const results: readonly AnswerFairness[]
 * const text = toAnswerEquityJson(results)
 * ```
 */
export function toAnswerEquityJson(results: readonly AnswerFairness[]): string {
  const plain = results.map(({ subject, category, limit, unit, populationGroup, level, fairness }) => ({
    subject,
    category,
    limit,
    unit,
    population_group: populationGroup,
    level,
    ...fairnessRecord(fairness),
  }))
  return `${JSON.stringify({ schema: 'living-circle/equity', schemaVersion: '1.0', results: plain })}\n`
}

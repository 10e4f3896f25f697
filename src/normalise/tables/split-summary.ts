// What was shared out of totals of communities, summed for each population group.
import type { SplitBasis, SplitLog } from './population-split.ts'

/** One population group. */
export interface SplitSummary {
  readonly group: string
  /** People shared out. */
  readonly people: number
  /** Totals that they are of; totals that left nothing to share are not counted. */
  readonly totals: number
  readonly blocks: number
  /** What they were shared out by, in alphabetical order. */
  readonly bases: readonly SplitBasis[]
}

/**
 * Sums a log, groups in the order of their first total.
 *
 * @example
 * ```ts
 * import { type SplitLog, summariseSplit } from 'living-circle/parts'
 * declare const log: readonly SplitLog[]
 * const sums = summariseSplit(log)
 * ```
 */
export function summariseSplit(log: readonly SplitLog[]): SplitSummary[] {
  const groups = new Map<string, SplitSummary>()
  for (const { group, shared, blocks, basis } of log) {
    if (blocks === 0) continue
    const sum = groups.get(group) ?? { group, people: 0, totals: 0, blocks: 0, bases: [] }
    groups.set(group, {
      group,
      people: sum.people + shared,
      totals: sum.totals + 1,
      blocks: sum.blocks + blocks,
      bases: [...new Set([...sum.bases, basis])].sort(),
    })
  }
  return [...groups.values()]
}

// What became of a ledger's gaps between two of its runs: resolved, back again, still there, new. A ledger and the names of two runs in, lists of rows and
// people out.
import type { HumanKey, Ledger, LedgerGap, LedgerRun } from './ledger-record.ts'
import { LIVE_STATES } from './run-summary.ts'

/** A row as a page about progress shows it. */
export interface ProgressRow {
  readonly gap: LedgerGap
  readonly human: Readonly<Partial<Record<HumanKey, string>>>
}

/** Progress between two runs. Each row of the ledger that was there by the later run stands in one list. */
export interface LedgerProgress {
  readonly before: LedgerRun
  readonly after: LedgerRun
  /** Proved after the earlier run, up to the later one; those with most people first, as in all lists. */
  readonly resolved: readonly ProgressRow[]
  /** Resolved once, and there again by the later run. */
  readonly reopened: readonly ProgressRow[]
  /** First seen after the earlier run. */
  readonly fresh: readonly ProgressRow[]
  /** There in both. */
  readonly stillOpen: readonly ProgressRow[]
  /** Without proof: unknown, or measured otherwise. */
  readonly unproved: readonly ProgressRow[]
  /** Said to be done, and there still: of all the lists. */
  readonly claimed: readonly ProgressRow[]
  /** Known people of the gaps that were resolved. */
  readonly peopleResolved: number
}

/**
 * Progress from one run to the last one of a ledger. Rows say what the last run found, so only it can be the later one.
 *
 * @param isClaimed whether a row says that it is done and is there still
 * @returns `null` where the ledger does not know the earlier run, or the later one is not its last
 */
export function ledgerProgress(
  { rows, runs }: Ledger,
  beforeId: string,
  afterId: string,
  isClaimed: (row: ProgressRow) => boolean,
): LedgerProgress | null {
  const from = runs.findLastIndex(({ runId }) => runId === beforeId)
  const after = runs.at(-1)
  if (from < 0 || after === undefined || after.runId !== afterId || from === runs.length - 1) return null
  const later = new Set(runs.slice(from + 1).map(({ runId }) => runId))
  const all = rows.flatMap(({ gap, human }): ProgressRow[] => (gap === null ? [] : [{ gap, human }]))
  const before = runs[from]!
  const lists = { resolved: [], reopened: [], fresh: [], stillOpen: [], unproved: [] } as Record<string, ProgressRow[]>
  for (const row of [...all].sort(
    (a, b) => (b.gap.facts.people ?? -1) - (a.gap.facts.people ?? -1) || (a.gap.id < b.gap.id ? -1 : 1),
  )) {
    const list = listOf(row.gap, later, before.date)
    if (list !== null) lists[list]!.push(row)
  }
  const { resolved, reopened, fresh, stillOpen, unproved } = lists as unknown as Pick<
    LedgerProgress,
    'resolved' | 'reopened' | 'fresh' | 'stillOpen' | 'unproved'
  >
  const peopleResolved = resolved.reduce((sum, { gap }) => sum + (gap.facts.people ?? 0), 0)
  return {
    before,
    after,
    resolved,
    reopened,
    fresh,
    stillOpen,
    unproved,
    claimed: all.filter(isClaimed),
    peopleResolved,
  }
}

function listOf(
  { state, evidence, firstSeen }: LedgerGap,
  later: ReadonlySet<string>,
  date: string,
): keyof LedgerProgress | null {
  if (state === 'resolved') return later.has(evidence) ? 'resolved' : null
  if (!LIVE_STATES.includes(state)) return 'unproved'
  if (state === 'reopened') return 'reopened'
  return firstSeen > date ? 'fresh' : 'stillOpen'
}

// One line of the ledger's history: which run it was, by which method, and what it left. An answer in; given the rows, a line out.
import type { AccessReport } from '../answer/access-report.ts'
import { LEDGER_STATES, type LedgerGap, type LedgerRun, type LedgerState } from './ledger-record.ts'

/** States in which people still lack something, as far as is known. */
export const LIVE_STATES: readonly LedgerState[] = ['open', 'still-open', 'reopened']

/** The line of a run, once its rows are known. */
export function summariseRun(
  { toolVersion, modelVersion, inputs, standard, options }: AccessReport,
  { runId, date }: { readonly runId: string; readonly date: string },
): (gaps: readonly LedgerGap[]) => LedgerRun {
  const { profile, limits, basis } = options
  return (gaps) => ({
    runId,
    date,
    toolVersion,
    modelVersion,
    osmDate: inputs.find(({ role }) => role === 'area')?.date ?? null,
    standard: standard?.id ?? options.standard,
    method: `${profile.id}, ${limits.join(', ')} ${basis === 'time' ? 'min' : 'm'}`,
    counts: summariseCounts(gaps),
    // A gap that has grown into another is counted there.
    peopleOpen: people(gaps.filter(({ state, mergedInto }) => LIVE_STATES.includes(state) && mergedInto === null)),
    peopleResolved: people(gaps.filter(({ state, evidence }) => state === 'resolved' && evidence === runId)),
  })
}

/** Rows by state. */
export function summariseCounts(gaps: readonly LedgerGap[]): Readonly<Record<LedgerState, number>> {
  const count = (state: LedgerState) => gaps.filter((gap) => gap.state === state).length
  return Object.fromEntries(LEDGER_STATES.map((state) => [state, count(state)])) as Record<LedgerState, number>
}

function people(gaps: readonly LedgerGap[]): number {
  return gaps.reduce((sum, { facts }) => sum + (facts.people ?? 0), 0)
}

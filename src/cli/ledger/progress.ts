// `compare --ledger`: what became of a ledger's gaps between two results. Paths in, progress out.
import type { LedgerProgress } from '../library.ts'
import type { Library, Session } from '../session.ts'
import { UsageError, usage } from '../usage-error.ts'
import { ledgerFiles } from './ledger-files.ts'
import { ledgerRun } from './ledger-run.ts'

/** @throws UsageError where the ledger was not updated by both, the later one last */
export async function progressOf(
  { lang }: Session,
  library: Library,
  path: string,
  before: string,
  after: string,
): Promise<LedgerProgress> {
  const [from, to] = [(await ledgerRun(library, before)).runId, (await ledgerRun(library, after)).runId]
  const progress = await library.progressOfLedger(ledgerFiles(library, path, lang), from, to)
  if (progress !== null) return progress
  throw new UsageError(usage('usage.ledger-runs', { ledger: path, before: from, after: to }), usage('hint.ledger-runs'))
}

// The run of a result folder: its answer, its name, and what only run.json knows of it.
import { createHash } from 'node:crypto'
import { savedAnswer } from '../inputs/saved-answer.ts'
import type { AccessReport, RunRecord } from '../library.ts'
import type { Library } from '../session.ts'

/** A run that a ledger is updated by. */
export interface LedgerRunGround {
  readonly report: AccessReport
  readonly runId: string
  readonly closed: string | undefined
}

/** Results of before run.json have a name by their answer. */
export async function ledgerRun(library: Library, folder: string): Promise<LedgerRunGround> {
  const { report } = await savedAnswer(library, folder)
  const record = await recordOf(library, folder)
  if (record !== undefined) {
    const { closed } = record.options
    return { report, runId: record.runId, closed: typeof closed === 'string' ? closed : undefined }
  }
  const bytes = await library.readAllBytes(library.openResult(folder, 'answer.bin'))
  return { report, runId: `run-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`, closed: undefined }
}

async function recordOf(library: Library, folder: string): Promise<RunRecord | undefined> {
  if (library.presentFiles(folder, [library.RUN_RECORD_FILE]).length === 0) return undefined
  return library.readRunRecord(folder)
}

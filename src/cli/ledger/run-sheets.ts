// What `ledger sheets` does: reads a ledger and its result, draws and writes.
import { basemapOfResult } from '../inputs/result-extract.ts'
import type { Session } from '../session.ts'
import { UsageError, usage } from '../usage-error.ts'
import { sayIn } from '../words.ts'
import { ledgerFiles } from './ledger-files.ts'
import { ledgerRun } from './ledger-run.ts'

export interface SheetsFlags {
  readonly community?: readonly string[]
  readonly out: string
  readonly area?: string
  readonly overwrite?: boolean
}

export async function runSheets(
  session: Session,
  path: string,
  result: string,
  { community, out, area, overwrite }: SheetsFlags,
): Promise<void> {
  const library = await session.library()
  library.checkOutputFolder(out, { overwrite, names: ['field-sheets.html'] })
  const ledger = await library.loadLedger(ledgerFiles(library, path, session.lang))
  if (ledger === null) throw new UsageError(usage('usage.no-ledger', { path }), usage('hint.ledger-runs'))
  const { report } = await ledgerRun(library, result)
  const basemap = await basemapOfResult(session, library, report, result, area)
  session.terminal.finish()
  const files = library.fieldSheetFiles(report, ledger, { communities: community, lang: session.lang, basemap })
  await library.writeFilesAtomically(out, files, { overwrite, signal: session.signal })
  const say = sayIn(session.lang)
  session.terminal.note(say('wrote_to', { names: files.map(({ name }) => name).join(say('list')), path: out }))
}

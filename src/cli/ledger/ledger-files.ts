// The files of a ledger by the path of its own one. A path in, sources out; what is not there is `null`.
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { LedgerFile } from '../library.ts'
import type { Library, Session } from '../session.ts'

/** A ledger as it lies there; a CSV one with the files beside it. */
export function ledgerFiles(library: Library, path: string, lang: Session['lang']): LedgerFile {
  const open = (file: string) => (existsSync(file) ? library.openFile(file) : null)
  const { runs, conflicts } = library.ledgerCompanions(path)
  const isCsv = /\.csv$/i.test(path)
  const beside = isCsv ? { runs: open(runs), conflicts: open(conflicts) } : {}
  return { name: basename(path), source: open(path), ...beside, lang }
}

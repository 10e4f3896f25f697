// OpenDocument spreadsheet (.ods) → a table for each of its sheets, as a stream over its XML. In: a zip archive. Out: raw tables.
// Cells are their stored values as text; merged cells hold for every row that they cover. It knows no header's meaning.
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { RunOptions } from '../../foundation/progress.ts'
import { message, problem } from '../../words/problem.ts'
import { OdsCells } from './ods-cells.ts'
import { type SheetOptions, sheetTable } from './sheet-table.ts'
import { readySheet, type TableSheet } from './table-file.ts'
import { parseXml } from './xlsx-xml.ts'
import type { ZipArchive } from './zip-archive.ts'

/**
 * The sheets of a spreadsheet.
 *
 * @throws LivingCircleError `input-format`, `input-unsupported` (under a password), `input-too-large`, `input-truncated`; while a sheet
 *   is read `input-empty`
 */
export function odsSheets(source: string, archive: ZipArchive, options: RunOptions & SheetOptions = {}): TableSheet[] {
  const part = archive.find('content.xml')
  if (part === undefined) throw noSheet(source)
  if (isEncrypted(archive)) {
    const what = message('kind.encrypted-ods')
    throw problem('input-unsupported', 'kind.is', { name: source, what }, { hint: 'hint.save-no-password' })
  }
  const cells = new OdsCells(source)
  parseXml(
    source,
    archive,
    part,
    { signal: options.signal, keepsPrefixes: true },
    {
      open: (name, attributes) => cells.open(name, attributes),
      close: (name) => cells.close(name),
      text: (text) => cells.text(text),
    },
  )
  if (cells.sheets.length === 0) throw noSheet(source)
  return cells.sheets.map(({ name, hidden, rows, merges }) =>
    readySheet(name, () => sheetTable({ source, format: 'ods', name, rows, merges }, options), hidden),
  )
}

function noSheet(source: string): LivingCircleError {
  return problem('input-format', 'ods.no-content', { source }, { hint: 'hint.save-again-or-csv' })
}

/** Under a password the manifest says how each part is encrypted. */
function isEncrypted(archive: ZipArchive): boolean {
  const manifest = archive.find('META-INF/manifest.xml')
  if (manifest === undefined) return false
  let text = ''
  const decoder = new TextDecoder()
  for (const chunk of archive.open(manifest)) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > 1_000_000) break
  }
  return /encryption-data[\s>]/.test(text)
}

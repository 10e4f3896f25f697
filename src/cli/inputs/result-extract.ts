// The extract that a saved answer was made from, for what lies under the blocks on its documents: found by name and checksum.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AccessReport, Basemap, FileSource } from '../library.ts'
import { type Library, runOptions, type Session } from '../session.ts'
import { UsageError, usage } from '../usage-error.ts'
import { sayIn } from '../words.ts'

/**
 * What lies under the blocks of a saved answer: from the extract that the user names, else from a file of its name and content here, in
 * the folder of the results, or above it; without one the documents are drawn without streets, and that is said.
 *
 * @throws UsageError where the file that the user names is not that extract
 */
export async function basemapOfResult(
  session: Session,
  library: Library,
  report: AccessReport,
  folder: string,
  named: string | undefined,
): Promise<Basemap | null> {
  const input = report.inputs.find(({ role }) => role === 'area')
  const file = await extractOf(library, input, folder, named)
  if (file === null) {
    session.terminal.warn(sayIn(session.lang)('no_extract', { name: input?.name ?? '?' }))
    return null
  }
  const area = await library.loadArea(file, { ...runOptions(session), inflate: library.nativeInflate })
  return library.basemapFromOsm(area.raw)
}

async function extractOf(
  library: Library,
  input: AccessReport['inputs'][number] | undefined,
  folder: string,
  named: string | undefined,
): Promise<FileSource | null> {
  if (named !== undefined) {
    const file = library.openFile(named)
    if (input === undefined || (await file.sha256()) === input.sha256) return file
    throw new UsageError(
      usage('usage.other-extract', { path: named, folder }),
      usage('hint.same-extract', { name: input.name }),
    )
  }
  if (input?.sha256 === null || input === undefined) return null
  for (const path of [input.name, join(folder, input.name), join(folder, '..', input.name)]) {
    if (!existsSync(path)) continue
    const file = library.openFile(path)
    if ((await file.sha256()) === input.sha256) return file
  }
  return null
}

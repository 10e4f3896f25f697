// `--save-project`: the options of this run as a project file. What was said is written down, and no more: what was left open stays open.
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Library, Session } from '../session.ts'
import { sayIn } from '../words.ts'
import { givenOptions } from './recorded-options.ts'

interface SavedFlags {
  readonly out: string
  readonly overwrite?: boolean
  readonly saveProject?: string
}

/** Where a project's editor finds what may stand in it, from a folder where the package is installed. */
const SCHEMA = 'node_modules/living-circle/docs/project.schema.json'

/** Writes the project file that was asked for. */
export async function saveProject(session: Session, library: Library, area: string, flags: SavedFlags): Promise<void> {
  const { saveProject: path, out, overwrite } = flags
  if (path === undefined) return
  library.checkOutputFile(path, { overwrite })
  const folder = dirname(resolve(path))
  const names = { isFile: existsSync, path: (file: string) => library.recordedPath(folder, file) }
  const options = givenOptions(library, session.command!, { ...flags }, names)
  const project = {
    $schema: SCHEMA,
    command: session.command!.name(),
    area: names.path(area),
    ...options,
    out: names.path(out),
  }
  await library.writeFileAtomically(path, `${JSON.stringify(project, null, 2)}\n`, {
    overwrite,
    signal: session.signal,
  })
  session.terminal.note(sayIn(session.lang)('wrote', { path }))
}

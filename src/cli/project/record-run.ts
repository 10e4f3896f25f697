// run.json among the files of a result: what they were made from, and what each came to. Files in, the same and one more out, which is made
// while they are written.
import { resolve } from 'node:path'
import type { AccessReport, FileToWrite } from '../library.ts'
import type { Library, Session } from '../session.ts'
import { namedFiles, recordedOptions } from './recorded-options.ts'

/** A run that writes a result. */
export interface RecordedRun {
  readonly area: string
  /** Parsed options. */
  readonly flags: object
  readonly report: Pick<AccessReport, 'inputs' | 'licence'>
  /** Folder of the result. */
  readonly out: string
  readonly notOfThisRun: readonly string[]
  /** Whether the area was a prepared town. */
  readonly isPrepared: boolean
}

/** The files of a result with run.json as the last of them. */
export function withRunRecord(
  session: Session,
  library: Library,
  { area, flags, report, out, notOfThisRun, isPrepared }: RecordedRun,
  files: readonly FileToWrite[],
): FileToWrite[] {
  const command = session.command!
  const given = { ...flags } as Readonly<Record<string, unknown>>
  const named = new Map(namedFiles(library, command, given).map(([option, path]) => [path, option]))
  named.set(area === '-' ? area : resolve(area), 'area')
  const sources = session.files!.sources()
  const opened = new Set(sources.map(({ path }) => absolute(path)))
  const names = {
    isFile: (path: string) => opened.has(absolute(path)) || opened.has(absolute(`${path}/answer.bin`)),
    path: (path: string) => library.recordedPath(out, path),
  }
  const options = recordedOptions(library, command, given, names, session.lang, isPrepared)
  const { attribution } = library.licenceOf(report)
  const hashed = library.hashedFiles(files)
  const record = async function* () {
    const ground = {
      command: command.name(),
      area,
      options,
      sources,
      inputs: report.inputs,
      attribution,
      folder: out,
      notOfThisRun,
    }
    const optionOf = (path: string) => named.get(absolute(path)) ?? partOf(named, path)
    yield library.toRunJson(await library.runRecord({ ...ground, optionOf }, hashed.written()))
  }
  return [...hashed.files, { name: library.RUN_RECORD_FILE, content: record }]
}

function absolute(path: string): string {
  return path === '-' ? path : resolve(path)
}

/** The option of the file that this one is a part of: of a shapefile, the log of a database. */
function partOf(named: ReadonlyMap<string, string>, path: string): string | null {
  const stem = (one: string) => one.replace(/\.[^./\\]+$/, '')
  const own = stem(resolve(path))
  for (const [file, option] of named) if (stem(file) === own) return option
  return null
}

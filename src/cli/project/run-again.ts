// A run once more, into a folder of its own that goes when the program ends. A record in, the folder out.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FileSource, FoundInput, RunRecord } from '../library.ts'
import type { Library, Session } from '../session.ts'
import { asArguments } from './project-commands.ts'

/** What is run again, and where its inputs lie now. */
export interface RunToRepeat {
  readonly record: RunRecord
  readonly folder: string
  readonly found: readonly FoundInput[]
  /** What came through standard input this time. */
  readonly piped: FileSource | null
}

/** @returns the folder of the new result @throws LivingCircleError `disagreement` where the run fails now */
export async function runAgain(
  session: Session,
  library: Library,
  { record, folder, found, piped }: RunToRepeat,
): Promise<string> {
  const out = session.files!.scratchFolder()
  // summary.json names what lay beside the result: it lies beside this one, too.
  for (const name of record.notOfThisRun) writeFileSync(join(out, name), '')
  const placeOf = new Map(found.map(({ input, path }) => [input.path, path ?? input.path]))
  const moved = (value: unknown): unknown => (typeof value === 'string' ? (placeOf.get(value) ?? value) : value)
  const options = new Map(
    Object.entries(record.options).map(([key, value]) => [key, Array.isArray(value) ? value.map(moved) : moved(value)]),
  )
  options.set('out', out).set('overwrite', true)
  const project = { command: record.command, area: moved(record.area), options, folder }
  const argv = ['--quiet', ...asArguments(session, library, project)]
  const { code, said } = await session.line!.runApart(argv, { standardInput: () => piped?.stream() ?? nothing() })
  session.signal.throwIfAborted()
  if (code === 0) return out
  throw library.problem('disagreement', 'verify.run-failed', { code, why: said })
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

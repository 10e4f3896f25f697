// The outputs of a run to its folder: what is too large is left out and named, and so are files of earlier runs that stay.
import { basename } from 'node:path'
import type { LoadedInputs } from './inputs/loaded-inputs.ts'
import type { AccessAnalysis, LeftOutput, LivingCircleError } from './library.ts'
import { type AskedOutputs, outputsOf } from './make-outputs.ts'
import { olderOutputs } from './more-outputs.ts'
import { withRunRecord } from './project/record-run.ts'
import { breathe, type Library, type Session } from './session.ts'
import { sayIn } from './words.ts'

/** How a run goes on without a document that is too large. */
export interface LeavingOut {
  /** Of an output that cannot be made. */
  readonly output: (left: LeftOutput) => void
  /** Of a file that cannot be written. */
  readonly file: (name: string, error: unknown) => boolean
  /** The first error. */
  readonly error: () => unknown
}

/** Documents that are too large are named, with the reason and what to take instead. */
export function leavingOut({ terminal, lang }: Session, library: Library): LeavingOut {
  let first: unknown
  const tell = (names: readonly string[], error: LivingCircleError) => {
    first ??= error
    const { message, hint } = library.sayError(error, lang)
    const values = { names: names.join(sayIn(lang)('list')), why: message, hint: hint ?? '' }
    terminal.warn(sayIn(lang)('left_out', values).trimEnd())
  }
  return {
    output: ({ names, error }) => tell(names, error),
    file: (name, cause) => {
      tell([name], library.problem('output-too-large', 'output.too-large', { names: [name] }, { cause }))
      return true
    },
    error: () => first,
  }
}

/** Where outputs go, and how. */
interface OutputFolder extends Omit<AskedOutputs, 'notOfThisRun' | 'leaveOut' | 'lang'> {
  readonly out: string
  readonly overwrite: boolean | undefined
  /** The area as given, and the parsed options. */
  readonly asked: { readonly area: string; readonly flags: object }
  /** Names of the files that will be written, as far as they were known. */
  readonly names: readonly string[]
}

/** Writes the usual files and those asked for; says which, once `tell` is called. */
export async function writeOutputs(
  session: Session,
  inputs: LoadedInputs,
  analysis: AccessAnalysis,
  { out, overwrite, names, asked, ...settings }: OutputFolder,
): Promise<{ readonly notOfThisRun: readonly string[]; readonly tell: () => void }> {
  const { library } = inputs
  const { lang, signal, terminal } = session
  session.times?.begin('files')
  const left = leavingOut(session, library)
  const notOfThisRun = olderOutputs(library, out, names)
  const files = await outputsOf(inputs, analysis, { ...settings, lang, notOfThisRun, leaveOut: left.output })
  await breathe(session)
  const isPrepared = inputs.area.prepared !== undefined
  const run = { ...asked, report: analysis.report, out, notOfThisRun, isPrepared }
  const recorded = withRunRecord(session, library, run, files)
  const paths = await library.writeFilesAtomically(out, recorded, { overwrite, signal, leaveOut: left.file })
  const tell = () => {
    const say = sayIn(lang)
    terminal.note(say('wrote_to', { names: paths.map((path) => basename(path)).join(say('list')), path: out }))
    const written = paths.map((path) => basename(path))
    tellOlder(session, olderOutputs(library, out, written), out)
  }
  return { notOfThisRun, tell }
}

/** Names what lies in the folder of a run and is not of it. */
export function tellOlder({ terminal, lang }: Session, names: readonly string[], path: string): void {
  const say = sayIn(lang)
  if (names.length > 0) terminal.warn(say('older_files', { names: names.join(say('list')), path }))
}

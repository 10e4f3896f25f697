// What a command is given: the terminal, the signal, and the library, which is loaded only when a command needs it, so that
// `--help` and `--version` answer at once.
import type { Command } from 'commander'
import type { Progress, RunFiles, RunFilesTerms, RunOptions } from './library.ts'
import type { StageTimes } from './stage-times.ts'
import type { Terminal, TerminalLabels } from './terminal.ts'
import { type Lang, loadWords, sayData, sayIn } from './words.ts'

/** The library as a value. */
export type Library = typeof import('./library.ts')

/** The command line as a value. */
export interface CommandLine {
  readonly commands: () => readonly Command[]
  /** Runs another command line in the place of this one. */
  readonly parse: (argv: readonly string[]) => Promise<void>
  /** Runs another command line apart from this one, silently; its exit code and what it said of errors. */
  readonly runApart: (
    argv: readonly string[],
    terms: RunFilesTerms,
  ) => Promise<{ readonly code: number; readonly said: string }>
}

export interface Session {
  readonly terminal: Terminal
  readonly signal: AbortSignal
  /** Language of what is said, by `--lang` or the environment. */
  lang: Lang
  /** True with `--json`: errors are told to programs, too. */
  json: boolean
  /** What the process will end with unless an error says otherwise. */
  exitCode: number
  /** The command line itself, for commands that run others; none where only an error is told. */
  readonly line: CommandLine | undefined
  /** Watches the stages of the run, with `--timings`. */
  times: StageTimes | undefined
  /** The command that runs, with its options; none before it begins. */
  command: Command | undefined
  /** What the run reads and writes; none before the library is loaded. */
  files: RunFiles | undefined
  /** True once a file of the run is written. */
  hasWritten(): boolean
  /** The library, its functions for files tied to this run: no output replaces an input. */
  library(): Promise<Library>
}

/** Loads the library for a session. */
export async function loadLibrary(session: Session, terms: RunFilesTerms): Promise<Library> {
  const library = await import('./library.ts')
  session.files ??= library.createRunFiles(terms)
  return { ...library, ...session.files }
}

/** Signal and progress bar for a long call. */
export function runOptions(session: Session): Required<RunOptions> {
  return {
    signal: session.signal,
    onProgress: ({ step, done, total }: Progress) =>
      session.terminal.progress(sayData(sayIn(session.lang), 'step_', step), done, total),
  }
}

/** Lets the process notice Ctrl-C between two steps that compute without a pause. */
export async function breathe(session: Session): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  session.signal.throwIfAborted()
}

/** Loads the words of a run, before anything is said. */
export async function findWords({ terminal, lang }: Session): Promise<void> {
  await loadWords()
  terminal.labels = labelsIn(lang)
}

function labelsIn(lang: Lang): TerminalLabels {
  const say = sayIn(lang)
  return { error: say('label_error'), hint: say('label_hint'), warning: say('label_warning') }
}

// The command line. What enters: arguments; what leaves: an exit code. The library itself is loaded by the commands, when they need it.
import { CommanderError } from 'commander'
import { EXIT_DONE, EXIT_UNDER_TARGET } from './exit-codes.ts'
import type { RunFilesTerms } from './library.ts'
import { listenForInterrupt, processStreams } from './process-streams.ts'
import { buildProgram, listenFirst, speakHelp } from './program.ts'
import { type CommandLine, loadLibrary, type Session } from './session.ts'
import { tellError } from './tell-error.ts'
import { Terminal, type TerminalStreams } from './terminal.ts'

/**
 * Runs one command line.
 *
 * @param argv arguments without the program's name
 * @param streams where to write; the process's own where left out
 * @param signal stops the run like Ctrl-C
 * @param files where standard input comes from, and who hears of the files that are written
 * @returns the exit code: 0 done, 1 failure, 2 usage, 3 input, 4 below `--fail-under`, 130 interrupted
 */
export async function main(
  argv: readonly string[],
  streams: TerminalStreams = processStreams(),
  signal?: AbortSignal,
  files: RunFilesTerms = {},
): Promise<number> {
  const terminal = new Terminal(streams)
  const interruption = signal === undefined ? listenForInterrupt() : { signal, stop: () => {} }
  const session: Session = {
    terminal,
    signal: interruption.signal,
    lang: 'en',
    json: false,
    exitCode: EXIT_DONE,
    times: undefined,
    command: undefined,
    line: commandLine(() => session),
    files: undefined,
    hasWritten: () => session.files?.hasWritten() === true,
    library: () => loadLibrary(session, files),
  }
  listenFirst(session, argv, streams.environment)
  try {
    return await endOf(session, await runProgram(session, argv))
  } finally {
    terminal.finish()
    session.files?.release()
    interruption.stop()
  }
}

function commandLine(session: () => Session): CommandLine {
  return {
    commands: () => buildProgram(session()).commands,
    parse: async (argv) => {
      await buildProgram(session()).parseAsync([...argv], { from: 'user' })
    },
    runApart: async (argv, terms) => {
      let said = ''
      const stderr = (text: string) => {
        said += text
      }
      const silent = { stdout: () => {}, stderr, stdoutIsTerminal: false, stderrIsTerminal: false, environment: {} }
      return { code: await main(argv, silent, session().signal, terms), said: said.trim() }
    },
  }
}

async function runProgram(session: Session, argv: readonly string[]): Promise<number> {
  try {
    const program = buildProgram(session)
    await speakHelp(program, session, argv)
    await program.parseAsync([...argv], { from: 'user' })
    return session.exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT_DONE
    return tellError(session, error)
  }
}

/** What could not be printed is a failure, however well the rest went; that it is told on a lost stderr harms nobody. */
async function endOf(session: Session, code: number): Promise<number> {
  const lost = await session.terminal.settled()
  if (lost.stdout === undefined && lost.stderr === undefined) return code
  const isTold = code !== EXIT_DONE && code !== EXIT_UNDER_TARGET
  if (isTold) return code
  const library = await session.library()
  return tellError(session, library.cannotPrint((lost.stdout ?? lost.stderr)!, session.hasWritten()))
}

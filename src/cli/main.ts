// The command line. What enters: arguments; what leaves: an exit code. Errors become `error: …` and `hint: …`; a stack is shown
// for bugs only. The library itself is loaded by the commands, when they need it.
import { Command, CommanderError } from 'commander'
import type { LivingCircleError } from '../index.ts'
import { categoriesCommand } from './commands/categories.ts'
import { checkCommand } from './commands/check.ts'
import { coverageCommand } from './commands/coverage.ts'
import { demoCommand } from './commands/demo.ts'
import { explainCommand } from './commands/explain.ts'
import { gapsCommand } from './commands/gaps.ts'
import { isochroneCommand } from './commands/isochrone.ts'
import { posterCommand } from './commands/poster.ts'
import { standardsCommand } from './commands/standards.ts'
import { EXIT_DONE, EXIT_FAILURE, EXIT_INTERRUPTED, EXIT_USAGE, exitCodeFor } from './exit-codes.ts'
import { langOf, messagesOf } from './messages.ts'
import type { Session } from './session.ts'
import { Terminal, type TerminalStreams } from './terminal.ts'
import { toolVersion } from './tool-version.ts'
import { UsageError } from './usage-error.ts'
import { type Lang, sayIn } from './words.ts'

/**
 * Runs one command line.
 *
 * @param argv arguments without the program's name
 * @param streams where to write; the process's own where left out
 * @param signal stops the run like Ctrl-C
 * @returns the exit code: 0 done, 1 failure, 2 usage, 3 input, 4 below `--fail-under`, 130 interrupted
 */
export async function main(
  argv: readonly string[],
  streams: TerminalStreams = processStreams(),
  signal?: AbortSignal,
): Promise<number> {
  const terminal = new Terminal(streams)
  const interruption = signal === undefined ? listenForInterrupt() : { signal, stop: () => {} }
  const session: Session = {
    terminal,
    signal: interruption.signal,
    lang: langOf(argv),
    exitCode: EXIT_DONE,
    library: () => import('./library.ts'),
  }
  terminal.labels = labelsIn(session.lang)
  try {
    await buildProgram(session).parseAsync([...argv], { from: 'user' })
    return session.exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT_DONE
    return await report(session, error)
  } finally {
    terminal.finish()
    interruption.stop()
  }
}

function buildProgram(session: Session): Command {
  const { terminal } = session
  const program = new Command('living-circle')
    .description('Who can walk to what within 5, 10 and 15 minutes, who cannot, and where the gaps are.')
    .version(toolVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .option('-q, --quiet', 'no narration and no progress on stderr')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.result(text),
      writeErr: (text) => terminal.diagnostic(text),
      // Said once, by report().
      outputError: () => {},
    })
    .configureHelp({ showGlobalOptions: false })
    .addHelpText('after', '\nliving-circle demo shows the whole job on a sample town.\n')
    .hook('preAction', (_, command) => {
      const { quiet, lang } = command.optsWithGlobals()
      terminal.quiet = quiet === true
      session.lang = lang === 'zh' ? 'zh' : 'en'
      terminal.labels = labelsIn(session.lang)
    })
  for (const make of [
    coverageCommand,
    gapsCommand,
    checkCommand,
    isochroneCommand,
    explainCommand,
    posterCommand,
    demoCommand,
    standardsCommand,
    categoriesCommand,
  ]) {
    program.addCommand(
      make(session).copyInheritedSettings(program).option('-q, --quiet', 'no narration and no progress on stderr'),
    )
  }
  return program
}

function labelsIn(lang: Lang) {
  const say = sayIn(lang)
  return { error: say('label_error'), hint: say('label_hint'), warning: say('label_warning') }
}

/** Shows an error and tells the exit code. */
async function report(session: Session, error: unknown): Promise<number> {
  const { terminal, lang } = session
  const say = await messagesOf(session)
  const tell = (message: string, hint: string | undefined) =>
    terminal.error(say(message), hint === undefined ? undefined : say(hint))
  if (error instanceof CommanderError) return reportUsage(tell, error)
  if (error instanceof UsageError) {
    tell(error.message, error.hint)
    return EXIT_USAGE
  }
  if (isLibraryError(error)) {
    const { sayError } = await import('../words/say-message.ts')
    const said = sayError(error, lang)
    tell(said.message, said.hint ?? (error.code === 'aborted' ? 'Nothing was written.' : undefined))
    return exitCodeFor(error.code)
  }
  if (error instanceof Error && error.name === 'AbortError') {
    tell('Interrupted.', 'Nothing was written.')
    return EXIT_INTERRUPTED
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  tell(`This is a bug in living-circle. ${stack}`, 'Please report it with the command that you ran.')
  return EXIT_FAILURE
}

type Tell = (message: string, hint: string | undefined) => void

function reportUsage(tell: Tell, error: CommanderError): number {
  if (error.code === 'commander.help') return EXIT_USAGE
  const [first, ...rest] = error.message.replace(/^error: /, '').split('\n')
  const suggestion = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(rest.join(' '))?.[1]
  const hint =
    suggestion !== undefined
      ? `Did you mean ${suggestion}?`
      : error.code === 'commander.missingArgument'
        ? 'Put the area file first, before the options. See --help.'
        : 'See --help.'
  tell(`${first!.charAt(0).toUpperCase()}${first!.slice(1)}${/[.!?]$/.test(first!) ? '' : '.'}`, hint)
  return EXIT_USAGE
}

function isLibraryError(error: unknown): error is LivingCircleError {
  return (
    error instanceof Error &&
    error.name === 'LivingCircleError' &&
    typeof (error as { code?: unknown }).code === 'string'
  )
}

function processStreams(): TerminalStreams {
  // A reader that has had enough (`| head`) is no error.
  const ignoreClosedPipe = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  }
  process.stdout.on('error', ignoreClosedPipe)
  process.stderr.on('error', ignoreClosedPipe)
  return {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    stdoutIsTerminal: process.stdout.isTTY === true,
    stderrIsTerminal: process.stderr.isTTY === true,
    environment: process.env,
  }
}

/** The first Ctrl-C stops the run cleanly, a second one at once. */
function listenForInterrupt(): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController()
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(EXIT_INTERRUPTED)
    controller.abort()
  }
  process.on('SIGINT', interrupt)
  return { signal: controller.signal, stop: () => process.off('SIGINT', interrupt) }
}

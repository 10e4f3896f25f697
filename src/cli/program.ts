// The parser of the command line: options that all commands share, help, and what is known of a run before its command begins.
import { Command } from 'commander'
import { COMMANDS } from './command-list.ts'
import { inHelp } from './examples.ts'
import { asksForJson, isLang, langOf } from './first-look.ts'
import { USUAL_COLUMNS } from './prepared-help.ts'
import { findWords, type Session } from './session.ts'
import { toolVersion } from './tool-version.ts'
import { asksForHelp, translateHelp } from './translated-help.ts'

/** The program with all its commands. */
export function buildProgram(session: Session): Command {
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
      // Said once, where errors are told.
      outputError: () => {},
      getOutHelpWidth: () => Math.min(USUAL_COLUMNS, process.stdout.columns ?? USUAL_COLUMNS),
    })
    .configureHelp({ showGlobalOptions: false })
    .addHelpText(
      'after',
      ({ command }) => `\n${inHelp(command, 'living-circle demo shows the whole job on a sample town.')}\n`,
    )
    .hook('preAction', async (_, command) => {
      const { quiet, lang, json, timings } = command.optsWithGlobals()
      if (timings === true) session.times = new (await import('./stage-times.ts')).StageTimes()
      session.command = command
      terminal.quiet = quiet === true
      session.json = json === true
      if (isLang(lang)) session.lang = lang
      await findWords(session)
    })
    .hook('postAction', () => {
      if (session.times !== undefined) terminal.diagnostic(session.times.table(session.lang))
      session.times = undefined
    })
  for (const make of COMMANDS) {
    const command = make(session)
    for (const one of [command, ...command.commands]) {
      one
        .copyInheritedSettings(program)
        .option('--timings', 'print seconds and megabytes by stage on stderr, at the end')
        .option('-q, --quiet', 'no narration and no progress on stderr')
    }
    program.addCommand(command)
  }
  return program
}

/** How a run speaks from its first word on: by its arguments as far as they can be told unread, and by the environment. */
export function listenFirst(session: Session, argv: readonly string[], environment: NodeJS.ProcessEnv): void {
  session.json = asksForJson(argv)
  session.lang = langOf(argv, environment)
}

/** Help in the language of the run; the words are read only where help is asked for. */
export async function speakHelp(program: Command, { lang }: Session, argv: readonly string[]): Promise<void> {
  if (lang !== 'zh' || !asksForHelp(argv)) return
  const { HELP_ZH } = await import('../words/help-zh.ts')
  translateHelp(program, HELP_ZH)
}

// ledger answers: field sheets that were filled in → edits for `--edits`.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import type { Session } from '../session.ts'
import type { AnswersFlags } from './run-answers.ts'

export function answersCommand(session: Session): Command {
  const command = new Command('answers')
    .description(
      'Turn field sheets that were filled in into edits (facility closed, gate open, path missing …), for --edits of coverage and scenario.',
    )
    .argument('<sheet...>', 'field sheets, .xlsx or .csv')
    .option('-o, --output <file>', 'JSON file, or - for stdout', '-')
    .option('--overwrite', 'replace the file where it exists')
    .addOption(langOption('language of what is printed'))
    .action(async (paths: readonly string[], flags: AnswersFlags) => {
      const { runAnswers } = await import('./run-answers.ts')
      await runAnswers(session, paths, flags)
    })
  return examples(command, [
    'living-circle ledger answers sheets/field-1-站前社区.xlsx -o field-edits.json',
    'living-circle ledger answers sheets/*.xlsx',
  ])
}

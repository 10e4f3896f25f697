// ledger sheets: a page and a workbook for each community, to walk with.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import { folderName } from '../inputs/option-values.ts'
import type { Session } from '../session.ts'
import type { SheetsFlags } from './run-sheets.ts'

export function sheetsCommand(session: Session): Command {
  const command = new Command('sheets')
    .description(
      'Make field sheets: a page to print for each community, with map, gaps, facilities and gates, and a workbook to fill in.',
    )
    .argument('<ledger>', 'ledger that the result has updated, .xlsx or .csv')
    .argument('<result>', 'folder of that result')
    .option('--community <name...>', 'these communities (default: all)')
    .requiredOption('-o, --out <folder>', 'folder for the sheets; made where it does not exist', folderName)
    .option(
      '--area <file>',
      'the extract of the result, for the streets on the maps (default: found by its name and content)',
    )
    .option('--overwrite', 'replace files in a folder that is not empty')
    .addOption(langOption('language of the sheets'))
    .action(async (ledger: string, result: string, flags: SheetsFlags) => {
      const { runSheets } = await import('./run-sheets.ts')
      await runSheets(session, ledger, result, flags)
    })
  return examples(command, [
    'living-circle ledger sheets ledger.xlsx results --out sheets',
    'living-circle ledger sheets ledger.xlsx results --community 站前社区 --out sheet --lang zh',
  ])
}

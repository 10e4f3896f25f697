// ledger update: a ledger and the folder of a run → the ledger with what the run proves.
import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import { wholeNumber } from '../inputs/option-values.ts'
import type { Session } from '../session.ts'
import type { UpdateFlags } from './run-update.ts'

export function updateCommand(session: Session): Command {
  const command = new Command('update')
    .description(
      'Bring a ledger up to date by a result; it is made where there is none. The same result again changes nothing.',
    )
    .argument('<ledger>', 'ledger to update in place, .xlsx or .csv')
    .argument('<result>', 'folder that "living-circle coverage", "scenario" or "remedies" has written')
    .option('--date <day>', 'day of the update, as 2026-05-01 (default: today)')
    .option('-o, --output <file>', 'write the ledger here instead, of the same kind')
    .option('--overwrite', 'replace the file of --output where it exists')
    .option(
      '--voices <file>',
      'what residents said, a table id, lon, lat or block or community, category or text, date: beside it LEDGER.voices.csv',
    )
    .option(
      '--voices-days <n>',
      'count voices of so many days before --date (default: all)',
      wholeNumber('--voices-days', 1, 36_500),
    )
    .addOption(
      new Option('--crs <system>', 'coordinates of the voices: wgs84, gcj02 or bd09 (default: wgs84)').choices([
        'wgs84',
        'gcj02',
        'bd09',
      ]),
    )
    .option('--private-output <file>', 'for the office only: every voice with its text and gaps, CSV')
    .option('--json', 'print what has changed as JSON')
    .addOption(langOption('language of a new ledger, and of what is printed'))
    .action(async (path: string, result: string, flags: UpdateFlags) => {
      const { runUpdate } = await import('./run-update.ts')
      await runUpdate(session, path, result, flags)
    })
  return examples(command, [
    'living-circle ledger update ledger.xlsx results',
    'living-circle ledger update ledger.xlsx results --date 2026-05-01 --lang zh',
  ])
}

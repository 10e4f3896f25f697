// ledger: what was found, by its number, over the years: updated by each run, kept by people in between.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { answersCommand } from '../ledger/answers.ts'
import { sheetsCommand } from '../ledger/sheets.ts'
import { updateCommand } from '../ledger/update.ts'
import type { Session } from '../session.ts'

export function ledgerCommand(session: Session): Command {
  const command = new Command('ledger')
    .description('Keep a ledger of gaps: what people write in it stays, what a run proves is brought up to date.')
    .addCommand(updateCommand(session))
    .addCommand(sheetsCommand(session))
    .addCommand(answersCommand(session))
  return examples(command, [
    'living-circle ledger update ledger.xlsx results',
    'living-circle ledger update ledger.csv results --lang zh --json',
  ])
}

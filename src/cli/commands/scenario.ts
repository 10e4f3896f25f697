// scenario: the answer after edits, and what they change, written to a folder.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { addCoverageOptions, type CoverageFlags } from '../inputs/coverage-options.ts'
import { alsoHelp } from '../more-outputs.ts'
import type { Session } from '../session.ts'
import { UsageError, usage } from '../usage-error.ts'
import { runCoverage } from './coverage.ts'

export function scenarioCommand(session: Session): Command {
  const command = addCoverageOptions(new Command('scenario'))
    .description(
      'What would be if: the answer after edits (facilities opened, moved or closed, gates, paths, streets, people), and who gains and loses by them.',
    )
    .action((area: string, flags: CoverageFlags) => runScenario(session, area, flags))
  command.addHelpText('after', () => alsoHelp(command, session.lang))
  return examples(command, [
    'living-circle scenario town.osm --facilities facilities.csv --blocks blocks.geojson --edits edits.json --out plan --also html',
    'living-circle scenario town.osm --facilities facilities.csv --blocks blocks.geojson --edits edits.json --open-planned --out plan-and-planned',
  ])
}

/** @throws UsageError where nothing is to be edited */
async function runScenario(session: Session, area: string, flags: CoverageFlags): Promise<void> {
  if (flags.edits === undefined && flags.openPlanned !== true) {
    throw new UsageError(usage('usage.no-edits'), usage('hint.give-edits'))
  }
  await runCoverage(session, area, flags)
}

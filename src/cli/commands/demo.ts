// demo: the whole job on the sample town that comes with the package.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import { folderName } from '../inputs/option-values.ts'
import { PACKAGE_ROOT } from '../package-root.ts'
import type { Session } from '../session.ts'
import { coverageCommand, runCoverage } from './coverage.ts'

interface DemoFlags {
  readonly out: string
  readonly overwrite?: boolean
  readonly json?: boolean
}

export function demoCommand(session: Session): Command {
  const command = new Command('demo')
    .description(
      'Run the whole job on the invented sample town that comes with the package: as it is, and with its plan.',
    )
    .option('-o, --out <folder>', 'folder for the results', folderName, 'living-circle-demo')
    .option('--overwrite', 'replace files in a folder that is not empty')
    .option('--json', 'print the summary as JSON instead of a table')
    .addOption(langOption('language of tables, names and notes'))
    .action((flags: DemoFlags) => runDemo(session, flags))
  return examples(command, ['living-circle demo --out demo', 'living-circle demo --out demo-zh --lang zh'])
}

/** First the town as it is, then, in a folder of its own, as its plan would have it. */
async function runDemo(session: Session, flags: DemoFlags): Promise<void> {
  const town = (name: string): string => fileURLToPath(new URL(`data/sample-town/${name}`, PACKAGE_ROOT))
  const inputs = {
    facilities: [town('facilities.csv')],
    blocks: town('blocks.geojson'),
    gates: town('gates.csv'),
    demandRate: 'built-in',
  }
  // What is recorded are two runs of coverage, which can be done again as such.
  session.command = coverageCommand(session)
  await runCoverage(session, town('town.osm'), { ...flags, ...inputs, also: ['html', 'map', 'xlsx', 'geopackage'] })
  await runCoverage(session, town('town.osm'), {
    ...flags,
    ...inputs,
    out: join(flags.out, 'plan'),
    edits: town('plan.json'),
    also: ['html', 'map'],
    changesOnly: true,
  })
}

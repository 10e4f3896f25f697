// demo: the whole job on the sample town that comes with the package.
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import { folderName } from '../inputs/option-values.ts'
import { PACKAGE_ROOT } from '../package-root.ts'
import type { Session } from '../session.ts'
import { runCoverage } from './coverage.ts'

interface DemoFlags {
  readonly out: string
  readonly overwrite?: boolean
  readonly json?: boolean
}

export function demoCommand(session: Session): Command {
  const command = new Command('demo')
    .description('Run the whole job on the invented sample town that comes with the package.')
    .option('-o, --out <folder>', 'folder for the results', folderName, 'living-circle-demo')
    .option('--overwrite', 'replace files in a folder that is not empty')
    .option('--json', 'print the summary as JSON instead of a table')
    .addOption(langOption('language of tables, names and notes'))
    .action((flags: DemoFlags) => runDemo(session, flags))
  return examples(command, ['living-circle demo --out demo', 'living-circle demo --out demo-zh --lang zh'])
}

async function runDemo(session: Session, flags: DemoFlags): Promise<void> {
  const town = (name: string): string => fileURLToPath(new URL(`data/sample-town/${name}`, PACKAGE_ROOT))
  await runCoverage(session, town('town.osm'), {
    ...flags,
    facilities: [town('facilities.csv')],
    blocks: town('blocks.geojson'),
    gates: town('gates.csv'),
    also: ['html', 'map', 'xlsx', 'geopackage'],
  })
}

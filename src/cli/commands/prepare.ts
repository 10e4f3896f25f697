// prepare: streets, facilities and blocks once, in a file that every command takes instead of the extract.
import { Command, type Option } from 'commander'
import { examples } from '../examples.ts'
import { checkInputFlags, type InputFlags } from '../inputs/input-flags.ts'
import { addAreaArgument, type InputOptionName, inputOption } from '../inputs/input-options.ts'
import { langOption } from '../inputs/lang-option.ts'
import { loadInputs } from '../inputs/load-inputs.ts'
import { refuseUseless } from '../inputs/refuse-inputs.ts'
import { deliver } from '../output-file.ts'
import type { Session } from '../session.ts'
import { rowsText } from '../tables/rows-text.ts'

interface PrepareFlags extends InputFlags {
  readonly output: string
  readonly overwrite?: boolean
}

/** What is read, and how; what is asked (profile, limits, heights, study area) belongs to the question. */
const INPUTS: readonly InputOptionName[] = [
  ...(['facilities', 'facilitiesFrom', 'blocks', 'gates', 'compounds', 'closed', 'private', 'totals'] as const),
  ...(['crs', 'encoding', 'delimiter', 'defaultCategory', 'categories', 'mapping', 'sheet'] as const),
]

export function prepareCommand(session: Session): Command {
  const command = addAreaArgument(new Command('prepare')).description(
    'Read streets, facilities and blocks once, into a file that every command takes in the place of <area>: the next question is answered sooner.',
  )
  for (const option of INPUTS.map((name): Option => inputOption(name))) command.addOption(option)
  command
    .requiredOption('-o, --output <file>', 'the prepared town, e.g. town.lc')
    .option('--overwrite', 'replace the file where it exists')
    .addOption(langOption('language of tables, names and notes'))
    .action((area: string, flags: PrepareFlags) => runPrepare(session, area, flags))
  return examples(command, [
    'living-circle prepare town.osm --facilities facilities.csv --blocks blocks.geojson --gates gates.csv -o town.lc',
    'living-circle prepare town.osm -o town-osm.lc',
  ])
}

async function runPrepare(session: Session, areaPath: string, flags: PrepareFlags): Promise<void> {
  checkInputFlags(flags)
  const library = await session.library()
  library.checkOutputFile(flags.output, { overwrite: flags.overwrite })
  const inputs = await loadInputs(session, areaPath, flags)
  refuseUseless(inputs, flags)
  const { streets, facilities, blocks } = inputs
  const from = flags.facilitiesFrom ?? (flags.facilities === undefined ? 'osm' : 'files')
  const town = library.saveTown(streets, { facilities, blocks, from })
  await deliver(session, flags.output, () => [town], { overwrite: flags.overwrite })
  session.terminal.result(rowsText(library, [streets.input, ...facilities.inputs, ...blocks.inputs], session.lang))
}

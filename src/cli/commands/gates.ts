// gates: compounds, their gates and crossings, what looks wrong, and the one gate that would help most for each kind of place.
import { Command } from 'commander'
import { layerSuffixes } from '../../report/outputs/layer-writers.ts'
import { examples } from '../examples.ts'
import { deliverLayer, writerOf } from '../feature-output.ts'
import { chosenKinds } from '../inputs/analyse-inputs.ts'
import { checkInputFlags, type InputFlags } from '../inputs/input-flags.ts'
import { addInputOptions } from '../inputs/input-options.ts'
import { loadInputs } from '../inputs/load-inputs.ts'
import { refuseUseless } from '../inputs/refuse-inputs.ts'
import { addOutCrsOption, type OutCrsFlags, shiftedSystem } from '../out-coordinates.ts'
import { sayNotices } from '../say-notices.ts'
import { runOptions, type Session } from '../session.ts'
import { gatesText } from '../tables/gates-table.ts'
import { rowsText } from '../tables/rows-text.ts'
import { UsageError, usage } from '../usage-error.ts'

interface GatesFlags extends InputFlags, OutCrsFlags {
  readonly output?: string
  readonly overwrite?: boolean
  readonly json?: boolean
}

export function gatesCommand(session: Session): Command {
  const command = addOutCrsOption(addInputOptions(new Command('gates')))
    .description(
      'List closed compounds with their gates and crossings, what looks wrong, and for each kind of place the one gate, path or open compound that would bring most people within the largest limit.',
    )
    .option(
      '-o, --output <file>',
      `layer of compounds and gates: ${layerSuffixes().join(', ')}, or - for GeoJSON on stdout`,
    )
    .option('--overwrite', 'replace the file where it exists')
    .option('--json', 'print everything as JSON')
    .action((area: string, flags: GatesFlags) => runGates(session, area, flags))
  return examples(command, [
    'living-circle gates town.osm --facilities facilities.csv --blocks blocks.geojson --gates gates.csv',
    'living-circle gates town.osm --facilities facilities.csv --blocks blocks.geojson --gates gates.csv --category clinic --minutes 15 -o compounds.geojson',
    'living-circle gates town.osm --facilities facilities.csv --blocks blocks.geojson --closed all --json',
  ])
}

async function runGates(session: Session, areaPath: string, flags: GatesFlags): Promise<void> {
  checkInputFlags(flags)
  const { output, overwrite } = flags
  if (flags.json === true && output === '-') {
    throw new UsageError(usage('usage.stdout-one', { list: '--json and -o -' }), usage('hint.other-to-file'))
  }
  const library = await session.library()
  if (output !== undefined) {
    writerOf('--output', output)
    if (output !== '-') library.checkOutputFile(output, { overwrite })
  }
  const inputs = await loadInputs(session, areaPath, flags)
  refuseUseless(inputs, flags)
  const { area, facilities, blocks, standard } = inputs
  const report = await library.analyseGates(area, facilities, blocks, {
    ...runOptions(session),
    minutes: flags.minutes,
    metres: flags.metres,
    profile: inputs.profile,
    categories: chosenKinds(library, flags),
    maxLinkMetres: flags.maxLinkMetres,
    demand: flags.demand,
    standard,
    within: inputs.within,
  })
  session.terminal.finish()
  const text = `${rowsText(library, report.inputs, session.lang)}${gatesText(report, session.lang)}`
  if (flags.json === true) session.terminal.result(library.toGatesJson(report))
  else if (output === '-') session.terminal.note(text.trimEnd())
  else session.terminal.result(text)
  if (output !== undefined) {
    const coordinates = shiftedSystem(library, area.network.box, flags.outCrs)
    const layer = library.gatesLayer(report, area.licence.attribution)
    await deliverLayer(session, library, ['--output', output], layer, { coordinates, overwrite })
  }
  sayNotices(session, report)
}

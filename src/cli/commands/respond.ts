// respond: minutes from stations to every gate or block, from the alarm on: getting ready, then the way at a speed of its own.
import { Command } from 'commander'
import { layerSuffixes } from '../../report/outputs/layer-writers.ts'
import { examples } from '../examples.ts'
import { deliverLayer, writerOf } from '../feature-output.ts'
import { addAreaArgument, inputOption } from '../inputs/input-options.ts'
import { langOption } from '../inputs/lang-option.ts'
import { loadResponseInputs, type ResponseFlags } from '../inputs/load-response.ts'
import { boundedNumber, numberList } from '../inputs/option-values.ts'
import { addOutCrsOption, shiftedSystem } from '../out-coordinates.ts'
import { deliver } from '../output-file.ts'
import { sayNotices } from '../say-notices.ts'
import { runOptions, type Session } from '../session.ts'
import { responseText } from '../tables/response-table.ts'
import { UsageError, usage } from '../usage-error.ts'

export function respondCommand(session: Session): Command {
  const command = addAreaArgument(addOutCrsOption(new Command('respond')))
    .description(
      'Minutes from stations to every gate or block from the alarm on: getting ready, then the way at a speed of its own, private streets open.',
    )
    .requiredOption('--from <file>', 'stations: a table of points or areas with ids (CSV, XLSX, GeoJSON …)')
    .requiredOption(
      '--ready <seconds>',
      'from the alarm to the door of the station',
      boundedNumber('--ready', 0, 86_400),
    )
    .requiredOption('--speed <m/s>', 'speed on the way, metres per second', boundedNumber('--speed', 0.1, 50))
    .option('--late <minutes>', 'count who is reached later than these (default: 3,5)', numberList('--late'))
    .addOption(inputOption('blocks'))
    .addOption(inputOption('gates'))
    .addOption(inputOption('crs'))
    .addOption(inputOption('encoding'))
    .addOption(inputOption('mapping'))
    .addOption(inputOption('dem'))
    .addOption(inputOption('maxLinkMetres'))
    .addOption(inputOption('threads'))
    .option('--table <file>', 'write a CSV table of all gates and blocks, or - for stdout')
    .option(
      '-o, --output <file>',
      `layer of all gates and blocks: ${layerSuffixes().join(', ')}, or - for GeoJSON on stdout`,
    )
    .option('--overwrite', 'replace files where they exist')
    .option('--json', 'print everything as JSON')
    .addOption(langOption('language of tables and notes'))
    .action((area: string, flags: ResponseFlags) => runRespond(session, area, flags))
  return examples(command, [
    'living-circle respond town.osm --from facilities.csv --ready 60 --speed 4 --blocks blocks.geojson --gates gates.csv',
    'living-circle respond town.osm --from facilities.csv --ready 90 --speed 8 --blocks blocks.geojson --table response.csv -o response.geojson',
  ])
}

async function runRespond(session: Session, areaPath: string, flags: ResponseFlags): Promise<void> {
  const { output, table, json, overwrite } = flags
  const toStdout = [json === true ? '--json' : '', table === '-' ? '--table -' : '', output === '-' ? '-o -' : '']
  const asked = toStdout.filter((one) => one !== '')
  if (asked.length > 1) {
    throw new UsageError(usage('usage.stdout-one', { list: asked.join(' and ') }), usage('hint.other-to-file'))
  }
  if (output !== undefined) writerOf('--output', output)
  const library = await session.library()
  for (const path of [output, table]) {
    if (path !== undefined && path !== '-') library.checkOutputFile(path, { overwrite })
  }
  const { area, stations, blocks } = await loadResponseInputs(session, library, areaPath, flags)
  const pool = library.createSweepPool({ threads: flags.threads })
  const report = await library
    .analyseResponse(area, stations, blocks, {
      ...runOptions(session),
      readySeconds: flags.ready,
      metresPerSecond: flags.speed,
      lateMinutes: flags.late,
      maxLinkMetres: flags.maxLinkMetres,
      sweep: pool.sweep,
    })
    .finally(pool.close)
  session.terminal.finish()
  const text = responseText(library, report, session.lang)
  if (json === true) session.terminal.result(library.toResponseJson(report))
  else if (asked.length > 0) session.terminal.note(text.trimEnd())
  else session.terminal.result(text)
  if (table !== undefined) {
    await deliver(session, table, () => [library.toResponseCsv(report, { bom: table !== '-' })], { overwrite })
  }
  if (output !== undefined) {
    const coordinates = shiftedSystem(library, area.network.box, flags.outCrs)
    const layer = library.responseLayer(report, area.licence.attribution)
    await deliverLayer(session, library, ['--output', output], layer, { coordinates, overwrite })
  }
  sayNotices(session, report)
}

// isochrone: where one gets to on foot from places, or who gets to them, drawn from the streets that are reached; on demand who
// and what land is reached, what is not, and which facility is the nearest. Its jobs lie in cli/isochrone/.
import { Command, Option } from 'commander'
import { layerSuffixes } from '../../report/outputs/layer-writers.ts'
import { examples } from '../examples.ts'
import { addAreaArgument, inputOption } from '../inputs/input-options.ts'
import { langOption } from '../inputs/lang-option.ts'
import { boundedNumber, lonLat } from '../inputs/option-values.ts'
import { checkIsochroneFlags, type IsochroneFlags, withImplied } from '../isochrone/isochrone-flags.ts'
import { isochroneJobs } from '../isochrone/isochrone-jobs.ts'
import { loadQuestion } from '../isochrone/isochrone-question.ts'
import { addOutCrsOption } from '../out-coordinates.ts'
import type { Session } from '../session.ts'

export function isochroneCommand(session: Session): Command {
  const place = lonLat('--at')
  const command = addAreaArgument(addOutCrsOption(new Command('isochrone')))
    .description(
      'Draw where one gets to on foot from places, or who gets to them; count people and land, and divide the streets among facilities.',
    )
    .option(
      '--at <lon,lat>',
      'a place, longitude first; may be given several times',
      (text: string, before: readonly (readonly [number, number])[] | undefined) => [...(before ?? []), place(text)],
    )
    .option('--from <file>', 'places from a table (CSV, XLSX, GeoJSON): points, blocks or facilities')
    .addOption(inputOption('category', 'all facilities of these kinds, from OSM or --facilities'))
    .addOption(inputOption('facilities', 'facilities for --category, instead of those in OSM'))
    .addOption(inputOption('minutes'))
    .addOption(inputOption('metres', 'distance limits instead of times'))
    .addOption(inputOption('profile'))
    .addOption(inputOption('speed'))
    .option('--reverse', 'who gets to the places, instead of where one gets from them')
    .option('--union', 'one drawing for all places together')
    .option(
      '--allocate',
      'divide the streets among the places: each stretch goes to the nearest within the largest limit',
    )
    .addOption(
      new Option('--style <name>', 'bands around the streets, rounded ones, or the streets themselves')
        .choices(['detailed', 'smooth', 'lines'])
        .default('detailed'),
    )
    .option(
      '--band-metres <n>',
      'half width of the band (default: 25; for --uncovered 50)',
      boundedNumber('--band-metres', 1, 1000),
    )
    .addOption(inputOption('maxLinkMetres'))
    .addOption(inputOption('private'))
    .addOption(inputOption('compounds'))
    .addOption(inputOption('gates'))
    .addOption(inputOption('closed'))
    .addOption(inputOption('dem'))
    .addOption(inputOption('blocks', 'residential blocks whose people to count within reach of the places, by walk'))
    .option('--land', 'print how much residential land is in range, by straight line and by walk')
    .option('--uncovered <file>', 'write the residential land beyond the largest limit')
    .option('--crs <system>', 'coordinates of the tables: wgs84, gcj02, bd09, EPSG:n or auto')
    .option(
      '-o, --output <file>',
      `drawing: ${layerSuffixes().join(', ')} by the end of the name, or - for GeoJSON on stdout (default: -, or none with --blocks, --land, --uncovered)`,
    )
    .option('--overwrite', 'replace the file where it exists')
    .addOption(langOption('language of the tables'))
    .action((area: string, flags: IsochroneFlags) => runIsochrone(session, area, flags))
  return examples(command, [
    'living-circle isochrone town.osm --at 113.6,34.8 --minutes 5,10,15 -o iso.geojson',
    'living-circle isochrone town.osm --category park --reverse --union --minutes 10 -o parks.fgb',
    'living-circle isochrone town.osm --from blocks.geojson --metres 500 -o blocks-500m.geojsonl',
    'living-circle isochrone town.osm --category pharmacy --facilities facilities.csv --blocks blocks.geojson --uncovered no-pharmacy.geojson',
    'living-circle isochrone town.osm --category park --blocks blocks.geojson --land --metres 300,500,1000',
    'living-circle isochrone town.osm --category park --allocate --minutes 15 -o nearest-park.geojson',
  ])
}

async function runIsochrone(session: Session, areaPath: string, given: IsochroneFlags): Promise<void> {
  checkIsochroneFlags(given)
  const flags = withImplied(given)
  const question = await loadQuestion(session, areaPath, flags)
  for (const { run } of isochroneJobs(flags)) await run(question)
}

// isochrone: where one gets to on foot from places, or who gets to them, drawn from the streets that are reached.
import { Command, Option } from 'commander'
import type { Basis, Isochrone, IsochroneOptions, LoadedArea } from '../../index.ts'
import { examples } from '../examples.ts'
import { loadAreaFile } from '../load-inputs.ts'
import { boundedNumber, idList, lonLat, numberList } from '../option-values.ts'
import { deliver } from '../output-file.ts'
import { breathe, type Library, runOptions, type Session } from '../session.ts'
import { groupDigits, textTable } from '../text-table.ts'
import { UsageError } from '../usage-error.ts'

interface IsochroneFlags {
  readonly at?: readonly (readonly [number, number])[]
  readonly from?: string
  readonly category?: readonly string[]
  readonly facilities?: readonly string[]
  readonly minutes?: readonly number[]
  readonly metres?: readonly number[]
  readonly profile?: string
  readonly reverse?: boolean
  readonly union?: boolean
  readonly style: 'detailed' | 'smooth' | 'lines'
  readonly bandMetres?: number
  readonly maxLinkMetres?: number
  readonly crs?: string
  readonly output: string
  readonly overwrite?: boolean
}

export function isochroneCommand(session: Session): Command {
  const place = lonLat('--at')
  const command = new Command('isochrone')
    .description('Draw where one gets to on foot from places, or who gets to them, as GeoJSON.')
    .argument('<area>', 'OpenStreetMap extract: .osm.pbf, .osm, .osm.gz or Overpass JSON')
    .option(
      '--at <lon,lat>',
      'a place, longitude first; may be given several times',
      (text: string, before: readonly (readonly [number, number])[] | undefined) => [...(before ?? []), place(text)],
    )
    .option('--from <file>', 'places from a table (CSV, XLSX, GeoJSON): points, blocks or facilities with an id')
    .option('--category <id...>', 'all facilities of these kinds, from OSM or --facilities', idList)
    .option('--facilities <file...>', 'facilities for --category, instead of those in OSM')
    .option('--minutes <list>', 'time limits (default: 5,10,15)', numberList('--minutes'))
    .option('--metres <list>', 'distance limits instead of times', numberList('--metres'))
    .option('--profile <who>', 'adult, older, child or wheelchair (default: adult)')
    .option('--reverse', 'who gets to the places, instead of where one gets from them')
    .option('--union', 'one drawing for all places together')
    .addOption(
      new Option('--style <name>', 'bands around the streets, rounded ones, or the streets themselves')
        .choices(['detailed', 'smooth', 'lines'])
        .default('detailed'),
    )
    .option('--band-metres <n>', 'half width of the band (default: 25)', boundedNumber('--band-metres', 1, 1000))
    .option(
      '--max-link-metres <n>',
      'longest straight way to a street (default: 200)',
      boundedNumber('--max-link-metres', 0, 10_000),
    )
    .option('--crs <system>', 'coordinates of the table: wgs84, gcj02, bd09, EPSG:n or auto')
    .option(
      '-o, --output <file>',
      'GeoJSON file (one feature per line for .geojsonl, .geojsons, .ndjson), or - for stdout',
      '-',
    )
    .option('--overwrite', 'replace the file where it exists')
    .action((area: string, flags: IsochroneFlags) => runIsochrone(session, area, flags))
  return examples(command, [
    'living-circle isochrone town.osm --at 113.6,34.8 --minutes 5,10,15 -o iso.geojson',
    'living-circle isochrone town.osm --category park --reverse --union --minutes 10 -o -',
    'living-circle isochrone town.osm --from blocks.geojson --metres 500 -o blocks-500m.geojsonl',
  ])
}

async function runIsochrone(session: Session, areaPath: string, flags: IsochroneFlags): Promise<void> {
  checkFlags(flags)
  const library = await session.library()
  if (flags.output !== '-') library.checkOutputFile(flags.output, { overwrite: flags.overwrite })
  const profile = library.walkProfile(flags.profile ?? 'adult')
  // Open everything first: a mistyped name is told before the long work.
  const areaFile = library.openFile(areaPath)
  const tables = [flags.from, ...(flags.facilities ?? [])]
    .filter((path) => path !== undefined)
    .map((path) => library.openFile(path))
  const area = await loadAreaFile(session, library, areaFile)
  const origins = await originsOf(session, library, area, flags, tables)
  const basis: Basis = flags.metres === undefined ? 'time' : 'distance'
  const impedance = library.buildImpedance(area.network, profile, basis)
  const options: IsochroneOptions = {
    ...runOptions(session),
    minutes: flags.minutes,
    metres: flags.metres,
    reverse: flags.reverse,
    union: flags.union,
    style: flags.style,
    bandMetres: flags.bandMetres,
    maxLinkMetres: flags.maxLinkMetres,
  }
  let unlinked = 0
  const rows: string[][] = []
  const results = function* () {
    let done = 0
    for (const result of library.eachIsochrone(area.network, impedance, origins, options)) {
      if (result.linkStatus !== 'linked') unlinked++
      session.terminal.progress('isochrones', ++done, flags.union === true ? 1 : origins.length)
      for (const { limit, reachedMetres, edgeAffected } of rows.length < SHOWN_ROWS ? result.bands : []) {
        const place = result.name ?? (result.origins.length > 1 ? `${result.origins.length} places` : result.id)
        rows.push([place, String(limit), (reachedMetres / 1000).toFixed(1), edgeAffected ? 'the data end nearer' : ''])
      }
      yield result
    }
  }
  const perLine = /\.(geojsonl|geojsons|geojsonseq|ndjson)$/i.test(flags.output)
  const pieces = () => (perLine ? featureLines(library, results()) : collection(library, results()))
  await deliver(session, flags.output, pieces, { overwrite: flags.overwrite })
  if (flags.output !== '-') session.terminal.result(bandTable(rows, basis, origins.length))
  if (unlinked > 0) {
    session.terminal.warn(
      `${groupDigits(unlinked)} of ${groupDigits(origins.length)} places are not linked to a street: their features say why and draw nothing`,
    )
  }
}

/** Rows of the table on the terminal; the file has all. */
const SHOWN_ROWS = 20

function bandTable(rows: readonly string[][], basis: Basis, origins: number): string {
  const columns = [
    { title: 'place' },
    { title: basis === 'time' ? 'minutes' : 'metres', right: true },
    { title: 'km of streets', right: true },
    { title: '' },
  ]
  const table = textTable(columns, rows)
  return rows.length < SHOWN_ROWS ? table : `${table}… of ${groupDigits(origins)} places; the file has all.\n`
}

function checkFlags({ at, from, category, facilities, minutes, metres }: IsochroneFlags): void {
  const sources = [at, from, category].filter((source) => source !== undefined).length
  if (sources !== 1) {
    throw new UsageError(
      sources === 0 ? 'There is no place to draw from.' : 'Places can come from one source only.',
      'Give one of --at LON,LAT, --from FILE or --category ID.',
    )
  }
  if (facilities !== undefined && category === undefined) {
    throw new UsageError('--facilities needs --category ID.', 'To draw from all places of a table: --from FILE.')
  }
  if (minutes !== undefined && metres !== undefined) {
    throw new UsageError('--minutes and --metres cannot go together.', 'Run it twice for both.')
  }
}

/** What the library takes as origins with an id. */
interface Origin {
  readonly id: string
  readonly name?: string | null
  readonly places: readonly (readonly [number, number])[]
}

/** The collection, one origin in memory at a time. */
function* collection(library: Library, results: Iterable<Isochrone>): Generator<string> {
  const [head, tail] = JSON.stringify(library.toIsochroneGeoJson([])).split(/(?<="features":\[)/) as [string, string]
  yield head
  let separator = '\n'
  for (const line of featureLines(library, results)) {
    yield separator + line.trimEnd()
    separator = ',\n'
  }
  yield `\n${tail}\n`
}

/** Features one per line, without a collection around them. */
function* featureLines(library: Library, results: Iterable<Isochrone>): Generator<string> {
  for (const result of results) {
    for (const feature of library.toIsochroneGeoJson([result]).features) yield `${JSON.stringify(feature)}\n`
  }
}

async function originsOf(
  session: Session,
  library: Library,
  area: LoadedArea,
  { at, from, category, crs }: IsochroneFlags,
  files: readonly ReturnType<Library['openFile']>[],
): Promise<readonly Origin[]> {
  if (at !== undefined) return at.map((place, index) => ({ id: String(index + 1), places: [place] }))
  const run = { ...runOptions(session), crs }
  if (from !== undefined) {
    const { blocks } = await library.loadBlocks(area, { ...run, file: files[0]! })
    await breathe(session)
    if (blocks.length > 0) {
      return blocks.map(({ id, name, lonLat: place, gates }) => ({
        id,
        name,
        places: gates.length > 0 ? gates : [place],
      }))
    }
    throw new library.LivingCircleError('input-unusable', `${from} has no usable place.`, {
      hint: 'See the reasons with "living-circle check AREA --blocks FILE".',
    })
  }
  const ids = new Set(category!.map((word) => library.resolveCategoryWord(word).category?.id ?? word))
  const { facilities } = await library.loadFacilities(area, { ...run, files })
  await breathe(session)
  const chosen = facilities.filter((facility) => ids.has(facility.category))
  if (chosen.length > 0) return chosen.map(({ id, name, entrances }) => ({ id, name, places: entrances }))
  throw new library.LivingCircleError('input-unusable', `There is no facility of the kind ${[...ids].join(', ')}.`, {
    hint: 'List the known kinds with "living-circle categories", and what the data hold with "living-circle check".',
  })
}

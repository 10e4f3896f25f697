// isochrone: where one gets to on foot from places, or who gets to them, drawn from the streets that are reached; on demand who
// and what land is reached, what is not, and which facility is the nearest.
import { Command, Option } from 'commander'
import { ALLOCATION_LAYER, allocationFeatures } from '../allocation-features.ts'
import { examples } from '../examples.ts'
import { type FeatureTerms, featurePieces, formatOf, isochronePieces } from '../feature-output.ts'
import { loadOrigins, type PlacedOrigin } from '../inputs/isochrone-origins.ts'
import { describeInput, loadAreaFile } from '../inputs/load-inputs.ts'
import { boundedNumber, idList, lonLat, numberList } from '../inputs/option-values.ts'
import { tellApart } from '../inputs/source-names.ts'
import type { Basis, Impedance, IsochroneOptions, LoadedArea, LoadedBlocks, WalkProfile } from '../library.ts'
import { addOutCrsOption, type OutCrsFlags, shiftedSystem } from '../out-coordinates.ts'
import { deliver } from '../output-file.ts'
import { breathe, type Library, runOptions, type Session } from '../session.ts'
import {
  type CatchmentQuestion,
  hectares,
  landOf,
  landTable,
  limitsOf,
  peopleTable,
} from '../tables/catchment-tables.ts'
import { percent, textTable } from '../tables/text-table.ts'
import { coveringOptions, UNCOVERED_LAYER, uncoveredFeatures } from '../uncovered-features.ts'
import { UsageError } from '../usage-error.ts'
import { type Say, sayIn } from '../words.ts'

interface IsochroneFlags extends OutCrsFlags {
  readonly at?: readonly (readonly [number, number])[]
  readonly from?: string
  readonly category?: readonly string[]
  readonly facilities?: readonly string[]
  readonly minutes?: readonly number[]
  readonly metres?: readonly number[]
  readonly profile?: string
  readonly reverse?: boolean
  readonly union?: boolean
  readonly allocate?: boolean
  readonly style: 'detailed' | 'smooth' | 'lines'
  readonly bandMetres?: number
  readonly maxLinkMetres?: number
  readonly blocks?: string
  readonly land?: boolean
  readonly uncovered?: string
  readonly crs?: string
  readonly output?: string
  readonly overwrite?: boolean
}

export function isochroneCommand(session: Session): Command {
  const place = lonLat('--at')
  const command = addOutCrsOption(new Command('isochrone'))
    .description(
      'Draw where one gets to on foot from places, or who gets to them; count people and land, and divide the streets among facilities.',
    )
    .argument('<area>', 'OpenStreetMap extract: .osm.pbf, .osm, .osm.gz or Overpass JSON')
    .option(
      '--at <lon,lat>',
      'a place, longitude first; may be given several times',
      (text: string, before: readonly (readonly [number, number])[] | undefined) => [...(before ?? []), place(text)],
    )
    .option('--from <file>', 'places from a table (CSV, XLSX, GeoJSON): points, blocks or facilities')
    .option('--category <id...>', 'all facilities of these kinds, from OSM or --facilities', idList)
    .option('--facilities <file...>', 'facilities for --category, instead of those in OSM')
    .option('--minutes <list>', 'time limits (default: 5,10,15)', numberList('--minutes'))
    .option('--metres <list>', 'distance limits instead of times', numberList('--metres'))
    .option('--profile <who>', 'adult, older, child or wheelchair (default: adult)')
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
    .option(
      '--max-link-metres <n>',
      'longest straight way to a street (default: 200)',
      boundedNumber('--max-link-metres', 0, 10_000),
    )
    .option('--blocks <file>', 'residential blocks whose people to count within reach of the places, by walk')
    .option('--land', 'print how much residential land is in range, by straight line and by walk')
    .option('--uncovered <file>', 'write the residential land beyond the largest limit')
    .option('--crs <system>', 'coordinates of the tables: wgs84, gcj02, bd09, EPSG:n or auto')
    .option(
      '-o, --output <file>',
      'drawing: .geojson, .geojsonl (one feature per line), .fgb (FlatGeobuf), or - for GeoJSON on stdout (default: -, or none with --blocks, --land, --uncovered)',
    )
    .option('--overwrite', 'replace the file where it exists')
    .addOption(new Option('--lang <code>', 'language of the tables').choices(['en', 'zh']).default('en'))
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

/** Everything loaded and linked to a question. */
interface Asked {
  readonly session: Session
  readonly library: Library
  readonly flags: IsochroneFlags
  readonly area: LoadedArea
  readonly origins: readonly PlacedOrigin[]
  readonly basis: Basis
  readonly impedance: Impedance
  readonly options: IsochroneOptions
  readonly question: CatchmentQuestion & { readonly profile: WalkProfile }
  readonly say: Say
  readonly terms: FeatureTerms
  /** Tables: to stdout, or to stderr where stdout takes a drawing. */
  readonly tell: (table: string) => void
}

async function runIsochrone(session: Session, areaPath: string, given: IsochroneFlags): Promise<void> {
  checkFlags(given)
  const counts = given.blocks !== undefined || given.land === true || given.uncovered !== undefined
  const flags: IsochroneFlags = {
    ...given,
    output: given.output ?? (counts ? undefined : '-'),
    // People walk to what they are counted for.
    reverse: given.reverse === true || counts,
  }
  const library = await session.library()
  for (const path of [flags.output, flags.uncovered]) {
    if (path !== undefined && path !== '-') library.checkOutputFile(path, { overwrite: flags.overwrite })
  }
  const profile = library.walkProfile(flags.profile ?? 'adult')
  // Open everything first: a mistyped name is told before the long work.
  const areaFile = library.openFile(areaPath)
  const from = flags.from === undefined ? undefined : library.openFile(flags.from)
  const facilities = tellApart((flags.facilities ?? []).map((path) => library.openFile(path)))
  const blocksFile = flags.blocks === undefined ? undefined : library.openFile(flags.blocks)
  const area = await loadAreaFile(session, library, areaFile)
  const { at, category, crs, minutes, metres, maxLinkMetres } = flags
  const origins = await loadOrigins(session, library, area, { at, from, category, facilities, crs })
  const basis: Basis = metres === undefined ? 'time' : 'distance'
  const impedance = library.buildImpedance(area.network, profile, basis)
  const { reverse, union, style, bandMetres } = flags
  const asked: Asked = {
    session,
    library,
    flags,
    area,
    origins,
    basis,
    impedance,
    options: { ...runOptions(session), minutes, metres, reverse, union, style, bandMetres, maxLinkMetres },
    question: { minutes, metres, maxLinkMetres, profile },
    say: sayIn(session.lang),
    terms: {
      attribution: area.licence.attribution,
      coordinates: shiftedSystem(library, area.network.box, flags.outCrs),
    },
    tell: (table) => {
      if (flags.output === '-' || flags.uncovered === '-') session.terminal.note(table.trimEnd())
      else session.terminal.result(table)
    },
  }
  const blocks = counts ? await loadPeople(asked, blocksFile) : undefined
  if (flags.output !== undefined) await (flags.allocate === true ? writeAllocation(asked) : writeDrawing(asked))
  if (blocks !== undefined) await count(asked, blocks)
}

/** Blocks of the file, or the residential areas of the extract. */
async function loadPeople(
  { session, library, area, flags, say }: Asked,
  file: ReturnType<Library['openFile']> | undefined,
): Promise<LoadedBlocks> {
  const blocks = await library.loadBlocks(area, { ...runOptions(session), file, crs: flags.crs })
  for (const input of blocks.inputs) session.terminal.note(describeInput(input, say))
  await breathe(session)
  if (flags.land === true || flags.uncovered !== undefined) landOf(library, blocks.blocks)
  if (blocks.blocks.length > 0) return blocks
  throw new library.LivingCircleError('input-unusable', `${flags.blocks} has no usable block.`, {
    hint: 'See the reasons with "living-circle check AREA --blocks FILE".',
  })
}

async function count(asked: Asked, blocks: LoadedBlocks): Promise<void> {
  const { session, library, flags, area, origins, impedance, question, say, tell } = asked
  if (flags.blocks !== undefined) tell(await peopleTable(session, library, area, origins, blocks, question))
  await breathe(session)
  if (flags.land === true) tell(landTable(library, area, impedance, origins, blocks.blocks, question, say))
  if (flags.uncovered !== undefined) await writeUncovered(asked, blocks, flags.uncovered)
}

async function writeUncovered(asked: Asked, { blocks }: LoadedBlocks, path: string): Promise<void> {
  const { session, library, flags, area, origins, basis, impedance, options, question, say, terms, tell } = asked
  const largest = limitsOf(question).limits.at(-1)!
  const unit = basis === 'time' ? 'minutes' : 'metres'
  const covering = coveringOptions(options)
  const { isochrone } = library.catchment(area.network, impedance, origins, {
    ...covering,
    [unit]: [largest],
  })
  const covered = isochrone.bands[0]?.polygons ?? []
  const left = await uncoveredFeatures(session, library, blocks, covered, {
    unit,
    limit: largest,
    band_m: covering.bandMetres,
  })
  const format = formatOf('--uncovered', path)
  const pieces = () => featurePieces(library, format, UNCOVERED_LAYER, left.features, terms)
  await deliver(session, path, pieces, { overwrite: flags.overwrite })
  const share = left.landSquareMetres > 0 ? left.uncoveredSquareMetres / left.landSquareMetres : null
  const text = say('uncovered', {
    band: covering.bandMetres,
    ha: hectares(left.uncoveredSquareMetres),
    all: hectares(left.landSquareMetres),
    percent: percent(share),
    n: left.features.length,
    blocks: blocks.length,
  })
  tell(`${text}\n`)
}

async function writeAllocation({ session, library, flags, area, origins, basis, impedance, ...rest }: Asked) {
  const { options, question, say, terms, tell } = rest
  const limit = limitsOf(question).limits.at(-1)!
  const unit = basis === 'time' ? 'minutes' : 'metres'
  const { minutes: _, metres: __, union: ___, style, reverse: ____, ...more } = options
  const areas = library.allocationAreas(area.network, impedance, origins, { ...more, [unit]: [limit] })
  await breathe(session)
  const features = allocationFeatures(areas, style === 'lines', { unit, limit, profile: question.profile.id })
  const format = formatOf('--output', flags.output!)
  const pieces = () => featurePieces(library, format, ALLOCATION_LAYER, features, terms)
  await deliver(session, flags.output!, pieces, { overwrite: flags.overwrite })
  const longest = [...areas].sort((a, b) => b.streetMetres - a.streetMetres).slice(0, SHOWN_ROWS)
  const within = say(`limit_${unit}`, { n: limit })
  const columns = [{ title: say('facility') }, { title: say('km_within', { limit: within }), right: true }]
  const rows = longest.map(({ id, name, streetMetres }) => [name ?? id, (streetMetres / 1000).toFixed(1)])
  if (flags.output !== '-') tell(`${textTable(columns, rows)}${moreRows(areas.length, rows.length, say)}`)
  warnOfUnlinked(session, areas.filter(({ linkStatus }) => linkStatus !== 'linked').length, areas.length)
}

async function writeDrawing(asked: Asked): Promise<void> {
  const { session, library, flags, area, origins, basis, impedance, options, say, terms, tell } = asked
  let unlinked = 0
  const rows: string[][] = []
  const results = function* () {
    let done = 0
    for (const result of library.eachIsochrone(area.network, impedance, origins, options)) {
      if (result.linkStatus !== 'linked') unlinked++
      session.terminal.progress('isochrones', ++done, flags.union === true ? 1 : origins.length)
      for (const { limit, reachedMetres, edgeAffected } of rows.length < SHOWN_ROWS ? result.bands : []) {
        const { name, origins: united, id } = result
        const place = name ?? (united.length > 1 ? say('places_count', { n: united.length }) : id)
        rows.push([place, String(limit), (reachedMetres / 1000).toFixed(1), edgeAffected ? say('edge_near') : ''])
      }
      yield result
    }
  }
  const format = formatOf('--output', flags.output!)
  const pieces = () => isochronePieces(library, format, results(), terms)
  await deliver(session, flags.output!, pieces, { overwrite: flags.overwrite })
  if (flags.output !== '-') tell(bandTable(rows, basis, origins.length, say))
  warnOfUnlinked(session, unlinked, origins.length)
}

function warnOfUnlinked(session: Session, unlinked: number, all: number): void {
  if (unlinked === 0) return
  session.terminal.warn(sayIn(session.lang)('places_unlinked', { n: unlinked, all }))
}

/** Rows of the table on the terminal; the file has all. */
const SHOWN_ROWS = 20

function bandTable(rows: readonly string[][], basis: Basis, origins: number, say: Say): string {
  const columns = [
    { title: say('place') },
    { title: say(basis === 'time' ? 'minutes' : 'metres'), right: true },
    { title: say('km_streets'), right: true },
    { title: '' },
  ]
  return `${textTable(columns, rows)}${rows.length < SHOWN_ROWS ? '' : moreRows(origins, 0, say)}`
}

function moreRows(all: number, shown: number, say: Say): string {
  return all <= shown ? '' : `${say('places_more', { n: all })}\n`
}

function checkFlags(flags: IsochroneFlags): void {
  const { at, from, category, facilities, minutes, metres, output, uncovered } = flags
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
  checkAllocate(flags)
  if (output === '-' && uncovered === '-') {
    throw new UsageError('stdout takes one of --output and --uncovered.', 'Write the other one to a file.')
  }
  if (output !== undefined) formatOf('--output', output)
  if (uncovered !== undefined) formatOf('--uncovered', uncovered)
  checkOutCrs(flags)
}

function checkOutCrs({ outCrs, output, uncovered }: IsochroneFlags): void {
  if (outCrs === undefined || outCrs === 'wgs84') return
  const other = [output, uncovered].find((path) => path !== undefined && formatOf('--output', path) === 'flatgeobuf')
  if (other === undefined) return
  throw new UsageError(`--out-crs is for GeoJSON: ${other} is always in WGS-84.`, 'Name a file that ends in .geojson.')
}

function checkAllocate({ allocate, union, style }: IsochroneFlags): void {
  if (allocate !== true) return
  if (union === true) {
    throw new UsageError('--allocate and --union cannot go together.', 'Dividing and uniting are two drawings.')
  }
  if (style === 'smooth') {
    throw new UsageError(
      '--allocate has no style "smooth": areas meet without overlapping.',
      'Give --style detailed (the ground) or --style lines (the streets).',
    )
  }
}

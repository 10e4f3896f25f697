// From options to loaded inputs and an analysis, with a line of narration for each. The only place of the command line that
// knows the order: open everything first, so that a mistyped name is told before the long work.
import { basename } from 'node:path'
import type {
  AccessAnalysis,
  AnalyseOptions,
  ByteSource,
  FileSource,
  InputRecord,
  LoadedArea,
  LoadedBlocks,
  LoadedFacilities,
  TableLoadOptions,
} from '../library.ts'
import { messagesIn, type SayMessage } from '../messages.ts'
import { breathe, type Library, runOptions, type Session } from '../session.ts'
import { type RejectReason, rejectReasons } from '../tables/reject-reasons.ts'
import { splitSentences } from '../tables/split-sentences.ts'
import { groupDigits, printable } from '../tables/text-table.ts'
import { UsageError } from '../usage-error.ts'
import { type Say, sayData, sayIn } from '../words.ts'
import { type ColumnMappings, readColumnMappings } from './column-mappings.ts'
import type { InputFlags } from './input-options.ts'
import { loadStandard } from './load-standard.ts'
import type { LoadedInputs } from './loaded-inputs.ts'
import { tellApart } from './source-names.ts'

/** Reasons told per file on stderr; rejects.csv and check have all. */
const MAX_WARNINGS = 8

/** Reads area, facilities and blocks. */
export async function loadInputs(session: Session, areaPath: string, flags: InputFlags): Promise<LoadedInputs> {
  const library = await session.library()
  if (flags.profile !== undefined) library.walkProfile(flags.profile)
  const standard = flags.standard === undefined ? undefined : await loadStandard(library, flags.standard)
  const mappings = flags.mapping === undefined ? {} : await readColumnMappings(library, flags.mapping)
  const defaultCategory = defaultCategoryOf(library, flags.defaultCategory)
  const paths = [areaPath, ...(flags.facilities ?? []), flags.blocks, flags.gates, flags.totals]
  const files = tellApart(paths.flatMap((path) => (path === undefined ? [] : [library.openFile(path)])))
  const areaFile = files.shift()!
  const facilityFiles = files.splice(0, flags.facilities?.length ?? 0)
  const [blocksFile, gatesFile, totalsFile] = [flags.blocks, flags.gates, flags.totals].map((path) =>
    path === undefined ? undefined : files.shift(),
  )
  const area = await loadAreaFile(session, library, areaFile)
  const { encoding, delimiter, crs } = flags
  const reading: TableLoadOptions = { ...runOptions(session), encoding, delimiter, sheet: sheetOf(flags.sheet), crs }
  const facilities = await library.loadFacilities(area, {
    ...reading,
    mapping: mappings.facilities,
    mappings: mappingsByName(mappings.facilityFiles, facilityFiles),
    defaultCategory,
    files: facilityFiles,
    from: flags.facilitiesFrom,
  })
  const message = messagesIn(library, session.lang)
  tellLoaded(session, facilities, facilityFiles, message)
  await breathe(session)
  const blockFiles = [blocksFile, gatesFile, totalsFile]
  const blocks = await library.loadBlocks(area, {
    ...reading,
    mapping: mappings.blocks,
    gatesMapping: mappings.gates,
    totalsMapping: mappings.totals,
    file: blocksFile,
    gates: gatesFile,
    totals: totalsFile,
  })
  tellLoaded(session, blocks, blockFiles, message)
  for (const sentence of splitSentences(blocks.split ?? [], session.lang)) session.terminal.note(sentence)
  await breathe(session)
  const tables = [...facilityFiles, ...blockFiles].filter((file) => file !== undefined)
  return { library, area, facilities, blocks, standard, tables, reading }
}

/** Columns by the names that files are called by in this run; a mapping may name them by their base names. */
function mappingsByName(mappings: ColumnMappings['facilityFiles'], files: readonly FileSource[]) {
  if (mappings === undefined) return undefined
  return new Map(
    files.flatMap(({ name, path }) => {
      const mapping = mappings.get(name) ?? mappings.get(basename(path))
      return mapping === undefined ? [] : [[name, mapping] as const]
    }),
  )
}

/** What was read of each file, in which coordinates, and what was not used. */
function tellLoaded(
  session: Session,
  loaded: LoadedFacilities | LoadedBlocks,
  files: readonly (ByteSource | undefined)[],
  message: SayMessage,
): void {
  for (const input of loaded.inputs) session.terminal.note(describeInput(input, sayIn(session.lang)))
  tellCoordinates(session, loaded, message)
  warnOfRejects(session, loaded, files, message)
}

/** Reads the area and says what it is. */
export async function loadAreaFile(session: Session, library: Library, file: ByteSource): Promise<LoadedArea> {
  const area = await library.loadArea(file, { ...runOptions(session), inflate: library.nativeInflate })
  session.terminal.note(describeArea(area, sayIn(session.lang)))
  const { nodeRefs, missingNodeRefs } = area.counts
  if (library.streetsAreIncomplete(area.counts)) {
    const values = { name: printable(area.input.name), missing: missingNodeRefs, all: nodeRefs }
    session.terminal.warn(sayIn(session.lang)('area_incomplete', values))
  }
  await breathe(session)
  return area
}

/** Analyses loaded inputs as the options say. */
export async function analyseInputs(
  session: Session,
  inputs: LoadedInputs,
  flags: InputFlags,
): Promise<AccessAnalysis> {
  const { library, area, facilities, blocks } = inputs
  refuseUseless(inputs, flags)
  const pool = library.createSweepPool({ threads: flags.threads })
  const options: AnalyseOptions = {
    ...runOptions(session),
    minutes: flags.minutes,
    metres: flags.metres,
    profile: flags.profile,
    categories: flags.category === undefined ? undefined : categoryIds(library, flags.category),
    maxLinkMetres: flags.maxLinkMetres,
    demand: flags.demand,
    standard: inputs.standard,
    sweep: pool.sweep,
  }
  const analysis = await library.analyseAccess(area, facilities, blocks, options).finally(pool.close)
  session.terminal.finish()
  await breathe(session)
  refuseStrangers(library, analysis)
  return analysis
}

/** Coordinates that are not plain WGS-84 are said, doubts about them always. */
function tellCoordinates(
  { terminal, lang }: Session,
  { coordinates }: LoadedFacilities | LoadedBlocks,
  message: SayMessage,
): void {
  for (const { source, system, judgement } of coordinates) {
    if (system.id !== 'wgs84')
      terminal.note(
        sayIn(lang)('coordinates_read', { name: printable(source), reason: printable(message(judgement.reason)) }),
      )
    if (judgement.warning !== null)
      terminal.warn(`${printable(source)}${sayIn(lang)('colon')}${printable(message(judgement.warning))}`)
  }
}

/**
 * Rows of the user's own files that were not used, or otherwise than they say, are told at once, with an example of each reason;
 * those of OSM are counted only.
 */
function warnOfRejects(
  { terminal, lang }: Session,
  loaded: LoadedFacilities | LoadedBlocks,
  files: readonly (ByteSource | undefined)[],
  message: SayMessage,
): void {
  const say = sayIn(lang)
  const names = new Set(files.map((file) => file?.name))
  for (const name of names) {
    const reasons = rejectReasons(
      // Doubts about coordinates have been told already.
      loaded.rejects.filter(({ source, code }) => source === name && code !== 'doubtful-coordinates'),
    )
    for (const { code, count, severity, example } of reasons.slice(0, MAX_WARNINGS)) {
      const key = severity === 'rejected' ? 'rejects_example' : 'warnings_example'
      terminal.warn(
        say(key, {
          name: printable(name!),
          n: count,
          code: sayData(say, 'code_', code),
          example: printable(message(example)),
        }),
      )
    }
  }
}

/** A file of which not one row can be used stops the run, with the reason. @throws LivingCircleError `input-unusable` */
function refuseUseless({ library, facilities, blocks }: LoadedInputs, flags: InputFlags): void {
  for (const { inputs, rejects } of [facilities, blocks]) {
    for (const { name, role, format, read, used } of inputs) {
      if (used > 0 || format === 'osm') continue
      const own = rejects.filter(({ source }) => source === name)
      // Places that another source has, too, could be used: nothing is wrong with their file.
      if (own.some(({ code, severity }) => code === 'duplicate-place' && severity === 'rejected')) continue
      const [reason] = rejectReasons(own)
      if (reason === undefined) {
        throw new library.LivingCircleError('input-unusable', `${name} has no rows.`, {
          hint: 'A table needs a header line and at least one row.',
          details: { name, role, read },
        })
      }
      const why = `${reason.code}, such as ${printable(reason.example)}`
      throw new library.LivingCircleError(
        'input-unusable',
        `${name}: none of ${groupDigits(read)} ${role} can be used (${why}).`,
        {
          hint: hintFor(reason),
          details: { name, role, read },
        },
      )
    }
  }
  if (flags.blocks === undefined && blocks.blocks.length === 0) {
    throw new library.LivingCircleError(
      'input-unusable',
      'The extract has no residential areas, and no --blocks FILE is given.',
      {
        hint: 'Give the blocks as a CSV or GeoJSON file: --blocks FILE.',
      },
    )
  }
}

function hintFor({ code, example }: RejectReason): string {
  if (code === 'invalid-coordinates' && example.includes('metres of a projected system')) {
    return 'Say which system the coordinates are in by its EPSG code, e.g. --crs EPSG:4547.'
  }
  if (code === 'swapped-coordinates')
    return 'Swap the columns of longitude and latitude (longitude is the larger one in China).'
  if (code === 'unknown-category') return 'List the known kinds with "living-circle categories".'
  return 'See the rows and reasons with "living-circle check … --rejects -".'
}

/** Blocks that all lie outside the extract belong to another place. @throws LivingCircleError `input-unusable` */
function refuseStrangers(library: Library, { report }: AccessAnalysis): void {
  const { blocks, network } = report
  if (!blocks.every(({ linkStatus }) => linkStatus === 'outside')) return
  const [lon, lat] = blocks[0]!.lonLat
  const [west, south, east, north] = network.box.map((degrees) => degrees.toFixed(4))
  throw new library.LivingCircleError(
    'input-unusable',
    `All ${blocks.length} blocks lie outside the extract: the first at ${lon}, ${lat}, the streets between ${west}, ${south} and ${east}, ${north}.`,
    {
      hint: 'Take the extract of the right place, and check the order of longitude and latitude.',
      details: { lonLat: [lon, lat], box: network.box },
    },
  )
}

/** Ids as they are; Chinese and English names and aliases become ids. Unknown words are left for the library to refuse. */
function categoryIds(library: Library, words: readonly string[]): string[] {
  return words.map((word) => library.resolveCategoryWord(word).category?.id ?? word)
}

/** The id of `--default-category`. @throws UsageError for a word that is no category */
function defaultCategoryOf(library: Library, word: string | undefined): string | undefined {
  if (word === undefined) return undefined
  const { category, suggestions } = library.resolveCategoryWord(word)
  if (category !== null) return category.id
  throw new UsageError(
    `--default-category "${word}" is not known.`,
    suggestions[0] === undefined ? 'List them with "living-circle categories".' : `Did you mean "${suggestions[0]}"?`,
  )
}

function sheetOf(sheet: string | undefined): string | number | undefined {
  return sheet !== undefined && /^[1-9]\d{0,3}$/.test(sheet) ? Number(sheet) : sheet
}

function describeArea({ input, counts, network }: LoadedArea, say: Say): string {
  return say('area_read', {
    name: printable(input.name),
    walkable: counts.walkableWays,
    highways: counts.highwayWays,
    edges: network.edgeFrom.length,
    date: input.date === null ? '' : say('area_date', { date: input.date.slice(0, 10) }),
  })
}

/** What was used of one file. */
export function describeInput({ role, name, read, used, rejected }: InputRecord, say: Say): string {
  const dropped = rejected === 0 ? '' : say('input_dropped', { n: rejected })
  return say('input_read', { name: printable(name), used, read, role: sayData(say, 'role_', role), dropped })
}

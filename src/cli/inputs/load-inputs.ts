// From options to loaded inputs, with a line of narration for each. The only place of the command line that knows the order: open
// everything first, so that a mistyped name is told before the long work.
import { basename } from 'node:path'
import type { FileSource, TableLoadOptions } from '../library.ts'
import { breathe, type Library, runOptions, type Session } from '../session.ts'
import { splitSentences } from '../tables/split-sentences.ts'
import { UsageError, usage } from '../usage-error.ts'
import { chooseProfile } from './choose-profile.ts'
import { type ColumnMappings, readColumnMappings, useCategories } from './column-mappings.ts'
import type { InputFlags } from './input-flags.ts'
import { loadAreaFile, openHeights } from './load-area-file.ts'
import { loadStandard } from './load-standard.ts'
import { loadWithin } from './load-within.ts'
import type { LoadedInputs } from './loaded-inputs.ts'
import { refuseTwoStreams } from './one-stream.ts'
import { tellApart } from './source-names.ts'
import { tellLoaded } from './tell-inputs.ts'

/** Reads area, facilities and blocks. */
export async function loadInputs(session: Session, areaPath: string, flags: InputFlags): Promise<LoadedInputs> {
  const library = await session.library()
  const profile = await chooseProfile(library, flags)
  if (flags.at !== undefined) library.momentOf(flags.at)
  if (flags.categories !== undefined) await useCategories(library, flags.categories)
  const standard = flags.standard === undefined ? undefined : await loadStandard(library, flags.standard)
  const mappings = flags.mapping === undefined ? {} : await readColumnMappings(library, flags.mapping)
  const defaultCategory = defaultCategoryOf(library, flags.defaultCategory)
  const facilityPaths = (flags.facilities ?? []).flatMap((path) => library.matchingFiles(path))
  const paths = [areaPath, ...facilityPaths, flags.blocks, flags.gates, flags.compounds, flags.totals, flags.within]
  refuseTwoStreams(paths)
  const files = tellApart(paths.flatMap((path) => (path === undefined ? [] : [library.openFile(path)])))
  const areaFile = files.shift()!
  const heights = openHeights(library, flags.dem)
  const facilityFiles = files.splice(0, facilityPaths.length)
  const [blocksFile, gatesFile, compoundsFile, totalsFile, withinFile] = paths
    .slice(-5)
    .map((path) => (path === undefined ? undefined : files.shift()))
  const how = { heights, private: flags.private, crs: flags.crs }
  const streets = await loadAreaFile(session, library, areaFile, how)
  const { encoding, delimiter, crs } = flags
  const reading: TableLoadOptions = { ...runOptions(session), encoding, delimiter, sheet: sheetOf(flags.sheet), crs }
  session.times?.begin('facilities')
  const facilities = await library.loadFacilities(streets, {
    ...reading,
    mapping: mappings.facilities,
    mappings: mappingsByName(mappings.facilityFiles, facilityFiles),
    defaultCategory,
    files: facilityFiles,
    from: flags.facilitiesFrom,
  })
  tellLoaded(session, library, facilities, facilityFiles)
  await breathe(session)
  const blockFiles = [blocksFile, gatesFile, compoundsFile, totalsFile]
  session.times?.begin('blocks')
  const blocks = await library.loadBlocks(streets, {
    ...reading,
    mapping: mappings.blocks,
    gatesMapping: mappings.gates,
    compoundsMapping: mappings.compounds,
    totalsMapping: mappings.totals,
    file: blocksFile,
    gates: gatesFile,
    compounds: compoundsFile,
    closed: flags.closed,
    totals: totalsFile,
  })
  tellLoaded(session, library, blocks, blockFiles)
  for (const sentence of splitSentences(library.summariseSplit(blocks.split ?? []), session.lang))
    session.terminal.note(sentence)
  const within = await loadWithin(session, streets, withinFile, reading, flags)
  await breathe(session)
  const area = library.closeCompounds(streets, blocks.compounds ?? [])
  const tables = [...facilityFiles, ...blockFiles].filter((file) => file !== undefined)
  return { library, area, streets, facilities, blocks, within, standard, profile, tables, reading }
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

/** The id of `--default-category`. @throws UsageError for a word that is no category */
function defaultCategoryOf(library: Library, word: string | undefined): string | undefined {
  if (word === undefined) return undefined
  const { category, suggestions } = library.resolveCategoryWord(word)
  if (category !== null) return category.id
  throw new UsageError(
    usage('usage.default-category', { word }),
    suggestions[0] === undefined ? usage('hint.list-categories') : usage('hint.did-you-mean', { word: suggestions[0] }),
  )
}

function sheetOf(sheet: string | undefined): string | number | undefined {
  return sheet !== undefined && /^[1-9]\d{0,3}$/.test(sheet) ? Number(sheet) : sheet
}

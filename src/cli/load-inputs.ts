// From options to loaded inputs and an analysis, with a line of narration for each. The only place of the command line that
// knows the order: open everything first, so that a mistyped name is told before the long work.
import type {
  AccessAnalysis,
  AnalyseOptions,
  InputRecord,
  LoadedArea,
  LoadedBlocks,
  LoadedFacilities,
} from '../index.ts'
import type { InputFlags } from './input-options.ts'
import { breathe, type Library, runOptions, type Session } from './session.ts'
import { groupDigits, printable } from './text-table.ts'

/** Everything that was asked to be read. */
export interface LoadedInputs {
  readonly library: Library
  readonly area: LoadedArea
  readonly facilities: LoadedFacilities
  readonly blocks: LoadedBlocks
}

/** Reads area, facilities and blocks. */
export async function loadInputs(session: Session, areaPath: string, flags: InputFlags): Promise<LoadedInputs> {
  const library = await session.library()
  const areaFile = library.openFile(areaPath)
  const facilityFiles = (flags.facilities ?? []).map((path) => library.openFile(path))
  const blocksFile = flags.blocks === undefined ? undefined : library.openFile(flags.blocks)
  const gatesFile = flags.gates === undefined ? undefined : library.openFile(flags.gates)
  const run = runOptions(session)
  const area = await library.loadArea(areaFile, { ...run, inflate: library.nativeInflate })
  const { terminal } = session
  terminal.note(describeArea(area))
  await breathe(session)
  const tables = { ...run, encoding: flags.encoding, sheet: sheetOf(flags.sheet) }
  const facilities = await library.loadFacilities(area, {
    ...tables,
    files: facilityFiles,
    from: flags.facilitiesFrom,
  })
  for (const input of facilities.inputs) terminal.note(describeInput(input))
  await breathe(session)
  const blocks = await library.loadBlocks(area, { ...tables, file: blocksFile, gates: gatesFile })
  for (const input of blocks.inputs) terminal.note(describeInput(input))
  await breathe(session)
  return { library, area, facilities, blocks }
}

/** Analyses loaded inputs as the options say. */
export async function analyseInputs(
  session: Session,
  inputs: LoadedInputs,
  flags: InputFlags,
): Promise<AccessAnalysis> {
  const { library, area, facilities, blocks } = inputs
  const options: AnalyseOptions = {
    ...runOptions(session),
    minutes: flags.minutes,
    metres: flags.metres,
    profile: flags.profile,
    categories: flags.category === undefined ? undefined : categoryIds(library, flags.category),
    maxLinkMetres: flags.maxLinkMetres,
    demand: flags.demand,
  }
  const analysis = await library.analyseAccess(area, facilities, blocks, options)
  session.terminal.finish()
  await breathe(session)
  return analysis
}

/** Ids as they are; Chinese and English names and aliases become ids. Unknown words are left for the library to refuse. */
function categoryIds(library: Library, words: readonly string[]): string[] {
  return words.map((word) => library.resolveCategoryWord(word).category?.id ?? word)
}

function sheetOf(sheet: string | undefined): string | number | undefined {
  return sheet !== undefined && /^[1-9]\d{0,3}$/.test(sheet) ? Number(sheet) : sheet
}

function describeArea({ input, counts, network }: LoadedArea): string {
  const date = input.date === null ? '' : `, data of ${input.date.slice(0, 10)}`
  const { highwayWays, walkableWays } = counts
  return `${printable(input.name)}: ${groupDigits(walkableWays)} of ${groupDigits(highwayWays)} streets can be walked, ${groupDigits(network.edgeFrom.length)} street pieces${date}`
}

function describeInput({ role, name, read, used, rejected }: InputRecord): string {
  const dropped = rejected === 0 ? '' : ` (${groupDigits(rejected)} rejected)`
  return `${printable(name)}: ${groupDigits(used)} of ${groupDigits(read)} ${role} used${dropped}`
}

// Everything that the jobs of `isochrone` work on: files read, places found, costs made. It opens all files before the long work, so
// that a mistyped name is told at once.

import type { LayerTerms } from '../feature-output.ts'
import { chooseProfile } from '../inputs/choose-profile.ts'
import { loadOrigins, type PlacedOrigin } from '../inputs/isochrone-origins.ts'
import { loadAreaFile, openHeights } from '../inputs/load-area-file.ts'
import { refuseTwoStreams } from '../inputs/one-stream.ts'
import { tellApart } from '../inputs/source-names.ts'
import { describeInput } from '../inputs/tell-inputs.ts'
import type { Basis, BlockLoadOptions, Impedance, LoadedArea, LoadedBlocks, WalkProfile } from '../library.ts'
import { shiftedSystem } from '../out-coordinates.ts'
import { breathe, type Library, runOptions, type Session } from '../session.ts'
import { type Say, sayIn } from '../words.ts'
import { asksForCounts, asksForWalls, type IsochroneFlags } from './isochrone-flags.ts'

/** Everything loaded and linked to a question. */
export interface IsochroneQuestion {
  readonly session: Session
  readonly library: Library
  readonly flags: IsochroneFlags
  readonly area: LoadedArea
  readonly origins: readonly PlacedOrigin[]
  readonly profile: WalkProfile
  readonly basis: Basis
  readonly unit: 'minutes' | 'metres'
  readonly impedance: Impedance
  readonly blocks: LoadedBlocks | undefined
  readonly say: Say
  readonly terms: LayerTerms
  /** Tables: to stdout, or to stderr where stdout takes a drawing. */
  readonly tell: (table: string) => void
}

/** Reads what the options name. @throws LivingCircleError what reading throws, `input-unusable` without any place or block */
export async function loadQuestion(
  session: Session,
  areaPath: string,
  flags: IsochroneFlags,
): Promise<IsochroneQuestion> {
  const library = await session.library()
  for (const path of [flags.output, flags.uncovered]) {
    if (path !== undefined && path !== '-') library.checkOutputFile(path, { overwrite: flags.overwrite })
  }
  const profile = await chooseProfile(library, flags)
  const { gates, compounds } = flags
  refuseTwoStreams([areaPath, flags.from, ...(flags.facilities ?? []), flags.blocks, gates, compounds])
  const areaFile = library.openFile(areaPath)
  const from = flags.from === undefined ? undefined : library.openFile(flags.from)
  const facilities = tellApart(
    (flags.facilities ?? []).flatMap((path) => library.matchingFiles(path)).map((path) => library.openFile(path)),
  )
  const [blocksFile, gatesFile, compoundsFile] = [flags.blocks, gates, compounds].map((path) =>
    path === undefined ? undefined : library.openFile(path),
  )
  const heights = openHeights(library, flags.dem)
  const streets = await loadAreaFile(session, library, areaFile, { heights, crs: flags.crs, private: flags.private })
  const { at, category, crs, metres } = flags
  const origins = await loadOrigins(session, library, streets, { at, from, category, facilities, crs })
  const files = { file: blocksFile, gates: gatesFile, compounds: compoundsFile, closed: flags.closed }
  const loaded =
    asksForCounts(flags) || asksForWalls(flags) ? await loadPeople(session, library, streets, flags, files) : undefined
  const area = library.closeCompounds(streets, loaded?.compounds ?? [])
  const basis: Basis = metres === undefined ? 'time' : 'distance'
  const impedance = library.buildImpedance(area.network, profile, basis)
  const coordinates = shiftedSystem(library, area.network.box, flags.outCrs)
  return {
    session,
    library,
    flags,
    area,
    origins,
    profile,
    basis,
    unit: basis === 'time' ? 'minutes' : 'metres',
    impedance,
    blocks: asksForCounts(flags) ? loaded : undefined,
    say: sayIn(session.lang),
    terms: { attribution: area.licence.attribution, coordinates },
    tell: (table) => {
      if (flags.output === '-' || flags.uncovered === '-') session.terminal.note(table.trimEnd())
      else session.terminal.result(table)
    },
  }
}

/** Blocks of the file, or the residential areas of the extract; with them the compounds that are closed. */
async function loadPeople(
  session: Session,
  library: Library,
  area: LoadedArea,
  flags: IsochroneFlags,
  files: Pick<BlockLoadOptions, 'file' | 'gates' | 'compounds' | 'closed'>,
): Promise<LoadedBlocks> {
  const blocks = await library.loadBlocks(area, { ...runOptions(session), ...files, crs: flags.crs })
  for (const input of blocks.inputs) session.terminal.note(describeInput(input, sayIn(session.lang)))
  await breathe(session)
  if (flags.land === true || flags.uncovered !== undefined) {
    if (!blocks.blocks.some(({ polygons }) => (polygons?.length ?? 0) > 0)) throw noLand(library)
  }
  if (blocks.blocks.length > 0 || !asksForCounts(flags)) return blocks
  throw library.problem(
    'input-unusable',
    'input.no-block',
    { name: String(flags.blocks) },
    { hint: 'hint.check-command' },
  )
}

function noLand({ problem }: Library) {
  return problem('input-unusable', 'input.no-outline', {}, { hint: 'hint.blocks-as-polygons' })
}

/** How the costs are searched and drawn, as the library takes it. */
export function searchOptions({ session, flags: { minutes, metres, maxLinkMetres } }: IsochroneQuestion) {
  return { ...runOptions(session), minutes, metres, maxLinkMetres }
}

/** Says how many of the places no street is near to. */
export function warnOfUnlinked({ session, say }: IsochroneQuestion, unlinked: number, all: number): void {
  if (unlinked > 0) session.terminal.warn(say('places_unlinked', { n: unlinked, all }))
}

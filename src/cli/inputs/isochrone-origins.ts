// Where isochrones begin: places from the command line, a table of blocks or facilities, or all facilities of a kind.
import type { ByteSource, LoadedArea, LoadedBlocks, LonLat, TableLoadOptions } from '../library.ts'
import { breathe, type Library, runOptions, type Session } from '../session.ts'
import { printable } from '../tables/text-table.ts'
import { sayCode, sayIn, sayReject } from '../words.ts'
import { describeInput } from './tell-inputs.ts'

/** An origin with an id, and its outline where it has one. */
export interface PlacedOrigin {
  readonly id: string
  readonly name: string | null
  readonly places: readonly LonLat[]
  readonly polygons: readonly (readonly (readonly LonLat[])[])[] | null
}

/** What was asked for; exactly one of `at`, `from`, `category`. */
export interface OriginQuestion {
  readonly at?: readonly LonLat[] | undefined
  readonly from?: ByteSource | undefined
  readonly category?: readonly string[] | undefined
  readonly facilities: readonly ByteSource[]
  readonly crs?: string | undefined
}

/** @throws LivingCircleError `input-unusable` where there is no place */
export async function loadOrigins(
  session: Session,
  library: Library,
  area: LoadedArea,
  question: OriginQuestion,
): Promise<readonly PlacedOrigin[]> {
  const { at, from } = question
  if (at !== undefined) {
    return at.map((place, index) => ({ id: String(index + 1), name: null, places: [place], polygons: null }))
  }
  return from !== undefined
    ? originsOfTable(session, library, area, from, question.crs)
    : originsOfKinds(session, library, area, question)
}

/**
 * A table's rows as facilities where they have kinds, else as blocks: whichever understands more of them. A table of gates (its ids
 * are those of blocks) makes one origin of all gates of an id.
 */
async function originsOfTable(
  session: Session,
  library: Library,
  area: LoadedArea,
  file: ByteSource,
  crs: string | undefined,
): Promise<readonly PlacedOrigin[]> {
  const run = { ...runOptions(session), crs }
  const asBlocks = await loadBlocksOrGates(library, area, file, run)
  await breathe(session)
  const asFacilities = await library.loadFacilities(area, { ...run, files: [file] })
  await breathe(session)
  // Merged, closed and planned rows are understood, too: they are no reason to take a table of facilities for one of blocks.
  const { merged = 0, closed = 0, planned = 0 } = asFacilities.inputs[0]?.apart ?? {}
  const understood = asFacilities.facilities.length + merged + closed + planned
  const areFacilities = asFacilities.facilities.length > 0 && understood >= asBlocks.blocks.length
  const { inputs, rejects } = areFacilities ? asFacilities : asBlocks
  const say = sayIn(session.lang)
  session.terminal.note(describeInput(inputs[0]!, say))
  const rejected = rejects.filter(({ severity }) => severity === 'rejected')
  for (const { code, count, first } of library.rejectReasons(rejected)) {
    session.terminal.warn(
      say('rejects_example', {
        name: printable(file.name),
        n: count,
        code: sayCode(code, session.lang),
        example: printable(sayReject(first, session.lang)),
      }),
    )
  }
  if (areFacilities) {
    return asFacilities.facilities.map(({ id, name, entrances, polygons }) => ({
      id,
      name,
      places: entrances,
      polygons,
    }))
  }
  if (asBlocks.blocks.length === 0) {
    throw library.problem('input-unusable', 'input.no-place', { name: file.name }, { hint: 'hint.check-command' })
  }
  return asBlocks.blocks.map(({ id, name, lonLat, gates, polygons }) => ({
    id,
    name,
    places: gates.length > 0 ? gates : [lonLat],
    polygons,
  }))
}

/** Blocks of a table; where its rows are gates, blocks that have all gates of their id. */
async function loadBlocksOrGates(
  library: Library,
  area: LoadedArea,
  file: ByteSource,
  options: TableLoadOptions,
): Promise<Pick<LoadedBlocks, 'blocks' | 'inputs' | 'rejects'>> {
  const asBlocks = await library.loadBlocks(area, { ...options, file })
  const idHeader = asBlocks.understood[0]?.columns.mapping.id
  const isOfGates = idHeader !== undefined && library.understandColumns([idHeader], 'gates').index.has('block_id')
  if (!isOfGates) return asBlocks
  // The same rows once as blocks, which gives the ids, and once as their gates.
  const { blocks, inputs, rejects } = await library.loadBlocks(area, { ...options, file, gates: file })
  return {
    blocks: blocks.filter(({ gates }) => gates.length > 0),
    inputs: inputs.slice(1),
    rejects: rejects.slice(asBlocks.rejects.length),
  }
}

async function originsOfKinds(
  session: Session,
  library: Library,
  area: LoadedArea,
  { category, facilities: files, crs }: OriginQuestion,
): Promise<readonly PlacedOrigin[]> {
  const ids = new Set(category!.map((word) => library.resolveCategoryWord(word).category?.id ?? word))
  const { facilities } = await library.loadFacilities(area, { ...runOptions(session), crs, files })
  await breathe(session)
  const chosen = facilities.filter((facility) => ids.has(facility.category))
  if (chosen.length > 0) {
    return chosen.map(({ id, name, entrances, polygons }) => ({ id, name, places: entrances, polygons }))
  }
  throw library.problem(
    'input-unusable',
    'input.no-kind',
    { list: [...ids].join(', ') },
    { hint: 'hint.categories-and-check' },
  )
}

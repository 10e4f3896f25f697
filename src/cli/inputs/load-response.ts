// The inputs of `respond`: streets on which private ones are open, stations, and blocks with their gates.
import type { ByRole, LoadedArea, LoadedBlocks } from '../library.ts'
import type { OutCrsFlags } from '../out-coordinates.ts'
import { breathe, type Library, runOptions, type Session } from '../session.ts'
import { readColumnMappings } from './column-mappings.ts'
import { loadAreaFile, openHeights } from './load-area-file.ts'
import { refuseTwoStreams } from './one-stream.ts'
import { tellApart } from './source-names.ts'
import { tellLoaded } from './tell-inputs.ts'

/** What the options of `respond` give. */
export interface ResponseFlags extends OutCrsFlags {
  readonly from: string
  readonly ready: number
  readonly speed: number
  readonly late?: readonly number[]
  readonly blocks?: string
  readonly gates?: string
  readonly crs?: ByRole
  readonly encoding?: ByRole
  readonly mapping?: string
  readonly dem?: readonly string[]
  readonly maxLinkMetres?: number
  readonly threads?: number
  readonly table?: string
  readonly output?: string
  readonly overwrite?: boolean
  readonly json?: boolean
}

/** Everything that was asked to be read. */
export interface ResponseInputs {
  readonly area: LoadedArea
  readonly stations: LoadedBlocks
  readonly blocks: LoadedBlocks
}

/** Reads all of it; every file is opened before the long work. */
export async function loadResponseInputs(
  session: Session,
  library: Library,
  areaPath: string,
  flags: ResponseFlags,
): Promise<ResponseInputs> {
  const mappings = flags.mapping === undefined ? {} : await readColumnMappings(library, flags.mapping)
  const paths = [areaPath, flags.from, flags.blocks, flags.gates]
  refuseTwoStreams(paths)
  const files = tellApart(paths.flatMap((path) => (path === undefined ? [] : [library.openFile(path)])))
  const [areaFile, from] = files.splice(0, 2)
  const [blocksFile, gatesFile] = paths.slice(2).map((path) => (path === undefined ? undefined : files.shift()))
  const heights = openHeights(library, flags.dem)
  const area = await loadAreaFile(session, library, areaFile!, { heights, private: 'ordinary' })
  const reading = { ...runOptions(session), crs: flags.crs, encoding: flags.encoding }
  // A station is a place with an id, as a block is one: kinds of places have no say here.
  const asBlocks = await library.loadBlocks(area, { ...reading, file: from, mapping: mappings.facilities })
  const stations = { ...asBlocks, inputs: asBlocks.inputs.map((input) => ({ ...input, role: 'facilities' as const })) }
  tellLoaded(session, library, stations, [from])
  await breathe(session)
  const blocks = await library.loadBlocks(area, {
    ...reading,
    file: blocksFile,
    gates: gatesFile,
    mapping: mappings.blocks,
    gatesMapping: mappings.gates,
  })
  tellLoaded(session, library, blocks, [blocksFile, gatesFile])
  await breathe(session)
  return { area, stations, blocks }
}

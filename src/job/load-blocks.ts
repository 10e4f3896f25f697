// HALLWAY: residential blocks from byte sources: a table or the extract, with totals shared out, buildings and gates. No logic of
// its own.

import type { InputRecord } from '../answer/sources.ts'
import { addBuildings, addGates, blocksFromOsm } from '../normalise/osm/osm-blocks.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { ColumnMapping } from '../normalise/tables/column-names.ts'
import { type SplitLog, splitPopulation } from '../normalise/tables/population-split.ts'
import { blocksFromTable } from '../normalise/tables/table-blocks.ts'
import { gatesFromTable } from '../normalise/tables/table-gates.ts'
import type { UnderstoodTable } from '../normalise/tables/table-intake.ts'
import { totalsFromTable } from '../normalise/tables/table-totals.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { readTable } from '../read/tables/table.ts'
import type { LoadedArea } from './load-area.ts'
import type { TableCoordinates } from './load-coordinates.ts'
import { fileInput, judgeTable, osmInput, readOptions, type TableLoadOptions } from './load-tables.ts'

/** Residential blocks. */
export interface LoadedBlocks {
  readonly blocks: readonly BlockRecord[]
  readonly rejects: readonly Reject[]
  readonly inputs: readonly InputRecord[]
  readonly understood: readonly UnderstoodTable[]
  /** How the coordinates of each table were understood. */
  readonly coordinates: readonly TableCoordinates[]
  /** What was shared out of the totals of communities; empty without totals. */
  readonly split?: readonly SplitLog[] | undefined
}

/** Options of {@link loadBlocks}. */
export interface BlockLoadOptions extends TableLoadOptions {
  /** Default: residential areas of the OSM data. */
  readonly file?: ByteSource | undefined
  /** Points with a `block_id`. */
  readonly gates?: ByteSource | undefined
  /** Totals of people by community (or street, or district), shared out to the blocks by dwellings or residential floor area. */
  readonly totals?: ByteSource | undefined
  /** Columns of the gates and of the totals; `mapping` is for the blocks. */
  readonly gatesMapping?: ColumnMapping | undefined
  readonly totalsMapping?: ColumnMapping | undefined
}

/** What becomes of the blocks on their way through the tables. */
interface BlocksSoFar {
  blocks: readonly BlockRecord[]
  readonly rejects: Reject[]
  readonly inputs: InputRecord[]
  readonly understood: UnderstoodTable[]
  readonly coordinates: TableCoordinates[]
  floor: ReadonlyMap<string, number> | undefined
  split: readonly SplitLog[]
}

/**
 * Residential blocks from a file (points or polygons) or from the residential areas of the extract, with people from totals of
 * communities where these are given, and with demand points from buildings and gates of the extract and of a gates file.
 *
 * @throws what {@link readTable} and {@link totalsFromTable} throw
 */
export async function loadBlocks(area: LoadedArea, options: BlockLoadOptions = {}): Promise<LoadedBlocks> {
  const loading: BlocksSoFar = {
    blocks: [],
    rejects: [],
    inputs: [],
    understood: [],
    coordinates: [],
    floor: undefined,
    split: [],
  }
  if (options.file === undefined) {
    const found = await blocksFromOsm(area.raw)
    loading.blocks = found.blocks
    loading.rejects.push(...found.rejects)
    loading.inputs.push(osmInput('blocks', area, found.counts))
  } else await takeBlocks(loading, area, options.file, options)
  if (options.gates !== undefined) await takeGates(loading, area, options.gates, options)
  if (options.totals !== undefined) await takeTotals(loading, options.totals, options)
  const { rejects, inputs, understood, coordinates, split } = loading
  // Gates that the user gave stand; only blocks without any take those of the OSM data.
  const blocks = addGates(await addBuildings(loading.blocks, area.raw), area.raw, area.walkableNodeId)
  return { blocks, rejects, inputs, understood, coordinates, split }
}

async function takeBlocks(loading: BlocksSoFar, area: LoadedArea, file: ByteSource, options: BlockLoadOptions) {
  const raw = await readTable(file, readOptions('blocks', options))
  const placed = await judgeTable(area, raw, 'blocks', options, options.mapping)
  const { toWgs84 } = placed
  const table = blocksFromTable(raw, { area: area.extent, mapping: options.mapping, toWgs84 })
  loading.blocks = table.blocks
  loading.floor = table.residentialFloorSquareMetres
  loading.coordinates.push(placed)
  loading.rejects.push(...placed.warnings, ...table.rejects)
  loading.understood.push(table.understood)
  loading.inputs.push(await fileInput('blocks', file, table.understood.format, table.counts))
}

async function takeGates(loading: BlocksSoFar, area: LoadedArea, file: ByteSource, options: BlockLoadOptions) {
  const mapping = options.gatesMapping
  const raw = await readTable(file, readOptions('gates', options))
  const placed = await judgeTable(area, raw, 'gates', options, mapping)
  const table = gatesFromTable(raw, loading.blocks, { area: area.extent, mapping, toWgs84: placed.toWgs84 })
  loading.blocks = table.blocks
  loading.coordinates.push(placed)
  loading.rejects.push(...placed.warnings, ...table.rejects)
  loading.understood.push(table.understood)
  loading.inputs.push(await fileInput('gates', file, table.understood.format, table.counts))
}

async function takeTotals(loading: BlocksSoFar, file: ByteSource, options: BlockLoadOptions) {
  const table = totalsFromTable(await readTable(file, readOptions('totals', options)), {
    mapping: options.totalsMapping,
  })
  const split = splitPopulation(loading.blocks, table.totals, {
    level: table.level,
    residentialFloorSquareMetres: loading.floor,
  })
  loading.blocks = split.blocks
  loading.split = split.log
  loading.rejects.push(...table.rejects, ...split.rejects)
  loading.understood.push(table.understood)
  const counts = { read: table.counts.read, used: split.used, rejected: table.counts.read - split.used }
  loading.inputs.push(await fileInput('totals', file, table.understood.format, counts))
}

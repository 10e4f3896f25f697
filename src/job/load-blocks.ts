// HALLWAY: residential blocks from byte sources: a table or the extract, with totals shared out, buildings and gates. No logic of
// its own.

import type { InputRecord } from '../answer/sources.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import type { RunOptions } from '../foundation/progress.ts'
import { addBuildings, addGates, blocksFromOsm } from '../normalise/osm/osm-blocks.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { ClosedRule, CompoundGate, CompoundOutline, CompoundRecord } from '../normalise/places/compound-record.ts'
import { compoundsOf, compoundsOfBlocks } from '../normalise/places/known-compounds.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import { type ColumnMapping, type TableKind, understandColumns } from '../normalise/tables/column-names.ts'
import { type SplitLog, splitPopulation } from '../normalise/tables/population-split.ts'
import { unitOfSheet } from '../normalise/tables/sheet-choice.ts'
import { createBlockIntake } from '../normalise/tables/table-blocks.ts'
import { createCompoundIntake } from '../normalise/tables/table-compounds.ts'
import { createGateIntake } from '../normalise/tables/table-gates.ts'
import type { UnderstoodTable } from '../normalise/tables/table-intake.ts'
import { createTotalsIntake } from '../normalise/tables/table-totals.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { checkKinds, checkWord } from '../words/option-values.ts'
import { problem } from '../words/problem.ts'
import type { LoadedArea } from './load-area.ts'
import type { TableCoordinates } from './load-coordinates.ts'
import { type ChosenTable, type ChosenTables, chooseTables, takeTable } from './load-sheets.ts'
import {
  fileInput,
  judgeTables,
  KNOWN_TABLE_LOAD_OPTIONS,
  osmInput,
  readOptions,
  TABLE_OPTION_KINDS,
  type TableLoadOptions,
} from './load-tables.ts'
import { asSource, type PlaceFile } from './place-file.ts'

const KNOWN_BLOCK_LOAD_OPTIONS: OptionKeys<BlockLoadOptions> = {
  ...KNOWN_TABLE_LOAD_OPTIONS,
  file: true,
  gates: true,
  compounds: true,
  closed: true,
  totals: true,
  gatesMapping: true,
  compoundsMapping: true,
  totalsMapping: true,
}

const OPTION_KINDS = {
  ...TABLE_OPTION_KINDS,
  gatesMapping: ['object'],
  compoundsMapping: ['object'],
  totalsMapping: ['object'],
} as const

/** Residential blocks. */
export interface LoadedBlocks {
  readonly blocks: readonly BlockRecord[]
  readonly rejects: readonly Reject[]
  readonly inputs: readonly InputRecord[]
  readonly understood: readonly UnderstoodTable[]
  /** How the coordinates of each table were understood. */
  readonly coordinates: readonly TableCoordinates[]
  /** Estates, campuses and the like: those of a file of outlines, else the blocks that are areas. In natural order of id. */
  readonly compounds?: readonly CompoundRecord[] | undefined
  /** What was shared out of the totals of communities; empty without totals. */
  readonly split?: readonly SplitLog[] | undefined
}

/** Options of {@link loadBlocks}. */
export interface BlockLoadOptions extends TableLoadOptions {
  /** Default: residential areas of the OSM data. */
  readonly file?: PlaceFile | undefined
  /** Points with a `block_id` or a `compound_id`, and what is known of them. */
  readonly gates?: PlaceFile | undefined
  /** Outlines of estates, campuses and the like. Default: the blocks that are areas. */
  readonly compounds?: PlaceFile | undefined
  /** Which of them are closed where their rows do not say. Default `gates`: those that have a gate in the gates file. */
  readonly closed?: ClosedRule | undefined
  /** Totals of people by community (or street, or district), shared out to the blocks by dwellings or residential floor area. */
  readonly totals?: PlaceFile | undefined
  /** Columns of the gates, of the compounds and of the totals; `mapping` is for the blocks. */
  readonly gatesMapping?: ColumnMapping | undefined
  readonly compoundsMapping?: ColumnMapping | undefined
  readonly totalsMapping?: ColumnMapping | undefined
}

/** What becomes of the blocks on their way through the tables. */
interface BlocksSoFar {
  blocks: readonly BlockRecord[]
  readonly rejects: Reject[]
  readonly inputs: InputRecord[]
  readonly understood: UnderstoodTable[]
  readonly coordinates: TableCoordinates[]
  /** Outlines of a file of their own, and their gates. */
  outlines: readonly CompoundOutline[] | undefined
  gatesOfCompound: ReadonlyMap<string, readonly CompoundGate[]>
  floor: ReadonlyMap<string, number> | undefined
  split: readonly SplitLog[]
}

/**
 * Residential blocks from a file (points or polygons) or from the residential areas of the extract, with people from totals of
 * communities where these are given, and with demand points from buildings and gates of the extract and of a gates file.
 *
 * @throws what `chooseTables` and `createTotalsIntake` throw
 * @param options the file, gates, compounds and totals, each a `ByteSource` or a GeoJSON `FeatureCollection`; columns and coordinate system where they are not understood
 * @returns the blocks with `[lon, lat]` in degrees and whole people, and every row that was not used with why
 * @example
 * ```ts
 * import { bytesSource, loadArea, loadBlocks } from 'living-circle'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const table = 'id,lon,lat,population\nb1,0.001,0,120\nb2,0.002,,80\n'
 * const { blocks, rejects } = await loadBlocks(area, { file: bytesSource('b.csv', text(table)) })
 * blocks.map(({ id, people }) => `${id} ${people.population}`) // [ 'b1 120' ]
 * rejects.length // 1: b2 has no latitude
 * ```
 */
export async function loadBlocks(area: LoadedArea, options: BlockLoadOptions = {}): Promise<LoadedBlocks> {
  checkOptions('loadBlocks', options, KNOWN_BLOCK_LOAD_OPTIONS)
  checkGiven('loadBlocks', 'area', area, 'area')
  checkKinds('loadBlocks', options, OPTION_KINDS)
  checkWord('closed', options.closed, ['gates', 'all', 'none'])
  const ready = area.prepared?.blocks
  if (ready !== undefined && options.file === undefined) {
    const { gates, compounds, closed, totals } = options
    if ([gates, compounds, closed, totals].every((one) => one === undefined)) {
      return { ...ready, understood: [], coordinates: [] }
    }
    throw problem('usage', 'town.blocks-whole', {}, { hint: 'hint.blocks-whole' })
  }
  const run: RunOptions = { signal: options.signal, onProgress: options.onProgress }
  const loading: BlocksSoFar = {
    blocks: [],
    rejects: [],
    inputs: [],
    understood: [],
    coordinates: [],
    outlines: undefined,
    gatesOfCompound: new Map(),
    floor: undefined,
    split: [],
  }
  if (options.file === undefined) {
    const found = await blocksFromOsm(area.raw, run)
    loading.blocks = found.blocks
    for (const one of found.rejects) loading.rejects.push(one)
    loading.inputs.push(osmInput('blocks', area, found.counts))
  } else await takeBlocks(loading, area, asSource(options.file, 'blocks'), options)
  if (options.compounds !== undefined)
    await takeCompounds(loading, area, asSource(options.compounds, 'compounds'), options)
  if (options.gates !== undefined) await takeGates(loading, area, asSource(options.gates, 'gates'), options)
  if (options.totals !== undefined) await takeTotals(loading, asSource(options.totals, 'totals'), options)
  const { rejects, inputs, understood, coordinates, split } = loading
  // Gates that the user gave stand; only blocks without any take those of the OSM data.
  const blocks = addGates(await addBuildings(loading.blocks, area.raw, run), area.raw, area.walkableNodeId)
  const rule = options.closed ?? 'gates'
  const { outlines, gatesOfCompound } = loading
  const compounds =
    outlines === undefined ? compoundsOfBlocks(blocks, rule) : compoundsOf(outlines, gatesOfCompound, rule)
  return { blocks, rejects, inputs, understood, coordinates, compounds, split }
}

async function takeBlocks(loading: BlocksSoFar, area: LoadedArea, file: ByteSource, options: BlockLoadOptions) {
  const { mapping } = options
  const chosen = await chooseTables(file, 'blocks', { ...readOptions('blocks', options), mapping })
  const placed = await judgeTables(area, chosen.tables, 'blocks', options)
  const intake = createBlockIntake(file.name, { area: area.extent, mapping })
  for (const [at, table] of chosen.tables.entries()) {
    await takeTable(
      intake,
      table,
      {
        toWgs84: placed[at]!.toWgs84,
        unit: unitOfTable(chosen, table, 'blocks'),
      },
      options,
    )
  }
  const table = intake.finish()
  loading.blocks = table.blocks
  loading.floor = table.residentialFloorSquareMetres
  take(loading, placed, table)
  loading.inputs.push(await fileInput('blocks', file, chosen.tables[0]!.first.format, table.counts, chosen.skipped))
}

async function takeGates(loading: BlocksSoFar, area: LoadedArea, file: ByteSource, options: BlockLoadOptions) {
  const mapping = options.gatesMapping
  const chosen = await chooseTables(file, 'gates', { ...readOptions('gates', options), mapping })
  const placed = await judgeTables(area, chosen.tables, 'gates', options)
  const { outlines } = loading
  const intake = createGateIntake(file.name, loading.blocks, { area: area.extent, mapping, outlines })
  for (const [at, table] of chosen.tables.entries())
    await takeTable(intake, table, { toWgs84: placed[at]!.toWgs84 }, options)
  const table = intake.finish()
  loading.blocks = table.blocks
  loading.gatesOfCompound = table.gatesOfCompound
  take(loading, placed, table)
  loading.inputs.push(await fileInput('gates', file, chosen.tables[0]!.first.format, table.counts, chosen.skipped))
}

async function takeCompounds(loading: BlocksSoFar, area: LoadedArea, file: ByteSource, options: BlockLoadOptions) {
  const mapping = options.compoundsMapping
  const chosen = await chooseTables(file, 'compounds', { ...readOptions('compounds', options), mapping })
  const placed = await judgeTables(area, chosen.tables, 'compounds', options)
  const intake = createCompoundIntake(file.name, { area: area.extent, mapping })
  for (const [at, table] of chosen.tables.entries())
    await takeTable(intake, table, { toWgs84: placed[at]!.toWgs84 }, options)
  const table = intake.finish()
  loading.outlines = table.outlines
  take(loading, placed, table)
  loading.inputs.push(await fileInput('compounds', file, chosen.tables[0]!.first.format, table.counts, chosen.skipped))
}

async function takeTotals(loading: BlocksSoFar, file: ByteSource, options: BlockLoadOptions) {
  const mapping = options.totalsMapping
  const chosen = await chooseTables(file, 'totals', { ...readOptions('totals', options), mapping })
  const intake = createTotalsIntake(file.name, { mapping })
  for (const table of chosen.tables)
    await takeTable(intake, table, { unit: unitOfTable(chosen, table, 'totals') }, options)
  const table = intake.finish()
  const split = splitPopulation(loading.blocks, table.totals, {
    level: table.level,
    residentialFloorSquareMetres: loading.floor,
  })
  loading.blocks = split.blocks
  loading.split = split.log
  take(loading, [], table)
  for (const one of split.rejects) loading.rejects.push(one)
  const counts = { ...table.counts, used: split.used, rejected: table.counts.read - split.used }
  loading.inputs.push(await fileInput('totals', file, chosen.tables[0]!.first.format, counts, chosen.skipped))
}

/** The street or community that a sheet is named after, where several are read. */
function unitOfTable({ tables }: ChosenTables, { sheet, first, mapping }: ChosenTable, kind: TableKind) {
  if (tables.length < 2) return null
  return unitOfSheet(sheet, understandColumns(first.columns, kind, mapping, first.ownHeaders))
}

/** What every table adds to what is known. */
function take(
  { coordinates, rejects, understood }: BlocksSoFar,
  placed: readonly TableCoordinates[],
  table: { readonly rejects: readonly Reject[]; readonly tables: readonly UnderstoodTable[] },
): void {
  for (const judged of new Set(placed)) {
    coordinates.push(judged)
    for (const one of judged.warnings) rejects.push(one)
  }
  for (const reject of table.rejects) rejects.push(reject)
  understood.push(...table.tables)
}

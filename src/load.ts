// HALLWAY: from byte sources to loaded inputs: the area with its network, facilities, blocks. No logic of its own.
import { LivingCircleError } from './foundation/errors.ts'
import { type RunOptions, throwIfAborted } from './foundation/progress.ts'
import { type BoundingBox, E7 } from './foundation/units.ts'
import { judgeTableCoordinates, type TableCoordinates } from './load-coordinates.ts'
import type { InputRecord } from './measure/access-report.ts'
import { buildNetwork } from './network/build-network.ts'
import type { WalkNetwork } from './network/walk-network.ts'
import type { BlockRecord } from './normalise/block-record.ts'
import type { ColumnMapping, TableKind } from './normalise/column-names.ts'
import { combineSources, type SourcedFacilities } from './normalise/combine-sources.ts'
import type { FacilityRecord } from './normalise/facility-record.ts'
import { addBuildings, addGates, blocksFromOsm } from './normalise/osm-blocks.ts'
import { facilitiesFromOsm } from './normalise/osm-facilities.ts'
import type { Reject, SourceCounts } from './normalise/rejects.ts'
import { blocksFromTable } from './normalise/table-blocks.ts'
import { facilitiesFromChunks } from './normalise/table-facilities.ts'
import { gatesFromTable } from './normalise/table-gates.ts'
import type { UnderstoodTable } from './normalise/table-intake.ts'
import { normaliseWalkableWays } from './normalise/walkable-ways.ts'
import type { WalkableWaysCounts } from './normalise/walkable-ways-record.ts'
import { wantedTagKeys } from './normalise/wanted-tags.ts'
import type { ByteSource } from './read/byte-source.ts'
import { type ReadOsmOptions, readOsm } from './read/osm.ts'
import type { RawOsm } from './read/raw-osm.ts'
import type { RawTable } from './read/raw-table.ts'
import { readTable, readTableChunks } from './read/table.ts'

/** An OSM extract with its walking network. */
export interface LoadedArea {
  readonly network: WalkNetwork
  readonly raw: RawOsm
  readonly counts: WalkableWaysCounts
  /** Nodes of walkable ways, ascending ids: gates lie on them. */
  readonly walkableNodeId: Float64Array
  /** Box around data and network together: places outside are strangers. */
  readonly extent: BoundingBox
  readonly input: InputRecord
  readonly rejects: readonly Reject[]
}

/** Facilities from one or more sources. */
export interface LoadedFacilities {
  readonly facilities: readonly FacilityRecord[]
  readonly rejects: readonly Reject[]
  readonly inputs: readonly InputRecord[]
  readonly understood: readonly UnderstoodTable[]
  /** How the coordinates of each table were understood. */
  readonly coordinates: readonly TableCoordinates[]
}

/** Residential blocks. */
export interface LoadedBlocks {
  readonly blocks: readonly BlockRecord[]
  readonly rejects: readonly Reject[]
  readonly inputs: readonly InputRecord[]
  readonly understood: readonly UnderstoodTable[]
  /** How the coordinates of each table were understood. */
  readonly coordinates: readonly TableCoordinates[]
}

/** How tables are read. */
export interface TableLoadOptions extends RunOptions {
  /** `auto` (default), `utf8`, `gb18030`. */
  readonly encoding?: string | undefined
  /** CSV delimiter; default: detected. */
  readonly delimiter?: string | undefined
  /** XLSX sheet by name or number from 1. */
  readonly sheet?: string | number | undefined
  /** Columns by role, where the headers do not tell. */
  readonly mapping?: ColumnMapping | undefined
  /** Coordinate system: `wgs84`, `gcj02`, `bd09`, an EPSG code, or `auto`. Default: what the file says, else WGS-84. */
  readonly crs?: string | undefined
}

/** Options of {@link loadFacilities}. */
export interface FacilityLoadOptions extends TableLoadOptions {
  readonly files?: readonly ByteSource[] | undefined
  /** Default: `files` when files are given, else `osm`. */
  readonly from?: 'osm' | 'files' | 'both' | undefined
  /** Category of rows that name none. */
  readonly defaultCategory?: string | undefined
}

/** Options of {@link loadBlocks}. */
export interface BlockLoadOptions extends TableLoadOptions {
  /** Default: residential areas of the OSM data. */
  readonly file?: ByteSource | undefined
  /** Points with a `block_id`. */
  readonly gates?: ByteSource | undefined
}

/**
 * Reads an OSM extract (.osm.pbf, .osm, .osm.gz, Overpass JSON) and builds its walking network.
 *
 * @throws LivingCircleError `input-format`, `input-truncated`, `input-unsupported`, `input-too-large`, `input-unusable` (no streets), `aborted`
 */
export async function loadArea(source: ByteSource, options: ReadOsmOptions = {}): Promise<LoadedArea> {
  const raw = await readOsm(source, { tagKeys: wantedTagKeys(), ...options })
  throwIfAborted(options.signal)
  const ways = normaliseWalkableWays(raw)
  const network = buildNetwork(ways)
  const { counts } = ways
  const input: InputRecord = {
    role: 'area',
    name: source.name,
    byteLength: source.byteLength ?? null,
    sha256: (await source.sha256?.()) ?? null,
    date: raw.header.timestamp,
    format: 'osm',
    read: counts.highwayWays,
    used: counts.walkableWays,
    rejected: counts.notWalkableWays + counts.emptyWays,
  }
  return { network, raw, counts, walkableNodeId: ways.nodeId, extent: extentOf(network), input, rejects: [] }
}

function extentOf({ box, vertexLonE7, vertexLatE7, shapeLonE7, shapeLatE7 }: WalkNetwork): BoundingBox {
  const [west, south, east, north] = box
  return [
    Math.min(west, least(vertexLonE7) / E7, least(shapeLonE7) / E7),
    Math.min(south, least(vertexLatE7) / E7, least(shapeLatE7) / E7),
    Math.max(east, greatest(vertexLonE7) / E7, greatest(shapeLonE7) / E7),
    Math.max(north, greatest(vertexLatE7) / E7, greatest(shapeLatE7) / E7),
  ]
}

function least(values: Int32Array): number {
  let result = Infinity
  for (let i = 0; i < values.length; i++) if (values[i]! < result) result = values[i]!
  return result
}

function greatest(values: Int32Array): number {
  let result = -Infinity
  for (let i = 0; i < values.length; i++) if (values[i]! > result) result = values[i]!
  return result
}

/**
 * Facilities from files, from the extract itself, or both.
 *
 * @throws LivingCircleError `usage` (files asked for but none given), and what {@link readTable} throws
 */
export async function loadFacilities(area: LoadedArea, options: FacilityLoadOptions = {}): Promise<LoadedFacilities> {
  const files = options.files ?? []
  const from = options.from ?? (files.length > 0 ? 'files' : 'osm')
  if (from !== 'osm' && files.length === 0) {
    throw new LivingCircleError('usage', 'Facilities are to come from files, but no file is given.')
  }
  const sources: (SourcedFacilities & { readonly file: ByteSource | null; readonly format: string })[] = []
  const rejects: Reject[] = []
  const understood: UnderstoodTable[] = []
  const coordinates: TableCoordinates[] = []
  if (from !== 'files') {
    const found = await facilitiesFromOsm(area.raw)
    rejects.push(...found.rejects)
    sources.push({ facilities: found.facilities, counts: found.counts, file: null, format: 'osm' })
  }
  for (const file of from === 'osm' ? [] : files) {
    throwIfAborted(options.signal)
    const chunks = readTableChunks(file, tableOptions(options))
    const first = await chunks.next()
    if (first.done === true) continue
    const placed = await judge(area, first.value, 'facilities', options)
    coordinates.push(placed)
    const table = await facilitiesFromChunks(withFirst(first.value, chunks), {
      area: area.extent,
      mapping: options.mapping,
      defaultCategory: options.defaultCategory,
      toWgs84: placed.toWgs84,
    })
    if (table === null) continue
    rejects.push(...placed.warnings)
    rejects.push(...table.rejects)
    understood.push(table.understood)
    sources.push({ facilities: table.facilities, counts: table.counts, file, format: table.understood.format })
  }
  const combined = combineSources(sources)
  const inputs = await Promise.all(
    sources.map(({ file, format }, i) =>
      file === null
        ? osmInput('facilities', area, combined.counts[i]!)
        : fileInput('facilities', file, format, combined.counts[i]!),
    ),
  )
  return {
    facilities: combined.facilities,
    rejects: [...rejects, ...combined.rejects],
    inputs,
    understood,
    coordinates,
  }
}

/**
 * Residential blocks from a file (points or polygons) or from the residential areas of the extract, with demand points from
 * buildings and gates of the extract and of a gates file.
 *
 * @throws what {@link readTable} throws
 */
export async function loadBlocks(area: LoadedArea, options: BlockLoadOptions = {}): Promise<LoadedBlocks> {
  const rejects: Reject[] = []
  const inputs: InputRecord[] = []
  const understood: UnderstoodTable[] = []
  const coordinates: TableCoordinates[] = []
  let blocks: readonly BlockRecord[]
  if (options.file === undefined) {
    const found = await blocksFromOsm(area.raw)
    blocks = found.blocks
    rejects.push(...found.rejects)
    inputs.push(osmInput('blocks', area, found.counts))
  } else {
    const raw = await readTable(options.file, tableOptions(options))
    const placed = await judge(area, raw, 'blocks', options)
    coordinates.push(placed)
    rejects.push(...placed.warnings)
    const { toWgs84 } = placed
    const table = blocksFromTable(raw, { area: area.extent, mapping: options.mapping, toWgs84 })
    blocks = table.blocks
    rejects.push(...table.rejects)
    understood.push(table.understood)
    inputs.push(await fileInput('blocks', options.file, table.understood.format, table.counts))
  }
  if (options.gates !== undefined) {
    const raw = await readTable(options.gates, tableOptions(options))
    const placed = await judge(area, raw, 'gates', options)
    coordinates.push(placed)
    rejects.push(...placed.warnings)
    const table = gatesFromTable(raw, blocks, { area: area.extent, toWgs84: placed.toWgs84 })
    blocks = table.blocks
    rejects.push(...table.rejects)
    understood.push(table.understood)
    inputs.push(await fileInput('gates', options.gates, table.understood.format, table.counts))
  }
  // Gates that the user gave stand; only blocks without any take those of the OSM data.
  blocks = addGates(await addBuildings(blocks, area.raw), area.raw, area.walkableNodeId)
  return { blocks, rejects, inputs, understood, coordinates }
}

function judge(area: LoadedArea, table: RawTable, kind: TableKind, { crs, mapping }: TableLoadOptions) {
  return judgeTableCoordinates(area, table, kind, crs, mapping)
}

/** The chunk that was looked at already, then the rest. */
async function* withFirst(first: RawTable, rest: AsyncIterable<RawTable>): AsyncGenerator<RawTable> {
  yield first
  yield* rest
}

function tableOptions({ encoding, delimiter, sheet, signal, onProgress }: TableLoadOptions) {
  return { encoding, delimiter, sheet, signal, onProgress }
}

function osmInput(role: 'facilities' | 'blocks', area: LoadedArea, counts: SourceCounts): InputRecord {
  const { name, byteLength, sha256, date } = area.input
  const { read, used, rejected } = counts
  return { role, name, byteLength, sha256, date, format: 'osm', read, used, rejected }
}

async function fileInput(
  role: InputRecord['role'],
  file: ByteSource,
  format: string,
  { read, used, rejected }: SourceCounts,
): Promise<InputRecord> {
  const sha256 = (await file.sha256?.()) ?? null
  return {
    role,
    name: file.name,
    byteLength: file.byteLength ?? null,
    sha256,
    date: null,
    format,
    read,
    used,
    rejected,
  }
}

// HALLWAY: from byte sources to loaded inputs: the area with its network, and facilities. No logic of its own.
import { LivingCircleError } from './foundation/errors.ts'
import { throwIfAborted } from './foundation/progress.ts'
import { type BoundingBox, E7 } from './foundation/units.ts'
import type { TableCoordinates } from './load-coordinates.ts'
import { fileInput, judgeTable, osmInput, readOptions, type TableLoadOptions } from './load-tables.ts'
import { type DataLicence, INVENTED_LICENCE, type InputRecord, OSM_LICENCE } from './measure/access-report.ts'
import { buildNetwork } from './network/build-network.ts'
import type { WalkNetwork } from './network/walk-network.ts'
import type { ColumnMapping } from './normalise/column-names.ts'
import { combineSources, type SourcedFacilities } from './normalise/combine-sources.ts'
import type { FacilityRecord } from './normalise/facility-record.ts'
import { isInventedMap } from './normalise/invented-data.ts'
import { facilitiesFromOsm } from './normalise/osm-facilities.ts'
import type { Reject } from './normalise/rejects.ts'
import type { UnknownCategory } from './normalise/table-categories.ts'
import { facilitiesFromChunks } from './normalise/table-facilities.ts'
import type { UnderstoodTable } from './normalise/table-intake.ts'
import { normaliseWalkableWays } from './normalise/walkable-ways.ts'
import type { WalkableWaysCounts } from './normalise/walkable-ways-record.ts'
import { wantedTagKeys } from './normalise/wanted-tags.ts'
import type { ByteSource } from './read/byte-source.ts'
import { type ReadOsmOptions, readOsm } from './read/osm.ts'
import type { RawOsm } from './read/raw-osm.ts'
import type { RawTable } from './read/raw-table.ts'
import { readTableChunks } from './read/table.ts'

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
  /** The credit that every output from it carries. */
  readonly licence: DataLicence
}

/** Facilities from one or more sources. */
export interface LoadedFacilities {
  readonly facilities: readonly FacilityRecord[]
  readonly rejects: readonly Reject[]
  readonly inputs: readonly InputRecord[]
  readonly understood: readonly UnderstoodTable[]
  /** How the coordinates of each table were understood. */
  readonly coordinates: readonly TableCoordinates[]
  /** Category words of the tables that mean nothing here, commonest first within each table. */
  readonly unknownCategories?: readonly (UnknownCategory & { readonly source: string })[] | undefined
}

/** Options of {@link loadFacilities}. */
export interface FacilityLoadOptions extends TableLoadOptions {
  readonly files?: readonly ByteSource[] | undefined
  /** Default: `files` when files are given, else `osm`. */
  readonly from?: 'osm' | 'files' | 'both' | undefined
  /** Category of rows that name none. */
  readonly defaultCategory?: string | undefined
  /** Columns by file name, where several files differ; others go by `mapping`. */
  readonly mappings?: ReadonlyMap<string, ColumnMapping> | undefined
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
  const licence = isInventedMap(raw.header) ? INVENTED_LICENCE : OSM_LICENCE
  return { network, raw, counts, walkableNodeId: ways.nodeId, extent: extentOf(network), input, rejects: [], licence }
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
 * @throws LivingCircleError `usage` (files asked for but none given), and what {@link readTableChunks} throws
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
  const unknownCategories: (UnknownCategory & { readonly source: string })[] = []
  if (from !== 'files') {
    const found = await facilitiesFromOsm(area.raw)
    rejects.push(...found.rejects)
    sources.push({ facilities: found.facilities, counts: found.counts, file: null, format: 'osm' })
  }
  for (const file of from === 'osm' ? [] : files) {
    throwIfAborted(options.signal)
    const mapping = options.mappings?.get(file.name) ?? options.mapping
    const chunks = readTableChunks(file, readOptions(options))
    const first = await chunks.next()
    if (first.done === true) continue
    const placed = await judgeTable(area, first.value, 'facilities', options, mapping)
    coordinates.push(placed)
    const table = await facilitiesFromChunks(withFirst(first.value, chunks), {
      area: area.extent,
      mapping,
      defaultCategory: options.defaultCategory,
      toWgs84: placed.toWgs84,
    })
    if (table === null) continue
    rejects.push(...placed.warnings)
    for (const reject of table.rejects) rejects.push(reject)
    understood.push(table.understood)
    for (const unknown of table.unknownCategories) unknownCategories.push({ source: file.name, ...unknown })
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
    unknownCategories,
  }
}

/** The chunk that was looked at already, then the rest. */
async function* withFirst(first: RawTable, rest: AsyncIterable<RawTable>): AsyncGenerator<RawTable> {
  yield first
  yield* rest
}

// HALLWAY: facilities from byte sources: tables, the extract, or both. No logic of its own.
import type { InputRecord } from '../answer/sources.ts'
import { throwIfAborted } from '../foundation/progress.ts'
import { facilitiesFromOsm } from '../normalise/osm/osm-facilities.ts'
import { combineSources, type SourcedFacilities } from '../normalise/places/combine-sources.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { ColumnMapping } from '../normalise/tables/column-names.ts'
import type { UnknownCategory } from '../normalise/tables/table-categories.ts'
import { facilitiesFromChunks } from '../normalise/tables/table-facilities.ts'
import type { UnderstoodTable } from '../normalise/tables/table-intake.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import type { RawTable } from '../read/tables/raw-table.ts'
import { readTableChunks } from '../read/tables/table.ts'
import { problem } from '../words/problem.ts'
import type { LoadedArea } from './load-area.ts'
import type { TableCoordinates } from './load-coordinates.ts'
import { fileInput, judgeTable, osmInput, readOptions, type TableLoadOptions } from './load-tables.ts'

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
 * Facilities from files, from the extract itself, or both.
 *
 * @throws LivingCircleError `usage` (files asked for but none given), and what {@link readTableChunks} throws
 */
export async function loadFacilities(area: LoadedArea, options: FacilityLoadOptions = {}): Promise<LoadedFacilities> {
  const files = options.files ?? []
  const from = options.from ?? (files.length > 0 ? 'files' : 'osm')
  if (from !== 'osm' && files.length === 0) {
    throw problem('usage', 'nothing.facility-files', {})
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
    const chunks = readTableChunks(file, readOptions('facilities', options))
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

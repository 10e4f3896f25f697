// HALLWAY: facilities from byte sources: tables, the extract, or both. No logic of its own.

import type { InputRecord } from '../answer/sources.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { withPauses } from '../foundation/breath.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { facilitiesFromOsm } from '../normalise/osm/osm-facilities.ts'
import { combineSources, type SourcedFacilities } from '../normalise/places/combine-sources.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { ColumnMapping } from '../normalise/tables/column-names.ts'
import type { UnknownStatus } from '../normalise/tables/facility-status.ts'
import type { UnknownCategory } from '../normalise/tables/table-categories.ts'
import { createFacilityIntake } from '../normalise/tables/table-facilities.ts'
import type { UnderstoodTable } from '../normalise/tables/table-intake.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { checkKinds, checkWord } from '../words/option-values.ts'
import { problem } from '../words/problem.ts'
import type { LoadedArea } from './load-area.ts'
import type { TableCoordinates } from './load-coordinates.ts'
import { chooseTables, type SkippedSheet, takeTable } from './load-sheets.ts'
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

const KNOWN_FACILITY_LOAD_OPTIONS: OptionKeys<FacilityLoadOptions> = {
  ...KNOWN_TABLE_LOAD_OPTIONS,
  files: true,
  from: true,
  defaultCategory: true,
  mappings: true,
}

const OPTION_KINDS = {
  ...TABLE_OPTION_KINDS,
  files: ['array'],
  defaultCategory: ['string'],
  mappings: ['map'],
} as const

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
  /** Words of status of the tables that mean nothing here; their places are taken as open. */
  readonly unknownStatuses?: readonly (UnknownStatus & { readonly source: string })[] | undefined
  /** Places of the tables that are not built or not open yet: they serve nobody, but a scenario may open them. */
  readonly planned?: readonly FacilityRecord[] | undefined
}

/** Options of {@link loadFacilities}. */
export interface FacilityLoadOptions extends TableLoadOptions {
  readonly files?: readonly PlaceFile[] | undefined
  /** Default: `files` when files are given, else `osm`. */
  readonly from?: 'osm' | 'files' | 'both' | undefined
  /** Category of rows that name none. */
  readonly defaultCategory?: string | undefined
  /** Columns by file name, where several files differ; others go by `mapping`. */
  readonly mappings?: ReadonlyMap<string, ColumnMapping> | undefined
}

interface FacilitySource extends SourcedFacilities {
  readonly file: ByteSource | null
  readonly format: string
  readonly skipped: readonly SkippedSheet[]
}

/**
 * Facilities from files, from the extract itself, or both.
 *
 * @throws LivingCircleError `usage` (files asked for but none given), and what `chooseTables` throws
 * @param options files (each a `ByteSource` or a GeoJSON `FeatureCollection`), where from, a kind for rows that name none
 * @returns the facilities with `[lon, lat]` in degrees, and every row that was not used with why
 * @example
 * ```ts
 * import { bytesSource, loadArea, loadFacilities } from 'living-circle'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const table = 'id,category,lon,lat\nf1,clinic,0.004,0\nf2,spaceport,0.004,0\n'
 * const { facilities, unknownCategories } = await loadFacilities(area, { files: [bytesSource('f.csv', text(table))] })
 * facilities.map(({ id }) => id) // [ 'f1' ]
 * unknownCategories?.map(({ word }) => word) // [ 'spaceport' ]
 * ```
 */
export async function loadFacilities(area: LoadedArea, options: FacilityLoadOptions = {}): Promise<LoadedFacilities> {
  checkOptions('loadFacilities', options, KNOWN_FACILITY_LOAD_OPTIONS)
  checkGiven('loadFacilities', 'area', area, 'area')
  checkKinds('loadFacilities', options, OPTION_KINDS)
  checkWord('from', options.from, ['osm', 'files', 'both'])
  const files = (options.files ?? []).map((file, at) =>
    asSource(file, at === 0 ? 'facilities' : `facilities-${at + 1}`),
  )
  const ready = area.prepared?.facilities
  const asPrepared = (options.from ?? area.prepared?.from) === area.prepared?.from
  if (ready !== undefined && files.length === 0 && asPrepared) return { ...ready, understood: [], coordinates: [] }
  const from = options.from ?? (files.length > 0 ? 'files' : 'osm')
  if (from !== 'osm' && files.length === 0) {
    throw problem('usage', 'nothing.facility-files', {}, { hint: 'hint.facility-files' })
  }
  const sources: FacilitySource[] = []
  const rejects: Reject[] = []
  const understood: UnderstoodTable[] = []
  const coordinates: TableCoordinates[] = []
  const unknownCategories: (UnknownCategory & { readonly source: string })[] = []
  if (from !== 'files') {
    const found = await facilitiesFromOsm(area.raw, { signal: options.signal, onProgress: options.onProgress })
    for (const one of found.rejects) rejects.push(one)
    sources.push({ facilities: found.facilities, counts: found.counts, file: null, format: 'osm', skipped: [] })
  }
  const planned: FacilityRecord[] = []
  const unknownStatuses: (UnknownStatus & { readonly source: string })[] = []
  for (const file of from === 'osm' ? [] : files) {
    const mapping = options.mappings?.get(file.name) ?? options.mapping
    const chosen = await chooseTables(file, 'facilities', { ...readOptions('facilities', options), mapping })
    const placed = await judgeTables(area, chosen.tables, 'facilities', options)
    const intake = createFacilityIntake(file.name, {
      area: area.extent,
      mapping,
      defaultCategory: options.defaultCategory,
      asOf: area.input.date?.slice(0, 10) ?? null,
    })
    for (const [at, table] of chosen.tables.entries()) {
      await takeTable(intake, table, { toWgs84: placed[at]!.toWgs84 }, options)
    }
    const table = intake.finish()
    for (const judged of new Set(placed)) {
      coordinates.push(judged)
      for (const one of judged.warnings) rejects.push(one)
    }
    for (const reject of table.rejects) rejects.push(reject)
    understood.push(...table.tables)
    for (const one of table.planned) planned.push(one)
    for (const unknown of table.unknownCategories) unknownCategories.push({ source: file.name, ...unknown })
    for (const unknown of table.unknownStatuses) unknownStatuses.push({ source: file.name, ...unknown })
    const { facilities, counts } = table
    sources.push({ facilities, counts, file, format: chosen.tables[0]!.first.format, skipped: chosen.skipped })
  }
  const combined = await withPauses(combineSources(sources), options)
  const inputs = await Promise.all(
    sources.map(({ file, format, skipped }, i) =>
      file === null
        ? osmInput('facilities', area, combined.counts[i]!)
        : fileInput('facilities', file, format, combined.counts[i]!, skipped),
    ),
  )
  return {
    facilities: combined.facilities,
    rejects: [...rejects, ...combined.rejects],
    inputs,
    understood,
    coordinates,
    unknownCategories,
    unknownStatuses,
    planned,
  }
}

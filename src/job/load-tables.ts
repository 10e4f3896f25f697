// HALLWAY: what the loading of every table has in common: options, coordinates, the record of an input.

import type { InputRecord } from '../answer/sources.ts'
import { KNOWN_RUN_OPTIONS, type OptionKeys } from '../foundation/options.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { SourceCounts } from '../normalise/places/rejects.ts'
import { type ColumnMapping, isHeaderWord, type TableKind } from '../normalise/tables/column-names.ts'
import { countKnownWords } from '../normalise/tables/known-words.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import type { RawTable } from '../read/tables/raw-table.ts'
import type { ReadTableOptions } from '../read/tables/table.ts'
import { inEnglish } from '../words/problem.ts'
import type { LoadedArea } from './load-area.ts'
import { judgeTableCoordinates, type TableCoordinates } from './load-coordinates.ts'
import type { ChosenTable, SkippedSheet } from './load-sheets.ts'

/** The keys of {@link TableLoadOptions}. */
export const KNOWN_TABLE_LOAD_OPTIONS: OptionKeys<TableLoadOptions> = {
  ...KNOWN_RUN_OPTIONS,
  encoding: true,
  delimiter: true,
  sheet: true,
  mapping: true,
  crs: true,
}

/** Kinds of {@link TableLoadOptions}. */
export const TABLE_OPTION_KINDS = {
  encoding: ['string', 'object'],
  delimiter: ['string'],
  sheet: ['string', 'number'],
  mapping: ['object'],
  crs: ['string', 'object'],
  onProgress: ['function'],
} as const

/** One answer for every table, or one for each role: `{ facilities: 'gcj02', blocks: 'EPSG:4527' }`. */
export type ByRole = string | Readonly<Partial<Record<TableKind, string>>>

/** How tables are read. */
export interface TableLoadOptions extends RunOptions {
  /** `auto` (default), `utf8`, `gb18030`, `big5`, `windows-1252` …; or one for each role. */
  readonly encoding?: ByRole | undefined
  /** CSV delimiter; default: detected. */
  readonly delimiter?: string | undefined
  /** Sheet or layer by name or number from 1, or `all`. Default: every sheet with a table of the role. */
  readonly sheet?: string | number | undefined
  /** Columns by role, where the headers do not tell. */
  readonly mapping?: ColumnMapping | undefined
  /**
   * Coordinate system: `wgs84`, `gcj02`, `bd09`, an EPSG code, a definition, or `auto`; or one for each role. Default: what the file or
   * its headers say, else what the streets say.
   */
  readonly crs?: ByRole | undefined
}

/** What is said for one role; `undefined` where nothing is. */
export function forRole(said: ByRole | undefined, role: TableKind): string | undefined {
  if (said === undefined || typeof said === 'string') return said
  return Object.hasOwn(said, role) ? said[role] : undefined
}

/** The part of the options that readers of a role's tables take. */
export function readOptions(role: TableKind, options: TableLoadOptions): ReadTableOptions {
  const { delimiter, sheet, signal, onProgress } = options
  return {
    encoding: forRole(options.encoding, role),
    delimiter,
    sheet,
    signal,
    onProgress,
    knownWords: countKnownWords,
    knowsHeader: isHeaderWord,
  }
}

/**
 * Finds out which coordinate system each of a file's tables is in. Tables with the same headers are judged as one: a sheet of three
 * rows alone would not tell.
 *
 * @returns one for each table, in their order; the same object for tables that were judged as one
 */
export async function judgeTables(
  area: LoadedArea,
  chosen: readonly ChosenTable[],
  kind: TableKind,
  { crs }: TableLoadOptions,
): Promise<TableCoordinates[]> {
  const tables = chosen.map(({ first }) => first)
  const alike = new Map<string, RawTable[]>()
  const keyOf = ({ columns, declaredCrs }: RawTable) => JSON.stringify([columns, declaredCrs])
  for (const table of tables) alike.set(keyOf(table), [...(alike.get(keyOf(table)) ?? []), table])
  const judged = new Map<string, TableCoordinates>()
  for (const [key, group] of alike) {
    const { mapping } = chosen.find(({ first }) => first === group[0])!
    judged.set(key, await judgeTableCoordinates(area, joinedTables(group), kind, forRole(crs, kind), mapping))
  }
  return tables.map((table) => judged.get(keyOf(table))!)
}

function joinedTables(tables: readonly RawTable[]): RawTable {
  const [first] = tables
  if (tables.length === 1) return first!
  const geometry = tables.flatMap(({ geometry: own, rows }) => own ?? rows.map(() => null))
  return {
    ...first!,
    rows: tables.flatMap(({ rows }) => rows),
    geometry: tables.every((table) => table.geometry === null) ? null : geometry,
  }
}

/** The record of what was taken from the extract itself. */
export function osmInput(role: 'facilities' | 'blocks', area: LoadedArea, counts: SourceCounts): InputRecord {
  const { name, byteLength, sha256, date } = area.input
  const { read, used, rejected } = counts
  return { role, name, byteLength, sha256, date, format: 'osm', read, used, rejected }
}

/** The record of a file. */
export async function fileInput(
  role: InputRecord['role'],
  file: ByteSource,
  format: string,
  { read, used, rejected, apart, skipped, people }: Omit<SourceCounts, 'source'>,
  skippedSheets: readonly SkippedSheet[] = [],
): Promise<InputRecord> {
  const sha256 = (await file.sha256?.()) ?? null
  const byteLength = file.byteLength ?? null
  const sheets = skippedSheets.map(({ name, why }) => ({ name, why: inEnglish(why), said: why }))
  return {
    role,
    name: file.name,
    byteLength,
    sha256,
    date: null,
    format,
    read,
    used,
    rejected,
    ...(apart === undefined ? {} : { apart }),
    ...(skipped === undefined ? {} : { skipped }),
    ...(people === undefined ? {} : { people }),
    ...(sheets.length === 0 ? {} : { skippedSheets: sheets }),
  }
}

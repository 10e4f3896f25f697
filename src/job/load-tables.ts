// HALLWAY: what the loading of every table has in common: options, coordinates, the record of an input.

import type { InputRecord } from '../answer/sources.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { SourceCounts } from '../normalise/places/rejects.ts'
import type { ColumnMapping, TableKind } from '../normalise/tables/column-names.ts'
import { countKnownWords } from '../normalise/tables/known-words.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import type { RawTable } from '../read/tables/raw-table.ts'
import type { ReadTableOptions } from '../read/tables/table.ts'
import type { LoadedArea } from './load-area.ts'
import { judgeTableCoordinates, type TableCoordinates } from './load-coordinates.ts'

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

/** The part of the options that readers take. */
export function readOptions({ encoding, delimiter, sheet, signal, onProgress }: TableLoadOptions): ReadTableOptions {
  return { encoding, delimiter, sheet, signal, onProgress, knownWords: countKnownWords }
}

/** Finds out which coordinate system a table is in. */
export function judgeTable(
  area: LoadedArea,
  table: RawTable,
  kind: TableKind,
  { crs }: TableLoadOptions,
  mapping: ColumnMapping | undefined,
): Promise<TableCoordinates> {
  return judgeTableCoordinates(area, table, kind, crs, mapping)
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
  { read, used, rejected }: Pick<SourceCounts, 'read' | 'used' | 'rejected'>,
): Promise<InputRecord> {
  const sha256 = (await file.sha256?.()) ?? null
  const byteLength = file.byteLength ?? null
  return { role, name: file.name, byteLength, sha256, date: null, format, read, used, rejected }
}

// GeoPackage → a table for each of its layers of features, and for each table of attributes. In: bytes of the database. Out: raw tables.
// It knows no column's meaning. Format: OGC GeoPackage Encoding Standard 1.3.
import type { Geometry } from 'geojson'
import type { Message } from '../../foundation/message.ts'
import { message, problem } from '../../words/problem.ts'
import { columnsOf } from './create-table-columns.ts'
import { createFeatureTable } from './feature-table.ts'
import type { RawTable } from './raw-table.ts'
import { openSqlite, type SqliteDatabase, type SqliteTable, type SqliteValue } from './sqlite-database.ts'
import { readySheet, type TableSheet } from './table-file.ts'
import { geometryOfWkb } from './wkb-geometry.ts'

/**
 * The layers of a GeoPackage, each read when it is asked for.
 *
 * @throws LivingCircleError `input-format` (SQLite, but no GeoPackage), `input-truncated`; `input-empty` where it has no layer
 */
export function geopackageSheets(source: string, bytes: Uint8Array): TableSheet[] {
  const database = openSqlite(source, bytes)
  const named = new Map(database.tables.map((table) => [table.name.toLowerCase(), table]))
  const contents = named.get('gpkg_contents')
  if (contents === undefined) {
    throw problem('input-format', 'gpkg.no-geopackage', { source }, { hint: 'hint.export-layer' })
  }
  const views = new Set(database.views.map((name) => name.toLowerCase()))
  const layers = records(database, contents).flatMap((row): (SqliteTable | string)[] => {
    const kind = text(row.data_type)
    const name = text(row.table_name)
    if ((kind !== 'features' && kind !== 'attributes') || OF_PROGRAMS.has(name.toLowerCase())) return []
    return [named.get(name.toLowerCase()) ?? (views.has(name.toLowerCase()) ? name : [])].flat()
  })
  if (layers.length === 0) {
    const hint = database.hasLog ? 'hint.gpkg-log' : 'hint.export-layer'
    throw problem('input-empty', 'gpkg.no-layers', { source }, { hint })
  }
  const shapes = named.get('gpkg_geometry_columns')
  const systems = named.get('gpkg_spatial_ref_sys')
  const geometry = new Map(
    (shapes === undefined ? [] : records(database, shapes)).map((row) => [
      text(row.table_name).toLowerCase(),
      { column: text(row.column_name), system: Number(row.srs_id) },
    ]),
  )
  const crs = new Map(
    (systems === undefined ? [] : records(database, systems)).map((row) => [Number(row.srs_id), systemOf(row)]),
  )
  return layers.map((table) => {
    if (typeof table === 'string') return viewSheet(source, table)
    const shape = geometry.get(table.name.toLowerCase())
    const declared = shape === undefined ? null : (crs.get(shape.system) ?? null)
    return readySheet(table.name, () => layerTable(source, database, table, shape?.column ?? null, declared))
  })
}

/** Tables in which QGIS keeps how layers are drawn: nobody's places. */
const OF_PROGRAMS: ReadonlySet<string> = new Set(['layer_styles', 'qgis_projects'])

/** A view is listed, so that it can be named, but read only if it is asked for: then it says why not. */
function viewSheet(source: string, name: string): TableSheet {
  return readySheet(
    name,
    () => {
      throw problem('input-unsupported', 'gpkg.view', { source, name }, { hint: 'hint.gpkg-view' })
    },
    true,
  )
}

type Record_ = Readonly<Record<string, SqliteValue | undefined>>

/** The rows of one of the format's own tables, by column name. */
function records(database: SqliteDatabase, table: SqliteTable): Record_[] {
  const columns = columnsOf(table.sql)
  return [...database.rows(table)].map(({ rowid, values }) => {
    const row: Record<string, SqliteValue | undefined> = Object.create(null) as Record<string, SqliteValue | undefined>
    columns.forEach(({ name, isRowid }, at) => {
      row[name.toLowerCase()] = isRowid ? rowid : values[at]
    })
    return row
  })
}

/** WGS 84 declares nothing: shifted coordinates are often labelled so. */
function systemOf({ organization, organization_coordsys_id: code, definition }: Record_): string | null {
  if (text(organization).toUpperCase() === 'EPSG' && Number(code) > 0) {
    return Number(code) === 4326 ? null : `EPSG:${Number(code)}`
  }
  const wkt = text(definition)
  return wkt === '' || wkt === 'undefined' ? null : wkt
}

function layerTable(
  source: string,
  database: SqliteDatabase,
  table: SqliteTable,
  geometryColumn: string | null,
  declared: string | null,
): RawTable {
  const columns = columnsOf(table.sql)
  const shapeAt = columns.findIndex(({ name }) => name.toLowerCase() === geometryColumn?.toLowerCase())
  const kept = columns.map((column, at) => ({ ...column, at })).filter(({ at }) => at !== shapeAt)
  const features = createFeatureTable(
    source,
    'geopackage',
    null,
    kept.map(({ name }) => name),
  )
  features.declareCrs(declared)
  let number = 0
  for (const { rowid, values } of database.rows(table)) {
    number++
    const shape = shapeAt < 0 ? null : geometryOf(values[shapeAt] ?? null)
    if (shape !== null && 'key' in shape) {
      features.reject(number, shape)
      continue
    }
    const cells = kept.map(({ name, isRowid, fallback, at }) => {
      const value = isRowid ? rowid : at < values.length ? cellOf(values[at]!) : fallback
      return [name, value] as const
    })
    features.add(number, shape, cells)
  }
  const finished = features.finish()
  return shapeAt < 0 ? { ...finished, geometry: null } : finished
}

const ENVELOPE_BYTES = [0, 32, 48, 48, 64]

/** A geometry behind the format's own header. */
function geometryOf(value: SqliteValue): Geometry | null | Message {
  if (value === null) return null
  if (!(value instanceof Uint8Array) || value.length < 8 || value[0] !== 0x47 || value[1] !== 0x50) {
    return message('gpkg.no-geometry')
  }
  const flags = value[3]!
  if ((flags & 0x10) !== 0) return null
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7]
  return envelope === undefined ? message('gpkg.no-geometry') : geometryOfWkb(value.subarray(8 + envelope))
}

function cellOf(value: SqliteValue): string | number | null {
  return value instanceof Uint8Array ? null : value
}

function text(value: SqliteValue | undefined): string {
  return value === null || value === undefined || value instanceof Uint8Array ? '' : String(value)
}

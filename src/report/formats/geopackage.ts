// All layers as one GeoPackage (OGC 12-128r17, version 1.2): a database file made by our own small writer, so that it needs neither
// WebAssembly nor a file system. Layers in, bytes out; the same layers give the same bytes. QGIS finds its styles inside.

import { problem } from '../../words/problem.ts'
import { type LayerInParts, wholeLayer } from '../layers/feature-layer.ts'
import type { Layer, LayerColumn } from '../layers/layer.ts'
import type { LayerGeometry } from '../layers/layer-geometry.ts'
import { boxOfGeometry, withOneAreaType } from '../layers/layer-shapes.ts'
import { toQml } from './qgis-styles.ts'
import { type SqliteTable, toSqliteFile } from './sqlite-file.ts'
import type { SqliteValue } from './sqlite-record.ts'
import { wkbByteLength, writeWkb } from './wkb.ts'

/** "GPKG". */
const APPLICATION_ID = 0x47504b47
const VERSION = 10200
const WGS84 = 4326
/** Most columns that a table of a database may have by default. */
const MAX_COLUMNS = 2000

const WGS84_WKT =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],' +
  'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],' +
  'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'

const SQL_TYPES = { text: 'TEXT', integer: 'MEDIUMINT', real: 'REAL', boolean: 'BOOLEAN' } as const

/** A geometry as GeoPackage stores it: a head, the box of all but points, well-known binary. */
function geometryBlob(geometry: LayerGeometry): Uint8Array {
  const boxed = geometry.type !== 'Point'
  const headBytes = boxed ? 40 : 8
  const blob = new Uint8Array(headBytes + wkbByteLength(geometry))
  const view = new DataView(blob.buffer)
  blob.set([0x47, 0x50, 0, boxed ? 0b11 : 0b01])
  view.setInt32(4, WGS84, true)
  if (boxed) {
    const [west, south, east, north] = boxOfGeometry(geometry)
    for (const [i, degrees] of [west, east, south, north].entries()) view.setFloat64(8 + 8 * i, degrees, true)
  }
  writeWkb(geometry, blob, headBytes)
  return blob
}

function cellValue(column: LayerColumn, row: number): SqliteValue {
  const value = column.cellOf(row)
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'number' && column.type === 'real' ? { real: value } : value
}

function geometryTypeName(layer: Layer): string {
  return layer.geometryType === 'Mixed' ? 'GEOMETRY' : layer.geometryType.toUpperCase()
}

function featureTable(layer: Layer): SqliteTable {
  if (layer.columns.length + 2 > MAX_COLUMNS) {
    throw problem(
      'output-too-large',
      'gpkg.columns',
      { name: layer.name, n: layer.columns.length, most: MAX_COLUMNS - 2 },
      { hint: 'hint.fewer-categories' },
    )
  }
  const columns = layer.columns.map(({ key, type }) => `"${key}" ${SQL_TYPES[type]}`)
  return {
    name: layer.name,
    sql: `CREATE TABLE "${layer.name}" (${['"fid" INTEGER PRIMARY KEY NOT NULL', `"geom" ${geometryTypeName(layer)}`, ...columns].join(', ')})`,
    keys: [],
    rows: (function* () {
      for (let row = 0; row < layer.rowCount; row++) {
        const values = layer.columns.map((column) => cellValue(column, row))
        const geometry = layer.geometryOf(row)
        yield { rowId: row + 1, values: [null, geometry === null ? null : geometryBlob(geometry), ...values] }
      }
    })(),
  }
}

/** A plain table: row ids from 1, or those of `rowIds`. */
function plainTable(
  name: string,
  sql: string,
  keys: readonly (readonly number[])[],
  rows: readonly (readonly SqliteValue[])[],
  rowIds?: readonly number[],
): SqliteTable {
  return {
    name,
    sql: `CREATE TABLE ${name} (${sql})`,
    keys,
    rows: rows.map((values, i) => ({ rowId: rowIds?.[i] ?? i + 1, values })),
  }
}

function spatialRefSystems(): SqliteTable {
  return plainTable(
    'gpkg_spatial_ref_sys',
    'srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT',
    [],
    [
      ['Undefined Cartesian SRS', null, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'],
      ['Undefined geographic SRS', null, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'],
      [
        'WGS 84 geodetic',
        null,
        'EPSG',
        WGS84,
        WGS84_WKT,
        'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid',
      ],
    ],
    [-1, 0, WGS84],
  )
}

function contents(layers: readonly Layer[], lastChange: string): SqliteTable {
  const rows: SqliteValue[][] = layers.map((layer) => {
    const box = layer.box?.map((degrees) => ({ real: degrees })) ?? [null, null, null, null]
    const description = [`${layer.attribution}.`, ...layer.notes].join(' ')
    return [layer.name, 'features', `${layer.titleZh} ${layer.titleEn}`, description, lastChange, ...box, WGS84]
  })
  rows.push(['layer_styles', 'attributes', 'layer_styles', '', lastChange, null, null, null, null, null])
  return plainTable(
    'gpkg_contents',
    "table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)",
    [[0], [2]],
    rows,
  )
}

function geometryColumns(layers: readonly Layer[]): SqliteTable {
  return plainTable(
    'gpkg_geometry_columns',
    'table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)',
    [[0, 1], [0]],
    layers.map((layer) => [layer.name, 'geom', geometryTypeName(layer), WGS84, 0, 0]),
  )
}

/** Names for people: the schema extension (clause F.9). */
function dataColumns(layers: readonly Layer[]): SqliteTable[] {
  const columns = layers.flatMap((layer) => layer.columns.map((column) => ({ layer, column })))
  return [
    plainTable(
      'gpkg_extensions',
      'table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)',
      [[0, 1, 2]],
      [['gpkg_data_columns', null, 'gpkg_schema', 'http://www.geopackage.org/spec/#extension_schema', 'read-write']],
    ),
    plainTable(
      'gpkg_data_columns',
      'table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name)',
      [
        [0, 1],
        [0, 2],
      ],
      columns.map(({ layer, column }) => [
        layer.name,
        column.key,
        column.key,
        column.nameZh,
        column.nameEn,
        null,
        null,
      ]),
    ),
  ]
}

/** The table in which QGIS looks for the styles of a file's layers. */
function layerStyles(layers: readonly Layer[], lastChange: string): SqliteTable {
  return plainTable(
    'layer_styles',
    'id INTEGER PRIMARY KEY NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT CURRENT_TIMESTAMP',
    [],
    layers.map((layer) => [
      null,
      '',
      '',
      layer.name,
      'geom',
      layer.name,
      toQml(layer),
      '',
      1,
      '',
      '',
      null,
      lastChange,
    ]),
  )
}

/** The newest date of the inputs (a GeoPackage must say when it changed); the epoch where none is known. */
function newestDate(layers: readonly Layer[]): string {
  const dates = layers.flatMap(({ newestInput }) => newestInput ?? [])
  return dates.sort().at(-1) ?? new Date(0).toISOString()
}

/**
 * Layers in one GeoPackage: the columns of the GeoJSON files, Chinese and English names of the columns, and styles that QGIS uses by itself.
 * Opens in QGIS, ArcGIS and GDAL.
 *
 * @param layers any layers, each under another name
 * @returns the file's bytes; the same layers give the same bytes
 * @throws LivingCircleError `invalid-option` for more columns than a table can have
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { mapLayers, toGeoPackage } from 'living-circle/parts'
 * declare const report: AccessReport
 * const bytes: Uint8Array = toGeoPackage(mapLayers(report))
 * ```
 */
export function toGeoPackage(layers: readonly (Layer | LayerInParts)[]): Uint8Array {
  const tables = layers.map((layer) => withOneAreaType(wholeLayer(layer)))
  const lastChange = newestDate(tables)
  return toSqliteFile(
    [
      spatialRefSystems(),
      contents(tables, lastChange),
      geometryColumns(tables),
      ...dataColumns(tables),
      layerStyles(tables, lastChange),
      ...tables.map(featureTable),
    ],
    { applicationId: APPLICATION_ID, userVersion: VERSION },
  )
}

// A layer as GeoParquet 1.1: columns for DuckDB, pandas, QGIS and the like, geometry as well-known binary. A layer in, bytes out; the same
// layer gives the same bytes. The Parquet writer is loaded only when asked for.
import type { AccessReport } from '../../answer/access-report.ts'
import { type LayerColumn, type LayerName, layerOf, type MapLayer } from '../layers/map-layers.ts'
import { toWkb } from './wkb.ts'

const TYPES = { text: 'STRING', integer: 'INT32', real: 'DOUBLE', boolean: 'BOOLEAN' } as const

/** Rows per group: readers skip groups by their statistics. */
const ROW_GROUP_SIZE = 20_000

/** The `geo` metadata of the file (geoparquet.org, version 1.1.0). No `crs`: longitude and latitude in WGS-84 is the default. */
function geoMetadata(layer: MapLayer) {
  return {
    version: '1.1.0',
    primary_column: 'geometry',
    columns: {
      geometry: {
        encoding: 'WKB',
        geometry_types: layer.rowCount === 0 ? [] : layer.geometryTypes,
        orientation: 'counterclockwise',
        edges: 'planar',
        ...(layer.box === null ? {} : { bbox: layer.box }),
      },
    },
  }
}

/** Names for people, and what the file is; Parquet has no place of its own for them. */
function columnNames(layer: MapLayer) {
  return {
    layer: layer.name,
    attribution: layer.attribution,
    notes: layer.notes,
    columns: Object.fromEntries(
      layer.columns.map(({ key, nameZh, nameEn, unit }) => [key, { name_zh: nameZh, name_en: nameEn, unit }]),
    ),
  }
}

function columnValues(column: LayerColumn, rowCount: number) {
  return Array.from({ length: rowCount }, (_, row) => column.cellOf(row))
}

/**
 * A layer as GeoParquet 1.1 with the columns of the GeoJSON file.
 *
 * @param report the whole report
 * @param name which layer
 * @returns the file's bytes
 * @example
 * ```ts
 * import { type AccessReport } from 'living-circle'
 * import { toGeoParquet } from 'living-circle/parts'
 * declare const report: AccessReport
 * const bytes: Uint8Array = await toGeoParquet(report, 'blocks')
 * ```
 */
export async function toGeoParquet(report: AccessReport, name: LayerName): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  const layer = layerOf(report, name)
  const columns = layer.columns.map((column) => ({
    name: column.key,
    data: columnValues(column, layer.rowCount),
    type: TYPES[column.type],
    nullable: true,
  }))
  const geometry = {
    name: 'geometry',
    data: Array.from({ length: layer.rowCount }, (_, row) => toWkb(layer.geometryOf(row))),
    type: 'BYTE_ARRAY' as const,
    nullable: false,
    statistics: false,
  }
  const buffer = parquetWriteBuffer({
    columnData: [...columns, geometry],
    rowGroupSize: ROW_GROUP_SIZE,
    createdBy: `living-circle ${report.toolVersion}`,
    kvMetadata: [
      { key: 'geo', value: JSON.stringify(geoMetadata(layer)) },
      { key: 'living-circle', value: JSON.stringify(columnNames(layer)) },
    ],
  })
  return new Uint8Array(buffer)
}

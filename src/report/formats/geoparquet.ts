// A layer as GeoParquet 1.1: columns for DuckDB, pandas, QGIS and the like, geometry as well-known binary. A layer in, bytes out; the same
// layer gives the same bytes. The Parquet writer is loaded only when asked for.
import { TOOL_VERSION } from '../../foundation/version.ts'
import { type LayerInParts, wholeLayer } from '../layers/feature-layer.ts'
import type { Layer, LayerColumn } from '../layers/layer.ts'
import { withOneAreaType } from '../layers/layer-shapes.ts'
import { toWkb } from './wkb.ts'

const TYPES = { text: 'STRING', integer: 'INT32', real: 'DOUBLE', boolean: 'BOOLEAN' } as const

/** Rows per group: readers skip groups by their statistics. */
const ROW_GROUP_SIZE = 20_000

/** The `geo` metadata of the file (geoparquet.org, version 1.1.0). No `crs`: longitude and latitude in WGS-84 is the default. */
function geoMetadata(layer: Layer) {
  return {
    version: '1.1.0',
    primary_column: 'geometry',
    columns: {
      geometry: {
        encoding: 'WKB',
        geometry_types: layer.box === null ? [] : layer.geometryTypes,
        orientation: 'counterclockwise',
        edges: 'planar',
        ...(layer.box === null ? {} : { bbox: layer.box }),
      },
    },
  }
}

/** Names for people, and what the file is; Parquet has no place of its own for them. */
function columnNames(layer: Layer) {
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
 * @param layer any layer; polygons become MultiPolygons as soon as one row is
 * @returns the file's bytes
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { layerOf, toGeoParquet } from 'living-circle/parts'
 * declare const report: AccessReport
 * const bytes: Uint8Array = await toGeoParquet(layerOf(report, 'blocks'))
 * ```
 */
export async function toGeoParquet(layer: Layer | LayerInParts): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  const alike = withOneAreaType(wholeLayer(layer))
  const columns = alike.columns.map((column) => ({
    name: column.key,
    data: columnValues(column, alike.rowCount),
    type: TYPES[column.type],
    nullable: true,
  }))
  const shapes = Array.from({ length: alike.rowCount }, (_, row) => {
    const geometry = alike.geometryOf(row)
    return geometry === null ? null : toWkb(geometry)
  })
  const geometry = {
    name: 'geometry',
    data: shapes,
    type: 'BYTE_ARRAY' as const,
    nullable: shapes.includes(null),
    statistics: false,
  }
  const buffer = parquetWriteBuffer({
    columnData: [...columns, geometry],
    rowGroupSize: ROW_GROUP_SIZE,
    createdBy: `living-circle ${TOOL_VERSION}`,
    kvMetadata: [
      { key: 'geo', value: JSON.stringify(geoMetadata(alike)) },
      { key: 'living-circle', value: JSON.stringify(columnNames(alike)) },
    ],
  })
  return new Uint8Array(buffer)
}

// FlatGeobuf → table, read from front to back; the index is skipped. In: bytes. Out: a raw table. It knows no column's meaning.
import type { Geometry, Position } from 'geojson'
import type { Message } from '../../foundation/message.ts'
import { message, problem } from '../../words/problem.ts'
import {
  byteField,
  type FlatTable,
  intField,
  longField,
  rootTable,
  shortField,
  tableField,
  tablesField,
  textField,
  vectorField,
} from '../bytes/flat-buffer.ts'
import { createFeatureTable, type FeatureTable } from './feature-table.ts'
import { type RawTable, TABLE_LIMITS, uniqueHeaders } from './raw-table.ts'

/** A property's name and kind. */
interface Column {
  readonly name: string
  readonly type: number
}

const NODE_BYTES = 40

/**
 * Reads a FlatGeobuf file: points and areas with their properties.
 *
 * @throws LivingCircleError `input-truncated`, `input-format`, `input-too-large`
 */
export function readFlatGeobuf(source: string, bytes: Uint8Array): RawTable {
  try {
    return readAll(source, bytes)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw problem('input-truncated', 'file.damaged', { source }, { hint: 'hint.copy-or-export', cause: error })
  }
}

function readAll(source: string, bytes: Uint8Array): RawTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerBytes = view.getUint32(8, true)
  const header = rootTable(part(view, 12, headerBytes))
  const columns = columnsOf(header, 7)
  if (columns.length > TABLE_LIMITS.columns) {
    throw problem(
      'input-too-large',
      'table.columns',
      { source, n: columns.length },
      { hint: message('hint.most-columns', { most: TABLE_LIMITS.columns }) },
    )
  }
  const table = createFeatureTable(
    source,
    'flatgeobuf',
    null,
    columns.map(({ name }) => name),
  )
  table.declareCrs(crsOf(header))
  const count = longField(header, 8, 0)
  const nodeSize = shortField(header, 9, 16)
  let at = 12 + headerBytes + indexBytes(count, nodeSize)
  let number = 0
  while (at < view.byteLength) {
    const size = view.getUint32(at, true)
    number++
    addFeature(rootTable(part(view, at + 4, size)), number, columns, byteField(header, 2, 0), table)
    at += 4 + size
  }
  // A count of 0 means that it was not known when the file was begun.
  if (at > view.byteLength || (count !== 0 && count !== number)) {
    const what = message('part.features-announced', { n: count })
    throw problem('input-truncated', 'file.damaged-part', { source, what }, { hint: 'hint.copy-or-export' })
  }
  return table.finish()
}

function part(view: DataView, at: number, length: number): DataView {
  return new DataView(view.buffer, view.byteOffset + at, length <= view.byteLength - at ? length : -1)
}

/** Bytes of the packed tree over so many features. */
function indexBytes(count: number, nodeSize: number): number {
  if (count === 0 || nodeSize < 2) return 0
  let level = count
  let nodes = count
  do {
    level = Math.ceil(level / nodeSize)
    nodes += level
  } while (level !== 1)
  return nodes * NODE_BYTES
}

function columnsOf(table: FlatTable, field: number): Column[] {
  const columns = tablesField(table, field)
  const names = uniqueHeaders(columns.map((column) => textField(column, 0) ?? ''))
  return columns.map((column, i) => ({ name: names[i]!, type: byteField(column, 1, 0) }))
}

function crsOf(header: FlatTable): string | null {
  const crs = tableField(header, 10)
  if (crs === null) return null
  const code = intField(crs, 1, 0)
  const authority = textField(crs, 0) ?? 'EPSG'
  if (code > 0 && authority.toUpperCase() === 'EPSG') return `EPSG:${code}`
  return textField(crs, 4)
}

function addFeature(
  feature: FlatTable,
  number: number,
  shared: readonly Column[],
  sharedType: number,
  table: FeatureTable,
): void {
  const geometry = tableField(feature, 0)
  const own = columnsOf(feature, 2)
  const shape = geometry === null ? null : geometryOf(geometry, sharedType)
  const properties = propertiesOf(feature, own.length > 0 ? own : shared)
  if (shape !== null && 'key' in shape) table.reject(number, shape)
  else table.add(number, shape, properties)
}

/** A geometry, or why it is not read. */
function geometryOf(geometry: FlatTable, sharedType: number): Geometry | Message {
  const type = byteField(geometry, 6, 0) || sharedType
  switch (type) {
    case 1: {
      const [position] = positionsOf(geometry)
      return position === undefined ? message('shape.no-point') : { type: 'Point', coordinates: position }
    }
    case 2:
      return { type: 'LineString', coordinates: positionsOf(geometry) }
    case 3:
      return { type: 'Polygon', coordinates: ringsOf(geometry) }
    case 4:
      return { type: 'MultiPoint', coordinates: positionsOf(geometry) }
    case 5:
      return { type: 'MultiLineString', coordinates: ringsOf(geometry) }
    case 6:
      return { type: 'MultiPolygon', coordinates: tablesField(geometry, 7).map(ringsOf) }
    default:
      return message('shape.type-name', { type })
  }
}

function positionsOf(geometry: FlatTable): Position[] {
  const xy = vectorField(geometry, 1, 8)
  if (xy === null) return []
  return Array.from({ length: xy.length >> 1 }, (_, i) => [
    geometry.view.getFloat64(xy.at + 16 * i, true),
    geometry.view.getFloat64(xy.at + 16 * i + 8, true),
  ])
}

function ringsOf(geometry: FlatTable): Position[][] {
  const positions = positionsOf(geometry)
  const ends = vectorField(geometry, 0, 4)
  if (ends === null || ends.length === 0) return [positions]
  let start = 0
  return Array.from({ length: ends.length }, (_, i) => {
    const end = geometry.view.getUint32(ends.at + 4 * i, true)
    const ring = positions.slice(start, end)
    start = end
    return ring
  })
}

/** Properties are stored as column number, value, column number, value … */
function propertiesOf(feature: FlatTable, columns: readonly Column[]): [string, unknown][] {
  const vector = vectorField(feature, 1, 1)
  const properties: [string, unknown][] = []
  if (vector === null) return properties
  const { view } = feature
  const end = vector.at + vector.length
  let at = vector.at
  while (at < end) {
    const column = columns[view.getUint16(at, true)]
    if (column === undefined) throw new RangeError('column')
    const [value, bytes] = valueAt(view, at + 2, column.type)
    if (at + 2 + bytes > end) throw new RangeError('value')
    properties.push([column.name, value])
    at += 2 + bytes
  }
  return properties
}

function valueAt(view: DataView, at: number, type: number): [value: unknown, bytes: number] {
  switch (type) {
    case 0:
      return [view.getInt8(at), 1]
    case 1:
      return [view.getUint8(at), 1]
    case 2:
      return [view.getUint8(at) !== 0, 1]
    case 3:
      return [view.getInt16(at, true), 2]
    case 4:
      return [view.getUint16(at, true), 2]
    case 5:
      return [view.getInt32(at, true), 4]
    case 6:
      return [view.getUint32(at, true), 4]
    case 7:
      return [view.getBigInt64(at, true), 8]
    case 8:
      return [view.getBigUint64(at, true), 8]
    case 9:
      return [view.getFloat32(at, true), 4]
    case 10:
      return [view.getFloat64(at, true), 8]
    default: {
      const length = view.getUint32(at, true)
      // Text, JSON and date-times; binary values are left out.
      const text = type === 14 ? null : new TextDecoder().decode(part(view, at + 4, length))
      return [text, 4 + length]
    }
  }
}

// Well-known binary, as GeoPackage and databases keep it → GeoJSON geometry. Heights and measures are left out. Counts are checked
// against what is there. In: bytes. Out: a geometry, or why not. It does not know what lies there.
import type { Geometry, Position } from 'geojson'
import type { Message } from '../../foundation/message.ts'
import { message } from '../../words/problem.ts'

const NAMES = [
  '',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
]
/** Geometries within geometries: a multipolygon needs two. */
const MAX_DEPTH = 4

class Unreadable extends Error {}

/** A geometry of well-known binary (also with the flags of EWKB); `null` for an empty one; a message where it cannot be read. */
export function geometryOfWkb(bytes: Uint8Array): Geometry | null | Message {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 }
  try {
    return readGeometry(reader, 0)
  } catch (error) {
    if (error instanceof RangeError) return message('wkb.cut')
    if (error instanceof Unreadable) return message('wkb.kind', { type: error.message })
    throw error
  }
}

interface Reader {
  readonly view: DataView
  at: number
}

function readGeometry(reader: Reader, depth: number): Geometry | null {
  if (depth > MAX_DEPTH) throw new RangeError('too deep')
  const isLittle = reader.view.getUint8(reader.at) === 1
  const code = reader.view.getUint32(reader.at + 1, isLittle)
  reader.at += 5
  // EWKB has flags in the high bits, ISO adds thousands: both say how many numbers a position has.
  if ((code & 0x20000000) !== 0) reader.at += 4
  const plain = code & 0x0fffffff
  const dimension = Math.floor(plain / 1000)
  const extra = (dimension === 1 || dimension === 2 ? 1 : dimension === 3 ? 2 : 0) + (code >>> 31) + ((code >>> 30) & 1)
  const type = plain % 1000
  const name = NAMES[type]
  if (name === undefined || name === '' || dimension > 3) throw new Unreadable(String(plain))
  const size = 8 * (2 + extra)
  switch (name) {
    case 'Point': {
      const point = positions(reader, 1, size, isLittle)[0]!
      return Number.isNaN(point[0]) ? null : { type: 'Point', coordinates: point }
    }
    case 'LineString': {
      const line = positions(reader, count(reader, size, isLittle), size, isLittle)
      return line.length === 0 ? null : { type: 'LineString', coordinates: line }
    }
    case 'Polygon': {
      const rings = ringsOf(reader, size, isLittle)
      return rings.length === 0 ? null : { type: 'Polygon', coordinates: rings }
    }
    default:
      return collected(reader, name, count(reader, 9, isLittle), depth)
  }
}

function count(reader: Reader, leastBytes: number, isLittle: boolean): number {
  const n = reader.view.getUint32(reader.at, isLittle)
  reader.at += 4
  if (n * leastBytes > reader.view.byteLength - reader.at) throw new RangeError('count')
  return n
}

function positions(reader: Reader, n: number, size: number, isLittle: boolean): Position[] {
  const list: Position[] = []
  for (let i = 0; i < n; i++) {
    list.push([reader.view.getFloat64(reader.at, isLittle), reader.view.getFloat64(reader.at + 8, isLittle)])
    reader.at += size
    if (reader.at > reader.view.byteLength) throw new RangeError('cut')
  }
  return list
}

function ringsOf(reader: Reader, size: number, isLittle: boolean): Position[][] {
  const rings = count(reader, 4, isLittle)
  return Array.from({ length: rings }, () => positions(reader, count(reader, size, isLittle), size, isLittle))
}

function collected(reader: Reader, name: string, n: number, depth: number): Geometry | null {
  const parts: Geometry[] = []
  for (let i = 0; i < n; i++) {
    const part = readGeometry(reader, depth + 1)
    if (part !== null) parts.push(part)
  }
  if (parts.length === 0) return null
  if (name === 'GeometryCollection') return { type: 'GeometryCollection', geometries: parts }
  const single = name.slice('Multi'.length)
  if (!parts.every(({ type }) => type === single)) throw new Unreadable(name)
  const coordinates = parts.map((part) => (part as { coordinates: unknown }).coordinates)
  return { type: name, coordinates } as Geometry
}

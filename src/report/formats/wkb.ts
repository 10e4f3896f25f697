// Layer geometries as well-known binary (OGC, little-endian), for GeoPackage and GeoParquet. Degrees in, bytes out.
import type { LonLat } from '../../foundation/units.ts'
import type { LayerGeometry } from '../layers/layer-geometry.ts'

/** Type numbers of OGC simple features; GeoPackage, GeoParquet and FlatGeobuf share them. */
export const WKB_TYPE: Readonly<Record<LayerGeometry['type'], number>> = {
  Point: 1,
  Polygon: 3,
  MultiLineString: 5,
  MultiPolygon: 6,
}
/** Of the parts of a MultiLineString. */
const LINE_STRING = 2

const HEAD_BYTES = 5
const POSITION_BYTES = 16

function polygonBytes(rings: readonly (readonly LonLat[])[]): number {
  return rings.reduce((sum, ring) => sum + 4 + ring.length * POSITION_BYTES, HEAD_BYTES + 4)
}

/** Bytes that a geometry takes. */
export function wkbByteLength(geometry: LayerGeometry): number {
  if (geometry.type === 'Point') return HEAD_BYTES + POSITION_BYTES
  if (geometry.type === 'Polygon') return polygonBytes(geometry.coordinates)
  if (geometry.type === 'MultiLineString') {
    const lineBytes = (line: readonly LonLat[]) => HEAD_BYTES + 4 + line.length * POSITION_BYTES
    return geometry.coordinates.reduce((sum, line) => sum + lineBytes(line), HEAD_BYTES + 4)
  }
  return geometry.coordinates.reduce((sum, rings) => sum + polygonBytes(rings), HEAD_BYTES + 4)
}

class Writer {
  readonly view: DataView
  at: number

  constructor(bytes: Uint8Array, at: number) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.at = at
  }

  head(type: number): void {
    this.view.setUint8(this.at, 1)
    this.view.setUint32(this.at + 1, type, true)
    this.at += HEAD_BYTES
  }

  count(value: number): void {
    this.view.setUint32(this.at, value, true)
    this.at += 4
  }

  position(lon: number, lat: number): void {
    this.view.setFloat64(this.at, lon, true)
    this.view.setFloat64(this.at + 8, lat, true)
    this.at += POSITION_BYTES
  }

  positions(list: readonly LonLat[]): void {
    this.count(list.length)
    for (const [lon, lat] of list) this.position(lon, lat)
  }

  line(positions: readonly LonLat[]): void {
    this.head(LINE_STRING)
    this.positions(positions)
  }

  polygon(rings: readonly (readonly LonLat[])[]): void {
    this.head(WKB_TYPE.Polygon)
    this.count(rings.length)
    for (const ring of rings) this.positions(ring)
  }
}

/** Writes a geometry into `bytes` from `offset`; room as {@link wkbByteLength} says. */
export function writeWkb(geometry: LayerGeometry, bytes: Uint8Array, offset: number): void {
  const writer = new Writer(bytes, offset)
  if (geometry.type === 'Polygon') {
    writer.polygon(geometry.coordinates)
    return
  }
  writer.head(WKB_TYPE[geometry.type])
  if (geometry.type === 'Point') {
    writer.position(geometry.coordinates[0], geometry.coordinates[1])
    return
  }
  writer.count(geometry.coordinates.length)
  if (geometry.type === 'MultiLineString') for (const line of geometry.coordinates) writer.line(line)
  else for (const rings of geometry.coordinates) writer.polygon(rings)
}

/** A geometry as bytes of its own. */
export function toWkb(geometry: LayerGeometry): Uint8Array {
  const bytes = new Uint8Array(wkbByteLength(geometry))
  writeWkb(geometry, bytes, 0)
  return bytes
}

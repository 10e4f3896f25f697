// Layer geometries as well-known binary (OGC, little-endian), for GeoPackage and GeoParquet. Degrees in, bytes out.
import type { Ring } from '../../foundation/geo.ts'
import type { LayerGeometry } from '../layers/layer-geometry.ts'

/** Type numbers of OGC simple features; GeoPackage, GeoParquet and FlatGeobuf share them. */
export const WKB_TYPE: Readonly<Record<LayerGeometry['type'], number>> = { Point: 1, Polygon: 3, MultiPolygon: 6 }

const HEAD_BYTES = 5
const POSITION_BYTES = 16

function polygonBytes(rings: readonly Ring[]): number {
  return rings.reduce((sum, ring) => sum + 4 + ring.length * POSITION_BYTES, HEAD_BYTES + 4)
}

/** Bytes that a geometry takes. */
export function wkbByteLength(geometry: LayerGeometry): number {
  if (geometry.type === 'Point') return HEAD_BYTES + POSITION_BYTES
  if (geometry.type === 'Polygon') return polygonBytes(geometry.coordinates)
  return geometry.coordinates.reduce((sum, rings) => sum + polygonBytes(rings), HEAD_BYTES + 4)
}

class Writer {
  readonly view: DataView
  at: number

  constructor(bytes: Uint8Array, at: number) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.at = at
  }

  head(type: LayerGeometry['type']): void {
    this.view.setUint8(this.at, 1)
    this.view.setUint32(this.at + 1, WKB_TYPE[type], true)
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

  polygon(rings: readonly Ring[]): void {
    this.head('Polygon')
    this.count(rings.length)
    for (const ring of rings) {
      this.count(ring.length)
      for (const [lon, lat] of ring) this.position(lon, lat)
    }
  }
}

/** Writes a geometry into `bytes` from `offset`; room as {@link wkbByteLength} says. */
export function writeWkb(geometry: LayerGeometry, bytes: Uint8Array, offset: number): void {
  const writer = new Writer(bytes, offset)
  if (geometry.type === 'Polygon') writer.polygon(geometry.coordinates)
  else {
    writer.head(geometry.type)
    if (geometry.type === 'Point') writer.position(geometry.coordinates[0], geometry.coordinates[1])
    else {
      writer.count(geometry.coordinates.length)
      for (const rings of geometry.coordinates) writer.polygon(rings)
    }
  }
}

/** A geometry as bytes of its own. */
export function toWkb(geometry: LayerGeometry): Uint8Array {
  const bytes = new Uint8Array(wkbByteLength(geometry))
  writeWkb(geometry, bytes, 0)
  return bytes
}

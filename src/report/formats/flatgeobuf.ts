// A layer as FlatGeobuf (flatgeobuf.org, version 3): a head, a packed tree of boxes, features in the order of a Hilbert curve. A layer in,
// bytes out; the same layer gives the same bytes. Nulls are simply not there; names for people are the columns' titles.

import type { LonLat } from '../../foundation/units.ts'
import { type LayerInParts, wholeLayer } from '../layers/feature-layer.ts'
import type { Layer, LayerColumn } from '../layers/layer.ts'
import type { LayerGeometry } from '../layers/layer-geometry.ts'
import { boxOfGeometry, withOneAreaType } from '../layers/layer-shapes.ts'
import { utf8 } from '../text/byte-text.ts'
import { FlatBuffer, type FlatField } from './flatbuffer.ts'
import { type FeatureBox, NODE_SIZE, packBoxes } from './packed-boxes.ts'
import { WKB_TYPE } from './wkb.ts'

const MAGIC = [0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0]
const encoder = new TextEncoder()
/** Column types of the format. */
const COLUMN_TYPES = { boolean: 2, integer: 5, real: 10, text: 11 } as const

/** Fields of the format's tables, by position in its schema. */
const COLUMN = { name: 0, type: 1, title: 2, description: 3, count: 11 } as const
const CRS = { org: 0, code: 1, name: 2, count: 6 } as const
const HEAD = {
  name: 0,
  envelope: 1,
  geometryType: 2,
  columns: 7,
  featuresCount: 8,
  indexNodeSize: 9,
  crs: 10,
  title: 11,
  description: 12,
  count: 14,
} as const
const GEOMETRY = { ends: 0, xy: 1, type: 6, parts: 7, count: 8 } as const
const FEATURE = { geometry: 0, properties: 1, count: 3 } as const

/** Vertices of rings or lines one after the other. */
function ringVertices(buffer: FlatBuffer, rings: readonly (readonly LonLat[])[]): number {
  const count = rings.reduce((sum, ring) => sum + ring.length, 0)
  return buffer.doubles(2 * count, (set) => {
    let at = 0
    for (const ring of rings) {
      for (const [lon, lat] of ring) {
        set(at++, lon)
        set(at++, lat)
      }
    }
  })
}

function reference(slot: number): FlatField {
  return { slot, kind: 'reference', value: 0 }
}

/** A polygon by its rings, or lines one after the other. */
function addParts(buffer: FlatBuffer, type: 'Polygon' | 'MultiLineString', parts: readonly (readonly LonLat[])[]) {
  const several = parts.length > 1
  const table = buffer.table(GEOMETRY.count, [
    reference(GEOMETRY.xy),
    { slot: GEOMETRY.type, kind: 'uint8', value: WKB_TYPE[type] },
    ...(several ? [reference(GEOMETRY.ends)] : []),
  ])
  buffer.refer(table.references[0]!, ringVertices(buffer, parts))
  if (several) {
    let total = 0
    const ends = parts.map((part) => {
      total += part.length
      return total
    })
    buffer.refer(table.references[1]!, buffer.uint32s(ends))
  }
  return table.at
}

function addGeometry(buffer: FlatBuffer, geometry: LayerGeometry): number {
  if (geometry.type === 'Polygon' || geometry.type === 'MultiLineString') {
    return addParts(buffer, geometry.type, geometry.coordinates)
  }
  const type: FlatField = { slot: GEOMETRY.type, kind: 'uint8', value: WKB_TYPE[geometry.type] }
  if (geometry.type === 'Point') {
    const table = buffer.table(GEOMETRY.count, [reference(GEOMETRY.xy), type])
    const xy = buffer.doubles(2, (set) => {
      set(0, geometry.coordinates[0])
      set(1, geometry.coordinates[1])
    })
    buffer.refer(table.references[0]!, xy)
    return table.at
  }
  const table = buffer.table(GEOMETRY.count, [reference(GEOMETRY.parts), type])
  const parts = buffer.uint32s(geometry.coordinates.map(() => 0))
  buffer.refer(table.references[0]!, parts)
  geometry.coordinates.forEach((rings, i) => {
    buffer.refer(parts + 4 + 4 * i, addParts(buffer, 'Polygon', rings))
  })
  return table.at
}

/** Memory for the values of one row; grows, is used again. */
let values = new Uint8Array(1 << 14)

/** The values of a row: each with the number of its column before it; texts with their length. */
function propertyBytes(layer: Layer, row: number): Uint8Array {
  let at = 0
  layer.columns.forEach((column, index) => {
    const value = column.cellOf(row)
    if (value === null) return
    const needed = at + 16 + (typeof value === 'string' ? 3 * value.length : 0)
    if (needed > values.length) {
      const grown = new Uint8Array(2 * needed)
      grown.set(values)
      values = grown
    }
    const view = new DataView(values.buffer, at)
    view.setUint16(0, index, true)
    if (typeof value === 'string') {
      const { written } = encoder.encodeInto(value, values.subarray(at + 6))
      view.setUint32(2, written, true)
      at += 6 + written
    } else if (column.type === 'boolean') {
      view.setUint8(2, value === true ? 1 : 0)
      at += 3
    } else if (column.type === 'integer') {
      view.setInt32(2, value as number, true)
      at += 6
    } else {
      view.setFloat64(2, value as number, true)
      at += 10
    }
  })
  return values.subarray(0, at)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function featureBytes(buffer: FlatBuffer, layer: Layer, row: number): Uint8Array {
  const geometry = layer.geometryOf(row)
  const table = buffer.table(FEATURE.count, [
    reference(FEATURE.properties),
    ...(geometry === null ? [] : [reference(FEATURE.geometry)]),
  ])
  if (geometry !== null) buffer.refer(table.references[1]!, addGeometry(buffer, geometry))
  buffer.refer(table.references[0]!, buffer.byteVector(propertyBytes(layer, row)))
  return buffer.take(table.at)
}

function addColumn(buffer: FlatBuffer, { key, type, nameEn, nameZh }: LayerColumn): number {
  const table = buffer.table(COLUMN.count, [
    reference(COLUMN.name),
    { slot: COLUMN.type, kind: 'uint8', value: COLUMN_TYPES[type] },
    reference(COLUMN.title),
    reference(COLUMN.description),
  ])
  for (const [i, text] of [key, nameZh, nameEn].entries())
    buffer.refer(table.references[i]!, buffer.byteVector(utf8(text)))
  return table.at
}

function addCrs(buffer: FlatBuffer): number {
  const table = buffer.table(CRS.count, [
    reference(CRS.org),
    { slot: CRS.code, kind: 'int32', value: 4326 },
    reference(CRS.name),
  ])
  buffer.refer(table.references[0]!, buffer.byteVector(utf8('EPSG')))
  buffer.refer(table.references[1]!, buffer.byteVector(utf8('WGS 84')))
  return table.at
}

function headBytes(layer: Layer, indexed: boolean): Uint8Array {
  const buffer = new FlatBuffer()
  const { box } = layer
  const table = buffer.table(HEAD.count, [
    reference(HEAD.name),
    reference(HEAD.columns),
    reference(HEAD.crs),
    reference(HEAD.title),
    reference(HEAD.description),
    ...(box === null ? [] : [reference(HEAD.envelope)]),
    {
      slot: HEAD.geometryType,
      kind: 'uint8',
      value: layer.geometryType === 'Mixed' ? 0 : WKB_TYPE[layer.geometryType],
    },
    { slot: HEAD.featuresCount, kind: 'uint64', value: layer.rowCount },
    { slot: HEAD.indexNodeSize, kind: 'uint16', value: indexed ? NODE_SIZE : 0 },
  ])
  const [name, columns, crs, title, description, envelope] = table.references
  buffer.refer(name!, buffer.byteVector(utf8(layer.name)))
  const list = buffer.uint32s(layer.columns.map(() => 0))
  buffer.refer(columns!, list)
  layer.columns.forEach((column, i) => {
    buffer.refer(list + 4 + 4 * i, addColumn(buffer, column))
  })
  buffer.refer(crs!, addCrs(buffer))
  buffer.refer(title!, buffer.byteVector(utf8(`${layer.titleZh} ${layer.titleEn}`)))
  buffer.refer(description!, buffer.byteVector(utf8([`${layer.attribution}.`, ...layer.notes].join(' '))))
  if (envelope !== undefined && box !== null) {
    const corners = buffer.doubles(4, (set) => {
      box.forEach((degrees, i) => {
        set(i, degrees)
      })
    })
    buffer.refer(envelope, corners)
  }
  return buffer.take(table.at)
}

/**
 * A layer as FlatGeobuf: the columns of the GeoJSON file, with a spatial index, a fraction of its size, readable in part over HTTP. With rows
 * that have no geometry there is no index: the format cannot place them in one. A layer in parts stands in memory as a whole.
 *
 * @param layer any layer; polygons become MultiPolygons as soon as one row is
 * @returns the file's bytes; features in the order of a space-filling curve
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { layerOf, toFlatGeobuf } from 'living-circle/parts'
 * declare const report: AccessReport
 * const bytes: Uint8Array = toFlatGeobuf(layerOf(report, 'blocks'))
 * ```
 */
export function toFlatGeobuf(layer: Layer | LayerInParts): Uint8Array {
  return flatGeobufOf(withOneAreaType(wholeLayer(layer)))
}

function flatGeobufOf(layer: Layer): Uint8Array {
  const magic = Uint8Array.from(MAGIC)
  const buffer = new FlatBuffer()
  const boxes: FeatureBox[] = []
  for (let row = 0; row < layer.rowCount; row++) {
    const geometry = layer.geometryOf(row)
    if (geometry !== null) boxes.push(boxOfGeometry(geometry))
  }
  if (layer.box === null || boxes.length < layer.rowCount) {
    const features = Array.from({ length: layer.rowCount }, (_, row) => featureBytes(buffer, layer, row))
    return joined([magic, headBytes(layer, false), ...features])
  }
  const { order, toBytes } = packBoxes(boxes, layer.box)
  const features = order.map((row) => featureBytes(buffer, layer, row))
  return joined([magic, headBytes(layer, true), toBytes(features.map((feature) => feature.length)), ...features])
}

// Map layers as GeoJSON text (RFC 7946). A report in, text or its bytes out. Written by hand because JSON.stringify cannot say "600.0": a column
// of reals must look real in every row, or readers that guess types see another table in every run.

import type { AccessReport } from '../../answer/access-report.ts'
import type { Ring } from '../../foundation/geo.ts'
import type { LonLat } from '../../foundation/units.ts'
import type { CellValue } from '../layers/layer-columns.ts'
import type { LayerGeometry } from '../layers/layer-geometry.ts'
import { type LayerColumn, layerOf, type MapLayer } from '../layers/map-layers.ts'
import { ByteText, utf8 } from '../text/byte-text.ts'

/** Bytes per piece, about. */
const CHUNK_BYTES = 1 << 18

const COMMA = 44
const OPEN = 91
const CLOSE = 93

const NULL = utf8('null')
const TRUE = utf8('true')
const FALSE = utf8('false')

/** Positions have at most this many decimals. */
const POSITION_DECIMALS = 7

function addValue(text: ByteText, column: LayerColumn, value: CellValue): void {
  if (value === null) text.add(NULL)
  else if (typeof value === 'string') text.json(value)
  else if (typeof value === 'boolean') text.add(value ? TRUE : FALSE)
  else text.decimal(value, column.decimals, column.type === 'real')
}

/**
 * Writes the properties of a row. What a column wrote last is copied where its value comes again, as it does in most rows: names of
 * categories, words, counts of 0, shares of 1.
 */
class PropertyWriter {
  readonly #text: ByteText
  readonly #columns: readonly LayerColumn[]
  readonly #keys: readonly Uint8Array[]
  /** Each column's last value, and where in the piece at hand its key and value lie; no place at first. */
  readonly #last: CellValue[]
  readonly #from: Int32Array
  readonly #to: Int32Array

  constructor(text: ByteText, columns: readonly LayerColumn[]) {
    this.#text = text
    this.#columns = columns
    this.#keys = columns.map(({ key }, i) => utf8(`${i === 0 ? '' : ','}${JSON.stringify(key)}:`))
    this.#last = columns.map(() => null)
    this.#from = new Int32Array(columns.length)
    this.#to = new Int32Array(columns.length)
  }

  /** A new piece begins: what was written is gone. */
  forget(): void {
    this.#to.fill(0)
  }

  add(row: number): void {
    const text = this.#text
    const columns = this.#columns
    const last = this.#last
    for (let i = 0; i < columns.length; i++) {
      const value = columns[i]!.cellOf(row)
      const start = text.length
      if (this.#to[i] !== 0 && value === last[i]) text.again(this.#from[i]!, this.#to[i]!)
      else {
        text.add(this.#keys[i]!)
        addValue(text, columns[i]!, value)
        last[i] = value
      }
      this.#from[i] = start
      this.#to[i] = text.length
    }
  }
}

function addPosition(text: ByteText, position: LonLat): void {
  text.character(OPEN)
  text.decimal(position[0], POSITION_DECIMALS, false)
  text.character(COMMA)
  text.decimal(position[1], POSITION_DECIMALS, false)
  text.character(CLOSE)
}

function addList<T>(text: ByteText, items: readonly T[], addItem: (text: ByteText, item: T) => void): void {
  text.character(OPEN)
  for (let i = 0; i < items.length; i++) {
    if (i > 0) text.character(COMMA)
    addItem(text, items[i]!)
  }
  text.character(CLOSE)
}

const addRing = (text: ByteText, ring: Ring) => addList(text, ring, addPosition)
const addPolygon = (text: ByteText, rings: readonly Ring[]) => addList(text, rings, addRing)

const GEOMETRY_STARTS = {
  Point: utf8('"geometry":{"type":"Point","coordinates":'),
  Polygon: utf8('"geometry":{"type":"Polygon","coordinates":'),
  MultiPolygon: utf8('"geometry":{"type":"MultiPolygon","coordinates":'),
} as const
const FEATURE_END = utf8('}}')

function addGeometry(text: ByteText, geometry: LayerGeometry): void {
  text.add(GEOMETRY_STARTS[geometry.type])
  if (geometry.type === 'Point') addPosition(text, geometry.coordinates)
  else if (geometry.type === 'Polygon') addPolygon(text, geometry.coordinates)
  else addList(text, geometry.coordinates, addPolygon)
  text.add(FEATURE_END)
}

/** {@link addGeometry}; a layer whose rows share shapes writes each of them once and copies it afterwards. */
function geometryAdder(layer: MapLayer): (text: ByteText, row: number) => void {
  if (layer.shapeCount === layer.rowCount) return (text, row) => addGeometry(text, layer.geometryOf(row))
  const written = new Map<LayerGeometry, Uint8Array>()
  const scratch = new ByteText(1024)
  return (text, row) => {
    const geometry = layer.geometryOf(row)
    let bytes = written.get(geometry)
    if (bytes === undefined) {
      addGeometry(scratch, geometry)
      bytes = scratch.take()
      written.set(geometry, bytes)
    }
    text.add(bytes)
  }
}

/**
 * A layer as GeoJSON in pieces of UTF-8, one feature per line.
 *
 * @param layer any of the report's layers
 */
export function* layerGeoJsonBytes(layer: MapLayer): Generator<Uint8Array, void, undefined> {
  const { columns, rowCount } = layer
  const box = layer.box === null ? '' : `"bbox":${JSON.stringify(layer.box)},`
  const { coordinateSystem } = layer
  const system = coordinateSystem === undefined ? '' : `"coordinate_system":${JSON.stringify(coordinateSystem)},`
  const notes = `"notes":${JSON.stringify(layer.notes)},`
  const text = new ByteText(CHUNK_BYTES + CHUNK_BYTES / 8)
  text.add(
    utf8(
      `{"type":"FeatureCollection","name":"${layer.name}","attribution":${JSON.stringify(layer.attribution)},${system}${notes}${box}"features":[`,
    ),
  )
  const properties = new PropertyWriter(text, columns)
  const featureStart = utf8('\n{"type":"Feature","properties":{')
  const propertiesEnd = utf8('},')
  const addShape = geometryAdder(layer)
  for (let row = 0; row < rowCount; row++) {
    if (row > 0) text.character(COMMA)
    text.add(featureStart)
    properties.add(row)
    text.add(propertiesEnd)
    addShape(text, row)
    if (text.length < CHUNK_BYTES) continue
    yield text.take()
    properties.forget()
  }
  text.add(utf8('\n]}\n'))
  yield text.take()
}

/** {@link layerGeoJsonBytes} as text, piece by piece. */
export function* layerGeoJsonChunks(layer: MapLayer): Generator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for (const bytes of layerGeoJsonBytes(layer)) yield decoder.decode(bytes)
}

/** A layer as GeoJSON text. */
export function toLayerGeoJson(layer: MapLayer): string {
  return Array.from(layerGeoJsonChunks(layer)).join('')
}

/**
 * `blocks.geojson`: one feature per block with flat, typed properties; columns that no block has a value for are left out.
 *
 * @param report blocks × categories
 * @example
 * ```ts
 * import { type AccessReport, toBlocksGeoJson } from 'living-circle'
 * declare const report: AccessReport
 * const collection = JSON.parse(toBlocksGeoJson(report))
 * ```
 */
export function toBlocksGeoJson(report: AccessReport): string {
  return toLayerGeoJson(layerOf(report, 'blocks'))
}

/** `facilities.geojson`: every facility used, as a point, with its category, source and link. */
export function toFacilitiesGeoJson(report: AccessReport): string {
  return toLayerGeoJson(layerOf(report, 'facilities'))
}

/** `gaps.geojson`: gap areas with their people, the nearest facility and a first step. */
export function toGapsGeoJson(report: AccessReport): string {
  return toLayerGeoJson(layerOf(report, 'gaps'))
}

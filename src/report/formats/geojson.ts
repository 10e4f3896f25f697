// Map layers as GeoJSON (RFC 7946): a collection, or one feature per line. A layer in, text or its bytes out, piece by piece. Written by hand
// because JSON.stringify cannot say "600.0": in a table, a column of reals must look real in every row, or readers that guess types see
// another table in every run.

import type { LonLat } from '../../foundation/units.ts'
import type { LayerInParts } from '../layers/feature-layer.ts'
import type { Layer, LayerColumnHead, LayerRows } from '../layers/layer.ts'
import type { CellValue } from '../layers/layer-columns.ts'
import type { LayerGeometry } from '../layers/layer-geometry.ts'
import { ByteText, utf8 } from '../text/byte-text.ts'
import { joinedPieces } from '../text/joined-pieces.ts'

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

/**
 * Writes the properties of a row. What a column wrote last is copied where its value comes again, as it does in most rows: names of
 * categories, words, counts of 0, shares of 1.
 */
class PropertyWriter {
  readonly #text: ByteText
  readonly #decimals: Uint8Array
  readonly #pointAlways: readonly boolean[]
  readonly #keys: readonly Uint8Array[]
  /** Each column's last value, and where in the piece at hand its key and value lie; no place at first. */
  readonly #last: CellValue[]
  readonly #from: Int32Array
  readonly #to: Int32Array

  /** @param realsLookReal `600.0` instead of `600` */
  constructor(text: ByteText, columns: readonly LayerColumnHead[], realsLookReal: boolean) {
    this.#text = text
    this.#decimals = Uint8Array.from(columns, ({ decimals }) => decimals)
    this.#pointAlways = columns.map(({ type }) => realsLookReal && type === 'real')
    this.#keys = columns.map(({ key }, i) => utf8(`${i === 0 ? '' : ','}${JSON.stringify(key)}:`))
    this.#last = columns.map(() => null)
    this.#from = new Int32Array(columns.length)
    this.#to = new Int32Array(columns.length)
  }

  /** A new piece begins: what was written is gone. */
  forget(): void {
    this.#to.fill(0)
  }

  add({ columns }: LayerRows, row: number): void {
    const text = this.#text
    const last = this.#last
    for (let i = 0; i < columns.length; i++) {
      const value = columns[i]!.cellOf(row)
      const start = text.length
      if (this.#to[i] !== 0 && value === last[i]) text.again(this.#from[i]!, this.#to[i]!)
      else {
        text.add(this.#keys[i]!)
        this.#addValue(value, i)
        last[i] = value
      }
      this.#from[i] = start
      this.#to[i] = text.length
    }
  }

  #addValue(value: CellValue, column: number): void {
    const text = this.#text
    if (value === null) text.add(NULL)
    else if (typeof value === 'string') text.json(value)
    else if (typeof value === 'boolean') text.add(value ? TRUE : FALSE)
    else text.decimal(value, this.#decimals[column]!, this.#pointAlways[column]!)
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

const addLine = (text: ByteText, line: readonly LonLat[]) => addList(text, line, addPosition)
const addLines = (text: ByteText, lines: readonly (readonly LonLat[])[]) => addList(text, lines, addLine)

const GEOMETRY_STARTS = {
  Point: utf8('"geometry":{"type":"Point","coordinates":'),
  MultiLineString: utf8('"geometry":{"type":"MultiLineString","coordinates":'),
  Polygon: utf8('"geometry":{"type":"Polygon","coordinates":'),
  MultiPolygon: utf8('"geometry":{"type":"MultiPolygon","coordinates":'),
} as const
const FEATURE_END = utf8('}}')
const FEATURE_END_WITHOUT_GEOMETRY = utf8('"geometry":null}')

function addGeometry(text: ByteText, geometry: LayerGeometry | null): void {
  if (geometry === null) {
    text.add(FEATURE_END_WITHOUT_GEOMETRY)
    return
  }
  text.add(GEOMETRY_STARTS[geometry.type])
  if (geometry.type === 'Point') addPosition(text, geometry.coordinates)
  else if (geometry.type === 'MultiPolygon') addList(text, geometry.coordinates, addLines)
  else addLines(text, geometry.coordinates)
  text.add(FEATURE_END)
}

/** {@link addGeometry}; a layer whose rows share shapes writes each of them once and copies it afterwards. */
function geometryAdder(layer: Layer | LayerInParts): (text: ByteText, rows: LayerRows, row: number) => void {
  if ('parts' in layer || layer.shapeCount === layer.rowCount) {
    return (text, rows, row) => addGeometry(text, rows.geometryOf(row))
  }
  const written = new Map<LayerGeometry | null, Uint8Array>()
  const scratch = new ByteText(1024)
  return (text, rows, row) => {
    const geometry = rows.geometryOf(row)
    let bytes = written.get(geometry)
    if (bytes === undefined) {
      addGeometry(scratch, geometry)
      bytes = scratch.take()
      written.set(geometry, bytes)
    }
    text.add(bytes)
  }
}

/** The collection up to its first feature. */
function collectionHead(layer: Layer | LayerInParts): string {
  const { name, attribution, coordinateSystem, notes, form } = layer
  const box = form === 'drawing' || 'parts' in layer || layer.box === null ? {} : { bbox: layer.box }
  const head = {
    type: 'FeatureCollection',
    name,
    attribution,
    ...(coordinateSystem === undefined ? {} : { coordinate_system: coordinateSystem }),
    ...(form === 'table' ? { notes } : notes.length === 0 ? {} : { note: notes.join(' ') }),
    ...box,
  }
  return `${JSON.stringify(head).slice(0, -1)},"features":[`
}

/** What stands before and behind each feature, and around all of them. */
interface Frame {
  readonly head: string
  readonly beforeFirst: string
  readonly beforeNext: string
  readonly behindEach: string
  readonly end: string
}

const COLLECTION = { beforeFirst: '\n', beforeNext: ',\n', behindEach: '', end: '\n]}\n' }
const SEQUENCE: Frame = { head: '', beforeFirst: '', beforeNext: '', behindEach: '\n', end: '' }

function* framedFeatures(layer: Layer | LayerInParts, frame: Frame): Generator<Uint8Array, void, undefined> {
  const text = new ByteText(CHUNK_BYTES + CHUNK_BYTES / 8)
  text.add(utf8(frame.head))
  const properties = new PropertyWriter(text, layer.columns, layer.form === 'table')
  const next = utf8(`${frame.beforeNext}{"type":"Feature","properties":{`)
  let start = utf8(`${frame.beforeFirst}{"type":"Feature","properties":{`)
  const behindEach = utf8(frame.behindEach)
  const propertiesEnd = utf8('},')
  const addShape = geometryAdder(layer)
  const inParts = 'parts' in layer
  for (const rows of inParts ? layer.parts() : [layer]) {
    for (let row = 0; row < rows.rowCount; row++) {
      text.add(start)
      start = next
      properties.add(rows, row)
      text.add(propertiesEnd)
      addShape(text, rows, row)
      text.add(behindEach)
      if (text.length < CHUNK_BYTES) continue
      yield text.take()
      properties.forget()
    }
    // The next part may take long: what is known goes out.
    if (!inParts) continue
    yield text.take()
    properties.forget()
  }
  text.add(utf8(frame.end))
  yield text.take()
}

/**
 * A layer as a GeoJSON collection in pieces of UTF-8, one feature per line. Of a layer in parts, one part is in memory at a time.
 *
 * @param layer any layer
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { geoJsonBytes, layerOf } from 'living-circle/parts'
 * declare const report: AccessReport
 * for (const bytes of geoJsonBytes(layerOf(report, 'blocks'))) console.log(bytes.length)
 * ```
 */
export function geoJsonBytes(layer: Layer | LayerInParts): Generator<Uint8Array, void, undefined> {
  return framedFeatures(layer, { head: collectionHead(layer), ...COLLECTION })
}

/**
 * A layer as features one per line without a collection around them (GeoJSONSeq, newline-delimited), in pieces of UTF-8.
 *
 * @example
 * ```ts
 * import { type Layer, geoJsonSeqBytes } from 'living-circle/parts'
 * declare const layer: Layer
 * for (const piece of geoJsonSeqBytes(layer)) console.log(piece.length)
 * ```
 */
export function geoJsonSeqBytes(layer: Layer | LayerInParts): Generator<Uint8Array, void, undefined> {
  return framedFeatures(layer, SEQUENCE)
}

/**
 * {@link geoJsonBytes} as text, piece by piece.
 * @example
 * ```ts
 * import { type Layer, geoJsonChunks } from 'living-circle/parts'
 * declare const layer: Layer
 * for (const piece of geoJsonChunks(layer)) console.log(piece.length)
 * ```
 */
export function* geoJsonChunks(layer: Layer | LayerInParts): Generator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for (const bytes of geoJsonBytes(layer)) yield decoder.decode(bytes)
}

/**
 * A layer as a GeoJSON collection in one text.
 *
 * @example
 * ```ts
 * import { type Layer, toGeoJson } from 'living-circle/parts'
 * declare const layer: Layer
 * const text = toGeoJson(layer)
 * ```
 */
export function toGeoJson(layer: Layer | LayerInParts): string {
  return joinedPieces(geoJsonChunks(layer), 'geoJsonChunks')
}

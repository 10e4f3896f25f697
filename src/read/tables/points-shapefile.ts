// Shapefile → table: geometries of the .shp, attributes of the .dbf beside it, system of the .prj. In: bytes of the parts.
// Out: a raw table. It knows no column's meaning.
import type { Geometry, Position } from 'geojson'
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import { message, problem } from '../../words/problem.ts'
import type { CountKnownWords } from '../bytes/text-encoding.ts'
import { type DbfTable, encodingOfCpg, readDbf } from './dbf-table.ts'
import { createFeatureTable } from './feature-table.ts'
import { type RawTable, uniqueHeaders } from './raw-table.ts'

/** The parts of a shapefile; only the .shp must be there. */
export interface ShapefileParts {
  readonly shp: Uint8Array
  readonly dbf: Uint8Array | null
  /** Text of the .prj file. */
  readonly prj: string | null
  /** Text of the .cpg file. */
  readonly cpg: string | null
}

/** Rings of one shape: finding the outline around each hole takes time by their square. */
const MAX_RINGS = 5_000

/** Shape types by number; the Z and M kinds begin like the plain ones. */
const KINDS: Readonly<Record<number, 'point' | 'line' | 'polygon' | 'multipoint'>> = {
  1: 'point',
  11: 'point',
  21: 'point',
  3: 'line',
  13: 'line',
  23: 'line',
  5: 'polygon',
  15: 'polygon',
  25: 'polygon',
  8: 'multipoint',
  18: 'multipoint',
  28: 'multipoint',
}

/**
 * Reads a shapefile.
 *
 * @param encoding of the attributes: `null` to find it out (.cpg, strict UTF-8, byte 29 of the .dbf, known words)
 * @throws LivingCircleError `input-truncated`, `input-format`
 */
export function readShapefile(
  source: string,
  parts: ShapefileParts,
  encoding: string | null,
  knownWords?: CountKnownWords,
): RawTable {
  const { shp } = parts
  if (shp.length < 100) throw damaged(source, message('part.no-header'))
  const view = new DataView(shp.buffer, shp.byteOffset, shp.byteLength)
  if (view.getInt32(0) !== 9994) {
    throw problem('input-format', 'shp.not-shapefile', { source }, { hint: 'hint.give-shp' })
  }
  const cpg = parts.cpg === null ? null : encodingOfCpg(parts.cpg)
  const encodings = { asked: encoding, cpg, knownWords }
  const dbf = parts.dbf === null ? null : readDbf(source.replace(/\.shp$/i, '.dbf'), parts.dbf, encodings)
  const columns = uniqueHeaders(dbf?.columns ?? [])
  const table = createFeatureTable(source, 'shapefile', dbf?.encoding ?? null, columns)
  table.declareCrs(parts.prj?.trim() || null)
  const shapes = readShapes(source, view)
  if (dbf !== null && dbf.rows.length !== shapes.length) {
    throw damaged(source, message('part.shapes-and-rows', { n: shapes.length, rows: dbf.rows.length }))
  }
  shapes.forEach((shape, index) => {
    if (dbf?.rows[index] === null) return
    if (shape !== null && 'key' in shape) table.reject(index + 1, shape)
    else table.add(index + 1, shape, propertiesOf(dbf, columns, index))
  })
  return table.finish()
}

function propertiesOf(dbf: DbfTable | null, columns: readonly string[], index: number): (readonly [string, string])[] {
  const row = dbf?.rows[index]
  return row ? columns.map((name, column) => [name, row[column]!] as const) : []
}

/** Shapes in order; a text says why one cannot be read, `null` is a record without a shape. */
function readShapes(source: string, view: DataView): (Geometry | null | Message)[] {
  const shapes: (Geometry | null | Message)[] = []
  // The length in the header counts 16-bit words; the file decides where they differ.
  const end = Math.min(view.byteLength, Math.max(100, view.getInt32(24) * 2))
  let at = 100
  while (at + 8 <= end) {
    const bytes = view.getInt32(at + 4) * 2
    if (bytes < 4 || at + 8 + bytes > view.byteLength)
      throw damaged(source, message('part.shape-cut', { n: shapes.length + 1 }))
    try {
      shapes.push(readShape(new DataView(view.buffer, view.byteOffset + at + 8, bytes)))
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      shapes.push(message('shape.too-long'))
    }
    at += 8 + bytes
  }
  if (view.getInt32(24) * 2 > view.byteLength) throw damaged(source, message('part.too-short'))
  return shapes
}

function readShape(view: DataView): Geometry | null | Message {
  const type = view.getInt32(0, true)
  if (type === 0) return null
  const kind = KINDS[type]
  switch (kind) {
    case 'point':
      return { type: 'Point', coordinates: positionAt(view, 4) }
    case 'multipoint': {
      const count = countAt(view, 36, 16)
      return { type: 'MultiPoint', coordinates: Array.from({ length: count }, (_, i) => positionAt(view, 40 + 16 * i)) }
    }
    case 'line':
      return { type: 'MultiLineString', coordinates: partsOf(view) }
    case 'polygon':
      return polygonsOf(partsOf(view))
    default:
      return message('shape.type-number', { type })
  }
}

function positionAt(view: DataView, at: number): Position {
  return [view.getFloat64(at, true), view.getFloat64(at + 8, true)]
}

/** A count that the record has room for. */
function countAt(view: DataView, at: number, bytesEach: number): number {
  const count = view.getInt32(at, true)
  if (count < 0 || count * bytesEach > view.byteLength) throw new RangeError('count')
  return count
}

function partsOf(view: DataView): Position[][] {
  const partCount = countAt(view, 36, 4)
  const pointCount = countAt(view, 40, 16)
  const firstPoint = 44 + 4 * partCount
  const starts = Array.from({ length: partCount }, (_, i) => view.getInt32(44 + 4 * i, true))
  return starts.map((start, i) => {
    const stop = starts[i + 1] ?? pointCount
    if (start < 0 || stop < start || stop > pointCount) throw new RangeError('part')
    return Array.from({ length: stop - start }, (_, j) => positionAt(view, firstPoint + 16 * (start + j)))
  })
}

/** Clockwise rings are outlines, the others are holes of the outline around them. */
function polygonsOf(rings: readonly Position[][]): Geometry | Message {
  if (rings.length > MAX_RINGS) return message('shape.rings', { n: rings.length, most: MAX_RINGS })
  const outlines: Position[][][] = []
  const holes: Position[][] = []
  for (const ring of rings) {
    if (ring.length < 4) continue
    if (signedArea(ring) <= 0) outlines.push([ring])
    else holes.push(ring)
  }
  if (outlines.length === 0) {
    // Written by a program that does not keep the order of corners: every ring is an outline.
    if (holes.length === 0) return message('shape.no-ring')
    return { type: 'MultiPolygon', coordinates: holes.map((ring) => [ring]) }
  }
  for (const hole of holes) {
    const around = outlines.filter(([outline]) => contains(outline!, hole))
    around.sort((a, b) => Math.abs(signedArea(a[0]!)) - Math.abs(signedArea(b[0]!)))
    if (around[0] === undefined) outlines.push([hole])
    else around[0].push(hole)
  }
  return { type: 'MultiPolygon', coordinates: outlines }
}

/** Twice the area; positive when anticlockwise. */
function signedArea(ring: readonly Position[]): number {
  const [x0, y0] = ring[0]! as [number, number]
  let twice = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i]! as [number, number]
    const [bx, by] = ring[i + 1]! as [number, number]
    twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
  }
  return twice
}

/** Whether most of a ring's first corners lie inside another: one may lie on the border. */
function contains(outline: readonly Position[], ring: readonly Position[]): boolean {
  const corners = ring.slice(0, 3)
  return corners.filter(([x, y]) => insideRing(x!, y!, outline)).length * 2 > corners.length
}

function insideRing(x: number, y: number, ring: readonly Position[]): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]! as [number, number]
    const [xj, yj] = ring[j]! as [number, number]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

function damaged(source: string, what: Message): LivingCircleError {
  return problem('input-truncated', 'file.damaged-part', { source, what }, { hint: 'hint.export-shapefile-parts' })
}

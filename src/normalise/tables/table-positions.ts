// Where is each row? Coordinate columns, a "lng,lat" column, or geometries → WGS-84 places and areas, or why not.
// In: a raw table and its understood columns. Out: one placement per row. It does not know what stands there.
import type { Geometry, Position } from 'geojson'
import type { LivingCircleError } from '../../foundation/errors.ts'
import { localScale, type PolygonRings } from '../../foundation/geo.ts'
import type { Message } from '../../foundation/message.ts'
import type { BoundingBox, LonLat } from '../../foundation/units.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { joined, message, problem } from '../../words/problem.ts'
import type { OutlineMender } from '../places/mend-outline.ts'
import { placeInside } from '../places/place-inside.ts'
import type { RejectCode } from '../places/rejects.ts'
import type { TableKind, UnderstoodColumns } from './column-names.ts'
import { type DecimalStyle, decimalStyleOf, parseNumberText } from './number-text.ts'
import { soundOutline } from './sound-outline.ts'
import { parseWkt } from './wkt.ts'

/** A row's place. */
export interface Placed {
  readonly kind: 'placed'
  /** The point itself, or a place inside the area. */
  readonly lonLat: LonLat
  /** Every point of a multipoint, sorted; one otherwise. */
  readonly points: readonly LonLat[]
  readonly polygons: readonly PolygonRings[] | null
  /** What was mended of its outline, or may be wrong with it. */
  readonly outline: Message | null
  /** Lies outside the area of the job (only with `outside: 'warn'`). */
  readonly outside: boolean
}

/** Why a row has no place. */
export interface NotPlaced {
  readonly kind: 'not-placed'
  readonly code: RejectCode
  readonly said: Message
}

export interface PlacementOptions {
  /** From the table's coordinates to WGS-84; default: they are. */
  readonly toWgs84?: ((position: LonLat) => LonLat) | undefined
  /** The data's area, to recognise swapped coordinates and places far away. */
  readonly area?: BoundingBox | null | undefined
  /** How far beyond the area a place may lie, metres. Default 1,000. */
  readonly areaPaddingMetres?: number | undefined
  /** What a place outside the area is: `reject`, or `warn` (it stays, marked). */
  readonly outside?: 'reject' | 'warn' | undefined
  /** Mends outlines that cross themselves, once it is loaded; without it they are rejected. */
  readonly mender?: (() => OutlineMender | null) | undefined
}

/** Places rows of one table. */
export type RowPlacer = (row: readonly string[], geometry: Geometry | null) => Placed | NotPlaced

/**
 * A function that places rows of this table.
 *
 * @throws LivingCircleError `input-unusable` when the table has neither geometries nor coordinate columns
 */
export function createRowPlacer(
  table: RawTable,
  understood: UnderstoodColumns,
  kind: TableKind,
  options: PlacementOptions = {},
): RowPlacer {
  const readRaw = rawGeometryReader(table, understood, kind)
  const toWgs84 = options.toWgs84 ?? ((position: LonLat) => position)
  const box = options.area ? padded(options.area, options.areaPaddingMetres ?? 1000) : null
  const outside = options.outside ?? 'reject'
  const mend = options.mender ?? (() => null)
  return (row, geometry) => {
    const raw = readRaw(row, geometry)
    if ('code' in raw) return raw
    return place(raw, toWgs84, box, outside, mend)
  }
}

/** Raw positions of all rows that have any, `[x, y, x, y …]` in the table's own coordinates: for judging which system they are in. */
export function rawPositionsOfTable(table: RawTable, understood: UnderstoodColumns, kind: TableKind): Float64Array {
  const readRaw = rawGeometryReader(table, understood, kind)
  const positions: number[] = []
  table.rows.forEach((row, index) => {
    const raw = readRaw(row, table.geometry?.[index] ?? null)
    if ('code' in raw) return
    const [x, y] = middleOf(raw)
    positions.push(x!, y!)
  })
  return Float64Array.from(positions)
}

/** How a table writes decimals, told by its coordinate columns. */
export function decimalStyleOfTable(table: RawTable, understood: UnderstoodColumns): DecimalStyle {
  const columns = [understood.index.get('lon'), understood.index.get('lat')].filter((at) => at !== undefined)
  function* cells(): Generator<string> {
    for (const row of table.rows) for (const at of columns) yield row[at]!
  }
  return decimalStyleOf(cells())
}

type RawReader = (row: readonly string[], geometry: Geometry | null) => Geometry | NotPlaced

function rawGeometryReader(table: RawTable, understood: UnderstoodColumns, kind: TableKind): RawReader {
  const lonAt = understood.index.get('lon')
  const latAt = understood.index.get('lat')
  const locationAt = understood.index.get('location')
  const hasPair = lonAt !== undefined && latAt !== undefined
  if (table.geometry === null && !hasPair && locationAt === undefined) {
    throw noCoordinates(table, understood, kind)
  }
  const style = decimalStyleOfTable(table, understood)
  return (row, geometry) => {
    if (geometry !== null) return geometry
    const lon = hasPair ? row[lonAt]! : ''
    const lat = hasPair ? row[latAt]! : ''
    const location = locationAt === undefined ? '' : row[locationAt]!
    if (isBlank(lon) && isBlank(lat)) {
      if (!isBlank(location)) return parseLocation(location)
      return notPlaced('missing-coordinates', message('row.no-coordinates'))
    }
    return parsePair(lon, lat, style)
  }
}

function noCoordinates(table: RawTable, understood: UnderstoodColumns, kind: TableKind): LivingCircleError {
  const looksHeadless = table.columns.filter((header) => /^-?\d+(?:[.,]\d+)?$/.test(header.trim())).length >= 2
  const columns = table.columns.slice(0, 40)
  if (looksHeadless) {
    return problem(
      'input-unusable',
      'table.no-header',
      { source: table.source, line: columns.join(', ').slice(0, 100) },
      { hint: message('hint.name-columns', { example: 'id,name,category,lon,lat' }), details: { columns, kind } },
    )
  }
  const address = understood.mapping.address
  if (typeof address === 'string') {
    return problem(
      'input-unusable',
      'columns.address-only',
      { source: table.source, column: address },
      {
        hint: message('hint.geocode', { kind }),
        details: { source: table.source, columns, understood: understood.mapping, kind, lacks: 'coordinates' },
      },
    )
  }
  return problem(
    'input-unusable',
    'columns.no-coordinates',
    { source: table.source },
    {
      hint: message('hint.name-coordinates', { columns: columns.join(', ') }),
      details: { columns, understood: understood.mapping, kind },
    },
  )
}

function notPlaced(code: RejectCode, said: Message): NotPlaced {
  return { kind: 'not-placed', code, said }
}

function isBlank(text: string): boolean {
  return text === '' || (parseNumberText(text).value === null && parseNumberText(text).problem === null)
}

/** Degrees and metres as most tables write them. */
const PLAIN_DEGREES = /^-?\d{1,15}\.\d+$/

function parsePair(lonText: string, latText: string, style: DecimalStyle): Geometry | NotPlaced {
  if (style === 'point' && PLAIN_DEGREES.test(lonText) && PLAIN_DEGREES.test(latText)) {
    return { type: 'Point', coordinates: [Number(lonText), Number(latText)] }
  }
  if (isBlank(lonText) || isBlank(latText)) {
    return notPlaced(
      'missing-coordinates',
      message('row.half-coordinates', { lon: lonText.trim(), lat: latText.trim() }),
    )
  }
  const lon = parseDegrees(lonText, style)
  const lat = parseDegrees(latText, style)
  if (lon === null || lat === null) {
    return notPlaced(
      'invalid-coordinates',
      message('row.coordinates-not-numbers', { lon: lonText.trim(), lat: latText.trim() }),
    )
  }
  return { type: 'Point', coordinates: [lon, lat] }
}

/** A number of degrees (or metres), also as `116°19′12″E`; `null` for anything else. */
function parseDegrees(text: string, style: DecimalStyle): number | null {
  // Coordinates have no thousands separators in degrees: a comma without a point is a decimal comma whatever the table's style.
  const own: DecimalStyle = text.includes(',') && !text.includes('.') ? 'comma' : style
  const value = parseNumberText(text, own).value ?? parseNumberText(text, 'point').value
  if (value !== null) return value
  const parts =
    /^([NSEW东西南北]?)(-?\d{1,3})[°度](?:(\d{1,2}(?:\.\d+)?)[′'分])?(?:(\d{1,2}(?:\.\d+)?)(?:″|"|''|秒))?([NSEW东西南北]?)$/i.exec(
      text.normalize('NFKC').replace(/\s+/g, '').replaceAll('′′', '″'),
    )
  const degreesOnly = /^(-?\d{1,3}\.\d+)°?([NSEW]?)$/i.exec(text.trim())
  const match = parts ?? degreesOnly
  if (match === null) return null
  const side = (parts === null ? match[2]! : `${match[1]}${match[5]}`).toUpperCase()
  const size =
    parts === null
      ? Math.abs(Number(match[1]))
      : Math.abs(Number(match[2])) + Number(match[3] ?? 0) / 60 + Number(match[4] ?? 0) / 3600
  const negative = /[SW西南]/.test(side) || (parts === null ? match[1]! : match[2]!).startsWith('-')
  return negative ? -size : size
}

/** `116.32,39.99`, `116.32 39.99`, `[116.32, 39.99]`, or WKT. */
function parseLocation(text: string): Geometry | NotPlaced {
  const plain = text.normalize('NFKC').trim()
  const pair = /^[[(]?\s*(-?\d+(?:\.\d+)?)\s*[,;、\s]\s*(-?\d+(?:\.\d+)?)\s*[\])]?$/.exec(plain)
  if (pair !== null) return { type: 'Point', coordinates: [Number(pair[1]), Number(pair[2])] }
  const geometry = parseWkt(plain)
  if (geometry !== null) return geometry
  return notPlaced('invalid-coordinates', message('row.no-pair', { text: plain.slice(0, 60) }))
}

function padded([west, south, east, north]: BoundingBox, metres: number): BoundingBox {
  const scale = localScale((south + north) / 2)
  const dLat = metres / scale.metresPerDegreeLat
  const dLon = metres / Math.max(scale.metresPerDegreeLon, 1)
  return [west - dLon, south - dLat, east + dLon, north + dLat]
}

function inside([lon, lat]: LonLat, [west, south, east, north]: BoundingBox): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}

function onEarth([lon, lat]: LonLat): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90
}

function place(
  raw: Geometry,
  toWgs84: (position: LonLat) => LonLat,
  box: BoundingBox | null,
  outside: 'reject' | 'warn',
  mend: () => OutlineMender | null,
): Placed | NotPlaced {
  const middle = middleOf(raw) as unknown as LonLat
  const lonLat = safely(toWgs84, middle)
  const isFine = lonLat !== null && onEarth(lonLat) && (box === null || inside(lonLat, box))
  // The usual case first: a point where it should be.
  if (isFine && raw.type === 'Point') {
    return { kind: 'placed', lonLat, points: [lonLat], polygons: null, outline: null, outside: false }
  }
  const problem = isFine ? null : judgePosition(middle, toWgs84, box)
  if (problem !== null && !(problem.code === 'outside-area' && outside === 'warn')) return problem
  const isOutside = problem !== null
  const convert = (position: Position): LonLat => toWgs84([position[0]!, position[1]!])
  switch (raw.type) {
    case 'Point': {
      const lonLat = convert(raw.coordinates)
      return { kind: 'placed', lonLat, points: [lonLat], polygons: null, outline: null, outside: isOutside }
    }
    case 'MultiPoint': {
      const points = raw.coordinates.map(convert).sort((a, b) => a[0] - b[0] || a[1] - b[1])
      if (!points.every(onEarth)) return notPlaced('invalid-coordinates', message('row.position-off-earth'))
      return { kind: 'placed', lonLat: points[0]!, points, polygons: null, outline: null, outside: isOutside }
    }
    case 'Polygon':
    case 'MultiPolygon': {
      const source = raw.type === 'Polygon' ? [raw.coordinates] : raw.coordinates
      const converted = source.map((rings) => rings.map((ring) => ring.map(convert)))
      if (!converted.every((rings) => rings.every((ring) => ring.every(onEarth)))) {
        return notPlaced('invalid-coordinates', message('row.corner-off-earth'))
      }
      const { polygons, said } = soundOutline(converted, mend())
      if (polygons === null) return notPlaced('invalid-geometry', said)
      const lonLat = placeInside(polygons)
      return { kind: 'placed', lonLat, points: [lonLat], polygons, outline: said, outside: isOutside }
    }
    default:
      return notPlaced('unsupported-geometry', message('row.geometry-type', { type: raw.type }))
  }
}

/** No projected system has larger coordinates: the zone's number stands before them at most. */
const MOST_PROJECTED_METRES = 1e9

/** Finite, on Earth, in the area; else why not, with a word about swapped coordinates where that would explain it. */
function judgePosition(raw: LonLat, toWgs84: (position: LonLat) => LonLat, box: BoundingBox | null): NotPlaced | null {
  const shown = `${round(raw[0])}, ${round(raw[1])}`
  const wgs84 = safely(toWgs84, raw)
  const swapped = safely(toWgs84, [raw[1], raw[0]])
  if (wgs84 === null || !onEarth(wgs84)) {
    if (swapped !== null && onEarth(swapped) && (box === null || inside(swapped, box))) {
      return notPlaced('swapped-coordinates', message('row.swapped-off-earth', { place: shown }))
    }
    const size = Math.max(Math.abs(raw[0]), Math.abs(raw[1]))
    const projected = size > 1000 && size < MOST_PROJECTED_METRES
    const remark = projected ? message('row.projected') : remarkOnDegrees(raw, box)
    return notPlaced(
      'invalid-coordinates',
      joined([message('row.no-degrees', { place: shown }), ...(remark === null ? [] : [remark])]),
    )
  }
  if (box === null || inside(wgs84, box)) return null
  const degrees = remarkOnDegrees(raw, box)
  if (degrees !== null && Math.max(Math.abs(raw[0] - wgs84[0]), Math.abs(raw[1] - wgs84[1])) > 0.1) {
    const code = degrees.key === 'row.degrees-swapped' ? 'swapped-coordinates' : 'invalid-coordinates'
    return notPlaced(code, joined([message('row.outside-place', { place: shown }), degrees]))
  }
  if (swapped !== null && onEarth(swapped) && inside(swapped, box)) {
    return notPlaced('swapped-coordinates', message('row.swapped-outside', { place: shown }))
  }
  return notPlaced('outside-area', message('row.outside-place', { place: shown }))
}

/** Degrees in a table that is said to be in metres. */
function remarkOnDegrees([x, y]: LonLat, box: BoundingBox | null): Message | null {
  if (box === null) return null
  if (inside([x, y], box)) return message('row.degrees')
  return inside([y, x], box) ? message('row.degrees-swapped') : null
}

function safely(toWgs84: (position: LonLat) => LonLat, raw: LonLat): LonLat | null {
  try {
    const [lon, lat] = toWgs84(raw)
    return Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : null
  } catch {
    return null
  }
}

/** Shown with at most six decimals; numbers that are no coordinates at all as they are. */
function round(value: number): number {
  return Math.abs(value) < MOST_PROJECTED_METRES ? Math.round(value * 1e6) / 1e6 : value
}

/** A raw representative position: a point itself, the mean of the corners of anything else. */
function middleOf(raw: Geometry): Position {
  if (raw.type === 'Point' && raw.coordinates.length >= 2) return raw.coordinates
  const all: Position[] = []
  collect('coordinates' in raw ? raw.coordinates : [], all)
  if (all.length === 0) return [Number.NaN, Number.NaN]
  if (all.length === 1) return all[0]!
  let x = 0
  let y = 0
  for (const position of all) {
    x += position[0]!
    y += position[1]!
  }
  return [x / all.length, y / all.length]
}

function collect(value: unknown, into: Position[]): void {
  if (!Array.isArray(value)) return
  if (typeof value[0] === 'number') into.push(value as Position)
  else for (const part of value) collect(part, into)
}

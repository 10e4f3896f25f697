// Is this thing a geometry? Types, nesting, finite numbers, rings. Mends what has one meaning (an unclosed ring), refuses the rest.
// In: anything. Out: a clean GeoJSON geometry, or why not. It does not judge ranges: coordinates may be projected.

import type { Geometry, Position } from 'geojson'
import type { Message } from '../../foundation/message.ts'
import { shownValue } from '../../foundation/shown-value.ts'
import { joined, message } from '../../words/problem.ts'

/** Result of {@link checkGeometry}. */
export type GeometryCheck =
  | { readonly geometry: Geometry | null; readonly mended: Message | null; readonly problem: null }
  | { readonly geometry: null; readonly mended: null; readonly problem: Message }

class BadGeometry extends Error {
  readonly said: Message

  constructor(said: Message) {
    super(said.key)
    this.said = said
  }
}

interface Repairs {
  closed: number
  dropped: number
  /** Coordinates that were written as texts. */
  texts: number
}

/**
 * Checks a value that claims to be a GeoJSON geometry: point, line and polygon kinds and their multi forms. `null` is a feature
 * without a place. Heights are dropped. A ring that is not closed is closed; a ring of fewer than three different places is refused
 * when outer, dropped when a hole. O(positions).
 */
export function checkGeometry(value: unknown): GeometryCheck {
  if (value === null || value === undefined) return { geometry: null, mended: null, problem: null }
  const repairs: Repairs = { closed: 0, dropped: 0, texts: 0 }
  try {
    const geometry = cleanGeometry(value as { type?: unknown; coordinates?: unknown }, repairs)
    const mended: Message[] = []
    if (repairs.closed > 0) mended.push(message('geometry.closed-rings', { n: repairs.closed }))
    if (repairs.dropped > 0) mended.push(message('geometry.dropped-holes', { n: repairs.dropped }))
    if (repairs.texts > 0) mended.push(message('geometry.text-numbers', { n: repairs.texts }))
    return { geometry, mended: mended.length === 0 ? null : joined(mended), problem: null }
  } catch (error) {
    if (error instanceof BadGeometry) return { geometry: null, mended: null, problem: error.said }
    throw error
  }
}

function cleanGeometry(value: { type?: unknown; coordinates?: unknown }, repairs: Repairs): Geometry {
  if (typeof value !== 'object') throw new BadGeometry(message('geometry.no-object'))
  const { coordinates } = value
  const type = typeof value.type === 'string' ? (TYPES.get(value.type.toLowerCase()) ?? value.type) : value.type
  const place = (position: unknown) => cleanPosition(position, repairs)
  switch (type) {
    case 'Point':
      return { type, coordinates: place(coordinates) }
    case 'MultiPoint':
      return { type, coordinates: list(coordinates, 'MultiPoint').map(place) }
    case 'LineString':
      return { type, coordinates: cleanLine(coordinates, repairs) }
    case 'MultiLineString':
      return { type, coordinates: list(coordinates, 'MultiLineString').map((line) => cleanLine(line, repairs)) }
    case 'Polygon':
      return { type, coordinates: cleanRings(coordinates, repairs) }
    case 'MultiPolygon':
      return { type, coordinates: list(coordinates, 'MultiPolygon').map((rings) => cleanRings(rings, repairs)) }
    case 'GeometryCollection':
      throw new BadGeometry(message('geometry.collection'))
    default:
      throw new BadGeometry(message('geometry.unknown-type', { type: shownValue(type) }))
  }
}

function list(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new BadGeometry(message('geometry.no-coordinates', { type: what }))
  return value
}

/** Names of the kinds, whatever their letters. */
const TYPES: ReadonlyMap<string, string> = new Map(
  ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'GeometryCollection'].map(
    (name) => [name.toLowerCase(), name] as const,
  ),
)
const NUMBER_TEXT = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?\s*$/i

function cleanPosition(value: unknown, repairs: Repairs): Position {
  if (!Array.isArray(value)) throw new BadGeometry(message('geometry.no-position'))
  const numberOf = (given: unknown): unknown => {
    if (typeof given !== 'string' || !NUMBER_TEXT.test(given)) return given
    repairs.texts++
    return Number(given)
  }
  const [lon, lat] = [numberOf(value[0]), numberOf(value[1])]
  if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat)) {
    throw new BadGeometry(message('geometry.no-numbers', { lon: shown(lon), lat: shown(lat) }))
  }
  return [lon, lat]
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value.slice(0, 30)}"`
  return typeof value === 'object' && value !== null ? 'a list or object' : String(value)
}

function cleanLine(value: unknown, repairs: Repairs): Position[] {
  const line = list(value, 'LineString').map((position) => cleanPosition(position, repairs))
  if (line.length < 2) throw new BadGeometry(message('geometry.one-position'))
  return line
}

function cleanRings(value: unknown, repairs: Repairs): Position[][] {
  const rings: Position[][] = []
  list(value, 'Polygon').forEach((raw, index) => {
    const ring = list(raw, 'ring').map((position) => cleanPosition(position, repairs))
    const [first, last] = [ring[0]!, ring[ring.length - 1]!]
    if (first[0] !== last[0] || first[1] !== last[1]) {
      ring.push([first[0]!, first[1]!])
      repairs.closed++
    }
    if (ring.length < 4 || distinctPlaces(ring) < 3) {
      if (index === 0) throw new BadGeometry(message('geometry.short-ring', { n: ring.length }))
      repairs.dropped++
      return
    }
    rings.push(ring)
  })
  return rings
}

function distinctPlaces(ring: readonly Position[]): number {
  const places = new Set<string>()
  for (const [x, y] of ring) {
    places.add(`${x},${y}`)
    if (places.size === 3) break
  }
  return places.size
}

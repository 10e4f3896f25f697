// Is this thing a geometry? Types, nesting, finite numbers, rings. Mends what has one meaning (an unclosed ring), refuses the rest.
// In: anything. Out: a clean GeoJSON geometry, or why not. It does not judge ranges: coordinates may be projected.
import type { Geometry, Position } from 'geojson'

/** Result of {@link checkGeometry}. */
export type GeometryCheck =
  | { readonly geometry: Geometry | null; readonly mended: string | null; readonly problem: null }
  | { readonly geometry: null; readonly mended: null; readonly problem: string }

class BadGeometry extends Error {}

interface Repairs {
  closed: number
  dropped: number
}

/**
 * Checks a value that claims to be a GeoJSON geometry: point, line and polygon kinds and their multi forms. `null` is a feature
 * without a place. Heights are dropped. A ring that is not closed is closed; a ring of fewer than three different places is refused
 * when outer, dropped when a hole. O(positions).
 */
export function checkGeometry(value: unknown): GeometryCheck {
  if (value === null || value === undefined) return { geometry: null, mended: null, problem: null }
  const repairs: Repairs = { closed: 0, dropped: 0 }
  try {
    const geometry = cleanGeometry(value as { type?: unknown; coordinates?: unknown }, repairs)
    const mended: string[] = []
    if (repairs.closed > 0) mended.push(`${repairs.closed} ring(s) were not closed`)
    if (repairs.dropped > 0) mended.push(`${repairs.dropped} hole(s) without area dropped`)
    return { geometry, mended: mended.length === 0 ? null : mended.join('; '), problem: null }
  } catch (error) {
    if (error instanceof BadGeometry) return { geometry: null, mended: null, problem: error.message }
    throw error
  }
}

function cleanGeometry(value: { type?: unknown; coordinates?: unknown }, repairs: Repairs): Geometry {
  if (typeof value !== 'object') throw new BadGeometry('the geometry is not an object')
  const { type, coordinates } = value
  switch (type) {
    case 'Point':
      return { type, coordinates: cleanPosition(coordinates) }
    case 'MultiPoint':
      return { type, coordinates: list(coordinates, 'MultiPoint').map(cleanPosition) }
    case 'LineString':
      return { type, coordinates: cleanLine(coordinates) }
    case 'MultiLineString':
      return { type, coordinates: list(coordinates, 'MultiLineString').map(cleanLine) }
    case 'Polygon':
      return { type, coordinates: cleanRings(coordinates, repairs) }
    case 'MultiPolygon':
      return { type, coordinates: list(coordinates, 'MultiPolygon').map((rings) => cleanRings(rings, repairs)) }
    case 'GeometryCollection':
      throw new BadGeometry('a GeometryCollection is not read; give points or polygons')
    default:
      throw new BadGeometry(`"${String(type).slice(0, 40)}" is not a geometry type`)
  }
}

function list(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new BadGeometry(`${what}: coordinates are missing or empty`)
  return value
}

function cleanPosition(value: unknown): Position {
  if (!Array.isArray(value)) throw new BadGeometry('a position is not an array')
  const [lon, lat] = value as unknown[]
  if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat)) {
    throw new BadGeometry(`a position is not two finite numbers: ${shown(lon)}, ${shown(lat)}`)
  }
  return [lon, lat]
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value.slice(0, 30)}"`
  return typeof value === 'object' && value !== null ? 'a list or object' : String(value)
}

function cleanLine(value: unknown): Position[] {
  const line = list(value, 'LineString').map(cleanPosition)
  if (line.length < 2) throw new BadGeometry('a line has one position only')
  return line
}

function cleanRings(value: unknown, repairs: Repairs): Position[][] {
  const rings: Position[][] = []
  list(value, 'Polygon').forEach((raw, index) => {
    const ring = list(raw, 'ring').map(cleanPosition)
    const [first, last] = [ring[0]!, ring[ring.length - 1]!]
    if (first[0] !== last[0] || first[1] !== last[1]) {
      ring.push([first[0]!, first[1]!])
      repairs.closed++
    }
    if (ring.length < 4 || distinctPlaces(ring) < 3) {
      if (index === 0)
        throw new BadGeometry(
          `a ring has ${ring.length} positions and no area; it needs four, the last the same as the first`,
        )
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

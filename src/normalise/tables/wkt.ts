// Well-known text ↔ geometry: what spatial databases and desktop GIS write into a column. Points and polygons only.

import type { Geometry, Position } from 'geojson'

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * Parses `POINT`, `MULTIPOINT`, `POLYGON`, `MULTIPOLYGON` (with `SRID=…;` and Z or M values ignored); `null` for anything else.
 * Rings with fewer than four positions or not closed are refused. O(length).
 */
export function parseWkt(text: string): Geometry | null {
  const match = /^(?:SRID=\d+;)?\s*(MULTIPOINT|POINT|MULTIPOLYGON|POLYGON)\s*(?:ZM|Z|M)?\s*(\(.*\))\s*$/is.exec(text)
  if (match === null) return null
  const type = match[1]!.toUpperCase()
  const body = nested(match[2]!)
  if (body === null) return null
  if (type === 'POINT') {
    const position = positions(body)?.[0]
    return position === undefined ? null : { type: 'Point', coordinates: position }
  }
  if (type === 'MULTIPOINT') {
    const all = typeof body[0] === 'string' ? positions(body) : flatPositions(body)
    return all === null || all.length === 0 ? null : { type: 'MultiPoint', coordinates: all }
  }
  if (type === 'POLYGON') {
    const rings = ringsOf(body)
    return rings === null ? null : { type: 'Polygon', coordinates: rings }
  }
  const polygons: Position[][][] = []
  for (const part of body) {
    const rings = typeof part === 'string' ? null : ringsOf(part)
    if (rings === null) return null
    polygons.push(rings)
  }
  return polygons.length === 0 ? null : { type: 'MultiPolygon', coordinates: polygons }
}

/** A point, several points, or an area as well-known text, which {@link parseWkt} reads again; `null` for anything else. */
export function wktOf(geometry: Geometry): string | null {
  const pair = (position: Position): string => `${position[0]} ${position[1]}`
  const ring = (corners: readonly Position[]): string => `(${corners.map(pair).join(', ')})`
  const polygon = (rings: readonly (readonly Position[])[]): string => `(${rings.map(ring).join(', ')})`
  switch (geometry.type) {
    case 'Point':
      return `POINT (${pair(geometry.coordinates)})`
    case 'MultiPoint':
      return `MULTIPOINT ${ring(geometry.coordinates)}`
    case 'Polygon':
      return `POLYGON ${polygon(geometry.coordinates)}`
    case 'MultiPolygon':
      return `MULTIPOLYGON (${geometry.coordinates.map(polygon).join(', ')})`
    default:
      return null
  }
}

type Nested = (string | Nested)[]

/** Brackets to lists, at most three deep. */
function nested(text: string): Nested | null {
  const root: Nested = []
  const stack: Nested[] = [root]
  for (const [token] of text.matchAll(/[(),]|[^(),]+/g)) {
    if (token === '(') {
      if (stack.length > 3) return null
      const list: Nested = []
      stack[stack.length - 1]!.push(list)
      stack.push(list)
    } else if (token === ')') {
      if (stack.length === 1) return null
      stack.pop()
    } else if (token !== ',' && token.trim() !== '') {
      stack[stack.length - 1]!.push(token.trim())
    }
  }
  const body = root[0]
  return stack.length === 1 && root.length === 1 && typeof body === 'object' ? body : null
}

function positions(list: Nested): Position[] | null {
  const result: Position[] = []
  for (const item of list) {
    if (typeof item !== 'string') return null
    const parts = item.split(/\s+/)
    if (parts.length < 2 || parts.length > 4 || !parts.every((part) => NUMBER.test(part))) return null
    result.push([Number(parts[0]), Number(parts[1])])
  }
  return result
}

function flatPositions(list: Nested): Position[] | null {
  const result: Position[] = []
  for (const item of list) {
    const one = typeof item === 'string' ? null : positions(item)
    if (one === null) return null
    result.push(...one)
  }
  return result
}

function ringsOf(list: Nested): Position[][] | null {
  const rings: Position[][] = []
  for (const item of list) {
    const ring = typeof item === 'string' ? null : positions(item)
    if (ring === null || ring.length < 4) return null
    const last = ring[ring.length - 1]!
    if (ring[0]![0] !== last[0] || ring[0]![1] !== last[1]) return null
    rings.push(ring)
  }
  return rings.length === 0 ? null : rings
}

// Large static sets of points: the nearest k, all within a radius, or how many; in metres on the ground, anywhere on Earth.
// In: positions in degrees. Out: point numbers and metres. Knows not what the points are.
import { E7 } from '../../foundation/units.ts'
import { problem } from '../../words/problem.ts'
import { BOUND, beginQuery, CURVE, checkRadius, LIMIT, metresTo, query } from '../box-search.ts'
import { buildPointGrid, type PointIndex } from './point-grid.ts'
import { findNearest } from './point-nearest.ts'
import { orderByPatches } from './point-order.ts'
import { COUNT, foundPlace, foundSquare, MOST_NEAREST, results } from './point-results.ts'
import { listWithin, makeRoomIn, type PointHits, tallyWithin } from './point-within.ts'

export type { PointIndex } from './point-grid.ts'
export { openPointIndex } from './point-grid.ts'
export type { PointHits } from './point-within.ts'

/** Most points that {@link nearestPoints} returns. */
const MAX_NEAREST = MOST_NEAREST

/**
 * An empty result to be filled.
 *
 * @example
 * ```ts
 * import { createPointHits } from 'living-circle/parts'
 * createPointHits().count // 0
 * ```
 */
export function createPointHits(): PointHits {
  return { count: 0, point: new Uint32Array(16), metres: new Float64Array(16) }
}

/**
 * Builds the index of points; positions are kept to 1e-7 degrees (1 cm). O(n); some 13 bytes per point.
 *
 * @param lonLat `lon, lat` of each point, degrees
 * @throws LivingCircleError `usage` for an odd number of coordinates, or one that is out of range or not finite
 * @example
 * ```ts
 * import { buildPointIndex, createPointHits, nearestPoints } from 'living-circle/parts'
 * const index = buildPointIndex(Float64Array.of(14.51, 35.89, 14.52, 35.9))
 * const hits = createPointHits()
 * nearestPoints(index, 14.515, 35.893, 1, 5000, hits) // 1; hits.point[0] is 0, hits.metres[0] some 560
 * ```
 */
export function buildPointIndex(lonLat: Float64Array): PointIndex {
  const count = lonLat.length >>> 1
  const points = new Int32Array(count * 3)
  for (let i = 0; i < count; i++) {
    const lon = lonLat[i * 2]!
    const lat = lonLat[i * 2 + 1]!
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) refusePosition(lon, lat, i)
    points[i * 3] = Math.round(lon * E7)
    points[i * 3 + 1] = Math.round(lat * E7)
    points[i * 3 + 2] = i
  }
  if (lonLat.length % 2 !== 0) refusePosition(lonLat[count * 2]!, undefined, count)
  return buildPointGrid(points)
}

function refusePosition(lon: number, lat: number | undefined, point: number): never {
  throw problem(
    'usage',
    'index.point-place',
    { n: point, lon: String(lon), lat: String(lat) },
    { hint: 'hint.degrees-order', details: { point, lon, lat } },
  )
}

/**
 * The nearest k points within a radius, by great-circle metres, then by number.
 *
 * @param k 1 to 65,536
 * @param maxMetres inclusive; at most 100 km
 * @param out receives the points, nearest first; none for a position that is not finite
 * @returns how many, at most k
 * @throws LivingCircleError `invalid-option` for k or a radius out of range
 * @example
 * ```ts
 * import { type PointIndex, createPointHits, nearestPoints } from 'living-circle/parts'
 * declare const index: PointIndex
 * const hits = createPointHits()
 * nearestPoints(index, 14.51, 35.9, 3, 1000, hits)
 * ```
 */
export function nearestPoints(
  index: PointIndex,
  lonDegrees: number,
  latDegrees: number,
  k: number,
  maxMetres: number,
  out: PointHits,
): number {
  checkWanted(k)
  checkRadius(maxMetres)
  searchNearest(index, lonDegrees, latDegrees, k, maxMetres)
  out.count = 0
  makeRoomIn(out, results[COUNT]!)
  out.count = results[COUNT]!
  writeNearest(index, out.point, out.metres, 0)
  return out.count
}

/** The nearest k of n points: row i holds those of query i, nearest first; places left over hold point −1 and metres NaN. */
export interface PointTable {
  readonly k: number
  /** n × k point numbers, or −1. */
  readonly point: Int32Array
  readonly metres: Float64Array
}

/**
 * {@link nearestPoints} for many positions, searched neighbour after neighbour and returned in the order of the positions.
 *
 * @param lonLat `lon, lat` of each position, degrees
 * @throws LivingCircleError `invalid-option` for k or a radius out of range
 * @example
 * ```ts
 * import { type PointIndex, nearestPointsOfMany } from 'living-circle/parts'
 * declare const index: PointIndex
 * const table = nearestPointsOfMany(index, Float64Array.of(14.51, 35.9), 3, 1000)
 * ```
 */
export function nearestPointsOfMany(index: PointIndex, lonLat: Float64Array, k: number, maxMetres: number): PointTable {
  checkWanted(k)
  checkRadius(maxMetres)
  const rows = lonLat.length >>> 1
  const table = { k, point: new Int32Array(rows * k).fill(-1), metres: new Float64Array(rows * k).fill(Number.NaN) }
  const point = new Uint32Array(table.point.buffer)
  const order = orderByPatches(index, lonLat)
  for (let i = 0; i < rows; i++) {
    const row = order === undefined ? i : order[i]!
    searchNearest(index, lonLat[row * 2]!, lonLat[row * 2 + 1]!, k, maxMetres)
    writeNearest(index, point, table.metres, row * k)
  }
  return table
}

/**
 * All points within a radius (inclusive), in the order of the index: the same for the same points, but no order to rely on.
 *
 * @returns how many
 * @throws LivingCircleError `invalid-option` for a radius out of range
 * @example
 * ```ts
 * import { type PointIndex, createPointHits, pointsWithin } from 'living-circle/parts'
 * declare const index: PointIndex
 * const hits = createPointHits()
 * pointsWithin(index, 14.51, 35.9, 500, hits)
 * ```
 */
export function pointsWithin(
  index: PointIndex,
  lonDegrees: number,
  latDegrees: number,
  maxMetres: number,
  out: PointHits,
): number {
  checkRadius(maxMetres)
  out.count = 0
  if (beginSearch(index, lonDegrees, latDegrees, maxMetres)) listWithin(index, out)
  return out.count
}

/**
 * How many points lie within a radius (inclusive) of a position.
 *
 * @throws LivingCircleError `invalid-option` for a radius out of range
 * @example
 * ```ts
 * import { type PointIndex, countWithin } from 'living-circle/parts'
 * declare const index: PointIndex
 * const count = countWithin(index, 14.51, 35.9, 500)
 * ```
 */
export function countWithin(index: PointIndex, lonDegrees: number, latDegrees: number, maxMetres: number): number {
  checkRadius(maxMetres)
  return tallyAt(index, lonDegrees, latDegrees, maxMetres)
}

/**
 * {@link countWithin} for many positions, in their order.
 *
 * @throws LivingCircleError `invalid-option` for a radius out of range
 * @example
 * ```ts
 * import { type PointIndex, countsWithin } from 'living-circle/parts'
 * declare const index: PointIndex
 * const counts = countsWithin(index, Float64Array.of(14.51, 35.9, 14.52, 35.9), 500)
 * ```
 */
export function countsWithin(index: PointIndex, lonLat: Float64Array, maxMetres: number): Uint32Array {
  const counts = new Uint32Array(lonLat.length >>> 1)
  const order = orderByPatches(index, lonLat)
  checkRadius(maxMetres)
  for (let i = 0; i < counts.length; i++) {
    const row = order === undefined ? i : order[i]!
    counts[row] = tallyAt(index, lonLat[row * 2]!, lonLat[row * 2 + 1]!, maxMetres)
  }
  return counts
}

function checkWanted(k: number): void {
  if (Number.isInteger(k) && k >= 1 && k <= MAX_NEAREST) return
  throw problem('invalid-option', 'index.nearest', { most: MAX_NEAREST, value: k }, { details: { k } })
}

function searchNearest(index: PointIndex, lonDegrees: number, latDegrees: number, k: number, maxMetres: number): void {
  results[COUNT] = 0
  if (beginSearch(index, lonDegrees, latDegrees, maxMetres)) findNearest(index, k)
}

function tallyAt(index: PointIndex, lonDegrees: number, latDegrees: number, maxMetres: number): number {
  return beginSearch(index, lonDegrees, latDegrees, maxMetres) ? tallyWithin(index) : 0
}

/** Sets the query up; false when there is nothing to be found. */
function beginSearch(index: PointIndex, lonDegrees: number, latDegrees: number, maxMetres: number): boolean {
  if (index.pointCount === 0 || !beginQuery(lonDegrees, latDegrees, maxMetres)) return false
  // A chord instead of an arc: squared distances are measured straight through the Earth.
  query[BOUND] = query[LIMIT]! * (1 - query[LIMIT]! * CURVE)
  return true
}

/** Writes the results of a nearest search, which are places in the index, from entry `at` on. */
function writeNearest(index: PointIndex, point: Uint32Array, metres: Float64Array, at: number): void {
  const { points } = index
  const count = results[COUNT]!
  for (let n = 0; n < count; n++) {
    const i = foundPlace[n]!
    point[at + n] = points[i + 2]!
    metres[at + n] = metresTo(foundSquare[n]!, points[i]!, points[i + 1]!)
  }
}

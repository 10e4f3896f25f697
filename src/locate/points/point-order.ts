// The order to ask many positions in: neighbours one after the other, so that what the processor has at hand serves many.
// In: an index, positions in degrees. Out: an order. Knows not what is asked.
import { E7 } from '../../foundation/units.ts'
import type { PointIndex } from './point-grid.ts'

/** Positions per patch, on average; positions of one patch are asked one after the other. */
const PER_PATCH = 16
/** Most patches across. */
const MOST_ACROSS = 512

/**
 * An order of positions that keeps neighbours together: patch by patch, row by row, to and fro. O(n).
 *
 * @param lonLat `lon, lat` of each position, degrees
 * @returns position numbers, or `undefined` where the positions come in such an order already
 */
export function orderByPatches(index: PointIndex, lonLat: Float64Array): Int32Array | undefined {
  const count = lonLat.length >>> 1
  const { frame, shape } = index
  const across = Math.min(MOST_ACROSS, Math.ceil(Math.sqrt(count / PER_PATCH)))
  if (across < 2 || shape[0] === 0) return undefined
  // The part of the data's box that positions lie in.
  let west = frame[0]! + shape[0]! / frame[2]!
  let south = frame[1]! + shape[1]! / frame[3]!
  let east = frame[0]!
  let north = frame[1]!
  for (let i = 0; i < count; i++) {
    const lon = lonLat[i * 2]! * E7
    const lat = lonLat[i * 2 + 1]! * E7
    if (lon < west) west = lon
    if (lon > east) east = lon
    if (lat < south) south = lat
    if (lat > north) north = lat
  }
  west = Math.max(west, frame[0]!)
  south = Math.max(south, frame[1]!)
  east = Math.min(east, frame[0]! + shape[0]! / frame[2]!)
  north = Math.min(north, frame[1]! + shape[1]! / frame[3]!)
  const perLon = across / (east - west + 1)
  const perLat = across / (north - south + 1)
  const patchOf = new Int32Array(count)
  const next = new Int32Array(across * across)
  let moves = 0
  let before = -1
  for (let i = 0; i < count; i++) {
    const x = Math.min(across - 1, Math.max(0, (lonLat[i * 2]! * E7 - west) * perLon)) | 0
    const y = Math.min(across - 1, Math.max(0, (lonLat[i * 2 + 1]! * E7 - south) * perLat)) | 0
    const patch = y * across + (y & 1 ? across - 1 - x : x)
    patchOf[i] = patch
    next[patch]!++
    moves += +(patch !== before)
    before = patch
  }
  if (moves * 3 < count) return undefined
  let sum = 0
  for (let patch = 0; patch < next.length; patch++) {
    const size = next[patch]!
    next[patch] = sum
    sum += size
  }
  const order = new Int32Array(count)
  for (let i = 0; i < count; i++) order[next[patchOf[i]!]!++] = i
  return order
}

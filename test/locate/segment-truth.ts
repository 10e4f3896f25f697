// The slow truth of the nearest segment: every segment, doubles, haversine.
import { footOnSegment, greatCircleMetres, localScale } from '../../src/foundation/geo.ts'
import { E7 } from '../../src/foundation/units.ts'

export interface TrueHit {
  segment: number
  fraction: number
  metres: number
}

/** Metres from a position to one segment: foot on the flat map at the position's latitude, great circle to the foot. */
export function trueSegmentMetres(endsE7: ArrayLike<number>, segment: number, lon: number, lat: number): TrueHit {
  const { metresPerDegreeLon, metresPerDegreeLat } = localScale(lat)
  const at = segment * 4
  const lonA = shortWay(lon, endsE7[at]! / E7)
  const lonB = shortWay(lonA, endsE7[at + 2]! / E7)
  const latA = endsE7[at + 1]! / E7
  const latB = endsE7[at + 3]! / E7
  let result = { segment, fraction: 0, metres: Infinity }
  for (const turn of [-360, 0, 360]) {
    const ax = (lonA + turn - lon) * metresPerDegreeLon
    const bx = (lonB + turn - lon) * metresPerDegreeLon
    const ay = (latA - lat) * metresPerDegreeLat
    const by = (latB - lat) * metresPerDegreeLat
    const { fraction } = footOnSegment(0, 0, ax, ay, bx, by)
    const footLon = lonA + turn + fraction * (lonB - lonA)
    const metres = greatCircleMetres(lon, lat, footLon, latA + fraction * (latB - latA))
    // Far copies of the segment: the flat map does not hold there, and haversine would fold them back.
    if (Math.abs(footLon - lon) <= 180 && metres < result.metres) result = { segment, fraction, metres }
  }
  return result
}

/** The nearest segment of all; of equally near ones the lowest number. */
export function trueNearestSegment(
  endsE7: ArrayLike<number>,
  lon: number,
  lat: number,
  maxMetres: number,
): TrueHit | null {
  let best: TrueHit | null = null
  for (let segment = 0; segment * 4 < endsE7.length; segment++) {
    const hit = trueSegmentMetres(endsE7, segment, lon, lat)
    if (hit.metres <= maxMetres && (best === null || hit.metres < best.metres)) best = hit
  }
  return best
}

function shortWay(from: number, to: number): number {
  return to - from > 180 ? to - 360 : to - from < -180 ? to + 360 : to
}

/** A seeded generator of numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

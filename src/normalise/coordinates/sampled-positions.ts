// Positions of a table, as many as a judgement needs, and each brought to WGS-84 without a failure. Positions in, positions out.
import type { LonLat } from '../../foundation/units.ts'
import type { CoordinateSystem } from './coordinate-system.ts'

/** Positions looked at. */
const SAMPLE = 2_000

/** A position in degrees; `null` where the system has none for it. */
export function convertSafely(system: CoordinateSystem, position: LonLat): LonLat | null {
  try {
    const [lon, lat] = system.toWgs84(position)
    return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null
  } catch {
    return null
  }
}

/** Different positions, evenly picked in order of their coordinates: the order of the file has no influence. */
export function sampleOf(positions: Float64Array): Float64Array {
  const pairs = new Map<string, LonLat>()
  for (let i = 0; i + 1 < positions.length; i += 2) {
    const [x, y] = [positions[i]!, positions[i + 1]!]
    if (Number.isFinite(x) && Number.isFinite(y)) pairs.set(`${x} ${y}`, [x, y])
  }
  const sorted = [...pairs.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const count = Math.min(SAMPLE, sorted.length)
  const sample = new Float64Array(count * 2)
  for (let i = 0; i < count; i++) sample.set(sorted[Math.floor((i * sorted.length) / count)]!, 2 * i)
  return sample
}

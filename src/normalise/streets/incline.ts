// The slope that a way's `incline` tag tells in figures. A text in, rise over run out. It knows no heights.
import type { RawOsm } from '../../read/osm/raw-osm.ts'

/** Wheelchairs pass ramps up to 1:12. */
export const STEEPEST_RAMP = 1 / 12

const NUMBER = /^\s*([+-]?(?:\d{1,4}(?:[.,]\d{1,6})?|[.,]\d{1,6}))\s*(%|°|deg)\s*$/u

/**
 * Rise over run in the way's drawing direction: `12%`, `-7°`, `7,5 %`. `null` for what is no such number (`up`, `down`, `yes`, a number without
 * its unit: 0.1 might be a tenth or a thousandth) or no slope of a street.
 */
export function readIncline(text: string | undefined): number | null {
  const found = text === undefined ? null : NUMBER.exec(text)
  if (found === null) return null
  const value = Number(found[1]!.replace(',', '.'))
  const slope = found[2] === '°' || found[2] === 'deg' ? Math.tan((value * Math.PI) / 180) : value / 100
  // Beyond 45° it is a wall or a slip.
  return Math.abs(slope) <= 1.0000001 ? slope : null
}

/**
 * Slopes of the walkable ways that have a number in `incline`, by way id. O(ways).
 *
 * @param flags of each way, negative for those that cannot be walked
 */
export function inclinesOfWays(
  { strings, wayTags, wayId }: Pick<RawOsm, 'strings' | 'wayTags' | 'wayId'>,
  flags: Int16Array | Int32Array,
): ReadonlyMap<number, number> {
  const slopes = new Map<number, number>()
  const inclineKey = strings.indexOf('incline')
  if (inclineKey < 0) return slopes
  const { offset, key, value } = wayTags
  for (let way = 0; way < flags.length; way++) {
    if (flags[way]! < 0) continue
    for (let at = offset[way]!; at < offset[way + 1]!; at++) {
      const slope = key[at] === inclineKey ? readIncline(strings[value[at]!]) : null
      if (slope !== null) slopes.set(wayId[way]!, slope)
    }
  }
  return slopes
}

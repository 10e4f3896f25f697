// Ids for places that have none of their own: from what they are called and where they lie, so that a place keeps its id when rows
// are added, deleted or sorted. It knows no table.
import type { LonLat } from '../../foundation/units.ts'

/** Places of one name are told apart where they are further apart than some 10 m; a place that moves less keeps its id. */
const DECIMALS = 4

/** Longer names are cut: an id stands in file names and narrow columns. */
const MOST_CHARACTERS = 48

/**
 * An id from name and place, e.g. `西王庄小区@116.3292,39.9985`, or with the kind, `kindergarten:红星幼儿园@116.3301,39.9912`.
 *
 * @param kind what the place is; `null` where its name is enough, and then `unnamed` says what it is without a name
 */
export function contentId(kind: string | null, name: string | null, [lon, lat]: LonLat, unnamed = 'place'): string {
  const words = [kind ?? '', name === null ? '' : shortName(name)].filter((word) => word !== '')
  const label = words.length === 0 ? unnamed : words.join(':')
  return `${label}@${rounded(lon)},${rounded(lat)}`
}

function shortName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
  return [...plain].slice(0, MOST_CHARACTERS).join('')
}

/** Degrees without a negative zero. */
function rounded(degrees: number): string {
  const unit = 10 ** DECIMALS
  return (Math.round(degrees * unit) / unit + 0).toFixed(DECIMALS)
}

/** Tells equal ids apart, one after another: the second of a kind is `id#2`. O(1) for each, also for a hundred thousand of a kind. */
export function* numberedIds(id: string, isTaken: (id: string) => boolean): Generator<string, never> {
  let number = 1
  for (;;) {
    const own = number === 1 ? id : `${id}#${number}`
    number++
    if (!isTaken(own)) yield own
  }
}

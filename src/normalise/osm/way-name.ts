// What a way is called on the map.
import type { RawOsm } from '../../read/osm/raw-osm.ts'

/**
 * The `name` of a way.
 *
 * @param raw its ways ascend by id
 * @returns `undefined` for a way without a name, and for one that the data do not have. O(log ways).
 */
export function wayName({ wayId, wayTags, strings }: RawOsm, id: number): string | undefined {
  let low = 0
  let high = wayId.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (wayId[middle]! < id) low = middle + 1
    else high = middle
  }
  if (wayId[low] !== id) return undefined
  const { offset, key, value } = wayTags
  for (let tag = offset[low]!; tag < offset[low + 1]!; tag++) {
    if (strings[key[tag]!] === 'name') return strings[value[tag]!]
  }
  return undefined
}

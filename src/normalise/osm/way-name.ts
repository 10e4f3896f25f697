// What a way is called on the map.
import { rowOfId } from '../../foundation/id-rows.ts'
import type { RawOsm } from '../../read/osm/raw-osm.ts'

/**
 * The `name` of a way.
 *
 * @param raw its ways and relations ascend by id
 * @param id below zero: that of a relation, of a square that is drawn as one
 * @returns `undefined` for a way without a name, and for one that the data do not have. O(log ways).
 * @example
 * ```ts
 * import { type RawOsm, wayName } from 'living-circle/parts'
 * declare const raw: RawOsm
 * const name = wayName(raw, 4711) // undefined where the way has none
 * ```
 */
export function wayName(raw: RawOsm, id: number): string | undefined {
  const isRelation = id < 0
  const row = isRelation ? rowOfId(raw.relationId, -id) : rowOfId(raw.wayId, id)
  if (row < 0) return undefined
  const { offset, key, value } = isRelation ? raw.relationTags : raw.wayTags
  for (let tag = offset[row]!; tag < offset[row + 1]!; tag++) {
    if (raw.strings[key[tag]!] === 'name') return raw.strings[value[tag]!]
  }
  return undefined
}

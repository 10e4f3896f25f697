// Tags of some keys, element by element, out of columns. It does not know what they mean.
import type { TagColumns } from '../../read/osm/raw-osm.ts'

/** 1 for each string that is one of the keys. */
export function wantedKeys(strings: readonly string[], keys: readonly string[]): Uint8Array {
  const isWanted = new Uint8Array(strings.length)
  const wanted = new Set(keys)
  strings.forEach((text, index) => {
    if (wanted.has(text)) isWanted[index] = 1
  })
  return isWanted
}

/** A function from element number to those of its tags that have the given keys, or `undefined` where it has none. */
export function tagReader<K extends string>(strings: readonly string[], columns: TagColumns, keys: readonly K[]) {
  const isWanted = wantedKeys(strings, keys)
  return (element: number): Partial<Record<K, string>> | undefined => {
    let tags: Partial<Record<K, string>> | undefined
    for (let at = columns.offset[element]!; at < columns.offset[element + 1]!; at++) {
      const key = columns.key[at]!
      if (isWanted[key] === 0) continue
      tags ??= {}
      tags[strings[key] as K] = strings[columns.value[at]!]!
    }
    return tags
  }
}

// Tags of one element out of the columns of a raw OSM file. It does not know what any tag means.
import type { RawOsm, TagColumns } from '../../read/osm/raw-osm.ts'

/** The three kinds of OSM element. */
export type OsmKind = 'node' | 'way' | 'relation'

/** Tags of one element; a key that is given twice has its last value. */
export type OsmTags = ReadonlyMap<string, string>

const NO_TAGS: OsmTags = new Map()

/** The tag columns of one kind of element. */
export function tagColumnsOf(raw: RawOsm, kind: OsmKind): TagColumns {
  return kind === 'node' ? raw.nodeTags : kind === 'way' ? raw.wayTags : raw.relationTags
}

/**
 * All tags of one element.
 *
 * @param index row of the element among its kind, not its OSM id
 */
export function elementTags(raw: RawOsm, kind: OsmKind, index: number): OsmTags {
  const { offset, key, value } = tagColumnsOf(raw, kind)
  const start = offset[index]!
  const end = offset[index + 1]!
  if (start === end) return NO_TAGS
  const tags = new Map<string, string>()
  for (let at = start; at < end; at++) tags.set(raw.strings[key[at]!]!, raw.strings[value[at]!]!)
  return tags
}

/**
 * Which string ids are one of the keys: `1` at the ids that are. Lets a scan over columns skip elements without looking at text.
 * O(strings).
 */
export function markKeys(raw: RawOsm, keys: Iterable<string>): Uint8Array {
  const wanted = new Set(keys)
  const marks = new Uint8Array(raw.strings.length)
  raw.strings.forEach((text, id) => {
    if (wanted.has(text)) marks[id] = 1
  })
  return marks
}

/** Calls `visit` with the index of every element of a kind that has at least one of the marked keys, in order of id. */
export function forEachTagged(raw: RawOsm, kind: OsmKind, marks: Uint8Array, visit: (index: number) => void): void {
  const { offset, key } = tagColumnsOf(raw, kind)
  const count = offset.length - 1
  for (let index = 0; index < count; index++) {
    const end = offset[index + 1]!
    for (let at = offset[index]!; at < end; at++) {
      if (marks[key[at]!] === 1) {
        visit(index)
        break
      }
    }
  }
}

interface StringIndex {
  readonly idOf: ReadonlyMap<string, number>
  /** Ids of values such as `bank;atm`. */
  readonly lists: readonly number[]
}

const stringIndexes = new WeakMap<readonly string[], StringIndex>()

/** The strings of a file by their text, made once. */
function stringIndex(strings: readonly string[]): StringIndex {
  let index = stringIndexes.get(strings)
  if (index === undefined) {
    const lists: number[] = []
    const idOf = new Map<string, number>()
    strings.forEach((text, id) => {
      idOf.set(text, id)
      if (text.includes(';')) lists.push(id)
    })
    index = { idOf, lists }
    stringIndexes.set(strings, index)
  }
  return index
}

/** Which tags make an element worth a closer look: values by key, `*` for any value. */
export type TagChoice = ReadonlyMap<string, '*' | ReadonlySet<string>>

/** True for an element (a row of the columns) that has one of the chosen tags. */
export type RowFilter = (columns: TagColumns, row: number) => boolean

/**
 * A filter over columns that compares numbers only, so that a scan over all streets of a city costs next to nothing. A value
 * that is a list (`bank;atm`) always passes. O(strings) to make.
 */
export function rowFilter(raw: RawOsm, choice: TagChoice): RowFilter {
  const { idOf, lists } = stringIndex(raw.strings)
  // 0: key not chosen; 1: any value; n ≥ 2: the values allowed[n - 2].
  const kindOfKey = new Uint16Array(raw.strings.length)
  const allowed: Uint8Array[] = []
  for (const [key, values] of choice) {
    const keyId = idOf.get(key)
    if (keyId === undefined) continue
    if (values === '*') {
      kindOfKey[keyId] = 1
      continue
    }
    const marks = new Uint8Array(raw.strings.length)
    for (const list of lists) marks[list] = 1
    for (const value of values) {
      const id = idOf.get(value)
      if (id !== undefined) marks[id] = 1
    }
    kindOfKey[keyId] = allowed.push(marks) + 1
  }
  return ({ offset, key, value }, row) => {
    const end = offset[row + 1]!
    for (let at = offset[row]!; at < end; at++) {
      const kind = kindOfKey[key[at]!]!
      if (kind === 1 || (kind > 1 && allowed[kind - 2]![value[at]!] === 1)) return true
    }
    return false
  }
}

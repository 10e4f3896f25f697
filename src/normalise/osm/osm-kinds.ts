// Which kinds of facility an OSM file names at all: a look at tags only, for the advice to use the extract, too. Raw columns in, ids of
// categories out. It does not know where anything is, nor whether it would be used.
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { categoriseOsmAll, categoryTags } from '../categories/category-matching.ts'
import { elementTags, rowFilter, tagColumnsOf } from './osm-tags.ts'

/** Of the wanted categories, those that any element of the file is tagged as, in the order given. O(tags); stops when all are found. */
export function kindsTaggedInOsm(raw: RawOsm, wanted: readonly string[]): string[] {
  const missing = new Set(wanted)
  const passes = rowFilter(raw, categoryTags())
  for (const kind of ['node', 'way', 'relation'] as const) {
    const columns = tagColumnsOf(raw, kind)
    for (let index = 0; index + 1 < columns.offset.length && missing.size > 0; index++) {
      if (!passes(columns, index)) continue
      const tags = elementTags(raw, kind, index)
      for (const { category } of categoriseOsmAll(tags, tags.get('name') ?? null)) missing.delete(category.id)
    }
  }
  return wanted.filter((id) => !missing.has(id))
}

// What is said beside a run of the essential kinds: which of those things the data lack, and what else they have that was not measured.
// Facilities in, sentences out. It does not know where the list comes from.
import type { Notice } from '../answer/sources.ts'
import type { Category } from '../normalise/categories/category.ts'
import type { EssentialThing } from '../normalise/categories/essential-kinds.ts'
import { nameOf, notice } from '../words/notice.ts'

/** Kinds that one sentence names. */
const NAMED_KINDS = 8

/**
 * Up to two notices: essential things of which the data have no facility, and facilities of other kinds, commonest first.
 *
 * @param facilities all that were read
 * @param measured ids of the kinds that take part
 */
export function essentialNotices(
  things: readonly EssentialThing[],
  facilities: readonly { readonly category: string }[],
  measured: readonly string[],
  categoryOf: (id: string) => Category | undefined,
): Notice[] {
  const counts = new Map<string, number>()
  for (const { category } of facilities) counts.set(category, (counts.get(category) ?? 0) + 1)
  const notices: Notice[] = []
  const lacking = things.filter(({ categories }) => !categories.some((category) => counts.has(category)))
  if (lacking.length > 0) {
    notices.push(notice('essential-no-data', 'essential-no-data', { kinds: lacking.map(nameOf), n: lacking.length }))
  }
  const others = [...counts]
    .filter(([category]) => !measured.includes(category))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  if (others.length > 0) {
    const shown = others.slice(0, NAMED_KINDS)
    const values = {
      n: others.reduce((sum, [, count]) => sum + count, 0),
      kinds: others.length,
      list: shown.map(([id]) => nameOf(categoryOf(id) ?? { nameEn: id, nameZh: id })),
    }
    const more = others.length - shown.length
    notices.push(
      more > 0
        ? notice('kinds-not-measured', 'kinds-not-measured-more', { ...values, more })
        : notice('kinds-not-measured', 'kinds-not-measured', values),
    )
  }
  return notices
}

// Who gains and who loses, on the terminal, at the largest limit. It knows changes, not how they were found.
import type { AnswerChanges, CategoryChange, LedgerProgress } from '../library.ts'
import type { Library } from '../session.ts'
import { type Lang, sayAny, sayData, sayIn } from '../words.ts'
import { groupDigits, printable, textTable } from './text-table.ts'

/** Kinds in the table; the file has all. */
const SHOWN_KINDS = 20

/** A table of the kinds that change, most first; where none does, why. */
export function changeTable(library: Library, changes: AnswerChanges, lang: Lang): string {
  const say = sayIn(lang)
  const { blocks, why, basis } = changes
  const limit = changes.limits.at(-1)!
  if (why.length > 0) {
    const lines = why.map(({ key, values }) => `  ${printable(sayAny({ key, values }, lang))}`)
    return `${say('change_none')}\n${lines.join('\n')}\n`
  }
  const kinds = changes.kinds.filter((kind) => kind.limit === limit)
  const rows = kinds.flatMap((kind) => rowOf(library, kind, changes, lang))
  rows.sort((a, b) => b.most - a.most)
  const columns = [
    { title: say('category') },
    { title: say('of_whom') },
    ...(['change_before', 'change_after', 'change_gained', 'change_lost', 'change_appeared'] as const).map((key) => ({
      title: say(key),
      right: true,
    })),
  ]
  const head = say('change_head', {
    gaining: blocks.gaining,
    losing: blocks.losing,
    all: blocks.compared,
    limit: say(`within_${basis}`, { n: limit }),
  })
  const more = rows.length > SHOWN_KINDS ? `${say('change_more', { n: rows.length - SHOWN_KINDS })}\n` : ''
  const shown = rows.slice(0, SHOWN_KINDS).map(({ cells }) => cells)
  return `${head}\n${shown.length === 0 ? `${say('change_other_limits')}\n` : textTable(columns, shown)}${more}`
}

/** What was mended, in a line. */
export function progressText(progress: LedgerProgress, lang: Lang): string {
  const { resolved, reopened, fresh, stillOpen, unproved, peopleResolved: people } = progress
  const lists = { resolved: resolved.length, reopened: reopened.length, fresh: fresh.length, open: stillOpen.length }
  return `${sayIn(lang)('led_mended', { ...lists, unproved: unproved.length, people: Math.round(people) })}\n`
}

function rowOf(library: Library, kind: CategoryChange, { categories }: AnswerChanges, lang: Lang) {
  const share = library.headlineChange(kind)
  if (share === null) return []
  const { before, after, gained, lost, appeared, vanished, moved } = share
  const most = Math.max(gained, lost, appeared, vanished, Math.abs(moved))
  if (most < 0.5) return []
  const say = sayIn(lang)
  const named = categories.find(({ id }) => id === kind.category)!
  const round = (amount: number) => groupDigits(Math.round(amount))
  const name = lang === 'zh' ? named.nameZh : named.nameEn
  const cells = [name, sayData(say, 'of_', share.measure), ...[before, after, gained, lost, appeared].map(round)]
  return [{ most, cells }]
}

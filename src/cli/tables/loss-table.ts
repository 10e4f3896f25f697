// Who is served as the first profile but not as others, on the terminal, at the largest limit. It knows reports, not how they were made.

import type { AccessReport, ProfileLoss } from '../library.ts'
import { type Lang, sayData, sayIn } from '../words.ts'
import { groupDigits, textTable } from './text-table.ts'

/** Kinds in the table; the file has all. */
const SHOWN_KINDS = 20

/** A table for the compared profiles, most loss first; nothing where none were compared. */
export function lossTable(report: AccessReport, lang: Lang): string {
  const { profileLosses } = report
  if (profileLosses === undefined) return ''
  const say = sayIn(lang)
  const { first, others } = profileLosses
  const nameOf = ({ profile }: Pick<ProfileLoss, 'profile'>) =>
    (lang === 'zh' ? profile.nameZh : profile.nameEn) ?? profile.id
  const limit = report.options.limits.at(-1)!
  const headlines = new Map(
    report.coverage.flatMap((entry) => (entry.limit === limit ? [[entry.category, entry.headline] as const] : [])),
  )
  const rows = report.categories.flatMap((category) => {
    const headline = headlines.get(category.id) ?? null
    const shares = others.map(({ losses }) =>
      losses
        .find((loss) => loss.category === category.id && loss.limit === limit)
        ?.shares.find(({ measure }) => measure === headline),
    )
    const lost = shares.map((share) => share?.lost ?? 0)
    if (lost.every((amount) => amount < 0.5) && shares.every((share) => (share?.lostUnlinked ?? 0) < 0.5)) return []
    const cells = shares.map((share) => {
      if (share === undefined) return '–'
      const unlinked = Math.round(share.lostUnlinked)
      const own = groupDigits(Math.round(share.lost))
      return unlinked === 0 ? own : say('lost_and_unlinked', { lost: own, n: unlinked })
    })
    const name = lang === 'zh' ? category.nameZh : category.nameEn
    const served = groupDigits(Math.round(shares[0]?.servedFirst ?? 0))
    return [{ most: Math.max(...lost), cells: [name, sayData(say, 'of_', headline ?? ''), served, ...cells] }]
  })
  const names = { first: nameOf({ profile: first }), limit: say(`within_${report.options.basis}`, { n: limit }) }
  if (rows.length === 0) return `${say('losses_none', names)}\n`
  rows.sort((a, b) => b.most - a.most)
  const columns = [
    { title: say('category') },
    { title: say('of_whom') },
    { title: say('served_as', { who: names.first }), right: true },
    ...others.map((other) => ({ title: say('not_as', { who: nameOf(other) }), right: true })),
  ]
  const table = textTable(
    columns,
    rows.slice(0, SHOWN_KINDS).map(({ cells }) => cells),
  )
  const more = rows.length > SHOWN_KINDS ? `${say('losses_more', { n: rows.length - SHOWN_KINDS })}\n` : ''
  return `${say('losses_head', names)}\n${table}${more}`
}

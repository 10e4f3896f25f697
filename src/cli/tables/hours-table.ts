// Coverage at moments of the week on the terminal, at the largest limit. It knows reports, not how hours were read.
import type { AccessReport } from '../library.ts'
import type { Library } from '../session.ts'
import { type Lang, sayData, sayIn } from '../words.ts'
import { percent, textTable } from './text-table.ts'

/** Kinds with known hours, moments side by side; nothing where hours were not asked for. */
export function hoursTable(library: Library, { hours, categories, options }: AccessReport, lang: Lang): string {
  if (hours === undefined) return ''
  const say = sayIn(lang)
  const limit = say(`within_${options.basis}`, { n: options.limits.at(-1)! })
  const rows = categories.flatMap((category) => {
    const kinds = hours.map((moment) => moment.kinds.find((kind) => kind.category === category.id))
    const measure = kinds[0]?.shares.at(-1)?.measure
    if (kinds[0] === undefined || measure === undefined || measure === null) return []
    const cells = kinds.map((kind) => {
      const share = kind?.shares.at(-1)
      if (share === undefined || share.total === 0) return '–'
      const [least, most] = [share.certain, share.possible].map((amount) => percent(amount / share.total))
      return least === most ? least! : `${least}–${most}`
    })
    const name = lang === 'zh' ? category.nameZh : category.nameEn
    return [[name, sayData(say, 'of_', measure), ...cells]]
  })
  if (rows.length === 0) return `${say('hours_none')}\n`
  const moments = hours.map(({ minute }) => ({ title: library.momentWords(minute)[lang], right: true }))
  const table = textTable([{ title: say('category') }, { title: say('of_whom') }, ...moments], rows)
  return `${say('hours_head', { limit })}\n${table}`
}

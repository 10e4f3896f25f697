// The part of the page that says who is covered at moments of the week. A report in, HTML out; empty where opening hours were not asked for.
import type { AccessReport } from '../../answer/access-report.ts'
import type { KindAtMoment } from '../../answer/moment-coverage.ts'
import { momentWords } from '../../words/moment-words.ts'
import { percentText, same, say, type Words } from '../../words/words.ts'
import { both } from './page-shell.ts'
import { categoryWords, type ReportFacts, unitWords, walkLimitWords } from './report-facts.ts'
import { headCell, NUM, scrollTable } from './report-html-table.ts'

/** A row per kind with known hours, moments side by side, at the page's limit. */
export function hoursHtml(report: AccessReport, facts: ReportFacts): string {
  const { hours } = report
  if (hours === undefined) return ''
  const title = `<section id="hours" aria-labelledby="h-hours"><h2 id="h-hours">${both(say('hours'))}</h2>`
  const known = new Set(hours.flatMap(({ kinds }) => kinds.map(({ category }) => category)))
  if (known.size === 0) return `${title}<p class="note">${both(say('hours_none'))}</p></section>`
  const heads =
    headCell('coverage_kind') +
    headCell('losses_measure') +
    hours.map(({ minute }) => `<th scope="col"${NUM}>${both(momentWords(minute))}</th>`).join('')
  const rows = report.categories
    .filter(({ id }) => known.has(id))
    .map((category) => {
      const own = hours.map(({ kinds }) => kinds.find((kind) => kind.category === category.id))
      const measure = own[0]?.shares[facts.limitIndex]?.measure ?? null
      const cells = own.map((kind) => `<td${NUM}>${both(cellWords(kind, facts.limitIndex))}</td>`).join('')
      const unit = measure === null ? '–' : both(unitWords(measure))
      return `<tr><th scope="row">${both(categoryWords(category))}</th><td>${unit}</td>${cells}</tr>`
    })
    .join('')
  const names = { limit: walkLimitWords(report, facts.limit) }
  return (
    `${title}<p class="note">${both(say('hours_note', names))}</p>` +
    `${scrollTable('c-hours', both(say('hours_caption', names)), heads, rows)}</section>`
  )
}

/** A share; where hours are unknown what it is at least and at most. */
function cellWords(kind: KindAtMoment | undefined, limitIndex: number): Words {
  const share = kind?.shares[limitIndex]
  if (kind === undefined || share === undefined || share.total === 0) return same('–')
  const [certain, possible] = [share.certain, share.possible].map((amount) => percentText(amount / share.total))
  const { open, closed, unknown } = kind.facilities
  return certain === possible
    ? say('hours_share', { percent: certain!, open, all: open + closed + unknown })
    : say('hours_range', { certain: certain!, possible: possible!, open, unknown, all: open + closed + unknown })
}

// The part of the page that says who is served as the report's profile but not as others. A report in, HTML out; empty where no profiles
// were compared.
import type { AccessReport } from '../../answer/access-report.ts'
import { lossOf, type ProfileLoss } from '../../answer/profile-losses.ts'
import { profileNames } from '../../words/profile-names.ts'
import { countText, percentText, same, say } from '../../words/words.ts'
import { both } from './page-shell.ts'
import { type CategoryFacts, type ReportFacts, unitWords, walkLimitWords } from './report-facts.ts'
import { headCell, NUM, scrollTable } from './report-html-table.ts'

/** A row per kind: served as the first profile, and what each of the others loses of it, at the page's limit. */
export function lossesHtml(report: AccessReport, facts: ReportFacts): string {
  const { profileLosses } = report
  if (profileLosses === undefined) return ''
  const { first, others } = profileLosses
  const names = { who: profileNames(first), limit: walkLimitWords(report, facts.limit) }
  const heads =
    headCell('coverage_kind') +
    headCell('losses_measure') +
    `<th scope="col"${NUM}>${both(say('losses_served', names))}</th>` +
    others
      .map(({ profile }) => `<th scope="col"${NUM}>${both(say('losses_not', { who: profileNames(profile) }))}</th>`)
      .join('')
  const rows = facts.listed.map((kind) => lossRow(report, facts, others, kind)).join('')
  return (
    `<section id="losses" aria-labelledby="h-losses"><h2 id="h-losses">${both(say('losses'))}</h2>` +
    `<p class="note">${both(say('losses_note', names))}</p>` +
    `${scrollTable('c-losses', both(say('losses_caption', names)), heads, rows)}</section>`
  )
}

function lossRow(
  report: AccessReport,
  facts: ReportFacts,
  others: readonly ProfileLoss[],
  { category, name }: CategoryFacts,
): string {
  const at = category * report.options.limits.length + facts.limitIndex
  const headline = report.coverage[at]?.headline ?? null
  const shares = others.map(({ losses }) => lossOf(losses[at]!, headline))
  const served = shares[0]?.servedFirst ?? null
  const cells = shares.map((share) => {
    if (share === null) return `<td${NUM}>${both(say('no_data'))}</td>`
    const { lost, lostUnlinked, servedFirst } = share
    const part = servedFirst > 0 ? say('losses_part', { percent: percentText(lost / servedFirst) }) : same('')
    const unlinked = Math.round(lostUnlinked) > 0 ? say('losses_unlinked', { n: lostUnlinked }) : same('')
    return `<td${NUM}>${countText(Math.round(lost))}${both(part)}${both(unlinked)}</td>`
  })
  return (
    `<tr><th scope="row"><a href="#k-${category}">${both(name)}</a></th>` +
    `<td>${headline === null ? '–' : both(unitWords(headline))}</td>` +
    `<td${NUM}>${served === null ? both(say('no_data')) : countText(Math.round(served))}</td>${cells.join('')}</tr>`
  )
}

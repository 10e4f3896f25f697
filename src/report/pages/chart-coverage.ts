// Bars of coverage: one row per kind of facility, one shade per limit, numbers beside it. Report facts in, HTML out.
import type { AccessReport } from '../../answer/access-report.ts'
import type { CoverageShare } from '../../answer/coverage-share.ts'
import { joinWords, type Lang, percentText, say, type Words } from '../../words/words.ts'
import { bandColour } from '../drawing/drawing-colours.ts'
import { both, bothAttribute } from './page-shell.ts'
import { type CategoryFacts, groupWords, limitWords, type ReportFacts } from './report-facts.ts'

/** The legend of shades: within 5, 10, 15 minutes. */
export function coverageLegend(report: AccessReport): string {
  const items = report.options.limits.map(
    (limit, index) =>
      `<li><svg class="swatch" viewBox="0 0 16 10" aria-hidden="true"><rect width="16" height="10" fill="${bandColour(index)}"/></svg>${both(say('within', { limit: limitWords(report, limit) }))}</li>`,
  )
  return `<ul class="legend">${items.join('')}</ul>`
}

/** Table of coverage with bars; rows in the report's order of categories. */
export function coverageTable(report: AccessReport, facts: ReportFacts, lang: Lang): string {
  const rows = facts.listed.map((category) => coverageRow(report, facts, category, lang)).join('')
  return (
    `<table class="coverage" role="table"><caption class="unseen">${both(say('coverage'))}</caption>` +
    `<thead role="rowgroup" class="unseen"><tr role="row"><th role="columnheader" scope="col">${both(say('coverage_kind'))}</th>` +
    `<th role="columnheader" scope="col">${both(say('within', { limit: limitWords(report, facts.limit) }))}</th>` +
    `<th role="columnheader" scope="col">${both(say('coverage_bar'))}</th>` +
    `<th role="columnheader" scope="col">${both(say('coverage_count'))}</th></tr></thead><tbody role="rowgroup">${rows}</tbody></table>`
  )
}

function coverageRow(report: AccessReport, facts: ReportFacts, category: CategoryFacts, lang: Lang): string {
  const share = category.shares[facts.limitIndex] ?? null
  const name = `<th role="rowheader" scope="row"><a href="#k-${category.category}">${both(category.name)}</a></th>`
  if (category.facilities === 0) {
    return `<tr role="row" class="nodata">${name}<td role="cell" class="percent">${both(say('no_data'))}</td><td role="cell" class="bar"></td><td role="cell" class="count">${both(say('no_facility'))}</td></tr>`
  }
  const count = share === null ? both(say('unknown')) : both(countWords(share, facts.measure))
  return (
    `<tr role="row">${name}<td role="cell" class="percent">${percentText(share?.share ?? null)}</td>` +
    `<td role="cell" class="bar">${coverageBar(report, category, lang)}</td><td role="cell" class="count">${count}</td></tr>`
  )
}

/** One bar: the share within each limit, the shortest darkest. */
export function coverageBar(report: AccessReport, category: CategoryFacts, lang: Lang): string {
  const list: Words[] = []
  let rects = ''
  for (let index = report.options.limits.length - 1; index >= 0; index--) {
    const share = category.shares[index]?.share ?? null
    const limit = limitWords(report, report.options.limits[index]!)
    list.unshift(say('percent_within', { percent: percentText(share), limit }))
    const width = Math.round((share ?? 0) * 1000)
    if (width > 0) rects += `<rect width="${width}" height="12" fill="${bandColour(index)}"/>`
  }
  const label = say('bar_label', { kind: category.name, list: joinWords(list, say('comma')) })
  return (
    `<svg viewBox="0 0 1000 12" preserveAspectRatio="none" role="img"${bothAttribute('aria-label', label, lang)}>` +
    `<rect class="rest" width="1000" height="12"/>${rects}</svg>`
  )
}

/** `n of m`, with the group where it is not the one that the page speaks of throughout. */
function countWords(share: CoverageShare, headline: string): Words {
  const { covered, total, measure } = share
  if (measure === headline) return say('covered_of', { covered, total })
  return say('covered_of_group', { covered, total, unit: groupWords(measure) })
}

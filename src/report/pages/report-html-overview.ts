// The first screen: what was asked, the answer in two sentences, gaps, places and how sure it is, then bars with denominators.
import type { AccessReport } from '../../answer/access-report.ts'
import type { Gap } from '../../answer/gap.ts'
import { BEYOND_LIMIT_FACTOR } from '../../foundation/limits.ts'
import { areAlike, decimalText, joinWords, type Lang, listWords, same, say, type Words } from '../../words/words.ts'
import { coverageLegend, coverageTable } from './chart-coverage.ts'
import { type FirstScreen, firstScreen } from './first-screen.ts'
import { both, languageButtons, nameHtml } from './page-shell.ts'
import { type CategoryFacts, categoryWords, limitWords, type ReportFacts, walkLimitWords } from './report-facts.ts'

/** Head and first screen. */
export function overviewHtml(report: AccessReport, facts: ReportFacts, lang: Lang, title: Words): string {
  const screen = firstScreen(report, facts)
  const missing = facts.categories.filter((category) => category.facilities === 0)
  const note =
    missing.length === 0
      ? ''
      : `<p class="note">${both(say('no_facility_note', { list: listWords(missing.map((one) => one.name)) }))}</p>`
  return (
    `<header class="top"><div class="bar-top"><p class="eyebrow">${both(say('report'))}</p>${languageButtons(lang, say('language'))}</div>` +
    `<h1>${areAlike(title) ? nameHtml(title.en) : both(title)}</h1>` +
    `<p class="question"><span class="unseen">${both(say('asked'))}: </span>${both(joinWords([screen.question, screen.terms], say('sentence_gap')))}</p>` +
    `<p class="answer"><span class="unseen">${both(say('answer'))}: </span>${both(joinWords(screen.answer, say('sentence_gap')))}</p></header>` +
    firstHtml(report, facts, screen) +
    `<section aria-labelledby="h-coverage"><h2 id="h-coverage">${both(say('coverage'))}</h2>` +
    `${coverageLegend(report)}${coverageTable(report, facts, lang)}<p class="note">${both(say('coverage_note'))}</p>${note}</section>`
  )
}

/** The worst places, the largest gaps and how sure it is, beside each other. */
export function firstHtml(report: AccessReport, facts: ReportFacts, screen: FirstScreen): string {
  const worst = screen.worst.map(
    ({ name, has, who }) =>
      `<li><span class="what">${placeHtml(name)}</span> <span class="where">${both(has)}</span> <span class="number">${both(who)}</span></li>`,
  )
  const gaps = screen.gaps.map(({ who, what, where, remedy, gap }) => {
    const target = gapTarget(facts, gap)
    const text =
      `<span class="number">${both(who)}</span> <span class="what">${both(what)}</span> ` +
      `<span class="where">${placeHtml(where)}</span> <span class="remedy">${both(remedy)}</span>`
    return `<li>${target === null ? `<div>${text}</div>` : `<a href="${target}">${text}</a>`}</li>`
  })
  const none = `<p>${both(say('gaps_none_all', { limit: walkLimitWords(report, facts.limit) }))}</p>`
  const block = (id: string, heading: Words, html: string) =>
    `<section aria-labelledby="${id}"><h2 id="${id}">${both(heading)}</h2>${html}</section>`
  return (
    `<div class="first-screen">` +
    block('h-gaps', screen.gapsTitle, gaps.length === 0 ? none : `<ol class="gaps">${gaps.join('')}</ol>`) +
    (worst.length === 0 ? '' : block('h-worst', screen.worstTitle, `<ol class="worst">${worst.join('')}</ol>`)) +
    block(
      'h-sure',
      screen.sureTitle,
      `<ul class="sure">${screen.sure.map((one) => `<li>${both(one)}</li>`).join('')}</ul>`,
    ) +
    `</div>`
  )
}

/** Where the page tells more of a gap: its kind's section, or the table of rules. */
function gapTarget(facts: ReportFacts, gap: Gap): string | null {
  if (gap.kind === 'rule') return '#standard'
  const listed = facts.listed.find(({ id }) => id === gap.category)
  return listed === undefined ? null : `#k-${listed.category}`
}

/** Words that hold a name from the data. */
export function placeHtml(words: Words): string {
  return areAlike(words) ? nameHtml(words.en) : both(words)
}

/** Shortest walk from a gap to any facility of its kind. */
export function gapWalk(report: AccessReport, gap: Gap): string {
  const isTime = report.options.basis === 'time'
  const walk = isTime ? gap.nearestWalkMinutes : gap.nearestWalkMetres
  if (walk !== null) {
    // Rounded up: a gap lies beyond its limit, and must not look as if it did not.
    const scale = isTime ? 10 : 1
    return both(say(isTime ? 'minutes' : 'metres', { n: decimalText(Math.ceil(walk * scale - 1e-9) / scale, 1) }))
  }
  if (gap.nearestStraightMetres === null) return both(say('none'))
  return both(say('gap_beyond', { limit: limitWords(report, gap.limit * BEYOND_LIMIT_FACTOR) }))
}

/** Name of a facility, or its id where it has none. */
export function facilityHtml(name: string | null, id: string | null): string {
  if (name !== null) return nameHtml(name)
  return id === null ? both(say('none')) : both(say('unnamed', { id }))
}

/** Names of categories for a list of links. */
export function categoryLinks(categories: readonly CategoryFacts[]): string {
  return categories.map((one) => `<li><a href="#k-${one.category}">${both(one.name)}</a></li>`).join('')
}

/** A category's words by its id; the id itself where the report does not list it. */
export function categoryNameOf(report: AccessReport, id: string): Words {
  const category = report.categories.find((one) => one.id === id)
  return category === undefined ? same(id) : categoryWords(category)
}

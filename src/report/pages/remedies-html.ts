// Causes of gaps and remedies as a page to read and to print: what keeps people away, what is chosen together, the best remedies with a small map each, and
// every gap with its cause. What enters: a report of remedies, the answer that it is about, a basemap. What leaves: one HTML file.
import type { AccessReport } from '../../answer/access-report.ts'
import type { Basemap } from '../../answer/basemap.ts'
import { causeTotals } from '../../answer/cause-totals.ts'
import type { GapCause } from '../../answer/gap-cause.ts'
import type { DiagnosedGap, RemediesReport, Remedy } from '../../answer/remedies-report.ts'
import { resolveOptions } from '../../foundation/options.ts'
import { noticeText, sayNotice } from '../../words/notice.ts'
import {
  countText,
  decimalText,
  joinWords,
  type Lang,
  named,
  same,
  say,
  type WordKey,
  type Words,
  wordsBy,
} from '../../words/words.ts'
import { drawRemedy } from '../drawing/drawing-remedy.ts'
import { causeSaid, remedySaid, secondCauseSaid } from '../layers/cause-words.ts'
import { LANGUAGE_SCRIPT } from './page-script-data.ts'
import { both, bothAttribute, languageButtons, nameHtml, pageHtml } from './page-shell.ts'
import { EDITION_STYLE } from './print-style.ts'
import { creditWords } from './report-facts.ts'
import { titleWords } from './report-html.ts'
import { placeHtml } from './report-html-overview.ts'
import { REPORT_STYLE } from './report-html-style.ts'
import { headCell, NUM } from './report-html-table.ts'

/** Options of {@link toRemediesHtml}. */
export interface RemediesHtmlOptions {
  readonly lang: Lang
  /** Heading; `null`: the name of the first input. */
  readonly title: string | null
}

const DEFAULTS: RemediesHtmlOptions = { lang: 'en', title: null }

/** Remedies with a drawing, and gaps in the table; files have all. */
const DRAWN = 12
const LISTED = 100

const STYLE = `
.edition .langs{float:right}
.edition .sheet{break-before:auto}
.gap-name{width:24%;overflow-wrap:anywhere}
.place{color:#5a6570}
.cards{display:grid;grid-template-columns:repeat(2,1fr);gap:5mm}
.card{break-inside:avoid;border:.2mm solid #d5d9dd;padding:3mm;margin:0}
.card h3{margin:0 0 1mm;font-size:11pt}
.card p{margin:0 0 2mm;font-size:9.5pt}
.remedy{width:100%;height:auto;display:block}
@media(max-width:640px){.cards{grid-template-columns:1fr}}
`

/**
 * The page, in both languages, one of which is shown.
 *
 * @param report the answer that the remedies are about
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { type Basemap, type RemediesReport, toRemediesHtml } from 'living-circle/parts'
 * declare const remedies: RemediesReport
 * declare const report: AccessReport
 * declare const basemap: Basemap
 * toRemediesHtml(remedies, report, basemap, { lang: 'zh' }).startsWith('<!DOCTYPE html>') // true
 * ```
 */
export function toRemediesHtml(
  remedies: RemediesReport,
  report: AccessReport,
  basemap: Basemap,
  options: Partial<RemediesHtmlOptions> = {},
): string {
  const { lang, title: given } = resolveOptions('toRemediesHtml', options, DEFAULTS)
  const title = titleWords(report, given, say('rem_title'))
  const front = `<header>${languageButtons(lang, say('language'))}<p class="eyebrow">${both(say('rem_title'))}</p><h1>${placeHtml(title)}</h1>${answerHtml(remedies)}</header>`
  const pages = [
    section('causes', say('rem_causes'), `${causesTable(remedies)}${lackingHtml(remedies)}`),
    section('joint', say('rem_joint'), jointHtml(remedies)),
    section('remedies', say('rem_remedies'), cardsHtml(remedies, report, basemap, lang)),
    ...(remedies.places.length === 0 ? [] : [section('places', say('rem_places'), placesHtml(remedies, report))]),
    section('gaps', say('rem_all_gaps'), gapsTable(remedies, report)),
    section('notes', say('rem_notes'), notesHtml(remedies, report)),
  ]
  const body = `<main class="edition">${front}${pages.join('')}</main>`
  return pageHtml({
    ...{ lang, title, body },
    style: REPORT_STYLE + EDITION_STYLE + STYLE,
    scripts: [LANGUAGE_SCRIPT],
  })
}

function section(id: string, heading: Words, html: string): string {
  return `<section class="sheet" aria-labelledby="r-${id}"><h2 id="r-${id}">${both(heading)}</h2>${html}</section>`
}

function answerHtml({ gaps }: RemediesReport): string {
  const answer =
    gaps.length === 0 ? say('rem_no_gaps') : say('rem_answer', { n: gaps.length, cause: causeName(mainCause(gaps)) })
  return `<p class="answer">${both(answer)}</p>`
}

function causeName(cause: GapCause): Words {
  return wordsBy((lang) => noticeText({ key: `cause-name.${cause}` }, lang))
}

function mainCause(gaps: readonly DiagnosedGap[]): GapCause {
  const sums = causeTotals(gaps)
  return sums.reduce((best, one) =>
    one.people > best.people || (best.people === 0 && one.blocks > best.blocks) ? one : best,
  ).cause
}

function causesTable({ gaps }: RemediesReport): string {
  const rows = causeTotals(gaps).map(({ cause, isExamined, gaps: count, people, blocks }) => {
    const numbers =
      isExamined || gaps.length === 0 ? [countText(count), countText(Math.round(people)), decimalText(blocks, 1)] : null
    const cells =
      numbers === null
        ? `<td colspan="3">${both(say('rem_not_examined'))}</td>`
        : numbers.map((text) => `<td${NUM}>${text}</td>`).join('')
    return `<tr><th scope="row">${both(causeName(cause))}</th>${cells}</tr>`
  })
  return tableHtml(['rem_cause', 'rem_gaps', 'rem_people', 'rem_blocks'], rows, 1)
}

function tableHtml(heads: readonly WordKey[], rows: readonly string[], firstNumber: number): string {
  const head = heads.map((key, at) => headCell(key, at >= firstNumber ? NUM : '')).join('')
  return `<table class="plain"><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function lackingHtml({ lacking, shut, unlinked }: RemediesReport): string {
  const names = (kinds: RemediesReport['lacking']) =>
    joinWords(
      kinds.map(({ nameEn, nameZh }) => named(nameEn, nameZh)),
      wordsBy((lang) => (lang === 'zh' ? '、' : ', ')),
    )
  return (
    (lacking.length === 0 ? '' : `<p>${both(say('rem_lacking', { list: names(lacking) }))}</p>`) +
    (shut.length === 0 ? '' : `<p>${both(say('rem_shut', { list: names(shut) }))}</p>`) +
    (unlinked.length === 0 ? '' : `<p>${both(say('rem_unlinked', { n: unlinked.length }))}</p>`)
  )
}

function remedyWords(remedy: Remedy): Words {
  return wordsBy((lang) => noticeText(remedySaid(remedy), lang))
}

function money(cost: number | null): string {
  return cost === null ? '–' : countText(Math.round(cost))
}

function jointHtml({ joint, remedies, currency }: RemediesReport): string {
  if (joint.steps.length === 0) return `<p>${both(say('rem_none'))}</p>`
  const byId = new Map(remedies.map((remedy) => [remedy.id, remedy]))
  const rows = joint.steps.map(({ remedyId, peopleNew, peopleTotal, costTotal }) => {
    const numbers = [countText(Math.round(peopleNew)), countText(Math.round(peopleTotal)), money(costTotal)]
    return `<tr><th scope="row">${nameHtml(remedyId)}</th><td>${both(remedyWords(byId.get(remedyId)!))}</td>${numbers.map((text) => `<td${NUM}>${text}</td>`).join('')}</tr>`
  })
  const how = say(joint.method === 'exact' ? 'rem_exact' : 'rem_greedy', { n: joint.considered, most: joint.most })
  const budget =
    joint.budget === null
      ? ''
      : `<p>${both(say('rem_budget', { n: joint.budget, currency: same(currency ?? '') }))}</p>`
  const heads = ['rem_id', 'rem_remedy', 'rem_people_new', 'rem_people_total', 'rem_cost_total'] as const
  return `<p>${both(how)}</p>${budget}${tableHtml(heads, rows, 2)}`
}

function cardsHtml({ remedies, gaps }: RemediesReport, report: AccessReport, basemap: Basemap, lang: Lang): string {
  if (remedies.length === 0) return `<p>${both(say('rem_none'))}</p>`
  const byId = new Map(gaps.map((gap) => [gap.gapId, gap]))
  const compounds = report.compoundShapes?.shapes ?? []
  const cards = shownRemedies(remedies).map((remedy) => {
    const own = remedy.gains.flatMap(({ gapId }) => byId.get(gapId) ?? [])
    const words = remedyWords(remedy)
    const people = say('rem_gain', {
      people: Math.round(remedy.people),
      blocks: decimalText(remedy.blocks, 1),
      gaps: remedy.gains.length,
    })
    const cost = remedy.cost === null ? '' : ` ${both(say('rem_costs', { n: remedy.cost }))}`
    const drawing = drawRemedy(remedy, own, compounds, basemap, bothAttribute('aria-label', words, lang))
    return `<article class="card"><h3>${nameHtml(remedy.id)} ${both(words)}</h3><p>${both(people)}${cost} <span class="place">${remedy.lonLat.map((degrees) => degrees.toFixed(5)).join(', ')}</span></p>${drawing}</article>`
  })
  return `<div class="cards">${cards.join('')}</div>`
}

/** Within reach, but without a place: each rate, and where more places would serve most. */
function placesHtml({ places }: RemediesReport, report: AccessReport): string {
  const kinds = new Map(report.categories.map((category) => [category.id, category]))
  const amount = (value: number) => countText(Math.round(value))
  return places
    .map((shortage) => {
      const kind = kinds.get(shortage.categories[0]!)
      const name = kind === undefined ? same(shortage.categories[0]!) : named(kind.nameEn, kind.nameZh)
      const { demand, served, unreachable, full, additions } = shortage
      const line = say('rem_shortage', { demand, served, unreachable, full, unit: same(shortage.unit) })
      const rows = additions.map(
        ({ facilityId, name: own, places: now, more, cost }) =>
          `<tr><th scope="row">${nameHtml(own ?? facilityId)}</th>${[amount(now), amount(more), money(cost)].map((text) => `<td${NUM}>${text}</td>`).join('')}</tr>`,
      )
      const table =
        rows.length === 0 ? '' : tableHtml(['rem_facility', 'rem_places_now', 'rem_places_more', 'rem_cost'], rows, 1)
      return `<h3>${both(name)}</h3><p>${both(line)}</p>${table}`
    })
    .join('')
}

/** The best of each kind, then the best of all. */
function shownRemedies(remedies: readonly Remedy[]): readonly Remedy[] {
  const firsts = remedies.filter(({ kind }, at) => remedies.findIndex((one) => one.kind === kind) === at)
  const chosen = new Set([...firsts, ...remedies.slice(0, DRAWN)].slice(0, DRAWN))
  return remedies.filter((one) => chosen.has(one))
}

function gapsTable({ gaps }: RemediesReport, report: AccessReport): string {
  const categories = new Map(report.categories.map((category) => [category.id, category]))
  const rules = new Map(report.standard?.rules.map((rule) => [rule.id, rule]))
  const largest = [...gaps].sort((a, b) => (b.people ?? -1) - (a.people ?? -1))
  const rows = largest.slice(0, LISTED).map((gap) => {
    const rule = gap.ruleId === null ? undefined : rules.get(gap.ruleId)
    const category = categories.get(gap.categories[0]!)
    const what = rule ?? category
    const name = what === undefined ? same(gap.categories[0]!) : named(what.nameEn, what.nameZh)
    const said = causeSaid(gap, gap.basis)
    const cause = said === null ? causeName(gap.cause) : wordsBy((lang) => noticeText(said, lang))
    const next = secondCauseSaid(gap, gap.basis)
    const second = next === null ? '' : ` ${both(wordsBy((lang) => noticeText(next, lang)))}`
    const best = gap.remedies[0]
    const remedy = best === undefined ? say('rem_none') : wordsBy((lang) => noticeText(remedySaid(best), lang))
    const gain = best?.people == null ? '–' : countText(Math.round(best.people))
    const people = gap.people === null ? '–' : countText(Math.round(gap.people))
    return `<tr><th scope="row" class="gap-name">${both(name)}<br>${nameHtml(gap.gapId)}</th><td>${both(cause)}${second}</td><td${NUM}>${people}</td><td>${best === undefined ? '' : `${nameHtml(best.remedyId)} `}${both(remedy)}</td><td${NUM}>${gain}</td></tr>`
  })
  const more = gaps.length > LISTED ? `<p>${both(say('rem_more', { n: gaps.length - LISTED }))}</p>` : ''
  const head = ['rem_gap', 'rem_cause', 'rem_people', 'rem_remedy', 'rem_people_gained'] as const
  const cells = head.map((key, at) => headCell(key, at === 2 || at === 4 ? NUM : '')).join('')
  return `<table class="plain"><thead><tr>${cells}</tr></thead><tbody>${rows.join('')}</tbody></table>${more}`
}

function notesHtml({ notices }: RemediesReport, report: AccessReport): string {
  const items = notices.map((one) => `<li>${both(wordsBy((lang) => sayNotice(one, lang)))}</li>`)
  return `<ul>${items.join('')}</ul><p class="credit">${both(creditWords(report))}</p>`
}

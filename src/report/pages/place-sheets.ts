// A page of A4 for every community (or street unit, or district): who lives there, what they have within the limits, the gaps there with a
// first step. What enters: a report. What leaves: one HTML file to print. Runs whose blocks name no area get one page that says so.
import type { AccessReport } from '../../answer/access-report.ts'
import { gapCategories } from '../../answer/gap.ts'
import type { UnitVerdict } from '../../answer/verdicts.ts'
import { resolveOptions } from '../../foundation/options.ts'
import { noticeText } from '../../words/notice.ts'
import { countText, decimalText, type Lang, percentText, same, say, type Words, wordsBy } from '../../words/words.ts'
import { suggestedAction } from '../layers/suggested-action.ts'
import { gapWho, nameInSentence } from './first-screen.ts'
import { LANGUAGE_SCRIPT } from './page-script-data.ts'
import { both, nameHtml, pageHtml } from './page-shell.ts'
import { gapPlace } from './place-words.ts'
import { EDITION_STYLE } from './print-style.ts'
import { categoryWords, creditWords, limitWords, type ReportFacts, reportFacts } from './report-facts.ts'
import { titleWords } from './report-html.ts'
import { placeHtml } from './report-html-overview.ts'
import { REPORT_STYLE } from './report-html-style.ts'
import { headCell, NUM } from './report-html-table.ts'

/** Options of {@link toPlaceSheets}. */
export interface PlaceSheetsOptions {
  readonly lang: Lang
  /** Name of the run, above every page; `null`: the name of the first input. */
  readonly title: string | null
}

const DEFAULTS: PlaceSheetsOptions = { lang: 'en', title: null }

/** Gaps, and kinds or duties, on a page. */
const MOST_GAPS = 6
const MOST_ROWS = 22

/**
 * A page per community, street unit or district, whichever is the smallest that the blocks name.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { toPlaceSheets } from 'living-circle/parts'
 * declare const report: AccessReport
 * toPlaceSheets(report, { lang: 'zh' }).startsWith('<!DOCTYPE html>') // true
 * ```
 */
export function toPlaceSheets(report: AccessReport, options: Partial<PlaceSheetsOptions> = {}): string {
  const { lang, title: given } = resolveOptions('toPlaceSheets', options, DEFAULTS)
  const facts = reportFacts(report)
  const title = titleWords(report, given, say('report'))
  const { areas } = report.facts
  const pages =
    areas === null
      ? [`<section class="sheet"><h1>${placeHtml(title)}</h1><p>${both(say('sheets_none'))}</p></section>`]
      : areas.names.map((name, area) => areaPage(report, facts, title, name, area))
  const body = `<main class="edition">${pages.join('')}</main>`
  return pageHtml({ lang, title, style: REPORT_STYLE + EDITION_STYLE, scripts: [LANGUAGE_SCRIPT], body })
}

function areaPage(report: AccessReport, facts: ReportFacts, title: Words, name: string, area: number): string {
  const { level, blocks, people } = report.facts.areas!
  const known = people[area]!
  const who = say('sheets_who', {
    blocks: say('blocks_counted', { n: blocks[area]! }),
    people: Number.isNaN(known) ? say('people_unknown') : say('people_n', { n: known }),
  })
  const units = (report.standard?.units ?? []).filter((one) => one.unitKind === level && one.unit === name)
  return (
    `<section class="sheet"><p class="eyebrow">${placeHtml(title)}</p><h1>${nameHtml(name)}</h1><p class="question">${both(who)}</p>` +
    `${units.length > 0 ? dutyTable(report, units) : kindTable(report, facts, area)}${gapList(report, facts, name)}` +
    `<p class="credit">${both(creditWords(report))}</p></section>`
  )
}

function kindTable(report: AccessReport, facts: ReportFacts, area: number): string {
  const { limits } = report.options
  const { share } = report.facts.areas!
  const rows = facts.listed.slice(0, MOST_ROWS).map((kind) => {
    const cells = limits.map((_, limit) => {
      const value = share[(area * report.categories.length + kind.category) * limits.length + limit]!
      const text = kind.facilities === 0 ? both(say('no_data')) : Number.isNaN(value) ? '–' : percentText(value)
      return `<td class="num">${text}</td>`
    })
    return `<tr><th scope="row">${both(kind.name)}</th>${cells.join('')}</tr>`
  })
  const heads = limits.map((limit) => `<th scope="col" class="num">${both(limitWords(report, limit))}</th>`).join('')
  return `<table class="plain"><thead><tr>${headCell('coverage_kind')}${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

/** Mandatory duties that the data can judge, in the order of the standard. */
function dutyTable(report: AccessReport, units: readonly UnitVerdict[]): string {
  const unitOf = new Map(units.map((unit) => [unit.ruleId, unit]))
  const rows = report
    .standard!.rules.filter(({ id, mandatory, hasData }) => mandatory && hasData && unitOf.has(id))
    .slice(0, MOST_ROWS)
    .map((rule) => {
      const unit = unitOf.get(rule.id)!
      const limit = say(rule.basis === 'time' ? 'minutes' : 'metres', { n: decimalText(rule.limit, 2) })
      return (
        `<tr><th scope="row">${both(categoryWords(rule))}</th><td>${both(limit)}</td><td class="num">${percentText(unit.share)}</td>` +
        `<td class="num">${countText(unit.met)}</td><td class="num">${countText(unit.partial)}</td><td class="num">${countText(unit.unmet)}</td></tr>`
      )
    })
  const heads = `${headCell('rule')}${headCell('rule_limit')}${headCell('print_share', NUM)}${headCell('met', NUM)}${headCell('partial', NUM)}${headCell('unmet', NUM)}`
  return `<table class="plain"><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

/** The largest gaps that have a block of the area. */
function gapList(report: AccessReport, facts: ReportFacts, name: string): string {
  const { level } = report.facts.areas!
  const isHere = (id: string) => report.blocks[facts.blockIndex.get(id) ?? -1]?.[level] === name
  const gaps = report.gaps
    .filter((gap) => gap.blockIds.some(isHere))
    .sort((a, b) => (b.people ?? -1) - (a.people ?? -1))
    .slice(0, MOST_GAPS)
  if (gaps.length === 0) return ''
  const items = gaps.map((gap) => {
    const rule = gap.kind === 'rule' ? report.standard?.rules.find(({ id }) => id === gap.ruleId) : undefined
    const kind = rule ?? report.categories.find(({ id }) => id === gapCategories(gap)[0])
    const what = kind === undefined ? same(gap.id) : nameInSentence(categoryWords(kind))
    const remedy = wordsBy((lang) => noticeText(suggestedAction(gap).said, lang))
    return `<li><strong>${both(gapWho(gap))}</strong> ${both(what)}: ${placeHtml(gapPlace(report, facts, gap))}. ${both(remedy)}</li>`
  })
  return `<h2>${both(say('gaps_top'))}</h2><ol>${items.join('')}</ol>`
}

// The edition to print: four to six pages of A4 with the answer, coverage by kind or duty, one map, places, gaps with a first step, and
// the method in short. What enters: a report and a basemap. What leaves: one HTML file. All tables in full are in report and workbook.
import type { AccessReport } from '../../answer/access-report.ts'
import type { Basemap } from '../../answer/basemap.ts'
import type { BlockCompleteness, StandardReport } from '../../answer/verdicts.ts'
import { resolveOptions } from '../../foundation/options.ts'
import { sayNotice } from '../../words/notice.ts'
import { profileNames } from '../../words/profile-names.ts'
import {
  countText,
  decimalText,
  joinWords,
  type Lang,
  percentText,
  same,
  say,
  type Words,
  wordsBy,
} from '../../words/words.ts'
import { drawGround, drawPlaceNames, drawScaleAndNorth } from '../drawing/drawing-basemap.ts'
import {
  type DrawnBlocks,
  drawFacilities,
  drawGaps,
  drawnBlocks,
  drawVerdicts,
  verdictPatterns,
  verdictSwatch,
} from '../drawing/drawing-category-map.ts'
import { DUTY_STEPS, drawDuties, dutySwatch } from '../drawing/drawing-duty-map.ts'
import { type DrawingFrame, drawingFrame } from '../drawing/drawing-frame.ts'
import { coverageLegend, coverageTable } from './chart-coverage.ts'
import { firstScreen, longLists } from './first-screen.ts'
import { LANGUAGE_SCRIPT } from './page-script-data.ts'
import { both, bothAttribute, pageHtml } from './page-shell.ts'
import { planPages } from './print-plan.ts'
import { EDITION_STYLE } from './print-style.ts'
import {
  type CategoryFacts,
  categoryWords,
  creditWords,
  licenceWords,
  type ReportFacts,
  reportFacts,
  unitWords,
  verdictWords,
  walkLimitWords,
} from './report-facts.ts'
import { shownBox, smallPattern, titleWords } from './report-html.ts'
import { firstHtml, placeHtml } from './report-html-overview.ts'
import { REPORT_STYLE } from './report-html-style.ts'
import { headCell, NUM } from './report-html-table.ts'

/** Options of {@link toPrintHtml}. */
export interface PrintHtmlOptions {
  readonly lang: Lang
  /** Heading; `null`: the name of the first input. */
  readonly title: string | null
}

const DEFAULTS: PrintHtmlOptions = { lang: 'en', title: null }

/** Beyond so many blocks a map sums them in squares. */
const MOST_DRAWN = 6000
/** Rows that fit on one page beside the heading. */
const MOST_ROWS = 26

/**
 * The report on four to six pages of A4, in one language at a time: the answer, coverage, one map, places provided worst, gaps with a first
 * step, the method in short.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { type Basemap, toPrintHtml } from 'living-circle/parts'
 * declare const report: AccessReport
 * declare const basemap: Basemap
 * toPrintHtml(report, basemap, { lang: 'zh' }).startsWith('<!DOCTYPE html>') // true
 * ```
 */
export function toPrintHtml(report: AccessReport, basemap: Basemap, options: Partial<PrintHtmlOptions> = {}): string {
  const { lang, title: given } = resolveOptions('toPrintHtml', options, DEFAULTS)
  const facts = reportFacts(report)
  const title = titleWords(report, given, say('report'))
  const pages = [
    answerPage(report, facts, title),
    coveragePage(report, facts, lang),
    mapPage(report, facts, basemap, lang),
    ...planPages(report, basemap, lang).map(({ id, html }) => page(id, say('plan'), html)),
    placesPage(report, facts),
    gapsPage(report, facts),
    methodPage(report),
  ]
  const body =
    `<svg class="unseen" width="0" height="0" aria-hidden="true"><defs>${verdictPatterns()}${smallPattern()}</defs></svg>` +
    `<main class="edition">${pages.filter((page) => page !== '').join('')}</main>`
  return pageHtml({ lang, title, style: REPORT_STYLE + EDITION_STYLE, scripts: [LANGUAGE_SCRIPT], body })
}

function page(id: string, heading: Words, html: string): string {
  return `<section class="sheet" aria-labelledby="p-${id}"><h2 id="p-${id}">${both(heading)}</h2>${html}</section>`
}

function answerPage(report: AccessReport, facts: ReportFacts, title: Words): string {
  const screen = firstScreen(report, facts)
  const gap = say('sentence_gap')
  return (
    `<section class="sheet front"><p class="eyebrow">${both(say('report'))}</p><h1>${placeHtml(title)}</h1>` +
    `<p class="question">${both(joinWords([screen.question, screen.terms], gap))}</p>` +
    `<p class="answer">${both(joinWords(screen.answer, gap))}</p>${firstHtml(report, facts, screen)}` +
    `<p class="credit">${both(creditWords(report))}</p></section>`
  )
}

function coveragePage(report: AccessReport, facts: ReportFacts, lang: Lang): string {
  const { standard } = report
  if (standard !== undefined && standard !== null && standard.rules.length > 0) {
    return page('coverage', say('print_duties'), dutyTable(report, standard))
  }
  return page(
    'coverage',
    say('coverage'),
    `${coverageLegend(report)}${coverageTable(report, facts, lang)}<p class="note">${both(say('coverage_note'))}</p>`,
  )
}

/** Mandatory duties that the data can judge, the least met first. */
function dutyTable(report: AccessReport, standard: StandardReport): string {
  const units = new Map(standard.units.filter(({ unitKind }) => unitKind === 'all').map((unit) => [unit.ruleId, unit]))
  const ranked = report.facts.first.rules
  const rows = ranked.slice(0, MOST_ROWS).map((index) => {
    const rule = standard.rules[index]!
    const unit = units.get(rule.id)!
    const limit = say(rule.basis === 'time' ? 'minutes' : 'metres', { n: decimalText(rule.limit, 2) })
    const verified = rule.verified ? '' : ` <span class="quiet">${both(say('not_verified'))}</span>`
    return (
      `<tr><th scope="row">${both(categoryWords(rule))}${verified}</th>` +
      `<td>${both(say('rule_limit_basis', { limit, basis: say(`basis_${rule.basis}`) }))}</td>` +
      `<td class="num">${percentText(unit.share)}</td><td class="num">${countText(unit.coveredPeople)}</td>` +
      `<td class="num">${countText(unit.knownPeople)}</td><td>${both(unitWords(unit.populationGroup))}</td></tr>`
    )
  })
  const lacking = standard.rules.filter(({ mandatory, hasData }) => mandatory && !hasData)
  const heads =
    headCell('rule') +
    headCell('rule_limit') +
    headCell('print_share', NUM) +
    headCell('print_covered', NUM) +
    headCell('print_of', NUM) +
    headCell('print_group')
  const more =
    ranked.length > rows.length
      ? `<p class="note">${both(say('print_more', { n: ranked.length - rows.length }))}</p>`
      : ''
  const none =
    lacking.length === 0
      ? ''
      : `<p class="note">${both(say('print_no_data', { n: lacking.length, all: standard.rules.filter(({ mandatory }) => mandatory).length }))}</p>`
  return `<table class="plain"><caption>${both(categoryWords(standard))}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>${more}${none}`
}

function mapPage(report: AccessReport, facts: ReportFacts, basemap: Basemap, lang: Lang): string {
  if (report.blocks.length === 0) return ''
  const frame = drawingFrame(shownBox(report, basemap), { lowest: 0.6, highest: 1.22 })
  const drawn = drawnBlocks(report.blocks, frame, MOST_DRAWN)
  const { standard } = report
  const ofDuties = standard !== undefined && standard !== null && standard.completeness.length > 0
  const kind = facts.categories[facts.ranking[0] ?? -1]
  if (!ofDuties && kind === undefined) return ''
  const picture = ofDuties
    ? dutyPicture(report, standard.completeness, drawn, frame)
    : kindPicture(report, facts, kind!, drawn, frame)
  const names = (one: Lang) => {
    const svg = drawPlaceNames(basemap.places, frame, one)
    return svg === '' ? '' : `<g lang="${one}">${svg}</g>`
  }
  return page(
    'map',
    picture.heading,
    `<figure class="map"><svg viewBox="0 0 ${frame.width} ${frame.height}" role="img"${bothAttribute('aria-label', picture.heading, lang)}>` +
      `<g>${drawGround(basemap, frame, { tolerance: 3, pathMetresPerPixel: 10 })}</g>${picture.svg}${names('en')}${names('zh')}${drawScaleAndNorth(frame)}</svg>` +
      `<figcaption><ul class="legend">${picture.legend}<li class="credit">${both(creditWords(report))}</li></ul></figcaption></figure>`,
  )
}

interface Picture {
  readonly heading: Words
  readonly svg: string
  readonly legend: string
}

function dutyPicture(
  report: AccessReport,
  completeness: readonly BlockCompleteness[],
  drawn: DrawnBlocks,
  frame: DrawingFrame,
): Picture {
  const steps = DUTY_STEPS.map(({ from, to }, step) => {
    const range = say('print_step', { from: percentText(from), to: percentText(to) })
    return `<li>${dutySwatch(step)} ${both(range)}</li>`
  })
  return {
    heading: say('print_map_duties'),
    svg: drawDuties(report.blocks, completeness, drawn, frame),
    legend: `${steps.reverse().join('')}<li>${dutySwatch(null)} ${both(say('print_not_judged'))}</li>`,
  }
}

function kindPicture(
  report: AccessReport,
  facts: ReportFacts,
  kind: CategoryFacts,
  drawn: DrawnBlocks,
  frame: DrawingFrame,
): Picture {
  const verdicts = (['met', 'partial', 'unmet', 'unknown'] as const).map(
    (verdict) => `<li>${verdictSwatch(verdict)} ${both(verdictWords(verdict))}</li>`,
  )
  const gaps = kind.gaps.slice(0, 8)
  return {
    heading: say('print_map_kind', { kind: kind.name, limit: walkLimitWords(report, facts.limit) }),
    svg:
      drawVerdicts(report, drawn, kind.category, facts.limitIndex, frame) +
      drawFacilities(report, kind.category, frame) +
      drawGaps(kind.gaps.slice(0, 400), gaps, frame),
    legend: verdicts.join(''),
  }
}

function placesPage(report: AccessReport, facts: ReportFacts): string {
  const { worst } = longLists(report, facts)
  if (worst.length <= 3) return ''
  const rows = worst
    .slice(0, MOST_ROWS)
    .map(
      ({ name, has, who }, at) =>
        `<tr><td class="num">${at + 1}</td><th scope="row">${placeHtml(name)}</th><td>${both(has)}</td><td class="num">${both(who)}</td></tr>`,
    )
  const heads = `<th scope="col" class="num">#</th>${headCell('print_place')}${headCell('print_has')}${headCell('print_people', NUM)}`
  return page(
    'places',
    firstScreen(report, facts).worstTitle,
    `<table class="plain"><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`,
  )
}

function gapsPage(report: AccessReport, facts: ReportFacts): string {
  const { gaps } = longLists(report, facts)
  if (gaps.length <= 3) return ''
  const rows = gaps
    .slice(0, 20)
    .map(
      ({ who, what, where, remedy }, at) =>
        `<tr><td class="num">${at + 1}</td><th scope="row">${both(what)}</th><td class="num">${both(who)}</td><td>${placeHtml(where)}</td><td>${both(remedy)}</td></tr>`,
    )
  const heads = `<th scope="col" class="num">#</th>${headCell('print_what')}${headCell('print_people', NUM)}${headCell('print_where')}${headCell('print_remedy')}`
  return page(
    'gaps',
    say('gaps_top'),
    `<table class="plain"><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table><p class="note">${both(say('print_full'))}</p>`,
  )
}

function methodPage(report: AccessReport): string {
  const { profile, maxLinkMetres } = report.options
  const steps =
    profile.stepsTimeFactor === null
      ? say('how_no_steps')
      : say('how_steps', { factor: decimalText(profile.stepsTimeFactor, 2) })
  const list = [
    say('how_walk', {
      profile: profileNames(profile),
      speed: decimalText(profile.walkMetresPerSecond * 3.6, 2),
      steps,
      link: decimalText(maxLinkMetres, 0),
    }),
    say('how_limit'),
    say('how_share'),
  ]
  const notices = report.notices.slice(0, 12).map((one) => wordsBy((lang) => sayNotice(one, lang)))
  const inputs = report.inputs.map(({ name, date }) => same(date === null ? name : `${name} (${date.slice(0, 10)})`))
  const items = (words: readonly Words[]) => `<ul>${words.map((one) => `<li>${placeHtml(one)}</li>`).join('')}</ul>`
  return page(
    'method',
    say('how'),
    `<div class="prose">${items(list)}${notices.length === 0 ? '' : `<h3>${both(say('notices'))}</h3>${items(notices)}`}` +
      `<h3>${both(say('inputs'))}</h3>${items(inputs)}<h3>${both(say('licence'))}</h3><p>${both(licenceWords(report))}</p><p>${both(say('map_law'))}</p>` +
      `<p class="quiet">${both(say('generated', { version: report.toolVersion, model: report.modelVersion }))}</p></div>`,
  )
}

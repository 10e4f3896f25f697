// The report as one HTML file that opens offline. What enters: a report and a basemap. What leaves: text.
// It does not know how anything was computed; it asks no host for anything.

import type { AccessReport } from '../../answer/access-report.ts'
import type { Basemap } from '../../answer/basemap.ts'
import { checkGiven } from '../../foundation/arguments.ts'
import { boxAround } from '../../foundation/geo.ts'
import { resolveOptions } from '../../foundation/options.ts'
import type { BoundingBox } from '../../foundation/units.ts'
import { message, problem } from '../../words/problem.ts'
import { type Lang, same, say, type Words } from '../../words/words.ts'
import { drawGround, drawScaleAndNorth, FULL_GROUND, type GroundDetail } from '../drawing/drawing-basemap.ts'
import { drawnBlocks, verdictPatterns } from '../drawing/drawing-category-map.ts'
import { UNMET } from '../drawing/drawing-colours.ts'
import { drawingFrame } from '../drawing/drawing-frame.ts'
import { LANGUAGE_SCRIPT, TABLE_SCRIPT } from './page-script-data.ts'
import { both, bothAttribute, pageHtml } from './page-shell.ts'
import { type ReportFacts, reportFacts } from './report-facts.ts'
import { blocksHtml, tableOrder } from './report-html-blocks.ts'
import { categoryHtml, type MapScene } from './report-html-category.ts'
import { hoursHtml } from './report-html-hours.ts'
import { lossesHtml } from './report-html-losses.ts'
import { methodHtml, standardHtml } from './report-html-method.ts'
import { categoryLinks, overviewHtml } from './report-html-overview.ts'
import { PLACES_STYLE, placesHtml } from './report-html-places.ts'
import { planHtml } from './report-html-plan.ts'
import { scenarioHtml } from './report-html-scenario.ts'
import { REPORT_STYLE } from './report-html-style.ts'

/** Options of {@link toReportHtml}. */
export interface ReportHtmlOptions {
  /** Language that the page opens in; the other one is a click away. */
  readonly lang: Lang
  /** Heading of the page; `null`: the answer's own title, else the name of the first input. */
  readonly title: string | null
  /** Greatest size of the file in bytes. Detail is given up until it fits. */
  readonly maxBytes: number
  /** Which of the report's limits verdicts and maps are for; `null`: the largest. */
  readonly limit: number | null
}

const DEFAULTS: ReportHtmlOptions = { lang: 'en', title: null, maxBytes: 8_000_000, limit: null }

/** How much of everything is in the page, from all to little. */
interface PageDetail {
  readonly tableRows: number
  readonly drawnBlocks: number
  readonly ground: GroundDetail
}

const DETAILS: readonly PageDetail[] = [
  { tableRows: 30_000, drawnBlocks: 6_000, ground: FULL_GROUND },
  { tableRows: 10_000, drawnBlocks: 4_000, ground: { tolerance: 4, pathMetresPerPixel: 8 } },
  { tableRows: 4_000, drawnBlocks: 1_500, ground: { tolerance: 8, pathMetresPerPixel: 4 } },
  { tableRows: 1_000, drawnBlocks: 0, ground: { tolerance: 16, pathMetresPerPixel: 1 } },
]

/**
 * The whole report as one self-contained HTML page: opens offline under a strict content security policy, prints on A4, in
 * English and Chinese. Every name from the data is text in it. Beyond `maxBytes` blocks are summed on the maps and the table
 * keeps those with most to mend; the page says so.
 *
 * @param report what the analysis found
 * @param basemap what lies under the blocks
 * @param options language, title, size
 * @throws LivingCircleError `invalid-option` when `limit` is none of the report's, `output-too-large` where nothing fits into `maxBytes`
 *
 * @example
 * ```ts
 * import { type AccessReport, toReportHtml } from 'living-circle'
 * import { type Basemap } from 'living-circle/parts'
 * declare const report: AccessReport
 * declare const basemap: Basemap
 * const html = toReportHtml(report, basemap, { lang: 'zh', title: '五道口步行生活圈' })
 * html.startsWith('<!DOCTYPE html>') // true
 * ```
 */
export function toReportHtml(report: AccessReport, basemap: Basemap, options: Partial<ReportHtmlOptions> = {}): string {
  const settings = resolveOptions('toReportHtml', options, DEFAULTS)
  checkGiven('toReportHtml', 'report', report, 'report')
  checkGiven('toReportHtml', 'basemap', basemap, 'basemap')
  const facts = reportFacts(report, limitIndexOf(report, settings.limit))
  let bytes = 0
  for (const detail of DETAILS) {
    const html = reportPage(report, basemap, facts, settings, detail)
    bytes = new TextEncoder().encode(html).length
    if (bytes <= settings.maxBytes) return html
  }
  throw problem(
    'output-too-large',
    'report.bytes',
    { bytes, most: settings.maxBytes },
    { hint: 'hint.max-bytes', details: { bytes, maxBytes: settings.maxBytes } },
  )
}

/** Index of a limit among the report's; the largest for `null`. */
export function limitIndexOf(report: AccessReport, limit: number | null): number {
  const { limits } = report.options
  if (limit === null) return limits.length - 1
  const index = limits.indexOf(limit)
  if (index >= 0) return index
  throw problem(
    'invalid-option',
    'report.no-limit',
    { limit },
    { hint: message('hint.limits', { list: limits.join(', ') }), details: { limit, limits } },
  )
}

/** What to show: all blocks, and the facilities as far as the basemap reaches. */
export function shownBox(report: AccessReport, basemap: Basemap): BoundingBox {
  const positions = report.blocks.flatMap((block) =>
    block.polygons === null ? [block.lonLat] : block.polygons.flatMap((rings) => rings[0] ?? []),
  )
  return boxAround(positions) ?? basemap.box
}

/** The title as given, the answer's own, or the name of the area's file. */
export function titleWords(report: AccessReport, title: string | null, fallback: Words): Words {
  const own = title ?? report.title
  if (own !== undefined) return same(own)
  const area = report.inputs.find((input) => input.role === 'area')
  return area === undefined ? fallback : same(area.name.replace(/\.(osm\.pbf|osm\.gz|osm|pbf|json)$/i, ''))
}

function reportPage(
  report: AccessReport,
  basemap: Basemap,
  facts: ReportFacts,
  settings: ReportHtmlOptions,
  detail: PageDetail,
): string {
  const { lang } = settings
  const frame = drawingFrame(shownBox(report, basemap))
  const scene: MapScene = { frame, drawn: drawnBlocks(report.blocks, frame, detail.drawnBlocks), basemap }
  const title = titleWords(report, settings.title, say('report'))
  const standard = standardHtml(report)
  const losses = lossesHtml(report, facts)
  const plan = planHtml(report, scene, lang)
  const hours = hoursHtml(report, facts)
  const scenario = scenarioHtml(report, scene, lang)
  const places = placesHtml(report, lang)
  const links =
    `<li><a href="#h-coverage">${both(say('coverage'))}</a></li>` +
    (scenario === '' ? '' : `<li><a href="#scenario">${both(say('scenario'))}</a></li>`) +
    (plan === '' ? '' : `<li><a href="#plan">${both(say('plan'))}</a></li>`) +
    (standard === '' ? '' : `<li><a href="#standard">${both(say('standard'))}</a></li>`) +
    (losses === '' ? '' : `<li><a href="#losses">${both(say('losses'))}</a></li>`) +
    (hours === '' ? '' : `<li><a href="#hours">${both(say('hours'))}</a></li>`) +
    (places === '' ? '' : `<li><a href="#places">${both(say('places'))}</a></li>`) +
    categoryLinks(facts.listed) +
    `<li><a href="#blocks">${both(say('by_block'))}</a></li><li><a href="#method">${both(say('method'))}</a></li>`
  const body =
    `<a class="skip" href="#h-coverage">${both(say('skip'))}</a><main>${overviewHtml(report, facts, lang, title)}` +
    `<nav class="contents"${bothAttribute('aria-label', say('contents'), lang)}><ul>${links}</ul></nav>` +
    `<svg class="unseen" width="0" height="0" aria-hidden="true"><defs>${verdictPatterns()}${smallPattern()}` +
    `<g id="lc-ground">${drawGround(basemap, frame, detail.ground)}</g><g id="lc-furniture">${drawScaleAndNorth(frame)}</g></defs></svg>` +
    `${scenario}${plan}${standard}${losses}${hours}${places}<section aria-labelledby="h-kinds"><h2 id="h-kinds">${both(say('by_category'))}</h2>` +
    facts.listed.map((category) => categoryHtml(report, facts, category, scene, lang)).join('') +
    `</section>${blocksHtml(report, facts, tableOrder(report, facts, detail.tableRows), lang)}${methodHtml(report, facts)}</main>`
  return pageHtml({
    lang,
    title,
    style: places === '' ? REPORT_STYLE : REPORT_STYLE + PLACES_STYLE,
    scripts: [LANGUAGE_SCRIPT, TABLE_SCRIPT],
    body,
  })
}

/** The pattern of "not met" at the scale of charts. */
export function smallPattern(): string {
  return `<pattern id="lc-unmet-small" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="${UNMET}"/><circle cx="2.5" cy="2.5" r="1" fill="#ffd9c2"/></pattern>`
}

// The interactive map as one HTML file that opens offline. What enters: a report, a basemap, the text of MapLibre GL.
// What leaves: text. No tile, no glyph and no other file is ever asked for.

import type { AccessReport } from '../../answer/access-report.ts'
import type { Basemap } from '../../answer/basemap.ts'
import type { ReportCategory } from '../../answer/measured-places.ts'
import type { WalkRoute } from '../../answer/walk-route.ts'
import { checkGiven } from '../../foundation/arguments.ts'
import type { PolygonRings } from '../../foundation/geo.ts'
import { resolveOptions } from '../../foundation/options.ts'
import { sayNotice } from '../../words/notice.ts'
import { problem } from '../../words/problem.ts'
import { areAlike, joinWords, type Lang, same, say, type Words, wordsBy } from '../../words/words.ts'
import { verdictPatterns } from '../drawing/drawing-category-map.ts'
import {
  BUILDING,
  bandColour,
  COMPOUND,
  GAP_LINE,
  GREEN,
  INK,
  MAJOR_STREET,
  MAP_GROUND,
  MET,
  MINOR_STREET,
  MOSTLY_MET,
  NO_DATA,
  PARTIAL,
  QUIET_INK,
  RAILWAY,
  SITE_MARK,
  UNMET,
  WATER,
} from '../drawing/drawing-colours.ts'
import { escapeText, jsonForScript } from '../text/html-text.ts'
import { firstScreen, gapLine, placeLine } from './first-screen.ts'
import { mapPageData } from './map-html-data.ts'
import { legendHtml } from './map-html-legend.ts'
import { planPanelHtml } from './map-html-plan.ts'
import { scenarioPanelHtml } from './map-html-scenario.ts'
import type { PageStandard } from './map-html-standard.ts'
import { MAP_STYLE } from './map-html-style.ts'
import { LANGUAGE_SCRIPT, MAP_SCRIPT } from './page-script-data.ts'
import { both, bothAttribute, languageButtons, nameHtml, pageHtml, wordAttributes } from './page-shell.ts'
import { categoryWords, licenceWords } from './report-facts.ts'
import { shownBox, titleWords } from './report-html.ts'

/** The text of MapLibre GL's files for pages with a content security policy. */
export interface MaplibreAssets {
  /** `maplibre-gl-csp.js` */
  readonly maplibreJs: string
  /** `maplibre-gl-csp-worker.js` */
  readonly maplibreWorkerJs: string
  /** `maplibre-gl.css` */
  readonly maplibreCss: string
}

/** Options of {@link toMapHtml}, beside the text of MapLibre. */
export interface MapHtmlOptions {
  /** Language that the page opens in. */
  readonly lang: Lang
  /** Heading; `null`: the answer's own title, else the name of the first input. */
  readonly title: string | null
  /** Walks to draw as they go; where one is missing a straight dashed line stands for it. */
  readonly routes: readonly WalkRoute[]
  /** Border of the study area; `null` where there is none. */
  readonly studyArea: readonly PolygonRings[] | null
  /** Beyond so many blocks the map sums them in squares. */
  readonly maxBlocks: number
}

const DEFAULTS: MapHtmlOptions = { lang: 'en', title: null, routes: [], studyArea: null, maxBlocks: 12_000 }

/**
 * An interactive map as one HTML file: blocks by the duties of a standard that they meet, by one of its rules, or by kind, limit and group;
 * click a block to see its walks and clauses, a facility to see whom it serves; closed compounds with their gates. Opens from a file, offline, under a strict content security policy; where there is no WebGL it shows a static map and
 * says so. Everything works by keyboard through the search field and the panel.
 *
 * @param report what the analysis found
 * @param basemap what lies under the blocks
 * @param assets the text of MapLibre GL (in Node: `readMaplibreAssets()` of `living-circle/node`)
 * @param options language, title, routes
 * @throws LivingCircleError `usage` when a text of MapLibre is missing or could end its element
 *
 * @example
 * ```ts
 * import { type AccessReport, toMapHtml } from 'living-circle'
 * import { type Basemap, type MaplibreAssets } from 'living-circle/parts'
 * declare const report: AccessReport
 * declare const basemap: Basemap
 * declare const assets: MaplibreAssets
 * const html = toMapHtml(report, basemap, assets, { lang: 'zh' })
 * ```
 */
export function toMapHtml(
  report: AccessReport,
  basemap: Basemap,
  assets: MaplibreAssets,
  options: Partial<MapHtmlOptions> = {},
): string {
  const { lang, title, routes, studyArea, maxBlocks } = resolveOptions('toMapHtml', options, DEFAULTS)
  checkGiven('toMapHtml', 'report', report, 'report')
  checkGiven('toMapHtml', 'basemap', basemap, 'basemap')
  checkAssets(assets)
  const words = titleWords(report, title, say('map'))
  const data = mapPageData(report, basemap, routes, maxBlocks, studyArea)
  const box = shownBox(report, basemap)
  const body =
    `<main class="panel" tabindex="0">${panelHtml(report, data, lang, words)}</main>` +
    `<div class="stage"><p id="nogl" role="status" hidden>${both(say('map_nogl'))}</p>` +
    `<div id="map" role="img" data-box="${escapeText(JSON.stringify(box))}"${bothAttribute('aria-label', say('map_canvas'), lang)}></div><canvas id="paper" aria-hidden="true"></canvas></div>` +
    `<svg class="unseen" width="0" height="0" aria-hidden="true"><defs>${verdictPatterns()}</defs></svg>` +
    `<script type="application/json" id="data">${jsonForScript(data)}</script>` +
    `<script type="application/json" id="colours">${jsonForScript(COLOURS)}</script>` +
    `<script type="text/plain" id="worker">${withoutSourceMap(assets.maplibreWorkerJs)}</script>`
  return pageHtml({
    lang,
    title: words,
    style: `${assets.maplibreCss}\n${MAP_STYLE}`,
    scripts: [withoutSourceMap(assets.maplibreJs), LANGUAGE_SCRIPT, MAP_SCRIPT],
    body,
    policy: ['worker-src blob:', 'child-src blob:'],
  })
}

const COLOURS = {
  met: MET,
  partial: PARTIAL,
  unmet: UNMET,
  nodata: NO_DATA,
  mostly: MOSTLY_MET,
  compound: COMPOUND,
  site: SITE_MARK,
  ground: MAP_GROUND,
  water: WATER,
  green: GREEN,
  building: BUILDING,
  minor: MINOR_STREET,
  major: MAJOR_STREET,
  railway: RAILWAY,
  gap: GAP_LINE,
  ink: INK,
  quiet: QUIET_INK,
}

function panelHtml(report: AccessReport, data: Record<string, unknown>, lang: Lang, title: Words): string {
  // `first` is the value of the first option; the others count on from there.
  const select = (id: string, label: Words, list: readonly Words[], first = 0) =>
    `<label>${both(label)}<select id="${id}">${list.map((words, index) => option(words, String(first + index), lang)).join('')}</select></label>`
  const legend = legendHtml(report, {
    hasStandard: data.standard !== null,
    hasStudyArea: (data.studyArea as readonly unknown[]).length > 0,
    hasRoutes: Object.keys(data.routes as object).length > 0,
  })
  const summed = Number(data.summed)
  const notices = report.notices.map((one) => both(wordsBy((language) => sayNotice(one, language)))).join(' ')
  return (
    `<div class="bar-top"><p class="eyebrow">${both(say('map'))}</p>${languageButtons(lang, say('language'))}</div>` +
    `<h1>${areAlike(title) ? nameHtml(title.en) : both(title)}</h1>` +
    firstHtml(report) +
    planPanelHtml(report) +
    scenarioPanelHtml(report) +
    viewHtml(report, data.standard as PageStandard | null, lang) +
    `<p id="coloured" class="on-paper"></p><div class="two" id="of-kind">${select('limit', say('map_limit'), data.limitWords as readonly Words[])}${select('group', say('map_group'), [say('map_group_own'), ...(data.groups as readonly Words[])], -1)}</div>` +
    `<div class="share"><p id="share" role="status"></p><svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect width="1000" height="10" fill="#f3f0ea"/><rect id="share-bar" width="0" height="10" fill="${bandColour(1)}"/></svg></div>` +
    `<div class="legends">${legend}</div>` +
    leftOutHtml(Number(data.compoundsLeftOut)) +
    (summed > 0 ? `<p class="quiet">${both(say('map_cut', { n: summed }))}</p>` : '') +
    `<form role="search"><label>${both(say('map_find'))}<input id="find" type="search" autocomplete="off"></label><ul id="results" aria-live="polite"></ul></form>` +
    `<section id="detail" tabindex="-1" aria-live="polite"${bothAttribute('aria-label', say('map_chosen'), lang)}></section>` +
    `<noscript><p>${both(say('table_noscript'))}</p></noscript>` +
    `<p class="foot">${notices} ${both(licenceWords(report))}</p>`
  )
}

/** The answer, and folded below it places, gaps and how sure it is. */
function firstHtml(report: AccessReport): string {
  const screen = firstScreen(report)
  const list = (heading: Words, items: readonly Words[]) =>
    items.length === 0
      ? ''
      : `<h2>${both(heading)}</h2><ul>${items.map((one) => `<li>${both(one)}</li>`).join('')}</ul>`
  return (
    `<p class="quiet">${both(screen.question)}</p><p class="answer">${both(joinWords(screen.answer, say('sentence_gap')))}</p>` +
    `<details class="first"><summary>${both(say('map_first'))}</summary><p class="quiet">${both(screen.terms)}</p>` +
    list(screen.gapsTitle, screen.gaps.map(gapLine)) +
    list(screen.worstTitle, screen.worst.map(placeLine)) +
    `${list(screen.sureTitle, screen.sure)}</details>`
  )
}

function option(words: Words, value: string, lang: Lang): string {
  return `<option value="${value}"${areAlike(words) ? '' : wordAttributes(words)}>${escapeText(words[lang])}</option>`
}

/** What blocks can be coloured by: kinds, and before them, where there is a standard, its duties together and one by one. */
function viewHtml(report: AccessReport, standard: PageStandard | null, lang: Lang): string {
  const kinds = report.categories.map((category, index) => option(optionOf(category), String(index), lang)).join('')
  if (standard === null) return `<label>${both(say('map_category'))}<select id="category">${kinds}</select></label>`
  const group = (label: Words, options: string) =>
    options === '' ? '' : `<optgroup${bothAttribute('label', label, lang)}>${options}</optgroup>`
  const rules = standard.rules.map((rule, index) => ({ rule, value: `r${index}` }))
  const ofRules = (list: typeof rules) =>
    list.map(({ rule, value }) => option(joinWords([rule.name, rule.limit], same(' · ')), value, lang)).join('')
  const lacking = rules.filter(({ rule }) => !rule.hasData)
  return (
    `<label>${both(say('map_view'))}<select id="category">` +
    group(standard.name, option(say('map_duties'), 'd', lang) + ofRules(rules.filter(({ rule }) => rule.hasData))) +
    group(say('map_by_kind'), kinds) +
    group(say('map_without_data', { n: lacking.length }), ofRules(lacking)) +
    `</select></label>`
  )
}

function leftOutHtml(compounds: number): string {
  return compounds === 0 ? '' : `<p class="quiet">${both(say('map_compounds_left', { n: compounds }))}</p>`
}

/** A kind in the list of kinds, marked where the data lack it. */
function optionOf(category: ReportCategory): Words {
  const words = categoryWords(category)
  if (category.facilities > 0) return words
  return say('in_brackets', { text: words, more: say('no_data') })
}

/** A reference to a source map would be a request. */
function withoutSourceMap(script: string): string {
  return script.replace(/\n?\/\/# sourceMappingURL=\S*\s*$/, '')
}

function checkAssets(assets: MaplibreAssets): void {
  for (const key of ['maplibreJs', 'maplibreWorkerJs', 'maplibreCss'] as const) {
    const text: unknown = assets?.[key]
    if (typeof text !== 'string' || text === '' || /<\/(script|style)|<!--/i.test(text)) {
      throw problem('usage', 'map.no-assets', { key }, { hint: 'hint.read-assets' })
    }
  }
}

// One page for a gate's wall: what is within reach of this place on foot. Report in, SVG out, in tenths of a millimetre.
// Letters come from the fonts of the system that shows or prints it (a stack with Chinese fonts): SVG holds no font.

import { encode } from 'uqr'
import type { AccessReport } from '../../answer/access-report.ts'
import type { Basemap } from '../../answer/basemap.ts'
import { checkGiven } from '../../foundation/arguments.ts'
import { checkOptions, type OptionKeys, resolveOptions } from '../../foundation/options.ts'
import { GRAMMARS } from '../../words/languages.ts'
import { problem } from '../../words/problem.ts'
import { decimalText, type Lang, same, say, sayIn } from '../../words/words.ts'
import { INK, QUIET_INK } from '../drawing/drawing-colours.ts'
import { textWidthEm, wrapText } from '../drawing/drawing-text.ts'
import { LANGUAGE_SCRIPT } from '../pages/page-script-data.ts'
import { pageHtml, SANS } from '../pages/page-shell.ts'
import { creditWords, limitWords } from '../pages/report-facts.ts'
import { escapeText, isolateName } from '../text/html-text.ts'
import { joinedPieces } from '../text/joined-pieces.ts'
import { type PosterContent, type PosterItem, type PosterPlace, posterContent } from './poster-content.ts'
import { lengthText, mapFigure, type PosterRing, schematicFigure } from './poster-figures.ts'
import { glyphBadge } from './poster-glyphs.ts'

const KNOWN_SHEET_OPTIONS: OptionKeys<{ size: 'A4' | 'A3'; lang: Lang; title: string | null }> = {
  size: true,
  lang: true,
  title: true,
}

/** Options of {@link toPosterSvg}. */
export interface PosterOptions {
  readonly lang: Lang
  readonly size: 'A4' | 'A3'
  /** `schematic`: rings by walking time, not to scale. `map`: a true map. */
  readonly style: 'schematic' | 'map'
  /** The gate it hangs at, with its own walks where there are any; `null`: the block. */
  readonly place: PosterPlace | null
  /** Areas reached within the limits, for the map. */
  readonly rings: readonly PosterRing[]
  /** Link for the QR code; `null`: none. */
  readonly link: string | null
  /** Category ids to show; `null`: all. */
  readonly categories: readonly string[] | null
}

const DEFAULTS: PosterOptions = {
  lang: 'en',
  size: 'A4',
  style: 'schematic',
  place: null,
  rings: [],
  link: null,
  categories: null,
}

const PAPER_MM = { A4: [210, 297], A3: [297, 420] } as const
const WIDTH = 2100
const HEIGHT = 2970
const MARGIN = 120
/** Kinds that the list holds: three columns of six, or two where they fit. */
const MOST_ITEMS = 18
const LIST_TOP = 1985
const LIST_HEIGHT = 636
/** The largest text that a QR code of level M holds, bytes. */
const MOST_LINK_BYTES = 2331

/**
 * A poster for one block or gate as SVG (A4 or A3): what is within reach on foot, with minutes, signs, rings, date and QR code.
 * Type comes from system fonts with a stack of Chinese ones, so that Chinese shows wherever a Chinese font is installed; print
 * it to PDF from a browser with {@link toPosterSheetHtml}.
 *
 * @param report what the analysis found
 * @param basemap what lies under the map style; not used by the schematic one
 * @param blockIndex index into `report.blocks`
 * @param options language, size, style, gate, rings, link
 * @throws LivingCircleError `invalid-option` for a block that is not there or a link that no QR code holds
 *
 * @example
 * ```ts
 * import { type AccessReport, toPosterSvg } from 'living-circle'
 * import { type Basemap } from 'living-circle/parts'
 * declare const report: AccessReport
 * declare const basemap: Basemap
 * const svg = toPosterSvg(report, basemap, 0, { lang: 'zh', size: 'A3', link: 'https://example.org/block/1' })
 * ```
 */
export function toPosterSvg(
  report: AccessReport,
  basemap: Basemap,
  blockIndex: number,
  options: Partial<PosterOptions> = {},
): string {
  const settings = resolveOptions('toPosterSvg', options, DEFAULTS)
  checkGiven('toPosterSvg', 'report', report, 'report')
  checkGiven('toPosterSvg', 'basemap', basemap, 'basemap')
  const content = posterContent(report, blockIndex, settings.place, settings.categories, MOST_ITEMS)
  const [mmWide, mmTall] = PAPER_MM[settings.size]
  const figure =
    settings.style === 'map'
      ? mapFigure(report, basemap, content, settings.rings, settings.lang, {
          x: MARGIN,
          y: 560,
          width: WIDTH - 2 * MARGIN,
          height: 1330,
        })
      : schematicFigure(report, content, settings.lang, WIDTH / 2, 1235, 650)
  const lang = GRAMMARS[settings.lang].tag
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${mmWide}mm" height="${mmTall}mm" viewBox="0 0 ${WIDTH} ${HEIGHT}" lang="${lang}" font-family="${escapeText(SANS)}" fill="${INK}" role="img" aria-label="${escapeText(isolateName(content.name))}">` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>${heading(report, content, settings)}` +
    `${content.isLinked ? figure : ''}${listOf(report, content, settings)}${footer(report, settings)}</svg>\n`
  )
}

function text(x: number, y: number, size: number, words: string, more = ''): string {
  return `<text x="${Math.round(x)}" y="${Math.round(y)}" font-size="${size}"${more}>${escapeText(words)}</text>`
}

const QUIET = ` fill="${QUIET_INK}"`
const BOLD = ' font-weight="700"'

function heading(report: AccessReport, content: PosterContent, settings: PosterOptions): string {
  const { lang, link } = settings
  const room = link === null ? WIDTH - 2 * MARGIN : WIDTH - 2 * MARGIN - 320
  const name = isolateName(content.name)
  const size = textWidthEm(name) * 150 <= room ? 150 : 104
  const lines = wrapText(name, room / size, 2)
  const largest = report.options.limits[report.options.limits.length - 1]!
  const isTime = report.options.basis === 'time'
  const title = sayIn(lang, isTime ? 'poster_title' : 'poster_title_metres', { n: decimalText(largest, 2) })
  const reached = sayIn(lang, 'poster_reached', {
    n: content.items.length + content.leftOut,
    total: content.kinds,
    limit: limitWords(report, largest),
  })
  const top = lines.length === 1 ? 270 : 215
  return (
    lines.map((line, index) => text(MARGIN, top + index * size * 1.15, size, line, BOLD)).join('') +
    text(MARGIN, 440, 72, title) +
    text(MARGIN, 520, 46, content.isLinked ? reached : sayIn(lang, 'poster_unlinked'), QUIET) +
    qrCode(link, lang)
  )
}

/** The QR code top right, its modules as one path. */
function qrCode(link: string | null, lang: Lang): string {
  if (link === null) return ''
  if (new TextEncoder().encode(link).length > MOST_LINK_BYTES) {
    throw problem(
      'invalid-option',
      'poster.link',
      { n: link.length },
      { hint: 'hint.shorter-link', details: { length: link.length } },
    )
  }
  const { data, size } = encode(link, { ecc: 'M', border: 0 })
  const side = 260
  const x = WIDTH - MARGIN - side
  let path = ''
  data.forEach((row, y) => {
    row.forEach((isDark, column) => {
      if (isDark) path += `M${column} ${y}h1v1h-1z`
    })
  })
  const scale = Math.round((side / size) * 1000) / 1000
  return (
    `<path transform="translate(${x} 150) scale(${scale})" d="${path}" fill="#000" shape-rendering="crispEdges"/>` +
    text(x + side / 2, 150 + side + 46, 34, sayIn(lang, 'poster_scan'), `${QUIET} text-anchor="middle"`)
  )
}

/** Kinds with minutes in columns, and those beyond reach in a line. */
function listOf(report: AccessReport, content: PosterContent, settings: PosterOptions): string {
  const { lang } = settings
  const gutter = 60
  const columns = content.items.length > 12 ? 3 : 2
  const column = (WIDTH - 2 * MARGIN - gutter * (columns - 1)) / columns
  const rows = Math.max(1, Math.ceil(content.items.length / columns))
  const step = Math.min(140, LIST_HEIGHT / rows)
  let svg = ''
  content.items.forEach((item, index) => {
    const x = MARGIN + Math.floor(index / rows) * (column + gutter)
    svg += listRow(report, item, lang, x, LIST_TOP + (index % rows) * step, column)
  })
  const bottom = LIST_TOP + LIST_HEIGHT + 12
  const largest = limitWords(report, report.options.limits[report.options.limits.length - 1]!)
  if (content.beyond.length > 0 && content.isLinked) {
    beyondLines(content, lang, largest[lang]).forEach((line, index) => {
      svg += text(MARGIN, bottom + index * 52, 38, line, QUIET)
    })
  }
  if (content.leftOut > 0)
    svg += text(
      WIDTH - MARGIN,
      1925,
      36,
      sayIn(lang, 'poster_more', { n: content.leftOut }),
      `${QUIET} text-anchor="end"`,
    )
  return svg
}

/** Kinds beyond reach in two lines; those that find no room are counted. */
function beyondLines(content: PosterContent, lang: Lang, limit: string): string[] {
  const head = `${sayIn(lang, 'poster_beyond', { limit })}${sayIn(lang, 'colon')}`
  const names = content.beyond.map((kind) => kind[lang])
  const room = (WIDTH - 2 * MARGIN) / 38
  const comma = GRAMMARS[lang].comma
  // Names that would not fit into two lines even without a break between them need not be tried.
  let most = 0
  for (let width = textWidthEm(head); most < names.length; most++) {
    width = textWidthEm(names[most]! + (most === 0 ? '' : comma), width)
    if (width > 2 * room + 2) break
  }
  for (let shown = most; ; shown--) {
    const rest = names.length - shown
    const list = [...names.slice(0, shown), ...(rest > 0 ? [sayIn(lang, 'poster_more', { n: rest })] : [])]
    const lines = wrapText(head + list.join(comma), room, 3)
    if (lines.length <= 2 || shown === 0) return lines.slice(0, 2)
  }
}

function listRow(report: AccessReport, item: PosterItem, lang: Lang, x: number, y: number, width: number): string {
  const unit = sayIn(lang, report.options.basis === 'time' ? 'minutes' : 'metres', { n: '' }).trim()
  const number = lengthText(report, item.length)
  const room = width - 100 - (textWidthEm(number) * 68 + textWidthEm(unit) * 32 + 26)
  const size = textWidthEm(item.kind[lang]) * 44 <= room ? 44 : 36
  const kind = wrapText(item.kind[lang], room / size, 1)[0] ?? ''
  const name = item.facility.name === null ? '' : (wrapText(isolateName(item.facility.name), room / 32, 1)[0] ?? '')
  return (
    glyphBadge(item.category, item.theme, x + 34, y, 37, '#16425f') +
    text(x + 92, name === '' ? y + 14 : y - 2, size, kind, ' font-weight="600"') +
    text(x + 92, y + 38, 32, name, QUIET) +
    `<text x="${Math.round(x + width)}" y="${y + 20}" text-anchor="end" font-size="68" font-weight="700">${escapeText(number)}<tspan font-size="32" font-weight="400"${QUIET} dx="8">${escapeText(unit)}</tspan></text>`
  )
}

function footer(report: AccessReport, settings: PosterOptions): string {
  const { lang, style } = settings
  const area = report.inputs.find((input) => input.role === 'area')
  const date = area?.date ?? null
  const when = date === null ? say('poster_date_unknown') : say('poster_date', { date: date.slice(0, 10) })
  const isTime = report.options.basis === 'time'
  const kind = style === 'map' ? say('poster_map') : say(isTime ? 'poster_schematic' : 'poster_schematic_metres')
  const speed = say(report.network.slopes === undefined ? 'poster_flat' : 'poster_slopes', {
    speed: decimalText(report.options.profile.walkMetresPerSecond * 3.6, 1),
  })
  const isWheelchair = report.options.profile.stepsTimeFactor === null
  const between = sayIn(lang, 'semicolon')
  const lines = [
    kind[lang],
    [when[lang], speed[lang], creditWords(report)[lang]].join(between),
    ...(isWheelchair ? [sayIn(lang, 'poster_wheelchair')] : []),
  ]
  return (
    `<path d="M${MARGIN} 2745H${WIDTH - MARGIN}" stroke="${QUIET_INK}" stroke-opacity=".4" stroke-width="3"/>` +
    lines
      .map((line) => wrapText(line, (WIDTH - 2 * MARGIN) / 32, 1)[0] ?? '')
      .map((line, index) => text(MARGIN, 2800 + 50 * index, 32, line, QUIET))
      .join('')
  )
}

/**
 * Posters as one HTML file, one per printed page: open it in a browser and print it, to paper or to PDF, in the right size.
 *
 * @param posters SVG texts as {@link toPosterSvg} makes them
 * @param options size of the paper, language of the title
 *
 * @example
 * ```ts
 * import { type AccessReport, toPosterSvg } from 'living-circle'
 * import { type Basemap, toPosterSheetHtml } from 'living-circle/parts'
 * declare const report: AccessReport
 * declare const basemap: Basemap
 * const posters = [0, 1].map((block) => toPosterSvg(report, basemap, block, { size: 'A3' }))
 * toPosterSheetHtml(posters, { size: 'A3' }).match(/class="sheet"/g)?.length // 2
 * ```
 */
export function toPosterSheetHtml(
  posters: readonly string[],
  options: Partial<{ readonly size: 'A4' | 'A3'; readonly lang: Lang; readonly title: string | null }> = {},
): string {
  checkOptions('toPosterSheetHtml', options, KNOWN_SHEET_OPTIONS)
  const flat = posters.map((svg) => svg.trim())
  return joinedPieces(posterSheetPieces(flat, options), 'posterSheetPieces')
}

/**
 * The same page in pieces, for thousands of posters that are not to be in memory twice.
 *
 * @param posters SVG as text without blanks at its ends, or as UTF-8
 */
export function* posterSheetPieces<Svg extends string | Uint8Array>(
  posters: Iterable<Svg>,
  options: Partial<{ readonly size: 'A4' | 'A3'; readonly lang: Lang; readonly title: string | null }> = {},
): Generator<string | Svg> {
  const defaults: { size: 'A4' | 'A3'; lang: Lang; title: string | null } = { size: 'A4', lang: 'en', title: null }
  const { size, lang, title } = resolveOptions('toPosterSheetHtml', options, defaults)
  const [wide, tall] = PAPER_MM[size]
  const style =
    `@page{size:${wide}mm ${tall}mm;margin:0}*{margin:0}body{background:#e8e6e1}` +
    `.sheet{display:block;width:${wide}mm;height:${tall}mm;margin:8mm auto;background:#fff}.sheet>svg{display:block;width:100%;height:100%}` +
    '@media screen and (max-width:900px){.sheet{width:96vw;height:auto;margin:2vw auto}}' +
    `@media print{body{background:none;-webkit-print-color-adjust:exact;print-color-adjust:exact}.sheet{margin:0;break-after:page;break-inside:avoid;overflow:hidden}.sheet:last-child{break-after:auto}}`
  const body = '<main></main>'
  const page = pageHtml({
    lang,
    title: title === null ? say('poster_sheet') : same(title),
    style,
    scripts: [LANGUAGE_SCRIPT],
    body,
  })
  const at = page.lastIndexOf(body) + '<main>'.length
  yield page.slice(0, at)
  let between = ''
  for (const svg of posters) {
    yield `${between}<div class="sheet">`
    yield svg
    yield '</div>'
    between = '\n'
  }
  yield page.slice(at)
}

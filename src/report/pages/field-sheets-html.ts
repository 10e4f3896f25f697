// Field sheets as one page to print: for each community a map with numbered gaps, facilities and gates, and lists with room to write. Sheets in, text out.
import type { AccessReport } from '../../answer/access-report.ts'
import { type Basemap, plainBasemap } from '../../answer/basemap.ts'
import type { FieldSheet } from '../../ledger/field-sheet.ts'
import { countText, type Lang, same, say, type Words } from '../../words/words.ts'
import { drawGround, drawScaleAndNorth, FULL_GROUND } from '../drawing/drawing-basemap.ts'
import { COMPOUND, GAP_LINE, INK, PAPER } from '../drawing/drawing-colours.ts'
import { type DrawingFrame, drawingFrame, UNITS_PER_PIXEL } from '../drawing/drawing-frame.ts'
import { type MarkShape, markPath, polygonsPath } from '../drawing/drawing-path.ts'
import { LANGUAGE_SCRIPT } from './page-script-data.ts'
import { both, nameHtml, pageHtml } from './page-shell.ts'
import { EDITION_STYLE } from './print-style.ts'
import { creditWords } from './report-facts.ts'
import { REPORT_STYLE } from './report-html-style.ts'
import { headCell, NUM } from './report-html-table.ts'

const PIXEL = UNITS_PER_PIXEL
/** Lines without a print, for what nobody knew. */
const BLANK_LINES = 5

const STYLE = `
.field .map>svg{max-height:105mm}
.field .plain{margin-top:3mm}
.field .write{min-width:22mm;border-left:.2mm solid #d5d9dd}
.field .blank td{height:8mm}
`

/** The page; one sheet after another. */
export function toFieldSheetsHtml(
  sheets: readonly FieldSheet[],
  report: AccessReport,
  { lang, basemap }: { readonly lang: Lang; readonly basemap: Basemap | null },
): string {
  const ground = basemap ?? plainBasemap(report.network.box)
  const credit = both(creditWords(report))
  const pages = sheets.map((sheet) => page(sheet, ground, credit)).join('')
  const body = `<main class="edition">${pages}</main>`
  return pageHtml({
    lang,
    title: say('field'),
    style: REPORT_STYLE + EDITION_STYLE + STYLE,
    scripts: [LANGUAGE_SCRIPT],
    body,
  })
}

function page(sheet: FieldSheet, ground: Basemap, credit: string): string {
  const { community, blocks, gaps, facilities, gates } = sheet
  const known = blocks.flatMap(({ people }) => people.population ?? [])
  const people =
    known.length === 0 ? say('people_unknown') : say('people_n', { n: known.reduce((sum, one) => sum + one, 0) })
  const who = say('sheets_who', { blocks: say('blocks_counted', { n: blocks.length }), people })
  return (
    `<section class="sheet field"><p class="eyebrow">${both(say('field'))}</p><h1>${nameHtml(community)}</h1><p class="question">${both(who)} ${both(say('field_how'))}</p>` +
    `<div class="map">${mapSvg(sheet, ground)}</div>` +
    list(
      'field_gaps',
      gaps.map((one) => [
        String(one.number),
        same(one.id),
        { en: one.nameEn, zh: one.nameZh },
        one.gap.people === null ? '' : countText(Math.round(one.gap.people)),
      ]),
    ) +
    list(
      'field_facilities',
      facilities.map((one) => [`F${one.number}`, same(one.name ?? one.id), { en: one.nameEn, zh: one.nameZh }, '']),
    ) +
    list(
      'field_gates',
      gates.map((one) => [`G${one.number}`, same(one.compoundName ?? one.compound), gateWords(one.state), '']),
    ) +
    `${blankLines()}<p>${both(say('field_who'))} ____________________ ${both(say('field_when'))} ____________________</p><p class="credit">${credit}</p></section>`
  )
}

function gateWords(state: string): Words {
  return say(state === 'open' ? 'field_gate_open' : state === 'closed' ? 'field_gate_closed' : 'field_gate_planned')
}

type Line = readonly [number: string, name: Words, what: Words, people: string]

/** Most lines of one list on a sheet; the workbook has all. */
const MOST_LINES = 40

function list(caption: 'field_gaps' | 'field_facilities' | 'field_gates', lines: readonly Line[]): string {
  if (lines.length === 0) return ''
  const rows = lines
    .slice(0, MOST_LINES)
    .map(
      ([number, name, what, people]) =>
        `<tr><th scope="row">${both(same(number))}</th><td><bdi>${both(name)}</bdi></td><td>${both(what)}</td><td${NUM}>${people}</td><td class="write"></td><td class="write"></td></tr>`,
    )
  const heads = `${headCell('field_no')}${headCell('field_name')}${headCell('field_what')}${headCell('field_people', NUM)}${headCell('field_seen')}${headCell('field_note')}`
  const more = lines.length > MOST_LINES ? `<p>${both(say('field_more', { n: lines.length - MOST_LINES }))}</p>` : ''
  return `<table class="plain"><caption>${both(say(caption, { n: lines.length }))}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>${more}`
}

function blankLines(): string {
  const rows = Array.from(
    { length: BLANK_LINES },
    () => '<tr class="blank"><td></td><td class="write"></td><td class="write"></td></tr>',
  ).join('')
  return `<table class="plain"><caption>${both(say('field_new'))}</caption><thead><tr>${headCell('field_what')}${headCell('field_where')}${headCell('field_note')}</tr></thead><tbody>${rows}</tbody></table>`
}

function mapSvg({ box, blocks, gaps, facilities, gates }: FieldSheet, ground: Basemap): string {
  const frame = drawingFrame(box)
  const outlines = blocks.map(({ polygons }) => (polygons === null ? '' : polygonsPath(polygons, frame, 2))).join('')
  const gapShapes = gaps.map(({ gap }) => `<path d="${polygonsPath(gap.polygons, frame, 2)}"/>`).join('')
  const marks = [
    ...gaps.map(({ number, gap }) => mark(frame, 'circle', gap.centre, String(number), GAP_LINE)),
    ...facilities.map(({ number, lonLat }) => mark(frame, 'square', lonLat, `F${number}`, INK)),
    ...gates.map(({ number, lonLat }) => mark(frame, 'diamond', lonLat, `G${number}`, COMPOUND)),
  ].join('')
  return (
    `<svg viewBox="0 0 ${frame.width} ${frame.height}" role="img">${drawGround(ground, frame, FULL_GROUND)}` +
    `<path d="${outlines}" fill="none" stroke="${INK}" stroke-width="${1.5 * PIXEL}"/>` +
    `<g fill="${GAP_LINE}" fill-opacity="0.08" stroke="${GAP_LINE}" stroke-width="${PIXEL}" stroke-dasharray="${6 * PIXEL} ${4 * PIXEL}">${gapShapes}</g>` +
    `<g font-size="${11 * PIXEL}" font-weight="700" text-anchor="middle">${marks}</g>${drawScaleAndNorth(frame)}</svg>`
  )
}

function mark(
  frame: DrawingFrame,
  shape: MarkShape,
  [lon, lat]: readonly [number, number],
  text: string,
  colour: string,
): string {
  const [x, y] = [Math.round(frame.xOf(lon)), Math.round(frame.yOf(lat))]
  if (x < 0 || y < 0 || x > frame.width || y > frame.height) return ''
  return `<path d="${markPath(shape, x, y, 11 * PIXEL)}" fill="${colour}" stroke="${PAPER}" stroke-width="${PIXEL}"/><text x="${x}" y="${y + 4 * PIXEL}" fill="${PAPER}">${text}</text>`
}

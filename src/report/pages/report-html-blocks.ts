// Block by block: a table that can be searched and sorted, its data in columns, its first page as HTML; and sums by area.
// Report in, HTML out. Names go in as text, or as JSON that cannot end its element.
import type { AccessReport } from '../../answer/access-report.ts'
import { ACCESS_REACHED, ACCESS_UNLINKED } from '../../answer/access-table.ts'
import type { CoverageShare } from '../../answer/coverage-share.ts'
import type { MeasuredBlock } from '../../answer/measured-places.ts'
import { VERDICT_NAMES } from '../../answer/verdict-share.ts'
import { countText, type Lang, percentText, say } from '../../words/words.ts'
import { escapeText, isolateName, jsonForScript } from '../text/html-text.ts'
import { both, bothAttribute, nameHtml, wordAttributes } from './page-shell.ts'
import { type CategoryFacts, groupWords, limitWords, type ReportFacts } from './report-facts.ts'
import { headCell, NUM, scrollTable } from './report-html-table.ts'

/** Rows of one page of the table. */
export const PAGE_ROWS = 50

/** Walks of one block in the table's unit: tenths of minutes or metres. */
const BEYOND = -1
const UNLINKED = -2

/** Block numbers, those with most to mend first; as many as the page can hold. */
export function tableOrder(report: AccessReport, facts: ReportFacts, most: number): number[] {
  const people = (block: number) => report.blocks[block]!.people.population ?? -1
  const order = report.blocks.map((_, block) => block)
  order.sort((a, b) => facts.missingKinds[b]! - facts.missingKinds[a]! || people(b) - people(a) || a - b)
  return order.slice(0, most)
}

/** Kinds with a column: a walk to what the data lack is not beyond a limit but unknown. */
function shownKinds({ categories }: ReportFacts): readonly CategoryFacts[] {
  return categories.filter(({ facilities }) => facilities > 0)
}

/** The section with the table of blocks. */
export function blocksHtml(report: AccessReport, facts: ReportFacts, order: readonly number[], lang: Lang): string {
  const isTime = report.options.basis === 'time'
  const limit = limitWords(report, facts.limit)
  const caption = say('table_caption', { unit: say(isTime ? 'unit_minutes' : 'unit_metres') })
  const options = shownKinds(facts)
    .map(({ name: kind }, c) => {
      const words = say('show_beyond', { kind, limit })
      return `<option value="${c}"${wordAttributes(words)}>${escapeText(words[lang])}</option>`
    })
    .join('')
  const all = say('show_all')
  const cut =
    order.length < report.blocks.length
      ? `<p class="note">${both(say('table_cut', { shown: order.length, n: report.blocks.length }))}</p>`
      : ''
  const isLacking = facts.categories.some(({ facilities }) => facilities === 0)
  const left = isLacking ? `<p class="note">${both(say('table_kinds_left'))}</p>` : ''
  const rows = order
    .slice(0, PAGE_ROWS)
    .map((block) => rowHtml(report, facts, block))
    .join('')
  return (
    `<section id="blocks" aria-labelledby="h-blocks"><h2 id="h-blocks">${both(say('by_block'))}</h2>${areasTable(report, facts)}${cut}${left}` +
    `<form class="controls screen" role="search"><label>${both(say('search'))}<input id="q" type="search" autocomplete="off"${bothAttribute('placeholder', say('search_hint'), lang)}></label>` +
    `<label>${both(say('show'))}<select id="show"><option value=""${wordAttributes(all)}>${escapeText(all[lang])}</option>${options}</select></label>` +
    `<output id="found" role="status"></output></form>` +
    `<noscript><p class="note">${both(say('table_noscript'))}</p></noscript><p class="note print">${both(say('table_print'))}</p>` +
    `<div class="scroll wide" tabindex="0" role="region" aria-labelledby="h-blocks"><table id="table"><caption>${both(caption)}</caption><thead><tr>${headCells(report, facts)}</tr></thead><tbody>${rows}</tbody></table></div>` +
    `<nav class="pages screen"${bothAttribute('aria-label', say('by_block'), lang)} hidden><button type="button" id="previous">${both(say('previous'))}</button><output id="page"></output><button type="button" id="next">${both(say('next'))}</button></nav>` +
    `<script type="application/json" id="data">${tableJson(report, facts, order)}</script></section>`
  )
}

/** Sortable head cells: buttons, so that the keyboard reaches them. */
function headCells(report: AccessReport, facts: ReportFacts): string {
  const cell = (key: string, text: string, css: string, sort = '') =>
    `<th scope="col" class="${css}"${sort}><button type="button" data-sort="${key}">${text}</button></th>`
  return (
    cell('name', both(say('block')), 'first') +
    cell('area', both(say('area')), '') +
    cell('people', both(say('gap_people')), 'num') +
    cell(
      'kinds',
      both(say('reached_kinds', { limit: limitWords(report, facts.limit) })),
      'num',
      ' aria-sort="ascending"',
    ) +
    shownKinds(facts)
      .map(({ name }, c) => cell(String(c), both(name), 'num kind'))
      .join('')
  )
}

function areaOf(block: MeasuredBlock): string {
  return [block.community, block.street, block.district].filter((one) => one !== null).join(' · ')
}

function walkValue(report: AccessReport, block: number, category: number): number {
  const { status, walkSeconds, walkMetres, categoryCount } = report.table
  const row = block * categoryCount + category
  if (status[row] === ACCESS_UNLINKED) return UNLINKED
  if (status[row] !== ACCESS_REACHED) return BEYOND
  return report.options.basis === 'time' ? Math.round(walkSeconds[row]! / 6) : Math.round(walkMetres[row]!)
}

/** First letter of the verdict (kinds without data have no column); `k` where it is unknown. */
function verdictLetter(report: AccessReport, facts: ReportFacts, block: number, category: number): string {
  const { categoryCount, limitCount } = report.table
  const name = VERDICT_NAMES[report.facts.verdict[(block * categoryCount + category) * limitCount + facts.limitIndex]!]!
  return name === 'unknown' ? 'k' : name[0]!
}

function kindsReached(report: AccessReport, facts: ReportFacts, block: number): string {
  if (report.blocks[block]!.linkedShare <= 0) return '–'
  const kinds = shownKinds(facts).length
  return `${kinds - facts.missingKinds[block]!}/${kinds}`
}

function rowHtml(report: AccessReport, facts: ReportFacts, block: number): string {
  const one = report.blocks[block]!
  const isTime = report.options.basis === 'time'
  const people = one.people.population ?? null
  const cells = shownKinds(facts).map(({ category: c }) => {
    const value = walkValue(report, block, c)
    const text =
      value === UNLINKED ? '–' : value === BEYOND ? '&gt;' : isTime ? (value / 10).toFixed(1) : countText(value)
    return `<td class="num v-${verdictLetter(report, facts, block, c)}">${text}</td>`
  })
  const id = one.name === null ? '' : ` <span class="id">${nameHtml(one.id)}</span>`
  return (
    `<tr><th scope="row" class="first">${nameHtml(one.name ?? one.id)}${id}</th><td class="areas">${nameHtml(areaOf(one))}</td>` +
    `<td class="num">${people === null ? '–' : countText(people)}</td><td class="num">${kindsReached(report, facts, block)}</td>${cells.join('')}</tr>`
  )
}

/** All rows as columns, for the page's script. */
function tableJson(report: AccessReport, facts: ReportFacts, order: readonly number[]): string {
  const kinds = shownKinds(facts)
  const areas = new Map<string, number>()
  const areaIndex = order.map((block) => {
    const area = isolateName(areaOf(report.blocks[block]!))
    const known = areas.get(area)
    if (known !== undefined) return known
    areas.set(area, areas.size)
    return areas.size - 1
  })
  return jsonForScript({
    time: report.options.basis === 'time',
    page: PAGE_ROWS,
    words: { found: say('rows_found'), page: say('page_of') },
    kinds: kinds.length,
    ids: order.map((block) => isolateName(report.blocks[block]!.id)),
    names: order.map((block) => {
      const { name } = report.blocks[block]!
      return name === null ? 0 : isolateName(name)
    }),
    areas: [...areas.keys()],
    area: areaIndex,
    people: order.map((block) => {
      const people = report.blocks[block]!.people.population ?? null
      return people === null ? -1 : Math.round(people)
    }),
    missing: order.map((block) => (report.blocks[block]!.linkedShare <= 0 ? -1 : facts.missingKinds[block]!)),
    walks: kinds.map(({ category }) => order.map((block) => walkValue(report, block, category))),
    verdicts: kinds.map(({ category }) => order.map((block) => verdictLetter(report, facts, block, category)).join('')),
  })
}

/** Sums by area: each kind's share within the limit, in its own denominator. */
function areasTable(report: AccessReport, facts: ReportFacts): string {
  const { areas } = report.facts
  if (areas === null) return ''
  const { categoryCount, limitCount } = report.table
  const rows = areas.names.map((name, area) => {
    const people = areas.people[area]!
    const cells = shownKinds(facts).map(({ category }) => {
      const share = areas.share[(area * categoryCount + category) * limitCount + facts.limitIndex]!
      return `<td class="num">${percentText(Number.isNaN(share) ? null : share)}</td>`
    })
    return `<tr><th scope="row" class="first">${nameHtml(name)}</th><td class="num">${countText(areas.blocks[area]!)}</td><td class="num">${Number.isNaN(people) ? '–' : countText(people)}</td>${cells.join('')}</tr>`
  })
  const head = shownKinds(facts).map(
    ({ name, shares }) =>
      `<th scope="col" class="num kind">${both(name)}${ofWhom(shares[facts.limitIndex] ?? null, facts.measure)}</th>`,
  )
  const level = say(`level_${areas.level}`)
  const caption = `${both(say('table_areas', { level }))}${both(say('comma'))}${both(say('within', { limit: limitWords(report, facts.limit) }))}`
  const heads = `${headCell('area', ' class="first"')}${headCell('left_blocks', NUM)}${headCell('gap_people', NUM)}${head.join('')}`
  return (
    `<details class="areas-table"><summary>${both(say('table_areas', { level }))} (${countText(areas.names.length)})</summary>` +
    `${scrollTable('c-areas', caption, heads, rows.join(''), { frame: 'wide' })}</details>`
  )
}

/** Whose share it is, where that is not what the page speaks of throughout. */
function ofWhom(share: CoverageShare | null, common: string): string {
  if (share === null || share.measure === common) return ''
  return `<br><span class="quiet">${both(groupWords(share.measure))}</span>`
}

// One category of the page: a sentence, the map, how long the walks are, the table of gaps.
import type { AccessReport } from '../../answer/access-report.ts'
import type { Basemap } from '../../answer/basemap.ts'
import type { Gap } from '../../answer/gap.ts'
import { VERDICT_NAMES, type VerdictName } from '../../answer/verdict-share.ts'
import { noticeText } from '../../words/notice.ts'
import { countText, type Lang, percentText, say, type Words, wordsBy } from '../../words/words.ts'
import { drawPlaceNames } from '../drawing/drawing-basemap.ts'
import {
  type DrawnBlocks,
  drawFacilities,
  drawGaps,
  drawVerdicts,
  verdictSwatch,
} from '../drawing/drawing-category-map.ts'
import type { DrawingFrame } from '../drawing/drawing-frame.ts'
import { suggestedAction } from '../layers/suggested-action.ts'
import { distributionFigure } from './chart-distribution.ts'
import { both, bothAttribute } from './page-shell.ts'
import { gapPlace } from './place-words.ts'
import {
  type CategoryFacts,
  creditWords,
  groupWords,
  limitWords,
  type ReportFacts,
  unitWords,
  verdictWords,
  walkLimitWords,
} from './report-facts.ts'
import { facilityHtml, gapWalk, placeHtml } from './report-html-overview.ts'
import { headCell, NUM, scrollTable } from './report-html-table.ts'

/** Gaps in a category's table. */
const LISTED_GAPS = 8
/** Outlines on a category's map; beyond this the small ones are left to the layers. */
const DRAWN_GAPS = 400

/** What all maps of a page share. */
export interface MapScene {
  readonly frame: DrawingFrame
  readonly drawn: DrawnBlocks
  readonly basemap: Basemap
}

/** A category's whole section. */
export function categoryHtml(
  report: AccessReport,
  facts: ReportFacts,
  category: CategoryFacts,
  scene: MapScene,
  lang: Lang,
): string {
  const share = category.shares[facts.limitIndex] ?? null
  const limit = walkLimitWords(report, facts.limit)
  const counts = { facilities: facilitiesWords(category) }
  const line =
    share === null
      ? say('category_line_none', counts)
      : say('category_line', { ...counts, limit, percent: percentText(share.share), unit: unitWords(share.measure) })
  const heading = `<h3 id="h-k-${category.category}">${both(category.name)}</h3>`
  if (category.facilities === 0) {
    return `<section class="category short" id="k-${category.category}" aria-labelledby="h-k-${category.category}">${heading}<p class="note">${both(say('no_facility_note', { list: category.name }))}</p></section>`
  }
  return (
    `<section class="category" id="k-${category.category}" aria-labelledby="h-k-${category.category}">${heading}<p class="line">${both(line)}</p>` +
    mapFigure(report, facts, category, scene, lang) +
    `<div class="pair">${distributionFigure(report, facts, category, lang)}${gapTable(report, facts, category)}</div></section>`
  )
}

function facilitiesWords(category: CategoryFacts): Words {
  const { facilities: n, linkedFacilities: linked } = category
  if (n === linked) return n === 1 ? say('facilities_one') : say('facilities_all', { n })
  return say('facilities_some', { n, linked })
}

function mapFigure(
  report: AccessReport,
  facts: ReportFacts,
  category: CategoryFacts,
  scene: MapScene,
  lang: Lang,
): string {
  const { frame, drawn, basemap } = scene
  const listed = category.gaps.slice(0, LISTED_GAPS)
  const counts = verdictCounts(report, facts, category)
  const limit = limitWords(report, facts.limit)
  const label = say('map_label', {
    kind: category.name,
    limit,
    met: counts.met,
    partial: counts.partial,
    unmet: counts.unmet,
    unknown: counts.unknown,
    facilities: category.facilities,
    gaps: category.gaps.length,
  })
  const names = (one: Lang) => {
    const svg = drawPlaceNames(basemap.places, frame, one)
    return svg === '' ? '' : `<g lang="${one}">${svg}</g>`
  }
  return (
    `<figure class="map"><svg viewBox="0 0 ${frame.width} ${frame.height}" role="img"${bothAttribute('aria-label', label, lang)}>` +
    `<use href="#lc-ground"/>${drawVerdicts(report, drawn, category.category, facts.limitIndex, frame)}` +
    `${drawFacilities(report, category.category, frame)}${names('en')}${names('zh')}` +
    `${drawGaps(category.gaps.slice(0, DRAWN_GAPS), listed, frame)}<use href="#lc-furniture"/></svg>` +
    `<figcaption>${mapLegend(counts, category, drawn.isSummed, creditWords(report))}</figcaption></figure>`
  )
}

/** Number of blocks by verdict. */
export function verdictCounts(
  { facts: { verdict }, table }: AccessReport,
  { limitIndex }: Pick<ReportFacts, 'limitIndex'>,
  { category }: Pick<CategoryFacts, 'category'>,
): Readonly<Record<VerdictName, number>> {
  const counts: Record<VerdictName, number> = { met: 0, partial: 0, unmet: 0, unknown: 0, 'no-data': 0 }
  const { blockCount, categoryCount, limitCount } = table
  for (let block = 0; block < blockCount; block++) {
    counts[VERDICT_NAMES[verdict[(block * categoryCount + category) * limitCount + limitIndex]!]!]++
  }
  return counts
}

function mapLegend(
  counts: Readonly<Record<VerdictName, number>>,
  category: CategoryFacts,
  isSummed: boolean,
  credit: Words,
): string {
  const item = (kind: Parameters<typeof verdictSwatch>[0], text: string, count: number | null) =>
    `<li>${verdictSwatch(kind)}${text}${count === null ? '' : ` <span class="n">${countText(count)}</span>`}</li>`
  const verdicts = VERDICT_NAMES.filter((name) => counts[name] > 0).map((name) =>
    item(name, both(verdictWords(name)), counts[name]),
  )
  const unlinked = category.facilities - category.linkedFacilities
  const rest = [
    item('facility', both(say('facility')), category.linkedFacilities),
    unlinked > 0 ? item('facility_unlinked', both(say('facility_unlinked')), unlinked) : '',
    category.gaps.length > 0 ? item('gap_area', both(say('gap_area')), category.gaps.length) : '',
  ]
  return `<ul class="legend">${verdicts.join('')}${rest.join('')}</ul><p class="source">${isSummed ? `${both(say('blocks_summed'))} ` : ''}${both(say('schematic'))} ${both(credit)}</p>`
}

/** The table of a category's gaps, with the numbers that the map shows. */
function gapTable(report: AccessReport, facts: ReportFacts, category: CategoryFacts): string {
  const limit = limitWords(report, facts.limit)
  if (category.gaps.length === 0) return `<p class="nogap">${both(say('gaps_none', { limit }))}</p>`
  const unit = gapUnit(category.gaps)
  const listed = category.gaps.slice(0, LISTED_GAPS)
  const rows = listed.map((gap, index) => gapRow(report, facts, gap, index + 1, unit)).join('')
  const more =
    category.gaps.length > listed.length
      ? `<p class="note">${both(say('gaps_more', { shown: listed.length, n: category.gaps.length }))}</p>`
      : ''
  const heads =
    `${headCell('gap_number', NUM)}${headCell('gap_where')}${headCell(GAP_HEADS[unit], NUM)}` +
    `${headCell('gap_nearest')}${headCell('gap_walk', NUM)}${headCell('gap_suggest')}`
  const table = scrollTable(`c-gaps-${category.category}`, both(say('gaps_table', { limit })), heads, rows)
  return `<div class="gaptable">${table}${more}</div>`
}

function gapRow(report: AccessReport, facts: ReportFacts, gap: Gap, number: number, unit: GapUnit): string {
  const action = suggestedAction(gap)
  return (
    `<tr><td class="num">${number}</td><th scope="row">${placeHtml(gapPlace(report, facts, gap))}</th><td class="num">${gapCount(gap, unit)}${groupPeople(gap)}</td>` +
    `<td>${facilityHtml(gap.nearestFacilityName, gap.nearestFacilityId)}</td><td class="num">${gapWalk(report, gap)}</td>` +
    `<td class="quiet">${both(wordsBy((lang) => noticeText(action.said, lang)))}</td></tr>`
  )
}

type GapUnit = 'people' | 'dwellings' | 'blocks'

const GAP_HEADS = { people: 'gap_people', dwellings: 'gap_homes', blocks: 'left_blocks' } as const

/** What gaps are counted in: people where any is known, else homes, else blocks. */
function gapUnit(gaps: readonly Gap[]): GapUnit {
  if (gaps.some(({ people }) => people !== null)) return 'people'
  return gaps.some(({ dwellings }) => (dwellings ?? 0) > 0) ? 'dwellings' : 'blocks'
}

function gapCount(gap: Gap, unit: GapUnit): string {
  const count = unit === 'blocks' ? gap.blockIds.length : gap[unit]
  return count === null ? both(say('unknown')) : countText(count)
}

/** People of the category's own group in a gap, where that is not everybody. */
function groupPeople(gap: Gap): string {
  if (gap.populationGroup === 'population' || gap.groupPeople === null) return ''
  const unit = groupWords(gap.populationGroup)
  return `<br><span class="quiet">${both(say('people_count', { n: gap.groupPeople, unit }))}</span>`
}

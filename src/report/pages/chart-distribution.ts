// How long the walks of one category are: columns of residents by minutes (or metres), the rest beyond the limit.
// Access table in, SVG out. It does not know the page around it.
import type { AccessReport } from '../../answer/access-report.ts'
import { ACCESS_UNLINKED } from '../../answer/access-table.ts'
import { blockAmount } from '../../answer/measured-places.ts'
import { LANGUAGES } from '../../words/languages.ts'
import { countText, decimalText, type Lang, say, type Words } from '../../words/words.ts'
import { bandColour, INK, QUIET_INK, UNMET } from '../drawing/drawing-colours.ts'
import { both, bothAttribute } from './page-shell.ts'
import { type CategoryFacts, limitWords, type ReportFacts, unitWords } from './report-facts.ts'

/** Residents (or blocks) by length of the walk. */
export interface WalkDistribution {
  readonly measure: string
  /** Length of a column, minutes or metres. */
  readonly step: number
  readonly columns: readonly number[]
  /** Beyond the largest limit. */
  readonly beyond: number
  readonly total: number
  /** Weighted median, minutes or metres; `null` where it lies beyond the largest limit. */
  readonly median: number | null
}

/** Length of a column, so that there are some ten to twenty of them. */
function columnStep(largest: number, isTime: boolean): number {
  if (isTime) return largest <= 30 ? 1 : Math.ceil(largest / 20)
  const nice = [10, 20, 25, 50, 100, 200, 250, 500, 1000]
  return nice.find((step) => largest / step <= 20) ?? largest / 20
}

/** Distribution of the headline walks of one category over blocks that are linked. */
export function walkDistribution(report: AccessReport, facts: ReportFacts, category: CategoryFacts): WalkDistribution {
  const isTime = report.options.basis === 'time'
  const largest = report.options.limits[report.options.limits.length - 1] ?? 0
  const step = columnStep(largest, isTime)
  const columns = new Array<number>(Math.max(1, Math.ceil(largest / step))).fill(0)
  const measure = category.shares[facts.limitIndex]?.measure ?? facts.measure
  const { status, walkSeconds, walkMetres, categoryCount } = report.table
  const walks: [length: number, weight: number][] = []
  let beyond = 0
  let total = 0
  report.blocks.forEach((block, b) => {
    const row = b * categoryCount + category.category
    const weight = blockAmount(block, measure)
    if (status[row] === ACCESS_UNLINKED || weight === null) return
    total += weight
    const length = isTime ? walkSeconds[row]! / 60 : walkMetres[row]!
    if (!(length <= largest)) beyond += weight
    else {
      columns[Math.max(0, Math.min(columns.length - 1, Math.ceil(length / step) - 1))]! += weight
      walks.push([length, weight])
    }
  })
  walks.sort((a, b) => a[0] - b[0])
  let running = 0
  const median = walks.find(([, weight]) => (running += weight) * 2 >= total)?.[0] ?? null
  return { measure, step, columns, beyond, total, median: total > 0 ? median : null }
}

const WIDTH = 460
const HEIGHT = 190
const FLOOR = 150
const TOP = 22

/** The distribution as a figure with a sentence that says the same. */
export function distributionFigure(
  report: AccessReport,
  facts: ReportFacts,
  category: CategoryFacts,
  lang: Lang,
): string {
  const isTime = report.options.basis === 'time'
  const distribution = walkDistribution(report, facts, category)
  if (distribution.total === 0) return ''
  const largest = report.options.limits[report.options.limits.length - 1]!
  const unit = unitWords(distribution.measure)
  const median = medianWords(report, distribution, largest)
  const label = say('distribution_label', {
    kind: category.name,
    median,
    beyond: countText(distribution.beyond),
    total: countText(distribution.total),
    unit,
    limit: limitWords(report, largest),
  })
  return (
    `<figure class="distribution"><figcaption><h4>${both(say(isTime ? 'distribution' : 'distribution_metres'))}</h4><p>${both(say('distribution_median', { median }))}</p></figcaption>` +
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"${bothAttribute('aria-label', label, lang)}>${columnsSvg(report, distribution)}` +
    `${axisWords(isTime)}</svg></figure>`
  )
}

function medianWords(report: AccessReport, distribution: WalkDistribution, largest: number): Words {
  if (distribution.median === null) return say('over', { limit: limitWords(report, largest) })
  return say(report.options.basis === 'time' ? 'minutes' : 'metres', {
    n: decimalText(distribution.median, report.options.basis === 'time' ? 1 : 0),
  })
}

function columnsSvg(report: AccessReport, distribution: WalkDistribution): string {
  const { columns, step, beyond } = distribution
  const { limits } = report.options
  const gap = 26
  const slot = (WIDTH - 44 - gap) / (columns.length + 2)
  const most = Math.max(1e-9, beyond, ...columns)
  const tall = (value: number) => Math.round(((FLOOR - TOP) * value * 10) / most) / 10
  const round = (value: number) => Math.round(value * 10) / 10
  let svg = ''
  columns.forEach((value, index) => {
    const band = limits.findIndex((limit) => (index + 1) * step <= limit + 1e-9)
    const height = tall(value)
    if (height > 0) {
      svg += `<rect x="${round(index * slot + 1)}" y="${round(FLOOR - height)}" width="${round(slot - 2)}" height="${height}" fill="${bandColour(band < 0 ? limits.length - 1 : band)}"/>`
    }
  })
  const x = columns.length * slot + gap
  const height = tall(beyond)
  if (height > 0) {
    svg += `<rect x="${round(x)}" y="${round(FLOOR - height)}" width="${round(slot * 2 - 2)}" height="${height}" fill="url(#lc-unmet-small)" stroke="${UNMET}" stroke-width="0.8"/>`
  }
  svg += `<text x="${round(x + slot)}" y="${round(FLOOR - height - 5)}" text-anchor="middle" font-size="11" fill="${INK}">${beyond > 0 ? countText(beyond) : '0'}</text>`
  svg += `<path d="M0 ${FLOOR}H${round(columns.length * slot)}M${round(x)} ${FLOOR}h${round(slot * 2 - 2)}" stroke="${INK}" stroke-width="1"/>`
  for (const limit of [0, ...limits]) {
    const at = round((limit / step) * slot)
    if (at > columns.length * slot + 1) continue
    svg += `<path d="M${at} ${FLOOR}v4" stroke="${INK}"/><text x="${at}" y="${FLOOR + 16}" text-anchor="${limit === 0 ? 'start' : 'middle'}" font-size="11" fill="${INK}">${decimalText(limit, 2)}</text>`
  }
  const beyondWords = say('distribution_beyond')
  svg += `<g font-size="11" text-anchor="middle" fill="${INK}">${LANGUAGES.map((lang) => `<text lang="${lang}" x="${round(x + slot)}" y="${FLOOR + 16}">${beyondWords[lang]}</text>`).join('')}</g>`
  return svg
}

function axisWords(isTime: boolean): string {
  const axis = say(isTime ? 'distribution_axis' : 'distribution_axis_metres')
  const text = (lang: Lang) => `<text lang="${lang}" x="0" y="${FLOOR + 34}">${axis[lang]}</text>`
  return `<g font-size="11" fill="${QUIET_INK}">${LANGUAGES.map(text).join('')}</g>`
}

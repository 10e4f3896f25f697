// The part of the page that counts places against demand: a row per rate, and people on paper, on foot and in fact side by side. A report in, HTML out;
// empty where nobody gave rates of demand.
import type { AccessReport } from '../../answer/access-report.ts'
import {
  type CapacityReport,
  FACILITY_PLACE_STATES,
  type RateCapacity,
  type ThreeCovers,
} from '../../answer/capacity-report.ts'
import {
  countText,
  joinWords,
  type Lang,
  listWords,
  percentText,
  same,
  say,
  type Words,
  wordsBy,
} from '../../words/words.ts'
import { bandColour } from '../drawing/drawing-colours.ts'
import { both, bothAttribute } from './page-shell.ts'
import { categoryWords, groupWords, limitWords, unitWords } from './report-facts.ts'
import { headCell, NUM, scrollTable } from './report-html-table.ts'

/** Only on pages that have the part: others keep their bytes. */
export const PLACES_STYLE = `#places small{font-weight:400;display:inline-block;max-width:34em;line-height:1.35}
#places th[scope=row]{min-width:12em}
#places .bar{min-width:11em}
#places .bar svg{display:block;width:100%;height:28px}
#places .rest{fill:#f3f0ea}
`

/** Both tables, with what is not counted. */
export function placesHtml(report: AccessReport, lang: Lang): string {
  const { capacity } = report
  if (capacity === undefined) return ''
  const limit = limitWords(report, capacity.limit)
  const note =
    capacity.rule === 'fair'
      ? say('places_note', { limit })
      : say('places_note_other', { limit, rule: say(`placerule_${capacity.rule}`) })
  return (
    `<section id="places" aria-labelledby="h-places"><h2 id="h-places">${both(say('places'))}</h2>` +
    `<p class="note">${both(note)}</p>${capacity.rates.length === 0 ? '' : demandTable(report, capacity)}` +
    `${capacity.rates.length === 0 ? '' : coversTable(report, capacity, lang)}${notCounted(report, capacity)}</section>`
  )
}

/** The kinds of a rate by name. */
export function rateWords(report: AccessReport, { rate }: RateCapacity): Words {
  return listWords(rate.categories.map((id) => kindWords(report, id)))
}

const amount = (value: number) => countText(Math.round(value * 10) / 10)

function demandTable(report: AccessReport, { rates }: CapacityReport): string {
  const heads =
    headCell('coverage_kind') +
    (['places_demand', 'places_there', 'places_served', 'places_missing'] as const)
      .map((key) => headCell(key, NUM))
      .join('') +
    (['places_unreachable', 'places_full', 'places_idle'] as const).map((key) => headCell(key, NUM)).join('')
  const rows = rates.map((found) => demandRow(report, found)).join('')
  return scrollTable('c-places', both(say('places_caption')), heads, rows)
}

function demandRow(report: AccessReport, found: RateCapacity): string {
  const { rate } = found
  const unit = say(`placeunit_${rate.unit}`)
  const figure = say('places_rate', { rate: String(rate.perThousand), unit, group: unitWords(rate.group) })
  const mark = rate.verified ? [] : [say(rate.mark === 'own' ? 'places_own' : 'places_unverified')]
  const source = wordsBy((lang) => (lang === 'zh' ? rate.sourceZh : rate.source))
  const dated = rate.date === null ? [] : [same(rate.date)]
  const about = joinWords([figure, source, ...dated, ...mark], same(' · '))
  const count = (state: (typeof FACILITY_PLACE_STATES)[number]) =>
    found.facilityState.reduce((sum, one) => sum + (FACILITY_PLACE_STATES[one] === state ? 1 : 0), 0)
  const unknown = count('unknown')
  const other = count('other-unit')
  const isBound = unknown + other > 0
  const places = [
    ...(unknown > 0 ? [say('places_unknown', { n: unknown })] : []),
    ...(other > 0 ? [say('places_other_unit', { n: other })] : []),
  ]
  const bound = (key: 'places_at_least' | 'places_at_most') => (isBound ? `${both(say(key))} ` : '')
  const small = (words: readonly Words[]) =>
    words.length === 0 ? '' : `<br><small>${both(joinWords(words, say('comma')))}</small>`
  return (
    `<tr><th scope="row">${both(rateWords(report, found))}<br><small>${both(about)}</small></th>` +
    `<td${NUM}>${amount(found.demand)}</td><td${NUM}>${amount(found.places)}${small(places)}</td>` +
    `<td${NUM}>${bound('places_at_least')}${amount(found.served)}</td>` +
    `<td${NUM}>${bound('places_at_most')}<strong>${amount(found.missing)}</strong></td>` +
    `<td${NUM}>${amount(found.unreachable)}</td><td${NUM}>${amount(found.full)}</td><td${NUM}>${amount(found.idle)}</td></tr>`
  )
}

const COVERS = ['onPaper', 'onFoot', 'inFact'] as const

function coversTable(report: AccessReport, { rates, limit }: CapacityReport, lang: Lang): string {
  const heads =
    headCell('coverage_kind') +
    headCell('covers_group', NUM) +
    (['covers_paper', 'covers_foot', 'covers_fact'] as const).map((key) => headCell(key, NUM)).join('') +
    headCell('covers_bar')
  const rows = rates.flatMap((found) => {
    const others = found.groups.filter(({ group }) => group !== found.covers.group)
    return [found.covers, ...others].map((covers, at) => coversRow(report, found, covers, at === 0, lang))
  })
  const note = say('covers_note', { limit: limitWords(report, limit) })
  return `${scrollTable('c-covers', both(say('covers')), heads, rows.join(''))}<p class="note">${both(note)}</p>`
}

/** People of one group; the first row of a kind names it. */
function coversRow(
  report: AccessReport,
  found: RateCapacity,
  covers: ThreeCovers,
  isFirst: boolean,
  lang: Lang,
): string {
  const kind = rateWords(report, found)
  const bound = (name: string) => (name === 'inFact' && found.missingAtLeast !== null ? '≥ ' : '')
  const cells = COVERS.map(
    (name) => `<td${NUM}>${bound(name)}${percentText(shareOf(covers, name), { aligned: true })}</td>`,
  ).join('')
  return (
    `<tr><th scope="row">${isFirst ? both(kind) : `<span class="unseen">${both(kind)}</span>`}</th>` +
    `<td${NUM}>${countText(Math.round(covers.people))} ${both(groupWords(covers.group))}</td>` +
    `${cells}<td class="bar">${coversBar(kind, covers, lang)}</td></tr>`
  )
}

function shareOf(covers: ThreeCovers, name: (typeof COVERS)[number]): number | null {
  return covers.people > 0 ? Math.min(1, covers[name] / covers.people) : null
}

/** Three bars, one above the other: what is lost from each to the next is seen at a glance. */
function coversBar(kind: Words, covers: ThreeCovers, lang: Lang): string {
  const label = say('covers_label', {
    kind,
    paper: percentText(shareOf(covers, 'onPaper')),
    foot: percentText(shareOf(covers, 'onFoot')),
    fact: percentText(shareOf(covers, 'inFact')),
  })
  const bars = COVERS.map((name, at) => {
    const width = Math.round((shareOf(covers, name) ?? 0) * 1000)
    return `<rect class="rest" y="${at * 10}" width="1000" height="8"/><rect y="${at * 10}" width="${width}" height="8" fill="${bandColour(2 - at)}"/>`
  })
  return `<svg viewBox="0 0 1000 28" preserveAspectRatio="none" role="img"${bothAttribute('aria-label', label, lang)}>${bars.join('')}</svg>`
}

function notCounted(report: AccessReport, { notCounted: kinds }: CapacityReport): string {
  const reasons = (['no-places', 'no-people', 'no-data', 'no-rate'] as const).flatMap((why) => {
    const own = kinds.filter((one) => one.why === why)
    if (own.length === 0) return []
    const list = listWords(own.map(({ category }) => kindWords(report, category)))
    return [`<li>${both(say(`placewhy_${why}`, { list }))}</li>`]
  })
  return reasons.length === 0
    ? ''
    : `<p class="note">${both(say('places_not_counted'))}</p><ul>${reasons.join('')}</ul>`
}

function kindWords(report: AccessReport, id: string): Words {
  const known = report.categories.find((one) => one.id === id)
  return known === undefined ? same(id) : categoryWords(known)
}

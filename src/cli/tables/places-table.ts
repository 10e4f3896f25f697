// Places against demand of a run on streets, on the terminal: a row per rate, then people on paper, on foot and in fact.
import type { AccessReport, CapacityReport, RateCapacity } from '../library.ts'
import { type Lang, type Say, sayData, sayIn } from '../words.ts'
import { groupDigits, percent, textTable } from './text-table.ts'

const amount = (value: number) => groupDigits(Math.round(value * 10) / 10)

/** Where places are unknown, so many at least. */
const bound = ({ missingAtLeast }: RateCapacity) => (missingAtLeast === null ? '' : '≥ ')

/** The whole text; empty where nobody gave rates. */
export function placesText(report: AccessReport, lang: Lang): string {
  const { capacity } = report
  if (capacity === undefined) return ''
  const say = sayIn(lang)
  const kinds = (found: RateCapacity) => found.rate.categories.map((id) => kindName(report, id, lang)).join(' + ')
  const right = (key: Parameters<Say>[0]) => ({ title: say(key), right: true })
  const demand = textTable(
    [
      { title: say('category') },
      { title: say('places_rate') },
      right('capacity_demand'),
      right('capacity_places'),
      right('capacity_served'),
      right('places_missing'),
      right('places_unreachable'),
      right('places_full'),
      right('places_idle'),
    ],
    capacity.rates.map((found) => [
      kinds(found),
      `${found.rate.perThousand} ${sayData(say, 'unit_', found.rate.unit)}${found.rate.verified ? '' : ` (${say(found.rate.mark === 'own' ? 'places_own' : 'places_unverified')})`}`,
      amount(found.demand),
      amount(found.places),
      bound(found) + amount(found.served),
      (found.missingAtLeast === null ? '' : '≤ ') + amount(found.missing),
      amount(found.unreachable),
      amount(found.full),
      amount(found.idle),
    ]),
  )
  const covers = textTable(
    [
      { title: say('category') },
      { title: say('places_group') },
      right('people'),
      right('places_on_paper'),
      right('places_on_foot'),
      right('places_in_fact'),
    ],
    capacity.rates.map((found) => {
      const { group, people, onPaper, onFoot, inFact } = found.covers
      const share = (value: number) => percent(people > 0 ? Math.min(1, value / people) : null)
      return [kinds(found), group, amount(people), share(onPaper), share(onFoot), bound(found) + share(inFact)]
    }),
  )
  const tables = capacity.rates.length === 0 ? '' : `${demand}\n${covers}`
  return `\n${sayData(say, 'serving_', capacity.rule)}\n${tables}${notCountedText(report, capacity, lang, say)}`
}

function notCountedText(report: AccessReport, { notCounted }: CapacityReport, lang: Lang, say: Say): string {
  return (['no-rate', 'no-data', 'no-people', 'no-places'] as const)
    .map((why) => {
      const list = notCounted.filter((one) => one.why === why).map(({ category }) => kindName(report, category, lang))
      return list.length === 0 ? '' : `${sayData(say, 'places_', why)}${say('colon')}${list.join(say('list'))}\n`
    })
    .join('')
}

function kindName(report: AccessReport, id: string, lang: Lang): string {
  const known = report.categories.find((one) => one.id === id)
  return known === undefined ? id : lang === 'zh' ? known.nameZh : known.nameEn
}

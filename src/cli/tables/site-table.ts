// A plan for people at a terminal: its sentences, its steps.
import type { AccessReport } from '../library.ts'
import type { Library } from '../session.ts'
import { type Lang, sayIn } from '../words.ts'
import { groupDigits, percent, printable, textTable } from './text-table.ts'

/** Steps that are shown; --json and siting-steps.csv have all. */
const SHOWN_STEPS = 40

/** The sentences of a plan, then a row for each step. */
export function siteTable(library: Library, report: AccessReport, lang: Lang): string {
  const plan = report.plan!
  const say = sayIn(lang)
  const lines = library.planWords(report).map((words) => printable(words[lang]))
  const text = `${lines.join('\n')}\n`
  if (plan.steps.length === 0) return text
  const hasPlaces = plan.steps.some(({ placesUsed }) => placesUsed !== null)
  const hasCosts = plan.steps.some(({ costTotal }) => costTotal !== null)
  const number = (value: number | null) => (value === null ? '–' : groupDigits(Math.round(value)))
  const rows = plan.steps.slice(0, SHOWN_STEPS).map((step, at) => {
    const site = plan.sites.find(({ id }) => id === step.siteId)!
    const [lon, lat] = site.lonLat.map((degrees) => degrees.toFixed(5))
    return [
      String(at + 1),
      site.id,
      site.name ?? '',
      `${lon},${lat}`,
      number(step.demandNew),
      number(step.demandTotal),
      percent(step.share),
      ...(hasPlaces ? [`${number(step.placesUsed)} / ${number(site.places)}`] : []),
      ...(hasCosts ? [number(step.costTotal)] : []),
    ]
  })
  const table = textTable(
    [
      { title: '#', right: true },
      { title: say('plan_site') },
      { title: say('name') },
      { title: say('plan_place') },
      { title: say('plan_new'), right: true },
      { title: say('plan_total'), right: true },
      { title: say('plan_share'), right: true },
      ...(hasPlaces ? [{ title: say('plan_places'), right: true }] : []),
      ...(hasCosts ? [{ title: say('plan_cost'), right: true }] : []),
    ],
    rows,
  )
  const more = plan.steps.length - SHOWN_STEPS
  return `${text}\n${table}${more > 0 ? `${say('plan_more', { n: more })}\n` : ''}`
}

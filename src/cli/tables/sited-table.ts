// Sites chosen on tables of one's own, on the terminal: what was asked, what is proved, the table of steps.
import type { SitedTables } from '../library.ts'
import { type Lang, type Say, sayData, sayIn } from '../words.ts'
import { groupDigits, percent, printable, textTable } from './text-table.ts'

const SHOWN_STEPS = 60
const SHOWN_IDS = 12

/** The whole text. */
export function sitedText(found: SitedTables, lang: Lang): string {
  const say = sayIn(lang)
  const lines = [say('sited_problem', { problem: sayData(say, 'sited_', found.problem) }), ...verdict(found, say)]
  if (found.status === 'infeasible') return `${lines.join('\n')}\n`
  const { beyond, cutOff } = found
  lines.push(
    say('sited_covered', {
      covered: number(found.demandCovered),
      total: number(found.demandTotal),
      share: percent(found.demandTotal === 0 ? null : found.demandCovered / found.demandTotal),
    }),
  )
  if (found.demandCoveredTwice !== null) lines.push(say('sited_twice', { twice: number(found.demandCoveredTwice) }))
  if (beyond.ids.length > 0) {
    const values = { n: beyond.ids.length, demand: number(beyond.demand), list: shortList(beyond.ids, say) }
    lines.push(say('sited_beyond', values))
    if (cutOff !== null) lines.push(say('sited_cut_off', { cost: number(cutOff) }))
  }
  const existing = found.perSite.filter(({ status }) => status === 'existing')
  if (existing.length > 0) lines.push(say('sited_existing', { n: existing.length }))
  if (!found.reproducible) lines.push(say('sited_time'))
  const others = found.alternatives.map(({ sites, objective }) =>
    say('sited_alternative', { objective: number(objective), list: shortList(sites, say) }),
  )
  return `${lines.join('\n')}\n\n${stepTable(found, say)}${others.map((line) => `${line}\n`).join('')}`
}

function verdict({ status, objective, bound, gap, infeasible }: SitedTables, say: Say): string[] {
  if (status === 'optimal') return [say('sited_optimal', { objective: number(objective!) })]
  if (status === 'bounded') {
    const values = { objective: number(objective!), bound: number(bound!), gap: (gap! * 100).toFixed(2) }
    return [say('sited_bounded', values)]
  }
  const { code, ids, relaxation } = infeasible!
  const lines = [say('sited_infeasible', { why: sayData(say, 'sited_', code) })]
  if (ids.length > 0) lines.push(say('sited_rows', { n: ids.length, list: shortList(ids, say) }))
  if (relaxation !== null) {
    const what = sayData(say, 'sited_relax_', relaxation.what)
    lines.push(say('sited_relaxation', { what, value: number(relaxation.value) }))
  }
  return lines
}

function stepTable({ steps, perSite }: SitedTables, say: Say): string {
  if (steps.length === 0) return `${say('sited_none')}\n`
  const hasPlaces = steps.some(({ placesUsed }) => placesUsed !== null)
  const load = new Map(perSite.map((one) => [one.id, one]))
  const rows = steps
    .slice(0, SHOWN_STEPS)
    .map((step, at) => [
      String(at + 1),
      step.siteId,
      sayData(say, 'sited_', load.get(step.siteId)!.status),
      number(step.demandNew),
      number(step.demandTotal),
      percent(step.share),
      number(load.get(step.siteId)!.demand),
      ...(hasPlaces ? [`${number(step.placesUsed ?? 0)} / ${number(load.get(step.siteId)!.places ?? 0)}`] : []),
    ])
  const table = textTable(
    [
      { title: '#', right: true },
      { title: say('plan_site') },
      { title: say('sited_status') },
      { title: say('sited_new'), right: true },
      { title: say('plan_total'), right: true },
      { title: say('plan_share'), right: true },
      { title: say('sited_load'), right: true },
      ...(hasPlaces ? [{ title: say('plan_places'), right: true }] : []),
    ],
    rows,
  )
  const more = steps.length - SHOWN_STEPS
  return `${table}${more > 0 ? `${say('plan_more', { n: more })}\n` : ''}`
}

function shortList(ids: readonly string[], say: Say): string {
  const shown = ids.slice(0, SHOWN_IDS).map(printable).join(say('list'))
  return ids.length > SHOWN_IDS ? `${shown} …` : shown
}

/** Whole numbers in groups of three; others as they are. */
function number(value: number): string {
  return Number.isInteger(value) ? groupDigits(value) : String(value)
}

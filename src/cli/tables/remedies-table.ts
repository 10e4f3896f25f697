// Causes and remedies on the terminal: how many gaps have which cause, and what is chosen together.

import type { Message, RemediesReport } from '../library.ts'
import type { Library } from '../session.ts'
import { type Lang, sayIn, sayNotice } from '../words.ts'
import { groupDigits, textTable } from './text-table.ts'

/** The whole text. */
export function remediesText(library: Library, report: RemediesReport, lang: Lang): string {
  const say = sayIn(lang)
  const { gaps, joint, remedies, currency } = report
  if (gaps.length === 0) return `${say('remedies_no_gaps')}\n`
  const words = (said: Message) => sayNotice({ textEn: '', textZh: '', ...said }, lang)
  const causes = library
    .causeTotals(gaps)
    .filter(({ blocks }) => blocks > 0)
    .map((one) => [
      words({ key: `cause-name.${one.cause}` }),
      groupDigits(one.gaps),
      groupDigits(Math.round(one.people)),
      (Math.round(one.blocks * 10) / 10).toFixed(1),
    ])
  const causeTable = textTable(
    [
      { title: say('remedies_cause') },
      { title: say('gaps'), right: true },
      { title: say('remedies_people'), right: true },
      { title: say('blocks'), right: true },
    ],
    causes,
  )
  if (joint.steps.length === 0) return `${causeTable}\n${say('remedies_none')}\n`
  const byId = new Map(remedies.map((remedy) => [remedy.id, remedy]))
  const rows = joint.steps.map(({ remedyId, peopleNew, blocksNew, peopleTotal, costTotal }) => [
    remedyId,
    words(library.remedySaid(byId.get(remedyId)!)),
    byId
      .get(remedyId)!
      .lonLat.map((degrees) => degrees.toFixed(5))
      .join(','),
    groupDigits(Math.round(peopleNew)),
    (Math.round(blocksNew * 10) / 10).toFixed(1),
    groupDigits(Math.round(peopleTotal)),
    costTotal === null ? '' : groupDigits(Math.round(costTotal)),
  ])
  const table = textTable(
    [
      { title: say('remedies_id') },
      { title: say('remedies_what') },
      { title: say('gates_place') },
      { title: say('remedies_people_new'), right: true },
      { title: say('blocks'), right: true },
      { title: say('remedies_people_total'), right: true },
      { title: currency ?? say('remedies_cost'), right: true },
    ],
    rows,
  )
  const how = say(joint.method === 'exact' ? 'remedies_exact' : 'remedies_greedy', { n: joint.considered })
  return `${causeTable}\n${how}\n${table}`
}

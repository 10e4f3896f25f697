// What became of the edits of a scenario, and who gains and loses, on the terminal. It knows reports, not how they were made.
import type { AccessReport, EditEcho } from '../library.ts'
import type { Library } from '../session.ts'
import { type Lang, sayAny, sayIn } from '../words.ts'
import { changeTable } from './change-table.ts'
import { printable } from './text-table.ts'

/** Edits in the list; edits.json has all. */
const SHOWN_EDITS = 30

/** The edits a line each, then the changes; nothing where there is no scenario. */
export function scenarioTable(library: Library, { scenario }: AccessReport, lang: Lang): string {
  if (scenario === undefined) return ''
  const say = sayIn(lang)
  const { edits, changes } = scenario
  const applied = edits.filter(({ status }) => status === 'applied').length
  const lines = edits.slice(0, SHOWN_EDITS).map((edit) => editLine(edit, lang))
  const more = edits.length > SHOWN_EDITS ? `${say('edits_more', { n: edits.length - SHOWN_EDITS })}\n` : ''
  return `\n${say('edits_head', { n: edits.length, applied })}\n${lines.join('')}${more}\n${changeTable(library, changes, lang)}`
}

function editLine({ id, op, status, said, joins }: EditEcho, lang: Lang): string {
  const say = sayIn(lang)
  const text = said.map(({ key, values }) => sayAny({ key, values }, lang)).join(lang === 'zh' ? '' : ' ')
  const linked = joins.map(({ way, street, metres }) =>
    say('edit_join', { way: street === null ? way : `${street} (${way})`, metres: Math.round(metres) }),
  )
  const mark = status === 'applied' ? '+' : '–'
  return `${printable(`${mark} ${id} ${op}${say('colon')}${text}${linked.map((link) => ` ${link}`).join('')}`)}\n`
}

// The part of the report that tells a scenario: its edits, and who gains and loses by them. A report in, HTML out; empty without edits.
import type { AccessReport } from '../../answer/access-report.ts'
import type { EditEcho, EditJoin } from '../../answer/edit-echo.ts'
import { decimalText, isWordKey, type Lang, same, say, wordsBy } from '../../words/words.ts'
import { saySpoken } from '../text/spoken-text.ts'
import { both, nameHtml } from './page-shell.ts'
import type { MapScene } from './report-html-category.ts'
import { changesHtml } from './report-html-changes.ts'
import { headCell, NUM, scrollTable } from './report-html-table.ts'

/** Edits in the table; edits.json has all. */
const LISTED_EDITS = 200

/** The section. */
export function scenarioHtml(report: AccessReport, scene: MapScene, lang: Lang): string {
  const { scenario } = report
  if (scenario === undefined) return ''
  const { edits, changes } = scenario
  const hasCosts = edits.some(({ cost }) => cost !== null)
  const heads =
    headCell('scenario_number', NUM) +
    headCell('scenario_edit') +
    headCell('scenario_op') +
    headCell('scenario_said') +
    (hasCosts ? headCell('scenario_cost', NUM) : '')
  const rows = edits.slice(0, LISTED_EDITS).map((edit, at) => editRow(edit, at + 1, hasCosts))
  const more =
    edits.length > LISTED_EDITS
      ? `<p class="note">${both(say('scenario_more', { n: edits.length - LISTED_EDITS }))}</p>`
      : ''
  return (
    `<section id="scenario" aria-labelledby="h-scenario"><h2 id="h-scenario">${both(say('scenario'))}</h2>` +
    scrollTable('c-scenario', both(say('scenario_edits')), heads, rows.join(''), { table: 'edits' }) +
    `${more}<h3>${both(say('changes'))}</h3>${changesHtml(changes, report, edits, scene, lang)}</section>`
  )
}

function editRow({ id, op, status, said, joins, cost, note }: EditEcho, number: number, hasCosts: boolean): string {
  const key = `op_${op.replaceAll('-', '_')}`
  const words = isWordKey(key) ? say(key) : same(op)
  const text = both(wordsBy((lang) => saySpoken(said, lang)))
  const marked = status === 'applied' ? text : `<strong>${both(say('scenario_nothing'))}</strong> ${text}`
  const more = joins.map((join) => ` <span class="note">${joinHtml(join)}</span>`).join('')
  const remark = note === null ? '' : ` <span class="note">${nameHtml(note)}</span>`
  const price = hasCosts ? `<td${NUM}>${cost === null ? '–' : decimalText(cost, 2)}</td>` : ''
  return `<tr><td${NUM}>${number}</td><th scope="row">${nameHtml(id)}</th><td>${both(words)}</td><td>${marked}${more}${remark}</td>${price}</tr>`
}

function joinHtml({ way, street, metres }: EditJoin): string {
  const name = same(street === null ? way : `${street} (${way})`)
  return both(say('scenario_join', { way: name, metres }))
}

// What was mended, as a section of the page that compares two runs: from the ledger, row by row, with what people wrote beside it. Progress in, HTML out.
import type { LedgerProgress, ProgressRow } from '../../ledger/ledger-progress.ts'
import { countText, same, say, type WordKey, type Words } from '../../words/words.ts'
import { both, nameHtml } from './page-shell.ts'
import { headCell, NUM, scrollTable } from './report-html-table.ts'

/** Rows of one list that are shown; the ledger has all. */
const MOST_ROWS = 200

/** The section; each list that is not empty as a table. */
export function mendedHtml(progress: LedgerProgress): string {
  const { before, after, resolved, reopened, fresh, stillOpen, unproved, claimed, peopleResolved } = progress
  const numbers = {
    ...{ resolved: resolved.length, reopened: reopened.length, fresh: fresh.length, open: stillOpen.length },
    ...{ unproved: unproved.length, people: peopleResolved },
  }
  const head =
    `<p class="lead">${both(say('mended_lead', numbers))}</p>` +
    `<p>${both(say('mended_runs', { from: `${before.date} (${before.runId})`, to: `${after.date} (${after.runId})` }))}</p>` +
    (claimed.length === 0 ? '' : `<p class="warning">${both(say('mended_claimed', { n: claimed.length }))}</p>`)
  const lists: [WordKey, readonly ProgressRow[]][] = [
    ['mended_resolved', resolved],
    ['mended_reopened', reopened],
    ['mended_fresh', fresh],
    ['mended_open', stillOpen],
    ['mended_unproved', unproved],
  ]
  const tables = lists.map(([key, rows]) => (rows.length === 0 ? '' : table(key, rows))).join('')
  return `<section aria-labelledby="h-mended"><h2 id="h-mended">${both(say('mended'))}</h2>${head}${tables}</section>`
}

function table(key: WordKey, rows: readonly ProgressRow[]): string {
  const heads =
    headCell('mended_id') +
    headCell('mended_unit') +
    headCell('mended_lacking') +
    headCell('mended_people', NUM) +
    headCell('mended_since') +
    headCell('mended_department') +
    headCell('mended_status')
  const body = rows.slice(0, MOST_ROWS).map(rowHtml).join('')
  const more = rows.length > MOST_ROWS ? `<p>${both(say('mended_more', { n: rows.length - MOST_ROWS }))}</p>` : ''
  return scrollTable(key.replaceAll('_', '-'), both(say(key, { n: rows.length })), heads, body) + more
}

function rowHtml({ gap, human }: ProgressRow): string {
  const { facts, id, firstSeen } = gap
  const lacking: Words = { en: facts.nameEn, zh: facts.nameZh }
  const people = facts.people === null ? '' : countText(Math.round(facts.people))
  const cells = [
    `<th scope="row">${both(same(id))}</th>`,
    `<td>${nameHtml(facts.unit)}</td>`,
    `<td>${both(lacking)}</td>`,
    `<td${NUM}>${people}</td>`,
    `<td>${both(same(firstSeen))}</td>`,
    `<td>${nameHtml(human.department ?? '')}</td>`,
    `<td>${nameHtml(human.status ?? '')}</td>`,
  ]
  return `<tr>${cells.join('')}</tr>`
}

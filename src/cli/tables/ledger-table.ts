// What an update did to a ledger: rows by state, what is flagged, and what was found unlike. An updated ledger in, text out.
import type { UpdatedLedger } from '../library.ts'
import { type Lang, sayIn, type WordKey } from '../words.ts'
import { printable, textTable } from './text-table.ts'

/** Conflicts that are printed; all are in the file. */
const MOST_CONFLICTS = 10

export function ledgerText({ run, conflicts, claimed }: UpdatedLedger, lang: Lang): string {
  const say = sayIn(lang)
  const columns = [{ title: say('led_state') }, { title: say('led_rows'), right: true }]
  const rows = Object.entries(run.counts).map(([state, count]) => [say(`led_state_${state}` as WordKey), String(count)])
  const lines = [
    say('led_run', { run: run.runId, date: run.date }),
    ...(claimed > 0 ? [say('led_claimed', { n: claimed })] : []),
    ...conflicts.slice(0, MOST_CONFLICTS).map(({ code, id, column, text }) => {
      const where = [id, column, text].filter((part) => part !== '').join(' · ')
      return `${say('led_conflict', { code })} ${where}`
    }),
    ...(conflicts.length > MOST_CONFLICTS ? [say('led_conflicts_more', { n: conflicts.length - MOST_CONFLICTS })] : []),
  ]
  return `${textTable(columns, rows)}${lines.map((line) => `${printable(line)}\n`).join('')}`
}

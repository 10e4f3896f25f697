// What the columns `closed` and `through` of a row say together. In: cells and a log. Out: closed, open, or nothing said. It knows no
// outline.
import { message } from '../../words/problem.ts'
import { closedOf, throughOf } from './gate-words.ts'
import type { RejectLog, RowNumber } from './reject-log.ts'
import type { RowCells } from './row-cells.ts'
import type { WordReader } from './word-table.ts'

/** Whether a row's estate is closed in; `null` where its row does not say. An estate that may be walked through is not closed. */
export function saidClosed(
  cells: RowCells,
  row: readonly string[],
  headers: Readonly<Record<string, string>>,
  log: RejectLog,
  number: RowNumber,
): boolean | null {
  const flag = (role: 'closed' | 'through', read: WordReader<boolean>): boolean | null => {
    const said = read(cells.text(row, role))
    if (said.kind === 'known') return said.meaning
    if (said.kind === 'not-known') {
      const word = said.word.slice(0, 40)
      log.warn(number, 'unknown-word', message('row.word-unknown', { column: headers[role]!, word }))
    }
    return null
  }
  const closed = flag('closed', closedOf)
  const through = flag('through', throughOf)
  if (through !== true) return closed
  if (closed === true) log.warn(number, 'unknown-word', message('row.closed-and-through'))
  return false
}

// The rows that were not used, as a table again, so that they can be mended and loaded once more.
// In: a raw table and its rejects. Out: headers and cells. It does not know how they are written down.
import type { RawTable } from '../read/raw-table.ts'
import type { Reject } from './rejects.ts'

/** Headers and rows: those of the table, then `reject_line`, `reject_code` and `reject_message`. */
export interface RejectedRows {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/**
 * Rows of a table that `rejects` names (warnings too, on request), in order of their lines, with the reason in three further columns.
 * Rows that could not be read at all have the reason only. The columns of the reason are ignored when the table is read again.
 */
export function rejectedRows(
  table: RawTable,
  rejects: readonly Reject[],
  options: { readonly warnings?: boolean | undefined } = {},
): RejectedRows {
  const rowOfLine = new Map<string, number>()
  table.line.forEach((line, row) => {
    rowOfLine.set(String(line), row)
  })
  const blank = table.columns.map(() => '')
  const wanted = rejects.filter(
    ({ source, severity }) => source === table.source && (severity === 'rejected' || options.warnings === true),
  )
  const rows = wanted.map(({ lineOrId, code, message }) => {
    const row = rowOfLine.get(lineOrId)
    return [...(row === undefined ? blank : table.rows[row]!), lineOrId, code, message]
  })
  return { columns: [...table.columns, 'reject_line', 'reject_code', 'reject_message'], rows }
}

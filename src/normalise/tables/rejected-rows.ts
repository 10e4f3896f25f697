// The rows that were not used, as a table again, so that they can be mended and loaded once more.
// In: raw tables and their rejects. Out: headers and cells. It does not know how they are written down.
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import { MARKED_COLUMN } from '../../foundation/spreadsheet-text.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import type { Reject } from '../places/rejects.ts'
import { wktOf } from './wkt.ts'

const KNOWN_REJECTED_ROWS_OPTIONS: OptionKeys<RejectedRowsOptions> = { warnings: true }

/** Headers and rows: those of the table, then `reject_line`, `reject_code` and `reject_message`. */
export interface RejectedRows {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Options of {@link rejectedRows}. */
export interface RejectedRowsOptions {
  /** Rows that were used with a warning, too. Default false. */
  readonly warnings?: boolean | undefined
}

/** Headers that are understood as a place, for the geometries of formats that have some: the first that is free. */
/** Columns of the reason, behind all others. A table that has been mended may have them already. */
const REASON_HEADERS = ['reject_line', 'reject_code', 'reject_message']

const PLACE_HEADERS = ['location', 'wkt', 'geom', 'geometry']

/**
 * Rows of a table that `rejects` names (warnings too, on request), in order of their lines, with the reason in three further columns.
 * Rows that could not be read at all have the reason only. Geometries become a column of well-known text in the table's own
 * coordinates. The columns of the reason are ignored when the table is read again.
 *
 * @example
 * ```ts
 * import { type RawTable, type Reject, rejectedRows } from 'living-circle/parts'
 * declare const table: RawTable
 * declare const rejects: readonly Reject[]
 * const { columns, rows } = rejectedRows(table, rejects)
 * ```
 */
export function rejectedRows(
  table: RawTable,
  rejects: readonly Reject[],
  options: RejectedRowsOptions = {},
): RejectedRows {
  checkOptions('rejectedRows', options, KNOWN_REJECTED_ROWS_OPTIONS)
  const collector = createCollector(table, rejects, options)
  collector.add(table)
  return collector.finish()
}

/** {@link rejectedRows} over the chunks of a large file; `null` where there is no chunk. */
export async function rejectedRowsOfChunks(
  chunks: AsyncIterable<RawTable>,
  rejects: readonly Reject[],
  options: RejectedRowsOptions = {},
): Promise<RejectedRows | null> {
  let collector: ReturnType<typeof createCollector> | null = null
  for await (const chunk of chunks) {
    collector ??= createCollector(chunk, rejects, options)
    collector.add(chunk)
  }
  return collector?.finish() ?? null
}

/**
 * Collects over the tables of a file: lines of a sheet that is one of several are referred to as `sheet!line`. Columns of further
 * sheets stand behind those of the first.
 */
function createCollector({ source }: RawTable, rejects: readonly Reject[], options: RejectedRowsOptions) {
  const wanted = rejects.filter(
    (reject) =>
      reject.source === source &&
      reject.lineOrId !== '' &&
      (reject.severity === 'rejected' || options.warnings === true),
  )
  const cellsOfLine = new Map<string, ReadonlyMap<number, string> | null>(
    wanted.map(({ lineOrId }) => [lineOrId, null]),
  )
  const order = new Map<string, number>()
  const columns = new Map<string, number>()
  const columnOf = (header: string): number => {
    if (header === MARKED_COLUMN || REASON_HEADERS.includes(header)) return -1
    if (!columns.has(header)) columns.set(header, columns.size)
    return columns.get(header)!
  }
  return {
    add(table: RawTable): void {
      const at = table.columns.map(columnOf)
      const hasPlaces = table.geometry !== null
      const placeAt = hasPlaces
        ? columnOf(PLACE_HEADERS.find((header) => !table.columns.includes(header)) ?? 'wkt (2)')
        : 0
      table.line.forEach((line, row) => {
        const named = `${table.sheet ?? ''}!${line}`
        const key = cellsOfLine.has(named) ? named : String(line)
        if (!cellsOfLine.has(key)) return
        const cells = new Map(table.rows[row]!.map((cell, column) => [at[column]!, cell]))
        cells.delete(-1)
        const geometry = table.geometry?.[row] ?? null
        if (hasPlaces) cells.set(placeAt, geometry === null ? '' : (wktOf(geometry) ?? ''))
        cellsOfLine.set(key, cells)
        order.set(key, order.size)
      })
    },
    finish(): RejectedRows {
      const headers = [...columns.keys()]
      const lineOf = (reference: string) => Number(reference.slice(reference.lastIndexOf('!') + 1))
      const rank = ({ lineOrId }: Reject) => order.get(lineOrId) ?? Number.POSITIVE_INFINITY
      const isNamed = wanted.some(({ lineOrId }) => lineOrId.includes('!'))
      const byLine = [...wanted].sort((a, b) =>
        isNamed && rank(a) !== rank(b) ? rank(a) - rank(b) : lineOf(a.lineOrId) - lineOf(b.lineOrId),
      )
      return {
        columns: [...headers, ...REASON_HEADERS],
        rows: byLine.map(({ lineOrId, code, message }) => [
          ...headers.map((_, column) => cellsOfLine.get(lineOrId)?.get(column) ?? ''),
          lineOrId,
          code,
          message,
        ]),
      }
    },
  }
}

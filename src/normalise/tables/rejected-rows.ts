// The rows that were not used, as a table again, so that they can be mended and loaded once more.
// In: raw tables and their rejects. Out: headers and cells. It does not know how they are written down.
import type { Geometry } from 'geojson'
import type { RawTable } from '../../read/tables/raw-table.ts'
import type { Reject } from '../places/rejects.ts'
import { wktOf } from './wkt.ts'

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
const PLACE_HEADERS = ['location', 'wkt', 'geom', 'geometry']

/**
 * Rows of a table that `rejects` names (warnings too, on request), in order of their lines, with the reason in three further columns.
 * Rows that could not be read at all have the reason only. Geometries become a column of well-known text in the table's own
 * coordinates. The columns of the reason are ignored when the table is read again.
 */
export function rejectedRows(
  table: RawTable,
  rejects: readonly Reject[],
  options: RejectedRowsOptions = {},
): RejectedRows {
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

function createCollector(
  { source, columns, geometry: geometries }: RawTable,
  rejects: readonly Reject[],
  options: RejectedRowsOptions,
) {
  const placeHeader = geometries === null ? null : (PLACE_HEADERS.find((header) => !columns.includes(header)) ?? null)
  const width = columns.length + (placeHeader === null ? 0 : 1)
  const wanted = rejects.filter(
    (reject) =>
      reject.source === source &&
      reject.lineOrId !== '' &&
      (reject.severity === 'rejected' || options.warnings === true),
  )
  const cellsOfLine = new Map<string, readonly string[] | null>(wanted.map(({ lineOrId }) => [lineOrId, null]))
  const cellsOf = (row: readonly string[], geometry: Geometry | null): readonly string[] =>
    placeHeader === null ? row : [...row, geometry === null ? '' : (wktOf(geometry) ?? '')]
  return {
    add(table: RawTable): void {
      table.line.forEach((line, row) => {
        const key = String(line)
        if (cellsOfLine.has(key)) cellsOfLine.set(key, cellsOf(table.rows[row]!, table.geometry?.[row] ?? null))
      })
    },
    finish(): RejectedRows {
      const blank = Array.from({ length: width }, () => '')
      const byLine = [...wanted].sort((a, b) => Number(a.lineOrId) - Number(b.lineOrId))
      return {
        columns: [
          ...columns,
          ...(placeHeader === null ? [] : [placeHeader]),
          'reject_line',
          'reject_code',
          'reject_message',
        ],
        rows: byLine.map(({ lineOrId, code, message }) => [
          ...(cellsOfLine.get(lineOrId) ?? blank),
          lineOrId,
          code,
          message,
        ]),
      }
    },
  }
}

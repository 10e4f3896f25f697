// HALLWAY: the rows of a file that were not used, read once more, so that they can be mended and loaded again.

import { checkGiven } from '../foundation/arguments.ts'
import { isLivingCircleError } from '../foundation/errors.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { TableKind } from '../normalise/tables/column-names.ts'
import { type RejectedRows, rejectedRowsOfChunks } from '../normalise/tables/rejected-rows.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import type { RawTable } from '../read/tables/raw-table.ts'
import { openTableFile } from '../read/tables/table.ts'
import { sheetOfFile } from '../read/tables/table-file.ts'
import { readOptions, type TableLoadOptions } from './load-tables.ts'

const KNOWN_REJECT_OPTIONS: OptionKeys<TableLoadOptions & { readonly role?: TableKind }> = {
  signal: true,
  onProgress: true,
  encoding: true,
  delimiter: true,
  sheet: true,
  mapping: true,
  crs: true,
  role: true,
}

/**
 * The rows of a file that `rejects` names, with the reasons beside them. The file is read a second time and only these rows are held.
 *
 * @param rejects of any sources; those of this file count
 * @param options as the file was loaded; `role`: what it was loaded as, where options differ by role
 * @throws what {@link openTableFile} throws
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { loadRejectedRows, type Reject } from 'living-circle/parts'
 * const file = bytesSource('places.csv', new TextEncoder().encode('name,category,lon,lat\nA,bank,,\n'))
 * const message = 'line 2: no coordinates'
 * const rejects: Reject[] = [{ source: 'places.csv', lineOrId: '2', code: 'missing-coordinates', message, severity: 'rejected' }]
 * const left = await loadRejectedRows(file, rejects)
 * left.rows[0] // ['A', 'bank', '', '', '2', 'missing-coordinates', 'line 2: no coordinates']
 * ```
 */
export async function loadRejectedRows(
  file: ByteSource,
  rejects: readonly Reject[],
  options: TableLoadOptions & { readonly role?: TableKind | undefined } = {},
): Promise<RejectedRows> {
  checkOptions('loadRejectedRows', options, KNOWN_REJECT_OPTIONS)
  checkGiven('loadRejectedRows', 'file', file, 'source')
  const rows = await rejectedRowsOfChunks(tablesOfFile(file, options), rejects)
  return rows ?? { columns: ['reject_line', 'reject_code', 'reject_message'], rows: [] }
}

/** The tables of a file that may have been read, one after another. */
export async function* tablesOfFile(
  file: ByteSource,
  options: TableLoadOptions & { readonly role?: TableKind | undefined },
): AsyncGenerator<RawTable> {
  const opened = await openTableFile(file, readOptions(options.role ?? 'facilities', options))
  const { sheet: wanted } = options
  const sheets = wanted === undefined || wanted === 'all' ? opened.sheets : [sheetOfFile(opened, wanted)]
  for (const sheet of sheets) {
    try {
      yield* sheet.chunks()
    } catch (error) {
      // An empty sheet has no rows.
      if (!isLivingCircleError(error) || error.code !== 'input-empty' || sheets.length === 1) throw error
    }
  }
}

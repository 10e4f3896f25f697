// HALLWAY: a table that has addresses but no coordinates, with two columns to be filled in.

import { checkGiven } from '../foundation/arguments.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { MARKED_COLUMN } from '../foundation/spreadsheet-text.ts'
import { type TableKind, understandColumns } from '../normalise/tables/column-names.ts'
import type { RejectedRows } from '../normalise/tables/rejected-rows.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { tablesOfFile } from './load-rejects.ts'
import type { TableLoadOptions } from './load-tables.ts'

const KNOWN_TEMPLATE_OPTIONS: OptionKeys<TableLoadOptions & { readonly role?: TableKind }> = {
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
 * All rows of a file's tables that have an address, with the empty columns `lon` and `lat` behind their own. Columns of further sheets
 * stand behind those of the first; the name of the sheet is in the column `sheet` where there are several.
 *
 * @param options as the file was loaded; `role`: what it was loaded as
 * @throws what `tablesOfFile` throws
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { loadPlaceTemplate } from 'living-circle/parts'
 * const file = bytesSource('places.csv', new TextEncoder().encode('name,category,address\nA,bank,1 High Street\n'))
 * const template = await loadPlaceTemplate(file, { role: 'facilities' })
 * template.columns // ['name', 'category', 'address', 'lon', 'lat']
 * ```
 */
export async function loadPlaceTemplate(
  file: ByteSource,
  options: TableLoadOptions & { readonly role?: TableKind | undefined } = {},
): Promise<RejectedRows> {
  checkOptions('loadPlaceTemplate', options, KNOWN_TEMPLATE_OPTIONS)
  checkGiven('loadPlaceTemplate', 'file', file, 'source')
  const columns = new Map<string, number>()
  const columnOf = (header: string): number => {
    if (header === MARKED_COLUMN) return -1
    if (!columns.has(header)) columns.set(header, columns.size)
    return columns.get(header)!
  }
  const found: { readonly sheet: string | null; readonly cells: ReadonlyMap<number, string> }[] = []
  for await (const table of tablesOfFile(file, options)) {
    const { index } = understandColumns(table.columns, options.role ?? 'facilities', {}, table.ownHeaders)
    if (!index.has('address')) continue
    const at = table.columns.map(columnOf)
    for (const row of table.rows) {
      const cells = new Map(row.map((cell, column) => [at[column]!, cell]))
      cells.delete(-1)
      found.push({ sheet: table.sheet, cells })
    }
  }
  const hasSheets = new Set(found.map(({ sheet }) => sheet)).size > 1
  const own = [...columns.keys()]
  return {
    columns: [...own, ...(hasSheets ? ['sheet'] : []), 'lon', 'lat'],
    rows: found.map(({ sheet, cells }) => [
      ...own.map((_, column) => cells.get(column) ?? ''),
      ...(hasSheets ? [sheet ?? ''] : []),
      '',
      '',
    ]),
  }
}

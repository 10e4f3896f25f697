// What became of the rows of the user's files, for the top of what is printed. It knows records of inputs, not how they were made.
import type { InputRecord } from '../library.ts'
import type { Library } from '../session.ts'
import type { Lang } from '../words.ts'
import { printable } from './text-table.ts'

/** Codes of rows that are no rows of data: they are counted in the line of their file. */
export const SKIPPED_ROWS: ReadonlySet<string> = new Set(['title-row', 'section-row', 'total-row', 'note-row'])

const TABLES: ReadonlySet<InputRecord['role']> = new Set(['facilities', 'blocks', 'gates', 'totals', 'compounds'])

/** Heights are rows of a table where they are no raster. */
const isPoints = (role: InputRecord['role'], format: string) =>
  role === 'heights' && format !== 'geotiff' && format !== 'hgt'

/** One line for each file of the user's; nothing where there is none. */
export function rowsText(library: Library, inputs: readonly InputRecord[], lang: Lang): string {
  return inputs
    .filter(({ role, format }) => (TABLES.has(role) && format !== 'osm') || isPoints(role, format))
    .map((input) => `${printable(library.sayMessage(library.reconciliationOf(input), lang))}\n`)
    .join('')
}

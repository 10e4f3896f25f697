// Rows of a table → edits as objects, as a JSON file has them. In: headers and cells. Out: an object per row, empty cells left out. It does not
// know what a value means.
import { suggest } from '../../foundation/options.ts'
import { message, problem } from '../../words/problem.ts'
import { didYouMean, EDIT_KEYS, isPeopleKey } from './edit-fields.ts'

/** Columns that come in pairs, and the key that a pair stands for. */
const PAIRS = [
  ['lon', 'lat', 'at'],
  ['at_lon', 'at_lat', 'at'],
  ['from_lon', 'from_lat', 'from'],
  ['to_lon', 'to_lat', 'to'],
] as const

const PAIR_COLUMNS: readonly string[] = PAIRS.flat()

/**
 * Makes objects of rows.
 *
 * @throws LivingCircleError `invalid-option` for a column that is no key of any edit
 */
export function rowsAsEdits(columns: readonly string[], rows: readonly (readonly string[])[], name: string): object[] {
  const keys = columns.map((column) => column.trim().toLowerCase())
  for (const [at, key] of keys.entries()) {
    if (EDIT_KEYS.includes(key) || PAIR_COLUMNS.includes(key) || isPeopleKey(key)) continue
    if (rows.every((row) => (row[at] ?? '').trim() === '')) continue
    const near = suggest(key, [...EDIT_KEYS, ...PAIR_COLUMNS])
    const hint = near === undefined ? message('hint.edit-keys', { list: EDIT_KEYS }) : didYouMean(near)
    throw problem('invalid-option', 'edit.unknown-column', { name, column: columns[at]!.slice(0, 40) }, { hint })
  }
  return rows.flatMap((row) => {
    const cells = new Map<string, unknown>()
    for (const [at, key] of keys.entries()) {
      const text = (row[at] ?? '').trim()
      if (text !== '') cells.set(key, text)
    }
    if (cells.size === 0) return []
    for (const [lon, lat, key] of PAIRS) {
      if (!cells.has(lon) && !cells.has(lat)) continue
      cells.set(key, `${cells.get(lon) ?? ''} ${cells.get(lat) ?? ''}`)
      cells.delete(lon)
      cells.delete(lat)
    }
    return [Object.fromEntries(cells)]
  })
}

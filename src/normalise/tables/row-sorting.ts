// Which rows of a table are no rows of data: sums, headings of sections, repeated headers, notes below the table.
// In: a row of cells, what was understood of its table. Out: what it is, with its text. It does not know what a row of data stands for.
import type { TableKind, UnderstoodColumns } from './column-names.ts'
import type { SkippedKind } from './reject-log.ts'
import { totalWord } from './total-words.ts'

/** A row that is no row of data. */
export interface SkippedRow {
  readonly kind: SkippedKind
  readonly text: string
}

/** Says of a row what it is, `null` for a row of data. `placed`: the row has a geometry. */
export type RowSorter = (row: readonly string[], placed: boolean) => SkippedRow | null

/** Cells from the left that may hold the word for a sum, whatever their column means. */
const LEADING_COLUMNS = 3
const NAMING_ROLES = ['id', 'name', 'community', 'street', 'district', 'block_id', 'category', 'address']
const PLACE_ROLES = ['lon', 'lat', 'location']

const SECTION =
  /^(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?\s*[、.．:：]?|第[一二三四五六七八九十\d]{1,3}[章节部分类篇]|[ivx]{1,4}[.)、]|[a-z][.)、]|[（(]?\d{1,2}[）)、.．])\s*\D/i
const NOTE =
  /^(?:[*※]|注|备注|附注|说明|填表|填报|制表|审核|数据来源|资料来源|来源|联系|截至|截止|以上|單位[:：]|单位[:：]|註|備註|資料來源|notes?\b|remarks?\b|source|nota\b|fuente|fonte|quelle|anmerkung|hinweis|remarque|observa)/i

/** A sorter for the tables of these columns. */
export function createRowSorter(
  columns: readonly string[],
  own: readonly string[] | null | undefined,
  { index }: UnderstoodColumns,
  kind: TableKind,
): RowSorter {
  const naming = NAMING_ROLES.map((role) => index.get(role)).filter((at) => at !== undefined)
  const leading = [...new Set([...columns.keys()].slice(0, LEADING_COLUMNS).concat(naming))]
  const places = PLACE_ROLES.map((role) => index.get(role)).filter((at) => at !== undefined)
  const nameAt = index.get('name')
  const categoryAt = kind === 'facilities' ? index.get('category') : undefined
  const isPlaced = (row: readonly string[]) => places.some((at) => /\d/.test(row[at]!))
  return (row, hasGeometry) => {
    for (const at of leading) {
      const word = totalWord(row[at]!)
      if (word === 'no' || (at === nameAt && isBrand(row, row[at]!, categoryAt))) continue
      if (word === 'sure' || (!hasGeometry && !isPlaced(row))) return { kind: 'totals', text: textOf(row) }
    }
    if (hasGeometry || isPlaced(row)) return null
    return headingOrNote(row, columns, own, naming, kind)
  }
}

/** A shop may be called Total: it says of what kind it is. A sum of facilities in Chinese may name the kind that it is of. */
function isBrand(row: readonly string[], word: string, categoryAt: number | undefined): boolean {
  return categoryAt !== undefined && row[categoryAt]!.trim() !== '' && /^[\x20-\x7e]*$/.test(word)
}

function headingOrNote(
  row: readonly string[],
  columns: readonly string[],
  own: readonly string[] | null | undefined,
  naming: readonly number[],
  kind: TableKind,
): SkippedRow | null {
  let filled = 0
  let firstAt = -1
  let repeated = 0
  row.forEach((cell, at) => {
    if (cell.trim() === '') return
    filled++
    if (firstAt < 0) firstAt = at
    if (cell === columns[at] || cell === own?.[at]) repeated++
  })
  if (filled >= 2 && repeated === filled) return { kind: 'sections', text: textOf(row) }
  if (filled === 0) return null
  const first = row[firstAt]!.trim()
  if (filled <= 3 && NOTE.test(first)) return { kind: 'notes', text: textOf(row) }
  if (filled > 1) return null
  if (SECTION.test(first)) return { kind: 'sections', text: textOf(row) }
  // Alone in a column of names or ids it may be a place of which nothing else is known.
  if (naming.includes(firstAt) || /^[\d.,]+$/.test(first)) return null
  // In a ledger of totals a name alone is a unit without people.
  if (kind === 'totals') return null
  return { kind: first.length > 30 ? 'notes' : 'sections', text: textOf(row) }
}

function textOf(row: readonly string[]): string {
  const text = row.filter((cell) => cell.trim() !== '').join(' ')
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

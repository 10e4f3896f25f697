// Columns that are not used and look like ids, in a table that has no id otherwise. In: headers and rows. Out: such headers.
// It does not know what a row stands for.
import type { RawTable } from '../../read/tables/raw-table.ts'
import type { UnderstoodColumns } from './column-names.ts'

const ID =
  /编码|編碼|编号|編號|代码|代碼|代号|代號|标识|標識|(?:^|[\s_.-])(?:[gofpu]?id|uuid|guid|cod|ref|key|nr)$|[a-z]ID$|^[a-z]{1,8}_?id$|code|kennziffer|kennung|kennzahl|schlüssel|schluessel|clave|código|codigo|identif|chave/i
/** Numbers of other things. */
const OTHER = /邮|郵|post|zip|plz|电话|電話|phone|tel|传真|区划|區劃|证|證|credit|信用|barcode/i
/** Rows that are looked at. */
const MOST_ROWS = 10_000

/** Headers that are called like ids and whose cells all differ, where no column plays that role; a running number is none. */
export function idLikeColumns(table: RawTable, { index, notUnderstood }: UnderstoodColumns): readonly string[] {
  if (index.has('id')) return []
  const named = notUnderstood.filter((header) => ID.test(header.normalize('NFKC')) && !OTHER.test(header))
  return named.filter((header) => isIdLike(table, table.columns.indexOf(header)))
}

function isIdLike({ rows }: RawTable, at: number): boolean {
  const seen = new Set<string>()
  let runs = true
  let previous: number | null = null
  for (const row of rows.slice(0, MOST_ROWS)) {
    const cell = row[at]?.trim() ?? ''
    if (cell === '') continue
    if (seen.has(cell)) return false
    seen.add(cell)
    const value = /^\d{1,9}$/.test(cell) ? Number(cell) : null
    runs &&= value !== null && (previous === null ? value <= 1 : value === previous + 1)
    previous = value
  }
  return seen.size > 1 && !runs
}

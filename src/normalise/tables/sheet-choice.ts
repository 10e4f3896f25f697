// Which tables of a file hold what is asked for, and what a sheet's name says of its rows.
// In: raw tables by their columns. Out: why one is none of the role, or `null`. It does not read files and does not look at the rows.
import { isLivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message } from '../../words/problem.ts'
import { categoryKeys } from '../categories/category-matching.ts'
import { type ColumnMapping, type TableKind, type UnderstoodColumns, understandColumns } from './column-names.ts'
import type { SheetUnit } from './table-intake.ts'

type TableLook = Pick<RawTable, 'columns' | 'ownHeaders' | 'geometry'>

/**
 * Why a table is none of a role: it lacks the columns, or looks like one of another role. `null` for a table of the role.
 *
 * @param mapping as for {@link understandColumns}; a table without its columns is none
 */
export function whyNoTable(table: TableLook, kind: TableKind, mapping?: ColumnMapping): Message | null {
  const understood = columnsFor(table, kind, mapping)
  if (understood === null) return message('sheet.mapping')
  const lacking = whatLacks(table, kind, understood)
  if (lacking !== null) return lacking
  const other = mapping === undefined ? otherRole(table, kind) : null
  return other === null ? null : message('sheet.other-role', { role: message(`role.${other}`) })
}

function columnsFor(table: TableLook, kind: TableKind, mapping?: ColumnMapping): UnderstoodColumns | null {
  try {
    return understandColumns(table.columns, kind, mapping, table.ownHeaders)
  } catch (error) {
    if (isLivingCircleError(error) && error.code === 'invalid-option') return null
    throw error
  }
}

function whatLacks(table: TableLook, kind: TableKind, { index }: UnderstoodColumns): Message | null {
  if (kind === 'totals') {
    const hasUnit = ['community', 'street', 'district', 'name'].some((role) => index.has(role))
    return hasUnit && hasPeople(index) ? null : message('sheet.no-units')
  }
  const hasPlace = table.geometry !== null || index.has('location') || (index.has('lon') && index.has('lat'))
  if (!hasPlace) return message(index.has('address') ? 'sheet.address-only' : 'sheet.no-coordinates')
  if (kind === 'heights' && !index.has('height_m')) return message('sheet.no-heights')
  const hasOwner = index.has('block_id') || index.has('block_name') || index.has('compound_id')
  return kind === 'gates' && !hasOwner ? message('sheet.no-block-id') : null
}

/** The role that a table plainly plays, where that is not the one asked for. */
function otherRole(table: TableLook, kind: TableKind): TableKind | null {
  if (kind === 'totals') return null
  const asFacilities = understandColumns(table.columns, 'facilities', {}, table.ownHeaders).index
  const asBlocks = understandColumns(table.columns, 'blocks', {}, table.ownHeaders).index
  const asGates = understandColumns(table.columns, 'gates', {}, table.ownHeaders).index
  const keys = new Set(categoryKeys())
  const likeFacilities =
    asFacilities.has('category') || asFacilities.has('typecode') || table.columns.some((header) => keys.has(header))
  const likeBlocks = hasPeople(asBlocks) || asBlocks.has('dwellings')
  const owner = asGates.get('block_id') ?? asGates.get('compound_id')
  const likeGates = owner !== undefined && owner !== asGates.get('name')
  if (kind === 'facilities' && !likeFacilities) return likeBlocks ? 'blocks' : likeGates ? 'gates' : null
  if (kind === 'blocks' && !likeBlocks)
    return likeFacilities ? 'facilities' : likeGates && !asBlocks.has('id') ? 'gates' : null
  if (kind === 'compounds' && !likeBlocks)
    return likeFacilities ? 'facilities' : likeGates && !asBlocks.has('id') ? 'gates' : null
  if (kind === 'gates' && !likeGates) return likeBlocks ? 'blocks' : likeFacilities ? 'facilities' : null
  return null
}

function hasPeople(index: ReadonlyMap<string, number>): boolean {
  return index.has('population') || [...index.keys()].some((role) => role.startsWith('age_'))
}

/** Names that programs give to sheets and layers, and names of what stands in them. */
const NO_UNIT =
  /^(?:sheet|工作表|表|表格|tabelle|hoja|feuil|planilha|plan|foglio|blad|ark|лист|data|table|layer)[\s_-]*\d*$|小区|设施|台账|底册|人口|名单|清单|明细|汇总|数据|住宅|楼盘|blocks?|facilit|compounds?|population|results?/i

/**
 * The larger unit that a sheet is named after: the street, or the community where the name says so. `null` where a column says it, and
 * for names such as Sheet1.
 */
export function unitOfSheet(name: string | null, { index }: Pick<UnderstoodColumns, 'index'>): SheetUnit | null {
  const plain = (name ?? '').trim()
  if (plain === '' || NO_UNIT.test(plain) || /^\d+$/.test(plain)) return null
  const level = /(?:社区|居委会|村委会|村)$/.test(plain)
    ? 'community'
    : /(?:区|县|市)$/.test(plain)
      ? 'district'
      : 'street'
  if (index.has(level) || (level === 'street' && index.has('community') && index.has('district'))) return null
  return { level, name: plain }
}

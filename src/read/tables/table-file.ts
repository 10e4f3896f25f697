// A file as its named tables: the sheets of a workbook, the layers of a GeoPackage, or the one nameless table of a CSV.
// In: what a format's reader found. Out: one table, or all of them, when they are asked for. It does not know any format.
import { message, problem } from '../../words/problem.ts'
import type { RawTable, TableFormat } from './raw-table.ts'

/** One table of a file, not read yet. */
export interface TableSheet {
  /** Name of the sheet or layer; `null` where the format has one table without a name. */
  readonly name: string | null
  /** Hidden by its author: not read unless it is asked for. */
  readonly hidden: boolean
  /**
   * Reads it: pieces with the same columns, one or more. A sheet without a filled cell throws `input-empty`.
   * Every piece has the sheet's name in `sheet`.
   */
  chunks(): AsyncIterable<RawTable>
}

/** A file with its tables, in the file's own order; at least one. */
export interface TableFile {
  readonly source: string
  readonly format: TableFormat
  readonly sheets: readonly TableSheet[]
}

/**
 * The sheet of a name, or else of a number from 1. A file whose only table has no name gives that one.
 *
 * @throws LivingCircleError `invalid-option` for a sheet that is not there
 */
export function sheetOfFile({ source, sheets }: TableFile, wanted: string | number): TableSheet {
  if (sheets.length === 1 && sheets[0]!.name === null) return sheets[0]!
  const byNumber = /^\d{1,4}$/.test(String(wanted)) ? sheets[Number(wanted) - 1] : undefined
  const chosen = sheets.find(({ name }) => name === String(wanted)) ?? byNumber
  if (chosen !== undefined) return chosen
  const names = sheets.map(({ name }) => name ?? '')
  throw problem(
    'invalid-option',
    'xlsx.no-such-sheet',
    { source, name: wanted },
    {
      hint: message('hint.sheets', { list: names.map((name) => `"${name}"`) }),
      details: { sheets: names },
    },
  )
}

/** The sheet that is meant where nobody says: the first that is not hidden. */
export function firstSheet({ sheets }: TableFile): TableSheet {
  return sheets.find(({ hidden }) => !hidden) ?? sheets[0]!
}

/** A sheet whose table was read already, or is read at once. */
export function readySheet(name: string | null, read: () => RawTable | Promise<RawTable>, hidden = false): TableSheet {
  return {
    name,
    hidden,
    async *chunks() {
      const table = await read()
      yield table.sheet === name ? table : { ...table, sheet: name }
    },
  }
}

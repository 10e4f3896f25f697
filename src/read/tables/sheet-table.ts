// The cells of a sheet → a raw table: merged cells filled, the header found. Shared by workbooks of any format.
// In: numbered rows and merges. Out: a RawTable. It does not know what any column means.
import type { Message } from '../../foundation/message.ts'
import { problem } from '../../words/problem.ts'
import type { CellMerge, KnowsHeader } from './header-rows.ts'
import { fillMerged, sharedCells } from './merged-cells.ts'
import type { RawTable, TableFormat } from './raw-table.ts'
import { createRowAssembler } from './row-assembler.ts'

/** Options of {@link sheetTable}. */
export interface SheetOptions {
  /** Which texts are words of headers. */
  readonly knowsHeader?: KnowsHeader | undefined
}

/** A sheet as it was read. */
export interface SheetContent {
  /** The file's name. */
  readonly source: string
  readonly format: TableFormat
  readonly name: string
  /** Rows by ascending line; blank ones may be missing. */
  readonly rows: readonly { readonly line: number; readonly cells: string[] }[]
  readonly merges: readonly CellMerge[]
  /** What the reader has to say of a line. */
  readonly warnings?: readonly { readonly line: number; readonly said: Message }[]
}

/**
 * A raw table of a sheet.
 *
 * @throws LivingCircleError `input-empty` for a sheet without a filled cell, `input-too-large`
 */
export function sheetTable(content: SheetContent, { knowsHeader }: SheetOptions = {}): RawTable {
  const { source, format, name, rows, merges, warnings = [] } = content
  const assembler = createRowAssembler(source, { extraCells: 'warn', knowsHeader, merges })
  fillMerged(rows, merges)
  for (const { line, cells } of rows) assembler.push(line, cells)
  for (const { line, said } of warnings) assembler.warn(line, said)
  const table = assembler.take(true)
  if (table.columns.length === 0) {
    throw problem('input-empty', 'xlsx.empty-sheet', { source, name }, { hint: 'hint.other-sheet' })
  }
  const fixed = { source, format, encoding: null, delimiter: null, declaredCrs: null, geometry: null }
  return { ...fixed, sheet: name, ...table, shared: sharedCells(table.line, merges) }
}

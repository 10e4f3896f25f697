// Tables of plain columns, without places: costs, demand, supply, values, rates. In: headers and the columns that are looked for. Out: where each
// is, or what is missing, with the header that was probably meant. It does not know what a column stands for.
import { suggest } from '../../foundation/options.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message, problem } from '../../words/problem.ts'
import { type DecimalStyle, decimalStyleOf } from './number-text.ts'

/** One column that is looked for. */
export interface PlainColumn {
  /** Headers that mean it, the proper one first; compared without case, spaces, underscores and hyphens. */
  readonly words: readonly string[]
  readonly required?: boolean | undefined
}

export type PlainColumns<Name extends string> = Readonly<Record<Name, PlainColumn>>

/** Where the columns of a table are. */
export interface FoundColumns<Name extends string> {
  readonly at: ReadonlyMap<Name, number>
  /** Headers that mean nothing here. */
  readonly notUsed: readonly string[]
}

/** Whether a table has every required column. */
export function hasColumns(table: Pick<RawTable, 'columns'>, columns: PlainColumns<string>): boolean {
  const { at } = findColumns(table, columns)
  return Object.entries(columns).every(([name, { required }]) => required !== true || at.has(name))
}

/** Finds columns by their headers; of two that mean the same the better word wins, then the first. */
export function findColumns<Name extends string>(
  { columns: headers }: Pick<RawTable, 'columns'>,
  columns: PlainColumns<Name>,
): FoundColumns<Name> {
  const plain = headers.map(comparable)
  const at = new Map<Name, number>()
  for (const [name, { words }] of Object.entries(columns) as [Name, PlainColumn][]) {
    const found = words.map((word) => plain.indexOf(comparable(word))).find((column) => column >= 0)
    if (found !== undefined) at.set(name, found)
  }
  const taken = new Set(at.values())
  return { at, notUsed: headers.filter((_, column) => !taken.has(column)) }
}

/**
 * The same, for a table that must have them.
 *
 * @throws LivingCircleError `input-unusable` naming the first column that is missing, and the header that is nearly it
 */
export function requireColumns<Name extends string>(
  table: Pick<RawTable, 'columns' | 'source'>,
  columns: PlainColumns<Name>,
): FoundColumns<Name> {
  const found = findColumns(table, columns)
  for (const [name, { words, required }] of Object.entries(columns) as [Name, PlainColumn][]) {
    if (required !== true || found.at.has(name)) continue
    const { source } = table
    const near = suggest(words[0]!, found.notUsed)
    const hint =
      near === undefined
        ? message('hint.plain-columns', { columns: table.columns.slice(0, 40).join(', ') })
        : message('hint.column-meant', { near, column: words[0]! })
    throw problem('input-unusable', 'columns.no-plain', { source, column: words[0]! }, { hint })
  }
  return found
}

/** How the numbers of some columns write decimals: a comma only where commas cannot part cells. */
export function plainDecimalStyle({ rows, delimiter }: RawTable, columns: readonly number[]): DecimalStyle {
  if (delimiter !== ';' && delimiter !== '\t') return 'point'
  return decimalStyleOf(rows.slice(0, 1000).flatMap((row) => columns.map((column) => row[column]!)))
}

function comparable(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.]+/g, '')
}

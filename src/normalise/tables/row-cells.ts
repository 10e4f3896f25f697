// Cells of a row by role. In: a row of text, what was understood of its table. Out: texts, and numbers in their unit, with a word about
// those that are not plain. It does not know what a row stands for.
import type { Message } from '../../foundation/message.ts'
import { message } from '../../words/problem.ts'
import { type AmountText, parseAmountText } from './amount-text.ts'
import type { UnderstoodTable } from './table-intake.ts'

/** What is odd about a number: `unknown` is not taken, `negative` makes the row unusable, `about` is taken as it seems to be meant. */
export type AmountTrouble = 'unknown' | 'negative' | 'about'

/** Reads cells by role. */
export interface RowCells {
  /** Trimmed text, or `null` for a blank or a missing column. */
  text(row: readonly string[], role: string): string | null
  /** A number ≥ 0 in the plain unit, `null` for a blank; what is odd goes to `onTrouble`. */
  amount(
    row: readonly string[],
    role: string,
    onTrouble: (said: Message, trouble: AmountTrouble) => void,
  ): number | null
  /** The unit that the cell itself names (班, 张床), or `null`. */
  unit(row: readonly string[], role: string): string | null
}

/** No block has more people, no facility more places or square metres: a larger number is a slip of the keyboard. */
const MOST = 1e9

const WHOLE_NUMBER = /^\d{1,9}$/

export function createRowCells({ columns, units, decimalStyle }: UnderstoodTable): RowCells {
  const { index, mapping } = columns

  function scaled(role: string, { value, unit }: AmountText): number | null {
    if (value === null) return null
    // A cell that names its own unit overrules the header's.
    const factor = unit === null ? (units[role]?.factor ?? 1) : 1
    return factor === 1 ? value : Math.round(value * factor * 1e6) / 1e6
  }

  return {
    text(row, role) {
      const at = index.get(role)
      if (at === undefined) return null
      const text = row[at]!.trim()
      return text === '' ? null : text
    },
    amount(row, role, onTrouble) {
      const at = index.get(role)
      if (at === undefined || row[at] === '') return null
      // The usual case first: a whole number in the plain unit.
      if (units[role] === undefined && WHOLE_NUMBER.test(row[at]!)) return Number(row[at])
      const isArea = role.endsWith('_m2')
      const parsed = parseAmountText(row[at]!, decimalStyle, isArea)
      const column = mapping[role]!
      const value = scaled(role, parsed)
      if (parsed.problem !== null)
        onTrouble(message('row.number-unknown', { column, problem: parsed.problem }), 'unknown')
      if (value !== null && value < 0) {
        onTrouble(message('row.negative', { column, value }), 'negative')
        return null
      }
      if (value !== null && value > MOST) {
        onTrouble(message('row.too-much', { column, value, most: MOST }), 'unknown')
        return null
      }
      if (parsed.note !== null) onTrouble(message('row.number-about', { column, note: parsed.note }), 'about')
      return value
    },
    unit(row, role) {
      const at = index.get(role)
      return at === undefined || row[at] === '' ? null : parseAmountText(row[at]!, decimalStyle, false).unit
    },
  }
}

// Texts in files that spreadsheets open: what they would take for a formula gets an apostrophe before it, and loses it when the file is
// read again. Texts in, texts out. It does not know what the texts mean.

/** A formula, or what already has apostrophes before one: each gets one more, so that no two texts become the same. */
const FORMULA_START = /^'*[=+\-@\t\r\n＝＋－＠]/
const MARKED_START = /^'+[=+\-@\t\r\n＝＋－＠]/
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/

/** Column of a table that is to be read again: `1` in rows of which a cell has got an apostrophe. It is there only where it is needed. */
export const MARKED_COLUMN = 'reject_marked'

/**
 * A text that no spreadsheet takes for a formula: where it begins with `=`, `+`, `-`, `@` (or their full-width forms), a tab or
 * a line break, also behind apostrophes, an apostrophe is put before it. A text that is a plain signed number (`-5`) stays as it is.
 * Different texts stay different.
 *
 * @example
 * ```ts
 * import { neutraliseFormula } from 'living-circle/parts'
 * neutraliseFormula('=1+1') // "'=1+1"
 * neutraliseFormula("'=1+1") // "''=1+1"
 * neutraliseFormula('-5') // '-5'
 * ```
 */
export function neutraliseFormula(text: string): string {
  return FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text
}

/** The text that {@link neutraliseFormula} was given. */
export function withoutMark(text: string): string {
  return MARKED_START.test(text) ? text.slice(1) : text
}

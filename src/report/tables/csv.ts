// Text into CSV fields that survive every reader (RFC 4180 quoting) and that no spreadsheet takes for a formula.
// Lines end in LF, not CRLF: Excel, LibreOffice, pandas, R and PostgreSQL read both, while line tools (awk, diff, grep $)
// would keep the CR as part of the last field. It does not know what the columns mean.
import { wholeText } from '../text/written-text.ts'

/** The byte order mark by which Excel knows a CSV file as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'

/** Options of every CSV writer. */
export interface CsvOptions {
  /** Begin with a byte order mark, for Excel. Default `false`. */
  readonly bom?: boolean
}

const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/
const NEEDS_QUOTES = /[",\n\r]/

/**
 * A text that no spreadsheet takes for a formula: where it begins with `=`, `+`, `-`, `@` (or their full-width forms), a tab or
 * a line break, an apostrophe is put before it. A text that is a plain signed number (`-5`) stays as it is.
 *
 * @example
 * ```ts
 * import { neutraliseFormula } from 'living-circle/parts'
 * neutraliseFormula('=1+1') // "'=1+1"
 * neutraliseFormula('-5') // '-5'
 * ```
 */
export function neutraliseFormula(text: string): string {
  return FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text
}

/** One text field: neutralised, quoted where needed; `null` is empty. */
export function csvField(text: string | null): string {
  if (text === null || text === '') return ''
  const safe = neutraliseFormula(wholeText(text))
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Remembers the fields of texts that come again and again. */
export function csvFieldCache(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    let field = known.get(text)
    if (field === undefined) {
      field = csvField(text)
      known.set(text, field)
    }
    return field
  }
}

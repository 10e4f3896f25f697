// Text into CSV fields that survive every reader (RFC 4180 quoting), steer no terminal, and that no spreadsheet takes for a formula.
// Lines end in LF, not CRLF: Excel, LibreOffice, pandas, R and PostgreSQL read both, while line tools (awk, diff, grep $)
// would keep the CR as part of the last field. It does not know what the columns mean.
import { neutraliseFormula } from '../../foundation/spreadsheet-text.ts'
import { wholeText } from '../text/written-text.ts'

/** The byte order mark by which Excel knows a CSV file as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'

/** Options of every CSV writer. */
export interface CsvOptions {
  /** Begin with a byte order mark, for Excel. Default `false`. */
  readonly bom?: boolean
}

const NEEDS_QUOTES = /[",\n\r]/
/** What steers terminals and printers, and no table needs: control characters but tab and line ends. */
const CONTROL = /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g

/**
 * One text field: neutralised, without control characters (U+FFFD stands for each), quoted where needed; `null` is empty.
 *
 * @example
 * ```ts
 * import { csvField } from 'living-circle/parts'
 * csvField('=1+1') // "'=1+1"
 * ```
 */
export function csvField(text: string | null): string {
  return text === null || text === '' ? '' : plainCsvField(neutraliseFormula(text))
}

/** A field as {@link csvField} writes it, but a formula stays as it is: for files that programs read. */
export function plainCsvField(text: string): string {
  const safe = wholeText(text).replace(CONTROL, '\ufffd')
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

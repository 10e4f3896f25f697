// rejects.csv: every row and element that was not used, or used with a warning, and why. Rejects in, text out.

import type { AccessReport } from '../../answer/access-report.ts'
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import { MARKED_COLUMN, neutraliseFormula } from '../../foundation/spreadsheet-text.ts'
import type { Lang } from '../../words/languages.ts'
import { sayReject } from '../../words/say-message.ts'
import { BYTE_ORDER_MARK, type CsvOptions, csvField, csvFieldCache, plainCsvField } from './csv.ts'

const KNOWN_CSV_OPTIONS: OptionKeys<CsvOptions> = { bom: true }

const KNOWN_REJECTS_CSV_OPTIONS: OptionKeys<RejectsCsvOptions> = { bom: true, lang: true }

/** The columns of `rejects.csv`, in order. */
export const REJECTS_CSV_COLUMNS = ['source', 'line_or_id', 'code', 'message', 'severity'] as const

/** Options of {@link toRejectsCsv}. */
export interface RejectsCsvOptions extends CsvOptions {
  /** Language of the column `message`; the codes are the same in both. Default `en`. */
  readonly lang?: Lang | undefined
}

/**
 * `rejects.csv`: one row per reject or warning, in the order given.
 *
 * @param report a report, or only its rejects (for `check`, which has no report)
 * @param options `bom` for Excel; `lang` of the messages
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { toRejectsCsv } from 'living-circle/parts'
 * declare const report: AccessReport
 * const text = toRejectsCsv(report, { lang: 'zh' })
 * ```
 */
export function toRejectsCsv(
  report: Pick<AccessReport, 'rejects'> | AccessReport['rejects'],
  options: RejectsCsvOptions = {},
): string {
  checkOptions('toRejectsCsv', options, KNOWN_REJECTS_CSV_OPTIONS)
  const rejects: AccessReport['rejects'] = 'rejects' in report ? report.rejects : report
  const field = csvFieldCache()
  const { lang = 'en' } = options
  let text = `${options.bom ? BYTE_ORDER_MARK : ''}${REJECTS_CSV_COLUMNS.join(',')}\n`
  for (const reject of rejects) {
    const { source, lineOrId, code, severity } = reject
    text += `${field(source)},${csvField(lineOrId)},${field(code)},${csvField(sayReject(reject, lang))},${severity}\n`
  }
  return text
}

/**
 * The rows of a file that were not used, as a table that can be mended and loaded again. For Excel (`bom`) what would be a formula has an
 * apostrophe before it, and a last column `reject_marked` says in which rows, so that reading undoes it; else cells are as they were.
 *
 * @param table headers and cells, as `loadRejectedRows` finds them
 * @param options `bom` for Excel
 * @example
 * ```ts
 * import { toRejectedRowsCsv } from 'living-circle/parts'
 * toRejectedRowsCsv({ columns: ['a', 'b'], rows: [['1', '2']] })
 * ```
 */
export function toRejectedRowsCsv(
  { columns, rows }: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] },
  options: CsvOptions = {},
): string {
  checkOptions('toRejectedRowsCsv', options, KNOWN_CSV_OPTIONS)
  const lines = [columns, ...rows]
  if (options.bom !== true) return `${lines.map((line) => line.map(plainCsvField).join(',')).join('\n')}\n`
  const marked = lines.map((line) => line.some((cell) => neutraliseFormula(cell) !== cell))
  const hasMarks = marked.includes(true)
  const mark = (row: number) => (row === 0 ? MARKED_COLUMN : marked[row] === true ? '1' : '')
  const texts = lines.map((line, row) => [...line.map(csvField), ...(hasMarks ? [mark(row)] : [])].join(','))
  return `${BYTE_ORDER_MARK}${texts.join('\n')}\n`
}

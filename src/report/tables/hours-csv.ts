// hours.csv: coverage at moments of the week, one row per moment, kind and limit. An AccessReport in, text out.
import type { AccessReport } from '../../answer/access-report.ts'
import { roundTo, shareText } from '../text/written-numbers.ts'
import { BYTE_ORDER_MARK, type CsvOptions, csvField } from './csv.ts'

/** The columns of `hours.csv`, in order. */
export const HOURS_CSV_COLUMNS = [
  'at',
  'category',
  'open',
  'closed',
  'hours_unknown',
  'limit',
  'unit',
  'measure',
  'certain',
  'possible',
  'total',
  'certain_share',
  'possible_share',
] as const

/** `hours.csv`; only the header where hours were not asked for. */
export function toHoursCsv(report: AccessReport, options: CsvOptions = {}): string {
  const lines = [`${options.bom ? BYTE_ORDER_MARK : ''}${HOURS_CSV_COLUMNS.join(',')}\n`]
  const unit = report.options.basis === 'time' ? 'min' : 'm'
  for (const { text, kinds } of report.hours ?? []) {
    for (const { category, facilities, shares } of kinds) {
      const { open, closed, unknown } = facilities
      for (const { limit, measure, certain, possible, total } of shares) {
        const amounts = [certain, possible, total].map((amount) => roundTo(amount, 3)).join(',')
        const parts = [certain, possible].map((amount) => (total > 0 ? shareText(amount / total) : '')).join(',')
        const start = `${csvField(text)},${csvField(category)},${open},${closed},${unknown},${limit},${unit}`
        lines.push(`${start},${csvField(measure ?? '')},${amounts},${parts}\n`)
      }
    }
  }
  return lines.join('')
}

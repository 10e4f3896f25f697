// losses.csv: who is served as the first profile but not as others, one row per profile, kind, limit and measure. An AccessReport in, text out.
import type { AccessReport } from '../../answer/access-report.ts'
import type { CategoryLoss, LossShare } from '../../answer/profile-losses.ts'
import { roundTo } from '../text/written-numbers.ts'
import { BYTE_ORDER_MARK, type CsvOptions, csvField } from './csv.ts'

/** The columns of `losses.csv`, in order. */
export const LOSSES_CSV_COLUMNS = [
  'first_profile',
  'profile',
  'category',
  'limit',
  'unit',
  'status',
  'measure',
  'served_first',
  'served',
  'lost',
  'gained',
  'lost_unlinked',
  'gained_linked',
  'blocks_lost',
  'blocks_lost_unknown',
  'blocks_unlinked',
] as const

/** `losses.csv`; only the header where no profiles were compared. */
export function toLossesCsv(report: AccessReport, options: CsvOptions = {}): string {
  const lines = [`${options.bom ? BYTE_ORDER_MARK : ''}${LOSSES_CSV_COLUMNS.join(',')}\n`]
  const { profileLosses } = report
  if (profileLosses === undefined) return lines.join('')
  const unit = report.options.basis === 'time' ? 'min' : 'm'
  for (const { profile, losses } of profileLosses.others) {
    const start = `${csvField(profileLosses.first.id)},${csvField(profile.id)}`
    for (const loss of losses) {
      for (const share of loss.shares) {
        lines.push(`${start},${csvField(loss.category)},${loss.limit},${unit},${rowEnd(loss, share)}\n`)
      }
    }
  }
  return lines.join('')
}

function rowEnd({ hasData }: CategoryLoss, share: LossShare): string {
  if (!hasData) return `no-data,${csvField(share.measure)},,,,,,,,,`
  const { servedFirst, served, lost, gained, lostUnlinked, gainedLinked } = share
  const sums = [servedFirst, served, lost, gained, lostUnlinked, gainedLinked].map((sum) => roundTo(sum, 3))
  const counts = [share.blocksLost, share.blocksLostUnknown, share.blocksUnlinked]
  return `measured,${csvField(share.measure)},${[...sums, ...counts].join(',')}`
}

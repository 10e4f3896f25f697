// verdicts.csv: one row per block × rule of the standard. An AccessReport in, text out.

import type { AccessReport } from '../../answer/access-report.ts'
import type { Verdict } from '../../answer/verdicts.ts'
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import { joinedPieces } from '../text/joined-pieces.ts'
import { roundTo, shareText } from '../text/written-numbers.ts'
import { BYTE_ORDER_MARK, type CsvOptions, csvField, csvFieldCache } from './csv.ts'

const KNOWN_CSV_OPTIONS: OptionKeys<CsvOptions> = { bom: true }

/** The columns of `verdicts.csv`, in order. `limit` and `value` are in minutes for basis `time`, else in metres. */
export const VERDICTS_CSV_COLUMNS = [
  'block_id',
  'rule_id',
  'category',
  'limit',
  'basis',
  'verdict',
  'share',
  'clause',
  'source_verified',
  'level',
  'mandatory',
  'value',
  'facility_id',
  'edge_affected',
  'unknown_reason',
  'unknown_share',
  'stability',
] as const

/** `verdicts.csv` in pieces, one per some thousand rows, header first. */
export function* verdictsCsvChunks(report: AccessReport, options: CsvOptions = {}): Generator<string, void, undefined> {
  const blockFields = report.blocks.map((block) => csvField(block.id))
  const field = csvFieldCache()
  const facilityFields = report.facilities.map(({ id }) => csvField(id))
  let text = `${options.bom ? BYTE_ORDER_MARK : ''}${VERDICTS_CSV_COLUMNS.join(',')}\n`
  for (const verdict of report.verdicts) {
    text += `${blockFields[verdict.blockIndex]},${field(verdict.ruleId)},${field(verdict.category)},${verdict.limit},${verdict.basis},${verdict.verdict},`
    text += `${shareText(verdict.verdict === 'unknown' ? null : verdict.share)},${field(verdict.clause)},${verdict.sourceVerified},${field(verdict.level)},${verdict.mandatory},`
    text += `${valueText(verdict)},${facilityFields[verdict.facilityIndex ?? -1] ?? ''},${verdict.edgeAffected},${verdict.unknownReason ?? ''},${shareText(verdict.share === null ? null : verdict.unknownShare)},${verdict.stability ?? ''}\n`
    if (text.length > 1 << 18) {
      yield text
      text = ''
    }
  }
  if (text !== '') yield text
}

/** Minutes with two decimals, metres with one. */
function valueText({ value, basis }: Verdict): string {
  return value === undefined || value === null ? '' : String(roundTo(value, basis === 'time' ? 2 : 1))
}

/**
 * `verdicts.csv`: what the standard says of each block, rule by rule; only the header where no standard was applied.
 *
 * @param report with its verdicts, in the order given
 * @param options `bom` for Excel
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { toVerdictsCsv } from 'living-circle/parts'
 * declare const report: AccessReport
 * const text = toVerdictsCsv(report)
 * ```
 */
export function toVerdictsCsv(report: AccessReport, options: CsvOptions = {}): string {
  checkOptions('toVerdictsCsv', options, KNOWN_CSV_OPTIONS)
  return joinedPieces(verdictsCsvChunks(report, options), 'verdictsCsvChunks')
}

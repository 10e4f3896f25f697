// verdicts.csv: one row per block × rule of the standard. An AccessReport in, text out.
import type { AccessReport } from '../measure/access-report.ts'
import { BYTE_ORDER_MARK, type CsvOptions, csvField, csvFieldCache } from './csv.ts'
import { shareText } from './written-numbers.ts'

/** The columns of `verdicts.csv`, in order. `limit` is in minutes for basis `time`, else in metres. */
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
  'edge_affected',
] as const

/** `verdicts.csv` in pieces, one per some thousand rows, header first. */
export function* verdictsCsvChunks(report: AccessReport, options: CsvOptions = {}): Generator<string, void, undefined> {
  const blockFields = report.blocks.map((block) => csvField(block.id))
  const field = csvFieldCache()
  let text = `${options.bom ? BYTE_ORDER_MARK : ''}${VERDICTS_CSV_COLUMNS.join(',')}\n`
  for (const verdict of report.verdicts) {
    text += `${blockFields[verdict.blockIndex]},${field(verdict.ruleId)},${field(verdict.category)},${verdict.limit},${verdict.basis},${verdict.verdict},`
    text += `${shareText(verdict.share)},${field(verdict.clause)},${verdict.sourceVerified},${verdict.edgeAffected}\n`
    if (text.length > 1 << 18) {
      yield text
      text = ''
    }
  }
  if (text !== '') yield text
}

/**
 * `verdicts.csv`: what the standard says of each block, rule by rule; only the header where no standard was applied.
 *
 * @param report with its verdicts, in the order given
 * @param options `bom` for Excel
 */
export function toVerdictsCsv(report: AccessReport, options: CsvOptions = {}): string {
  return Array.from(verdictsCsvChunks(report, options)).join('')
}

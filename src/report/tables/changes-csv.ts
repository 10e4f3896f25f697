// changes.csv: who gains and who loses, a row per kind, limit and measure over everything, then per place and per rule. Changes in, text out.
import type { AnswerChanges, ChangeShare } from '../../answer/answer-changes.ts'
import { roundTo } from '../text/written-numbers.ts'
import { BYTE_ORDER_MARK, type CsvOptions, csvField } from './csv.ts'

/** The columns of `changes.csv`, in order. */
export const CHANGES_CSV_COLUMNS = [
  'scope',
  'name',
  'category',
  'limit',
  'unit',
  'measure',
  'before',
  'after',
  'gained',
  'lost',
  'appeared',
  'vanished',
  'moved',
  'blocks_gained',
  'blocks_lost',
  'blocks_unknown',
] as const

/** `changes.csv`. */
export function toChangesCsv(changes: AnswerChanges, options: CsvOptions = {}): string {
  const unit = changes.basis === 'time' ? 'min' : 'm'
  const lines = [`${options.bom ? BYTE_ORDER_MARK : ''}${CHANGES_CSV_COLUMNS.join(',')}\n`]
  for (const { category, limit, shares } of changes.kinds) {
    for (const share of shares) lines.push(`all,,${csvField(category)},${limit},${unit},${amounts(share)}\n`)
  }
  for (const { level, name, category, limit, measure, gained, lost, blocksGained, blocksLost } of changes.places) {
    const start = `${level},${csvField(name)},${csvField(category)},${limit},${unit},${csvField(measure)}`
    lines.push(`${start},,,${roundTo(gained, 3)},${roundTo(lost, 3)},,,,${blocksGained},${blocksLost},\n`)
  }
  for (const { ruleId, blocksGained, blocksLost, peopleGained, peopleLost } of changes.rules) {
    const start = `rule,${csvField(ruleId)},,,,population,,`
    lines.push(`${start},${roundTo(peopleGained, 3)},${roundTo(peopleLost, 3)},,,,${blocksGained},${blocksLost},\n`)
  }
  return lines.join('')
}

function amounts(share: ChangeShare): string {
  const { before, after, gained, lost, appeared, vanished, moved } = share
  const sums = [before, after, gained, lost, appeared, vanished, moved].map((sum) => roundTo(sum, 3))
  return [csvField(share.measure), ...sums, share.blocksGained, share.blocksLost, share.blocksUnknown].join(',')
}

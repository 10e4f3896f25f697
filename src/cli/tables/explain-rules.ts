// What the rules of a standard say of one block, for people and as JSON.
import type { AccessReport, BlockRule } from '../library.ts'
import { type Lang, type Say, sayData, sayIn } from '../words.ts'
import { percent, printable } from './text-table.ts'

/** A rule as `--json` has it: figures that were not read in the standard itself carry a remark. */
export function ruleWithRemark({ mark, ...rule }: BlockRule) {
  const remark = mark === 'own' ? 'own_figure' : 'not_verified'
  return { ...rule, remark: rule.verified ? null : sayIn('en')(remark) }
}

/** The rules for people; a sentence where none concerns the category. */
export function rulesText({ standard }: AccessReport, rules: readonly BlockRule[], lang: Lang): string {
  if (standard === undefined || standard === null) return ''
  const say = sayIn(lang)
  const { id, version } = standard
  if (rules.length === 0) return `${say('rules_none', { id })}\n`
  const lines = [say('rules_of', { id, version })]
  for (const rule of rules) {
    const unit = rule.basis === 'time' ? 'min' : rule.basis === 'distance' ? 'm_on_foot' : 'm_straight'
    const remark = say(rule.mark === 'own' ? 'own_figure' : 'not_verified')
    lines.push(
      say('rule_line', {
        name: lang === 'zh' ? rule.nameZh : rule.nameEn,
        id: rule.ruleId,
        duty: say(`duty_${rule.duty}`),
        level: levelText(rule.level, say),
        limit: say(unit, { n: rule.limit }),
        clause: printable(lang === 'zh' ? rule.clauseZh : rule.clause),
        source: rule.verified ? '' : say('in_brackets', { text: remark }),
      }),
      `    ${sayData(say, '', rule.verdict)}${foundText(rule, say)}`,
    )
  }
  return `${lines.join('\n')}\n`
}

function levelText(level: string, say: Say): string {
  if (level === 'none') return ''
  return level === 'block' ? say('level_block') : say('level_minutes', { n: level })
}

function foundText(rule: BlockRule, say: Say): string {
  const { verdict, share, value, basis, facilityId, facilityName, edgeAffected } = rule
  if (verdict === 'no-data') return say('rule_no_data')
  if (rule.unknownReason === 'not-linked') return say('rule_unlinked')
  if (rule.unknownReason === 'hours-unknown') return say('rule_hours_unknown')
  if (rule.unknownReason === 'size-unknown') return say('rule_size_unknown')
  const unit = basis === 'time' ? 'min' : 'm'
  const found =
    value === null || facilityId === null
      ? say('rule_none_within')
      : say('rule_found', {
          name: printable(facilityName ?? facilityId),
          length: say(unit, { n: value.toFixed(basis === 'time' ? 2 : 1) }),
        })
  const part = verdict === 'partial' ? say('rule_partial', { percent: percent(share) }) : ''
  return `${part}${found}${edgeAffected ? say('rule_edge') : ''}`
}

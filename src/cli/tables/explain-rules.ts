// The rules of a standard that a kind of facility can satisfy, and what they say of one block.
import { NOT_VERIFIED_EN } from '../../words/verification-words.ts'
import type { AccessReport, StandardRuleRecord } from '../library.ts'
import { type Lang, type Say, sayData, sayIn } from '../words.ts'
import { percent, printable } from './text-table.ts'

const OWN_FIGURE = 'your own figure'

/** One rule's verdict on a block, for people and programs. */
export interface ExplainedRule {
  readonly ruleId: string
  readonly nameEn: string
  readonly nameZh: string
  readonly level: string
  readonly mandatory: boolean
  readonly categories: readonly string[]
  readonly basis: string
  readonly limit: number
  readonly verdict: string
  readonly share: number | null
  readonly value: number | null
  readonly facilityId: string | null
  readonly facilityName: string | null
  readonly edgeAffected: boolean
  readonly clause: string
  readonly verified: boolean
  /** Said beside figures that were not read in the standard itself. */
  readonly remark: string | null
}

/** The rules that concern a category, in the order of the standard; none without one. */
export function rulesFor(report: AccessReport, blockId: string, category: string): ExplainedRule[] {
  const { standard, blocks, verdicts, facilities } = report
  if (standard === undefined || standard === null) return []
  const blockIndex = blocks.findIndex(({ id }) => id === blockId)
  return standard.rules.flatMap((rule) => {
    if (!rule.categories.includes(category)) return []
    const verdict = verdicts.find((one) => one.blockIndex === blockIndex && one.ruleId === rule.id)
    if (verdict === undefined) return []
    const facility = facilities[verdict.facilityIndex ?? -1]
    return [
      {
        ruleId: rule.id,
        nameEn: rule.nameEn,
        nameZh: rule.nameZh,
        level: rule.level,
        mandatory: rule.mandatory,
        categories: rule.categories,
        basis: rule.basis,
        limit: rule.limit,
        verdict: verdict.verdict,
        share: verdict.share,
        value: verdict.value,
        facilityId: facility?.id ?? null,
        facilityName: facility?.name ?? null,
        edgeAffected: verdict.edgeAffected,
        clause: rule.clause,
        verified: rule.verified,
        remark: remarkOf(rule),
      },
    ]
  })
}

function remarkOf({ verified, mark }: StandardRuleRecord): string | null {
  if (verified) return null
  return mark === 'own' ? OWN_FIGURE : NOT_VERIFIED_EN
}

/** The same for people; a sentence where no rule concerns the category. */
export function rulesText({ standard }: AccessReport, rules: readonly ExplainedRule[], lang: Lang): string {
  if (standard === undefined || standard === null) return ''
  const say = sayIn(lang)
  const { id, version } = standard
  if (rules.length === 0) return `${say('rules_none', { id })}\n`
  const lines = [say('rules_of', { id, version })]
  for (const rule of rules) {
    const unit = rule.basis === 'time' ? 'min' : rule.basis === 'distance' ? 'm_on_foot' : 'm_straight'
    const remark = say(rule.remark === OWN_FIGURE ? 'own_figure' : 'not_verified')
    lines.push(
      say('rule_line', {
        name: lang === 'zh' ? rule.nameZh : rule.nameEn,
        id: rule.ruleId,
        duty: say(rule.mandatory ? 'mandatory' : 'optional'),
        level: levelText(rule.level, say),
        limit: say(unit, { n: rule.limit }),
        clause: printable(rule.clause),
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

function foundText(rule: ExplainedRule, say: Say): string {
  const { verdict, share, value, basis, facilityId, facilityName, edgeAffected } = rule
  if (verdict === 'unknown') return say('rule_unlinked')
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

// The rules of a standard that a kind of facility can satisfy, and what they say of one block.
import type { AccessReport, StandardRuleRecord } from '../index.ts'
import { percent, printable } from './text-table.ts'

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
        value: verdict.value ?? null,
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
  return mark === 'own' ? 'your own figure' : 'not verified against the printed standard'
}

/** The same for people; a sentence where no rule concerns the category. */
export function rulesText({ standard }: AccessReport, rules: readonly ExplainedRule[]): string {
  if (standard === undefined || standard === null) return ''
  if (rules.length === 0) return `No rule of ${standard.id} concerns this kind.\n`
  const lines = [`Rules of ${standard.id} ${standard.version} that this kind can satisfy:`]
  for (const rule of rules) {
    const unit = rule.basis === 'time' ? 'min' : rule.basis === 'distance' ? 'm on foot' : 'm in a straight line'
    const level = rule.level === 'none' ? '' : rule.level === 'block' ? ', block level' : `, ${rule.level}-minute level`
    const source = rule.remark === null ? '' : ` (${rule.remark})`
    lines.push(
      `  ${rule.nameEn} (${rule.ruleId}): ${rule.mandatory ? 'mandatory' : 'optional'}${level}, within ${rule.limit} ${unit}; ${printable(rule.clause)}${source}`,
      `    ${rule.verdict}${foundText(rule)}`,
    )
  }
  return `${lines.join('\n')}\n`
}

function foundText({ verdict, share, value, basis, facilityId, facilityName, edgeAffected }: ExplainedRule): string {
  if (verdict === 'unknown') return ': the block is not linked to a street'
  const found =
    value === null || facilityId === null
      ? ', none within the limit'
      : `, nearest that counts: ${printable(facilityName ?? facilityId)} at ${value.toFixed(basis === 'time' ? 2 : 1)} ${basis === 'time' ? 'min' : 'm'}`
  const part = verdict === 'partial' ? `, from ${percent(share)} of its demand points` : ''
  return `${part}${found}${edgeAffected ? '; the data end nearby, the truth may be better' : ''}`
}

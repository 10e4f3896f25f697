// What the rules of a standard say of one block for one kind of facility: rules and verdicts of a report, side by side.
import type { AccessReport } from './access-report.ts'
import type { DutyWord } from './verdicts.ts'

/** One rule's verdict on a block, for people and programs. */
export interface BlockRule {
  readonly ruleId: string
  readonly nameEn: string
  readonly nameZh: string
  readonly level: string
  readonly mandatory: boolean
  /** The duty in the words of the standard. */
  readonly duty: DutyWord
  readonly categories: readonly string[]
  readonly basis: string
  readonly limit: number
  readonly verdict: string
  /** Where it is unknown: `not-linked`, or `size-unknown`. */
  readonly unknownReason: string | null
  readonly share: number | null
  /** Minutes or metres to the nearest facility that counts; `null` where none is within the limit. */
  readonly value: number | null
  readonly facilityId: string | null
  readonly facilityName: string | null
  readonly edgeAffected: boolean
  readonly clause: string
  readonly clauseZh: string
  /** The figure was read in the printed standard. */
  readonly verified: boolean
  /** `own` where the figure is the reader's own. */
  readonly mark: string
}

/**
 * The rules that a kind of facility can satisfy, in the order of the standard, with their verdicts on a block.
 *
 * @returns none without a standard, for a block that the report does not have, and for a kind that no rule asks for
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { rulesOfBlock } from 'living-circle/parts'
 * declare const report: AccessReport
 * for (const { ruleId, verdict } of rulesOfBlock(report, 'b1', 'clinic')) console.log(ruleId, verdict)
 * ```
 */
export function rulesOfBlock(report: AccessReport, blockId: string, category: string): BlockRule[] {
  const { standard, blocks, verdicts, facilities } = report
  if (standard === undefined || standard === null) return []
  const blockIndex = blocks.findIndex(({ id }) => id === blockId)
  const ofBlock = new Map(verdicts.filter((one) => one.blockIndex === blockIndex).map((one) => [one.ruleId, one]))
  return standard.rules.flatMap((rule) => {
    const verdict = ofBlock.get(rule.id)
    if (verdict === undefined || !rule.categories.includes(category)) return []
    const facility = facilities[verdict.facilityIndex ?? -1]
    return [
      {
        ruleId: rule.id,
        nameEn: rule.nameEn,
        nameZh: rule.nameZh,
        level: rule.level,
        mandatory: rule.mandatory,
        duty: rule.duty,
        categories: rule.categories,
        basis: rule.basis,
        limit: rule.limit,
        verdict: verdict.verdict,
        unknownReason: verdict.unknownReason,
        share: verdict.verdict === 'unknown' ? null : verdict.share,
        value: verdict.value,
        facilityId: facility?.id ?? null,
        facilityName: facility?.name ?? null,
        edgeAffected: verdict.edgeAffected,
        clause: rule.clause,
        clauseZh: rule.clauseZh,
        verified: rule.verified,
        mark: rule.mark,
      },
    ]
  })
}

// Shares of blocks → verdicts on the rules of a pack, and how complete each block is. It does not know how a share was measured.

import { type VerdictName, verdictOfShare } from '../answer/verdict-share.ts'
import type { BlockCompleteness, RuleLevel, Verdict } from '../answer/verdicts.ts'
import { problem } from '../words/problem.ts'
import { categoriesOfRule } from './facility-fit.ts'
import type { RuleAccess } from './rule-access.ts'
import type { StandardPack, StandardRule } from './standard-pack.ts'

/** What {@link judgeBlocks} returns. */
export interface BlockJudgement {
  /** Blocks × rules, in that order. */
  readonly verdicts: readonly Verdict[]
  readonly completeness: readonly BlockCompleteness[]
}

/**
 * Judges every block by every rule of a pack: `met`, `unmet` or `partial` by its share ({@link verdictOfShare}), `unknown` where
 * the block is not linked (never counted as unmet). Every rule is judged by its own facilities: an upper level does not
 * discharge a lower one.
 *
 * @throws LivingCircleError `usage` when the arrays do not fit the pack
 * @example
 * ```ts
 * import { standardPack } from 'living-circle'
 * import { judgeBlocks } from 'living-circle/parts'
 * const pack = standardPack('sdg-transit') // one rule
 * const { verdicts } = judgeBlocks(pack, { blockCount: 1, ruleCount: 1, share: Float64Array.of(0.4), edgeAffected: Uint8Array.of(0) })
 * verdicts[0]!.verdict // 'partial'
 * ```
 */
export function judgeBlocks(pack: StandardPack, access: RuleAccess): BlockJudgement {
  const { blockCount, ruleCount, share, edgeAffected } = access
  if (
    ruleCount !== pack.rules.length ||
    share.length !== blockCount * ruleCount ||
    edgeAffected.length !== share.length
  ) {
    throw problem(
      'usage',
      'standard.access',
      { blocks: blockCount, rules: ruleCount, shares: share.length, n: pack.rules.length, id: pack.id },
      { details: { blockCount, ruleCount, shares: share.length, rules: pack.rules.length } },
    )
  }
  const verdicts: Verdict[] = []
  const categories = pack.rules.map((rule) => categoriesOfRule(rule).join('|'))
  for (let blockIndex = 0; blockIndex < blockCount; blockIndex++) {
    pack.rules.forEach((rule, ruleIndex) => {
      verdicts.push(judge(rule, ruleIndex, categories[ruleIndex]!, blockIndex, access))
    })
  }
  const completeness = Array.from({ length: blockCount }, (_, blockIndex) =>
    completenessOf(blockIndex, verdicts.slice(blockIndex * ruleCount, (blockIndex + 1) * ruleCount)),
  )
  return { verdicts, completeness }
}

function judge(
  rule: StandardRule,
  ruleIndex: number,
  category: string,
  blockIndex: number,
  access: RuleAccess,
): Verdict {
  const row = blockIndex * access.ruleCount + ruleIndex
  const share = access.share[row]!
  const value = access.value?.[row] ?? Number.NaN
  const facility = access.facility?.[row] ?? -1
  return {
    blockIndex,
    ruleIndex,
    ruleId: rule.id,
    level: rule.level,
    mandatory: rule.mandatory,
    category,
    limit: Math.max(...rule.routes.map((route) => route.limit)),
    basis: rule.basis,
    verdict: verdictOfShare(share),
    share: Number.isNaN(share) ? null : share,
    value: Number.isNaN(value) ? null : value,
    facilityIndex: facility < 0 ? null : facility,
    clause: rule.clause,
    sourceVerified: rule.verified,
    edgeAffected: access.edgeAffected[row] === 1,
  }
}

/** From the lowest to the highest. */
const LEVELS: readonly RuleLevel[] = ['block', '5', '10', '15']

function completenessOf(blockIndex: number, verdicts: readonly Verdict[]): BlockCompleteness {
  const duties = verdicts.filter((verdict) => verdict.mandatory)
  const count = (kind: VerdictName) => duties.filter((verdict) => verdict.verdict === kind).length
  const byLevel = LEVELS.filter((level) => verdicts.some((verdict) => verdict.level === level)).map((level) => {
    const owed = duties.filter(
      (verdict) => LEVELS.indexOf(verdict.level) >= 0 && LEVELS.indexOf(verdict.level) <= LEVELS.indexOf(level),
    )
    return { level, required: owed.length, ...metOf(owed) }
  })
  return {
    blockIndex,
    required: duties.length,
    partial: count('partial'),
    unmet: count('unmet'),
    unknown: count('unknown'),
    ...metOf(duties),
    byLevel,
    missing: duties
      .filter(({ verdict }) => verdict === 'partial' || verdict === 'unmet')
      .map((verdict) => verdict.ruleId),
  }
}

function metOf(duties: readonly Verdict[]): { met: number; share: number | null } {
  const met = duties.filter((verdict) => verdict.verdict === 'met').length
  const known = duties.length > 0 && duties.every((verdict) => verdict.verdict !== 'unknown')
  return { met, share: known ? met / duties.length : null }
}

// Shares of blocks → verdicts on the rules of a pack, and how complete each block is. It does not know how a share was measured.

import { countVerdicts, judgedCount, type VerdictName, verdictBetween } from '../answer/verdict-share.ts'
import type { BlockCompleteness, RuleLevel, Verdict } from '../answer/verdicts.ts'
import { atOnce, type Steps } from '../foundation/breath.ts'
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
 * Judges every block by every rule of a pack: `met`, `unmet` or `partial` by its share (`verdictBetween`), `unknown` where
 * the block is not linked or the verdict hangs on a facility of unknown size, `no-data` where the data hold no facility that could
 * satisfy the rule. Neither is ever counted as unmet. Every rule is judged by its own facilities: an upper level does not discharge
 * a lower one.
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
  return atOnce(judgementSteps(pack, access))
}

/** Blocks between pauses. */
const BLOCKS_AT_ONCE = 64

/** {@link judgeBlocks} in steps. */
export function* judgementSteps(pack: StandardPack, access: RuleAccess): Steps<BlockJudgement> {
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
    if (blockIndex % BLOCKS_AT_ONCE === 0) yield
    pack.rules.forEach((rule, ruleIndex) => {
      verdicts.push(judge(rule, ruleIndex, categories[ruleIndex]!, blockIndex, access))
    })
  }
  const completeness: BlockCompleteness[] = []
  for (let blockIndex = 0; blockIndex < blockCount; blockIndex++) {
    if (blockIndex % BLOCKS_AT_ONCE === 0) yield
    const own = verdicts.slice(blockIndex * ruleCount, (blockIndex + 1) * ruleCount)
    completeness.push(completenessOf(blockIndex, own))
  }
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
  const hasData = access.hasData?.[ruleIndex] !== 0
  const found = hasData
    ? judgeShare(
        access.share[row]!,
        access.possibleShare?.[row] ?? access.share[row]!,
        access.hoursUnknown?.[ruleIndex] === 1 ? 'hours-unknown' : 'size-unknown',
      )
    : NOTHING
  const value = hasData ? (access.value?.[row] ?? Number.NaN) : Number.NaN
  const facility = hasData ? (access.facility?.[row] ?? -1) : -1
  return {
    blockIndex,
    ruleIndex,
    ruleId: rule.id,
    level: rule.level,
    mandatory: rule.mandatory,
    category,
    limit: Math.max(...rule.routes.map((route) => route.limit)),
    basis: rule.basis,
    ...found,
    ...stabilityOf(found.verdict, row, access),
    value: Number.isNaN(value) ? null : value,
    facilityIndex: facility < 0 ? null : facility,
    clause: rule.clause,
    sourceVerified: rule.verified,
    edgeAffected: access.edgeAffected[row] === 1,
  }
}

/** Whether the verdict is the same at the worst and at the best; nothing where nobody has looked. */
function stabilityOf(verdict: VerdictName, row: number, { range }: RuleAccess): Pick<Verdict, 'stability'> {
  if (range === undefined) return {}
  if (verdict === 'unknown' || verdict === 'no-data') return { stability: null }
  const isSame = [range.worst, range.best].every(
    ({ share, possibleShare }) => verdictBetween(share[row]!, possibleShare?.[row] ?? share[row]!) === verdict,
  )
  return { stability: isSame ? 'firm' : 'borderline' }
}

const NOTHING = { verdict: 'no-data', unknownReason: null, share: null, unknownShare: 0 } as const

/** The verdict on which what is sure and what is possible agree, else unknown. */
function judgeShare(
  surely: number,
  possibly: number,
  doubt: 'size-unknown' | 'hours-unknown',
): Pick<Verdict, 'verdict' | 'unknownReason' | 'share' | 'unknownShare'> {
  if (Number.isNaN(surely)) return { verdict: 'unknown', unknownReason: 'not-linked', share: null, unknownShare: 0 }
  const verdict = verdictBetween(surely, possibly)
  const unknownReason = verdict === 'unknown' ? doubt : null
  return { verdict, unknownReason, share: surely, unknownShare: possibly - surely }
}

/** From the lowest to the highest. */
const LEVELS: readonly RuleLevel[] = ['block', '5', '10', '15']

function completenessOf(blockIndex: number, verdicts: readonly Verdict[]): BlockCompleteness {
  const duties = verdicts.filter((verdict) => verdict.mandatory)
  const byLevel = LEVELS.filter((level) => verdicts.some((verdict) => verdict.level === level)).map((level) => {
    const owed = duties.filter(
      (verdict) => LEVELS.indexOf(verdict.level) >= 0 && LEVELS.indexOf(verdict.level) <= LEVELS.indexOf(level),
    )
    return { level, required: owed.length, ...metOf(owed) }
  })
  return {
    blockIndex,
    required: duties.length,
    ...countVerdicts(duties.map(({ verdict }) => verdict)),
    ...metOf(duties),
    byLevel,
    missing: duties
      .filter(({ verdict }) => verdict === 'partial' || verdict === 'unmet')
      .map((verdict) => verdict.ruleId),
  }
}

function metOf(duties: readonly Verdict[]): { judged: number; met: number; share: number | null } {
  const counts = countVerdicts(duties.map(({ verdict }) => verdict))
  const judged = judgedCount(counts)
  return { judged, met: counts.met, share: judged > 0 ? counts.met / judged : null }
}

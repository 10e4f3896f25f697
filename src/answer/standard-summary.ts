// A standard's verdicts in few numbers: which rules are met least, how complete the blocks are, who is covered on paper only. The table on
// the terminal prints it; it knows no words.
import type { AccessReport } from './access-report.ts'
import { judgedCount } from './verdict-share.ts'
import type { StandardReport, StandardRuleRecord, UnitVerdict } from './verdicts.ts'

/** How complete the provision of all blocks is. */
export interface CompletenessSummary {
  /** Mandatory duties that every block has. */
  readonly required: number
  /** Those of them for which the data hold facilities: no more than these can be judged. */
  readonly withData: number
  /** Blocks of which any duty could be judged, and those of them that meet every one that was. */
  readonly blocks: number
  readonly complete: number
  /** Duties that the middle block meets, of those judged of it (blocks by duties met; the lower of two middle ones). */
  readonly middleMet: number
  readonly middleJudged: number
}

/** People whom a rule's printed radius covers and no walk does. */
export interface OnPaperOnly {
  readonly ruleId: string
  /** Whole people, above 0. */
  readonly people: number
}

/** What a standard says about all blocks together. */
export interface StandardSummary {
  /** Rules of whose kinds the data have a facility: least met first, by judged blocks, then by people; what nothing was judged by comes last. */
  readonly judged: readonly { readonly rule: StandardRuleRecord; readonly unit: UnitVerdict | null }[]
  /** The others: no data, which is not unmet. */
  readonly withoutData: readonly StandardRuleRecord[]
  /** `null` where nothing is required, or nothing of any block could be judged. */
  readonly completeness: CompletenessSummary | null
  /** Most people first. */
  readonly onPaperOnly: readonly OnPaperOnly[]
  /** Rules whose figure was not read in the printed standard; the reader's own figures are not among them. */
  readonly rulesNotVerified: number
}

/**
 * Sums up a standard; `null` for a report without one.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { summariseStandard } from 'living-circle/parts'
 * declare const report: AccessReport
 * const summary = summariseStandard(report) // null without a standard
 * ```
 */
export function summariseStandard({ standard }: Pick<AccessReport, 'standard'>): StandardSummary | null {
  if (standard === undefined || standard === null) return null
  const { rules, units, onPaper } = standard
  const unitOf = new Map(units.filter(({ unitKind }) => unitKind === 'all').map((unit) => [unit.ruleId, unit]))
  const judged = rules.filter(({ hasData }) => hasData).map((rule) => ({ rule, unit: unitOf.get(rule.id) ?? null }))
  return {
    judged: judged.sort((a, b) => metShare(a.unit) - metShare(b.unit) || peopleShare(a.unit) - peopleShare(b.unit)),
    withoutData: rules.filter(({ hasData }) => !hasData),
    completeness: summariseCompleteness(standard),
    onPaperOnly: onPaper
      .map(({ ruleId, peopleOnPaper, peopleOnFoot }) => ({ ruleId, people: Math.round(peopleOnPaper - peopleOnFoot) }))
      .filter(({ people }) => people > 0)
      .sort((a, b) => b.people - a.people || (a.ruleId < b.ruleId ? -1 : 1)),
    rulesNotVerified: rules.filter(({ verified, mark }) => !verified && mark !== 'own').length,
  }
}

/** After every share. */
const NOT_JUDGED = 2

function metShare(unit: UnitVerdict | null): number {
  if (unit === null) return NOT_JUDGED
  const judged = judgedCount(unit)
  return judged === 0 ? NOT_JUDGED : unit.met / judged
}

function peopleShare(unit: UnitVerdict | null): number {
  return unit?.share ?? NOT_JUDGED
}

/** How complete all blocks are; `null` where nothing is required, or nothing of any block could be judged. */
export function summariseCompleteness({
  completeness,
  rules,
}: Pick<StandardReport, 'completeness' | 'rules'>): CompletenessSummary | null {
  const required = completeness[0]?.required ?? 0
  const known = completeness.filter(({ judged }) => judged > 0).sort((a, b) => a.met - b.met || a.judged - b.judged)
  const middle = known[Math.floor((known.length - 1) / 2)]
  if (required === 0 || middle === undefined) return null
  return {
    required,
    withData: rules.filter(({ mandatory, hasData }) => mandatory && hasData).length,
    blocks: known.length,
    complete: known.filter(({ share }) => share === 1).length,
    middleMet: middle.met,
    middleJudged: middle.judged,
  }
}

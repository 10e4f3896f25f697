// Whether loaded values are what a standard said: its verdicts, rules, roll-ups.

import * as is from './value-shape.ts'
import { VERDICT_NAMES } from './verdict-share.ts'
import type {
  AdequacyVerdict,
  BlockCompleteness,
  LevelCompleteness,
  PaperCoverageRecord,
  StandardReport,
  StandardRuleRecord,
  UnitVerdict,
  UnusedKind,
  Verdict,
} from './verdicts.ts'

const level = is.oneOf(['15', '10', '5', 'block', 'none'])
const basis = is.oneOf(['time', 'distance', 'straight-line'])

/** A verdict on one of so many blocks, by one of so many rules. */
export function verdictShape(blocks: number, rules: number, facilities: number): is.Check {
  return is.record<Verdict>({
    blockIndex: is.below(blocks),
    ruleIndex: rules === 0 ? is.count : is.below(rules),
    ruleId: is.text,
    level,
    mandatory: is.flag,
    category: is.text,
    limit: is.number,
    basis,
    verdict: is.oneOf(VERDICT_NAMES),
    unknownReason: is.orNull(is.oneOf(['not-linked', 'size-unknown', 'hours-unknown'])),
    stability: is.optional(is.orNull(is.oneOf(['firm', 'borderline']))),
    share: is.orNull(is.number),
    unknownShare: is.number,
    value: is.orNull(is.number),
    facilityIndex: is.orNull(is.below(facilities)),
    clause: is.text,
    sourceVerified: is.flag,
    edgeAffected: is.flag,
  })
}

const rule = is.record<StandardRuleRecord>({
  id: is.text,
  nameEn: is.text,
  nameZh: is.text,
  level,
  basis,
  categories: is.listOf(is.text),
  limit: is.number,
  mandatory: is.flag,
  duty: is.oneOf(['required', 'advised', 'as-needed']),
  populationGroup: is.text,
  clause: is.text,
  clauseZh: is.text,
  mark: is.text,
  verified: is.flag,
  hasData: is.flag,
  facilities: is.count,
  facilitiesSizeUnknown: is.count,
})

const counts = { met: is.count, partial: is.count, unmet: is.count, unknown: is.count, noData: is.count }

const unit = is.record<UnitVerdict>({
  ...counts,
  unitKind: is.oneOf(['community', 'street', 'district', 'all']),
  unit: is.text,
  street: is.orNull(is.text),
  district: is.orNull(is.text),
  ruleId: is.text,
  populationGroup: is.text,
  coveredPeople: is.number,
  knownPeople: is.number,
  share: is.orNull(is.number),
  blocksUnknownPeople: is.count,
  blocksUnlinked: is.count,
  peopleSizeUnknown: is.number,
})

const adequacy = is.record<AdequacyVerdict>({
  ruleId: is.text,
  nameEn: is.text,
  nameZh: is.text,
  measure: is.oneOf(['facilities', 'capacity', 'floor_m2', 'land_m2']),
  verdict: is.oneOf(['met', 'unmet', 'unknown', 'no-data']),
  perThousand: is.orNull(is.number),
  minPerThousand: is.number,
  supply: is.number,
  missing: is.orNull(is.number),
  populationGroup: is.text,
  people: is.number,
  blocksUnknownPeople: is.count,
  facilities: is.count,
  facilitiesUnknown: is.count,
  clause: is.text,
  clauseZh: is.text,
  sourceVerified: is.flag,
})

/** What a standard said of so many blocks. */
export function standardShape(blocks: number): is.Check {
  const completeness = is.record<BlockCompleteness>({
    ...counts,
    blockIndex: is.below(blocks),
    required: is.count,
    judged: is.count,
    share: is.orNull(is.number),
    byLevel: is.listOf(
      is.record<LevelCompleteness>({
        level,
        required: is.count,
        judged: is.count,
        met: is.count,
        share: is.orNull(is.number),
      }),
    ),
    missing: is.listOf(is.text),
  })
  return is.record<StandardReport>({
    id: is.text,
    version: is.text,
    nameEn: is.text,
    nameZh: is.text,
    rules: is.listOf(rule),
    completeness: is.listOf(completeness, blocks),
    units: is.listOf(unit),
    adequacy: is.listOf(adequacy),
    onPaper: is.listOf(
      is.record<PaperCoverageRecord>({
        ruleId: is.text,
        populationGroup: is.text,
        peopleOnPaper: is.number,
        peopleOnFoot: is.number,
        people: is.number,
      }),
    ),
    unusedKinds: is.listOf(
      is.record<UnusedKind>({ category: is.text, nameEn: is.text, nameZh: is.text, facilities: is.count }),
    ),
  })
}

// What a standard says of the blocks: verdicts, roll-ups, completeness, adequacy. It does not know how a share was measured.
import type { Basis } from '../foundation/units.ts'
import type { Stability } from './stability.ts'
import type { VerdictCounts, VerdictName } from './verdict-share.ts'

/** Levels of provision. They do not contain each other: what serves 15 minutes does not discharge a duty of 5 minutes. */
export type RuleLevel = '15' | '10' | '5' | 'block' | 'none'

/** How a rule's limit is measured: walking time, walking distance, or a straight line. */
export type RuleBasis = Basis | 'straight-line'

/** What a standard asks for: it shall be there, it should be, or it is provided where it is needed. */
export type DutyWord = 'required' | 'advised' | 'as-needed'

/** What a supply is counted in: facilities, their capacity (places, beds …), floor or land in square metres. */
export type SupplyMeasure = 'facilities' | 'capacity' | 'floor_m2' | 'land_m2'

/** The units that blocks may belong to, from small to large, and everything. */
export type UnitKind = 'community' | 'street' | 'district' | 'all'

/** Why a verdict is unknown: no street near the block; or what is near is of a size that the rule asks for and nobody knows; or has hours that nobody knows. */
export type UnknownReason = 'not-linked' | 'size-unknown' | 'hours-unknown'

/** Verdict of one block on one rule, with what it rests on. */
export interface Verdict {
  readonly blockIndex: number
  /** Index of the rule among those of the standard. */
  readonly ruleIndex: number
  readonly ruleId: string
  readonly level: RuleLevel
  readonly mandatory: boolean
  /** Category id; ids with `|` between them for a rule that several categories satisfy. */
  readonly category: string
  /** The largest limit of the rule's routes, minutes or metres. */
  readonly limit: number
  readonly basis: RuleBasis
  readonly verdict: VerdictName
  /** Only where the verdict is `unknown`. */
  readonly unknownReason: UnknownReason | null
  /** Whether it hangs on a tenth of speed or on the street next door; `null` where there is no verdict. Missing in answers of before 0.4. */
  readonly stability?: Stability | null | undefined
  /** Of the block's linked demand points, by weight, those that surely meet the rule, 0 to 1; `null` where none is linked or judged. */
  readonly share: number | null
  /** Those that may or may not meet it: near places of unknown size only. They are counted neither as covered nor as not. */
  readonly unknownShare: number
  /** Minutes or metres by the rule's basis to the nearest facility that counts; `null` where none is reached or it was not measured. */
  readonly value: number | null
  /** Index into `facilities` of that facility, or `null`. */
  readonly facilityIndex: number | null
  readonly clause: string
  readonly sourceVerified: boolean
  readonly edgeAffected: boolean
}

/** A rule of the standard as outputs show it. */
export interface StandardRuleRecord {
  readonly id: string
  readonly nameEn: string
  readonly nameZh: string
  readonly level: RuleLevel
  readonly basis: RuleBasis
  readonly categories: readonly string[]
  /** The largest limit of its routes, minutes or metres. */
  readonly limit: number
  readonly mandatory: boolean
  readonly duty: DutyWord
  readonly populationGroup: string
  readonly clause: string
  readonly clauseZh: string
  readonly mark: string
  /** False: not verified against the printed standard; every output says so beside it. */
  readonly verified: boolean
  /** Whether the data hold facilities of its kinds at all, of as many kinds as it asks for; else nobody is judged by it. */
  readonly hasData: boolean
  /** Facilities of its kinds in the data, and those of them of which a size that it asks for is not known. */
  readonly facilities: number
  readonly facilitiesSizeUnknown: number
}

/** How complete the provision of one block is: mandatory rules only. The counts by verdict add up to `required`. */
export interface BlockCompleteness extends VerdictCounts {
  readonly blockIndex: number
  /** Mandatory rules. */
  readonly required: number
  /** Of these, those that could be judged: met, partly met or unmet. */
  readonly judged: number
  /** `met / judged`; `null` where nothing was judged. */
  readonly share: number | null
  /** The same by level, from the lowest: a level counts its own duties and those of all lower levels. */
  readonly byLevel: readonly LevelCompleteness[]
  /** Ids of mandatory rules that are not met (partial or unmet), in the order of the standard. */
  readonly missing: readonly string[]
}

/** Duties up to one level: an area that reaches a level owes its duties and all lower ones. */
export interface LevelCompleteness {
  readonly level: RuleLevel
  readonly required: number
  readonly judged: number
  readonly met: number
  /** `met / judged`; `null` where nothing was judged. */
  readonly share: number | null
}

/** One rule in one unit: a community, street, district, or everything. The counts are of blocks and add up to the unit's blocks. */
export interface UnitVerdict extends VerdictCounts {
  readonly unitKind: UnitKind
  /** Its name; empty for `all`. */
  readonly unit: string
  /** Names of the larger units that it lies in: two communities of one name in two streets are two. */
  readonly street: string | null
  readonly district: string | null
  readonly ruleId: string
  /** Whose people: the rule's group where any block knows it, else `population`. */
  readonly populationGroup: string
  /** Σ people × share over blocks that are linked and whose people are known. */
  readonly coveredPeople: number
  /** Σ people over the same blocks, without those of whom it is unknown ({@link Verdict.unknownShare}): the denominator. */
  readonly knownPeople: number
  /** `coveredPeople / knownPeople`; `null` where that is 0. */
  readonly share: number | null
  /** Blocks left out of the denominator: people unknown; people known, but not linked. */
  readonly blocksUnknownPeople: number
  readonly blocksUnlinked: number
  /** People left out of it because only places of unknown size are near them. */
  readonly peopleSizeUnknown: number
}

/** Is there enough per 1,000 people in an area, whatever the distance? */
export interface AdequacyVerdict {
  readonly ruleId: string
  readonly nameEn: string
  readonly nameZh: string
  readonly measure: SupplyMeasure
  readonly verdict: Exclude<VerdictName, 'partial'>
  /** Supply per 1,000 people of what is known; `null` where no people are known or the data have no facility of the kind. */
  readonly perThousand: number | null
  readonly minPerThousand: number
  /** Facilities, places or beds, or square metres. */
  readonly supply: number
  /** What is missing to be enough for the people known; 0 where there is enough, `null` where the verdict is unknown or `no-data`. */
  readonly missing: number | null
  /** Whose people: the rule's group where any block knows it, else `population`. */
  readonly populationGroup: string
  readonly people: number
  readonly blocksUnknownPeople: number
  /** Facilities of the right kind; of these, those whose supply is not known. */
  readonly facilities: number
  readonly facilitiesUnknown: number
  readonly clause: string
  readonly clauseZh: string
  readonly sourceVerified: boolean
}

/** People covered by a printed straight-line radius and on foot: the difference is covered on paper, not on foot. */
export interface PaperCoverageRecord {
  readonly ruleId: string
  readonly populationGroup: string
  readonly peopleOnPaper: number
  readonly peopleOnFoot: number
  /** The same denominator for both. */
  readonly people: number
}

/** A kind of facility in the data that no rule of the standard asks for. */
export interface UnusedKind {
  readonly category: string
  readonly nameEn: string
  readonly nameZh: string
  readonly facilities: number
}

/** What a standard said about the blocks. */
export interface StandardReport {
  readonly id: string
  readonly version: string
  readonly nameEn: string
  readonly nameZh: string
  readonly rules: readonly StandardRuleRecord[]
  /** By block, in the order of `blocks`. */
  readonly completeness: readonly BlockCompleteness[]
  readonly units: readonly UnitVerdict[]
  readonly adequacy: readonly AdequacyVerdict[]
  /** Of rules that have data. */
  readonly onPaper: readonly PaperCoverageRecord[]
  /** Kinds in the data that no rule asks for: most facilities first. */
  readonly unusedKinds: readonly UnusedKind[]
}

// What a standard says of the blocks: verdicts, roll-ups, completeness, adequacy. It does not know how a share was measured.
import type { Basis } from '../foundation/units.ts'
import type { VerdictName } from './verdict-share.ts'

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
  readonly share: number | null
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
}

/** How complete the provision of one block is: mandatory rules only. */
export interface BlockCompleteness {
  readonly blockIndex: number
  /** Mandatory rules. */
  readonly required: number
  /** Of these, met, partly met, unmet and unknown; they add up to `required`. */
  readonly met: number
  readonly partial: number
  readonly unmet: number
  readonly unknown: number
  /** `met / required`; `null` where nothing is required or any of it is unknown. */
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
  readonly met: number
  readonly share: number | null
}

/** One rule in one unit: a community, street, district, or everything. */
export interface UnitVerdict {
  readonly unitKind: UnitKind
  /** Its name; empty for `all`. */
  readonly unit: string
  /** Names of the larger units that it lies in: two communities of one name in two streets are two. */
  readonly street: string | null
  readonly district: string | null
  readonly ruleId: string
  /** Blocks by verdict; they add up to the unit's blocks. */
  readonly met: number
  readonly partial: number
  readonly unmet: number
  readonly unknown: number
  /** Whose people: the rule's group where any block knows it, else `population`. */
  readonly populationGroup: string
  /** Σ people × share over blocks that are linked and whose people are known. */
  readonly coveredPeople: number
  /** Σ people over the same blocks: the denominator. */
  readonly knownPeople: number
  /** `coveredPeople / knownPeople`; `null` where that is 0. */
  readonly share: number | null
  /** Blocks left out of the denominator: people unknown; people known, but not linked. */
  readonly blocksUnknownPeople: number
  readonly blocksUnlinked: number
}

/** Is there enough per 1,000 people in an area, whatever the distance? */
export interface AdequacyVerdict {
  readonly ruleId: string
  readonly nameEn: string
  readonly nameZh: string
  readonly measure: SupplyMeasure
  readonly verdict: 'met' | 'unmet' | 'unknown'
  /** Supply per 1,000 people of what is known; `null` where no people are known. */
  readonly perThousand: number | null
  readonly minPerThousand: number
  /** Facilities, places or beds, or square metres. */
  readonly supply: number
  /** What is missing to be enough for the people known; 0 where there is enough. */
  readonly missing: number
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
  readonly onPaper: readonly PaperCoverageRecord[]
}

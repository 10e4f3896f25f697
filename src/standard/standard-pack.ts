// A standard as data: rules with their figures, sources and marks. It does not know how anything is measured.
import type { DutyWord, RuleBasis, RuleLevel, SupplyMeasure } from '../answer/verdicts.ts'

/**
 * How a figure is known: `V-P` read in a primary source, `V-S` read in a secondary one, `U-H` and `U-M` recalled with high and
 * medium confidence (never verified against the printed standard), `own` the user's own.
 */
export type Mark = 'V-P' | 'V-S' | 'U-H' | 'U-M' | 'own'

/** One way to satisfy a rule: facilities of these categories, not known to be too small or too large, within this limit. */
export interface RuleRoute {
  /** Category ids; a facility of any of them counts. */
  readonly categories: readonly string[]
  /** Minutes for basis `time`, else metres. Inclusive. */
  readonly limit: number
  readonly minFloorSquareMetres: number | null
  readonly minLandSquareMetres: number | null
  readonly maxLandSquareMetres: number | null
  readonly minCapacity: number | null
  /** A facility whose size is not known does not count; otherwise it does. */
  readonly sizeMustBeKnown: boolean
}

/** One duty. */
export interface StandardRule {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly level: RuleLevel
  readonly basis: RuleBasis
  /** At least one; any of them is enough. */
  readonly routes: readonly RuleRoute[]
  /** So many different facilities must be within the limit (over all routes). Usually 1. */
  readonly minFacilities: number
  /** Of so many different categories. Usually 1. */
  readonly minKinds: number
  readonly mandatory: boolean
  /** The duty in the words of the standard. */
  readonly duty: DutyWord
  /** Words of tables whose places count for it, too; see {@link standardWithWords}. */
  readonly aliases: readonly string[]
  /** Whose walk it is: `population`, `age_0_3`, `age_60_plus` … */
  readonly populationGroup: string
  readonly clause: string
  readonly clauseZh: string
  /** Ids of the pack's sources. */
  readonly sources: readonly string[]
  /** The weakest of the marks of the figures that decide: whether it must exist, how far, how large. */
  readonly mark: Mark
  /** True for V-P and V-S: every figure that decides was read somewhere. */
  readonly verified: boolean
  /** True where the printed text means a straight-line radius; walking is stricter. */
  readonly printedAsRadius: boolean
  readonly note: string | null
  readonly noteZh: string | null
}

/** How much there must be per 1,000 people, whatever the distance. */
export interface AdequacyRule {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly categories: readonly string[]
  readonly measure: SupplyMeasure
  readonly minPerThousand: number
  readonly minLandSquareMetres: number | null
  readonly maxLandSquareMetres: number | null
  readonly populationGroup: string
  readonly clause: string
  readonly clauseZh: string
  readonly sources: readonly string[]
  readonly mark: Mark
  readonly verified: boolean
  readonly note: string | null
  readonly noteZh: string | null
}

/** An item of the standard that walking does not decide, and why. */
export interface ItemNotJudged {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly reason: string
  readonly reasonZh: string
}

/** Where a figure was read. */
export interface PackSource {
  readonly id: string
  readonly title: string
  readonly titleZh: string
}

/** A standard: named rules. */
export interface StandardPack {
  readonly id: string
  readonly version: string
  readonly nameZh: string
  readonly nameEn: string
  readonly issuer: string
  readonly issuerZh: string
  readonly note: string
  readonly noteZh: string
  readonly sources: readonly PackSource[]
  readonly rules: readonly StandardRule[]
  readonly adequacy: readonly AdequacyRule[]
  readonly notJudged: readonly ItemNotJudged[]
}

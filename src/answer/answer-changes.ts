// What differs between two answers: who gains and who loses, by kind, limit, group, place and rule. It does not know why they were asked.
import type { PolygonRings } from '../foundation/geo.ts'
import type { Spoken } from '../foundation/message.ts'
import type { Basis, LonLat } from '../foundation/units.ts'
import type { AreaLevel } from './area-level.ts'
import type { EditEcho } from './edit-echo.ts'

/** What must be alike in two answers, so that a difference between them is one of who walks where. */
export const METHOD_PARTS = [
  'model',
  'profile',
  'basis',
  'limits',
  'kinds',
  'rules',
  'blocks',
  'demand',
  'links',
  'streets',
  'moment',
] as const

export type MethodPart = (typeof METHOD_PARTS)[number]

/** Something of the method that is not alike. */
export interface MethodDifference {
  readonly part: MethodPart
  /** What each of the two has, in a few words. */
  readonly before: string
  readonly after: string
}

/**
 * Amounts of one measure: `after = before + gained − lost + appeared − vanished + moved`.
 * Gained and lost are of blocks whose walk is known in both answers, by the people that the later one counts.
 */
export interface ChangeShare {
  /** `population`, `age_60_plus`, …, `dwellings`, `land_m2`, `blocks`. */
  readonly measure: string
  readonly before: number
  readonly after: number
  readonly gained: number
  readonly lost: number
  /** Served now, where nothing was known before: not linked then, or no facility of the kind in the data. */
  readonly appeared: number
  /** Served before, where nothing is known now. */
  readonly vanished: number
  /** More or fewer people in places that were served before. */
  readonly moved: number
  readonly blocksGained: number
  readonly blocksLost: number
  /** Blocks that gain or lose, of which the amount is unknown: they are in no sum. */
  readonly blocksUnknown: number
}

/** One kind at one limit. */
export interface CategoryChange {
  readonly category: string
  readonly limit: number
  /** Whether the data held a facility of the kind, before and after. */
  readonly hadData: boolean
  readonly hasData: boolean
  /** The measure that speaks for the kind; `null` where nothing is known. */
  readonly headline: string | null
  readonly shares: readonly ChangeShare[]
}

/** One kind at one limit in a community, street or district, in its headline measure. Only places with a change are listed. */
export interface PlaceChange {
  readonly level: AreaLevel
  readonly name: string
  readonly category: string
  readonly limit: number
  readonly measure: string
  readonly gained: number
  readonly lost: number
  readonly blocksGained: number
  readonly blocksLost: number
}

/** One rule of a standard. */
export interface RuleChange {
  readonly ruleId: string
  readonly nameEn: string
  readonly nameZh: string
  /** Blocks that meet it only now, and only before. */
  readonly blocksGained: number
  readonly blocksLost: number
  /** People of these blocks as far as they are known. */
  readonly peopleGained: number
  readonly peopleLost: number
}

/** A block that gains or loses anything. */
export interface ChangedBlock {
  readonly id: string
  readonly name: string | null
  readonly lonLat: LonLat
  readonly polygons: readonly PolygonRings[] | null
  readonly population: number | null
  readonly community: string | null
  readonly street: string | null
  readonly district: string | null
}

/** What differs between two answers. */
export interface AnswerChanges {
  readonly basis: Basis
  /** Of the earlier answer; where limits differ, each is compared with the one in its place. */
  readonly limits: readonly number[]
  readonly categories: readonly { readonly id: string; readonly nameEn: string; readonly nameZh: string }[]
  /** Differences of method that were allowed. */
  readonly allowed: readonly MethodDifference[]
  readonly blocks: {
    readonly compared: number
    readonly onlyBefore: number
    readonly onlyAfter: number
    /** Blocks that gain something at some limit, that lose something, that do both. */
    readonly gaining: number
    readonly losing: number
  }
  /** Walks (blocks × kinds) to the nearest facility that are shorter and longer than before. */
  readonly walks: { readonly shorter: number; readonly longer: number }
  readonly kinds: readonly CategoryChange[]
  readonly rules: readonly RuleChange[]
  readonly places: readonly PlaceChange[]
  readonly changed: readonly ChangedBlock[]
  /** Parts within the limits before and after, changed blocks × kinds × limits; NaN where unknown. */
  readonly shareBefore: Float64Array
  readonly shareAfter: Float64Array
  /** Why nobody gains and nobody loses; empty where somebody does. */
  readonly why: readonly Spoken[]
}

/** A scenario: what was edited, and what that changes. */
export interface ScenarioReport {
  /** What the list of edits is called. */
  readonly name: string
  readonly edits: readonly EditEcho[]
  readonly changes: AnswerChanges
}

/**
 * The share of the headline measure; `null` where there is none.
 *
 * @example
 * ```ts
 * import { type CategoryChange, headlineChange } from 'living-circle/parts'
 * declare const change: CategoryChange
 * const share = headlineChange(change) // of the measure that speaks for the kind, or null
 * ```
 */
export function headlineChange({ shares, headline }: CategoryChange): ChangeShare | null {
  return shares.find(({ measure }) => measure === headline) ?? null
}

// A gap: people without cover, near each other; of a category, or of a rule of the standard. Plain data.
import type { PolygonRings } from '../foundation/geo.ts'
import type { Basis, LonLat } from '../foundation/units.ts'
import type { GapAction } from './gap-action.ts'
import type { GapDiagnosis } from './gap-cause.ts'

/** People without cover, joined where their demand points are near each other. */
export type Gap = CategoryGap | RuleGap

/** A gap of a category at the report's largest limit. */
export interface CategoryGap extends GapFacts {
  readonly kind: 'category'
  /** Category id. */
  readonly category: string
}

/** A gap of a rule of the standard, at the rule's own limit. */
export interface RuleGap extends GapFacts {
  readonly kind: 'rule'
  readonly ruleId: string
  /** Ids of the categories that satisfy the rule. */
  readonly categories: readonly string[]
}

/** Whatever is lacking: what is known of the ground and the nearest facility. */
export interface GapFacts {
  /**
   * What is lacking, the limit, and the block with most people: stable while that block is in the gap; with a former answer, that
   * answer's id for the same gap.
   */
  readonly id: string
  /** What became of the gaps of a former answer; only where one was given. */
  readonly lineage?: GapLineage | undefined
  readonly limit: number
  /** What `limit` is measured by: the rule's own, else the report's. */
  readonly basis?: Basis | undefined
  /** Sum of known population × uncovered weight; `null` where no block's population is known. */
  readonly people: number | null
  /** The same for the category's own population group. */
  readonly groupPeople: number | null
  readonly populationGroup: string
  readonly dwellings: number | null
  readonly blockIds: readonly string[]
  /** Of each of these blocks the part of its linked demand points, by weight, that is in the gap: above 0, up to 1. */
  readonly blockParts: readonly number[]
  readonly demandPoints: number
  readonly centre: LonLat
  /** Outline for drawing. */
  readonly polygons: readonly PolygonRings[]
  readonly nearestFacilityId: string | null
  readonly nearestFacilityName: string | null
  /** Straight line from the gap's centre; `null` where the category has no facility at all. */
  readonly nearestStraightMetres: number | null
  /** Shortest walk from any of its demand points to any facility of the kind, searched to four times the limit; `null` beyond. */
  readonly nearestWalkMinutes: number | null
  readonly nearestWalkMetres: number | null
  readonly edgeAffected: boolean
  /** What to look into first: a rule of thumb over these numbers, never a decision. */
  readonly action: GapAction
  /** Why it is one, and what would help, tried in fact; only where that was asked, and then it says more than `action`. */
  readonly diagnosis?: GapDiagnosis | undefined
}

/** Where a gap comes from, seen from a former answer. */
export interface GapLineage {
  /** The former answer has this very gap: the id is its. */
  readonly isKnown: boolean
  /** The former gap that this one is a smaller part of; `null` where it is none. */
  readonly splitFrom: string | null
  /** Former gaps that have grown together with this one and are no more, in natural order. */
  readonly merged: readonly string[]
}

/** What a gap is to a former answer; `null` where none was given. */
export function gapState({ lineage }: GapFacts): 'known' | 'part' | 'new' | null {
  if (lineage === undefined) return null
  return lineage.isKnown ? 'known' : lineage.splitFrom === null ? 'new' : 'part'
}

/**
 * The categories that a gap lacks: its own, or all that would satisfy its rule.
 *
 * @example
 * ```ts
 * import type { Gap } from 'living-circle'
 * import { gapCategories } from 'living-circle/parts'
 * declare const gap: Gap
 * const kinds = gapCategories(gap) // one of a kind's gap, several of a rule's
 * ```
 */
export function gapCategories(gap: Gap): readonly string[] {
  return gap.kind === 'category' ? [gap.category] : gap.categories
}

/**
 * The rule that is not met in a gap; `null` where it lacks a category.
 *
 * @example
 * ```ts
 * import type { Gap } from 'living-circle'
 * import { gapRuleId } from 'living-circle/parts'
 * declare const gap: Gap
 * const rule = gapRuleId(gap) // null for a gap of a kind
 * ```
 */
export function gapRuleId(gap: Gap): string | null {
  return gap.kind === 'rule' ? gap.ruleId : null
}

/** The id itself, or the first of `-2`, `-3` … that is free. */
export function freeGapId(id: string, isTaken: (id: string) => boolean): string {
  return freeGapIds(id, isTaken).next().value
}

/** One free id after another; O(1) for each. */
export function* freeGapIds(id: string, isTaken: (id: string) => boolean): Generator<string, never> {
  let number = 1
  for (;;) {
    const own = number === 1 ? id : `${id}-${number}`
    number++
    if (!isTaken(own)) yield own
  }
}

// What documents say first, counted once for all of them: who reaches everything, how many kinds half of everybody has, which kinds
// are the weakest, which gaps the largest, shares by area. Plain numbers and indexes; it does not know how they were counted.

import type { AreaLevel } from './area-level.ts'
import type { FirstFacts } from './first-facts.ts'

/** The facts of an answer. "Kinds" are the categories that the data have at all. */
export interface AccessFacts {
  /** Sum of known people, and blocks where it is unknown; `null` where nobody's number is known. */
  readonly people: number | null
  readonly blocksUnknown: number
  /** What all kinds together are counted in: `population` where anybody's number is known, else `dwellings`, else `blocks`. */
  readonly measure: string
  /** Blocks × categories × limits (as `AccessTable.share`): indexes into `VERDICT_NAMES`. */
  readonly verdict: Uint8Array
  /** One for each limit. */
  readonly limits: readonly LimitFacts[]
  readonly areas: AreaFacts | null
  /** What the first screen of every document says. */
  readonly first: FirstFacts
}

/** The facts at one limit. */
export interface LimitFacts {
  /** Who reaches every kind, of all whose blocks are linked; in the facts' measure. */
  readonly everything: { readonly covered: number; readonly total: number; readonly kinds: number }
  /** Half of everybody has at least so many kinds within reach; `null` where nobody is linked. */
  readonly medianKinds: number | null
  /** Indexes of kinds with a headline share, the weakest first; equal ones in the order of the categories. */
  readonly ranking: readonly number[]
  /** Per block: of the kinds, the number not fully within the limit. */
  readonly missingKinds: Uint16Array
  /** Indexes of the gaps of categories at this limit, category by category, the largest first: those of category c are `gapOrder[gapOffset[c] … gapOffset[c + 1])`. */
  readonly gapOrder: Uint32Array
  readonly gapOffset: Uint32Array
  /** Those gaps, the largest first; gaps of several kinds in the same blocks are one entry. */
  readonly largestGaps: readonly GapGroup[]
}

/** Gaps of several kinds that hold exactly the same blocks. */
export interface GapGroup {
  /** Index of the gap with most people. */
  readonly gap: number
  /** Indexes of their categories, in order. */
  readonly categories: readonly number[]
}

/** Shares by area: of the smallest kind of area that blocks name at least two and not too many of. */
export interface AreaFacts {
  readonly level: AreaLevel
  readonly names: readonly string[]
  /** Blocks of each area. */
  readonly blocks: Uint32Array
  /** Known people of each area; NaN where nobody's number is known. */
  readonly people: Float64Array
  /** Areas × categories × limits, each in its category's headline measure; NaN where there is none. */
  readonly share: Float64Array
}

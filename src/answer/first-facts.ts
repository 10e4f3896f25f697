// What the first screen of every document says: who is provided worst, the largest gaps, how sure the answer is. Plain numbers and
// indexes; it does not know how they were counted, nor how they are said.
import type { AreaLevel } from './area-level.ts'

/** What is counted: the duties of a standard where one was applied, else kinds of facility. Mandatory duties, of which the data have any. */
export type FirstSubject = 'duties' | 'kinds'

/** A community, street, district or block, and what its people have within the limits on average. */
export interface ProvidedPlace {
  readonly name: string
  /** Its block where it is one; `null` for an area. */
  readonly block: number | null
  readonly blocks: number
  /** Known people; `null` where nobody's number is known. */
  readonly people: number | null
  /** Kinds within the largest limit, or duties met, on average over its people (or dwellings, or blocks). */
  readonly has: number
  /** Of so many that are known of them: on average, too, for of some duties it is unknown. */
  readonly of: number
}

/** A gap that is told first. */
export interface FirstGap {
  /** Index of the gap. */
  readonly gap: number
  /** Further kinds or duties that lack in the very same blocks. */
  readonly more: number
}

/** Part of an amount that something holds for. */
export interface PartOf {
  readonly part: number
  readonly all: number
}

/** What the answer rests on. */
export interface Sureness {
  /** People (dwellings, blocks) of blocks that are linked to the streets, of all whose number is known. */
  readonly linked: PartOf
  /** Blocks whose people are unknown, of all. */
  readonly unknownPeople: PartOf
  /** Results (block × kind, or block × rule) whose limit reaches beyond the data's edge, of those that have data. */
  readonly edge: PartOf
  /** Kinds of which the data hold no facility, of all that were asked for. */
  readonly kindsWithoutData: PartOf
  /** The same of the standard's rules; 0 of 0 without one. */
  readonly rulesWithoutData: PartOf
  /** Verdicts that hang on a tenth of speed or on the street next door, of those that were judged. Missing in answers of before 0.4. */
  readonly borderline?: PartOf | undefined
  /** Verdicts that are unknown because the size of a facility is, of those that have data; 0 of 0 without a standard. */
  readonly sizeUnknown: PartOf
}

/** The facts of the first screen. */
export interface FirstFacts {
  readonly subject: FirstSubject
  /** What the places are. */
  readonly level: AreaLevel | 'block'
  /** Those provided worst, the worst first: at most three, and only where there are more places than that or any lacks something. */
  readonly worst: readonly ProvidedPlace[]
  /** More of them, for documents with room for a list: the worst first, at most forty. */
  readonly places: readonly ProvidedPlace[]
  /** The largest gaps by people, at most three. */
  readonly gaps: readonly FirstGap[]
  /** More of them, at most twenty-five. */
  readonly listedGaps: readonly FirstGap[]
  /** Indexes of mandatory rules with data and a share, the least met by people first; empty without a standard. */
  readonly rules: readonly number[]
  readonly sure: Sureness
}

// Shares of people, dwellings, land and blocks within a limit, each with its denominator.

/** One share with its denominator. `null` share where the total is 0. */
export interface CoverageShare {
  /** `population`, `age_60_plus`, …, `dwellings`, `land_m2`, `blocks`. */
  readonly measure: string
  readonly covered: number
  /** Denominator: over blocks that are linked and whose value is known. */
  readonly total: number
  readonly share: number | null
  /** Blocks in the denominator, and those left out because not linked or unknown. */
  readonly blocks: number
  readonly blocksUnlinked: number
  readonly blocksUnknown: number
  /** Value known of blocks that are not linked (people left out of the denominator). */
  readonly unlinkedTotal: number
}

/** The shares of one category at one limit. */
export interface CategoryCoverage {
  readonly category: string
  /** In minutes or metres, by the report's basis. */
  readonly limit: number
  readonly shares: readonly CoverageShare[]
  /**
   * The measure that speaks for the category in every output: its own population group where anybody's number is known, else
   * `population`, else `dwellings`, else `blocks`. `null` where there is nothing to say: no facility in the data, no linked block.
   */
  readonly headline: string | null
}

/**
 * The share that speaks for a category at a limit, with its denominator; `null` where there is none.
 *
 * @example
 * ```ts
 * import { type CategoryCoverage, headlineShare } from 'living-circle/parts'
 * declare const coverage: CategoryCoverage
 * headlineShare(coverage)?.share
 * ```
 */
export function headlineShare({ shares, headline }: CategoryCoverage): CoverageShare | null {
  return shares.find((share) => share.measure === headline) ?? null
}

// Counts that may be published: small ones are withheld, and so are as many others as it takes that nobody can work them out from the sum.

/** The least count that is published. */
export const LEAST_PUBLISHED = 5

/** A count as it may be shown; `null`: withheld. */
export interface PublishedCounts {
  readonly counts: readonly (number | null)[]
  /** Their sum; `null` where it would give a withheld one away. */
  readonly total: number | null
}

/**
 * Counts for the public, and their sum. Counts below `least` are withheld. What is withheld must be at least two counts, and more together than one each, or the sum would
 * tell them: the smallest of the others are withheld with them until that is so; where there are no others, the sum is.
 *
 * @param counts whole numbers; a count of 0 says that nobody spoke, and is shown
 * @example
 * ```ts
 * import { publishCounts } from 'living-circle/parts'
 * publishCounts([12, 3, 7]) // { counts: [ 12, null, null ], total: 22 }
 * ```
 */
export function publishCounts(counts: readonly number[], least: number = LEAST_PUBLISHED): PublishedCounts {
  const hidden = new Set(counts.flatMap((count, at) => (count > 0 && count < least ? [at] : [])))
  const others = counts
    .flatMap((count, at) => (count >= least ? [at] : []))
    .sort((a, b) => counts[a]! - counts[b]! || a - b)
  const sum = (list: Iterable<number>) => [...list].reduce((total, at) => total + counts[at]!, 0)
  const isTold = () => hidden.size > 0 && (hidden.size < 2 || sum(hidden) <= hidden.size)
  while (isTold() && others.length > 0) hidden.add(others.shift()!)
  return {
    counts: counts.map((count, at) => (hidden.has(at) ? null : count)),
    total: isTold() ? null : sum(counts.keys()),
  }
}

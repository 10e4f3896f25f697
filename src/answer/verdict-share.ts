// A share of demand points → one of the verdicts. The only place where it is said from which share on a limit is met.

/** From this share on a limit is met. Below 1, so that a point of no weight to speak of decides nothing. */
export const MET_SHARE = 0.999
/** Up to this share a limit is unmet; between the two it is met in part. */
export const UNMET_SHARE = 0.001

/**
 * The verdicts, in the order in which keys and tables show them. `no-data`: the data hold no facility that could meet it. That is
 * neither met nor unmet, and not even `unknown`, which is of a block: it says something about the data.
 */
export const VERDICT_NAMES = ['met', 'partial', 'unmet', 'unknown', 'no-data'] as const
/** One of the verdicts. */
export type VerdictName = (typeof VERDICT_NAMES)[number]

/** Numbers of something by verdict, under names that are good for properties. */
export interface VerdictCounts {
  readonly met: number
  readonly partial: number
  readonly unmet: number
  readonly unknown: number
  readonly noData: number
}

/** The property of {@link VerdictCounts} that counts a verdict. */
export function countKey(verdict: VerdictName): keyof VerdictCounts {
  return verdict === 'no-data' ? 'noData' : verdict
}

/** Counts verdicts. */
export function countVerdicts(verdicts: Iterable<VerdictName>): VerdictCounts {
  const counts = { met: 0, partial: 0, unmet: 0, unknown: 0, noData: 0 }
  for (const verdict of verdicts) counts[countKey(verdict)]++
  return counts
}

/** Those that were judged: met, met in part or unmet. */
export function judgedCount({ met, partial, unmet }: Pick<VerdictCounts, 'met' | 'partial' | 'unmet'>): number {
  return met + partial + unmet
}

/** The verdict that a share (0 to 1) of demand points within a limit stands for; NaN, of a block that is not linked, is unknown. */
export function verdictOfShare(share: number): Exclude<VerdictName, 'no-data'> {
  if (Number.isNaN(share)) return 'unknown'
  return share >= MET_SHARE ? 'met' : share <= UNMET_SHARE ? 'unmet' : 'partial'
}

/**
 * The verdict where the share is known to lie between two: unknown where they stand for different ones.
 *
 * @param surely share by what is known to count
 * @param possibly share by all that may count, at least as large
 */
export function verdictBetween(surely: number, possibly: number): Exclude<VerdictName, 'no-data'> {
  const verdict = verdictOfShare(surely)
  return verdict === verdictOfShare(possibly) ? verdict : 'unknown'
}

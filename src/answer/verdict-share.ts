// A share of demand points → one of the four verdicts. The only place where it is said from which share on a limit is met.

/** From this share on a limit is met. Below 1, so that a point of no weight to speak of decides nothing. */
export const MET_SHARE = 0.999
/** Up to this share a limit is unmet; between the two it is met in part. */
export const UNMET_SHARE = 0.001

/** The verdicts, in the order in which keys and tables show them. */
export const VERDICT_NAMES = ['met', 'partial', 'unmet', 'unknown'] as const
/** One of the four verdicts. */
export type VerdictName = (typeof VERDICT_NAMES)[number]

/** The verdict that a share (0 to 1) of demand points within a limit stands for; NaN, of a block that is not linked, is unknown. */
export function verdictOfShare(share: number): VerdictName {
  if (Number.isNaN(share)) return 'unknown'
  return share >= MET_SHARE ? 'met' : share <= UNMET_SHARE ? 'unmet' : 'partial'
}

// Who is served as one kind of walker but not as another: plain values, by kind and limit. It does not know how a walk was found.
import type { LinkStatus } from '../locate/linkage.ts'
import type { WalkProfile } from '../network/profile-list.ts'

/**
 * What two kinds of walkers reach, in one measure, of a kind at a limit.
 * `servedFirst − lost − lostUnlinked + gained + gainedLinked = served`.
 */
export interface LossShare {
  /** `population`, `age_60_plus`, …, `dwellings`, `land_m2`, `blocks`. */
  readonly measure: string
  /** Served as the first profile, and as this one: what a run of each alone calls covered. */
  readonly servedFirst: number
  readonly served: number
  /** Served as the first and not as this one, in blocks that both can reach the streets from. */
  readonly lost: number
  /** Served as this one and not as the first, where the two link to different streets. */
  readonly gained: number
  /** Served as the first, in blocks that have no street near that this one may walk on: unknown, not lost. */
  readonly lostUnlinked: number
  /** Served as this one, in blocks that are not linked as the first. */
  readonly gainedLinked: number
  /** Blocks that lose all or a part of their cover and whose value is known, and those whose value is not. */
  readonly blocksLost: number
  readonly blocksLostUnknown: number
  /** Blocks that the first serves, all or a part, and that are not linked as this one. */
  readonly blocksUnlinked: number
}

/** The losses of one kind at one limit. */
export interface CategoryLoss {
  readonly category: string
  readonly limit: number
  /** False where the data hold no facility of the kind: nothing is known, and all sums are 0. */
  readonly hasData: boolean
  readonly shares: readonly LossShare[]
}

/** What a kind of walker loses against the first. */
export interface ProfileLoss {
  readonly profile: WalkProfile
  readonly losses: readonly CategoryLoss[]
  /** Of each block as this profile. */
  readonly linkStatus: readonly LinkStatus[]
  /** Blocks × categories × limits: the part of a block's people that is lost, 0 to 1; NaN where one of the two is not linked, or without data. */
  readonly lost: Float64Array
}

/** All losses against the profile that the report is of. */
export interface ProfileLosses {
  /** The report's own profile. */
  readonly first: WalkProfile
  readonly others: readonly ProfileLoss[]
}

/** The losses of people, or of what else speaks for the kind in all outputs. */
export function lossOf({ shares }: CategoryLoss, measure: string | null): LossShare | null {
  return shares.find((share) => share.measure === measure) ?? null
}

// What is measured of blocks for the rules of a pack: the arrow from measure to standard. Plain arrays; it does not know how a
// time was computed.

/** Shares of blocks that surely and that possibly satisfy the rules, as {@link RuleAccess.share}. */
export type RuleShares = Required<Pick<RuleAccess, 'share' | 'possibleShare'>>

/**
 * Access of blocks to the rules of a pack: row = block × ruleCount + rule, rules in the order of the pack.
 *
 * For each demand point of a block a rule is satisfied when at least `minFacilities` different facilities, of at least `minKinds`
 * different categories, are each within the limit (inclusive) of a route that counts them ({@link facilitiesOfRoute}), by the
 * rule's basis: `time` and `distance` by the shortest walk, `straight-line` by great circle. Routes are joined by "or".
 */
export interface RuleAccess {
  readonly blockCount: number
  readonly ruleCount: number
  /** Weight of the block's demand points that surely satisfy the rule, of its linked ones, 0 to 1; NaN where it is not linked. */
  readonly share: Float64Array
  /** The same where facilities of unknown size are of the size that is asked for; default: no size is unknown. */
  readonly possibleShare?: Float64Array | undefined
  /** The same shares at the worst and at the best: other speeds, other streets to link to; default: nobody has looked. */
  readonly range?: { readonly worst: RuleShares; readonly best: RuleShares } | undefined
  /** By rule: 1 where facilities of unknown hours are among those that may count; default: none. */
  readonly hoursUnknown?: Uint8Array | undefined
  /** By rule: 1 where the data hold facilities that could satisfy it; default: all. */
  readonly hasData?: Uint8Array | undefined
  /** 1 where the limit reaches beyond the data's edge, so that the truth may be better. */
  readonly edgeAffected: Uint8Array
  /** The block's headline walk to the nearest facility that counts: minutes or metres by the rule's basis; NaN where none is reached. */
  readonly value?: Float64Array | undefined
  /** That facility's index; −1 where none is reached. */
  readonly facility?: Int32Array | undefined
}

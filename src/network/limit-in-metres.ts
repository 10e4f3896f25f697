// A limit as metres of level walking, for whoever brings a profile of their own.
import { limitInMetres as metresOf } from '../foundation/limits.ts'
import type { Basis } from '../foundation/units.ts'
import { checkSpeed } from './check-profile.ts'

/**
 * A limit as metres of level walking: metres as they are, minutes at the walker's speed.
 *
 * @throws LivingCircleError `invalid-option` for a speed that is none
 * @example
 * ```ts
 * import { limitInMetres } from 'living-circle/parts'
 * limitInMetres('time', 15, { walkMetresPerSecond: 1.25 }) // 1125
 * ```
 */
export function limitInMetres(basis: Basis, limit: number, walker: { readonly walkMetresPerSecond: number }): number {
  return metresOf(basis, limit, checkSpeed(walker))
}

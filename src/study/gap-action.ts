// What to look into first at a gap: a rule of thumb over its numbers, never a decision. Knows no street and no words.

import type { GapFacts } from '../answer/gap.ts'
import type { GapAction } from '../answer/gap-action.ts'
import { limitInMetres } from '../foundation/limits.ts'
import type { Basis } from '../foundation/units.ts'
import type { WalkProfile } from '../network/profile.ts'

/** The numbers that decide. */
export type GapDistances = Pick<
  GapFacts,
  'limit' | 'edgeAffected' | 'nearestStraightMetres' | 'nearestWalkMinutes' | 'nearestWalkMetres'
>

/** A walk at least so many times the straight line is a detour. */
const DETOUR = 2

/**
 * The first thing to look into at a gap. In order: no such facility in the data; the data ends nearby; near in a straight line
 * (from the gap's centre, within the limit at the profile's speed) while the walk is at least twice as long or longer than was
 * searched; near, and the shortest walk at most a third beyond the limit; else a new facility.
 *
 * @param basis what the gap's limit is measured by
 * @param facilities how many of the kind the data have
 */
export function gapAction(gap: GapDistances, basis: Basis, profile: WalkProfile, facilities: number): GapAction {
  if (facilities === 0) return 'check-data'
  if (gap.edgeAffected) return 'check-edge'
  const walk = basis === 'time' ? gap.nearestWalkMinutes : gap.nearestWalkMetres
  const straight = gap.nearestStraightMetres
  if (straight === null || straight > limitInMetres(basis, gap.limit, profile)) return 'new-facility'
  if (walk === null || limitInMetres(basis, walk, profile) >= DETOUR * straight) return 'shorten-walk'
  return walk * 3 <= gap.limit * 4 ? 'just-beyond' : 'new-facility'
}

// What lies beyond the limit of a block that reaches nothing of a kind: how far the nearest is on foot, or that there is none. It knows
// no words.
import { BEYOND_LIMIT_FACTOR } from '../foundation/limits.ts'
import type { AccessStudy } from './access-study.ts'
import { explainWalk, type FacilityWalk, type WalkExplanation } from './explain-walk.ts'

/** The nearest is looked for at least so far, minutes or metres: one block costs little. */
const LEAST_SEARCH = { time: 60, distance: 5000 } as const

/** The nearest facility beyond the limit. */
export interface BeyondLimit {
  /** Minutes or metres, by the walk's basis. */
  readonly searchedLimit: number
  /** `null` where none is linked within the search. */
  readonly nearest: FacilityWalk | null
}

/**
 * Looks farther for a block that is linked and reaches none within the limit: up to four times the limit, as for gaps, and at least 60
 * minutes or 5,000 m.
 *
 * @param walk of the same study
 * @returns `null` for a block that reaches one, or is not linked
 * @example
 * ```ts
 * import { explainWalk } from 'living-circle'
 * import { beyondLimit, type AccessStudy } from 'living-circle/parts'
 * declare const study: AccessStudy
 * const walk = explainWalk(study, 'time', 15, 'b7', 'clinic')
 * if (walk !== undefined) beyondLimit(study, walk)?.nearest?.metres // 1,480.2, where the nearest is beyond 15 minutes
 * ```
 */
export function beyondLimit(study: AccessStudy, walk: WalkExplanation): BeyondLimit | null {
  const { status, basis, limit, blockId, category } = walk
  if (status !== 'unreached') return null
  const searchedLimit = Math.max(limit * BEYOND_LIMIT_FACTOR, LEAST_SEARCH[basis])
  const to = explainWalk(study, basis, searchedLimit, blockId, category)?.to ?? null
  if (to === null) return { searchedLimit, nearest: null }
  const { facilityId, facilityName, seconds, metres } = to
  return { searchedLimit, nearest: { facilityId, facilityName, seconds, metres } }
}

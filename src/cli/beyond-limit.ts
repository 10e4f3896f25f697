// What lies beyond the limit of a block that reaches nothing of a kind: how far the nearest is on foot, or that there is none.
import { BEYOND_LIMIT_FACTOR } from '../foundation/limits.ts'
import type { AccessStudy, Basis, FacilityWalk, ReportCategory, WalkExplanation } from './library.ts'
import type { Library } from './session.ts'
import { durationText, facilityCalled } from './tables/walk-text.ts'
import type { Say } from './words.ts'

/** The nearest is looked for at least so far: one block costs little. */
const LEAST_SEARCH = { time: 60, distance: 5000 } as const

/** The nearest facility beyond the limit. */
export interface BeyondLimit {
  /** Minutes or metres, by the walk's basis. */
  readonly searchedLimit: number
  /** `null` where none is linked within the search. */
  readonly nearest: FacilityWalk | null
}

/** Looks farther for a block that is linked and reaches none within the limit; `null` for any other. */
export function beyondLimit(
  library: Library,
  study: AccessStudy,
  { status, basis, limit, blockId }: WalkExplanation,
  { id, linkedFacilities }: ReportCategory,
): BeyondLimit | null {
  if (status !== 'unreached') return null
  const searchedLimit = Math.max(limit * BEYOND_LIMIT_FACTOR, LEAST_SEARCH[basis])
  if (linkedFacilities === 0) return { searchedLimit, nearest: null }
  const to = library.explainWalk(study, basis, searchedLimit, blockId, id)?.to ?? null
  if (to === null) return { searchedLimit, nearest: null }
  const { facilityId, facilityName, seconds, metres } = to
  return { searchedLimit, nearest: { facilityId, facilityName, seconds, metres } }
}

/** The same as a sentence. */
export function beyondText(
  { searchedLimit, nearest }: BeyondLimit,
  { facilities, linkedFacilities }: ReportCategory,
  basis: Basis,
  say: Say,
): string {
  if (facilities === 0) return say('beyond_no_data')
  if (linkedFacilities === 0) return say('beyond_not_linked', { n: facilities })
  if (nearest === null) {
    return say('beyond_none', { limit: say(basis === 'time' ? 'limit_minutes' : 'limit_metres', { n: searchedLimit }) })
  }
  const { facilityId, facilityName, seconds, metres } = nearest
  return say('beyond_nearest', {
    facility: facilityCalled(facilityId, facilityName, say),
    length: durationText(seconds, say),
    metres: metres.toFixed(1),
  })
}

// Facilities of one category at the very same places are walked to alike: a sweep notes the first of them, and the others are counted
// with it, however many they are. A plan of visits of facilities in, one with fewer members out. Integers only.
import type { FacilityTargets } from './facility-targets.ts'
import type { VisitPlan } from './visit-plan.ts'

/** Who stands with whom. */
export interface FacilityCrowds {
  /** By facility: how many stand with it, itself included; 0 where it stands with one of a lower number. */
  readonly size: Uint32Array
  /** By facility: the next one of its crowd, in order of their numbers; −1 = it is the last. */
  readonly next: Int32Array
}

/** A plan whose members are the first of their crowds. */
export interface CrowdPlan {
  readonly plan: VisitPlan
  /** Null where everyone stands alone: the plan is the one given. */
  readonly crowds: FacilityCrowds | null
}

/** Finds crowds in a plan whose members are facilities. Who serves residents only stands alone: whom it serves is its own. O(members). */
export function planCrowds(facilities: VisitPlan, targets: FacilityTargets): CrowdPlan {
  const { visitCount, memberOffset, member } = facilities
  const { facilityCount, categoryCount, categoryOfFacility, residentEntrance, facilityOfEntrance } = targets
  const standsAlone = new Uint8Array(facilityCount)
  for (const row of residentEntrance) standsAlone[facilityOfEntrance[row]!] = 1
  const size = new Uint32Array(facilityCount)
  const next = new Int32Array(facilityCount).fill(-1)
  /** The first and the last of a category that were seen, and in which visit. */
  const first = new Int32Array(categoryCount)
  const last = new Int32Array(categoryCount)
  const seenIn = new Int32Array(categoryCount).fill(-1)
  const leads = new Uint32Array(member.length)
  const leadOffset = new Uint32Array(visitCount + 1)
  let end = 0
  for (let visit = 0; visit < visitCount; visit++) {
    for (let at = memberOffset[visit]!; at < memberOffset[visit + 1]!; at++) {
      const facility = member[at]!
      const category = categoryOfFacility[facility]!
      const isAlone = standsAlone[facility] === 1
      if (!isAlone && seenIn[category] === visit) {
        size[first[category]!]!++
        next[last[category]!] = facility
        last[category] = facility
        continue
      }
      size[facility] = 1
      leads[end++] = facility
      if (isAlone) continue
      seenIn[category] = visit
      first[category] = facility
      last[category] = facility
    }
    leadOffset[visit + 1] = end
  }
  if (end === member.length) return { plan: facilities, crowds: null }
  return { plan: { ...facilities, memberOffset: leadOffset, member: leads.slice(0, end) }, crowds: { size, next } }
}

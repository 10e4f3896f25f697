// Walks of some origins measured anew, those of all others as they were. A study, marks and former walks in; walks out. It does not know why.
import { LINK_TOO_FAR } from '../locate/linkage.ts'
import { type ReachedTimes, sweepReachedTimes } from '../search/reached-times.ts'
import { type AccessStudy, poseQuestion, type StudyQuestion } from './access-study.ts'

/**
 * Sweeps the marked origins only. Former rows must be of the same origins, categories, facilities and limits.
 *
 * @param touched 1 for each origin to be swept
 */
export function sweepTouched(
  study: AccessStudy,
  basis: StudyQuestion['basis'],
  limits: Uint32Array,
  touched: Uint8Array,
  former: ReachedTimes,
): ReachedTimes {
  const { demandLinkage, origins } = study
  const status = demandLinkage.status.slice()
  const edge = demandLinkage.edge.slice()
  touched.forEach((isTouched, origin) => {
    if (isTouched === 1) return
    status.fill(LINK_TOO_FAR, origins.originOffset[origin]!, origins.originOffset[origin + 1]!)
    edge.fill(-1, origins.originOffset[origin]!, origins.originOffset[origin + 1]!)
  })
  const part = poseQuestion({ ...study, demandLinkage: { ...demandLinkage, status, edge } }, basis, limits).problem
  const anew = sweepReachedTimes({ ...part, method: 'from-origins' })
  const { categoryCount } = former
  const merge = <T extends Uint32Array | Int32Array>(old: T, now: T, width: number): T => {
    const merged = old.slice() as T
    touched.forEach((isTouched, origin) => {
      if (isTouched === 1) merged.set(now.subarray(origin * width, (origin + 1) * width), origin * width)
    })
    return merged
  }
  return {
    ...former,
    nearestCost: merge(former.nearestCost, anew.nearestCost, categoryCount),
    nearestAlongside: merge(former.nearestAlongside, anew.nearestAlongside, categoryCount),
    nearestFacility: merge(former.nearestFacility, anew.nearestFacility, categoryCount),
    count: merge(former.count, anew.count, categoryCount * limits.length),
  }
}

// A facility that would count lies near in a straight line, but no street leads to it: its place, or the map, is to be looked at.
import type { CauseReason } from '../../../answer/gap-cause.ts'
import { LINK_ISLAND, LINK_OUTSIDE } from '../../../locate/linkage.ts'
import { StraightLines } from '../subject-walks.ts'
import type { CauseOfGaps } from './cause-test.ts'

export const UNLINKED_CAUSE: CauseOfGaps = {
  cause: 'unlinked',
  test: (context) => {
    const { study } = context
    // What only steps keep from its street is for another cause.
    const other = context.others.withoutBoth()
    const isUnlinked = (entrance: number) =>
      !context.isLinked(study, entrance) && (other === null || !context.isLinked(other, entrance))
    // A facility with one linked entrance is linked.
    const isLinked = new Uint8Array(study.facilities.length)
    study.facilityOfEntrance.forEach((facility, entrance) => {
      if (!isUnlinked(entrance)) isLinked[facility] = 1
    })
    const lines = new StraightLines(study, (facility) => context.counts(facility) && isLinked[facility] === 0)
    const nearest = (origin: number) => lines.nearest(origin, context.limitMetres)
    return {
      holds: (origin) => nearest(origin) !== null,
      plainness: (origin) => nearest(origin)?.metres ?? Infinity,
      evidence: (origin) => {
        const found = nearest(origin)!
        const { entranceLinkage, facilityOfEntrance } = study
        const entrance = facilityOfEntrance.indexOf(found.facility)
        const metres = entranceLinkage.metres[entrance]!
        return context.evidence(origin, {
          reason: reasonOf(entranceLinkage.status[entrance]!),
          facility: found.facility,
          straightMetres: found.metres,
          metres: Number.isNaN(metres) ? null : metres,
        })
      },
    }
  },
}

function reasonOf(status: number): CauseReason {
  if (status === LINK_ISLAND) return 'island'
  return status === LINK_OUTSIDE ? 'outside' : 'too-far-from-street'
}

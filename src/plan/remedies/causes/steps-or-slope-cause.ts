// Steps, slopes, or simply a slower pace: the walk would be within the limit on level ways without steps at the walker's own pace, or for an adult.
import type { CauseReason } from '../../../answer/gap-cause.ts'
import { UNREACHED } from '../../../foundation/units.ts'
import type { SubjectWalks } from '../subject-walks.ts'
import type { CauseOfGaps, OtherStudies } from './cause-test.ts'

/** What is tried, the simplest explanation first. */
const TRIED: readonly (readonly [keyof OtherStudies, CauseReason])[] = [
  ['withoutSteps', 'steps'],
  ['withoutSlopes', 'slope'],
  ['withoutBoth', 'steps-and-slope'],
  ['asAdult', 'pace'],
]

export const STEPS_OR_SLOPE_CAUSE: CauseOfGaps = {
  cause: 'steps-or-slope',
  test: (context) => {
    const tried = TRIED.flatMap(([name, reason]): (readonly [SubjectWalks, CauseReason])[] => {
      const walks = context.walksIn(name)
      return walks === null ? [] : [[walks, reason]]
    })
    const first = (origin: number) => tried.find(([walks]) => walks.isMet(origin))
    return {
      holds: (origin) => first(origin) !== undefined,
      plainness: (origin) => first(origin)?.[0].walk(origin)?.length ?? UNREACHED,
      evidence: (origin) => {
        const [walks, reason] = first(origin)!
        const walk = walks.walk(origin)!
        return context.evidence(origin, {
          reason,
          facility: walk.facility,
          straightMetres: context.straightToLinked.nearest(origin, Infinity)?.metres ?? null,
          walkWithout: walk.length,
        })
      },
    }
  },
}

// Shut at the moment of the run: at some other hour the walk would be within the limit, to a facility that is closed now or by a gate that is. Runs of no moment
// do not look at hours, so nothing is said of them.
import { UNREACHED } from '../../../foundation/units.ts'
import type { CauseOfGaps } from './cause-test.ts'

export const HOURS_CAUSE: CauseOfGaps = {
  cause: 'hours',
  test: (context) => {
    const open = context.walksIn('atSomeHour')
    if (open === null) return null
    return {
      holds: (origin) => open.isMet(origin),
      plainness: (origin) => open.walk(origin)?.length ?? UNREACHED,
      evidence: (origin) => {
        const walk = open.walk(origin)!
        return context.evidence(origin, { facility: walk.facility, walkWithout: walk.length })
      },
    }
  },
}

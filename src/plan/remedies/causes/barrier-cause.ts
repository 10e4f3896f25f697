// Near in a straight line, far on foot: water, rails, a fence, blocks without a passage. Whom steps or slopes keep away is for another cause.
import type { CauseOfGaps } from './cause-test.ts'

export const BARRIER_CAUSE: CauseOfGaps = {
  cause: 'barrier',
  test: (context) => {
    const easy = context.walksIn('withoutBoth')
    const nearest = (origin: number) => context.straightToLinked.nearest(origin, context.limitMetres)
    return {
      holds: (origin) => nearest(origin) !== null && !context.today.isMet(origin) && easy?.isMet(origin) !== true,
      plainness: (origin) => nearest(origin)?.metres ?? Infinity,
      evidence: (origin) => {
        const found = nearest(origin)!
        return context.evidence(origin, { facility: found.facility, straightMetres: found.metres })
      },
    }
  },
}

// Nothing that counts is near enough, by any way: only a new facility helps. It holds for everybody whom nothing else explains.
import type { CauseOfGaps } from './cause-test.ts'

export const TOO_FAR_CAUSE: CauseOfGaps = {
  cause: 'too-far',
  test: (context) => {
    const nearest = (origin: number) => context.straightToLinked.nearest(origin, Infinity)
    return {
      holds: (origin) => (nearest(origin)?.metres ?? Infinity) > context.limitMetres,
      plainness: (origin) => -(nearest(origin)?.metres ?? Infinity),
      evidence: (origin) => {
        const found = nearest(origin)
        return context.evidence(origin, {
          reason: 'beyond',
          facility: found?.facility ?? null,
          straightMetres: found?.metres ?? null,
        })
      },
    }
  },
}

// Something of the kind is within the limit, but it is not what the rule asks: too small, of another level, or fewer than are asked for.

import { SubjectWalks } from '../subject-walks.ts'
import type { CauseOfGaps } from './cause-test.ts'

export const LEVEL_CAUSE: CauseOfGaps = {
  cause: 'level',
  test: (context) => {
    const { study, subject } = context
    const kinds = new Set(subject.categories)
    const others = new SubjectWalks(study, subject.basis, [
      {
        counts: (facility) => kinds.has(study.facilities[facility]!.category) && !context.counts(facility),
        limit: Math.max(...subject.routes.map(({ limit }) => limit)),
      },
    ])
    const tooFew = (origin: number) => !subject.isTried && context.today.isMet(origin)
    return {
      holds: (origin) => tooFew(origin) || others.isMet(origin),
      plainness: (origin) => others.walk(origin)?.length ?? context.today.walk(origin)?.length ?? Infinity,
      evidence: (origin) => {
        const isFew = tooFew(origin)
        const walk = isFew ? context.today.walk(origin)! : others.walk(origin)!
        return context.evidence(origin, {
          reason: isFew ? 'number' : 'size',
          facility: walk.facility,
          walkWithout: walk.length,
        })
      },
    }
  },
}

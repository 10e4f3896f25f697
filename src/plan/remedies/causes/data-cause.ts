// The data end nearby: what lies beyond their edge may serve. (A kind that the data lack altogether has no gaps, but is told apart.)
import type { CauseOfGaps } from './cause-test.ts'

export const DATA_CAUSE: CauseOfGaps = {
  cause: 'data',
  test: (context) => {
    const edge = (origin: number) => context.edgeMetres[context.blockOfOrigin[origin]!]!
    return {
      holds: (origin) => context.isAtEdge(context.blockOfOrigin[origin]!),
      plainness: edge,
      evidence: (origin) => context.evidence(origin, { reason: 'edge', metres: Math.max(0, edge(origin)) }),
    }
  },
}

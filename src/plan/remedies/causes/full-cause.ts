// Reached, but without a place left. Gaps of walks do not look at places, so nothing is said of it.
import type { CauseOfGaps } from './cause-test.ts'

export const FULL_CAUSE: CauseOfGaps = { cause: 'full', test: () => null }

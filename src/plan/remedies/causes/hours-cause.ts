// Reached, but shut at the time asked for. Walks do not look at opening hours, so nothing is said of it.
import type { CauseOfGaps } from './cause-test.ts'

export const HOURS_CAUSE: CauseOfGaps = { cause: 'hours', test: () => null }

// The causes of gaps in the order in which they are looked for. A new cause is a file and a line here.
import { BARRIER_CAUSE } from './barrier-cause.ts'
import type { CauseOfGaps } from './cause-test.ts'
import { COMPOUND_CAUSE } from './compound-cause.ts'
import { DATA_CAUSE } from './data-cause.ts'
import { FULL_CAUSE } from './full-cause.ts'
import { HOURS_CAUSE } from './hours-cause.ts'
import { LEVEL_CAUSE } from './level-cause.ts'
import { STEPS_OR_SLOPE_CAUSE } from './steps-or-slope-cause.ts'
import { TOO_FAR_CAUSE } from './too-far-cause.ts'
import { UNLINKED_CAUSE } from './unlinked-cause.ts'

export const CAUSES_OF_GAPS: readonly CauseOfGaps[] = [
  DATA_CAUSE,
  UNLINKED_CAUSE,
  COMPOUND_CAUSE,
  BARRIER_CAUSE,
  STEPS_OR_SLOPE_CAUSE,
  HOURS_CAUSE,
  FULL_CAUSE,
  LEVEL_CAUSE,
  TOO_FAR_CAUSE,
]

// HALLWAY: from a study and all facilities to their walks from level to level. No logic of its own.
import type { LevelReport } from '../answer/level-report.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import { categoryById } from '../normalise/categories/categories.ts'
import { levelOf } from '../normalise/places/facility-levels.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import type { AccessStudy } from '../study/access-study.ts'
import { measureLevels } from '../study/level-walks.ts'
import { chooseLimits } from '../study/limits.ts'

/** Measures levels within a limit in minutes or metres. @throws LivingCircleError `invalid-option` for a limit out of range */
export function analyseLevels(
  study: AccessStudy,
  facilities: readonly FacilityRecord[],
  basis: Basis,
  asked: number,
  run: RunOptions,
): LevelReport {
  const limit = chooseLimits(basis === 'time' ? [asked] : undefined, basis === 'distance' ? [asked] : undefined)
    .limits[0]!
  const themeOf = (category: string) => categoryById(category)?.theme ?? category
  return measureLevels(study, { facilities, levelOf, themeOf, basis, limit }, run)
}

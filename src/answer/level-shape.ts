// Whether loaded values are what is said of levels of facilities.
import { AREA_LEVELS } from './area-level.ts'
import { LEVEL_STATES, type LevelArea, type LevelReport, type LevelUnit } from './level-report.ts'
import * as is from './value-shape.ts'

const text = is.orNull(is.text)
const number = is.orNull(is.number)

/** The walks between levels, and their sums by area. */
export const levelShape: is.Check = is.record<LevelReport>({
  limit: is.number,
  units: is.listOf(
    is.record<LevelUnit>({
      facilityId: is.text,
      name: text,
      category: is.text,
      level: text,
      levelName: text,
      parent: text,
      state: is.oneOf(LEVEL_STATES),
      upperId: text,
      upperName: text,
      upperLevelName: text,
      walkSeconds: number,
      walkMetres: number,
      uppersWithin: is.count,
      district: text,
      street: text,
      community: text,
    }),
  ),
  areas: is.listOf(
    is.record<LevelArea>({
      areaLevel: is.oneOf(['all', ...AREA_LEVELS]),
      district: text,
      street: text,
      community: text,
      levelName: is.text,
      units: is.count,
      served: is.count,
      orphans: is.count,
      top: is.count,
      unknown: is.count,
      doubleServed: is.count,
      meanWalkMetres: number,
    }),
  ),
})

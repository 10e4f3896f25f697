// The sheets of facilities by level: the rows of levels.csv and level_areas.csv in words.
import type { LevelReport } from '../../answer/level-report.ts'
import { roundTo } from '../text/written-numbers.ts'
import type { Sheet, SheetCell } from './xlsx-sheet.ts'
import { categoryName, column, limitText, listSheet, type SheetContext } from './xlsx-summary-sheets.ts'

const rounded = (value: number | null) => (value === null ? null : roundTo(value, 1))

/** One row per facility that says a level or a parent. */
export function levelSheet(context: SheetContext, { units, limit }: LevelReport): Sheet {
  const { say } = context
  const rows = units.map((unit): SheetCell[] => [
    unit.name,
    unit.facilityId,
    categoryName(context, unit.category),
    unit.level,
    say(`levelstate_${unit.state}`),
    unit.upperName,
    unit.upperId,
    unit.walkSeconds === null ? null : rounded(unit.walkSeconds / 60),
    rounded(unit.walkMetres),
    unit.uppersWithin,
    unit.parent,
    unit.district,
    unit.street,
    unit.community,
  ])
  return listSheet(
    {
      name: say('levelsTitle'),
      lines: [say('levelsTitle'), say('levelsText', { limit: limitText(context, limit) })],
      frozenColumns: 1,
      columns: [
        column(say('name'), 26),
        column(say('facility'), 16),
        column(say('category'), 24),
        column(say('level'), 12),
        column(say('levelState'), 18),
        column(say('levelUpper'), 26),
        column(say('levelUpperId'), 16),
        column(say('minutes'), 10, 'decimal1'),
        column(say('metres'), 10, 'decimal1'),
        column(say('levelUppersWithin'), 12, 'integer'),
        column(say('levelParent'), 16),
        column(say('district'), 14),
        column(say('street'), 14),
        column(say('community'), 14),
      ],
    },
    rows,
  )
}

/** One row per area and level. */
export function levelAreaSheet({ say }: SheetContext, { areas }: LevelReport): Sheet {
  const rows = areas.map((area): SheetCell[] => [
    say(area.areaLevel === 'all' ? 'levelAll' : area.areaLevel),
    area.district,
    area.street,
    area.community,
    area.levelName,
    ...[area.units, area.served, area.orphans, area.doubleServed, area.top, area.unknown],
    rounded(area.meanWalkMetres),
  ])
  return listSheet(
    {
      name: say('levelAreasTitle'),
      lines: [say('levelAreasTitle'), say('levelAreasText')],
      frozenColumns: 4,
      columns: [
        column(say('unitKind'), 12),
        column(say('district'), 16),
        column(say('street'), 16),
        column(say('community'), 16),
        column(say('level'), 12),
        column(say('levelUnits'), 10, 'integer'),
        column(say('levelServed'), 10, 'integer'),
        column(say('levelOrphans'), 10, 'integer'),
        column(say('levelDouble'), 12, 'integer'),
        column(say('levelTop'), 10, 'integer'),
        column(say('unknown'), 10, 'integer'),
        column(say('levelMeanWalk'), 12, 'decimal1'),
      ],
    },
    rows,
  )
}

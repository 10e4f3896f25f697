// levels.csv and level_areas.csv: each facility's walk to the next level up, and the sums by district, street and community. An AccessReport in,
// text out.
import type { AccessReport } from '../../answer/access-report.ts'
import { roundTo } from '../text/written-numbers.ts'
import { BYTE_ORDER_MARK, type CsvOptions, csvField } from './csv.ts'

/** The columns of `levels.csv`, in order. */
export const LEVELS_CSV_COLUMNS = [
  'facility_id',
  'facility_name',
  'category',
  'level',
  'level_name',
  'parent',
  'state',
  'upper_id',
  'upper_name',
  'upper_level_name',
  'walk_seconds',
  'walk_metres',
  'uppers_within',
  'limit',
  'unit',
  'district',
  'street',
  'community',
] as const

/** The columns of `level_areas.csv`, in order. */
export const LEVEL_AREAS_CSV_COLUMNS = [
  'area_level',
  'district',
  'street',
  'community',
  'level_name',
  'units',
  'served',
  'orphans',
  'top',
  'unknown',
  'double_served',
  'mean_walk_metres',
] as const

type Cell = string | number | null

function csvText(columns: readonly string[], rows: readonly (readonly Cell[])[], { bom }: CsvOptions): string {
  const line = (cells: readonly Cell[]) =>
    cells.map((cell) => (typeof cell === 'number' ? String(cell) : csvField(cell))).join(',')
  return `${bom ? BYTE_ORDER_MARK : ''}${[columns, ...rows].map((row) => `${line(row)}\n`).join('')}`
}

const decimal = (value: number | null) => (value === null ? null : roundTo(value, 1))

/** `levels.csv`; only the header where levels were not asked for. */
export function toLevelsCsv({ levels, options }: AccessReport, csv: CsvOptions = {}): string {
  const unit = options.basis === 'time' ? 'min' : 'm'
  const rows = (levels?.units ?? []).map((one): Cell[] => [
    ...[one.facilityId, one.name, one.category, one.level, one.levelName, one.parent, one.state],
    ...[one.upperId, one.upperName, one.upperLevelName, decimal(one.walkSeconds), decimal(one.walkMetres)],
    ...[one.uppersWithin, levels!.limit, unit, one.district, one.street, one.community],
  ])
  return csvText(LEVELS_CSV_COLUMNS, rows, csv)
}

/** `level_areas.csv`; only the header where levels were not asked for. */
export function toLevelAreasCsv({ levels }: AccessReport, csv: CsvOptions = {}): string {
  const rows = (levels?.areas ?? []).map((area): Cell[] => [
    ...[area.areaLevel, area.district, area.street, area.community, area.levelName],
    ...[area.units, area.served, area.orphans, area.top, area.unknown, area.doubleServed],
    decimal(area.meanWalkMetres),
  ])
  return csvText(LEVEL_AREAS_CSV_COLUMNS, rows, csv)
}

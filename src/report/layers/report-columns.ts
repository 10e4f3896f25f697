// The columns of a report's layers: families unfolded by category, limit and group, keys that no format stumbles over. A report and
// descriptions of columns in, columns out. It does not know any file format.
import type { AccessReport } from '../../answer/access-report.ts'
import { limitLabel, roundTo } from '../text/written-numbers.ts'
import { asciiKey, uniqueKeys, wholeText } from '../text/written-text.ts'
import type { LayerColumn } from './layer.ts'
import type { CellValue, ColumnSpec, NearestFor } from './layer-columns.ts'

/** Column names that layer formats keep for themselves. */
const RESERVED_KEYS = ['fid', 'ogc_fid', 'geom', 'geometry', 'id', 'bbox']

/** A column that knows where it comes from. */
export interface ReportColumn extends LayerColumn {
  /** Key of the description of its columns, with its placeholders. */
  readonly specKey: string
  /** Index of its category, −1 for none. */
  readonly category: number
}

function countNearest(report: AccessReport): NearestFor {
  const blocks = new Uint32Array(report.facilities.length)
  const people = new Float64Array(report.facilities.length)
  const { facility, categoryCount } = report.table
  for (let row = 0; row < facility.length; row++) {
    const index = facility[row]!
    if (index < 0) continue
    blocks[index]! += 1
    people[index]! += report.blocks[Math.floor(row / categoryCount)]!.people.population ?? 0
  }
  return { blocks, people }
}

/** Population groups of the blocks: `population` first, then by name. */
export function populationGroups(report: AccessReport): string[] {
  const groups = new Set<string>()
  for (const block of report.blocks) for (const group of Object.keys(block.people)) groups.add(group)
  const rest = [...groups].filter((group) => group !== 'population').sort()
  return groups.has('population') ? ['population', ...rest] : rest
}

/**
 * Name of a population group for people: `age_60_plus` is "60 岁及以上人口" and "people aged 60 and over".
 *
 * @example
 * ```ts
 * import { groupName } from 'living-circle/parts'
 * groupName('population', 'en') // 'people'
 * ```
 */
export function groupName(group: string, lang: 'zh' | 'en'): string {
  if (group === 'population') return lang === 'zh' ? '人口' : 'people'
  const ages = /^age_(\d{1,3})_(\d{1,3}|plus)$/.exec(group)
  if (ages === null) return group
  const [, from, to] = ages
  if (to === 'plus') return lang === 'zh' ? `${from} 岁及以上人口` : `people aged ${from} and over`
  return lang === 'zh' ? `${from}–${to} 岁人口` : `people aged ${from} to ${to}`
}

interface Expansion {
  readonly spec: ColumnSpec
  readonly category: number
  readonly limit: number
  readonly group: string
}

/** Every column of the specs for this report, families unfolded: first the plain ones, then category by category. */
function expand(specs: readonly ColumnSpec[], report: AccessReport): Expansion[] {
  const plain = specs.filter((spec) => !spec.key.includes('{category}'))
  const perCategory = specs.filter((spec) => spec.key.includes('{category}'))
  const groups = populationGroups(report)
  return [
    ...plain.flatMap((spec) =>
      spec.key === '{group}'
        ? groups.map((group) => ({ spec, category: -1, limit: -1, group }))
        : [{ spec, category: -1, limit: -1, group: '' }],
    ),
    ...report.categories.flatMap((_, category) =>
      perCategory.flatMap((spec) =>
        spec.key.includes('{limit}')
          ? report.options.limits.map((_limit, limit) => ({ spec, category, limit, group: '' }))
          : [{ spec, category, limit: -1, group: '' }],
      ),
    ),
  ]
}

function clean(value: CellValue, decimals: number): CellValue {
  if (typeof value === 'number') return Number.isFinite(value) ? roundTo(value, decimals) : null
  if (typeof value !== 'string') return value
  return value === '' ? null : wholeText(value)
}

/** The columns of specs for a report, families unfolded; those that hold at least one value. */
export function reportColumns(specs: readonly ColumnSpec[], report: AccessReport, rowCount: number): ReportColumn[] {
  const nearest = countNearest(report)
  const { basis, limits } = report.options
  const categoryKeys = uniqueKeys(report.categories.map(({ id }, i) => asciiKey(id, `category_${i + 1}`)))
  const expansions = expand(specs, report)
  const fill = (pattern: string, category: string, limit: string, group: string) =>
    pattern
      .replace('{category}', () => category)
      .replace('{limit}', () => limit)
      .replace('{group}', () => group)
  const keys = uniqueKeys(
    expansions.map(({ spec, category, limit, group }) => {
      const label = limit < 0 ? '' : limitLabel(limits[limit]!, basis).replace('.', '_')
      return fill(spec.key, categoryKeys[category] ?? '', label, asciiKey(group, 'people'))
    }),
    RESERVED_KEYS,
  )
  return expansions
    .map(({ spec, category, limit, group }, i): ReportColumn => {
      const { type, decimals, unit, meaning } = spec
      const label = limit < 0 ? '' : limitLabel(limits[limit]!, basis)
      const place = { report, row: 0, category, limit, group, nearest }
      return {
        key: keys[i]!,
        type,
        decimals,
        unit,
        nameEn: wholeText(fill(spec.nameEn, report.categories[category]?.nameEn ?? '', label, groupName(group, 'en'))),
        nameZh: wholeText(fill(spec.nameZh, report.categories[category]?.nameZh ?? '', label, groupName(group, 'zh'))),
        meaning,
        specKey: spec.key,
        category,
        cellOf: (row) => {
          place.row = row
          return clean(spec.cellOf(place), decimals)
        },
      }
    })
    .filter((column) => hasValue(column, rowCount))
}

function hasValue(column: ReportColumn, rowCount: number): boolean {
  for (let row = 0; row < rowCount; row++) if (column.cellOf(row) !== null) return true
  return rowCount === 0
}

// A table of values to be shared fairly: id, value, population and, where known, group and rank. In: rows. Out: cells, blanks as unknown. It does
// not know what the values are.
import { message } from '../../words/problem.ts'
import { createPlainIntake, isRefusal, missingCell, type PlainIntake } from './plain-rows.ts'

export const VALUE_COLUMNS = {
  id: { words: ['id', 'block_id', '编号', '小区编号'], required: true },
  value: { words: ['value', 'access', 'share', '数值', '值', '可达性'], required: true },
  population: { words: ['population', 'people', '人口', '人数', '常住人口'], required: true },
  group: { words: ['group', 'district', 'decile', '分组', '组别', '区县', '街道'] },
  rank: { words: ['rank', 'income', 'deprivation', '等级', '收入', '排序'] },
} as const

/** One row. `null` is unknown. */
export interface ValueRow {
  readonly id: string
  readonly value: number | null
  readonly population: number | null
  readonly group: string | null
  readonly rank: number | null
}

/** Takes the rows; an id that stands twice, and numbers that are none, make a row unusable. */
export function createValueIntake(source: string): {
  readonly intake: PlainIntake
  readonly rows: readonly ValueRow[]
} {
  const rows: ValueRow[] = []
  const seen = new Set<string>()
  const intake = createPlainIntake(source, VALUE_COLUMNS, (row) => {
    const id = row.text('id')
    if (id === null) return missingCell('id')
    if (seen.has(id)) return { code: 'duplicate-id', said: message('row.plain-id-twice', { id: id.slice(0, 80) }) }
    const value = row.amount('value')
    const population = row.amount('population')
    const rank = row.number('rank')
    for (const cell of [value, population, rank]) if (isRefusal(cell)) return cell
    seen.add(id)
    rows.push({
      id,
      value: value as number | null,
      population: population as number | null,
      group: row.text('group'),
      rank: rank as number | null,
    })
    return null
  })
  return { intake, rows }
}

// A table of demand rates: category, group, rate and, where known, per, unit, source, date, verified. In: rows. Out: rates, each with where it
// comes from. It does not know how many people there are.
import { message } from '../../words/problem.ts'
import { categoryById, resolveCategoryWord } from '../categories/categories.ts'
import { type DemandRate, RATE_UNITS, unitOfText } from '../places/demand-rate.ts'
import { ageGroupOfHeader } from './column-names.ts'
import {
  createPlainIntake,
  isRefusal,
  missingCell,
  type PlainIntake,
  type PlainRow,
  type RowRefusal,
} from './plain-rows.ts'

export const RATE_COLUMNS = {
  category: { words: ['category', 'categories', '类别', '设施类别', '设施类型', '类型'], required: true },
  rate: { words: ['rate', 'rate_per_1000', 'per_1000', '指标', '千人指标', '定额'], required: true },
  group: { words: ['group', 'population_group', '人群', '服务人群', '人口组'] },
  per: { words: ['per', '每', '每多少人'] },
  unit: { words: ['unit', '单位', '计量单位'] },
  source: { words: ['source', '来源', '依据'] },
  date: { words: ['date', '日期', '年份'] },
  verified: { words: ['verified', 'mark', '核对', '是否核对'] },
} as const

type Column = keyof typeof RATE_COLUMNS

/** A rate below this, per 1,000 people, was probably meant per person. */
const SUSPICIOUS = 0.05

/** Takes the rows; a kind that is not known, or named twice, makes a row unusable. */
export function createRateIntake(source: string): {
  readonly intake: PlainIntake
  readonly rates: readonly DemandRate[]
} {
  const rates: DemandRate[] = []
  const named = new Set<string>()
  const intake = createPlainIntake(source, RATE_COLUMNS, (row) => {
    const categories = categoriesOf(row)
    if (isRefusal(categories)) return categories
    const twice = categories.find((id) => named.has(id))
    if (twice !== undefined) return { code: 'duplicate-id', said: message('rate.twice', { id: twice }) }
    const group = groupOf(row, categories)
    if (isRefusal(group)) return group
    const perThousand = perThousandOf(row)
    if (isRefusal(perThousand)) return perThousand
    const unit = unitOf(row, categories)
    if (isRefusal(unit)) return unit
    for (const id of categories) named.add(id)
    const from = row.text('source') ?? source
    const mark = markOf(row.text('verified'))
    rates.push({
      id: categories.join('+'),
      categories,
      group,
      perThousand,
      unit,
      source: from,
      sourceZh: from,
      date: row.text('date'),
      mark,
      verified: mark === 'V-P' || mark === 'V-S',
      note: null,
      noteZh: null,
      origin: source,
    })
    return null
  })
  return { intake, rates }
}

/** One kind, or several with `+`, `|` or a comma between them whose places serve together. */
function categoriesOf(row: PlainRow<Column>): readonly string[] | RowRefusal {
  const text = row.text('category')
  if (text === null) return missingCell('category')
  const ids: string[] = []
  const whole = resolveCategoryWord(text).category
  for (const word of whole === null ? text.split(/[+|,，、;；]/) : [text]) {
    const { category, suggestions } = resolveCategoryWord(word.trim())
    if (category === null) {
      const said =
        suggestions[0] === undefined
          ? message('rate.no-category', { word: word.trim().slice(0, 60) })
          : message('rate.category-meant', { word: word.trim().slice(0, 60), near: suggestions[0] })
      return { code: 'unknown-category', said }
    }
    if (!ids.includes(category.id)) ids.push(category.id)
  }
  return ids
}

/** The group of the column, else the one that the first kind is for. */
function groupOf(row: PlainRow<Column>, [first]: readonly string[]): string | RowRefusal {
  const text = row.text('group')
  if (text === null) return categoryById(first!)?.populationGroup ?? 'population'
  if (/^(?:population|people|all|everybody|人口|常住人口|总人口|全部)$/i.test(text)) return 'population'
  if (/^age_\d{1,3}_(?:\d{1,3}|plus)$/.test(text)) return text
  return ageGroupOfHeader(text) ?? { code: 'unknown-word', said: message('rate.no-group', { word: text.slice(0, 60) }) }
}

function perThousandOf(row: PlainRow<Column>): number | RowRefusal {
  const rate = row.amount('rate')
  if (isRefusal(rate)) return rate
  if (rate === null) return missingCell('rate')
  const per = row.amount('per')
  if (isRefusal(per)) return per
  if (per === 0) return { code: 'invalid-number', said: message('rate.per-zero') }
  if (per === null && rate > 0 && rate < SUSPICIOUS) row.warn('invalid-number', message('rate.per-person', { rate }))
  return (rate / (per ?? 1000)) * 1000
}

function unitOf(row: PlainRow<Column>, [first]: readonly string[]): DemandRate['unit'] | RowRefusal {
  const text = row.text('unit') ?? categoryById(first!)?.capacityUnit ?? 'places'
  const said = message('rate.no-unit', { word: text.slice(0, 60), list: [...RATE_UNITS] })
  return unitOfText(text) ?? { code: 'unknown-word', said }
}

function markOf(text: string | null): DemandRate['mark'] {
  if (text === null) return 'own'
  const mark = (['V-P', 'V-S', 'U-H', 'U-M'] as const).find((one) => one === text.toUpperCase())
  if (mark !== undefined) return mark
  return /^(?:true|yes|y|1|verified|是|已核对|已核|√)$/i.test(text) ? 'V-S' : 'own'
}

// A unit that stands only above the table: 单位：万人、公顷; Unit: thousand persons; (in Tsd.). In: titles, what was understood of the headers.
// Out: units for the columns of that quantity that name none of their own, and those for which it is not clear. It does not look at rows.
import type { Message } from '../../foundation/message.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message } from '../../words/problem.ts'
import type { UnderstoodColumns } from './column-names.ts'
import { type HeaderUnit, unitFactor, unitTexts } from './header-units.ts'

/** What a title's unit does to a column. */
export interface TitleUnit {
  /** Where the title stands. */
  readonly line: number
  readonly role: string
  readonly header: string
  /** As the title writes it. */
  readonly text: string
  /** What numbers of the column are multiplied by; `null` where it is not clear which unit is meant: they are taken as they are. */
  readonly factor: number | null
}

type Quantity = 'people' | 'homes' | 'area' | 'any'

interface SaidUnit {
  readonly line: number
  readonly text: string
  readonly quantity: Quantity
  readonly factor: number
}

/** 单位：… but not 填报单位：…, which is an office. */
const UNIT_MARK =
  /(?:^|[\s([{【,;、。])(?:(?:计量|計量)?(?:单位|單位)|units?|einheit(?:en)?|unidad(?:es)?|unidades?|unités?)\s*[:：]\s*([^()[\]{}【】]{1,60})/gi
/** (in Tsd.), （万人） in or behind a title. */
const IN_BRACKETS = /[([【]\s*(?:in |en |em )?([^()[\]【】:]{1,24}?)\s*[)\]】]/gi
const BETWEEN = /[、,;/]|\s(?:and|und|et|y|e|和|及)\s/

const MULTIPLE =
  "(?:十万|百万|千万|[万萬千百]|thousands?|thous\\.?|thsd\\.?|tsd\\.?|tausend|miles|milhares|milliers|hundreds?|millions?|mio\\.?|'000|1[,. ]?000|10,?000)"
const OF = '(?:\\s*(?:of|de|von)\\s)?\\s*'
const PEOPLE =
  '(?:人|人口|persons?|people|inhabitants?|residents?|einwohner|personen|habitantes|personas|pessoas|habitants|personnes|abitanti)'
const HOMES =
  '(?:户|戶|套|households?|homes?|dwellings?|haushalte|wohnungen|viviendas|hogares|domicílios|ménages|logements)'
const KINDS: readonly (readonly [RegExp, Quantity])[] = [
  [new RegExp(`^${MULTIPLE}?${OF}${PEOPLE}$`), 'people'],
  [new RegExp(`^${MULTIPLE}?${OF}${HOMES}$`), 'homes'],
  [
    /^[万萬千百]?(?:公顷|公頃|亩|畝|平方公里|平方千米|平方米|平米|㎡|m2|km2|ha|hectares?|hektar|hectáreas?|坪|sqm)$/,
    'area',
  ],
  [new RegExp(`^${MULTIPLE}$`), 'any'],
]

const QUANTITY_OF_ROLE: Readonly<Record<string, Quantity>> = {
  population: 'people',
  dwellings: 'homes',
  floor_area_m2: 'area',
  residential_floor_area_m2: 'area',
}

/** What the titles above a table say about the units of its columns. */
export function titleUnits(warnings: RawTable['warnings'], { mapping }: UnderstoodColumns): readonly TitleUnit[] {
  const said = warnings.flatMap(({ line, key, values }) =>
    key === 'table.title-skipped' ? unitsOfTitle(line, String(values?.text ?? '')) : [],
  )
  if (said.length === 0) return []
  const columns = Object.entries(mapping).flatMap(([role, header]) => {
    const quantity = role.startsWith('age_') ? 'people' : QUANTITY_OF_ROLE[role]
    return quantity === undefined || namesUnit(header) ? [] : [{ role, header, quantity }]
  })
  const counted = new Set(columns.map(({ quantity }) => quantity).filter((quantity) => quantity !== 'area'))
  return columns.flatMap(({ role, header, quantity }): TitleUnit[] => {
    const own = said.filter((unit) => unit.quantity === quantity)
    const bare = quantity === 'area' ? [] : said.filter((unit) => unit.quantity === 'any')
    const meant = own.length > 0 ? own : bare
    const [first] = meant
    if (first === undefined) return []
    const { line } = first
    // Two units of one quantity, or thousands of nobody knows what: it is not clear.
    const isClear = meant.every(({ factor }) => factor === first.factor) && (own.length > 0 || counted.size === 1)
    if (isClear && first.factor === 1) return []
    const text = [...new Set(meant.map((unit) => unit.text))].join('、')
    return [{ line, role, header, text, factor: isClear ? first.factor : null }]
  })
}

/** Units of the titles that apply, by role. */
export function appliedUnits(titles: readonly TitleUnit[]): Readonly<Record<string, HeaderUnit>> {
  return Object.fromEntries(
    titles.flatMap(({ role, factor, text }) => (factor === null ? [] : [[role, { factor, text }] as const])),
  )
}

/** The sentence about such a unit. */
export function titleUnitSaid({ header, text, factor }: TitleUnit): Message {
  const values = { header: header.slice(0, 80), unit: text }
  return factor === null
    ? message('columns.title-unit-unclear', values)
    : message('columns.title-unit', { ...values, factor: Math.round(factor * 1e6) / 1e6 })
}

function unitsOfTitle(line: number, title: string): SaidUnit[] {
  const plain = title.normalize('NFKC').replace(/m²/g, 'm2')
  const marked = [...plain.matchAll(UNIT_MARK)].map(([, text]) => text!)
  const texts = marked.length > 0 ? marked : [...plain.matchAll(IN_BRACKETS)].map(([, text]) => text!)
  return texts.flatMap((text) => text.split(BETWEEN)).flatMap((part) => saidUnit(line, part.trim()))
}

function saidUnit(line: number, text: string): SaidUnit[] {
  const plain = text.toLowerCase()
  for (const [pattern, quantity] of KINDS) {
    if (!pattern.test(plain)) continue
    const factor = unitFactor(text, quantity === 'area')
    // A multiple that is known by its word alone, but not as a factor, says nothing.
    return factor === null || (quantity === 'any' && factor === 1) ? [] : [{ line, text, quantity, factor }]
  }
  return []
}

/** Whether a header names a unit, be it the plain one: 面积（㎡）, 人口_人. */
function namesUnit(header: string): boolean {
  const plain = header.normalize('NFKC').replace(/m²/g, 'm2').trim()
  return unitTexts(plain).some((text) => saidUnit(0, text).length > 0) || /(?:平方米|公顷|公頃|亩|m2|㎡)$/.test(plain)
}

// Units in headers: 常住人口（万人）, 面积（公顷）, Población (miles). In: headers by role. Out: what their numbers are multiplied by.
// It does not look at the rows.
import type { UnderstoodColumns } from './column-names.ts'

/** A column's unit, where it is not the plain one. */
export interface HeaderUnit {
  /** What a number of the column is multiplied by, to be people, homes or square metres. */
  readonly factor: number
  /** The unit as the header writes it. */
  readonly text: string
}

const SQUARE_METRES_PER_MU = 2000 / 3

const THOUSANDS = 'thousands?|thous|thsd|tsd|tausend|miles|milhares|milliers|migliaia|mille|k|千'
/** Multiples of people, homes, places: unit words behind them do not matter. */
const MULTIPLES: readonly (readonly [RegExp, number])[] = [
  [/^(?:单位[:：]?|unit[:：]?|in)?\s*(?:十万)/, 100_000],
  [/^(?:单位[:：]?|unit[:：]?|in)?\s*(?:百万|millions?|millones|milhões|millionen|mio\.?|mln)/, 1_000_000],
  [/^(?:单位[:：]?|unit[:：]?|in)?\s*(?:万|萬|10,?000|x ?10,?000)/, 10_000],
  [
    new RegExp(`^(?:单位[:：]?|unit[:：]?|in|en|em)?\\s*(?:(?:${THOUSANDS})(?![a-z])|'000|x ?1[,. ]?000|1[,. ]?000)`),
    1_000,
  ],
  [/^(?:单位[:：]?|unit[:：]?|in)?\s*(?:百(?!分)|hundreds?)/, 100],
]
/** Areas in square metres. */
const AREAS: readonly (readonly [RegExp, number])[] = [
  [/^(?:公顷|公頃|ha\b|hectares?|hektar|hectáreas?|ettari)/, 10_000],
  [/^(?:亩|畝|mu\b)/, SQUARE_METRES_PER_MU],
  [/^(?:平方公里|平方千米|km2|km\^2|sq\.? ?km|square kilomet)/, 1_000_000],
  [/^(?:sq\.? ?ft|ft2|ft\^2|square feet|平方英尺)/, 0.09290304],
  [/^(?:坪)/, 400 / 121],
]

const AREA_ROLES = new Set(['floor_area_m2', 'residential_floor_area_m2'])
const COUNT_ROLES = new Set(['population', 'dwellings', 'capacity'])

/** Units of an understood table's columns, by role; only those that change a number. */
export function headerUnits({ mapping }: Pick<UnderstoodColumns, 'mapping'>): Readonly<Record<string, HeaderUnit>> {
  const units: Record<string, HeaderUnit> = {}
  for (const [role, header] of Object.entries(mapping)) {
    const isArea = AREA_ROLES.has(role)
    if (!isArea && !COUNT_ROLES.has(role) && !role.startsWith('age_')) continue
    for (const text of unitTexts(header)) {
      const factor = unitFactor(text, isArea)
      if (factor === null || factor === 1) continue
      units[role] = { factor, text }
      break
    }
  }
  return units
}

/**
 * What a unit is times the plain one (people, homes, places; square metres for areas); `null` for what is no unit.
 *
 * @param text without brackets: `万人`, `ha`
 */
export function unitFactor(text: string, isArea: boolean): number | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  let factor = 1
  let rest = plain
  for (const [pattern, times] of MULTIPLES) {
    const match = pattern.exec(rest)
    // `k` and `mille` alone are units of counts only.
    if (match === null || (isArea && !/[万萬千百]/.test(match[0]))) continue
    factor = times
    rest = rest.slice(match[0].length).trim()
    break
  }
  if (!isArea) return factor
  if (/^(?:㎡|m2|m²|m\^2|sqm|sq\.? ?m|平方米|平米|平方|square met)/.test(rest)) return factor
  for (const [pattern, times] of AREAS) if (pattern.test(rest)) return factor * times
  return null
}

/** What stands in brackets, after a slash, or after the last comma or underline of a header. */
export function unitTexts(header: string): string[] {
  const plain = header.normalize('NFKC')
  const texts = [...plain.matchAll(/[([{【〔]([^)\]}】〕]{1,20})[)\]}】〕]/g)].map(([, text]) => text!)
  const tail = /[/_,，:：]\s*([^/_,，:：()[\]]{1,20})$/.exec(plain)
  if (tail !== null) texts.push(tail[1]!)
  return texts
}

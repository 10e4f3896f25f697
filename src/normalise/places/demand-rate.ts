// How many places people need: a rate per 1,000 people of a group, with where it comes from. And units of places as people write them (班, 张床,
// seats). It does not know who has which places.

/** What places are counted in. One is never turned into another: a class is not so many places, and a bed is not a place by day. */
export const RATE_UNITS = ['places', 'beds', 'classes', 'meals', 'm2'] as const

export type RateUnit = (typeof RATE_UNITS)[number]

/** How far a figure was checked; `own` is the user's. */
export type RateMark = 'V-P' | 'V-S' | 'U-H' | 'U-M' | 'own'

/** One rate. */
export interface DemandRate {
  readonly id: string
  /** Category ids whose places serve the demand together. */
  readonly categories: readonly string[]
  /** People by whom it counts: `population`, `age_60_plus` … */
  readonly group: string
  readonly perThousand: number
  readonly unit: RateUnit
  readonly source: string
  readonly sourceZh: string
  /** As the source says it: a year or a day; `null` where it says none. */
  readonly date: string | null
  readonly mark: RateMark
  /** Whether it was read in a source; false is never shown as law. */
  readonly verified: boolean
  readonly note: string | null
  readonly noteZh: string | null
  /** `built-in`, or the name of the file. */
  readonly origin: string
}

const WORDS: readonly (readonly [RateUnit, RegExp])[] = [
  ['m2', /^(?:m2|m²|㎡|sqm|square met(?:re|er)s?|平方米|平米)$/],
  ['beds', /^(?:beds?|床|床位|张床|张床位|张|個床|个床位|床位数|張|張床)$/],
  ['classes', /^(?:class(?:es)?|班|个班|班级|个班级|教学班|标准班|轨|班数|班级数|個班|班級|班級數)$/],
  ['meals', /^(?:meals?|餐|份|份餐|人次|客)$/],
  [
    'places',
    /^(?:places?|seats?|spaces?|children|pupils?|persons?|people|位|个|個|名|人|席|座|座位|个座位|托位|个托位|学位|个学位|餐位|名额|托位数|学位数|座位数|餐位数|學位|學位數|托位數|座位數)$/,
  ],
]

/**
 * The unit that a text means; `null` for one that is not known.
 *
 * @example
 * ```ts
 * import { unitOfText } from 'living-circle/parts'
 * unitOfText('床') // 'beds'
 * ```
 */
export function unitOfText(text: string): RateUnit | null {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  return WORDS.find(([, pattern]) => pattern.test(plain) || pattern.test(text.trim()))?.[0] ?? null
}

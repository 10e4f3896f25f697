// Which level a facility is of: 市级, 街道级, district, 2, 15min. Words in; a ladder and a rung out, or that it is none. Levels of one ladder
// compare, those of two do not. It knows no facility.

/** What levels compare within: places of administration, numbers, and the minutes of living circles. */
export type LevelLadder = 'places' | 'numbers' | 'circles'

/** A level: the higher the rung, the larger what it is for. */
export interface FacilityLevel {
  readonly ladder: LevelLadder
  /** Among the rungs of its ladder, from the lowest. */
  readonly rung: number
  /** The same for all words of a level: `street`, `2`, `15min`. */
  readonly name: string
}

/** Rungs from the lowest to the highest: the name, and the words that mean it. */
const LADDERS: Readonly<Record<LevelLadder, readonly (readonly [name: string, words: string])[]>> = {
  places: [
    ['community', 'community|neighbourhood|neighborhood|社区级|社区|居委会级|村级|小区级|邻里级|基层|社區級|社區|鄰里'],
    ['street', 'street|subdistrict|town|township|街道级|街道|街镇级|街镇|乡镇级|乡镇|镇级|镇街级|片区级|街道級|鄉鎮級'],
    ['district', 'district|county|borough|区级|区县级|县级|区|县|县区级|區級|縣級'],
    ['city', 'city|municipal|municipality|市级|市|全市级|地市级|市級'],
  ],
  numbers: [
    ['3', '3|iii|third|level 3|tier 3|三级|第三级|三級'],
    ['2', '2|ii|second|level 2|tier 2|二级|第二级|二級'],
    ['1', '1|i|first|level 1|tier 1|一级|第一级|一級'],
  ],
  circles: [
    ['5min', '5min|5 min|5 minutes|5分钟|五分钟|5分钟生活圈|五分钟生活圈|5分鐘'],
    ['10min', '10min|10 min|10 minutes|10分钟|十分钟|10分钟生活圈|十分钟生活圈|10分鐘'],
    ['15min', '15min|15 min|15 minutes|15分钟|十五分钟|15分钟生活圈|十五分钟生活圈|15分鐘'],
  ],
}

const BY_WORD: ReadonlyMap<string, FacilityLevel> = new Map(
  Object.entries(LADDERS).flatMap(([ladder, rungs]) =>
    rungs.flatMap(([name, words], rung) =>
      words.split('|').map((word) => [word, { ladder: ladder as LevelLadder, rung, name }] as const),
    ),
  ),
)

/**
 * The level that a text means, or `null`.
 *
 * @example
 * ```ts
 * import { levelOf } from 'living-circle/parts'
 * levelOf('街道级') // { ladder: 'places', rung: 1, name: 'street' }
 * levelOf('Level 1') // { ladder: 'numbers', rung: 2, name: '1' }: the first level is the highest
 * levelOf('甲等') // null
 * ```
 */
export function levelOf(text: string | null): FacilityLevel | null {
  if (text === null || text.length > 40) return null
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
  return BY_WORD.get(plain) ?? BY_WORD.get(plain.replace(/ /g, '')) ?? BY_WORD.get(plain.replace(/ level$/, '')) ?? null
}

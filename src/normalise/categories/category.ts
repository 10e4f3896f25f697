// What a facility category is. The list itself is data/categories.json.

/** One condition on OSM tags: all pairs must hold; a value of `*` means any value, a list means any of them. */
export type OsmRule = Readonly<Record<string, string | readonly string[]>>

/** How far a figure has been verified; see `data/standards/README.md`. */
export type VerificationMark = 'V-P' | 'V-S' | 'U-H' | 'U-M'

/** One facility category of `data/categories.json`. */
export interface Category {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  /** Shown together: `elderly`, `children`, `health`, `education`, `food`, `shopping`, `culture`, `sport`, `green`, `services`, `mobility`, `safety`. */
  readonly theme: string
  /** Any of these makes an OSM element this category. */
  readonly osm: readonly OsmRule[]
  /** OSM rules that need a name that matches `namePatterns` as well. */
  readonly osmWithName: readonly OsmRule[]
  /** Six-digit AMap typecodes (or prefixes) that alone decide. */
  readonly amap: readonly string[]
  /** AMap codes that need a name that matches `namePatterns` as well. */
  readonly amapWithName: readonly string[]
  /** Substrings of names, Chinese and English. */
  readonly namePatterns: readonly string[]
  /** Other spellings of the id and names that the category column may hold. */
  readonly aliases: readonly string[]
  /** Group it is measured for by default: `population`, `age_0_3`, `age_60_plus` … */
  readonly populationGroup: string
  /** Unit of `capacity`: `places`, `beds`, `m2`, `meals`, `seats`, or `null`. */
  readonly capacityUnit: string | null
  /** Whether an area of this kind is reached at its edge and entrances (`edge`: parks, squares) or at one point (`point`). */
  readonly reach: 'point' | 'edge'
  /** Where the choice of tags and codes comes from. */
  readonly source: string
  readonly mark: VerificationMark
}

// What a page says first, worked out once: shares to name, blocks that reach everything, the largest gaps. Plain numbers in
// and out. It does not know how a page looks.
import type { AccessReport } from '../../answer/access-report.ts'
import type { CoverageShare } from '../../answer/coverage-share.ts'
import type { Gap } from '../../answer/gap.ts'
import type { MeasuredBlock } from '../../answer/measured-places.ts'
import { INVENTED_LICENCE, licenceOf } from '../../answer/sources.ts'
import { MET_SHARE } from '../../answer/verdict-share.ts'
import { decimalText, isWordKey, listWords, same, say, type Words } from '../../words/words.ts'

/** One category as a page speaks of it. */
export interface CategoryFacts {
  /** Index into `report.categories`. */
  readonly category: number
  readonly id: string
  readonly name: Words
  readonly facilities: number
  readonly linkedFacilities: number
  /** Coverage for each limit, in the category's own group where it is known, else everybody, else blocks. */
  readonly shares: readonly (CoverageShare | null)[]
  /** Gaps at the headline limit, the largest first. */
  readonly gaps: readonly Gap[]
}

/** Gaps of several kinds that hold exactly the same blocks. */
export interface GapGroup {
  /** The one with most people. */
  readonly first: Gap
  /** Kinds, in the report's order. */
  readonly categories: readonly CategoryFacts[]
}

/** What the first screen needs. */
export interface ReportFacts {
  /** Index of the headline limit. */
  readonly limitIndex: number
  readonly limit: number
  /** `population` where anybody's number is known, else `blocks`. */
  readonly measure: string
  readonly categories: readonly CategoryFacts[]
  /** Those that have a row and a section of their own: kinds that the data lack only where they are few; all are named anyway. */
  readonly listed: readonly CategoryFacts[]
  /** Sum of known people, and blocks where it is unknown. */
  readonly people: number | null
  readonly blocksUnknown: number
  /** Who reaches every kind that the data have at all. */
  readonly everything: { readonly covered: number; readonly total: number; readonly kinds: number }
  /** Half of everybody has at least so many of those kinds within reach; `null` where nobody is linked. */
  readonly medianKinds: number | null
  /** The largest gaps; gaps of several kinds in the same blocks are one entry. */
  readonly largestGaps: readonly GapGroup[]
  /** Per block: of the kinds that the data have at all, the number not fully within the limit. */
  readonly missingKinds: Uint16Array
  readonly blockIndex: ReadonlyMap<string, number>
}

/** So many kinds without data are listed like any other: a longer list would hide the rest. */
const MOST_WITHOUT_DATA = 5

/** A value of a block in a measure's unit; `null` unknown. */
export function blockMeasure(block: MeasuredBlock, measure: string): number | null {
  if (measure === 'blocks') return 1
  if (measure === 'dwellings') return block.dwellings
  if (measure === 'land_m2') return block.landSquareMetres
  const people = block.people
  return Object.hasOwn(people, measure) ? (people[measure] ?? null) : null
}

/** The unit of a measure in words; a group that the table does not know keeps its own name. */
export function unitWords(measure: string): Words {
  const key = `unit_${measure}`
  return isWordKey(key) ? say(key) : same(measure)
}

/** `15 min` or `500 m`, by the report's basis. */
export function limitWords(report: AccessReport, limit: number): Words {
  return say(report.options.basis === 'time' ? 'minutes' : 'metres', { n: decimalText(limit, 2) })
}

/** `15 minutes on foot`, by the report's basis. */
export function walkLimitWords(report: AccessReport, limit: number): Words {
  return say(report.options.basis === 'time' ? 'minutes_walk' : 'metres_walk', { n: decimalText(limit, 2) })
}

/** All limits as one list: `5, 10 and 15 minutes on foot`. */
export function limitListWords(report: AccessReport): Words {
  const list = listWords(report.options.limits.map((limit) => same(decimalText(limit, 2))))
  return say(report.options.basis === 'time' ? 'limits_time' : 'limits_distance', { list })
}

/** Whose map it is, in one line. */
export function creditWords(report: AccessReport): Words {
  const { attribution, attributionZh } = licenceOf(report)
  return { en: attribution, zh: attributionZh }
}

/** The terms of the map, in a sentence. */
export function licenceWords(report: AccessReport): Words {
  const isInvented = licenceOf(report).attribution === INVENTED_LICENCE.attribution
  return say(isInvented ? 'licence_invented' : 'licence_osm')
}

/** What a category is called. */
export function categoryWords(category: { readonly nameEn: string; readonly nameZh: string }): Words {
  return { en: category.nameEn.charAt(0).toUpperCase() + category.nameEn.slice(1), zh: category.nameZh }
}

/** Works out the facts of a report for one of its limits. O(blocks × categories). */
export function reportFacts(report: AccessReport, limitIndex = report.options.limits.length - 1): ReportFacts {
  const limit = report.options.limits[limitIndex] ?? 0
  const known = report.blocks.map((block) => block.people.population ?? null)
  const people = known.some((value) => value !== null)
    ? known.reduce<number>((sum, value) => sum + (value ?? 0), 0)
    : null
  const measure = people !== null && people > 0 ? 'population' : 'blocks'
  const categories = report.categories.map((category, index): CategoryFacts => {
    const gaps = report.gaps.filter(
      (gap) => gap.kind === 'category' && gap.category === category.id && gap.limit === limit,
    )
    return {
      category: index,
      id: category.id,
      name: categoryWords(category),
      facilities: category.facilities,
      linkedFacilities: category.linkedFacilities,
      shares: report.options.limits.map((one) => bestShare(report, category.id, one, category.populationGroup)),
      gaps: gaps.sort(byPeople),
    }
  })
  const present = categories.filter((category) => category.facilities > 0)
  return {
    limitIndex,
    limit,
    measure,
    categories,
    listed: categories.length - present.length > MOST_WITHOUT_DATA ? present : categories,
    people,
    blocksUnknown: known.filter((value) => value === null).length,
    everything: reachEverything(report, present, limitIndex, measure),
    medianKinds: medianKinds(report, present, limitIndex, measure),
    largestGaps: groupGaps(present),
    missingKinds: countMissing(report, present, limitIndex),
    blockIndex: new Map(report.blocks.map((block, index) => [block.id, index])),
  }
}

/** Most people first; unknown ones by their demand points, after the known. */
function byPeople(a: Gap, b: Gap): number {
  const people = (b.people ?? -1) - (a.people ?? -1)
  if (people !== 0) return people
  return b.demandPoints - a.demandPoints || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** The share in the category's own group where it is known, else in people, else in blocks. */
function bestShare(report: AccessReport, category: string, limit: number, group: string): CoverageShare | null {
  const shares = report.coverage.find((one) => one.category === category && one.limit === limit)?.shares ?? []
  for (const measure of [group, 'population', 'blocks']) {
    const found = shares.find((share) => share.measure === measure && share.total > 0)
    if (found !== undefined) return found
  }
  return null
}

function reachEverything(
  report: AccessReport,
  present: readonly CategoryFacts[],
  limitIndex: number,
  measure: string,
): ReportFacts['everything'] {
  const { share, categoryCount, limitCount } = report.table
  let covered = 0
  let total = 0
  report.blocks.forEach((block, b) => {
    const value = blockMeasure(block, measure)
    if (value === null || present.length === 0) return
    let least = Infinity
    for (const { category } of present) {
      const cell = share[(b * categoryCount + category) * limitCount + limitIndex]!
      if (Number.isNaN(cell)) return
      least = Math.min(least, cell)
    }
    total += value
    if (least >= MET_SHARE) covered += value
  })
  return { covered, total, kinds: present.length }
}

/** Gaps of the headline limit, the largest first, those of the same blocks together. */
function groupGaps(present: readonly CategoryFacts[]): GapGroup[] {
  const groups = new Map<string, { first: Gap; categories: CategoryFacts[] }>()
  for (const category of present) {
    for (const gap of category.gaps) {
      const key = JSON.stringify([...gap.blockIds].sort())
      const held = groups.get(key)
      if (held === undefined) groups.set(key, { first: gap, categories: [category] })
      else {
        held.categories.push(category)
        if (byPeople(gap, held.first) < 0) held.first = gap
      }
    }
  }
  return [...groups.values()].sort((a, b) => byPeople(a.first, b.first))
}

/** Weighted median over linked blocks of how many kinds each reaches. */
function medianKinds(
  report: AccessReport,
  present: readonly CategoryFacts[],
  limitIndex: number,
  measure: string,
): number | null {
  const { share, categoryCount, limitCount } = report.table
  const weightByKinds = new Float64Array(present.length + 1)
  let total = 0
  report.blocks.forEach((block, b) => {
    const value = blockMeasure(block, measure)
    if (value === null || block.linkedShare <= 0) return
    const reached = present.filter(
      ({ category }) => share[(b * categoryCount + category) * limitCount + limitIndex]! >= MET_SHARE,
    ).length
    weightByKinds[reached]! += value
    total += value
  })
  if (total === 0) return null
  let running = 0
  for (let kinds = present.length; kinds >= 0; kinds--) {
    running += weightByKinds[kinds]!
    if (running * 2 >= total) return kinds
  }
  return 0
}

function countMissing(report: AccessReport, present: readonly CategoryFacts[], limitIndex: number): Uint16Array {
  const { share, categoryCount, limitCount } = report.table
  const missing = new Uint16Array(report.blocks.length)
  for (let b = 0; b < missing.length; b++) {
    for (const { category } of present) {
      if (share[(b * categoryCount + category) * limitCount + limitIndex]! < MET_SHARE) missing[b]!++
    }
  }
  return missing
}

/** Where a gap is, in words: its community where all its blocks share one, else its block with most people and how many more. */
export function gapPlace(report: AccessReport, facts: ReportFacts, gap: Gap): Words {
  const blocks = gap.blockIds.flatMap((id) => report.blocks[facts.blockIndex.get(id) ?? -1] ?? [])
  const first = blocks[0]
  if (first === undefined) return same(gap.id)
  if (blocks.length > 1 && first.community !== null && blocks.every((block) => block.community === first.community)) {
    return same(first.community)
  }
  const people = (block: MeasuredBlock) => block.people.population ?? -1
  const most = blocks.reduce((best, block) => (people(block) > people(best) ? block : best), first)
  const name = same(most.name ?? most.id)
  if (blocks.length === 1) return name
  return {
    en: say('gap_more_blocks', { name, n: blocks.length - 1 }).en,
    zh: say('gap_more_blocks', { name, n: blocks.length }).zh,
  }
}

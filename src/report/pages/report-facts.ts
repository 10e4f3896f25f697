// The facts of a report at one limit, with the words and records that pages put beside them. It counts nothing: what is said was
// counted when the answer was made. It does not know how a page looks.
import type { AccessReport } from '../../answer/access-report.ts'
import type { LimitFacts } from '../../answer/answer-facts.ts'
import { type CoverageShare, headlineShare } from '../../answer/coverage-share.ts'
import type { Gap } from '../../answer/gap.ts'
import { INVENTED_LICENCE, licenceOf } from '../../answer/sources.ts'
import type { VerdictName } from '../../answer/verdict-share.ts'
import { decimalText, isWordKey, listWords, named, same, say, type Words } from '../../words/words.ts'

/** One category as a page speaks of it. */
export interface CategoryFacts {
  /** Index into `report.categories`. */
  readonly category: number
  readonly id: string
  readonly name: Words
  readonly facilities: number
  readonly linkedFacilities: number
  /** The headline share for each limit. */
  readonly shares: readonly (CoverageShare | null)[]
  /** Gaps at the headline limit, the largest first. */
  readonly gaps: readonly Gap[]
}

/** Gaps of several kinds that hold exactly the same blocks. */
export interface GapKinds {
  /** The one with most people. */
  readonly first: Gap
  /** Kinds, in the report's order. */
  readonly categories: readonly CategoryFacts[]
}

/** What the first screen needs. */
export interface ReportFacts extends LimitFacts {
  /** Index of the headline limit. */
  readonly limitIndex: number
  readonly limit: number
  /** What all kinds together are counted in. */
  readonly measure: string
  readonly categories: readonly CategoryFacts[]
  /** Those that have a row and a section of their own: kinds that the data lack only where they are few; all are named anyway. */
  readonly listed: readonly CategoryFacts[]
  /** Sum of known people, and blocks where it is unknown. */
  readonly people: number | null
  readonly blocksUnknown: number
  /** The largest gaps; gaps of several kinds in the same blocks are one entry. */
  readonly topGaps: readonly GapKinds[]
  readonly blockIndex: ReadonlyMap<string, number>
}

/** So many kinds without data are listed like any other: a longer list would hide the rest. */
const MOST_WITHOUT_DATA = 5

/** The unit of a measure in words; a group that the table does not know keeps its own name. */
export function unitWords(measure: string): Words {
  const key = `unit_${measure}`
  return isWordKey(key) ? say(key) : same(measure)
}

/** A group beside a number that counts it: in short where the table has a short word. */
export function groupWords(measure: string): Words {
  const short = `short_${measure}`
  return isWordKey(short) ? say(short) : unitWords(measure)
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
  return named(attribution, attributionZh)
}

/** The terms of the map, in a sentence. */
export function licenceWords(report: AccessReport): Words {
  const isInvented = licenceOf(report).attribution === INVENTED_LICENCE.attribution
  return say(isInvented ? 'licence_invented' : 'licence_osm')
}

/** What a category is called. */
export function categoryWords(category: { readonly nameEn: string; readonly nameZh: string }): Words {
  return named(category.nameEn.charAt(0).toUpperCase() + category.nameEn.slice(1), category.nameZh)
}

/** A level of a standard. */
export function levelWords(level: string): Words {
  return level === 'block' ? say('level_block') : say('level_circle', { n: level })
}

/** How a block stands to a kind at a limit, as a legend says it. Whether a duty is met is another question, with words of its own. */
export function verdictWords(verdict: VerdictName): Words {
  if (verdict === 'no-data') return say('no_data')
  return say(verdict === 'unknown' ? 'unknown_verdict' : `reach_${verdict}`)
}

/** Gaps that a first screen may name. */
const MOST_TOP_GAPS = 20

/** The facts of a report for one of its limits, with the words and records that a page puts beside them. */
export function reportFacts(report: AccessReport, limitIndex = report.options.limits.length - 1): ReportFacts {
  const { facts, options } = report
  const own = facts.limits[limitIndex]!
  const shares = new Map(report.coverage.map((entry) => [`${entry.category} ${entry.limit}`, headlineShare(entry)]))
  const categories = report.categories.map(
    (category, index): CategoryFacts => ({
      category: index,
      id: category.id,
      name: categoryWords(category),
      facilities: category.facilities,
      linkedFacilities: category.linkedFacilities,
      shares: options.limits.map((limit) => shares.get(`${category.id} ${limit}`) ?? null),
      gaps: Array.from(
        own.gapOrder.subarray(own.gapOffset[index]!, own.gapOffset[index + 1]!),
        (gap) => report.gaps[gap]!,
      ),
    }),
  )
  const present = categories.filter((category) => category.facilities > 0)
  return {
    ...own,
    limitIndex,
    limit: options.limits[limitIndex] ?? 0,
    measure: facts.measure,
    categories,
    listed: categories.length - present.length > MOST_WITHOUT_DATA ? present : categories,
    people: facts.people,
    blocksUnknown: facts.blocksUnknown,
    topGaps: own.largestGaps.slice(0, MOST_TOP_GAPS).map(({ gap, categories: kinds }) => ({
      first: report.gaps[gap]!,
      categories: kinds.map((kind) => categories[kind]!),
    })),
    blockIndex: new Map(report.blocks.map((block, index) => [block.id, index])),
  }
}

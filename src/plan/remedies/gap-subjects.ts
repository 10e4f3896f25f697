// What gaps lack, ready to be asked what would help: for each category or rule who lacks it, and to which gap each demand point belongs.
// A study, its gaps and walks in; columns by origin out. It knows no remedy.
import type { Gap } from '../../answer/gap.ts'
import type { Steps } from '../../foundation/breath.ts'
import { costLimits } from '../../foundation/limits.ts'
import type { RunOptions } from '../../foundation/progress.ts'
import type { Basis } from '../../foundation/units.ts'
import { placeJoiner } from '../../locate/points/join-places.ts'
import type { FacilityRecord } from '../../normalise/places/facility-record.ts'
import { reachedTimesSteps } from '../../search/reached-times.ts'
import { type AccessStudy, poseQuestion } from '../../study/access-study.ts'
import { type Duty, dutySteps } from '../../study/duties.ts'
import { GapGrounds } from '../../study/gap-grounds.ts'
import { GAP_JOIN_METRES } from '../../study/gaps.ts'
import { sharesOfOrigins } from '../../study/gate-gains.ts'

/** One way to have what is lacking. */
export interface SubjectRoute {
  readonly counts: (facility: number) => boolean
  /** The same at any hour: what is shut at the moment of the run counts, too. */
  readonly countsAtSomeHour: (facility: number) => boolean
  /** ms or mm. */
  readonly limit: number
  /** What may be built for it. */
  readonly categories: readonly string[]
  /** Planned facilities that would count, by place in their list. */
  readonly planned: (facility: number) => boolean
}

/** One category or rule that gaps are of. */
export interface GapSubject {
  readonly kind: 'category' | 'rule'
  /** Category id or rule id. */
  readonly id: string
  readonly categories: readonly string[]
  readonly basis: Basis
  /** Minutes or metres: the gaps' own limit. */
  readonly limit: number
  readonly routes: readonly SubjectRoute[]
  /** `false`: several facilities are asked for at once, so one more walk is not enough to tell. */
  readonly isTried: boolean
  /** Whose people count. */
  readonly group: string
  /** Places in the list of gaps. */
  readonly gaps: readonly number[]
  /** By origin: 1 where it is lacking. */
  readonly lacks: Uint8Array
  /** By origin: place in the list of gaps, −1 for none. */
  readonly gapOfOrigin: Int32Array
  /** By origin: people whose number is known, and share of the block. */
  readonly people: Float64Array
  readonly share: Float64Array
}

/** The duty behind a rule, and for each of its routes what may be built and which planned facilities would count. */
export interface RuleDuty {
  readonly duty: Duty
  readonly routes: readonly { readonly categories: readonly string[]; readonly planned: ReadonlySet<number> }[]
}

/** Everything about gaps that all subjects share. */
interface SubjectTools {
  readonly study: AccessStudy
  readonly gaps: readonly Gap[]
  readonly planned: readonly FacilityRecord[]
  readonly amounts: OriginAmounts
  readonly lonLat: Float64Array
}

/**
 * In steps: the subjects of all gaps of a report, in the order of their first gaps.
 *
 * @param duties by rule id; rules that are not there have no subject
 */
export function* gapSubjects(
  study: AccessStudy,
  gaps: readonly Gap[],
  basis: Basis,
  duties: ReadonlyMap<string, RuleDuty>,
  planned: readonly FacilityRecord[] = [],
  run: RunOptions = {},
): Steps<GapSubject[]> {
  const tools: SubjectTools = {
    study,
    gaps,
    planned,
    amounts: new OriginAmounts(study),
    lonLat: new GapGrounds(study).lonLat,
  }
  const byKey = new Map<string, number[]>()
  gaps.forEach((gap, at) => {
    const key = gap.kind === 'category' ? `c ${gap.category}` : `r ${gap.ruleId}`
    byKey.set(key, [...(byKey.get(key) ?? []), at])
  })
  const lists = [...byKey.values()]
  const ofCategories = lists.filter((list) => gaps[list[0]!]!.kind === 'category')
  const ofRules = lists.filter((list) => gaps[list[0]!]!.kind === 'rule')
  const categories = yield* categorySubjects(tools, ofCategories, basis, run)
  yield
  return [...categories, ...(yield* ruleSubjects(tools, ofRules, basis, duties, run))]
}

function* categorySubjects(
  tools: SubjectTools,
  lists: readonly number[][],
  basis: Basis,
  run: RunOptions,
): Steps<GapSubject[]> {
  const { study, gaps } = tools
  if (lists.length === 0) return []
  const limits = costLimits(basis, [gaps[lists[0]![0]!]!.limit])
  const { nearestCost } = yield* reachedTimesSteps(poseQuestion(study, basis, limits).problem, run)
  return lists.map((list): GapSubject => {
    const first = gaps[list[0]!]!
    const category = first.kind === 'category' ? first.category : ''
    const column = study.categories.indexOf(category)
    const route: SubjectRoute = {
      counts: (facility) => study.categoryOfFacility[facility] === column && study.isShut?.[facility] !== 1,
      countsAtSomeHour: (facility) => study.categoryOfFacility[facility] === column,
      limit: limits[0]!,
      categories: [category],
      planned: (facility) => tools.planned[facility]!.category === category,
    }
    const lacks = (origin: number) => nearestCost[origin * study.categories.length + column]! > limits[0]!
    return subjectOf(
      tools,
      list,
      { kind: 'category', id: category, categories: [category], basis, routes: [route], isTried: true },
      lacks,
    )
  })
}

function* ruleSubjects(
  tools: SubjectTools,
  lists: readonly number[][],
  reportBasis: Basis,
  duties: ReadonlyMap<string, RuleDuty>,
  run: RunOptions,
): Steps<GapSubject[]> {
  const { study, gaps } = tools
  const known = lists.flatMap((list) => {
    const gap = gaps[list[0]!]!
    const found = gap.kind === 'rule' ? duties.get(gap.ruleId) : undefined
    return gap.kind !== 'rule' || found === undefined ? [] : [{ list, gap, ...found }]
  })
  if (known.length === 0) return []
  const access = yield* dutySteps(
    study,
    known.map(({ duty }) => duty),
    run,
  )
  return known.map(({ list, gap, duty, routes }, number) => {
    const basis = gap.basis ?? reportBasis
    const ways = duty.routes.map(({ facilities, limit }, route): SubjectRoute => {
      const counting = new Set(facilities)
      return {
        counts: (facility) => counting.has(facility) && study.isShut?.[facility] !== 1,
        countsAtSomeHour: (facility) => counting.has(facility),
        limit: costLimits(basis, [limit])[0]!,
        categories: routes[route]?.categories ?? gap.categories,
        planned: (facility) => routes[route]?.planned.has(facility) === true,
      }
    })
    const isTried = duty.minFacilities <= 1 && duty.minKinds <= 1
    const head = { kind: 'rule' as const, id: gap.ruleId, categories: gap.categories, basis, routes: ways, isTried }
    return subjectOf(tools, list, head, (origin) => !access.mayBeMetFrom(origin, number))
  })
}

function subjectOf(
  { study, gaps, amounts, lonLat }: SubjectTools,
  list: readonly number[],
  head: Pick<GapSubject, 'kind' | 'id' | 'categories' | 'basis' | 'routes' | 'isTried'>,
  isLacking: (origin: number) => boolean,
): GapSubject {
  const first = gaps[list[0]!]!
  const lacks = Uint8Array.from(study.originWeight, (weight, origin) => (weight > 0 && isLacking(origin) ? 1 : 0))
  const group = amounts.isKnown(first.populationGroup) ? first.populationGroup : 'population'
  return {
    ...head,
    limit: first.limit,
    group,
    gaps: list,
    lacks,
    gapOfOrigin: gapsOfOrigins(gaps, list, lacks, lonLat),
    people: amounts.of(group),
    share: amounts.share,
  }
}

/** Joins who lacks something as the gaps were joined, and finds each gap again by its centre and number of points. */
function gapsOfOrigins(
  gaps: readonly Gap[],
  list: readonly number[],
  lacks: Uint8Array,
  lonLat: Float64Array,
): Int32Array {
  const origins: number[] = []
  lacks.forEach((bit, origin) => {
    if (bit === 1) origins.push(origin)
  })
  const found = new Int32Array(lacks.length).fill(-1)
  const byPlace = new Map(list.map((at) => [`${gaps[at]!.demandPoints} ${gaps[at]!.centre.join()}`, at]))
  const { count, offset, member } = placeJoiner(lonLat, GAP_JOIN_METRES).join(Uint32Array.from(origins))
  for (let group = 0; group < count; group++) {
    const own = member.subarray(offset[group]!, offset[group + 1]!)
    let lon = 0
    let lat = 0
    for (const origin of own) {
      lon += lonLat[2 * origin]!
      lat += lonLat[2 * origin + 1]!
    }
    const gap = byPlace.get(`${own.length} ${[lon / own.length, lat / own.length].join()}`)
    if (gap !== undefined) for (const origin of own) found[origin] = gap
  }
  return found
}

/** People and shares that origins stand for. */
class OriginAmounts {
  readonly share: Float64Array
  readonly #study: AccessStudy
  readonly #blockOfOrigin: Uint32Array
  readonly #byGroup = new Map<string, Float64Array>()

  constructor(study: AccessStudy) {
    this.#study = study
    const { blockOfOrigin, shareOfOrigin } = sharesOfOrigins(study)
    this.#blockOfOrigin = blockOfOrigin
    this.share = shareOfOrigin
  }

  isKnown(group: string): boolean {
    return this.#study.blocks.some(({ people }) => typeof people[group] === 'number')
  }

  of(group: string): Float64Array {
    let amounts = this.#byGroup.get(group)
    if (amounts === undefined) {
      amounts = this.share.map(
        (share, origin) => share * (this.#study.blocks[this.#blockOfOrigin[origin]!]!.people[group] ?? 0),
      )
      this.#byGroup.set(group, amounts)
    }
    return amounts
  }
}

/**
 * The same subjects, and besides whoever lives behind walls that nobody comes out of: nothing is known of their walks, so they are in no gap, but a gate
 * would bring them something.
 *
 * @param walled the study with such places linked: see `linkedBehindWalls`
 */
export function withWalledPlaces(
  subjects: readonly GapSubject[],
  study: AccessStudy,
  walled: AccessStudy,
): readonly GapSubject[] {
  if (walled === study) return subjects
  const amounts = new OriginAmounts(walled)
  const isNew = study.originWeight.map((weight, origin) => (weight === 0 && walled.originWeight[origin]! > 0 ? 1 : 0))
  const merged = (own: Float64Array, other: Float64Array) =>
    own.map((value, origin) => (isNew[origin] === 1 ? other[origin]! : value))
  return subjects.map((subject) => ({
    ...subject,
    lacks: subject.lacks.map((bit, origin) => (isNew[origin] === 1 ? 1 : bit)),
    people: merged(subject.people, amounts.of(subject.group)),
    share: merged(subject.share, amounts.share),
  }))
}

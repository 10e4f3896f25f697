// People without cover, joined into areas where their demand points are near each other. Knows no files.

import type { CategoryGap, GapFacts, RuleGap } from '../answer/gap.ts'
import { atOnce, type Steps } from '../foundation/breath.ts'
import { greatCircleMetres } from '../foundation/geo.ts'
import { BEYOND_LIMIT_FACTOR, costLimits } from '../foundation/limits.ts'
import { type Basis, type LonLat, UNREACHED } from '../foundation/units.ts'
import { type PlaceJoiner, placeJoiner } from '../locate/points/join-places.ts'
import { type PlaceTree, placeTree } from '../locate/points/place-tree.ts'
import type { ReachedTimes } from '../search/reached-times.ts'
import { type AccessStudy, poseQuestion, type StudyPlaces } from './access-study.ts'
import { gapAction } from './gap-action.ts'
import { type GapGround, GapGrounds } from './gap-grounds.ts'
import { gapIds } from './gap-ids.ts'
import { NearestOnFoot, type NearestWalks } from './nearest-on-foot.ts'

/** Gaps between pauses. */
const GAPS_AT_ONCE = 16

/** Demand points without cover belong to one gap where they are within this many metres of each other. */
export const GAP_JOIN_METRES = 150

/** What a rule of a standard asks. */
export type RuleSubject = Pick<RuleGap, 'kind' | 'ruleId' | 'categories'>

/** What is lacking in a gap: one category, or what a rule asks. */
export type GapSubject = Pick<CategoryGap, 'kind' | 'category'> | RuleSubject

/** What a gap's numbers are for. */
export interface GapTerms {
  readonly limit: number
  readonly populationGroup: string
  /** True for blocks that the limit makes edge-affected. */
  readonly edgeAffected: (block: number) => boolean
}

/** A question about one category. */
export interface GapQuestion extends GapTerms {
  readonly category: string
}

/** What is asked, and what its gaps are called after. */
export interface GapRequest<Subject extends GapSubject = GapSubject> {
  readonly subject: Subject
  readonly terms: GapTerms
  readonly idPrefix: string
}

/** What the gaps of one study and basis share: grounds that were described, walks that were swept. */
export interface GapTools {
  readonly study: StudyPlaces
  readonly basis: Basis
  readonly grounds: GapGrounds
  readonly joiner: PlaceJoiner
  readonly nearest: NearestWalks
}

/** Tools for gaps by one basis. */
export function gapTools(study: StudyPlaces, basis: Basis, nearest: NearestWalks): GapTools {
  const grounds = new GapGrounds(study)
  const joiner = placeJoiner(grounds.lonLat, GAP_JOIN_METRES)
  return { study, basis, grounds, joiner, nearest }
}

/** The largest cost that the nearest facility of a gap is looked for up to. */
export function gapSearchCost(basis: Basis, limit: number): number {
  return Math.min(UNREACHED - 1, costLimits(basis, [limit])[0]! * BEYOND_LIMIT_FACTOR)
}

/**
 * Gap areas of one category at one limit, largest number of people first (unknown last).
 * A category without any linked facility has no gaps here: that is a lack of data, and the report says so.
 * For several categories of one study `createGapFinder` is quicker.
 */
export function measureGaps(
  study: AccessStudy,
  times: ReachedTimes,
  basis: Basis,
  question: GapQuestion,
): CategoryGap[] {
  const { problem } = poseQuestion(study, basis, costLimits(basis, [question.limit]))
  return atOnce(createGapFinder(study, times, basis, new NearestOnFoot(problem))(question))
}

/**
 * {@link measureGaps} for one question after the other: what categories have in common is worked out once. In steps.
 *
 * @param nearest walks by the basis of `times`
 */
export function createGapFinder(
  study: StudyPlaces,
  times: ReachedTimes,
  basis: Basis,
  nearest: NearestWalks,
): (question: GapQuestion) => Steps<CategoryGap[]> {
  const tools = gapTools(study, basis, nearest)
  return (question) => {
    const category = study.categories.indexOf(question.category)
    const limitCost = costLimits(basis, [question.limit])[0]!
    const uncovered = uncoveredOrigins(study, times, category, limitCost)
    const subject = { kind: 'category' as const, category: question.category }
    const request = { subject, terms: question, idPrefix: question.category }
    return findGaps(
      tools,
      request,
      uncovered,
      category,
      (number) => study.categoryOfFacility[number] === category && study.isShut?.[number] !== 1,
    )
  }
}

/**
 * Joins origins without cover into gaps and finds the nearest facility of each.
 *
 * @param uncovered linked origins, ascending
 * @param category number of the facilities that count, as the tools' question has it
 * @param counts the same, facility by facility
 * @returns nothing where none of these facilities is linked: that is a lack of data
 */
export function* findGaps<Subject extends GapSubject>(
  { study, basis, grounds, joiner, nearest }: GapTools,
  request: GapRequest<Subject>,
  uncovered: Uint32Array,
  category: number,
  counts: (facility: number) => boolean,
): Steps<(GapFacts & Subject)[]> {
  if (uncovered.length === 0) return []
  const { limit, populationGroup } = request.terms
  if (!(yield* nearest.sweepSteps(category, gapSearchCost(basis, limit)))) return []
  const facilities = new NearestStraight(study, counts)
  const { count, offset, member } = joiner.join(uncovered)
  yield
  const found: FoundGap[] = []
  for (let group = 0; group < count; group++) {
    const origins = member.subarray(offset[group]!, offset[group + 1]!)
    const ground = grounds.of(origins)
    const { cost, facility } = shortestWalk(nearest, origins)
    found.push({
      ground,
      groupPeople: grounds.peopleOf(populationGroup, origins),
      walkCost: cost,
      facility: cost === UNREACHED ? facilities.to(ground.centre) : facility,
    })
    if (group % GAPS_AT_ONCE === 0) yield
  }
  found.sort(
    ({ ground: a }, { ground: b }) =>
      (b.people ?? -1) - (a.people ?? -1) || b.demandPoints - a.demandPoints || a.blocks[0]! - b.blocks[0]!,
  )
  const label = `${request.idPrefix}-${limit}${basis === 'time' ? 'min' : 'm'}`
  const ids = gapIds(
    label,
    found.map(({ ground }) => ground),
    grounds.anchors,
  )
  return found.map((gap, number) => describeGap(study, request, basis, gap, ids[number]!))
}

/** What was found out about one gap. */
interface FoundGap {
  readonly ground: GapGround
  readonly groupPeople: number | null
  /** Of the shortest walk from any of its demand points, `UNREACHED` beyond the search. */
  readonly walkCost: number
  /** The facility at its end, or the nearest in a straight line; −1 where there is none. */
  readonly facility: number
}

/** Linked origins whose walk to a category is longer than a limit, ascending. */
export function uncoveredOrigins(
  { originWeight }: Pick<StudyPlaces, 'originWeight'>,
  times: ReachedTimes,
  category: number,
  limitCost: number,
): Uint32Array {
  const uncovered = new Uint32Array(originWeight.length)
  let count = 0
  for (let origin = 0; origin < originWeight.length; origin++) {
    if (originWeight[origin] === 0) continue
    if (times.nearestCost[origin * times.categoryCount + category]! > limitCost) uncovered[count++] = origin
  }
  return uncovered.subarray(0, count)
}

/** The shortest of the origins' walks; of equal ones the first. */
function shortestWalk(nearest: NearestWalks, origins: Uint32Array): { cost: number; facility: number } {
  let cost = UNREACHED
  let best = -1
  for (let i = 0; i < origins.length; i++) {
    const own = nearest.cost(origins[i]!)
    if (own >= cost) continue
    cost = own
    best = origins[i]!
  }
  return { cost, facility: best < 0 ? -1 : nearest.facility(best) }
}

/** The facility that is nearest in a straight line, of those that count: looked for only where no walk was found. */
class NearestStraight {
  readonly #numbers: number[] = []
  readonly #study: StudyPlaces
  #tree: PlaceTree | null = null

  constructor(study: StudyPlaces, counts: (facility: number) => boolean) {
    this.#study = study
    for (let number = 0; number < study.facilities.length; number++) if (counts(number)) this.#numbers.push(number)
  }

  /** Its number; −1 where no facility counts. Of equally near ones the first. */
  to([lon, lat]: LonLat): number {
    this.#tree ??= placeTree(this.#numbers.map((number) => this.#study.facilities[number]!.lonLat))
    const nearest = this.#tree.nearest(lon, lat, Number.POSITIVE_INFINITY)
    return nearest === null ? -1 : this.#numbers[nearest.place]!
  }
}

function describeGap<Subject extends GapSubject>(
  study: StudyPlaces,
  { subject, terms: { limit, populationGroup, edgeAffected } }: GapRequest<Subject>,
  basis: Basis,
  { ground, groupPeople, walkCost, facility }: FoundGap,
  id: string,
): GapFacts & Subject {
  const { centre } = ground
  const record = study.facilities[facility]
  const distances = {
    limit,
    nearestStraightMetres:
      record === undefined ? null : greatCircleMetres(centre[0], centre[1], record.lonLat[0], record.lonLat[1]),
    nearestWalkMinutes: basis === 'time' && walkCost !== UNREACHED ? walkCost / 60_000 : null,
    nearestWalkMetres: basis === 'distance' && walkCost !== UNREACHED ? walkCost / 1000 : null,
    edgeAffected: ground.blocks.some(edgeAffected),
  }
  return {
    id,
    basis,
    people: ground.people,
    groupPeople,
    populationGroup,
    dwellings: ground.dwellings,
    blockIds: ground.blockIds,
    blockParts: ground.blockParts,
    demandPoints: ground.demandPoints,
    centre,
    polygons: ground.polygons,
    nearestFacilityId: record?.id ?? null,
    nearestFacilityName: record?.name ?? null,
    action: gapAction(distances, basis, study.profile, record === undefined ? 0 : 1),
    // Last: objects that begin as a copy have no shape in common, and tens of thousands of them are then read ten times as slowly.
    ...distances,
    ...subject,
  }
}

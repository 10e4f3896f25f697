// Nearest facility and counts for every origin and category: one bounded sweep per set of places that occurs, all categories in one
// pass; from the facilities where they are fewer. Integers only; it knows no names and no coordinates.
import { atOnce, type Steps, withPauses } from '../foundation/breath.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { message, problemOf } from '../words/problem.ts'
import { inChunks } from './chunked-work.ts'
import { planCrowds } from './facility-crowds.ts'
import { FacilitySweeper, MeetingGatherer, stretchesOf, stretchShiftOf } from './facility-sweeper.ts'
import type { FacilityTargets } from './facility-targets.ts'
import { MeetingLog } from './meeting-log.ts'
import { OriginSweeper } from './origin-sweeper.ts'
import { buildOriginTargets } from './origin-targets.ts'
import type { PlaceLegs } from './place-legs.ts'
import { createRows, MOST_RANKED, type ReachedRows } from './reached-rows.ts'
import { groupRows, groupsOfRanges } from './row-groups.ts'
import { planVisits, type VisitPlan } from './visit-plan.ts'

/** Where sweeps start. The results are the same number for number; the work is not. */
export type SweepMethod = 'from-origins' | 'from-facilities'

/** Visits of origins between pauses. */
const ORIGINS_AT_ONCE = 16

/** Visits of facilities between looks at the memory that they fill, and between pauses. */
export const FACILITIES_AT_ONCE = 32

/** What sweeps found; row = origin × categoryCount + category, cell = row × limitCount + limit. */
export interface ReachedTimes {
  readonly originCount: number
  readonly categoryCount: number
  /** Ascending, in cost units (ms or mm), inclusive. */
  readonly limits: Uint32Array
  /** Cost to the nearest facility, `UNREACHED` beyond the largest limit. */
  readonly nearestCost: Uint32Array
  /** The same walk measured the other way (mm for a time search, ms for a distance search). */
  readonly nearestAlongside: Uint32Array
  /** Facility number, −1 where unreached. Of equally near ones the lowest. */
  readonly nearestFacility: Int32Array
  /** Facilities within each limit. */
  readonly count: Uint32Array
  /** How many nearest facilities are ranked; 1 = only the nearest one. */
  readonly nearestCount?: number
  /** The nearest few, cell = row × nearestCount + rank: `UNREACHED` and −1 where there are fewer. Empty where nearestCount is 1. */
  readonly rankedCost?: Uint32Array
  readonly rankedFacility?: Int32Array
  /** Where the sweeps started: from the side that has fewer different places. Measured: as many take as long from either side. */
  readonly method?: SweepMethod
  /** Different places of origins and of facilities, as many sweeps as there would be; null where nobody asked for the facilities. */
  readonly originPlaces?: number
  readonly facilityPlaces?: number | null
  /** Vertices reached over all sweeps, and expansions: exact, for tests that guard the work done. */
  readonly verticesReached: number
  readonly expansions: number
}

/** One question: who walks where, over which network, at what cost, how far. */
export interface SweepProblem {
  readonly network: WalkNetwork
  /** Decides what is shortest. */
  readonly impedance: Impedance
  /** The other basis: the same walks are measured by it, too. */
  readonly alongside: Impedance
  /** Places that origins start from; an origin with several (gates) starts from all of them at once. */
  readonly origins: PlaceLegs
  /** Places of origin o: `originOffset[o] … originOffset[o+1])`. Places that are not linked take no part. */
  readonly originOffset: Uint32Array
  readonly targets: FacilityTargets
  /** Legs of the origins' places and of the facilities' entrances under the other basis. */
  readonly alongsideOrigins: PlaceLegs
  readonly alongsideEntrances: PlaceLegs
  /** Cost limits, ascending, inclusive; sweeps stop at the last. */
  readonly limits: Uint32Array
  /** Facilities to rank per origin and category, 1 to 3. Default 1. */
  readonly nearestCount?: number | undefined
  /** Where to start. Default: whichever side is cheaper. */
  readonly method?: SweepMethod | undefined
}

/** What is to be swept, and from where. */
export interface SweepPlan {
  readonly method: SweepMethod
  readonly origins: VisitPlan
  /** Null when the sweeps start from the origins. */
  readonly facilities: VisitPlan | null
  /** Visits that there would be from the facilities; null where a method was asked for that does without. */
  readonly facilityVisits: number | null
}

/** Plans sweeps: one per set of places that occurs, from the side that has fewer of them. */
export function planSweeps(problem: SweepProblem): SweepPlan {
  const { originOffset, targets, alongsideOrigins, alongsideEntrances } = problem
  const origins = planVisits(groupsOfRanges(originOffset), [problem.origins, alongsideOrigins])
  if (problem.method === 'from-origins') {
    return { method: 'from-origins', origins, facilities: null, facilityVisits: null }
  }
  const entrances = groupRows(targets.facilityOfEntrance, targets.facilityCount)
  const facilities = planVisits(entrances, [targets.legs, alongsideEntrances])
  const isCheaper = facilities.visitCount < origins.visitCount
  const facilityVisits = facilities.visitCount
  if (problem.method === undefined && !isCheaper) {
    return { method: 'from-origins', origins, facilities: null, facilityVisits }
  }
  return { method: 'from-facilities', origins, facilities, facilityVisits }
}

/**
 * Nearest facilities and counts for every origin that has a linked place.
 * O(distinct sets of places, of origins or facilities, × vertices within the largest limit).
 *
 * @param plan what `planSweeps` made of the same problem, where that is known already
 * @throws LivingCircleError `invalid-option` (nearestCount), `aborted`
 * @example
 * ```ts
 * import { type SweepProblem, sweepReachedTimes } from 'living-circle/parts'
 * declare const posed: SweepProblem
 * const { nearestCost, count } = sweepReachedTimes(posed)
 * ```
 */
export function sweepReachedTimes(
  problem: SweepProblem,
  options: RunOptions = {},
  plan: SweepPlan = planSweeps(problem),
): ReachedTimes {
  return atOnce(reachedTimesSteps(problem, options, plan))
}

/** {@link sweepReachedTimes} with pauses: this thread is never held for long. */
export function sweepWithPauses(problem: SweepProblem, options: RunOptions = {}): Promise<ReachedTimes> {
  return withPauses(reachedTimesSteps(problem, options), options)
}

/** {@link sweepReachedTimes} in steps. */
export function* reachedTimesSteps(
  problem: SweepProblem,
  options: RunOptions = {},
  plan: SweepPlan = planSweeps(problem),
): Steps<ReachedTimes> {
  const rows = createRowsFor(problem)
  const { origins, facilities } = plan
  yield
  const work =
    facilities === null
      ? yield* fromOrigins(problem, origins, rows, options)
      : yield* fromFacilities(problem, origins, facilities, rows, options)
  return reachedTimes(problem, plan, rows, work)
}

/** A whole answer: what was found, from where, and the work it took. */
export function reachedTimes(
  problem: SweepProblem,
  { method, origins, facilityVisits }: SweepPlan,
  rows: ReachedRows,
  { verticesReached, expansions }: SweepWork,
): ReachedTimes {
  const chosen = { method, originPlaces: origins.visitCount, facilityPlaces: facilityVisits }
  return { originCount: problem.originOffset.length - 1, ...rows, ...chosen, verticesReached, expansions }
}

/** Rows for the answer to a question. @throws LivingCircleError `invalid-option` */
export function createRowsFor(problem: SweepProblem, shared = false): ReachedRows {
  const { originOffset, targets, limits, nearestCount = 1 } = problem
  if (!Number.isInteger(nearestCount) || nearestCount < 1 || nearestCount > MOST_RANKED) {
    throw problemOf('invalid-option', message('sweep.nearest-count', { value: nearestCount }), {
      hint: message('hint.whole-range', { least: 1, most: MOST_RANKED }),
      details: { nearestCount },
    })
  }
  return createRows(originOffset.length - 1, targets.categoryCount, limits, nearestCount, shared)
}

/** Vertices reached over all sweeps, and expansions. */
export interface SweepWork {
  readonly verticesReached: number
  readonly expansions: number
}

function* fromOrigins(
  problem: SweepProblem,
  origins: VisitPlan,
  rows: ReachedRows,
  options: RunOptions,
): Steps<SweepWork> {
  const sweeper = new OriginSweeper(problem, rows)
  yield* inChunks(origins.visitCount, options, ORIGINS_AT_ONCE, (first, end) => sweeper.sweep(origins, first, end))
  return { verticesReached: sweeper.verticesReached, expansions: sweeper.expansions }
}

function* fromFacilities(
  problem: SweepProblem,
  origins: VisitPlan,
  facilities: VisitPlan,
  rows: ReachedRows,
  options: RunOptions,
): Steps<SweepWork> {
  const { plan, crowds } = planCrowds(facilities, problem.targets)
  const shift = stretchShiftOf(rows)
  const stretches = stretchesOf(origins, shift)
  const log = new MeetingLog(stretches, false)
  const sweeper = new FacilitySweeper(problem, buildOriginTargets(problem, origins), lastOf(rows.limits), shift, log)
  yield
  yield* inChunks(plan.visitCount, options, FACILITIES_AT_ONCE, (first, end) => {
    if (log.isFull) {
      new MeetingGatherer(problem, rows, [log.pages], crowds, false).sweep(origins, 0, stretches)
      log.clear()
    }
    sweeper.sweep(plan, first, end)
  })
  const gatherer = new MeetingGatherer(problem, rows, [log.pages], crowds, true)
  yield* inChunks(stretches, { signal: options.signal }, 1, (first, end) => gatherer.sweep(origins, first, end))
  return {
    verticesReached: sweeper.verticesReached + gatherer.verticesReached,
    expansions: sweeper.expansions + gatherer.expansions,
  }
}

function lastOf(limits: Uint32Array): number {
  return limits[limits.length - 1]!
}

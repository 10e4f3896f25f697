// From the facilities: where they are fewer than the origins it is cheaper to ask each facility whom it serves. The same rows come
// out, number for number, as of equally near facilities the lowest number counts. Integers only.
import { UNREACHED } from '../foundation/units.ts'
import type { AlongsideProblem } from './alongside-walks.ts'
import { DIFFERING } from './carrying-sweep.ts'
import type { FacilityCrowds } from './facility-crowds.ts'
import { FacilityVisit } from './facility-visit.ts'
import { type LogPages, MEETING, type MeetingLog, readStretch } from './meeting-log.ts'
import { OriginSweeper } from './origin-sweeper.ts'
import type { OriginTargets } from './origin-targets.ts'
import { addUpCounts, copyRows, type ReachedRows, rankFacility } from './reached-rows.ts'
import { ResidentFacilities } from './resident-facilities.ts'
import type { VisitPlan, VisitSweeper } from './visit-plan.ts'

/** Words of rows that are worked on at once: they stay in the caches. */
const STRETCH_WORDS = 1 << 17

/** Targets in a stretch of rows, as a power of two. */
export function stretchShiftOf({ categoryCount, limits, nearestCount }: ReachedRows): number {
  const words = categoryCount * (3 + limits.length + (nearestCount > 1 ? 2 * nearestCount : 0))
  return Math.max(0, Math.floor(Math.log2(STRETCH_WORDS / words)))
}

/** Stretches of the visits of origins. */
export function stretchesOf(origins: VisitPlan, stretchShift: number): number {
  return Math.ceil(origins.visitCount / 2 ** stretchShift)
}

/** Visits facilities and notes whom they met; one per thread. */
export class FacilitySweeper implements VisitSweeper {
  verticesReached = 0
  expansions = 0
  readonly #log: MeetingLog
  readonly #residents: ResidentFacilities
  readonly #targets: OriginTargets
  readonly #visit: FacilityVisit
  readonly #stretchShift: number

  /**
   * @param targets the visits of origins, each met as one target
   * @param limit largest cost of interest, inclusive
   * @param stretchShift targets in a stretch of the log, as a power of two
   */
  constructor(problem: AlongsideProblem, targets: OriginTargets, limit: number, stretchShift: number, log: MeetingLog) {
    this.#log = log
    this.#residents = new ResidentFacilities(problem.targets, problem.origins)
    this.#targets = targets
    this.#visit = new FacilityVisit(problem, targets, limit)
    this.#stretchShift = stretchShift
  }

  /** Makes visits `first … end)` of a plan whose members are facilities. */
  sweep(facilities: VisitPlan, first: number, end: number): void {
    const { placeOffset, place, memberOffset, member } = facilities
    const visit = this.#visit
    for (let v = first; v < end; v++) {
      visit.run(place, placeOffset[v]!, placeOffset[v + 1]!)
      this.verticesReached += visit.sweep.reachedCount
      this.expansions += visit.sweep.expansions
      for (let at = memberOffset[v]!; at < memberOffset[v + 1]!; at++) this.#note(member[at]!)
    }
  }

  #note(facility: number): void {
    const { touched, touchedCount, walks } = this.#visit
    const log = this.#log
    const shift = this.#stretchShift
    const isForSome = this.#residents.some
    for (let i = 0; i < touchedCount; i++) {
      const target = touched[i]!
      if (isForSome && !this.#residents.serves(facility, this.#targets.firstPlace[target]!)) continue
      log.note(target >>> shift, target, facility, walks[2 * target]!, walks[2 * target + 1]!)
    }
  }
}

/** Works up what was noted. Rows of different stretches do not touch, so these may be shared out among threads in any way. */
export class MeetingGatherer implements VisitSweeper {
  readonly #problem: AlongsideProblem
  readonly #rows: ReachedRows
  readonly #logs: readonly LogPages[]
  readonly #crowds: FacilityCrowds | null
  readonly #isLast: boolean
  /** Made for the first origin whose equally short walks differ by the other basis: only a sweep of its own can choose. */
  #own: OriginSweeper | undefined

  /**
   * @param crowds facilities that were noted for others, too; null where each was noted itself
   * @param isLast all facilities have been visited: rows are to be finished
   */
  constructor(
    problem: AlongsideProblem,
    rows: ReachedRows,
    logs: readonly LogPages[],
    crowds: FacilityCrowds | null,
    isLast: boolean,
  ) {
    this.#problem = problem
    this.#rows = rows
    this.#logs = logs
    this.#crowds = crowds
    this.#isLast = isLast
  }

  get verticesReached(): number {
    return this.#own?.verticesReached ?? 0
  }

  get expansions(): number {
    return this.#own?.expansions ?? 0
  }

  /** Works up stretches `first … end)` of a plan whose members are origins. */
  sweep(origins: VisitPlan, first: number, end: number): void {
    const size = 2 ** stretchShiftOf(this.#rows)
    const write = (piece: Uint32Array, from: number, to: number) => this.#write(origins, piece, from, to)
    for (let stretch = first; stretch < end; stretch++) {
      for (const log of this.#logs) readStretch(log, stretch, write)
      if (this.#isLast) this.#finish(origins, stretch * size, Math.min(origins.visitCount, (stretch + 1) * size))
    }
  }

  /** Writes meetings into the rows of those who were met; counts are of limit bands until the end. */
  #write({ memberOffset, member }: VisitPlan, meetings: Uint32Array, from: number, to: number): void {
    const { limits, nearestCost, nearestFacility, nearestAlongside, count, nearestCount, categoryCount } = this.#rows
    const { categoryOfFacility } = this.#problem.targets
    const crowds = this.#crowds
    const limitCount = limits.length
    for (let at = from; at < to; at += MEETING) {
      const facility = meetings[at + 1]!
      const cost = meetings[at + 2]!
      const row = member[memberOffset[meetings[at]!]!]! * categoryCount + categoryOfFacility[facility]!
      let within = 0
      while (cost > limits[within]!) within++
      count[row * limitCount + within]! += crowds === null ? 1 : crowds.size[facility]!
      if (nearestCount > 1) this.#rank(row, facility, cost)
      const nearest = nearestCost[row]!
      if (cost > nearest || (cost === nearest && facility > nearestFacility[row]!)) continue
      nearestCost[row] = cost
      nearestFacility[row] = facility
      nearestAlongside[row] = meetings[at + 3]!
    }
  }

  /** A facility and those that stand with it, as many as can be among the nearest few. */
  #rank(row: number, facility: number, cost: number): void {
    const { nearestCount } = this.#rows
    rankFacility(this.#rows, row, facility, cost)
    if (this.#crowds === null) return
    let other = this.#crowds.next[facility]!
    for (let rank = 1; rank < nearestCount && other >= 0; rank++, other = this.#crowds.next[other]!) {
      rankFacility(this.#rows, row, other, cost)
    }
  }

  /** Walks that only the origin can choose among, counts within limits, origins at the same places. */
  #finish(origins: VisitPlan, first: number, end: number): void {
    const { memberOffset, member } = origins
    const rows = this.#rows
    for (let target = first; target < end; target++) {
      const origin = member[memberOffset[target]!]!
      const firstRow = origin * rows.categoryCount
      if (this.#addUp(firstRow)) {
        this.#own ??= new OriginSweeper(this.#problem, rows)
        this.#own.measure(origins, target)
      }
      for (let at = memberOffset[target]! + 1; at < memberOffset[target + 1]!; at++) copyRows(rows, origin, member[at]!)
    }
  }

  /** Adds up the counts of an origin; true where it has a walk that only it can choose. Most rows may be empty: they stay untouched. */
  #addUp(firstRow: number): boolean {
    const { categoryCount, nearestCost, nearestAlongside } = this.#rows
    let differs = false
    for (let row = firstRow; row < firstRow + categoryCount; row++) {
      if (nearestCost[row] === UNREACHED) continue
      addUpCounts(this.#rows, row, row + 1)
      if (nearestAlongside[row] === DIFFERING) differs = true
    }
    return differs
  }
}

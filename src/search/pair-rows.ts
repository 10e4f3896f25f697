// Every facility that an origin meets within a limit, not only the nearest: meetings noted from the origins' side, and the rows that
// meetings of either side come to. Integers only; it knows no names and no coordinates.
import { type AlongsideProblem, AlongsideWalks } from './alongside-walks.ts'
import { DIFFERING } from './carrying-sweep.ts'
import { type LogPages, MEETING, type MeetingLog, readStretch } from './meeting-log.ts'
import { readAheadFor } from './origin-sweeper.ts'
import { OriginVisit } from './origin-visit.ts'
import type { ReadAhead } from './read-ahead.ts'
import type { VisitPlan, VisitSweeper } from './visit-plan.ts'

/** Origins whose rows are worked on at once, as a power of two. */
export const PAIR_STRETCH_SHIFT = 7

/** Pairs of origin o: `rowOffset[o] … rowOffset[o+1])`, in order of facility. */
export interface PairRows {
  readonly limit: number
  readonly rowOffset: Uint32Array
  /** Facility of each pair. */
  readonly column: Uint32Array
  /** Cost of its walk, ms or mm. */
  readonly cost: Uint32Array
  /** The same walk by the other basis. */
  readonly alongside: Uint32Array
}

/** Visits origins and notes every facility met, with both measures of its walk; one per thread. */
export class OriginMeetings implements VisitSweeper {
  verticesReached = 0
  expansions = 0
  readonly #problem: AlongsideProblem
  readonly #limit: number
  readonly #stretchShift: number
  readonly #log: MeetingLog
  readonly #visit: OriginVisit
  readonly #alongside: AlongsideWalks
  readonly #ahead: ReadAhead

  constructor(problem: AlongsideProblem, limit: number, stretchShift: number, log: MeetingLog) {
    this.#problem = problem
    this.#limit = limit
    this.#stretchShift = stretchShift
    this.#log = log
    this.#visit = new OriginVisit(problem)
    this.#alongside = new AlongsideWalks(problem, this.#visit)
    this.#ahead = readAheadFor(problem)
  }

  /** Makes visits `first … end)` of a plan whose members are origins. */
  sweep({ placeOffset, place }: VisitPlan, first: number, end: number): void {
    const { network, origins } = this.#problem
    const visit = this.#visit
    for (let target = first; target < end; target++) {
      this.#ahead.around(network.edgeFrom[origins.edge[place[placeOffset[target]!]!]!]!)
      visit.run(place, this.#limit, placeOffset[target]!, placeOffset[target + 1]!)
      this.verticesReached += visit.sweep.reachedCount
      this.expansions += visit.sweep.expansions
      this.#alongside.begin()
      for (let i = 0; i < visit.touchedCount; i++) {
        const facility = visit.touched[i]!
        const along = this.#alongside.measure(facility)
        this.#log.note(target >>> this.#stretchShift, target, facility, visit.cost(facility), along)
      }
    }
  }
}

/** Pairs of each visit of a plan of origins. O(pairs). */
export function countPairs(plan: VisitPlan, logs: readonly LogPages[], stretchCount: number): Uint32Array {
  const counts = new Uint32Array(plan.visitCount)
  const count = (piece: Uint32Array, first: number, end: number) => {
    for (let at = first; at < end; at += MEETING) counts[piece[at]!]!++
  }
  for (const log of logs) for (let stretch = 0; stretch < stretchCount; stretch++) readStretch(log, stretch, count)
  return counts
}

/**
 * Turns meetings into rows, in order of facility whatever the order of meetings was. Rows of different stretches do not touch, so
 * these may be shared out among threads in any way.
 */
export class PairWriter implements VisitSweeper {
  readonly #problem: AlongsideProblem
  readonly #pairs: PairRows
  readonly #logs: readonly LogPages[]
  /** Pairs of a stretch in order of facility: target, facility, cost, the walk by the other basis. */
  #sorted = new Uint32Array(0)
  /** Where the next pair of each facility goes, while sorting. */
  readonly #next: Uint32Array
  /** Made for the first origin whose equally short walks differ by the other basis: only a sweep of its own can choose. */
  #own: OwnWalks | undefined

  constructor(problem: AlongsideProblem, pairs: PairRows, logs: readonly LogPages[]) {
    this.#problem = problem
    this.#pairs = pairs
    this.#logs = logs
    this.#next = new Uint32Array(problem.targets.facilityCount + 1)
  }

  get verticesReached(): number {
    return this.#own?.verticesReached ?? 0
  }

  get expansions(): number {
    return this.#own?.expansions ?? 0
  }

  /** Writes the rows of stretches `first … end)` of a plan whose members are origins. */
  sweep(origins: VisitPlan, first: number, end: number): void {
    for (let stretch = first; stretch < end; stretch++) {
      const from = stretch << PAIR_STRETCH_SHIFT
      const to = Math.min(origins.visitCount, from + (1 << PAIR_STRETCH_SHIFT))
      this.#write(origins, from, to, this.#sort(stretch))
      for (let target = from; target < to; target++) this.#finish(origins, target)
    }
  }

  /** Lays out a stretch in order of facility; its number of pairs. */
  #sort(stretch: number): number {
    const next = this.#next
    next.fill(0)
    const count = (piece: Uint32Array, first: number, end: number) => {
      for (let at = first; at < end; at += MEETING) next[piece[at + 1]! + 1]!++
    }
    for (const log of this.#logs) readStretch(log, stretch, count)
    for (let facility = 0; facility + 1 < next.length; facility++) next[facility + 1]! += next[facility]!
    const pairs = next[next.length - 1]!
    if (pairs * MEETING > this.#sorted.length) this.#sorted = new Uint32Array(pairs * MEETING)
    const sorted = this.#sorted
    const place = (piece: Uint32Array, first: number, end: number) => {
      for (let at = first; at < end; at += MEETING) {
        const to = next[piece[at + 1]!]!++ * MEETING
        for (let word = 0; word < MEETING; word++) sorted[to + word] = piece[at + word]!
      }
    }
    for (const log of this.#logs) readStretch(log, stretch, place)
    return pairs
  }

  /** Deals the sorted pairs out to the first member of each target `from … to)`. */
  #write({ memberOffset, member }: VisitPlan, from: number, to: number, pairs: number): void {
    const { rowOffset, column, cost, alongside } = this.#pairs
    const sorted = this.#sorted
    const next = new Uint32Array(to - from)
    for (let target = from; target < to; target++) next[target - from] = rowOffset[member[memberOffset[target]!]!]!
    for (let at = 0; at < pairs * MEETING; at += MEETING) {
      const pair = next[sorted[at]! - from]!++
      column[pair] = sorted[at + 1]!
      cost[pair] = sorted[at + 2]!
      alongside[pair] = sorted[at + 3]!
    }
  }

  /** Walks that only the origin can choose among; then the rows of origins at the same places. */
  #finish(origins: VisitPlan, target: number): void {
    const { rowOffset, column, cost, alongside } = this.#pairs
    const { memberOffset, member } = origins
    const first = rowOffset[member[memberOffset[target]!]!]!
    const end = rowOffset[member[memberOffset[target]!]! + 1]!
    let hasRun = false
    for (let pair = first; pair < end; pair++) {
      if (alongside[pair] !== DIFFERING) continue
      this.#own ??= new OwnWalks(this.#problem, this.#pairs.limit)
      if (!hasRun) this.#own.begin(origins, target)
      hasRun = true
      alongside[pair] = this.#own.measure(column[pair]!)
    }
    for (let at = memberOffset[target]! + 1; at < memberOffset[target + 1]!; at++) {
      const to = rowOffset[member[at]!]!
      for (const values of [column, cost, alongside]) values.copyWithin(to, first, end)
    }
  }
}

/** Walks of one origin at a time, measured by the other basis. */
class OwnWalks {
  verticesReached = 0
  expansions = 0
  readonly #limit: number
  readonly #visit: OriginVisit
  readonly #alongside: AlongsideWalks

  constructor(problem: AlongsideProblem, limit: number) {
    this.#limit = limit
    this.#visit = new OriginVisit(problem)
    this.#alongside = new AlongsideWalks(problem, this.#visit)
  }

  begin({ place, placeOffset }: VisitPlan, target: number): void {
    this.#visit.run(place, this.#limit, placeOffset[target]!, placeOffset[target + 1]!)
    this.verticesReached += this.#visit.sweep.reachedCount
    this.expansions += this.#visit.sweep.expansions
    this.#alongside.begin()
  }

  measure(facility: number): number {
    return this.#alongside.measure(facility)
  }
}

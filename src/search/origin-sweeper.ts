// From the origins: one sweep per visit of a plan, written straight into the rows of its origins. Rows of different visits do not
// touch, so visits may be shared out among threads in any way. Integers only.
import { UNREACHED } from '../foundation/units.ts'
import { type AlongsideProblem, AlongsideWalks } from './alongside-walks.ts'
import { OriginVisit } from './origin-visit.ts'
import { addUpCounts, copyRows, type ReachedRows, writeVisit } from './reached-rows.ts'
import { ReadAhead } from './read-ahead.ts'
import { sweepArcs } from './sweep-arcs.ts'
import type { VisitPlan, VisitSweeper } from './visit-plan.ts'

/** What a visit reads of a network: the arcs outwards and back, their lengths by the other basis, where facilities hang. */
export function readAheadFor({ network, impedance, alongside, targets }: AlongsideProblem): ReadAhead {
  return new ReadAhead(
    network.arcOffset,
    [targets.vertexOffset],
    [
      sweepArcs(network, impedance.arcCost).targetCost,
      sweepArcs(network, impedance.arcCostReversed).targetCost,
      targets.direction === 'toFacility' ? alongside.arcCostReversed : alongside.arcCost,
    ],
  )
}

/** Makes visits; reuse one per thread. */
export class OriginSweeper implements VisitSweeper {
  verticesReached = 0
  expansions = 0
  readonly #problem: AlongsideProblem
  readonly #rows: ReachedRows
  readonly #visit: OriginVisit
  readonly #alongside: AlongsideWalks
  readonly #ahead: ReadAhead

  constructor(problem: AlongsideProblem, rows: ReachedRows) {
    this.#problem = problem
    this.#rows = rows
    this.#visit = new OriginVisit(problem)
    this.#alongside = new AlongsideWalks(problem, this.#visit)
    this.#ahead = readAheadFor(problem)
  }

  /** Makes visits `first … end)` of a plan whose members are origins. */
  sweep(plan: VisitPlan, first: number, end: number): void {
    const { placeOffset, place, memberOffset, member } = plan
    const { network, origins } = this.#problem
    const rows = this.#rows
    const limit = rows.limits[rows.limits.length - 1]!
    const visit = this.#visit
    for (let v = first; v < end; v++) {
      this.#ahead.around(network.edgeFrom[origins.edge[place[placeOffset[v]!]!]!]!)
      visit.run(place, limit, placeOffset[v]!, placeOffset[v + 1]!)
      this.verticesReached += visit.sweep.reachedCount
      this.expansions += visit.sweep.expansions
      const origin = member[memberOffset[v]!]!
      writeVisit(rows, origin, visit, this.#problem.targets)
      addUpCounts(rows, origin * rows.categoryCount, (origin + 1) * rows.categoryCount)
      this.#measureAlongside(origin)
      for (let at = memberOffset[v]! + 1; at < memberOffset[v + 1]!; at++) copyRows(rows, origin, member[at]!)
    }
  }

  /** Measures again, by the other basis, the walks to the nearest facilities of one visit, and only those. */
  measure(plan: VisitPlan, v: number): void {
    const limit = this.#rows.limits[this.#rows.limits.length - 1]!
    this.#visit.run(plan.place, limit, plan.placeOffset[v]!, plan.placeOffset[v + 1]!)
    this.verticesReached += this.#visit.sweep.reachedCount
    this.expansions += this.#visit.sweep.expansions
    this.#measureAlongside(plan.member[plan.memberOffset[v]!]!)
  }

  #measureAlongside(origin: number): void {
    const { categoryCount, nearestFacility, nearestAlongside } = this.#rows
    this.#alongside.begin()
    for (let row = origin * categoryCount; row < (origin + 1) * categoryCount; row++) {
      const facility = nearestFacility[row]!
      nearestAlongside[row] = facility < 0 ? UNREACHED : this.#alongside.measure(facility)
    }
  }
}

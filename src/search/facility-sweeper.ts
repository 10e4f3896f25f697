// From the facilities: where they are fewer than the origins it is cheaper to ask each facility whom it serves. The same rows come
// out, number for number. Integers only.
import type { AlongsideProblem } from './alongside-walks.ts'
import { DIFFERING } from './carrying-sweep.ts'
import { FacilityVisit } from './facility-visit.ts'
import { OriginSweeper } from './origin-sweeper.ts'
import { buildOriginTargets } from './origin-targets.ts'
import { addUpCounts, copyRows, type ReachedRows, rankFacility } from './reached-rows.ts'
import type { VisitPlan } from './visit-plan.ts'

/** Sweeps from facilities into the rows of origins. */
export class FacilitySweeper {
  /** Vertices reached over all sweeps, and expansions. */
  verticesReached = 0
  expansions = 0
  readonly #problem: AlongsideProblem
  readonly #rows: ReachedRows
  /** Visits of origins: each is met as one target. */
  readonly #origins: VisitPlan
  readonly #visit: FacilityVisit
  /** The first row of the first origin of each target. */
  readonly #firstRow: Uint32Array

  constructor(problem: AlongsideProblem, origins: VisitPlan, rows: ReachedRows) {
    const { memberOffset, member, visitCount } = origins
    this.#problem = problem
    this.#rows = rows
    this.#origins = origins
    const targets = buildOriginTargets(problem, origins)
    this.#visit = new FacilityVisit(problem, targets, rows.limits[rows.limits.length - 1]!)
    this.#firstRow = new Uint32Array(visitCount)
    for (let target = 0; target < visitCount; target++) {
      this.#firstRow[target] = member[memberOffset[target]!]! * rows.categoryCount
    }
  }

  /** Step 1: visits `first … end)` of a plan whose members are facilities. */
  sweep(facilities: VisitPlan, first: number, end: number): void {
    const { placeOffset, place, memberOffset, member } = facilities
    const visit = this.#visit
    for (let v = first; v < end; v++) {
      visit.run(place, placeOffset[v]!, placeOffset[v + 1]!)
      this.verticesReached += visit.sweep.reachedCount
      this.expansions += visit.sweep.expansions
      for (let at = memberOffset[v]!; at < memberOffset[v + 1]!; at++) this.#write(member[at]!)
    }
  }

  /** Writes a facility into the rows of all whom the visit met; counts are of limit bands until the end. */
  #write(facility: number): void {
    const rows = this.#rows
    const { limits, nearestCost, nearestFacility, nearestAlongside, count } = rows
    const limitCount = limits.length
    const isRanked = rows.nearestCount > 1
    const category = this.#problem.targets.categoryOfFacility[facility]!
    const firstRow = this.#firstRow
    const { touched, touchedCount, walks } = this.#visit
    for (let i = 0; i < touchedCount; i++) {
      const target = touched[i]!
      const cost = walks[2 * target]!
      const row = firstRow[target]! + category
      let within = 0
      while (cost > limits[within]!) within++
      count[row * limitCount + within]!++
      if (isRanked) rankFacility(rows, row, facility, cost)
      const nearest = nearestCost[row]!
      if (cost > nearest || (cost === nearest && facility > nearestFacility[row]!)) continue
      nearestCost[row] = cost
      nearestFacility[row] = facility
      nearestAlongside[row] = walks[2 * target + 1]!
    }
  }

  /** Step 2, after all facilities: walks that only the origin can choose among, counts within limits, origins at the same places. */
  finish(): void {
    const rows = this.#rows
    const { categoryCount } = rows
    const { memberOffset, member, visitCount } = this.#origins
    this.#measureDiffering()
    for (let target = 0; target < visitCount; target++) {
      const firstRow = this.#firstRow[target]!
      addUpCounts(rows, firstRow, firstRow + categoryCount)
      for (let at = memberOffset[target]! + 1; at < memberOffset[target + 1]!; at++) {
        copyRows(rows, member[memberOffset[target]!]!, member[at]!)
      }
    }
  }

  /** Where equally short walks differ by the other basis, a sweep from the origin says which of them counts. */
  #measureDiffering(): void {
    let own: OriginSweeper | undefined
    for (let target = 0; target < this.#origins.visitCount; target++) {
      if (!this.#hasDiffering(target)) continue
      own ??= new OriginSweeper(this.#problem, this.#rows)
      own.measure(this.#origins, target)
    }
    this.verticesReached += own?.verticesReached ?? 0
    this.expansions += own?.expansions ?? 0
  }

  #hasDiffering(target: number): boolean {
    const { categoryCount, nearestAlongside } = this.#rows
    const firstRow = this.#firstRow[target]!
    for (let row = firstRow; row < firstRow + categoryCount; row++) if (nearestAlongside[row] === DIFFERING) return true
    return false
  }
}

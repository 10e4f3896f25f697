// From the facilities: where they are fewer than the origins it is cheaper to ask each facility whom it serves. The same rows come
// out, number for number. Integers only.

import { AgreedWalks, DIFFERING } from './agreed-walks.ts'
import type { AlongsideProblem } from './alongside-walks.ts'
import { buildFacilityTargets } from './facility-targets.ts'
import { OriginSweeper } from './origin-sweeper.ts'
import { OriginVisit } from './origin-visit.ts'
import type { PlaceLegs } from './place-legs.ts'
import { addUpCounts, copyRows, type ReachedRows, writeFacility } from './reached-rows.ts'
import type { RowGroups } from './row-groups.ts'
import type { VisitPlan } from './visit-plan.ts'

/** Sweeps from facilities into the rows of origins. */
export class FacilitySweeper {
  readonly #problem: AlongsideProblem
  readonly #rows: ReachedRows
  /** Visits of origins: each is met as one target. */
  readonly #origins: VisitPlan
  readonly #facilities: VisitPlan
  readonly #visit: OriginVisit
  readonly #walks: AgreedWalks
  readonly #own: OriginSweeper
  #verticesReached = 0
  #expansions = 0

  /** @param facilities plan whose members are facilities */
  constructor(problem: AlongsideProblem, origins: VisitPlan, facilities: VisitPlan, rows: ReachedRows) {
    const turned = turnRound(problem, origins)
    this.#problem = problem
    this.#rows = rows
    this.#origins = origins
    this.#facilities = facilities
    this.#visit = new OriginVisit(turned)
    this.#walks = new AgreedWalks(turned, this.#visit)
    this.#own = new OriginSweeper(problem, rows)
  }

  /** Vertices reached over all sweeps, and expansions. */
  get verticesReached(): number {
    return this.#verticesReached + this.#own.verticesReached
  }

  get expansions(): number {
    return this.#expansions + this.#own.expansions
  }

  /** Step 1: facilities `first … end)` of the plan; costs, facilities, counts. */
  sweep(first: number, end: number): void {
    const { memberOffset, member } = this.#facilities
    const { categoryOfFacility } = this.#problem.targets
    const visit = this.#visit
    for (let v = first; v < end; v++) {
      this.#run(v)
      for (let at = memberOffset[v]!; at < memberOffset[v + 1]!; at++) {
        const facility = member[at]!
        for (let i = 0; i < visit.touchedCount; i++) {
          const target = visit.touched[i]!
          writeFacility(
            this.#rows,
            this.#firstOrigin(target),
            categoryOfFacility[facility]!,
            facility,
            visit.cost(target),
          )
        }
      }
    }
  }

  /**
   * Step 2, after all of step 1: facilities `first … end)` again, to measure the walks to them by the other basis.
   *
   * @param nearestTo per facility the targets that it is nearest to, see {@link FacilitySweeper.targetsByNearest}
   * @returns targets where equally short walks differ, for {@link FacilitySweeper.finish}
   */
  measureAlongside(first: number, end: number, nearestTo: RowGroups): number[] {
    const { memberOffset, member } = this.#facilities
    const { categoryCount, nearestAlongside } = this.#rows
    const { categoryOfFacility } = this.#problem.targets
    const differing: number[] = []
    for (let v = first; v < end; v++) {
      let isSwept = false
      for (let at = memberOffset[v]!; at < memberOffset[v + 1]!; at++) {
        const firstTarget = nearestTo.offset[member[at]!]!
        const endTarget = nearestTo.offset[member[at]! + 1]!
        if (firstTarget === endTarget) continue
        if (!isSwept) this.#run(v)
        if (!isSwept) this.#walks.begin()
        isSwept = true
        for (let i = firstTarget; i < endTarget; i++) {
          const target = nearestTo.row[i]!
          const along = this.#walks.measure(target)
          const row = this.#firstOrigin(target) * categoryCount + categoryOfFacility[member[at]!]!
          if (along === DIFFERING) differing.push(target)
          else nearestAlongside[row] = along
        }
      }
    }
    return differing
  }

  /** Per facility the targets whose nearest one of its category it is. */
  targetsByNearest(): RowGroups {
    const offset = new Uint32Array(this.#problem.targets.facilityCount + 1)
    this.#eachNearest((facility) => {
      offset[facility + 1]!++
    })
    for (let facility = 0; facility + 1 < offset.length; facility++) offset[facility + 1]! += offset[facility]!
    const next = offset.slice()
    const row = new Uint32Array(offset[offset.length - 1]!)
    this.#eachNearest((facility, target) => {
      row[next[facility]!++] = target
    })
    return { offset, row }
  }

  #eachNearest(tell: (facility: number, target: number) => void): void {
    const { categoryCount, nearestFacility } = this.#rows
    for (let target = 0; target < this.#origins.visitCount; target++) {
      const firstRow = this.#firstOrigin(target) * categoryCount
      for (let row = firstRow; row < firstRow + categoryCount; row++) {
        if (nearestFacility[row]! >= 0) tell(nearestFacility[row]!, target)
      }
    }
  }

  /** Step 3: counts within limits, walks that only the origin can choose among, origins at the same places. */
  finish(differing: readonly number[]): void {
    const { categoryCount } = this.#rows
    const { memberOffset, member, visitCount } = this.#origins
    for (const target of [...new Set(differing)].sort((a, b) => a - b)) this.#own.measure(this.#origins, target)
    for (let target = 0; target < visitCount; target++) {
      const origin = this.#firstOrigin(target)
      addUpCounts(this.#rows, origin * categoryCount, (origin + 1) * categoryCount)
      for (let at = memberOffset[target]! + 1; at < memberOffset[target + 1]!; at++) {
        copyRows(this.#rows, origin, member[at]!)
      }
    }
  }

  #run(v: number): void {
    const { placeOffset, place } = this.#facilities
    const { limits } = this.#rows
    this.#visit.run(place, limits[limits.length - 1]!, placeOffset[v]!, placeOffset[v + 1]!)
    this.#verticesReached += this.#visit.sweep.reachedCount
    this.#expansions += this.#visit.sweep.expansions
  }

  #firstOrigin(target: number): number {
    return this.#origins.member[this.#origins.memberOffset[target]!]!
  }
}

/** The question turned round: the walks are the same, but sweeps start where they ended. Visits of the origins are the targets. */
function turnRound(problem: AlongsideProblem, origins: VisitPlan): AlongsideProblem {
  const { network, impedance, alongside, targets } = problem
  const visitOfPlace = new Uint32Array(origins.place.length)
  for (let visit = 0; visit < origins.visitCount; visit++) {
    visitOfPlace.fill(visit, origins.placeOffset[visit]!, origins.placeOffset[visit + 1]!)
  }
  const turnedTargets = buildFacilityTargets(
    network,
    pickLegs(problem.origins, origins.place),
    visitOfPlace,
    new Uint32Array(origins.visitCount),
    1,
    targets.direction === 'toFacility' ? 'fromFacility' : 'toFacility',
  )
  return {
    network,
    impedance,
    alongside,
    origins: targets.legs,
    alongsideOrigins: problem.alongsideEntrances,
    targets: turnedTargets,
    alongsideEntrances: pickLegs(problem.alongsideOrigins, origins.place),
  }
}

function pickLegs(legs: PlaceLegs, rows: Uint32Array): PlaceLegs {
  const { edge, fraction, access, outFrom, outTo, inFrom, inTo } = legs
  const count = rows.length
  return {
    edge: pick(edge, rows, new Int32Array(count)),
    fraction: pick(fraction, rows, new Float64Array(count)),
    access: pick(access, rows, new Uint32Array(count)),
    outFrom: pick(outFrom, rows, new Uint32Array(count)),
    outTo: pick(outTo, rows, new Uint32Array(count)),
    inFrom: pick(inFrom, rows, new Uint32Array(count)),
    inTo: pick(inTo, rows, new Uint32Array(count)),
  }
}

function pick<T extends Int32Array | Uint32Array | Float64Array>(column: T, rows: Uint32Array, into: T): T {
  for (let i = 0; i < rows.length; i++) into[i] = column[rows[i]!]!
  return into
}

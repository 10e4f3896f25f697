// How short and how long a walk to the nearest facility may truly be: walkers a tenth faster or slower, and any street that a demand point
// might as well link to. A study in, least and greatest cost per origin out. It knows no shares and no verdicts.
import type { Steps } from '../foundation/breath.ts'
import { costLimits } from '../foundation/limits.ts'
import { type Basis, UNREACHED } from '../foundation/units.ts'
import { type LinkChoices, linkChoices } from '../locate/link-choices.ts'
import { buildImpedance, type Impedance } from '../network/impedance.ts'
import type { FacilityTargets } from '../search/facility-targets.ts'
import { nearestFacilitySteps } from '../search/nearest-facility.ts'
import { directWalkCost, OriginVisit, type VisitProblem } from '../search/origin-visit.ts'
import { buildPlaceLegs, type WalkEnd } from '../search/place-legs.ts'
import { ResidentFacilities } from '../search/resident-facilities.ts'
import { type AccessStudy, targetsOf } from './access-study.ts'

/** Walkers may be so much faster or slower than the profile says. */
export const SPEED_DOUBT = 0.1

/** What one origin's walks may be at least and at most, in the cost of the basis; `UNREACHED` beyond what was looked at. */
export interface WalkRange {
  /** At the best choice of street. Compare with {@link RangeSweeper.fastLimit}. */
  readonly least: Uint32Array
  /** At the worst one, of an origin's places the best. Compare with {@link RangeSweeper.slowLimit}. */
  readonly greatest: Uint32Array
}

/** Sweeps for ranges of walks of one study, by one basis, up to a largest limit. */
export interface RangeSweeper {
  /** The cost up to which the fastest walker is within a limit (minutes or metres), and the slowest. */
  readonly fastLimit: (limit: number) => number
  readonly slowLimit: (limit: number) => number
  /** Walks to the nearest of some facilities: `isChosen[facility]` = 1. */
  readonly sweep: (isChosen: Uint8Array, limit: number) => Steps<WalkRange>
  /** Rows of the choices of a demand point. */
  readonly choicesOf: (point: number) => readonly number[]
  /** Facilities within a limit of one choice of street at the fastest and at the slowest: for what asks for several. */
  readonly meet: (
    point: number,
    limit: number,
    offer: (facility: number, isFast: boolean, choice: number) => void,
  ) => void
}

/** Streets that the demand points of a study might as well link to; found once. */
export function choicesOfStudy({ locator, demand, demandLinkage, maxLinkMetres }: AccessStudy): LinkChoices {
  return linkChoices(locator, demand.lonLat, demandLinkage, maxLinkMetres)
}

/**
 * Prepares ranges of walks. Without waits a walk's time is in proportion to the walker's slowness, so that one sweep answers for the fast and
 * the slow; with waits each has streets of its own. Metres do not depend on who walks.
 */
export function rangeSweeper(study: AccessStudy, choices: LinkChoices, basis: Basis): RangeSweeper {
  const costOf = (limit: number) => costLimits(basis, [limit])[0]!
  if (basis === 'distance') {
    const walks = new ChoiceWalks(study, choices, study.distance)
    return sweeperOf(study, choices, walks, walks, costOf, costOf)
  }
  const { profile } = study
  if (profile.crossingWaitSeconds === 0) {
    const walks = new ChoiceWalks(study, choices, study.time)
    return sweeperOf(
      study,
      choices,
      walks,
      walks,
      (limit) => Math.floor(costOf(limit) * (1 + SPEED_DOUBT) + 1e-6),
      (limit) => Math.floor(costOf(limit) * (1 - SPEED_DOUBT) + 1e-6),
    )
  }
  const at = (factor: number) => {
    const walkMetresPerSecond = profile.walkMetresPerSecond * factor
    return new ChoiceWalks(study, choices, buildImpedance(study.network, { ...profile, walkMetresPerSecond }, 'time'))
  }
  return sweeperOf(study, choices, at(1 + SPEED_DOUBT), at(1 - SPEED_DOUBT), costOf, costOf)
}

function sweeperOf(
  study: AccessStudy,
  choices: LinkChoices,
  fast: ChoiceWalks,
  slow: ChoiceWalks,
  fastLimit: (limit: number) => number,
  slowLimit: (limit: number) => number,
): RangeSweeper {
  const { originOffset } = study.origins
  const { offset } = choices
  const origins = originOffset.length - 1
  return {
    fastLimit,
    slowLimit,
    sweep: function* (isChosen, limit) {
      const least = new Uint32Array(origins).fill(UNREACHED)
      const greatest = new Uint32Array(origins).fill(UNREACHED)
      const fastCost = yield* fast.costs(isChosen, fastLimit(limit))
      const slowCost = slow === fast ? fastCost : yield* slow.costs(isChosen, slowLimit(limit))
      for (let origin = 0; origin < origins; origin++) {
        for (let point = originOffset[origin]!; point < originOffset[origin + 1]!; point++) {
          const end = offset[point + 1]!
          let worst = offset[point] === end ? UNREACHED : 0
          for (let choice = offset[point]!; choice < end; choice++) {
            if (fastCost[choice]! < least[origin]!) least[origin] = fastCost[choice]!
            if (slowCost[choice]! > worst) worst = slowCost[choice]!
          }
          greatest[origin] = Math.min(greatest[origin]!, worst)
        }
      }
      return { least, greatest }
    },
    choicesOf: (point) => {
      const first = choices.offset[point]!
      return Array.from({ length: choices.offset[point + 1]! - first }, (_, i) => first + i)
    },
    meet: (point, limit, offer) => {
      for (let choice = choices.offset[point]!; choice < choices.offset[point + 1]!; choice++) {
        fast.meet(choice, fastLimit(limit), (facility, cost) => {
          offer(facility, true, choice)
          // One sweep for both where times are in proportion.
          if (slow === fast && cost <= slowLimit(limit)) offer(facility, false, choice)
        })
        if (slow !== fast) slow.meet(choice, slowLimit(limit), (facility) => offer(facility, false, choice))
      }
    },
  }
}

/** Walks from every choice of street by one impedance. */
class ChoiceWalks {
  readonly #problem: VisitProblem
  readonly #rowOffset: Uint32Array
  readonly #residents: ResidentFacilities
  readonly #cost: Uint32Array
  #visit: OriginVisit | undefined

  constructor(study: AccessStudy, choices: LinkChoices, impedance: Impedance) {
    const { network, direction, entranceLinkage } = study
    const [home, door]: readonly WalkEnd[] = direction === 'toFacility' ? ['start', 'end'] : ['end', 'start']
    const origins = buildPlaceLegs(network, impedance, choices, home)
    const targets = targetsOf(study, buildPlaceLegs(network, impedance, entranceLinkage, door))
    this.#rowOffset = origins.rowOffset
    this.#problem = { network, impedance, origins, targets }
    this.#residents = new ResidentFacilities(targets, origins)
    this.#cost = new Uint32Array(choices.status.length)
  }

  /** Cost of the walk between each choice and the nearest of some facilities, `UNREACHED` beyond the limit. Good until the next call. */
  *costs(isChosen: Uint8Array, limit: number): Steps<Uint32Array> {
    const { network, impedance, origins } = this.#problem
    const categoryOfFacility = Uint32Array.from(isChosen)
    const targets: FacilityTargets = { ...this.#problem.targets, categoryOfFacility, categoryCount: 2 }
    const { label } = yield* nearestFacilitySteps(network, impedance, targets, 1, limit)
    const isOut = targets.direction === 'toFacility'
    const toFrom = isOut ? origins.outFrom : origins.inFrom
    const toTo = isOut ? origins.outTo : origins.inTo
    const { vertexFrom, vertexTo, edge } = origins
    const { edgeOffset } = targets
    const [cost, rowOffset, hasResidents] = [this.#cost, this.#rowOffset, this.#residents.some]
    for (let choice = 0; choice < cost.length; choice++) {
      let least = UNREACHED
      for (let row = rowOffset[choice]!; row < rowOffset[choice + 1]!; row++) {
        // UNREACHED and more is beyond every limit.
        least = Math.min(least, toFrom[row]! + label[vertexFrom[row]!]!, toTo[row]! + label[vertexTo[row]!]!)
        if (edgeOffset[edge[row]!] !== edgeOffset[edge[row]! + 1]) {
          least = Math.min(least, this.#costAlongEdge(row, isChosen, isOut))
        }
      }
      if (hasResidents) least = Math.min(least, this.#costToOwn(choice, isChosen, limit))
      cost[choice] = least > limit ? UNREACHED : least
    }
    return cost
  }

  /** Straight along the edge that a choice shares with an entrance. */
  #costAlongEdge(row: number, isChosen: Uint8Array, isOut: boolean): number {
    const { impedance, origins, targets } = this.#problem
    const edge = origins.edge[row]!
    let least = UNREACHED
    for (let at = targets.edgeOffset[edge]!; at < targets.edgeOffset[edge + 1]!; at++) {
      const entrance = targets.edgeEntrance[at]!
      if (isChosen[targets.facilityOfEntrance[entrance]!] === 0) continue
      least = Math.min(least, directWalkCost(impedance, origins, row, targets.legs, entrance, isOut))
    }
    return least
  }

  /** What serves residents only hangs on no street that is swept from the facilities. */
  #costToOwn(choice: number, isChosen: Uint8Array, limit: number): number {
    const { targets } = this.#problem
    const isNear = (row: number) => isChosen[targets.facilityOfEntrance[row]!] === 1
    if (!this.#residents.rowsFor(this.#rowOffset[choice]!).some(isNear)) return UNREACHED
    let least = UNREACHED
    this.meet(choice, limit, (facility, cost) => {
      if (isChosen[facility] === 1) least = Math.min(least, cost)
    })
    return least
  }

  /** Every facility within a limit of a choice. */
  meet(choice: number, limit: number, offer: (facility: number, cost: number) => void): void {
    this.#visit ??= new OriginVisit(this.#problem)
    const rows: number[] = []
    for (let row = this.#rowOffset[choice]!; row < this.#rowOffset[choice + 1]!; row++) rows.push(row)
    this.#visit.run(rows, limit)
    for (let i = 0; i < this.#visit.touchedCount; i++) {
      const facility = this.#visit.touched[i]!
      offer(facility, this.#visit.cost(facility))
    }
  }
}

// HALLWAY: rows of all shards as the walks that an answer asks for. No logic of its own: columns by other names.

import type { SearchRecord } from '../../answer/sources.ts'
import type { Steps } from '../../foundation/breath.ts'
import { costLimits } from '../../foundation/limits.ts'
import { UNREACHED } from '../../foundation/units.ts'
import type { ReachedTimes } from '../../search/reached-times.ts'
import type { StudyPlaces } from '../../study/access-study.ts'
import type { NearestWalks } from '../../study/nearest-on-foot.ts'
import { dutiesOf, type StandardWalks } from '../analyse-standard.ts'
import type { AnswerWalks } from '../answer-walks.ts'
import { gapRulesOf, type ShardTerms, widthsOf } from './measure-shard.ts'
import type { ShardColumns } from './shard-rows.ts'

/** What was found of the whole study's walks. */
export function walksOfRows(
  study: StudyPlaces,
  terms: ShardTerms,
  search: SearchRecord,
  columns: ShardColumns,
): AnswerWalks {
  const { stepFreeMetres, notStepFreeMetres } = columns
  const { categoryOfFacility } = study
  const isOf = (facility: number, category: number) => categoryOfFacility[facility] === category
  return {
    times: timesOf(study, terms, search, columns),
    stepFree:
      stepFreeMetres === undefined
        ? undefined
        : {
            stepFreeMetres: stepFreeMetres as Float64Array,
            notStepFreeMetres: notStepFreeMetres as Float64Array,
          },
    stability: () => found(columns.stability as Uint8Array),
    nearest: new NearestOfRows(study, columns.gapCost!, columns.gapFacility!, study.categories.length, isOf),
    standard: () => found(standardOf(study, terms, columns)),
  }
}

/** Nothing is left to be done. */
function* found<T>(value: T): Steps<T> {
  yield
  return value
}

function timesOf(
  study: StudyPlaces,
  { basis, limits }: ShardTerms,
  { from, demandPlaces, facilityPlaces }: SearchRecord,
  columns: ShardColumns,
): ReachedTimes {
  return {
    originCount: study.originWeight.length,
    categoryCount: study.categories.length,
    limits: costLimits(basis, limits),
    nearestCost: columns.nearestCost as Uint32Array,
    nearestAlongside: columns.nearestAlongside as Uint32Array,
    nearestFacility: columns.nearestFacility as Int32Array,
    count: columns.count as Uint32Array,
    method: from === 'demand-points' ? 'from-origins' : 'from-facilities',
    originPlaces: demandPlaces,
    facilityPlaces,
    verticesReached: 0,
    expansions: 0,
  }
}

function standardOf(study: StudyPlaces, terms: ShardTerms, columns: ShardColumns): StandardWalks {
  const pack = terms.pack!
  const { rules: dutyCount, paperRules } = widthsOf(study, terms)
  const doubles = (name: string) => columns[name] as Float64Array
  const gapRules = gapRulesOf(pack, terms.hasData)
  const counting = dutiesOf(study, pack).map(({ routes }) => new Set(routes.flatMap(({ facilities }) => facilities)))
  return {
    access: {
      dutyCount,
      share: doubles('dutyShare'),
      possibleShare: doubles('dutyPossibleShare'),
      value: doubles('dutyValue'),
      facility: columns.dutyFacility as Int32Array,
      mayBeMetFrom: (origin, duty) => columns.mayBeMet![origin * dutyCount + duty] === 1,
    },
    range: {
      worst: { share: doubles('worstShare'), possibleShare: doubles('worstPossibleShare') },
      best: { share: doubles('bestShare'), possibleShare: doubles('bestPossibleShare') },
    },
    onPaper: paperRules === 0 ? undefined : { dutyCount: paperRules, possibleShare: doubles('paperPossibleShare') },
    walksOf: ({ duty }) => {
      const isOf = (facility: number) => counting[duty]!.has(facility)
      const { dutyGapCost, dutyGapFacility } = columns
      return new NearestOfRows(study, dutyGapCost!, dutyGapFacility!, gapRules.length, isOf, gapRules.indexOf(duty))
    },
  }
}

/** Nearest walks that shards have found: rows of origins, a cell for each category or rule. */
class NearestOfRows implements NearestWalks {
  readonly #study: StudyPlaces
  readonly #cost: ArrayLike<number>
  readonly #facility: ArrayLike<number>
  readonly #width: number
  readonly #isOf: (facility: number, category: number) => boolean
  #cell: number

  /** @param cell the one to look at; default: that of the category turned to */
  constructor(
    study: StudyPlaces,
    cost: ArrayLike<number>,
    facility: ArrayLike<number>,
    width: number,
    isOf: (facility: number, category: number) => boolean,
    cell = -1,
  ) {
    this.#study = study
    this.#cost = cost
    this.#facility = facility
    this.#width = width
    this.#isOf = isOf
    this.#cell = cell
    this.#isFixed = cell >= 0
  }

  readonly #isFixed: boolean;

  *sweepSteps(category: number): Steps<boolean> {
    if (!this.#isFixed) this.#cell = category
    yield
    const { facilityOfEntrance, entranceLinkage } = this.#study
    return facilityOfEntrance.some(
      (facility, entrance) => entranceLinkage.edge[entrance]! >= 0 && this.#isOf(facility, category),
    )
  }

  cost(origin: number): number {
    return this.#cost[origin * this.#width + this.#cell] ?? UNREACHED
  }

  facility(origin: number): number {
    return this.#facility[origin * this.#width + this.#cell] ?? -1
  }
}

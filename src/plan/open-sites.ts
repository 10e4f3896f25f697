// What is open already, as columns of a siting problem. Where only the nearest matters all of it is one column; where places count each
// facility is its own. A walk matrix of one kind's facilities in, pairs out. It knows no candidate.
import { UNREACHED } from '../foundation/units.ts'
import type { WalkMatrix } from '../study/walk-matrix.ts'
import type { SitingProblemName } from './siting/siting-problem.ts'
import type { RowCosts } from './siting-rows.ts'

/** Open facilities of one kind. */
export interface OpenSites {
  /** Places of each column; NaN where unknown or of no interest. */
  readonly places: readonly number[]
  readonly pairs: RowCosts
  /** Cost of each row's nearest facility, `UNREACHED` where none is within the search. */
  readonly nearest: Uint32Array
  /** Facilities that are linked, and those of them whose places are not known. */
  readonly linked: number
  readonly unknownPlaces: number
}

/** Walks by what decides which is shortest, ms or mm. */
export function costsOf({ basis, costMs, costMm }: WalkMatrix): Uint32Array {
  return basis === 'time' ? costMs : costMm
}

/**
 * Columns for what is open.
 *
 * @param matrix walks to the facilities of one kind
 * @param cutOff cost of a walk beyond the search
 * @param placesOf places of a facility; `null` where not known
 */
export function openSites(
  matrix: WalkMatrix,
  problem: SitingProblemName,
  cutOff: number,
  placesOf: (facility: number) => number | null,
): OpenSites {
  const cost = costsOf(matrix)
  const linked = [...matrix.columnLinked.keys()].filter((facility) => matrix.columnLinked[facility] === 1)
  const nearest = nearestCosts(matrix, cost, 0)
  const capacities = linked.map(placesOf)
  const shared = { nearest, linked: linked.length, unknownPlaces: capacities.filter((one) => one === null).length }
  if (problem === 'maximise-capacitated-coverage') {
    // Whom a place of unknown size serves is unknown: it is no site here, and is counted.
    const known = linked.filter((_, i) => capacities[i] !== null)
    const places = capacities.filter((own) => own !== null)
    return { ...shared, places, pairs: pairsTo(known, matrix, cost) }
  }
  // Beyond the search a walk counts as long as the search is: a sum of walks must not shrink where somebody is out of all reach.
  const first = problem === 'minimise-walk' ? nearest.map((own) => Math.min(own, cutOff)) : nearest
  // A backup is a second one in reach, open or new.
  const ranks = problem === 'backup-coverage' ? [first, nearestCosts(matrix, cost, 1)] : [first]
  return { ...shared, places: ranks.map(() => Number.NaN), pairs: pairsOfRanks(ranks) }
}

/** The pairs of some facilities, numbered anew in their order. */
function pairsTo(
  facilities: readonly number[],
  { rowOffset, column, columnCount }: WalkMatrix,
  cost: Uint32Array,
): RowCosts {
  const numberOf = new Int32Array(columnCount).fill(-1)
  facilities.forEach((facility, number) => {
    numberOf[facility] = number
  })
  const kept: number[] = []
  const offset = new Uint32Array(rowOffset.length)
  for (let row = 0; row + 1 < rowOffset.length; row++) {
    for (let pair = rowOffset[row]!; pair < rowOffset[row + 1]!; pair++)
      if (numberOf[column[pair]!]! >= 0) kept.push(pair)
    offset[row + 1] = kept.length
  }
  return {
    rowOffset: offset,
    column: Uint32Array.from(kept, (pair) => numberOf[column[pair]!]!),
    cost: Uint32Array.from(kept, (pair) => cost[pair]!),
  }
}

function pairsOfRanks(ranks: readonly Uint32Array[]): RowCosts {
  const rows = ranks[0]!.length
  const rowOffset = new Uint32Array(rows + 1)
  const column: number[] = []
  const cost: number[] = []
  for (let row = 0; row < rows; row++) {
    ranks.forEach((costs, rank) => {
      if (costs[row] === UNREACHED) return
      column.push(rank)
      cost.push(costs[row]!)
    })
    rowOffset[row + 1] = column.length
  }
  return { rowOffset, column: Uint32Array.from(column), cost: Uint32Array.from(cost) }
}

/** Cost of each row's nearest column, or of the next one; `UNREACHED` where there is none. */
function nearestCosts(matrix: WalkMatrix, cost: Uint32Array, rank: 0 | 1): Uint32Array {
  const found = new Uint32Array(matrix.rowCount)
  for (let row = 0; row < matrix.rowCount; row++) {
    let first = UNREACHED
    let second = UNREACHED
    for (let pair = matrix.rowOffset[row]!; pair < matrix.rowOffset[row + 1]!; pair++) {
      const own = cost[pair]!
      if (own < first) {
        second = first
        first = own
      } else if (own < second) second = own
    }
    found[row] = rank === 0 ? first : second
  }
  return found
}

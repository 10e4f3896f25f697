// Rows of a walk matrix as the search would have found them, to be put into the access table's own arithmetic.

import { costLimits } from '../../src/foundation/limits.ts'
import type { Basis } from '../../src/foundation/units.ts'
import { UNREACHED } from '../../src/foundation/units.ts'
import type { ReachedTimes } from '../../src/search/reached-times.ts'
import type { AccessStudy } from '../../src/study/access-study.ts'
import type { WalkMatrix } from '../../src/study/walk-matrix.ts'

/** Nearest walks and counts of every row and category, from the pairs alone. */
export function timesOf(study: AccessStudy, matrix: WalkMatrix, basis: Basis, limits: readonly number[]): ReachedTimes {
  const costs = costLimits(basis, limits)
  const categoryCount = study.categories.length
  const rows = matrix.rowCount * categoryCount
  const nearestCost = new Uint32Array(rows).fill(UNREACHED)
  const nearestAlongside = new Uint32Array(rows).fill(UNREACHED)
  const nearestFacility = new Int32Array(rows).fill(-1)
  const count = new Uint32Array(rows * costs.length)
  const [own, other] = basis === 'time' ? [matrix.costMs, matrix.costMm] : [matrix.costMm, matrix.costMs]
  for (let origin = 0; origin < matrix.rowCount; origin++) {
    for (let pair = matrix.rowOffset[origin]!; pair < matrix.rowOffset[origin + 1]!; pair++) {
      const facility = matrix.column[pair]!
      const row = origin * categoryCount + study.categoryOfFacility[facility]!
      costs.forEach((limit, l) => {
        if (own[pair]! <= limit) count[row * costs.length + l]!++
      })
      // Columns ascend, so of equally near ones the lowest stays.
      if (own[pair]! >= nearestCost[row]!) continue
      nearestCost[row] = own[pair]!
      nearestAlongside[row] = other[pair]!
      nearestFacility[row] = facility
    }
  }
  const originCount = matrix.rowCount
  const work = { verticesReached: 0, expansions: 0 }
  return { originCount, categoryCount, limits: costs, nearestCost, nearestAlongside, nearestFacility, count, ...work }
}

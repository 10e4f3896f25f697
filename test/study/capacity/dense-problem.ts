// A capacity problem from a table of costs: rows are blocks, columns sites, NaN or nothing is out of reach.
import type { CapacityProblem } from '../../../src/study/capacity/capacity-problem.ts'

export function denseProblem(
  demand: readonly number[],
  places: readonly number[],
  costs: readonly (readonly number[])[],
): CapacityProblem {
  const rowOffset = [0]
  const site: number[] = []
  const cost: number[] = []
  for (const row of costs) {
    row.forEach((one, at) => {
      if (Number.isNaN(one)) return
      site.push(at)
      cost.push(one)
    })
    rowOffset.push(site.length)
  }
  return {
    demand: Float64Array.from(demand),
    places: Float64Array.from(places),
    rowOffset: Uint32Array.from(rowOffset),
    site: Uint32Array.from(site),
    cost: Float64Array.from(cost),
  }
}

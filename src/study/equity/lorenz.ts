// The Lorenz curve: cells in some order, people and value summed up, and twice the area between the curve and the line of equality. In
// order of the value it is Gini's, in order of a rank it is concentration's.

import type { LorenzPoint } from '../../answer/fairness.ts'

interface Weighed {
  readonly value: number
  readonly population: number
}

/**
 * The curve from (0, 0) to (1, 1). Cells that `by` puts at the same place are one straight stretch: their order has no say.
 *
 * @returns `null` where there are no cells, or all values are 0
 */
export function lorenzCurve<Cell extends Weighed>(
  cells: readonly Cell[],
  by: (cell: Cell) => number,
): readonly LorenzPoint[] | null {
  const people = cells.reduce((sum, cell) => sum + cell.population, 0)
  const all = cells.reduce((sum, cell) => sum + cell.population * cell.value, 0)
  if (!(people > 0) || !(all > 0)) return null
  const inOrder = [...cells].sort((a, b) => by(a) - by(b))
  const points: LorenzPoint[] = [[0, 0]]
  let peopleSoFar = 0
  let valueSoFar = 0
  inOrder.forEach((cell, at) => {
    peopleSoFar += cell.population
    valueSoFar += cell.population * cell.value
    const next = inOrder[at + 1]
    if (next === undefined) points.push([1, 1])
    else if (by(next) !== by(cell)) points.push([peopleSoFar / people, valueSoFar / all])
  })
  return points
}

/** 1 − Σ (L₋₁ + L) · p: 0 on the line of equality, negative above it. */
export function curveIndex(points: readonly LorenzPoint[]): number {
  let twiceArea = 0
  for (let at = 1; at < points.length; at++) {
    const [people, value] = points[at]!
    const [before, valueBefore] = points[at - 1]!
    twiceArea += (people - before) * (value + valueBefore)
  }
  return 1 - twiceArea
}

// A savings problem as a mixed integer programme: y_j for a site, x for the sites of a row that save the same, x ≤ Σ y of them, Σ x ≤ 1 in a
// row, Σ price × y ≤ amount. x need not be whole. In: a savings problem. Out: a model, and how a choice reads in it.
import { MixedIntegerModel } from './mixed-integer.ts'
import type { SavingsProblem } from './savings-problem.ts'

/** A model with the values that stand for a choice. */
export interface SavingsModel {
  readonly model: MixedIntegerModel
  readonly entries: number
  valuesOf(sites: readonly number[]): Float64Array
  sitesOf(values: ArrayLike<number>): number[]
}

/** @param cuts sets of sites of which not all may be chosen */
export function modelOfSavings(problem: SavingsProblem, cuts: readonly (readonly number[])[] = []): SavingsModel {
  const { sites, rows, offset, site, saving, price, amount } = problem
  const model = new MixedIntegerModel()
  for (let at = 0; at < sites; at++) model.addColumn(0, true)
  const groups: { readonly row: number; readonly from: number; readonly to: number; readonly column: number }[] = []
  for (let row = 0; row < rows; row++) {
    const own: number[] = []
    for (let from = offset[row]!; from < offset[row + 1]!; ) {
      let to = from + 1
      while (to < offset[row + 1]! && saving[to] === saving[from]) to++
      const column = model.addColumn(saving[from]!, false)
      const members = Array.from(site.subarray(from, to))
      model.addRow([column, ...members], [1, ...members.map(() => -1)], Number.NEGATIVE_INFINITY, 0)
      groups.push({ row, from, to, column })
      own.push(column)
      from = to
    }
    if (own.length > 1)
      model.addRow(
        own,
        own.map(() => 1),
        Number.NEGATIVE_INFINITY,
        1,
      )
  }
  const all = Array.from({ length: sites }, (_, at) => at)
  if (Number.isFinite(amount)) model.addRow(all, Array.from(price), Number.NEGATIVE_INFINITY, amount)
  for (const cut of cuts)
    model.addRow(
      cut,
      cut.map(() => 1),
      Number.NEGATIVE_INFINITY,
      cut.length - 1,
    )
  return {
    model,
    entries: model.indices.length,
    valuesOf(chosen) {
      const values = new Float64Array(model.gain.length)
      for (const at of chosen) values[at] = 1
      let served = -1
      for (const { row, from, to, column } of groups) {
        if (served === row) continue
        if (!site.subarray(from, to).some((at) => values[at] === 1)) continue
        values[column] = 1
        served = row
      }
      return values
    },
    sitesOf: (values) => all.filter((at) => values[at]! > 0.5),
  }
}

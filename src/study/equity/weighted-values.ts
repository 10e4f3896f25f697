// Values of cells with the people who have them, as measures of fairness take them: what can be used, and what was left out and why. It does
// not know what the values are.

import type { DroppedCells } from '../../answer/fairness.ts'

/** One cell: an area, a block, a group. `null` is unknown, never 0. */
export interface EquityCell {
  /** What is shared: access, a walk, a served share. */
  readonly value: number | null
  readonly population: number | null
  /** A district, a decile: Theil is split into what lies between and within them. */
  readonly group?: string | null | undefined
  /** Income or another rank, ascending from the worst off: Palma and concentration need it. */
  readonly rank?: number | null | undefined
}

/** A cell that counts. */
export interface CountedCell {
  readonly value: number
  readonly population: number
  readonly group: string | null
  readonly rank: number | null
}

/** Sorts the cells into those that count and those that do not. */
export function countedCells(cells: readonly EquityCell[]): {
  readonly counted: readonly CountedCell[]
  readonly dropped: DroppedCells
} {
  const counted: CountedCell[] = []
  const dropped = { valueUnknown: 0, populationUnknown: 0, populationZero: 0 }
  for (const { value, population, group = null, rank = null } of cells) {
    if (value === null || Number.isNaN(value)) dropped.valueUnknown++
    else if (population === null || Number.isNaN(population)) dropped.populationUnknown++
    else if (population === 0) dropped.populationZero++
    else counted.push({ value, population, group, rank })
  }
  return { counted, dropped }
}

/** Mean over people. */
export function meanOfPeople(cells: readonly { readonly value: number; readonly population: number }[]): number {
  let sum = 0
  let people = 0
  for (const { value, population } of cells) {
    sum += value * population
    people += population
  }
  return sum / people
}

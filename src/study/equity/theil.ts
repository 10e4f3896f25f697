// Theil's T, and how much of it lies between groups and how much within them. Cells in, numbers out. Cells whose value is 0 have no logarithm:
// they are left out, and counted.
import type { TheilGroup } from '../../answer/fairness.ts'
import { type CountedCell, meanOfPeople } from './weighted-values.ts'

export interface Theil {
  readonly total: number
  /** `null` where cells have no groups; then what is between and within is unknown. */
  readonly between: number | null
  readonly within: number | null
  /** Cells left out because their value is 0. */
  readonly valueZero: number
  /** Groups, in order of first sight. */
  readonly groups: readonly TheilGroup[]
}

/**
 * T = Σ (p/P) (x/μ) ln(x/μ) (Theil 1967); between: the same with every cell at its group's mean; within: the groups' own, weighed by their
 * part of all value. Sum of both is the total.
 *
 * @returns `null` where no cell has a value above 0
 */
export function theilIndex(cells: readonly CountedCell[]): Theil | null {
  const counted = cells.filter(({ value }) => value > 0)
  if (counted.length === 0) return null
  const valueZero = cells.length - counted.length
  const total = theilOf(counted)
  if (counted.some(({ group }) => group === null)) return { total, between: null, within: null, valueZero, groups: [] }
  const byGroup = new Map<string, CountedCell[]>()
  for (const cell of counted) {
    const members = byGroup.get(cell.group!)
    if (members === undefined) byGroup.set(cell.group!, [cell])
    else members.push(cell)
  }
  const mean = meanOfPeople(counted)
  const people = sumOfPeople(counted)
  let between = 0
  let within = 0
  const groups = [...byGroup].map(([group, members]): TheilGroup => {
    const population = sumOfPeople(members)
    const own = { group, population, mean: meanOfPeople(members), theil: theilOf(members) }
    const partOfValue = (population * own.mean) / (people * mean)
    between += partOfValue * Math.log(own.mean / mean)
    within += partOfValue * own.theil
    return own
  })
  return { total, between, within, valueZero, groups }
}

function theilOf(cells: readonly CountedCell[]): number {
  const mean = meanOfPeople(cells)
  const people = sumOfPeople(cells)
  return cells.reduce((sum, { value, population }) => {
    const ratio = value / mean
    return sum + (population / people) * ratio * Math.log(ratio)
  }, 0)
}

function sumOfPeople(cells: readonly CountedCell[]): number {
  return cells.reduce((sum, { population }) => sum + population, 0)
}

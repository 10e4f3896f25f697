// Numbers with decimals → whole numbers of a small unit, so that sums are exact and compare without a tolerance.
// In: weights or costs. Out: integers, how many make one, and whether anything was rounded. It does not know what they measure.

/** Numbers as integers: `value = whole / perOne`. */
export interface WholeNumbers {
  readonly whole: Float64Array
  readonly perOne: number
  /** False where a number had more decimals and was rounded to the unit. */
  readonly exact: boolean
}

/** Doubles hold integers up to here; sums of products stay well below it. */
export const LARGEST_SUM = 2 ** 52

/**
 * The numbers in the largest of the units 1, 0.1 … that holds all of them; in `1 / fallback` where none does.
 *
 * @param mostPerOne smallest unit that is tried, as its reciprocal: a power of ten
 */
export function wholeNumbers(values: ArrayLike<number>, mostPerOne: number, fallback: number): WholeNumbers {
  for (let perOne = 1; perOne <= mostPerOne; perOne *= 10) {
    if (areWhole(values, perOne)) return { whole: scaled(values, perOne), perOne, exact: true }
  }
  return { whole: scaled(values, fallback), perOne: fallback, exact: false }
}

/** The same in a coarser unit. */
export function coarser(values: ArrayLike<number>, perOne: number): WholeNumbers {
  return { whole: scaled(values, perOne), perOne, exact: areWhole(values, perOne) }
}

function areWhole(values: ArrayLike<number>, perOne: number): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! * perOne
    // 11495.1905 × 10⁴ is not whole in doubles: a few units in the last place are forgiven.
    if (Math.abs(value - Math.round(value)) > Math.abs(value) * 1e-15 * 4) return false
  }
  return true
}

function scaled(values: ArrayLike<number>, perOne: number): Float64Array {
  return Float64Array.from(values, (value) => Math.round(value * perOne))
}

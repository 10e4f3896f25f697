// Who could use which place: demand of blocks, places of sites, and the pairs within reach, as sparse rows. It knows no streets, no files
// and no people: demand is counted in whatever the places are counted in.
import { problem } from '../../words/problem.ts'

/**
 * Demand, places and the pairs within reach. Blocks and sites stand in natural order of their ids: where two answers are equally good
 * the order decides, so it must not be that of a file.
 */
export interface CapacityProblem {
  /** Places that each block asks for; never negative. */
  readonly demand: Float64Array
  /** Places that each site has; never negative, and known: a site of unknown places is no site here. */
  readonly places: Float64Array
  /** Pairs of block b: `rowOffset[b] … rowOffset[b + 1])`. A pair that is missing is out of reach. */
  readonly rowOffset: Uint32Array
  readonly site: Uint32Array
  /** Of each pair: milliseconds, millimetres, or what a table of costs says. */
  readonly cost: Float64Array | Uint32Array
}

/** Demand and places as whole numbers of `1 / scale`, so that sums are exact. */
export interface WholeProblem extends CapacityProblem {
  /** 1 where all are whole numbers; else 1,000 or 1,000,000. */
  readonly scale: number
}

/** Sums beyond this would not be exact. */
const LARGEST_SUM = Number.MAX_SAFE_INTEGER

/**
 * The same problem in whole numbers. Fractions come from rates (people × 4.5 per 1,000) and from people who were shared out.
 *
 * @throws LivingCircleError `invalid-option` for numbers that are negative or no numbers, or lists that do not fit each other
 */
export function inWholeNumbers(given: CapacityProblem): WholeProblem {
  checkProblem(given)
  const { demand, places } = given
  const sum = total(demand) + total(places)
  const scale = [1, 1000, 1_000_000].find((one) => one === 1_000_000 || (isWhole(demand, one) && isWhole(places, one)))!
  const fits = sum * scale <= LARGEST_SUM ? scale : sum * 1000 <= LARGEST_SUM ? 1000 : 1
  const whole = (values: Float64Array) => Float64Array.from(values, (value) => Math.round(value * fits))
  return { ...given, scale: fits, demand: whole(demand), places: whole(places) }
}

/**
 * The same problem without the pairs that cost more than the limit; the limit itself is within.
 *
 * @example
 * ```ts
 * import { type CapacityProblem, withinLimit } from 'living-circle/parts'
 * declare const posed: CapacityProblem
 * const near = withinLimit(posed, 900)
 * ```
 */
export function withinLimit(given: CapacityProblem, limit: number | undefined): CapacityProblem {
  if (limit === undefined) return given
  const { rowOffset, site, cost } = given
  const kept: number[] = []
  const offset = new Uint32Array(rowOffset.length)
  for (let row = 0; row + 1 < rowOffset.length; row++) {
    for (let pair = rowOffset[row]!; pair < rowOffset[row + 1]!; pair++) if (cost[pair]! <= limit) kept.push(pair)
    offset[row + 1] = kept.length
  }
  return {
    ...given,
    rowOffset: offset,
    site: Uint32Array.from(kept, (pair) => site[pair]!),
    cost: Float64Array.from(kept, (pair) => cost[pair]!),
  }
}

export function total(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

function isWhole(values: Float64Array, scale: number): boolean {
  return values.every((value) => Math.abs(value * scale - Math.round(value * scale)) <= 1e-9 * Math.max(1, value))
}

function checkProblem({ demand, places, rowOffset, site, cost }: CapacityProblem): void {
  const refuse = (what: string): never => {
    throw problem('invalid-option', 'capacity.no-problem', { what })
  }
  if (!demand.every((value) => value >= 0 && Number.isFinite(value))) refuse('demand')
  if (!places.every((value) => value >= 0 && Number.isFinite(value))) refuse('places')
  if (rowOffset.length !== demand.length + 1 || rowOffset[demand.length] !== site.length) refuse('rowOffset')
  if (!rowOffset.every((offset, row) => offset >= (rowOffset[row - 1] ?? 0))) refuse('rowOffset')
  if (!site.every((one) => one < places.length)) refuse('site')
  if (cost.length !== site.length) refuse('cost')
  for (const one of cost) if (!(one >= 0 && Number.isFinite(one))) refuse('cost')
}

// Floating catchment areas: places per head that a block can reach, when those who share a place share it by weight. Supply, people and
// pairs in, a number per block out. It knows no streets and no kinds.
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import { problem } from '../../words/problem.ts'
import type { CapacityProblem } from './capacity-problem.ts'

const KNOWN_FLOATING_OPTIONS: OptionKeys<FloatingOptions> = { limit: true, steps: true, weight: true, selection: true }

/** See {@link floatingCatchment} for their formulas. */
export const FLOATING_MEASURES = ['2sfca', 'e2sfca', 'm2sfca', '3sfca', 'bfca'] as const

export type FloatingMeasure = (typeof FLOATING_MEASURES)[number]

/** Weight of costs up to `upTo` and above the step before: zones are (lower, upper], the first begins at nought. */
export interface DecayStep {
  readonly upTo: number
  readonly weight: number
}

/** How pairs are weighed. */
export interface FloatingOptions {
  /** Pairs that cost more have weight 0; the limit itself is within. */
  readonly limit?: number | undefined
  /** Weights by zone; beyond the last zone 0. Not together with `weight`. */
  readonly steps?: readonly DecayStep[] | undefined
  /** Weight by cost, ≥ 0. Default 1. */
  readonly weight?: ((cost: number) => number) | undefined
  /**
   * 3SFCA only: over which places a block's choice is shared out. `within-limit` (default): those within the limit. `all-pairs`: all that
   * are listed, beyond the limit, too; then some of the demand chooses places that it does not reach.
   */
  readonly selection?: 'within-limit' | 'all-pairs' | undefined
}

/** What {@link floatingCatchment} finds. */
export interface FloatingAccess {
  /** Places per head of each block. 0 where nothing is within reach. */
  readonly access: Float64Array
  /** Places of sites that nobody with any weight reaches: they are in no block's number. */
  readonly placesUnreached: number
}

/**
 * Access by floating catchment areas. With w(i,j) the weight of block i and site j, P(i) people, S(j) places:
 *
 * * `2sfca` R(j) = S(j) / Σₖ P(k) w(k,j), A(i) = Σⱼ w(i,j) R(j), w 0 or 1 (Luo and Wang 2003, after Radke and Mu 2000); with
 *   `steps` or `weight` the weights are used as they are.
 * * `e2sfca` the same with weights by zone (Luo and Qi 2009).
 * * `m2sfca` A(i) = Σⱼ w(i,j)² R(j) (Delamater 2013): places that are far are partly left unused.
 * * `3sfca` with the choice G(i,j) = w(i,j) / Σⱼ w(i,j): R(j) = S(j) / Σₖ P(k) G(k,j) w(k,j), A(i) = Σⱼ G(i,j) w(i,j) R(j) (Wan, Zou and
 *   Sternberg 2012). `selection` chooses between its two readings.
 * * `bfca` with w shared out by rows for demand, u(i,j) = w(i,j) / Σⱼ w(i,j), and by columns for supply, v(i,j) = w(i,j) / Σₖ w(k,j):
 *   R(j) = S(j) / Σₖ P(k) u(k,j), A(i) = Σⱼ v(i,j) R(j) (Páez, Higgins and Vivona 2019).
 *
 * Σ P(i) A(i) = Σ S(j) − `placesUnreached` for `2sfca`, `e2sfca` and `3sfca`; less for `m2sfca`; not so for `bfca`.
 *
 * O(pairs).
 *
 * @param given `demand` are people, `places` what the sites have
 * @throws LivingCircleError `invalid-option`
 * @example
 * ```ts
 * import { floatingCatchment } from 'living-circle/parts'
 * const town = {
 *   demand: Float64Array.of(100, 50),
 *   places: Float64Array.of(15),
 *   rowOffset: Uint32Array.of(0, 1, 2),
 *   site: Uint32Array.of(0, 0),
 *   cost: Float64Array.of(10, 25),
 * }
 * Array.from(floatingCatchment('2sfca', town, { limit: 20 }).access) // [ 0.15, 0 ]
 * ```
 */
export function floatingCatchment(
  measure: FloatingMeasure,
  given: CapacityProblem,
  options: FloatingOptions = {},
): FloatingAccess {
  checkOptions('floatingCatchment', options, KNOWN_FLOATING_OPTIONS)
  if (!FLOATING_MEASURES.includes(measure)) {
    throw problem('invalid-option', 'capacity.no-measure', { measure: String(measure) })
  }
  const weights = weighPairs(given, options)
  const { demandSide, supplySide } = sharesOf(measure, given, weights)
  const { demand, places, rowOffset, site } = given
  const asked = new Float64Array(places.length)
  eachPair(rowOffset, (block, pair) => {
    asked[site[pair]!]! += demand[block]! * demandSide[pair]!
  })
  const access = new Float64Array(demand.length)
  eachPair(rowOffset, (block, pair) => {
    const at = site[pair]!
    if (asked[at]! > 0) access[block]! += (places[at]! / asked[at]!) * supplySide[pair]!
  })
  return { access, placesUnreached: places.reduce((sum, amount, at) => sum + (asked[at]! > 0 ? 0 : amount), 0) }
}

interface PairWeights {
  /** 0 beyond the limit. */
  readonly within: Float64Array
  /** As if there were no limit. */
  readonly listed: Float64Array
  readonly selection: 'within-limit' | 'all-pairs'
}

function weighPairs({ cost }: CapacityProblem, options: FloatingOptions): PairWeights {
  const { limit = Number.POSITIVE_INFINITY, steps, weight, selection = 'within-limit' } = options
  const refuse = (what: string): never => {
    throw problem('invalid-option', 'capacity.no-weights', { what })
  }
  if (steps !== undefined && weight !== undefined) refuse('steps, weight')
  if (selection !== 'within-limit' && selection !== 'all-pairs') refuse(`selection: ${String(selection)}`)
  if (!(limit >= 0)) refuse(`limit: ${limit}`)
  steps?.forEach(({ upTo, weight: one }, at) => {
    const follows = upTo > (steps[at - 1]?.upTo ?? 0) && Number.isFinite(upTo)
    if (!follows || !(one >= 0) || !Number.isFinite(one)) refuse(`${upTo}:${one}`)
  })
  const weigh = weight ?? (steps === undefined ? () => 1 : weightByZone(steps))
  const listed = Float64Array.from(cost, (one) => weigh(one))
  const wrong = listed.find((one) => !(one >= 0 && Number.isFinite(one)))
  if (wrong !== undefined) refuse(`weight: ${wrong}`)
  return { listed, within: listed.map((one, pair) => (cost[pair]! <= limit ? one : 0)), selection }
}

function weightByZone(steps: readonly DecayStep[]): (cost: number) => number {
  return (cost) => steps.find(({ upTo }) => cost <= upTo)?.weight ?? 0
}

/** The weights by which people share a site, and those by which a site's places count for a block. */
function sharesOf(
  measure: FloatingMeasure,
  { demand, places, rowOffset, site }: CapacityProblem,
  { within, listed, selection }: PairWeights,
): { readonly demandSide: Float64Array; readonly supplySide: Float64Array } {
  if (measure === '2sfca' || measure === 'e2sfca') return { demandSide: within, supplySide: within }
  if (measure === 'm2sfca') return { demandSide: within, supplySide: within.map((one) => one * one) }
  const rowSum = new Float64Array(demand.length)
  const columnSum = new Float64Array(places.length)
  const chosenFrom = measure === '3sfca' && selection === 'all-pairs' ? listed : within
  eachPair(rowOffset, (block, pair) => {
    rowSum[block]! += chosenFrom[pair]!
    columnSum[site[pair]!]! += within[pair]!
  })
  const byRow = new Float64Array(within.length)
  const byColumn = new Float64Array(within.length)
  eachPair(rowOffset, (block, pair) => {
    if (within[pair] === 0) return
    byRow[pair] = chosenFrom[pair]! / rowSum[block]!
    byColumn[pair] = within[pair]! / columnSum[site[pair]!]!
  })
  if (measure === 'bfca') return { demandSide: byRow, supplySide: byColumn }
  const chosen = byRow.map((one, pair) => one * within[pair]!)
  return { demandSide: chosen, supplySide: chosen }
}

function eachPair(rowOffset: Uint32Array, visit: (block: number, pair: number) => void): void {
  for (let block = 0; block + 1 < rowOffset.length; block++) {
    for (let pair = rowOffset[block]!; pair < rowOffset[block + 1]!; pair++) visit(block, pair)
  }
}

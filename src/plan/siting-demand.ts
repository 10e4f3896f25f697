// Whose walks count for a kind of facility, and how much each row of a walk matrix stands for. A study's blocks in, amounts out. Blocks
// that are not linked, or of which the number is not known, have none: they are counted apart, as in every coverage.
import type { CoverageShare } from '../answer/coverage-share.ts'
import { blockAmount, type MeasuredBlock, type ReportCategory } from '../answer/measured-places.ts'
import type { PlanRate } from '../answer/siting-plan.ts'
import type { AccessStudy } from '../study/access-study.ts'
import { coverageShare, headlineMeasure } from '../study/coverage.ts'
import { groupWord, message, problem } from '../words/problem.ts'

/** Demand of one kind. */
export interface SitingDemand {
  readonly category: string
  readonly measure: string
  /** Demand per person, and where that comes from; 1 and `null` where every person counts. */
  readonly rate: number
  readonly said: PlanRate | null
  /** Of each block: people (or dwellings, or 1) × rate; NaN where it is not linked or not known. */
  readonly blockAmount: Float64Array
}

/**
 * The demand of a kind: people of the group that is asked for; else the measure that speaks for the kind in every output, which is the
 * first of its own group, people, dwellings and blocks that anybody's number is known of.
 *
 * @param group a group of people, `dwellings` or `blocks`; `undefined` for the kind's own
 * @throws LivingCircleError `input-unusable` where no linked block has a number above 0
 */
export function sitingDemand(
  study: AccessStudy,
  blocks: readonly MeasuredBlock[],
  category: ReportCategory,
  group: string | undefined,
  rate: number,
  said: PlanRate | null = null,
): SitingDemand {
  const linked = linkedWeights(study)
  const totalOf = (measure: string): CoverageShare =>
    coverageShare(
      measure,
      blocks,
      (block) => blockAmount(block, measure),
      (block) => (linked[block]! > 0 ? 0 : Number.NaN),
    )
  const measures = group === undefined ? [category.populationGroup, 'population', 'dwellings', 'blocks'] : [group]
  // A kind that the data lack has no coverage to speak of, but a plan for it has people.
  const populationGroup = group ?? category.populationGroup
  const measure = headlineMeasure({ populationGroup, facilities: 1 }, measures.map(totalOf))
  if (measure === null) {
    const values = { group: groupWord(group ?? 'population') }
    throw problem('input-unusable', 'siting.no-people', values, { hint: message('hint.siting-group', values) })
  }
  return {
    category: category.id,
    measure,
    rate,
    said,
    blockAmount: Float64Array.from(blocks, (block, index) =>
      linked[index]! > 0 ? (blockAmount(block, measure) ?? Number.NaN) * rate : Number.NaN,
    ),
  }
}

/** Weight of each block's linked rows, summed in their order. */
export function linkedWeights({ origins: { blockOrigin }, originWeight }: AccessStudy): Float64Array {
  const sums = new Float64Array(blockOrigin.length - 1)
  for (let block = 0; block < sums.length; block++) {
    for (let row = blockOrigin[block]!; row < blockOrigin[block + 1]!; row++) sums[block]! += originWeight[row]!
  }
  return sums
}

/**
 * Part of each block that is within a limit, exactly as the access table has it; NaN where no row is linked.
 *
 * @param costOf the cost of a row's nearest facility, above every limit where there is none
 */
export function sharesWithin(study: AccessStudy, costOf: (row: number) => number, limit: number): Float64Array {
  const { origins, originWeight } = study
  const { blockOrigin } = origins
  const shares = new Float64Array(blockOrigin.length - 1)
  for (let block = 0; block < shares.length; block++) {
    let within = 0
    let linked = 0
    for (let row = blockOrigin[block]!; row < blockOrigin[block + 1]!; row++) {
      const weight = originWeight[row]!
      linked += weight
      if (weight > 0 && costOf(row) <= limit) within += weight
    }
    shares[block] = linked > 0 ? within / linked : Number.NaN
  }
  return shares
}

/** Calls for every linked row of a block with demand: its part of the block's amount. */
export function forDemandRows(
  study: AccessStudy,
  { blockAmount: amounts }: SitingDemand,
  take: (block: number, row: number, amount: number) => void,
): void {
  const linked = linkedWeights(study)
  const { blockOrigin } = study.origins
  for (let block = 0; block < linked.length; block++) {
    if (!(amounts[block]! > 0)) continue
    for (let row = blockOrigin[block]!; row < blockOrigin[block + 1]!; row++) {
      const weight = study.originWeight[row]!
      if (weight > 0) take(block, row, amounts[block]! * (weight / linked[block]!))
    }
  }
}

/** Mean walk over the demand; `null` where there is none. */
export function meanWalk(study: AccessStudy, demand: SitingDemand, walkOf: (row: number) => number): number | null {
  let total = 0
  let sum = 0
  forDemandRows(study, demand, (_, row, amount) => {
    total += amount
    sum += amount * walkOf(row)
  })
  return total > 0 ? sum / total : null
}

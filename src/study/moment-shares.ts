// Shares of blocks at a moment → who reaches each kind, in numbers. Tables in, plain values out. It does not know how hours were read.
import { blockAmount, type ReportCategory } from '../answer/measured-places.ts'
import type { KindAtMoment, MomentShare, OpenCounts } from '../answer/moment-coverage.ts'
import type { ReachedTimes } from '../search/reached-times.ts'
import type { AccessStudy } from './access-study.ts'
import { shareWithin } from './access-table.ts'
import { coverageShare } from './coverage.ts'
import { reportBlocks } from './report-records.ts'

/** Blocks × categories × limits: weight of linked demand points within each limit; NaN where none is linked. */
export function shareTable({ origins, originWeight }: AccessStudy, times: ReachedTimes): Float64Array {
  const { categoryCount, limits } = times
  const blocks = origins.blockOrigin.length - 1
  const share = new Float64Array(blocks * categoryCount * limits.length)
  let cell = 0
  for (let block = 0; block < blocks; block++) {
    for (let category = 0; category < categoryCount; category++) {
      for (const limit of limits) {
        share[cell++] = shareWithin(times, origins, originWeight, block, category, limit)
      }
    }
  }
  return share
}

/**
 * The kinds of which any facility has known hours: how many are open, and who reaches them certainly and possibly. A block that is not
 * linked at the moment (its gates may be shut) is in neither sum, and not in the total.
 */
export function kindsAtMoment(
  study: AccessStudy,
  categories: readonly ReportCategory[],
  states: readonly ('open' | 'closed' | 'unknown')[],
  limits: readonly number[],
  { certain, possible }: { readonly certain: Float64Array; readonly possible: Float64Array },
): KindAtMoment[] {
  const blocks = reportBlocks(study)
  return categories.flatMap(({ id, populationGroup }, category) => {
    const facilities = countStates(states, (facility) => study.categoryOfFacility[facility] === category)
    if (facilities.open + facilities.closed === 0) return []
    const measure = [populationGroup, 'population', 'dwellings', 'blocks'].find((one) =>
      blocks.some((block) => (blockAmount(block, one) ?? 0) > 0),
    )
    const shares = limits.map((limit, at): MomentShare => {
      if (measure === undefined) return { limit, measure: null, certain: 0, possible: 0, total: 0 }
      const cellOf = (block: number) => (block * categories.length + category) * limits.length + at
      const amountOf = (block: (typeof blocks)[number]) => blockAmount(block, measure)
      // Where one is unknown, so is the other: both are of the same people.
      const both = (own: Float64Array) => (block: number) =>
        Number.isNaN(possible[cellOf(block)]!) ? Number.NaN : zeroOf(own[cellOf(block)]!)
      const surely = coverageShare(measure, blocks, amountOf, both(certain))
      const possibly = coverageShare(measure, blocks, amountOf, both(possible))
      return { limit, measure, certain: surely.covered, possible: possibly.covered, total: possibly.total }
    })
    return [{ category: id, facilities, shares }]
  })
}

/** A block that certainty leaves without a street (a gate of unknown hours) is certain of nothing. */
function zeroOf(share: number): number {
  return Number.isNaN(share) ? 0 : share
}

/** How many are open, closed, unknown. */
export function countStates(
  states: readonly (keyof OpenCounts)[],
  counts: (facility: number) => boolean = () => true,
): OpenCounts {
  const sum = { open: 0, closed: 0, unknown: 0 }
  states.forEach((state, facility) => {
    if (counts(facility)) sum[state]++
  })
  return sum
}

// Who is served as the first profile but not as another, from the answers of both. Two answers of the same blocks, kinds and limits in, sums out.
// Unknown is not zero: blocks that are not linked as one of the two, kinds without data and unknown people are kept apart.
import type { AccessReport } from '../answer/access-report.ts'
import { ACCESS_NO_DATA } from '../answer/access-table.ts'
import { blockAmount } from '../answer/measured-places.ts'
import type { CategoryLoss, LossShare, ProfileLoss } from '../answer/profile-losses.ts'

/** Differences below this are those of adding up weights in another order. */
const LEAST_SHARE = 1e-9

/** Shares of two answers in one cell of blocks × kinds × limits, NaN where unknown. */
interface CellPair {
  readonly first: number
  readonly other: number
}

/**
 * What `other` loses against `first`. O(blocks × categories × limits × measures).
 *
 * @param first answer of the first profile
 * @param other answer over the same area, facilities and blocks, for the same kinds and limits, as another profile
 */
export function measureProfileLoss(
  first: AccessReport,
  other: Pick<AccessReport, 'blocks' | 'table' | 'options'>,
): ProfileLoss {
  const { categoryCount, limitCount } = first.table
  const pairAt = (cell: number): CellPair => ({ first: first.table.share[cell]!, other: other.table.share[cell]! })
  const lost = Float64Array.from(first.table.share, (_, cell) => {
    const pair = pairAt(cell)
    return Number.isNaN(pair.first) || Number.isNaN(pair.other) ? Number.NaN : excess(pair.first, pair.other)
  })
  const measures = (first.coverage[0]?.shares ?? []).map(({ measure }) => measure)
  const losses = first.categories.flatMap(({ id }, category) =>
    first.options.limits.map((limit, at): CategoryLoss => {
      const hasData = first.table.status[category] !== ACCESS_NO_DATA
      const pairOf = (block: number) => pairAt((block * categoryCount + category) * limitCount + at)
      const shares = measures.map((measure) => lossShare(measure, first, hasData ? pairOf : () => UNKNOWN))
      return { category: id, limit, hasData, shares }
    }),
  )
  const linkStatus = other.blocks.map((block) => block.linkStatus)
  return { profile: other.options.profile, losses, linkStatus, lost }
}

const UNKNOWN: CellPair = { first: Number.NaN, other: Number.NaN }

function excess(one: number, another: number): number {
  return one - another > LEAST_SHARE ? one - another : 0
}

function lossShare(
  measure: string,
  { blocks }: Pick<AccessReport, 'blocks'>,
  pairOf: (block: number) => CellPair,
): LossShare {
  const sum = { servedFirst: 0, served: 0, lost: 0, gained: 0, lostUnlinked: 0, gainedLinked: 0 }
  const count = { blocksLost: 0, blocksLostUnknown: 0, blocksUnlinked: 0 }
  blocks.forEach((block, index) => {
    const amount = blockAmount(block, measure)
    const { first, other } = pairOf(index)
    const isFirst = !Number.isNaN(first)
    const isOther = !Number.isNaN(other)
    const lost = isFirst && isOther ? excess(first, other) : 0
    if (lost > 0 && amount === null) count.blocksLostUnknown++
    if (lost > 0 && amount !== null) count.blocksLost++
    if (isFirst && !isOther && first > 0) count.blocksUnlinked++
    if (amount === null) return
    if (isFirst) sum.servedFirst += amount * first
    if (isOther) sum.served += amount * other
    if (isFirst && isOther) {
      sum.lost += amount * lost
      sum.gained += amount * excess(other, first)
    } else if (isFirst) sum.lostUnlinked += amount * first
    else if (isOther) sum.gainedLinked += amount * other
  })
  return { measure, ...sum, ...count }
}

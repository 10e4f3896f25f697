// Which gap of today is which row of the ledger. Gaps and rows as sets of parts of blocks in, pairs and kinships out.
//
// Two are the same where the people in both are at least half of the people in either; the largest share first. Of what is left, a gap is the row that
// it has most people in common with, unless that row has an heir already: the largest part of a gap keeps its name. What remains of a gap that fell apart
// is a part of it; a row that has no heir, but people in common with a gap of another row, has grown into that one.
import { compareNaturally } from '../foundation/natural-order.ts'
import { commonBlocks, type GapParts } from './common-blocks.ts'
import type { SightedBlock } from './ledger-record.ts'

/** From this share of common people on, two gaps are the same. */
export const SAME_SHARE = 0.5

/** A gap of today or a row of the ledger. */
export interface GapToMatch extends GapParts {
  readonly blocks: readonly SightedBlock[]
  /** Settles what is equal otherwise. */
  readonly name: string
}

/** Who is who. Indexes into today's gaps and into the rows. */
export interface GapMatches {
  /** Row of each gap; −1: none. */
  readonly rowOf: Int32Array
  /** Row that a gap without a row of its own is a part of; −1: none. */
  readonly parentOf: Int32Array
  /** Gap that a row without a gap of its own has grown into; −1: none. */
  readonly grownInto: Int32Array
}

interface Pair {
  readonly gap: number
  readonly row: number
  readonly common: number
  readonly share: number
}

/**
 * Matches gaps to rows.
 *
 * @param isLive rows that were open when last seen come first; those that were resolved get what is left
 */
export function matchGaps(
  gaps: readonly GapToMatch[],
  rows: readonly GapToMatch[],
  isLive: (row: number) => boolean,
): GapMatches {
  const pairs = weighedPairs(gaps, rows)
  const rowOf = new Int32Array(gaps.length).fill(-1)
  const gapOf = new Int32Array(rows.length).fill(-1)
  const settle = (list: readonly Pair[]) => {
    for (const { gap, row } of list) {
      if (rowOf[gap]! >= 0 || gapOf[row]! >= 0) continue
      rowOf[gap] = row
      gapOf[row] = gap
    }
  }
  const byName = (a: Pair, b: Pair) =>
    compareNaturally(rows[a.row]!.name, rows[b.row]!.name) || compareNaturally(gaps[a.gap]!.name, gaps[b.gap]!.name)
  const byShare = [...pairs].sort((a, b) => b.share - a.share || b.common - a.common || byName(a, b))
  const byCommon = [...pairs].sort((a, b) => b.common - a.common || byName(a, b))
  for (const live of [true, false]) {
    const ofThese = ({ row }: Pair) => isLive(row) === live
    settle(byShare.filter((pair) => pair.share >= SAME_SHARE && ofThese(pair)))
    settle(byCommon.filter(ofThese))
  }
  const parentOf = new Int32Array(gaps.length).fill(-1)
  const grownInto = new Int32Array(rows.length).fill(-1)
  for (const { gap, row } of byCommon) {
    if (rowOf[gap]! < 0 && parentOf[gap]! < 0) parentOf[gap] = row
    if (gapOf[row]! < 0 && grownInto[row]! < 0) grownInto[row] = gap
  }
  return { rowOf, parentOf, grownInto }
}

/** Pairs with anything in common: the people in both, and their share of the people in either. Where nobody is known, demand points count. */
function weighedPairs(gaps: readonly GapToMatch[], rows: readonly GapToMatch[]): Pair[] {
  return commonBlocks(gaps, rows).flatMap(({ gap, before: row, blocks }) => {
    const [own, other] = [gaps[gap]!.blocks, rows[row]!.blocks]
    const known = new Map([...other, ...own].map((block) => [block.id, block]))
    const hasPeople = [...known.values()].some(({ people }) => (people ?? 0) > 0)
    // People are counted as they are known today: in both, of each common block the smaller part; in either, the larger one.
    const weight = (id: string) => {
      const { people, demandPoints } = known.get(id)!
      return hasPeople ? (people ?? 0) : demandPoints
    }
    const sum = (list: readonly SightedBlock[]) => list.reduce((total, { id, part }) => total + part * weight(id), 0)
    const common = blocks.reduce(
      (total, { id, part, partBefore }) => total + Math.min(part, partBefore) * weight(id),
      0,
    )
    const either = sum(own) + sum(other) - common
    return [{ gap, row, common, share: either > 0 ? common / either : 1 }]
  })
}

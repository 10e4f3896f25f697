// The cells of two answers side by side: blocks by id, kinds by id, limits by place. Two answers in, pairs of shares out.
import type { AccessReport } from '../../answer/access-report.ts'
import { ACCESS_NO_DATA, ACCESS_UNLINKED } from '../../answer/access-table.ts'
import type { MeasuredBlock } from '../../answer/measured-places.ts'

/** Differences below this are those of adding up weights in another order. */
const LEAST_SHARE = 1e-9

/** A block that both answers have. */
export interface BlockPair {
  readonly before: number
  readonly after: number
  readonly blockBefore: MeasuredBlock
  readonly blockAfter: MeasuredBlock
}

/** Parts within a limit before and after; NaN where unknown. */
export interface SharePair {
  readonly before: number
  readonly after: number
}

/** Two answers as far as they have the same blocks and kinds. */
export interface AnswerPair {
  readonly blocks: readonly BlockPair[]
  readonly onlyBefore: number
  readonly onlyAfter: number
  /** Column of each kind in either table, −1 where it is missing. */
  readonly kinds: readonly { readonly id: string; readonly before: number; readonly after: number }[]
  /** Places of the limits that are compared: those that both have; by other units, or where none is alike, each with the one in its place. */
  readonly limits: readonly { readonly before: number; readonly after: number }[]
  share(block: BlockPair, kind: number, limit: number): SharePair
  /** Seconds of the walk to the nearest facility, or metres by distance; NaN where none. */
  walk(block: BlockPair, kind: number): SharePair
  hasData(kind: number): { readonly before: boolean; readonly after: boolean }
}

/**
 * Lays two answers side by side. Kinds are those of the later one, then further ones of the earlier. O(blocks + kinds).
 *
 * @param isEdited the later answer is the earlier one after edits: a kind that has no facility any more is known to serve nobody
 */
export function pairAnswers(before: AccessReport, after: AccessReport, isEdited = false): AnswerPair {
  const rowOf = new Map(after.blocks.map(({ id }, index) => [id, index]))
  const blocks = before.blocks.flatMap((block, index): BlockPair[] => {
    const other = rowOf.get(block.id)
    return other === undefined
      ? []
      : [{ before: index, after: other, blockBefore: block, blockAfter: after.blocks[other]! }]
  })
  const [old, now] = [columnsOf(before), columnsOf(after)]
  const kinds = [...new Set([...now.keys(), ...old.keys()])].map((id) => ({
    id,
    before: old.get(id) ?? -1,
    after: now.get(id) ?? -1,
  }))
  const limits = pairLimits(before, after)
  const shareOf = ({ table }: AccessReport, block: number, column: number, limit: number) =>
    column < 0 ? Number.NaN : table.share[(block * table.categoryCount + column) * table.limitCount + limit]!
  const walkOf = ({ table, options }: AccessReport, block: number, column: number) =>
    column < 0
      ? Number.NaN
      : (options.basis === 'time' ? table.walkSeconds : table.walkMetres)[block * table.categoryCount + column]!
  const knows = ({ table, blocks: all }: AccessReport, column: number) =>
    column >= 0 && all.length > 0 && table.status[column] !== ACCESS_NO_DATA
  const isClosed = kinds.map(
    ({ before: old, after: column }) => isEdited && knows(before, old) && column >= 0 && !knows(after, column),
  )
  const unlinked = ({ table }: AccessReport, block: number, column: number) =>
    table.status[block * table.categoryCount + column] === ACCESS_UNLINKED
  return {
    blocks,
    onlyBefore: before.blocks.length - blocks.length,
    onlyAfter: after.blocks.length - blocks.length,
    kinds,
    limits,
    share: (block, kind, limit) => ({
      before: shareOf(before, block.before, kinds[kind]!.before, limits[limit]!.before),
      after:
        isClosed[kind] === true && !unlinked(before, block.before, kinds[kind]!.before)
          ? 0
          : shareOf(after, block.after, kinds[kind]!.after, limits[limit]!.after),
    }),
    walk: (block, kind) => ({
      before: walkOf(before, block.before, kinds[kind]!.before),
      after: walkOf(after, block.after, kinds[kind]!.after),
    }),
    hasData: (kind) => ({ before: knows(before, kinds[kind]!.before), after: knows(after, kinds[kind]!.after) }),
  }
}

function pairLimits({ options: before }: AccessReport, { options: after }: AccessReport): AnswerPair['limits'] {
  const alike = before.limits.flatMap((limit, at) => {
    const other = after.limits.indexOf(limit)
    return other < 0 || before.basis !== after.basis ? [] : [{ before: at, after: other }]
  })
  if (alike.length > 0) return alike
  const count = Math.min(before.limits.length, after.limits.length)
  return Array.from({ length: count }, (_, at) => ({ before: at, after: at }))
}

function columnsOf({ categories }: AccessReport): Map<string, number> {
  return new Map(categories.map(({ id }, column) => [id, column]))
}

/** By how much one share is above another; 0 where it is not, or where one is unknown. */
export function excess(one: number, other: number): number {
  return one - other > LEAST_SHARE ? one - other : 0
}

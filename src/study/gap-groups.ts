// Gaps in the order in which they are told: the largest first, those of several kinds in the same blocks as one.

import type { AnswerWithoutFacts } from '../answer/access-report.ts'
import type { GapGroup, LimitFacts } from '../answer/answer-facts.ts'
import type { Gap } from '../answer/gap.ts'

type GapOrder = Pick<LimitFacts, 'gapOrder' | 'gapOffset'>

/** Gaps of categories at a limit, category by category, the largest first. */
export function orderGaps(
  { gaps, categories }: Pick<AnswerWithoutFacts, 'gaps' | 'categories'>,
  limit: number,
): GapOrder {
  const ofCategory = new Map(categories.map(({ id }) => [id, [] as number[]]))
  for (let index = 0; index < gaps.length; index++) {
    const gap = gaps[index]!
    if (gap.limit === limit && gap.kind === 'category') ofCategory.get(gap.category)?.push(index)
  }
  const gapOffset = new Uint32Array(categories.length + 1)
  const order: number[] = []
  categories.forEach(({ id }, category) => {
    for (const index of ofCategory.get(id)!.sort((a, b) => largerFirst(gaps[a]!, gaps[b]!))) order.push(index)
    gapOffset[category + 1] = order.length
  })
  return { gapOrder: Uint32Array.from(order), gapOffset }
}

/** Gaps of the kinds that the data have, the largest first, those of the same blocks together. */
export function groupGaps(
  { gaps }: Pick<AnswerWithoutFacts, 'gaps'>,
  kinds: readonly number[],
  { gapOrder, gapOffset }: GapOrder,
): GapGroup[] {
  const groups = new Map<string, { gap: number; categories: number[] }>()
  for (const kind of kinds) {
    for (const index of gapOrder.subarray(gapOffset[kind]!, gapOffset[kind + 1]!)) {
      const { blockIds } = gaps[index]!
      // In every gap blocks stand in the same order.
      const key = blockIds.length === 1 ? blockIds[0]! : blockIds.join('\n')
      const held = groups.get(key)
      if (held === undefined) groups.set(key, { gap: index, categories: [kind] })
      else {
        held.categories.push(kind)
        if (largerFirst(gaps[index]!, gaps[held.gap]!) < 0) held.gap = index
      }
    }
  }
  return [...groups.values()].sort((a, b) => largerFirst(gaps[a.gap]!, gaps[b.gap]!))
}

/** Most people first; unknown ones by their demand points, after the known. */
export function largerFirst(a: Gap, b: Gap): number {
  const people = (b.people ?? -1) - (a.people ?? -1)
  if (people !== 0) return people
  return b.demandPoints - a.demandPoints || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

// Which gaps of two lists have blocks in common. Questions and parts of blocks in, pairs out. It does not know what the parts weigh.

/** A gap as a set of parts of blocks. */
export interface GapParts {
  /** What was asked: gaps of unlike questions have nothing in common. */
  readonly question: string
  readonly blocks: readonly { readonly id: string; readonly part: number }[]
}

/** Two gaps with blocks in common. */
export interface CommonBlocks {
  /** Index into today's gaps, and into the former ones. */
  readonly gap: number
  readonly before: number
  /** Block ids, each with its part in today's gap and in the former one. */
  readonly blocks: readonly { readonly id: string; readonly part: number; readonly partBefore: number }[]
}

/** All pairs with a block in common, in order of today's gaps. O(parts + pairs). */
export function commonBlocks(today: readonly GapParts[], former: readonly GapParts[]): CommonBlocks[] {
  const holders = new Map<string, { before: number; part: number }[]>()
  former.forEach(({ question, blocks }, before) => {
    for (const { id, part } of blocks) {
      const key = keyOf(question, id)
      const others = holders.get(key)
      if (others === undefined) holders.set(key, [{ before, part }])
      else others.push({ before, part })
    }
  })
  return today.flatMap(({ question, blocks }, gap) => {
    const common = new Map<number, { id: string; part: number; partBefore: number }[]>()
    for (const { id, part } of blocks) {
      for (const { before, part: partBefore } of holders.get(keyOf(question, id)) ?? []) {
        const shared = common.get(before) ?? []
        shared.push({ id, part, partBefore })
        common.set(before, shared)
      }
    }
    return [...common].map(([before, shared]) => ({ gap, before, blocks: shared }))
  })
}

const keyOf = (question: string, blockId: string): string => `${question} ${blockId}`

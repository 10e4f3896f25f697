// How many people blocks are known to have, and of how many blocks nobody knows. Unknown is not zero.
import type { BlockRecord } from '../normalise/places/block-record.ts'

/** People of blocks. */
export interface PeopleKnown {
  /** Over the blocks that say; `null` where none does. */
  readonly people: number | null
  readonly blocksUnknown: number
}

/**
 * Sums one population group over blocks.
 *
 * @example
 * ```ts
 * import { peopleKnown } from 'living-circle/parts'
 * peopleKnown([{ people: { population: 120 } }, { people: {} }]).people // 120
 * ```
 */
export function peopleKnown(blocks: readonly Pick<BlockRecord, 'people'>[], group = 'population'): PeopleKnown {
  let people = 0
  let blocksKnown = 0
  for (const block of blocks) {
    const count = block.people[group] ?? null
    if (count === null) continue
    people += count
    blocksKnown++
  }
  return { people: blocksKnown === 0 ? null : people, blocksUnknown: blocks.length - blocksKnown }
}

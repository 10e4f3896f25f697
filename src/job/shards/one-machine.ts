// What one machine can do, so that whoever nears it hears of shards before memory ends. Counts in, yes or no out.
import type { LoadedArea } from '../load-area.ts'
import type { LoadedBlocks } from '../load-blocks.ts'

/** From so many vertices on an analysis takes some gigabytes: see docs/scale.md. */
const MANY_VERTICES = 5_000_000
/** Rows of blocks × kinds, verdicts and gaps are objects: so many blocks of twenty kinds fill the memory that Node takes by itself. */
const MANY_BLOCKS = 500_000

/** An engine's maps hold no more than this. */
export const MOST_BLOCKS = 2 ** 24 - 1

/**
 * Whether an analysis nears the limits of one machine: then `planShards` cuts it into parts.
 *
 * @example
 * ```ts
 * import type { LoadedArea, LoadedBlocks } from 'living-circle'
 * import { nearsOneMachine } from 'living-circle/parts'
 * declare const area: LoadedArea
 * declare const loaded: LoadedBlocks
 * if (nearsOneMachine(area, loaded)) console.log('living-circle plan-shards cuts this for several machines')
 * ```
 */
export function nearsOneMachine(
  { network }: { readonly network: Pick<LoadedArea['network'], 'streetVertices'> },
  { blocks }: { readonly blocks: Pick<LoadedBlocks['blocks'], 'length'> },
): boolean {
  return network.streetVertices >= MANY_VERTICES || blocks.length >= MANY_BLOCKS
}

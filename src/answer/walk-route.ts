// A walk as a line on a map. Plain data.
import type { LonLat } from '../foundation/units.ts'

/** A walk as it goes, from a block to its nearest facility of a category. */
export interface WalkRoute {
  /** Id of the block. */
  readonly blockId: string
  /** Id of the category. */
  readonly category: string
  readonly line: readonly LonLat[]
}

// What residents said, as plain records: where, of what kind, when. It does not know what was computed.
import type { LonLat } from '../foundation/units.ts'

/** One voice. At least one of position, block and community is known. */
export interface ResidentVoice {
  readonly id: string
  readonly lonLat: LonLat | null
  /** Id or name of a block. */
  readonly block: string | null
  readonly community: string | null
  /** Category id. */
  readonly category: string
  /** ISO date; `null` unknown. */
  readonly date: string | null
  /** What was said; private. */
  readonly text: string | null
}

// One remedy as it was tried, before anything is said of it. Plain data.
import type { RemedyKind } from '../../answer/gap-cause.ts'
import type { LonLat } from '../../foundation/units.ts'
import type { CompoundGate } from '../../normalise/places/compound-record.ts'
import type { CategoryGain } from '../../study/gate-gains.ts'
import type { BasisGains } from './basis-gains.ts'

/** A remedy as it was tried. */
export interface JudgedRemedy {
  readonly kind: RemedyKind
  readonly lonLat: LonLat
  readonly line: readonly LonLat[]
  readonly metres: number
  /** Place in the list of closed compounds, and of gates in its list; −1 for others. */
  readonly compound: number
  readonly gates: readonly number[]
  /** A gate of a block's own list, and the block, where no wall is opened. */
  readonly gate: CompoundGate | null
  readonly owner: { readonly id: string; readonly name: string | null } | null
  /** Place in the list of planned facilities, −1 for others. */
  readonly planned: number
  readonly category: string | null
  readonly wayId: number | null
  /** By subject: the demand points that gain, ascending. */
  readonly gains: ReadonlyMap<number, readonly number[]>
}

/** What most remedies have not. */
export const PLAIN_REMEDY = {
  line: [],
  metres: 0,
  compound: -1,
  gates: [],
  gate: null,
  owner: null,
  planned: -1,
  category: null,
  wayId: null,
} as const

/** Gains of one basis under the numbers of all subjects. */
export function gatherGains(
  bases: readonly BasisGains[],
  gainsOf: (one: BasisGains, at: number) => readonly CategoryGain[],
) {
  const gains = new Map<number, readonly number[]>()
  bases.forEach((one, at) => {
    gainsOf(one, at).forEach(({ origins = [] }, subject) => {
      if (origins.length > 0)
        gains.set(
          one.subjects[subject]!,
          [...origins].sort((a, b) => a - b),
        )
    })
  })
  return gains
}

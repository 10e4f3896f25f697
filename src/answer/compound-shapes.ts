// Closed compounds as a map draws them: outlines and gates. Plain data; it does not know how streets are cut.
import type { PolygonRings } from '../foundation/geo.ts'
import type { LonLat } from '../foundation/units.ts'
import type { GateState, GateUsers } from '../normalise/places/compound-record.ts'

/** A gate of a compound. */
export interface GateMark {
  readonly name: string | null
  readonly lonLat: LonLat
  readonly state: GateState
  readonly who: GateUsers
}

/** A closed compound. */
export interface CompoundShape {
  readonly id: string
  readonly name: string | null
  /** Only as fine as a map shows. */
  readonly outline: readonly PolygonRings[]
  /** Empty where nobody has said where its gates are. */
  readonly gates: readonly GateMark[]
}

/** The closed compounds of a run, in natural order of id. */
export interface CompoundShapes {
  readonly shapes: readonly CompoundShape[]
  /** Closed compounds that are not among them, so that an answer does not grow without a bound. */
  readonly leftOut: number
}

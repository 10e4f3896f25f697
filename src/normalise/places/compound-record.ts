// An estate, a campus or another closed piece of a city, and its gates, in our vocabulary. Knows no file format and no street.
import type { PolygonRings } from '../../foundation/geo.ts'
import type { LonLat } from '../../foundation/units.ts'

/** Whom a gate lets through: everybody who has business there, residents only, nobody. */
export type GateUsers = 'all' | 'residents' | 'none'

/** Which way a gate may be passed, seen from the street. */
export type GateDirection = 'both' | 'in' | 'out'

/** Whether a gate can be passed today. */
export type GateState = 'open' | 'closed' | 'planned'

/** One gate of a compound, as somebody's list says. Unknown text and flags are `null`. */
export interface CompoundGate {
  readonly id: string | null
  readonly name: string | null
  readonly lonLat: LonLat
  readonly who: GateUsers
  readonly direction: GateDirection
  readonly state: GateState
  /** As written: the hours are kept, not applied. */
  readonly hours: string | null
  readonly stepFree: boolean | null
}

/** A compound. */
export interface CompoundRecord {
  readonly id: string
  readonly name: string | null
  /** WGS 84, each polygon an outer ring and its holes. */
  readonly outline: readonly PolygonRings[]
  /** Whether its outline acts as a wall; what does not is kept for reports. */
  readonly isClosed: boolean
  /**
   * Gates that are known, shut ones among them. An empty list means that nobody has said where the gates are; a compound whose gates
   * are all shut has a list of shut gates.
   */
  readonly gates: readonly CompoundGate[]
}

/** An outline as a file says it, before anybody has looked for its gates. */
export interface CompoundOutline {
  readonly id: string
  readonly name: string | null
  readonly outline: readonly PolygonRings[]
  /** What its own row says: closed in, or open to be walked through; `null` where it says neither. */
  readonly saidClosed: boolean | null
}

/** Which compounds are closed where their rows do not say: those with a gate in the list of gates, all, none. */
export type ClosedRule = 'gates' | 'all' | 'none'

/**
 * Whether a gate opens a way through the wall today.
 *
 * @example
 * ```ts
 * import { opensWall } from 'living-circle/parts'
 * opensWall({ who: 'residents', state: 'open' }) // true
 * ```
 */
export function opensWall({ who, state }: Pick<CompoundGate, 'who' | 'state'>): boolean {
  return state === 'open' && who !== 'none'
}

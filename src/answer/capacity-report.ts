// What an answer says of places: how many are asked for, how many there are, and who is served in fact. Arrays are by block or by facility of the
// answer. It does not know how any of it was computed.
import type { DemandRate } from '../normalise/places/demand-rate.ts'

/** Who gets the places where they are short. */
export type ServingRuleName = 'fair' | 'nearest-first' | 'fewest-metres'

/** Of each block. `unknown`: nobody knows its people, or no street is near it. */
export const BLOCK_PLACE_STATES = ['unknown', 'none', 'unreachable', 'short', 'served'] as const

/**
 * Of each facility of the rate's kinds. `unknown`: its places; `other-unit`: its places are counted in something else; `unlinked`: no street is near it.
 * `full`: all taken, and somebody goes short who could use more; `spare`: some are left, or nobody goes short.
 */
export const FACILITY_PLACE_STATES = ['unknown', 'other-unit', 'unlinked', 'full', 'spare'] as const

/** People of one group by three measures, over the same people: of blocks that are linked and whose people are known. */
export interface ThreeCovers {
  readonly group: string
  readonly people: number
  /** Within the limit in a straight line of a facility, of whatever size. */
  readonly onPaper: number
  /** Within the limit on foot of a facility, of whatever size. */
  readonly onFoot: number
  /** People times the part of their block's demand that has a place. */
  readonly inFact: number
}

/** Places of the kinds of one rate. Amounts are in the rate's unit. */
export interface RateCapacity {
  readonly rate: DemandRate
  readonly demand: number
  /** Of facilities that are linked and whose places are known in the rate's unit. */
  readonly places: number
  /** As if facilities of unknown places had none: so many at least. */
  readonly served: number
  /** demand − served: so many at most where places are unknown. */
  readonly missing: number
  readonly idle: number
  readonly unreachable: number
  readonly full: number
  /** What would still be missing if facilities of unknown places had room for all; null where all are known. */
  readonly missingAtLeast: number | null
  readonly blocks: number
  /** Left out: blocks whose people of the group are not known, and blocks without a street, with their people. */
  readonly blocksUnknown: number
  readonly blocksUnlinked: number
  readonly peopleUnlinked: number
  /** By block: NaN where unknown. */
  readonly blockDemand: Float64Array
  readonly blockServed: Float64Array
  /** Numbers of {@link BLOCK_PLACE_STATES}. */
  readonly blockState: Uint8Array
  /** Indexes into the answer's facilities, of the rate's kinds, ascending. */
  readonly facility: Uint32Array
  /** Of each of them; NaN where not known in the rate's unit. */
  readonly facilityPlaces: Float64Array
  readonly facilityUsed: Float64Array
  /** Numbers of {@link FACILITY_PLACE_STATES}. */
  readonly facilityState: Uint8Array
  /** By the rate's own group. */
  readonly covers: ThreeCovers
  /** The same by every group that any block knows. */
  readonly groups: readonly ThreeCovers[]
}

/**
 * Why a kind has no figure: no rate is known for it, the data hold no facility of it, nobody's number is known of the group, or no facility's places
 * are known in the rate's unit.
 */
export interface KindNotCounted {
  readonly category: string
  readonly why: 'no-rate' | 'no-data' | 'no-people' | 'no-places'
}

/** Places of all kinds that have a rate. */
export interface CapacityReport {
  /** Minutes or metres, by the answer's basis: within reach, inclusive. */
  readonly limit: number
  readonly rule: ServingRuleName
  readonly rates: readonly RateCapacity[]
  readonly notCounted: readonly KindNotCounted[]
}

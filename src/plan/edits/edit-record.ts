// What may be edited in a scenario, as plain records: places and people, gates, streets. Positions are [lon, lat]; ids are those of the
// data; numbers of vertices or rows occur nowhere. It does not know how an edit is read, found or applied.
import type { LonLat } from '../../foundation/units.ts'

/** Kinds of edit, in the order in which they are documented. */
export const EDIT_OPS = [
  'add-facility',
  'move-facility',
  'close-facility',
  'set-capacity',
  'open-gate',
  'close-gate',
  'add-path',
  'add-crossing',
  'remove-way',
  'set-population',
] as const

export type EditOp = (typeof EDIT_OPS)[number]

/** What every edit has: an id of its own, and what somebody noted. */
interface EditHead<Op extends EditOp> {
  readonly id: string
  readonly op: Op
  readonly note: string | null
  /** When it was seen or decided, and by whom; missing: not said. */
  readonly date?: string
  readonly source?: string
  /** What it costs, in whatever money the file counts; kept for tables. */
  readonly cost: number | null
}

/** A facility by its id, or as the nearest one (of a kind) to a place. */
export interface FacilityChoice {
  readonly facility: string | null
  readonly category: string | null
  readonly near: LonLat | null
}

export interface AddFacility extends EditHead<'add-facility'> {
  /** Id of the new facility; `null`: that of the edit. */
  readonly facility: string | null
  readonly category: string
  readonly at: LonLat
  readonly name: string | null
  readonly capacity: number | null
  readonly hours: string | null
  readonly level: string | null
}

export interface MoveFacility extends EditHead<'move-facility'> {
  readonly which: FacilityChoice
  readonly to: LonLat
}

export interface CloseFacility extends EditHead<'close-facility'> {
  readonly which: FacilityChoice
}

export interface SetCapacity extends EditHead<'set-capacity'> {
  readonly which: FacilityChoice
  readonly capacity: number
}

/** A gate by its place, its compound or block, or its id in the list of gates. */
export interface GateChoice {
  readonly gate: string | null
  /** Id of a compound, or of a block. */
  readonly compound: string | null
  readonly at: LonLat | null
}

export interface OpenGate extends EditHead<'open-gate'> {
  readonly which: GateChoice
  readonly name: string | null
  readonly who: 'all' | 'residents' | null
  readonly direction: 'both' | 'in' | 'out' | null
  readonly hours: string | null
}

export interface CloseGate extends EditHead<'close-gate'> {
  readonly which: GateChoice
}

export interface AddPath extends EditHead<'add-path'> {
  /** Where it begins, bends and ends; both ends are joined to the streets there. */
  readonly line: readonly LonLat[]
  readonly name: string | null
  readonly kind: 'path' | 'steps'
}

export interface AddCrossing extends EditHead<'add-crossing'> {
  /** Either side of what is crossed; `null`: streets on both sides of `at`. */
  readonly line: readonly LonLat[] | null
  readonly at: LonLat | null
  readonly name: string | null
  readonly signals: boolean
}

export interface RemoveWay extends EditHead<'remove-way'> {
  /** Id of the way in OSM, below zero for a relation; or the edit that laid a path; `null`: the street nearest to `at`. */
  readonly way: number | string | null
  readonly at: LonLat | null
}

export interface SetPopulation extends EditHead<'set-population'> {
  readonly block: string | null
  readonly at: LonLat | null
  /** New numbers by group: `population`, `age_0_3` … */
  readonly people: Readonly<Record<string, number>>
}

/** One edit. */
export type Edit =
  | AddFacility
  | MoveFacility
  | CloseFacility
  | SetCapacity
  | OpenGate
  | CloseGate
  | AddPath
  | AddCrossing
  | RemoveWay
  | SetPopulation

export type EditOf<Op extends EditOp> = Extract<Edit, { readonly op: Op }>

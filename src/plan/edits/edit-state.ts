// What edits work on, and what a kind of edit is: found first, applied then, told last. Types, and the few steps that kinds share. It knows
// no file and no single kind.
import type { EditJoin, TouchedThing } from '../../answer/edit-echo.ts'
import type { Message, Named } from '../../foundation/message.ts'
import type { LonLat } from '../../foundation/units.ts'
import type { CompoundCrossing } from '../../network/street-regions.ts'
import type { BlockRecord } from '../../normalise/places/block-record.ts'
import type { CompoundRecord } from '../../normalise/places/compound-record.ts'
import type { FacilityRecord } from '../../normalise/places/facility-record.ts'
import type { WalkableWays } from '../../normalise/streets/walkable-ways-record.ts'
import type { Edit } from './edit-record.ts'

/** Streets, compounds and places between two edits; never changed in place. */
export interface EditState {
  readonly ways: WalkableWays
  /** Whether rows of ways were added, cut or taken away: squares are then crossed anew. */
  readonly rowsChanged: boolean
  /** Edit of each way that was added, by the way's number. */
  readonly addedWays: ReadonlyMap<number, string>
  /** All known compounds, in natural order of id. */
  readonly compounds: readonly CompoundRecord[]
  /** Whether closed ones are walls in this area. */
  readonly hasWalls: boolean
  readonly facilities: readonly FacilityRecord[]
  readonly planned: readonly FacilityRecord[]
  readonly blocks: readonly BlockRecord[]
}

/** What edits ask of the rooms around them. */
export interface EditTools {
  /** What records of new facilities name as their source. */
  readonly source: string
  /** What a kind of facility is called, by its id. */
  readonly kindName: (category: string) => Named | string
  readonly crossings: (state: EditState) => WallCrossings
}

/** Where closed compounds meet the streets around them; a crossing's compound is a place among the closed ones. */
export interface WallCrossings {
  readonly closed: readonly CompoundRecord[]
  readonly crossings: readonly CompoundCrossing[]
}

/** Why an edit touches nothing. */
export interface Untouched {
  readonly why: Message
  /** Where it would have been. */
  readonly lonLat?: LonLat | null | undefined
}

export function untouched(why: Message, lonLat?: LonLat | null): Untouched {
  return { why, lonLat }
}

export function isUntouched(found: object): found is Untouched {
  return 'why' in found
}

/** What is told of an edit that was applied. */
export interface EditTale {
  readonly said: readonly Message[]
  readonly touched: readonly TouchedThing[]
  readonly lonLat: LonLat | null
  readonly line?: readonly LonLat[] | undefined
  readonly metres?: number | undefined
  readonly joins?: readonly TaleJoin[] | undefined
  /** A place that is linked to the streets as they are in the end. */
  readonly links?: readonly LonLat[] | undefined
  /** Asked of the streets as they are in the end. */
  readonly afterAll?: ((final: WallCrossings) => AfterAll | null) | undefined
}

/** What the finished streets tell of an edit: more words, or that it changes nothing after all. */
export interface AfterAll {
  readonly said: Message
  readonly isNothing: boolean
}

/** A join by the number of its way. */
export type TaleJoin = Omit<EditJoin, 'way' | 'street'> & { readonly wayId: number }

/** One kind of edit. */
export interface EditKind<E extends Edit, Found extends object> {
  /** What of the state the edit means, or why it means nothing there. */
  readonly resolve: (edit: E, state: EditState, tools: EditTools) => Found | Untouched
  readonly apply: (state: EditState, found: Found, edit: E, tools: EditTools) => EditState
  readonly tell: (found: Found, edit: E, tools: EditTools) => EditTale
}

/** What became of one edit, and the state after it. */
export interface EditStep {
  readonly state: EditState
  readonly tale: EditTale | Untouched
}

/** A kind as one function. */
export function stepOf<E extends Edit, Found extends object>(kind: EditKind<E, Found>) {
  return (edit: E, state: EditState, tools: EditTools): EditStep => {
    const found = kind.resolve(edit, state, tools)
    if (isUntouched(found)) return { state, tale: found }
    return { state: kind.apply(state, found, edit, tools), tale: kind.tell(found, edit, tools) }
  }
}

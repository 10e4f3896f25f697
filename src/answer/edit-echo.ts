// What became of each edit of a scenario, in plain words and places. It does not know how an edit is applied or written down.
import type { Spoken } from '../foundation/message.ts'
import type { LonLat } from '../foundation/units.ts'

/** Something that an edit changed. */
export interface TouchedThing {
  readonly kind: 'facility' | 'block' | 'compound' | 'gate' | 'way'
  readonly id: string
  readonly name: string | null
}

/** Where something that an edit placed meets a street. */
export interface EditJoin {
  readonly lonLat: LonLat
  /** The nearest place of the street. */
  readonly onto: LonLat
  /** Straight metres from one to the other. */
  readonly metres: number
  /** `way/…` or `relation/…` of the map; a path of an edit by the id of that edit. */
  readonly way: string
  /** The street's name where the map has one. */
  readonly street: string | null
}

/** What became of one edit. */
export interface EditEcho {
  readonly id: string
  readonly op: string
  readonly status: 'applied' | 'nothing'
  /** What was done; for `nothing`, why nothing was. */
  readonly said: readonly Spoken[]
  readonly touched: readonly TouchedThing[]
  readonly joins: readonly EditJoin[]
  /** Where it is on a map; `null` where it has no place. */
  readonly lonLat: LonLat | null
  /** A new path, or the street that was taken away. */
  readonly line: readonly LonLat[] | null
  /** Length of the line. */
  readonly metres: number | null
  readonly cost: number | null
  readonly note: string | null
  /** When it was seen or decided, and by whom; missing where nobody said. */
  readonly date?: string | undefined
  readonly source?: string | undefined
}

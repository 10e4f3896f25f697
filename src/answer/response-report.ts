// How soon somebody from a station is at each gate or block. Plain data. It does not know how anything was computed or is written down.
import type { LonLat } from '../foundation/units.ts'
import type { InputRecord, Notice } from './sources.ts'

/** One gate, or one block of which no gate is known. */
export interface ResponseRow {
  readonly blockId: string
  readonly blockName: string | null
  /** `null` for a block without gates, and for gates without an id. */
  readonly gateId: string | null
  readonly gateName: string | null
  /** A gate of the list or of the map; `block` where none is known: its buildings, its ground or its point. */
  readonly place: 'gate' | 'block'
  readonly lonLat: LonLat
  /** Of the block. */
  readonly people: number | null
  readonly status: 'reached' | 'unreached' | 'unlinked'
  readonly stationId: string | null
  readonly stationName: string | null
  /** On the way, without getting ready; `null` where not reached. */
  readonly travelSeconds: number | null
  readonly travelMetres: number | null
  /** From the alarm: getting ready and the way. */
  readonly seconds: number | null
}

/** Who is reached later than some minutes; what is not reached at all is among them, what is not linked is not. */
export interface LateShare {
  readonly minutes: number
  readonly blocks: number
  /** Known people, by the share of a block's places. */
  readonly people: number
}

/** Times of all blocks: the first gate of each, else the middle of its places. */
export interface ResponseTimes {
  /** Linked blocks, and those of them that are reached within the search. */
  readonly blocks: number
  readonly reached: number
  readonly unlinked: number
  /** Known people of the linked blocks. */
  readonly people: number
  /** Seconds that half, and nine tenths, are reached within; `null` where so many are not reached at all. */
  readonly medianSeconds: number | null
  readonly p90Seconds: number | null
  readonly medianSecondsByPeople: number | null
  readonly p90SecondsByPeople: number | null
  readonly late: readonly LateShare[]
}

/** The whole answer. */
export interface ResponseReport {
  readonly readySeconds: number
  readonly metresPerSecond: number
  /** The search ends here, minutes on the way. */
  readonly maxMinutes: number
  readonly stations: number
  readonly linkedStations: number
  readonly times: ResponseTimes
  /** In natural order of block, then of place. */
  readonly rows: readonly ResponseRow[]
  readonly inputs: readonly InputRecord[]
  readonly notices: readonly Notice[]
}

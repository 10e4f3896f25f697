// What a walking service is asked and what it answers, as plain values. Knows nothing of how it is found.
import type { LineString } from 'geojson'
import type { Basis, LonLat } from '../foundation/units.ts'
import type { LinkStatus } from '../locate/linkage.ts'
import type { ServiceFacility } from './live-facilities.ts'

/** How far a question goes: minutes on the quickest walk or metres on the shortest, inclusive. Default 15 minutes. */
export interface ServiceLimit {
  readonly minutes?: number | undefined
  readonly metres?: number | undefined
}

/** What `WalkService.nearest` is asked for. */
export interface NearestQuestion extends ServiceLimit {
  /** Only this kind; default all. */
  readonly category?: string | undefined
  /** How many; default 1. */
  readonly count?: number | undefined
}

/** What `WalkService.count` is asked for. Default 5, 10 and 15 minutes, all kinds that there are. */
export interface CountQuestion {
  readonly minutes?: readonly number[] | undefined
  readonly metres?: readonly number[] | undefined
  readonly category?: string | undefined
}

/** Where a place touches the streets. Of one that is not `linked` no walk is known. */
export interface ServicePlace {
  readonly link: LinkStatus
  /** Straight way to the street, metres; `null` where there is none near enough. */
  readonly linkMetres: number | null
}

/** A walk to a facility: seconds and metres of one and the same walk. */
export interface ServiceWalk {
  readonly facility: ServiceFacility
  readonly seconds: number
  readonly metres: number
  /** The entrance that it leads to, degrees. */
  readonly entrance: LonLat
}

/** Nearest facilities. `walks` is empty where nothing lies within the limit, and where `link` says that nothing is known. */
export interface NearestAnswer extends ServicePlace {
  /** Nearest first; of equally near ones in natural order of id. */
  readonly walks: readonly ServiceWalk[]
  /** How many facilities of the kind the service has: none is no data, not an unmet need. */
  readonly facilities: number
}

/** Facilities of a kind within each limit; `within` is empty where the place is not linked. */
export interface CountAnswer extends ServicePlace {
  readonly basis: Basis
  readonly limits: readonly number[]
  readonly kinds: readonly {
    readonly category: string
    readonly facilities: number
    readonly within: readonly number[]
  }[]
}

/** A walk from one place to another. */
export interface ServiceRoute {
  /** `unlinked`: one of the two touches no street, so nothing is known. `beyond`: no walk within the limit. */
  readonly status: 'walk' | 'beyond' | 'unlinked'
  readonly from: ServicePlace
  readonly to: ServicePlace
  /** `null` where there is no walk. */
  readonly seconds: number | null
  readonly metres: number | null
  /** From position to position, straight legs included, as GeoJSON. */
  readonly line: LineString | null
}

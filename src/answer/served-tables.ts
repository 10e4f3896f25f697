// Served in fact of tables of one's own, by id. It does not know how it was computed or is written.

/** What a demand row comes to. Amounts are places; `share` is null where nothing is asked for. */
export interface ServedBlock {
  readonly id: string
  readonly demand: number
  readonly served: number
  readonly share: number | null
}

export interface ServedSite {
  readonly id: string
  readonly places: number
  readonly used: number
}

/** The whole, demand and sites in natural order of their ids. */
export interface ServedTables {
  readonly rule: string
  readonly demand: number
  readonly places: number
  readonly served: number
  readonly missing: number
  readonly idle: number
  readonly unreachable: number
  readonly full: number
  readonly blocks: readonly ServedBlock[]
  readonly sites: readonly ServedSite[]
  /** Sites of which no places are known: counted as none, so that `served` is at least that, and `missing` at most. */
  readonly sitesUnknown: readonly string[]
  /** What would still be missing if those sites had room for all; null where all places are known. */
  readonly missingAtLeast: number | null
  /** Sites that are not open (candidate, required, excluded): left out. */
  readonly sitesNotOpen: readonly string[]
}

/** Places per head by a floating catchment measure. */
export interface CatchmentTables {
  readonly measure: string
  readonly access: readonly { readonly id: string; readonly value: number }[]
  /** Places of sites that nobody reaches. */
  readonly placesUnreached: number
  readonly sitesUnknown: readonly string[]
  readonly sitesNotOpen: readonly string[]
}

// HALLWAY: what an area is once it is loaded, and the places that a prepared town brings along. Types only.
import type { DataLicence, InputRecord } from '../answer/sources.ts'
import type { BoundingBox } from '../foundation/units.ts'
import type { SlopeCounts } from '../network/slope-profiles.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { HeightField } from '../normalise/heights/height-field.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { CompoundRecord } from '../normalise/places/compound-record.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { WalkableWays, WalkableWaysCounts } from '../normalise/streets/walkable-ways-record.ts'
import type { UnknownStatus } from '../normalise/tables/facility-status.ts'
import type { SplitLog } from '../normalise/tables/population-split.ts'
import type { UnknownCategory } from '../normalise/tables/table-categories.ts'
import type { RawOsm } from '../read/osm/raw-osm.ts'
import type { AppliedCompounds } from '../study/compound-summary.ts'

/** An OSM extract with its walking network. */
export interface LoadedArea {
  readonly network: WalkNetwork
  /** What the network is built from, so that it can be built again with compounds. */
  readonly ways: WalkableWays
  /** Whether private streets are for those who live or have business there, or as any others. */
  readonly privateStreets: 'residents' | 'ordinary'
  /** Closed compounds that the network was built with; missing where none were looked for. See {@link closeCompounds}. */
  readonly compounds?: AppliedCompounds | undefined
  readonly raw: RawOsm
  readonly counts: WalkableWaysCounts
  /** Nodes of walkable ways, ascending ids: gates lie on them. */
  readonly walkableNodeId: Float64Array
  /** Box around data and network together: places outside are strangers. */
  readonly extent: BoundingBox
  readonly input: InputRecord
  /** How much of the streets has heights, and the files that these are from; missing where none were given. */
  readonly slopes?: AreaSlopes | undefined
  readonly rejects: readonly Reject[]
  /** The credit that every output from it carries. */
  readonly licence: DataLicence
  /** Facilities and blocks that came with a prepared town; they are what the loaders give where no files are named. */
  readonly prepared?: PreparedPlaces | undefined
}

/** Heights of an area. */
export interface AreaSlopes {
  readonly counts: SlopeCounts
  /** The heights themselves, for streets that are built again. */
  readonly field: HeightField
  readonly inputs: readonly InputRecord[]
  /** Rows of points with heights that are not used; missing for rasters. */
  readonly rejects?: readonly Reject[] | undefined
}

/** Where rows came from, and those that are not used. */
interface PreparedSources {
  readonly rejects: readonly Reject[]
  readonly inputs: readonly InputRecord[]
}

/** Facilities as `loadFacilities` gave them, but for how their tables were understood. */
export interface PreparedFacilities extends PreparedSources {
  readonly facilities: readonly FacilityRecord[]
  readonly planned?: readonly FacilityRecord[] | undefined
  readonly unknownCategories?: readonly (UnknownCategory & { readonly source: string })[] | undefined
  readonly unknownStatuses?: readonly (UnknownStatus & { readonly source: string })[] | undefined
}

/** Blocks as `loadBlocks` gave them, but for how their tables were understood. */
export interface PreparedBlocks extends PreparedSources {
  readonly blocks: readonly BlockRecord[]
  readonly compounds?: readonly CompoundRecord[] | undefined
  readonly split?: readonly SplitLog[] | undefined
}

/** Places that a prepared town brings along. */
export interface PreparedPlaces {
  readonly facilities?: PreparedFacilities | undefined
  /** Where those are from; `osm`: from the extract alone. */
  readonly from?: 'osm' | 'files' | 'both' | undefined
  readonly blocks?: PreparedBlocks | undefined
}

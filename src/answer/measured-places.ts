// The places of an answer: blocks, facilities and categories as they were read, with how they are linked to the streets.
// It does not know how a walk was found.
import type { LinkStatus } from '../locate/linkage.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'

/** How a block's demand points were made. */
export type DemandMethod = (typeof DEMAND_METHODS)[number]

/** The methods, in the order in which they are tried. */
export const DEMAND_METHODS = ['gates', 'buildings', 'grid', 'point'] as const

/** What an answer keeps of a block: fields that the record gains are not kept unless they are named here. */
type KeptOfBlock =
  | 'id'
  | 'name'
  | 'lonLat'
  | 'polygons'
  | 'people'
  | 'dwellings'
  | 'landSquareMetres'
  | 'community'
  | 'street'
  | 'district'
  | 'source'
  | 'lineOrId'

/** A block as it was read, with its demand points in numbers instead of its gates and buildings. */
export interface MeasuredBlock extends Pick<BlockRecord, KeptOfBlock> {
  readonly demandMethod: DemandMethod
  readonly demandPointCount: number
  /** Weight of its demand points that are linked, 0 to 1. */
  readonly linkedShare: number
  /** `linked` where any demand point is; else the commonest reason. */
  readonly linkStatus: LinkStatus
  /** Straight access leg of its best-placed demand point, metres; NaN where not linked. */
  readonly linkMetres: number
  /** Metres to the data's edge; negative outside. */
  readonly edgeMetres: number
}

/** A facility as it was read, with the link of its best entrance. */
export interface MeasuredFacility extends FacilityRecord {
  readonly linkStatus: LinkStatus
  readonly linkMetres: number
}

/** A kind of facility that was asked for, with how many of it there are. */
export interface ReportCategory {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly theme: string
  readonly populationGroup: string
  /** Facilities of the category that are linked, and all of them but those outside the data's box. */
  readonly linkedFacilities: number
  readonly facilities: number
}

/** A block's people of a group, dwellings, land, or itself; `null` unknown. */
export function blockAmount(block: MeasuredBlock, measure: string): number | null {
  if (measure === 'blocks') return 1
  if (measure === 'dwellings') return block.dwellings
  if (measure === 'land_m2') return block.landSquareMetres
  return Object.hasOwn(block.people, measure) ? (block.people[measure] ?? null) : null
}

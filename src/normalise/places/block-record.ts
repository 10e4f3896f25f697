// One residential block in our vocabulary: who lives where. Knows no file format and no street.
import type { PolygonRings } from '../../foundation/geo.ts'
import type { LonLat } from '../../foundation/units.ts'
import type { CompoundGate } from './compound-record.ts'

/** Population groups by column name: `population` (everybody), `age_0_3`, `age_60_plus` and further ones as given. */
export type PeopleByGroup = Readonly<Record<string, number | null>>

/** A building inside a block, as a demand point with weight = footprint × levels. */
export interface BlockBuilding {
  readonly lonLat: LonLat
  readonly weight: number
}

/** A residential block: a point or polygons, with people where they are known. Unknown is `null`, never 0. */
export interface BlockRecord {
  readonly id: string
  readonly name: string | null
  /** The point itself, or the centroid of the area. */
  readonly lonLat: LonLat
  /** `null` for a point block. */
  readonly polygons: readonly PolygonRings[] | null
  readonly people: PeopleByGroup
  readonly dwellings: number | null
  /** Land area of the polygons, `null` for a point. */
  readonly landSquareMetres: number | null
  /** Where walks may begin: gates that can be left by. */
  readonly gates: readonly LonLat[]
  /** Its gates as a list of gates says, shut ones among them; missing where no list names the block. Then OSM may know some. */
  readonly knownGates?: readonly CompoundGate[] | undefined
  /** Whether its row says that it is closed in; missing where it says nothing of that. */
  readonly saidClosed?: boolean | undefined
  /** Buildings found in OSM inside the polygons (residential ones if there are any such). */
  readonly buildings: readonly BlockBuilding[]
  /** Its demand points, where a study area leaves only a part of it; missing where they follow from the rest. */
  readonly demand?:
    | { readonly method: 'gates' | 'buildings' | 'grid' | 'point'; readonly points: readonly BlockBuilding[] }
    | undefined
  /** Larger units that the block belongs to, where the file names them. */
  readonly community: string | null
  readonly street: string | null
  readonly district: string | null
  readonly source: string
  readonly lineOrId: string
}

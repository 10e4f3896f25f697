// One facility in our vocabulary. Knows no file format and no street.
import type { PolygonRings } from '../../foundation/geo.ts'
import type { Message } from '../../foundation/message.ts'
import type { LonLat } from '../../foundation/units.ts'

/** A place that people walk to. Unknown fields are `null`, never 0 or ''. */
export interface FacilityRecord {
  /** Unique within the run. From OSM: `node/1`, `way/2`, `relation/3`. */
  readonly id: string
  readonly name: string | null
  /** Category id of `data/categories.json` (or the user's own word where a pack defines it). */
  readonly category: string
  /** Why it got this category, e.g. `column "category" = "clinic"`, `amenity=clinic`, `AMap 090300`, `name contains "托育"`. */
  readonly categoryReason: string
  /** The same by key and values. */
  readonly categorySaid?: Message | undefined
  /** Where it is drawn: the point itself, or a place inside its area. */
  readonly lonLat: LonLat
  /** Where it is reached; at least one. Several entrances are one facility: the nearest counts. */
  readonly entrances: readonly LonLat[]
  /** Its area where it has one. */
  readonly polygons: readonly PolygonRings[] | null
  /** File name, or `osm`. */
  readonly source: string
  /** Line number or OSM id. */
  readonly lineOrId: string
  readonly capacity: number | null
  /** What the capacity counts where the source says it (班, 张床, beds); missing where it does not. */
  readonly capacityUnit?: string | undefined
  readonly floorAreaSquareMetres: number | null
  readonly level: string | null
  /** Id of the facility above it, as its row says; missing where the source says nothing of that. */
  readonly parent?: string | null | undefined
  readonly hours: string | null
  readonly status: string | null
  /** `residents`: only those who live in its compound; missing where the source says nothing of that. */
  readonly serves?: 'residents' | 'all' | undefined
}

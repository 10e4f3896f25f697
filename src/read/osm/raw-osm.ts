// The raw record of an OpenStreetMap file: columns, no objects per element. Knows the data model, not what any tag means.
import type { BoundingBox } from '../../foundation/units.ts'

/** Tags of one kind of element in CSR form: tags of element i are `key/value[offset[i] … offset[i+1])`, ids into `strings`. */
export interface TagColumns {
  readonly offset: Uint32Array
  readonly key: Uint32Array
  readonly value: Uint32Array
}

/** Member kinds in `relationMemberType`. */
export const MEMBER_NODE = 0
export const MEMBER_WAY = 1
export const MEMBER_RELATION = 2

/** What a file says about itself. */
export interface OsmHeader {
  /** Bounding box as declared, or `null`. Not checked against the data. */
  readonly box: BoundingBox | null
  /** ISO time of the data (replication timestamp), or `null`. */
  readonly timestamp: string | null
  /** Program that wrote the file, or `null`. */
  readonly generator: string | null
}

/**
 * All elements of an OSM file. Every kind is in ascending order of its id, each element once (how copies are joined says
 * `element-copies`), so that the order inside the file has no influence.
 */
export interface RawOsm {
  readonly header: OsmHeader
  /** Node ids, ascending. Float64 because ids exceed 32 bits. */
  readonly nodeId: Float64Array
  readonly nodeLonE7: Int32Array
  readonly nodeLatE7: Int32Array
  readonly nodeTags: TagColumns
  readonly wayId: Float64Array
  /** Node ids of way i: `wayRef[wayRefOffset[i] … wayRefOffset[i+1])`. An id of no node: the file lacks it. */
  readonly wayRefOffset: Uint32Array
  readonly wayRef: Float64Array
  readonly wayTags: TagColumns
  readonly relationId: Float64Array
  readonly relationMemberOffset: Uint32Array
  readonly relationMemberType: Uint8Array
  readonly relationMemberRef: Float64Array
  /** Ids into `strings`. */
  readonly relationMemberRole: Uint32Array
  readonly relationTags: TagColumns
  readonly strings: readonly string[]
  /** Copies beyond one for each element, and deleted elements. */
  readonly repeatedElements: number
}

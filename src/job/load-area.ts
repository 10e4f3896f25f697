// HALLWAY: an OSM extract with its walking network. No logic of its own.
import { type DataLicence, INVENTED_LICENCE, type InputRecord, OSM_LICENCE } from '../answer/sources.ts'
import { throwIfAborted } from '../foundation/progress.ts'
import { type BoundingBox, E7 } from '../foundation/units.ts'
import { buildNetwork } from '../network/build-network.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { isInventedMap } from '../normalise/osm/invented-data.ts'
import { wantedTagKeys } from '../normalise/osm/wanted-tags.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import { normaliseWalkableWays } from '../normalise/streets/walkable-ways.ts'
import type { WalkableWaysCounts } from '../normalise/streets/walkable-ways-record.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { type ReadOsmOptions, readOsm } from '../read/osm/osm.ts'
import type { RawOsm } from '../read/osm/raw-osm.ts'

/** An OSM extract with its walking network. */
export interface LoadedArea {
  readonly network: WalkNetwork
  readonly raw: RawOsm
  readonly counts: WalkableWaysCounts
  /** Nodes of walkable ways, ascending ids: gates lie on them. */
  readonly walkableNodeId: Float64Array
  /** Box around data and network together: places outside are strangers. */
  readonly extent: BoundingBox
  readonly input: InputRecord
  readonly rejects: readonly Reject[]
  /** The credit that every output from it carries. */
  readonly licence: DataLicence
}

/**
 * Reads an OSM extract (.osm.pbf, .osm, .osm.gz, Overpass JSON) and builds its walking network.
 *
 * @throws LivingCircleError `input-format`, `input-truncated`, `input-unsupported`, `input-too-large`, `input-unusable` (no streets), `aborted`
 */
export async function loadArea(source: ByteSource, options: ReadOsmOptions = {}): Promise<LoadedArea> {
  const raw = await readOsm(source, { tagKeys: wantedTagKeys(), ...options })
  throwIfAborted(options.signal)
  const ways = normaliseWalkableWays(raw)
  const network = buildNetwork(ways)
  const { counts } = ways
  const input: InputRecord = {
    role: 'area',
    name: source.name,
    byteLength: source.byteLength ?? null,
    sha256: (await source.sha256?.()) ?? null,
    date: raw.header.timestamp,
    format: 'osm',
    read: counts.highwayWays,
    used: counts.walkableWays,
    rejected: counts.notWalkableWays + counts.emptyWays,
  }
  const licence = isInventedMap(raw.header) ? INVENTED_LICENCE : OSM_LICENCE
  return { network, raw, counts, walkableNodeId: ways.nodeId, extent: extentOf(network), input, rejects: [], licence }
}

function extentOf({ box, vertexLonE7, vertexLatE7, shapeLonE7, shapeLatE7 }: WalkNetwork): BoundingBox {
  const [west, south, east, north] = box
  return [
    Math.min(west, least(vertexLonE7) / E7, least(shapeLonE7) / E7),
    Math.min(south, least(vertexLatE7) / E7, least(shapeLatE7) / E7),
    Math.max(east, greatest(vertexLonE7) / E7, greatest(shapeLonE7) / E7),
    Math.max(north, greatest(vertexLatE7) / E7, greatest(shapeLatE7) / E7),
  ]
}

function least(values: Int32Array): number {
  let result = Infinity
  for (let i = 0; i < values.length; i++) if (values[i]! < result) result = values[i]!
  return result
}

function greatest(values: Int32Array): number {
  let result = -Infinity
  for (let i = 0; i < values.length; i++) if (values[i]! > result) result = values[i]!
  return result
}

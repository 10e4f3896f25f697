// HALLWAY: an OSM extract with its walking network. No logic of its own.

import { INVENTED_LICENCE, type InputRecord, OSM_LICENCE } from '../answer/sources.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { withPauses } from '../foundation/breath.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { type BoundingBox, E7 } from '../foundation/units.ts'
import { addSlopes } from '../network/add-slopes.ts'
import { streetSteps } from '../network/build-network.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { isInventedMap } from '../normalise/osm/invented-data.ts'
import { wantedTagKeys } from '../normalise/osm/wanted-tags.ts'
import { walkableWaysSteps } from '../normalise/streets/walkable-ways.ts'
import type { WalkableWays } from '../normalise/streets/walkable-ways-record.ts'
import { type ByteQueue, byteQueue } from '../read/bytes/byte-queue.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { type ReadOsmOptions, readOsmFrom } from '../read/osm/osm.ts'
import { checkKinds, checkWord } from '../words/option-values.ts'
import { loadHeights } from './load-heights.ts'
import type { AreaSlopes, LoadedArea } from './loaded-area.ts'
import { isSavedTown, MOST_TOWN_BYTES, openTown } from './prepared-town.ts'

const KNOWN_AREA_LOAD_OPTIONS: OptionKeys<AreaLoadOptions> = {
  signal: true,
  onProgress: true,
  tagKeys: true,
  inflate: true,
  maxElements: true,
  maxJsonBytes: true,
  maxUnpackedBytes: true,
  maxUnpackRatio: true,
  maxMemoryMultiple: true,
  maxReferences: true,
  heights: true,
  private: true,
  heightsCrs: true,
}

const OPTION_KINDS = {
  onProgress: ['function'],
  tagKeys: ['strings'],
  inflate: ['function'],
  maxElements: ['number'],
  maxJsonBytes: ['number'],
  maxUnpackedBytes: ['number'],
  maxUnpackRatio: ['number'],
  maxMemoryMultiple: ['number'],
  maxReferences: ['number'],
  heights: ['array'],
  heightsCrs: ['string'],
} as const

export type { AreaSlopes, LoadedArea } from './loaded-area.ts'

/** Options of {@link loadArea}. */
export interface AreaLoadOptions extends ReadOsmOptions {
  /** Heights of the ground, files of one model: GeoTIFF or HGT, or tables of points. Times then count slopes. */
  readonly heights?: readonly ByteSource[] | undefined
  /**
   * `ordinary`: private streets and gates count as any others. Default `residents`: they are for those who live or have business there; of a
   * prepared town what it was prepared with.
   */
  readonly private?: 'residents' | 'ordinary' | undefined
  /** Coordinate system of points with heights; default: what their file says, else WGS 84. Rasters say theirs. */
  readonly heightsCrs?: string | undefined
}

/**
 * Reads an OSM extract (.osm.pbf, .osm, .osm.gz, Overpass JSON) and builds its walking network, with the slopes of its streets where heights are given;
 * or opens a town that was prepared (`saveTown`).
 *
 * @throws LivingCircleError `input-format`, `input-truncated`, `input-unsupported`, `input-too-large`, `input-unusable` (no streets), `aborted`
 * @example
 * ```ts
 * import { bytesSource, loadArea } from 'living-circle'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * area.network.edgeLengthMm[0] // 555975: millimetres from end to end
 * area.input.used // 1
 * ```
 */
export async function loadArea(source: ByteSource, options: AreaLoadOptions = {}): Promise<LoadedArea> {
  checkOptions('loadArea', options, KNOWN_AREA_LOAD_OPTIONS)
  checkGiven('loadArea', 'file', source, 'source')
  checkKinds('loadArea', options, OPTION_KINDS)
  for (const one of options.heights ?? []) checkGiven('loadArea', 'heights', one, 'source')
  checkWord('private', options.private ?? 'residents', ['residents', 'ordinary'])
  const queue = byteQueue(source)
  try {
    if (isSavedTown(await queue.peek(8))) return await asAsked(openTown(await queue.take(MOST_TOWN_BYTES)), options)
    return await areaOf(source, queue, options)
  } finally {
    await queue.close()
  }
}

/** A prepared town, with its streets built again where another rule or heights are asked for. */
async function asAsked(town: LoadedArea, options: AreaLoadOptions): Promise<LoadedArea> {
  const { heights = [], heightsCrs, private: privateStreets = town.privateStreets } = options
  const isSame = privateStreets === town.privateStreets
  const { network: level } = isSame
    ? town
    : await withPauses(streetSteps(town.ways, { private: privateStreets }), options)
  const plain = { ...town, privateStreets, network: level }
  if (heights.length === 0) return plain
  const { network, slopes } = await withHeights(level, town.ways, heights, heightsCrs)
  return { ...plain, network, slopes, rejects: slopes?.rejects ?? [] }
}

async function areaOf(source: ByteSource, queue: ByteQueue, options: AreaLoadOptions): Promise<LoadedArea> {
  const { heights = [], heightsCrs, private: privateStreets = 'residents', ...reading } = options
  const raw = await readOsmFrom(source, queue, { tagKeys: wantedTagKeys(), ...reading })
  const ways = await withPauses(walkableWaysSteps(raw), options)
  const { network: level } = await withPauses(streetSteps(ways, { private: privateStreets }), options)
  const { network, slopes } =
    heights.length === 0 ? { network: level } : await withHeights(level, ways, heights, heightsCrs)
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
  return {
    network,
    ways,
    privateStreets,
    raw,
    counts,
    walkableNodeId: ways.nodeId,
    extent: extentOf(network),
    input,
    slopes,
    rejects: slopes?.rejects ?? [],
    licence,
  }
}

/** The network with the slopes of its streets. */
async function withHeights(
  level: WalkNetwork,
  ways: WalkableWays,
  files: readonly ByteSource[],
  crs: string | undefined,
): Promise<{ readonly network: WalkNetwork; readonly slopes?: AreaSlopes }> {
  const { field, inputs, rejects } = await loadHeights(files, extentOf(level), crs)
  const { network, counts } = addSlopes(level, ways, field)
  return { network, slopes: { counts, field, inputs, rejects } }
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

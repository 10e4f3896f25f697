// HALLWAY: a town on disk: streets, the extract's columns, facilities and blocks as they were loaded, so that a later question reads no extract and
// no table. No logic of its own. What cannot be what was saved is refused before anything reads it.

import { damaged, fromAnswerBytes, hasForm, type SavedForm, toAnswerBytes } from '../answer/answer-bytes.ts'
import { packValue } from '../answer/pack-value.ts'
import { blockShape, compoundShape, facilityFields, rejectShape } from '../answer/place-shapes.ts'
import { box, inputShape, licenceShape } from '../answer/sources-shape.ts'
import { unpackValue } from '../answer/unpack-value.ts'
import * as is from '../answer/value-shape.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { TOOL_VERSION } from '../foundation/version.ts'
import { checkWays } from '../network/check-ways.ts'
import { adoptNetwork } from '../network/network-buffer.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import { checkRawOsm } from '../normalise/streets/check-raw-osm.ts'
import type { WalkableWays, WalkableWaysCounts } from '../normalise/streets/walkable-ways-record.ts'
import type { SplitLog } from '../normalise/tables/population-split.ts'
import type { OsmHeader, RawOsm, TagColumns } from '../read/osm/raw-osm.ts'
import { problem } from '../words/problem.ts'
import type { LoadedArea, PreparedBlocks, PreparedFacilities, PreparedPlaces } from './loaded-area.ts'

/** The form of a saved town, and of a saved service. */
export const TOWN: SavedForm = {
  magic: [0x4f54_434c, 0x314e_5754], // "LCTO", "TWN1" as bytes
  version: 1,
  notSaved: 'town.not-saved',
  hint: 'hint.saved-town',
  again: 'hint.town-again',
}

/** Larger ones are refused: 2³² bytes and the text of a town must fit into memory. */
export const MOST_TOWN_BYTES = 4_000_000_000

type SavedWays = Omit<WalkableWays, 'inclineOfWay' | 'counts'> & {
  readonly inclineWay: Float64Array
  readonly incline: Float64Array
}

interface SavedTown extends Pick<LoadedArea, 'privateStreets' | 'counts' | 'extent' | 'input' | 'licence'> {
  readonly what: 'town'
  readonly program: string
  readonly network: Uint8Array
  readonly ways: SavedWays
  readonly raw: RawOsm
  readonly facilities: PreparedFacilities | null
  readonly from: 'osm' | 'files' | 'both' | null
  readonly blocks: PreparedBlocks | null
}

/** Whether bytes begin as those of a saved town do; eight are enough. */
export function isSavedTown(bytes: Uint8Array): boolean {
  return hasForm(bytes, TOWN)
}

/**
 * An area as bytes that `loadArea` reads instead of an extract, with facilities and blocks that are then there without files. The same town
 * gives the same bytes.
 *
 * @param area without heights and with no compounds closed: both are applied when a question is asked
 * @throws LivingCircleError `invalid-option` for an area with heights or closed compounds
 * @example
 * ```ts
 * import { bytesSource, loadArea, loadFacilities, saveTown } from 'living-circle'
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.01"><tag k="amenity" v="pharmacy"/></node><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', new TextEncoder().encode(osm)))
 * const bytes = saveTown(area, { facilities: await loadFacilities(area), from: 'osm' })
 * const again = await loadArea(bytesSource('tiny.lc', bytes))
 * const { facilities } = await loadFacilities(again)
 * facilities[0]?.category // 'pharmacy'
 * ```
 */
export function saveTown(area: LoadedArea, places: PreparedPlaces = {}): Uint8Array {
  checkGiven('saveTown', 'area', area, 'area')
  if (area.slopes !== undefined || (area.compounds?.closed.length ?? 0) > 0) {
    throw problem('invalid-option', 'town.plain-streets', {}, { hint: 'hint.plain-streets' })
  }
  const { privateStreets, counts, extent, input, licence, network, raw, ways } = area
  const { inclineOfWay = new Map<number, number>(), counts: _, ...columns } = ways
  const saved: SavedTown = {
    what: 'town',
    program: TOOL_VERSION,
    ...{ privateStreets, counts, extent, input, licence, raw },
    network: new Uint8Array(network.buffer),
    ways: {
      ...columns,
      inclineWay: Float64Array.from(inclineOfWay.keys()),
      incline: Float64Array.from(inclineOfWay.values()),
    },
    facilities: places.facilities === undefined ? null : keptFacilities(places.facilities),
    from: places.from ?? null,
    blocks: places.blocks === undefined ? null : keptBlocks(places.blocks),
  }
  const { json, arrays } = packValue(saved)
  return toAnswerBytes(json, arrays, TOWN)
}

/** Of what loaders give, what the file keeps: how tables were understood was told when they were read. */
function keptFacilities({ facilities, planned, rejects, inputs, ...unknown }: PreparedFacilities): PreparedFacilities {
  const { unknownCategories, unknownStatuses } = unknown
  return { facilities, planned, rejects, inputs, unknownCategories, unknownStatuses }
}

function keptBlocks({ blocks, compounds, split, rejects, inputs }: PreparedBlocks): PreparedBlocks {
  return { blocks, compounds, split, rejects, inputs }
}

const count = is.count
const tags = is.record<TagColumns>({
  offset: is.array(Uint32Array),
  key: is.array(Uint32Array),
  value: is.array(Uint32Array),
})
const rawShape = is.record<RawOsm>({
  header: is.record<OsmHeader>({
    box: is.orNull(box),
    timestamp: is.orNull(is.text),
    generator: is.orNull(is.text),
  }),
  nodeId: is.array(Float64Array),
  nodeLonE7: is.array(Int32Array),
  nodeLatE7: is.array(Int32Array),
  nodeTags: tags,
  wayId: is.array(Float64Array),
  wayRefOffset: is.array(Uint32Array),
  wayRef: is.array(Float64Array),
  wayTags: tags,
  relationId: is.array(Float64Array),
  relationMemberOffset: is.array(Uint32Array),
  relationMemberType: is.array(Uint8Array),
  relationMemberRef: is.array(Float64Array),
  relationMemberRole: is.array(Uint32Array),
  relationTags: tags,
  strings: is.listOf(is.text),
  repeatedElements: count,
})
const waysShape = is.record<SavedWays>({
  wayId: is.array(Float64Array),
  wayFlags: is.array(Uint16Array),
  refOffset: is.array(Uint32Array),
  ref: is.array(Uint32Array),
  nodeId: is.array(Float64Array),
  nodeLonE7: is.array(Int32Array),
  nodeLatE7: is.array(Int32Array),
  nodeFlags: is.array(Uint8Array),
  declaredBox: is.orNull(box),
  inclineWay: is.array(Float64Array),
  incline: is.array(Float64Array),
})
const countsShape = is.record<WalkableWaysCounts>({
  squares: count,
  outlineOnlySquares: count,
  chords: count,
  incompleteSquareRelations: count,
  waysRead: count,
  highwayWays: count,
  walkableWays: count,
  notWalkableWays: count,
  emptyWays: count,
  nodeRefs: count,
  missingNodeRefs: count,
  waysWithMissingNodes: count,
})
const sources = { rejects: is.listOf(rejectShape), inputs: is.listOf(inputShape) }
const facilities = is.listOf(is.record<FacilityRecord>(facilityFields))
const facilitiesShape = is.record<PreparedFacilities>({
  ...sources,
  facilities,
  planned: is.optional(facilities),
  unknownCategories: is.optional(
    is.listOf(
      is.record<NonNullable<PreparedFacilities['unknownCategories']>[number]>({
        source: is.text,
        word: is.text,
        count,
        suggestion: is.orNull(is.text),
      }),
    ),
  ),
  unknownStatuses: is.optional(
    is.listOf(
      is.record<NonNullable<PreparedFacilities['unknownStatuses']>[number]>({ source: is.text, word: is.text, count }),
    ),
  ),
})
const blocksShape = is.record<PreparedBlocks>({
  ...sources,
  blocks: is.listOf(blockShape),
  compounds: is.optional(is.listOf(compoundShape)),
  split: is.optional(
    is.listOf(
      is.record<SplitLog>({
        unit: is.text,
        group: is.text,
        total: is.number,
        alreadyKnown: is.number,
        shared: is.number,
        blocks: count,
        basis: is.oneOf(['dwellings', 'residential floor area']),
      }),
    ),
  ),
})
const from = is.orNull(is.oneOf(['osm', 'files', 'both']))
const townShape = is.record<SavedTown>({
  what: is.oneOf(['town']),
  program: is.text,
  network: is.array(Uint8Array),
  ways: waysShape,
  raw: rawShape,
  privateStreets: is.oneOf(['residents', 'ordinary']),
  counts: countsShape,
  extent: box,
  input: inputShape,
  licence: licenceShape,
  facilities: is.orNull(facilitiesShape),
  from,
  blocks: is.orNull(blocksShape),
})

/**
 * The town that {@link saveTown} saved. Columns are views of the bytes where these begin at a multiple of 8.
 *
 * @throws LivingCircleError `input-format`, `input-unsupported` (another version, or saved by another release), `input-truncated`
 */
export function openTown(bytes: Uint8Array): LoadedArea {
  const { json, arrays } = fromAnswerBytes(bytes, TOWN)
  return townOf(unpackValue(json, arrays))
}

/** A town of an unpacked value. @throws LivingCircleError `input-format`, `input-unsupported` */
export function townOf(value: unknown): LoadedArea {
  const program = (value as { readonly program?: unknown } | null)?.program
  if (typeof program === 'string' && program !== TOOL_VERSION) {
    throw problem(
      'input-unsupported',
      'town.program',
      { found: program.slice(0, 20), wanted: TOOL_VERSION },
      { hint: 'hint.prepare-again' },
    )
  }
  const wrong = townShape(value)
  if (wrong !== null) throw damaged(`town${wrong}`)
  const town = value as SavedTown
  checkRawOsm(town.raw)
  const { inclineWay, incline, ...columns } = town.ways
  const inclineOfWay = new Map(Array.from(inclineWay, (way, at) => [way, incline[at]!]))
  const ways: WalkableWays = { ...columns, counts: town.counts, ...(inclineWay.length === 0 ? {} : { inclineOfWay }) }
  checkWays(ways)
  const { privateStreets, counts, extent, input, licence, raw } = town
  return {
    ...{ privateStreets, counts, extent, input, licence, raw, ways },
    network: adoptNetwork(town.network),
    walkableNodeId: ways.nodeId,
    slopes: undefined,
    rejects: [],
    prepared: {
      facilities: town.facilities ?? undefined,
      from: town.from ?? undefined,
      blocks: town.blocks ?? undefined,
    },
  }
}

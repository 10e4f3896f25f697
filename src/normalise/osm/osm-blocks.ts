// Raw OSM columns → residential blocks, and what OSM knows about given blocks: their buildings and their gates.
// It knows neither streets nor facilities.

import { pause } from '../../foundation/breath.ts'
import { polygonsSquareMetres } from '../../foundation/geo.ts'
import { compareNaturally } from '../../foundation/natural-order.ts'
import { checkOptions, KNOWN_RUN_OPTIONS } from '../../foundation/options.ts'
import type { RunOptions } from '../../foundation/progress.ts'
import { placeTree } from '../../locate/points/place-tree.ts'
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { message, spoken } from '../../words/problem.ts'
import type { BlockBuilding, BlockRecord } from '../places/block-record.ts'
import { insideTest } from '../places/inside-test.ts'
import { metresToOutline, nearbyAreas } from '../places/nearby-areas.ts'
import { placeInside } from '../places/place-inside.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import { parseNumberTag } from './number-tag.ts'
import { areasFromOsm, type OsmArea } from './osm-areas.ts'
import { entranceNodes } from './osm-entrances.ts'
import type { OsmTags } from './osm-tags.ts'

/** Blocks in natural order of id. */
export interface OsmBlocks {
  readonly blocks: readonly BlockRecord[]
  readonly rejects: readonly Reject[]
  /** Areas: `read = used + rejected`. */
  readonly counts: SourceCounts
}

/** Areas between pauses. */
const AREAS_AT_ONCE = 32

/** Values of `place` that stand for a neighbourhood small enough to be a block. */
const NEIGHBOURHOODS = new Set(['neighbourhood', 'quarter', 'city_block'])

/**
 * Residential blocks: areas with `landuse=residential`, and `place=neighbourhood|quarter|city_block` where no such area lies
 * in them (else the same homes would count twice). People are unknown (`null`) unless the area has a `population`.
 *
 * @returns rejects: `duplicate-place` for neighbourhoods that hold or lie in residential areas; as a warning for residential
 *   areas inside another one (both are used); and what {@link areasFromOsm} rejects
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { blocksFromOsm, readOsm } from 'living-circle/parts'
 * const osm = `<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.001"/><node id="3" lat="0.001" lon="0"/>
 *   <way id="9"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="landuse" v="residential"/></way></osm>`
 * const raw = await readOsm(bytesSource('estate.osm', new TextEncoder().encode(osm)))
 * const { blocks } = await blocksFromOsm(raw)
 * blocks[0]!.people.population // null: not known
 * ```
 */
export async function blocksFromOsm(raw: RawOsm, options: RunOptions = {}): Promise<OsmBlocks> {
  checkOptions('blocksFromOsm', options, KNOWN_RUN_OPTIONS)
  const {
    areas: found,
    rejects: broken,
    counts,
  } = await areasFromOsm(
    raw,
    (tags) => isResidential(tags) || isNeighbourhood(tags),
    new Map([
      ['landuse', new Set(['residential'])],
      ['place', NEIGHBOURHOODS],
    ]),
    options,
  )
  const rejects: Reject[] = [...broken]
  const areas = found.filter(({ osmId, tags }) => {
    if (tags.get('area') !== 'no') return true
    rejects.push(lineNotArea(osmId))
    return false
  })
  await pause(options.signal)
  const residential = areas.filter((area) => isResidential(area.tags))
  const places = new Map(areas.map((area) => [area, placeInside(area.polygons)]))

  const tree = placeTree(residential.map((area) => places.get(area)!))
  const held = nearbyAreas(1)
  residential.forEach((area, index) => {
    held.add('residential', area.polygons, [], index)
  })
  const holdsOne = (area: OsmArea) => {
    const test = insideTest(area.polygons)
    let first = -1
    if (test === null) return null
    tree.inBox(test.box, (index) => {
      const [lon, lat] = places.get(residential[index]!)!
      if ((first < 0 || index < first) && test.inside(lon, lat)) first = index
    })
    return residential[first] ?? null
  }
  const blocks: BlockRecord[] = []
  for (const [number, area] of areas.entries()) {
    if (number % AREAS_AT_ONCE === 0) {
      await pause(options.signal)
      options.onProgress?.({ step: 'blocks', done: number, total: areas.length })
    }
    if (!isResidential(area.tags)) {
      const within = held.find('residential', places.get(area)!, [], 0)
      const other = within === null ? holdsOne(area) : residential[within.place]!
      if (other !== null) {
        rejects.push(overlap(area, other, within === null ? 'area.holds' : 'area.lies-in', 'rejected'))
        continue
      }
    }
    blocks.push(blockOf(area, places.get(area)!))
  }
  await pause(options.signal)
  for (const one of nested(residential, places)) rejects.push(one)
  await pause(options.signal)
  blocks.sort((a, b) => compareNaturally(a.id, b.id))
  rejects.sort((a, b) => compareNaturally(a.lineOrId, b.lineOrId))
  const used = blocks.length
  options.onProgress?.({ step: 'blocks', done: areas.length, total: areas.length })
  return { blocks, rejects, counts: { source: 'osm', read: counts.read, used, rejected: counts.read - used } }
}

function lineNotArea(osmId: string): Reject {
  const said = spoken(message('osm-area.area-no', { id: osmId }))
  return { source: 'osm', lineOrId: osmId, code: 'unsupported-geometry', ...said, severity: 'rejected' }
}

function isResidential(tags: OsmTags): boolean {
  return tags.get('landuse') === 'residential'
}

function isNeighbourhood(tags: OsmTags): boolean {
  return NEIGHBOURHOODS.has(tags.get('place') ?? '')
}

function blockOf({ osmId, tags, polygons }: OsmArea, lonLat: BlockRecord['lonLat']): BlockRecord {
  return {
    id: osmId,
    name: tags.get('name') ?? tags.get('name:zh') ?? tags.get('name:en') ?? null,
    lonLat,
    polygons,
    people: { population: parseNumberTag(tags.get('population')) },
    dwellings: parseNumberTag(tags.get('building:flats')),
    landSquareMetres: polygonsSquareMetres(polygons),
    gates: [],
    buildings: [],
    community: null,
    street: null,
    district: null,
    source: 'osm',
    lineOrId: osmId,
  }
}

/** Warnings for residential areas inside larger ones: their land and homes count twice in sums. */
function nested(residential: readonly OsmArea[], places: ReadonlyMap<OsmArea, BlockRecord['lonLat']>): Reject[] {
  const warnings: Reject[] = []
  const larger = nearbyAreas(1)
  const bySize = residential
    .map((area, index) => ({ area, index, squareMetres: polygonsSquareMetres(area.polygons) }))
    .sort((a, b) => b.squareMetres - a.squareMetres || a.index - b.index)
  for (const { area, index } of bySize) {
    const around = larger.find('residential', places.get(area)!, [], 0)
    if (around !== null) warnings.push(overlap(area, residential[around.place]!, 'area.lies-in', 'warning'))
    larger.add('residential', area.polygons, [], index)
  }
  return warnings
}

function overlap(
  area: OsmArea,
  other: OsmArea,
  how: 'area.holds' | 'area.lies-in',
  severity: Reject['severity'],
): Reject {
  const what = severity === 'warning' ? message('area.counts-twice') : message('area.other-used')
  return {
    source: 'osm',
    lineOrId: area.osmId,
    code: 'duplicate-place',
    ...spoken(message(how, { id: area.osmId, other: other.osmId, what })),
    severity,
  }
}

/** Kinds of building that people live in. */
const HOMES = new Set([
  ...[
    'apartments',
    'residential',
    'house',
    'detached',
    'semidetached_house',
    'semi',
    'terrace',
    'dormitory',
    'bungalow',
  ],
  ...['cabin', 'farm', 'static_caravan', 'houseboat', 'ger', 'stilt_house', 'tree_house', 'trullo'],
])
/** No building has more; a larger number is a mistyped one. */
const MAX_LEVELS = 200

/**
 * Gives polygon blocks the OSM buildings whose centroid lies in them: residential ones where there are any such, else all. The
 * weight of a building is its footprint in square metres times `building:levels` (1 where unknown).
 *
 * @returns the blocks in the given order, others unchanged; buildings in order of OSM id. About O(buildings + blocks' corners)
 * @example
 * ```ts
 * import { type BlockRecord, type RawOsm, addBuildings } from 'living-circle/parts'
 * declare const blocks: readonly BlockRecord[]
 * declare const raw: RawOsm
 * const withBuildings = await addBuildings(blocks, raw)
 * ```
 */
export async function addBuildings(
  blocks: readonly BlockRecord[],
  raw: RawOsm,
  options: RunOptions = {},
): Promise<readonly BlockRecord[]> {
  checkOptions('addBuildings', options, KNOWN_RUN_OPTIONS)
  if (!blocks.some((block) => block.polygons !== null)) return blocks
  const isBuilding = (tags: OsmTags) => (tags.get('building') ?? 'no') !== 'no'
  const { areas } = await areasFromOsm(raw, isBuilding, new Map([['building', '*']]), options)
  const buildings: (Pick<OsmArea, 'tags' | 'polygons'> & Pick<BlockRecord, 'lonLat'>)[] = []
  for (const { tags, polygons } of areas) {
    if (buildings.push({ lonLat: placeInside(polygons), tags, polygons }) % AREAS_AT_ONCE === 0)
      await pause(options.signal)
  }
  const tree = placeTree(buildings.map(({ lonLat }) => lonLat))
  const withBuildings = (block: BlockRecord): BlockRecord => {
    const test = block.polygons === null ? null : insideTest(block.polygons)
    if (test === null) return block
    const inside: number[] = []
    tree.inBox(test.box, (index) => {
      const [lon, lat] = buildings[index]!.lonLat
      if (test.inside(lon, lat)) inside.push(index)
    })
    inside.sort((a, b) => a - b)
    const homes = inside.filter((index) => HOMES.has(buildings[index]!.tags.get('building')!))
    const chosen = (homes.length > 0 ? homes : inside).map((index): BlockBuilding => {
      const { lonLat, tags, polygons } = buildings[index]!
      return { lonLat, weight: polygonsSquareMetres(polygons) * levelsOf(tags) }
    })
    return { ...block, buildings: chosen }
  }
  const given: BlockRecord[] = []
  for (const block of blocks) {
    if (given.push(withBuildings(block)) % AREAS_AT_ONCE !== 0 && given.length < blocks.length) continue
    await pause(options.signal)
    options.onProgress?.({ step: 'blocks', done: given.length, total: blocks.length })
  }
  return given
}

function levelsOf(tags: OsmTags): number {
  const levels = parseNumberTag(tags.get('building:levels'))
  return levels === null || levels <= 0 || levels > MAX_LEVELS ? 1 : levels
}

/** A gate this near to the outline lies on it: coordinates in files are rounded. */
const GATE_METRES = 1

/**
 * Gives polygon blocks of whose gates nothing is known the gates and doors on their outline that lie on a walkable way.
 *
 * @param walkableNodeId ids of the nodes of walkable ways, ascending
 * @returns the blocks in the given order, others unchanged; gates in order of node id
 * @example
 * ```ts
 * import type { LoadedArea } from 'living-circle'
 * import { type BlockRecord, addGates } from 'living-circle/parts'
 * declare const blocks: readonly BlockRecord[]
 * declare const area: LoadedArea
 * const withGates = addGates(blocks, area.raw, area.walkableNodeId)
 * ```
 */
export function addGates(
  blocks: readonly BlockRecord[],
  raw: RawOsm,
  walkableNodeId: Float64Array,
): readonly BlockRecord[] {
  if (!blocks.some(lacksGates)) return blocks
  const gates = entranceNodes(raw).nodes.filter(({ nodeId }) => holds(walkableNodeId, nodeId))
  if (gates.length === 0) return blocks
  const tree = placeTree(gates.map(({ lonLat }) => lonLat))
  return blocks.map((block) => {
    const { polygons } = block
    const test = polygons !== null && lacksGates(block) ? insideTest(polygons) : null
    if (polygons === null || test === null) return block
    const [west, south, east, north] = test.box
    const pad = 3e-5
    const onOutline: number[] = []
    tree.inBox([west - pad, south - pad, east + pad, north + pad], (index) => {
      if (metresToOutline(gates[index]!.lonLat, polygons) <= GATE_METRES) onOutline.push(index)
    })
    onOutline.sort((a, b) => a - b)
    return onOutline.length === 0 ? block : { ...block, gates: onOutline.map((index) => gates[index]!.lonLat) }
  })
}

/** A block whose gates are known and shut has no further ones. */
function lacksGates({ polygons, gates, knownGates }: BlockRecord): boolean {
  return polygons !== null && gates.length === 0 && knownGates === undefined
}

function holds(ascending: Float64Array, id: number): boolean {
  let low = 0
  let high = ascending.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    if (ascending[middle] === id) return true
    if (ascending[middle]! < id) low = middle + 1
    else high = middle - 1
  }
  return false
}

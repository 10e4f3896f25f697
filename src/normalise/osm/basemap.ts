// Raw OSM columns → what a map shows under the blocks: streets by kind, water, green, buildings, coast, names of places.
// Only for drawing: no number of the analysis comes from here. It does not know how anything is drawn.
import { rowOfId } from '../../foundation/id-rows.ts'
import { ShapeCollector, type ShapeColumns } from '../../foundation/shape-columns.ts'
import { type BoundingBox, E7, type LonLat } from '../../foundation/units.ts'
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { areasFromOsm } from './osm-areas.ts'
import { elementTags, forEachTagged, markKeys, type OsmTags } from './osm-tags.ts'

/** A named place for orientation. */
export interface OsmPlace {
  readonly lonLat: LonLat
  readonly name: string
  readonly nameZh: string | null
  readonly nameEn: string | null
  /** 1 city or town, 2 suburb or village, 3 quarter or hamlet. */
  readonly rank: 1 | 2 | 3
}

/** The basemap of an extract; the same shape as the report's `Basemap`. Lines and rings in 1e-7 degrees. */
export interface OsmBasemap {
  readonly box: BoundingBox
  readonly streets: {
    readonly major: ShapeColumns
    readonly minor: ShapeColumns
    readonly path: ShapeColumns
    readonly steps: ShapeColumns
    readonly bridge: ShapeColumns
  }
  readonly railway: ShapeColumns
  readonly waterway: ShapeColumns
  readonly water: ShapeColumns
  readonly green: ShapeColumns
  readonly buildings: ShapeColumns
  readonly coastline: ShapeColumns
  readonly places: readonly OsmPlace[]
  /** Areas that could not be drawn because the extract holds only part of them. */
  readonly incompleteAreas: number
}

/** Streets and coasts may be drawn so far from where they are, metres. */
const LINE_TOLERANCE_METRES = 2
const AREA_TOLERANCE_METRES = 3
const BUILDING_TOLERANCE_METRES = 1

const MAJOR = new Set(
  ['motorway', 'trunk', 'primary', 'secondary', 'tertiary'].flatMap((value) => [value, `${value}_link`]),
)
const MINOR = new Set(['residential', 'unclassified', 'living_street', 'service', 'road', 'pedestrian'])
const PATH = new Set(['footway', 'path', 'cycleway', 'bridleway', 'track', 'corridor', 'crossing', 'platform'])
const QUIET_SERVICE = new Set(['parking_aisle', 'driveway', 'drive-through'])
const GREEN_LEISURE = new Set(['park', 'garden', 'nature_reserve', 'pitch', 'golf_course', 'recreation_ground'])
const GREEN_LANDUSE = new Set([
  'forest',
  'grass',
  'meadow',
  'recreation_ground',
  'cemetery',
  'village_green',
  'allotments',
])
const GREEN_NATURAL = new Set(['wood', 'scrub', 'grassland', 'heath'])
const WATER_LANDUSE = new Set(['reservoir', 'basin'])
const PLACE_RANK: Readonly<Record<string, 1 | 2 | 3>> = {
  city: 1,
  town: 1,
  suburb: 2,
  village: 2,
  quarter: 3,
  neighbourhood: 3,
  hamlet: 3,
}

/**
 * What a map of the extract shows under the blocks. Areas that the extract holds only in part are left out and counted.
 *
 * @param raw the extract
 * @returns lines and rings, simplified to some metres; O(elements)
 *
 * @example
 * ```ts
 * import { basemapFromOsm, type RawOsm } from 'living-circle/parts'
 * declare const raw: RawOsm
 * const basemap = await basemapFromOsm(raw)
 * basemap.water.offset.length - 1 // number of water rings
 * ```
 */
export async function basemapFromOsm(raw: RawOsm): Promise<OsmBasemap> {
  const lines = collectLines(raw)
  const { areas, rejects } = await areasFromOsm(raw, (tags) => areaKind(tags) !== null)
  const rings = {
    water: new ShapeCollector(AREA_TOLERANCE_METRES),
    green: new ShapeCollector(AREA_TOLERANCE_METRES),
    building: new ShapeCollector(BUILDING_TOLERANCE_METRES),
  }
  for (const area of areas) {
    const target = rings[areaKind(area.tags)!]
    for (const polygon of area.polygons) {
      for (let index = 0; index < polygon.length; index++) target.addRing(polygon[index]!, index > 0)
    }
  }
  return {
    box: boxOf(raw),
    ...lines,
    water: rings.water.columns(),
    green: rings.green.columns(),
    buildings: rings.building.columns(),
    places: placesOf(raw),
    incompleteAreas: rejects.filter((reject) => reject.code === 'missing-members').length,
  }
}

function areaKind(tags: OsmTags): 'water' | 'green' | 'building' | null {
  if ((tags.get('building') ?? 'no') !== 'no') return 'building'
  const natural = tags.get('natural') ?? ''
  const landuse = tags.get('landuse') ?? ''
  if (natural === 'water' || tags.get('waterway') === 'riverbank' || WATER_LANDUSE.has(landuse)) return 'water'
  if (GREEN_LEISURE.has(tags.get('leisure') ?? '') || GREEN_LANDUSE.has(landuse) || GREEN_NATURAL.has(natural)) {
    return 'green'
  }
  return null
}

type StreetKind = 'major' | 'minor' | 'path' | 'steps'

function streetKind(tags: OsmTags): StreetKind | null {
  const highway = tags.get('highway')
  if (highway === undefined) return null
  if (highway === 'steps') return 'steps'
  if (MAJOR.has(highway)) return 'major'
  if (MINOR.has(highway)) return QUIET_SERVICE.has(tags.get('service') ?? '') ? 'path' : 'minor'
  return PATH.has(highway) ? 'path' : null
}

function collectLines(raw: RawOsm): Pick<OsmBasemap, 'streets' | 'railway' | 'waterway' | 'coastline'> {
  const collectors = {
    major: new ShapeCollector(LINE_TOLERANCE_METRES),
    minor: new ShapeCollector(LINE_TOLERANCE_METRES),
    path: new ShapeCollector(LINE_TOLERANCE_METRES),
    steps: new ShapeCollector(LINE_TOLERANCE_METRES),
    bridge: new ShapeCollector(LINE_TOLERANCE_METRES),
    railway: new ShapeCollector(LINE_TOLERANCE_METRES),
    waterway: new ShapeCollector(LINE_TOLERANCE_METRES),
  }
  const coasts: number[][] = []
  forEachTagged(raw, 'way', markKeys(raw, ['highway', 'railway', 'waterway', 'natural']), (way) => {
    const tags = elementTags(raw, 'way', way)
    if (tags.get('natural') === 'coastline') coasts.push(nodeRowsOf(raw, way))
    const kind = streetKind(tags)
    if (kind !== null) {
      addLine(raw, collectors[kind], nodeRowsOf(raw, way))
      if ((tags.get('bridge') ?? 'no') !== 'no') addLine(raw, collectors.bridge, nodeRowsOf(raw, way))
    } else if (/^(rail|light_rail|subway|narrow_gauge|tram)$/.test(tags.get('railway') ?? '')) {
      if ((tags.get('tunnel') ?? 'no') === 'no') addLine(raw, collectors.railway, nodeRowsOf(raw, way))
    } else if (/^(river|stream|canal)$/.test(tags.get('waterway') ?? '')) {
      if ((tags.get('tunnel') ?? 'no') === 'no') addLine(raw, collectors.waterway, nodeRowsOf(raw, way))
    }
  })
  const coastline = new ShapeCollector(LINE_TOLERANCE_METRES)
  for (const chain of joinedAtEnds(coasts)) addLine(raw, coastline, chain)
  const { major, minor, path, steps, bridge, railway, waterway } = collectors
  return {
    streets: {
      major: major.columns(),
      minor: minor.columns(),
      path: path.columns(),
      steps: steps.columns(),
      bridge: bridge.columns(),
    },
    railway: railway.columns(),
    waterway: waterway.columns(),
    coastline: coastline.columns(),
  }
}

/** Rows of a way's nodes; −1 where the file lacks a node. */
function nodeRowsOf(raw: RawOsm, way: number): number[] {
  const rows: number[] = []
  let hint = -1
  for (let at = raw.wayRefOffset[way]!; at < raw.wayRefOffset[way + 1]!; at++) {
    const row = rowOfId(raw.nodeId, raw.wayRef[at]!, hint)
    rows.push(row)
    if (row >= 0) hint = row
  }
  return rows
}

/** Adds the pieces between missing nodes. */
function addLine(raw: RawOsm, target: ShapeCollector, rows: readonly number[]): void {
  let lon: number[] = []
  let lat: number[] = []
  const flush = () => {
    target.add(lon, lat)
    lon = []
    lat = []
  }
  for (const row of rows) {
    if (row < 0) flush()
    else {
      lon.push(raw.nodeLonE7[row]!)
      lat.push(raw.nodeLatE7[row]!)
    }
  }
  flush()
}

/** Joins directed lines where one ends and the next begins, until no two fit. O(lines). */
export function joinedAtEnds(lines: readonly (readonly number[])[]): number[][] {
  const byStart = new Map<number, number[]>()
  lines.forEach((line, index) => {
    if (line.length < 2 || line[0]! < 0) return
    const held = byStart.get(line[0]!)
    if (held === undefined) byStart.set(line[0]!, [index])
    else held.push(index)
  })
  const ends = new Set(lines.map((line) => line[line.length - 1]))
  const used = new Uint8Array(lines.length)
  const chains: number[][] = []
  const follow = (first: number) => {
    const chain = [...lines[first]!]
    used[first] = 1
    while (chain[0] !== chain[chain.length - 1]) {
      const next = byStart.get(chain[chain.length - 1]!)?.find((index) => used[index] === 0)
      if (next === undefined) break
      used[next] = 1
      for (let i = 1; i < lines[next]!.length; i++) chain.push(lines[next]![i]!)
    }
    chains.push(chain)
  }
  // Open chains from their beginnings first, then rings.
  lines.forEach((line, index) => {
    if (line.length >= 2 && used[index] === 0 && !ends.has(line[0]!)) follow(index)
  })
  lines.forEach((line, index) => {
    if (line.length >= 2 && used[index] === 0) follow(index)
  })
  return chains
}

function placesOf(raw: RawOsm): OsmPlace[] {
  const places: OsmPlace[] = []
  forEachTagged(raw, 'node', markKeys(raw, ['place']), (node) => {
    const tags = elementTags(raw, 'node', node)
    const kind = tags.get('place') ?? ''
    const rank = Object.hasOwn(PLACE_RANK, kind) ? PLACE_RANK[kind] : undefined
    const name = tags.get('name') ?? tags.get('name:en')
    if (rank === undefined || name === undefined) return
    places.push({
      lonLat: [raw.nodeLonE7[node]! / E7, raw.nodeLatE7[node]! / E7],
      name,
      nameZh: tags.get('name:zh') ?? null,
      nameEn: tags.get('name:en') ?? null,
      rank,
    })
  })
  return places
}

function boxOf(raw: RawOsm): BoundingBox {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (let node = 0; node < raw.nodeId.length; node++) {
    const lon = raw.nodeLonE7[node]!
    const lat = raw.nodeLatE7[node]!
    if (lon < west) west = lon
    if (lon > east) east = lon
    if (lat < south) south = lat
    if (lat > north) north = lat
  }
  if (west > east) return raw.header.box ?? [0, 0, 0, 0]
  return [west / E7, south / E7, east / E7, north / E7]
}

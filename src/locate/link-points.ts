// Points → where they touch the street network. Edges, not vertices; the nearest point of the nearest linkable edge, of the major parts
// first: a piece that hangs apart by a slip of the map must not catch a point beside a real street.
// It knows no times and no categories.
import { greatCircleMetresE7 } from '../foundation/geo.ts'
import type { BoundingBox } from '../foundation/units.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { WAY_IN_OUTLINE } from '../normalise/streets/walkable-ways-record.ts'
import { checkNumber } from '../words/option-values.ts'
import { InsideStreets } from './inside-streets.ts'
import type { LinkMasks } from './link-masks.ts'
import { LINK_ISLAND, LINK_LINKED, LINK_OUTSIDE, LINK_TOO_FAR, type Linkage } from './linkage.ts'
import { buildEdgeIndex, type EdgeHits, type EdgeIndex, nearestEdges } from './segments/edge-index.ts'

export type { LinkMasks } from './link-masks.ts'

/** Farther than this from a street, a point is not linked. */
export const DEFAULT_MAX_LINK_METRES = 200

/** A straight way longer than this leads anywhere. */
export const MOST_LINK_METRES = 100_000

/** The indexes over a network's edges that answer where a point links; made once per network and profile. */
export interface Locator {
  readonly network: WalkNetwork
  readonly masks: LinkMasks
  /** Edges of major parts, then of minor ones: linked to where no edge of a major one is near. */
  readonly linkable: StreetIndexes
  readonly minor: StreetIndexes
  /** Edges of parts too small to link to. */
  readonly islands: StreetIndexes
  /** Closed outlines, and the streets inside each; null where there are none. */
  readonly inside: InsideStreets | null
}

/** Indexes of streets outside outlines: of equally near ones the public wins. */
export interface StreetIndexes {
  readonly open: EdgeIndex
  /** Private streets; null where there are none. */
  readonly secluded: EdgeIndex | null
}

/**
 * Indexes the edges of a network. O(segments log segments).
 *
 * @example
 * ```ts
 * import { type Impedance, type WalkNetwork, buildLocator } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * const locator = buildLocator(network, impedance)
 * ```
 */
export function buildLocator(network: WalkNetwork, masks: LinkMasks): Locator {
  const indexes = (mask: Uint8Array): StreetIndexes => {
    if (network.regionNames.length === 0) return { open: buildEdgeIndex(network, mask), secluded: null }
    const isOpen = mask.map((bit, edge) => (network.edgeRegion[edge] === 0 ? bit : 0))
    const isSecluded = mask.map((bit, edge) =>
      network.edgeRegion[edge] !== 0 && (network.edgeFlags[edge]! & WAY_IN_OUTLINE) === 0 ? bit : 0,
    )
    return { open: buildEdgeIndex(network, isOpen), secluded: buildEdgeIndex(network, isSecluded) }
  }
  return {
    network,
    masks,
    linkable: indexes(masks.edgeLinkable),
    minor: indexes(masks.edgeLinkableMinor),
    islands: indexes(masks.edgeOnIsland),
    inside: network.ringRegion.length === 0 ? null : new InsideStreets(network, masks),
  }
}

/** Locators made so far, as long as their network is held. */
const locatorsOf = new WeakMap<WalkNetwork, { readonly masks: LinkMasks; readonly locator: Locator }[]>()

/**
 * {@link buildLocator}, once per network and masks: whoever asks with equal masks gets the same indexes.
 * @example
 * ```ts
 * import { type Impedance, type WalkNetwork, sharedLocator } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * sharedLocator(network, impedance) === sharedLocator(network, impedance)
 * // the same index: built once
 * ```
 */
export function sharedLocator(network: WalkNetwork, masks: LinkMasks): Locator {
  const held = locatorsOf.get(network) ?? []
  const known = held.find(({ masks: other }) => sameMasks(other, masks))
  if (known !== undefined) return known.locator
  const locator = buildLocator(network, masks)
  const { edgeLinkable, edgeLinkableMinor, edgeOnIsland } = masks
  locatorsOf.set(network, [...held, { masks: { edgeLinkable, edgeLinkableMinor, edgeOnIsland }, locator }])
  return locator
}

function sameMasks(a: LinkMasks, b: LinkMasks): boolean {
  return (['edgeLinkable', 'edgeLinkableMinor', 'edgeOnIsland'] as const).every(
    (mask) => a[mask].length === b[mask].length && a[mask].every((bit, edge) => bit === b[mask][edge]),
  )
}

/**
 * Links points to the network.
 *
 * @param lonLat n positions, `[lon0, lat0, lon1, lat1, …]` in degrees
 * @param maxLinkMetres longest straight access leg, great-circle metres
 * @example
 * ```ts
 * import { type Locator, linkPoints } from 'living-circle/parts'
 * declare const locator: Locator
 * const { status, edge, metres } = linkPoints(locator, Float64Array.of(14.51, 35.9), 200)
 * ```
 */
export function linkPoints(
  locator: Locator,
  lonLat: Float64Array,
  maxLinkMetres: number = DEFAULT_MAX_LINK_METRES,
): Linkage {
  checkNumber('maxLinkMetres', maxLinkMetres, 0, MOST_LINK_METRES)
  const n = lonLat.length / 2
  const status = new Uint8Array(n)
  const edge = new Int32Array(n).fill(-1)
  const fraction = new Float64Array(n)
  const metres = new Float64Array(n).fill(Number.NaN)
  const take = (points: Uint32Array, hits: EdgeHits): Uint32Array => {
    points.forEach((point, i) => {
      if (hits.edge[i]! < 0) return
      edge[point] = hits.edge[i]!
      metres[point] = hits.metres[i]!
      fraction[point] = fractionOfEdge(locator.network, hits.edge[i]!, hits.segment[i]!, hits.fraction[i]!)
    })
    return points.filter((_, i) => hits.edge[i]! < 0)
  }
  const link = (indexes: StreetIndexes, points: Uint32Array): Uint32Array =>
    take(points, nearestStreets(indexes, pick(lonLat, points), maxLinkMetres))
  /** Metres to a street of the compound around a point that is too small to link to. */
  const ownIsland = new Float64Array(locator.inside === null ? 0 : n).fill(Infinity)
  let left = Uint32Array.from({ length: n }, (_, point) => point)
  // Inside an outline a point links to the streets there, as long as one is near; nobody else links through the wall.
  locator.inside?.groups(lonLat).forEach((points, region) => {
    const streets = locator.inside!.streetsOf(region)
    let own = points
    for (const index of [streets.linkable, streets.minor]) {
      if (index !== null && own.length > 0) own = take(own, nearestEdges(index, pick(lonLat, own), maxLinkMetres))
    }
    if (streets.islands === null || own.length === 0) return
    const hits = nearestEdges(streets.islands, pick(lonLat, own), maxLinkMetres)
    own.forEach((point, i) => {
      if (hits.edge[i]! >= 0) ownIsland[point] = hits.metres[i]!
    })
  })
  left = left.filter((point) => edge[point]! < 0)
  const missed = link(locator.minor, link(locator.linkable, left))
  const islandHits = nearestStreets(locator.islands, pick(lonLat, missed), maxLinkMetres)
  missed.forEach((point, i) => {
    const toIsland = Math.min(islandHits.edge[i]! >= 0 ? islandHits.metres[i]! : Infinity, ownIsland[point] ?? Infinity)
    if (toIsland < Infinity) {
      status[point] = LINK_ISLAND
      metres[point] = toIsland
    } else {
      const outside = !insideBox(locator.network.box, lonLat[2 * point]!, lonLat[2 * point + 1]!)
      status[point] = outside ? LINK_OUTSIDE : LINK_TOO_FAR
    }
  })
  return { status, edge, fraction, metres }
}

/** Where points lie nearest to public streets that may be linked to, whatever wall stands between; status `too-far` beyond the limit. */
export function linkToPublicStreets(locator: Locator, lonLat: Float64Array, maxMetres: number): Linkage {
  const hits = nearestEdges(locator.linkable.open, lonLat, maxMetres)
  const fraction = new Float64Array(hits.edge.length)
  hits.edge.forEach((edge, point) => {
    if (edge >= 0) fraction[point] = fractionOfEdge(locator.network, edge, hits.segment[point]!, hits.fraction[point]!)
  })
  return {
    status: Uint8Array.from(hits.edge, (edge) => (edge < 0 ? LINK_TOO_FAR : LINK_LINKED)),
    edge: Int32Array.from(hits.edge),
    fraction,
    metres: Float64Array.from(hits.metres),
  }
}

/** Of pieces of street this near to the nearest one the public wins. */
const TIE_METRES = 1e-6

/** The nearest street of some indexes for each point. */
function nearestStreets({ open, secluded }: StreetIndexes, lonLat: Float64Array, maxMetres: number): EdgeHits {
  const hits = nearestEdges(open, lonLat, maxMetres)
  if (secluded === null || secluded.segmentCount === 0) return hits
  const others = nearestEdges(secluded, lonLat, maxMetres)
  for (let point = 0; point < hits.edge.length; point++) {
    if (others.edge[point]! < 0) continue
    if (hits.edge[point]! >= 0 && hits.metres[point]! <= others.metres[point]! + TIE_METRES) continue
    for (const column of ['edge', 'segment', 'fraction', 'metres'] as const)
      hits[column][point] = others[column][point]!
  }
  return hits
}

/** Positions of some points. */
function pick(lonLat: Float64Array, points: Uint32Array): Float64Array {
  if (points.length * 2 === lonLat.length) return lonLat
  const picked = new Float64Array(points.length * 2)
  points.forEach((point, i) => {
    picked[2 * i] = lonLat[2 * point]!
    picked[2 * i + 1] = lonLat[2 * point + 1]!
  })
  return picked
}

function insideBox([west, south, east, north]: BoundingBox, lon: number, lat: number): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}

/** A place so near to the end of an edge lies at its vertex: what a foot's rounding makes of it must not decide a one-way street. */
const AT_VERTEX_MM = 1

/** Place on an edge by length, exactly 0 or 1 at its vertices. */
export function fractionOfEdge(network: WalkNetwork, edge: number, segment: number, alongSegment: number): number {
  const fraction = placeOnEdge(network, edge, segment, alongSegment)
  const lengthMm = network.edgeLengthMm[edge]!
  if (fraction * lengthMm < AT_VERTEX_MM) return 0
  return (1 - fraction) * lengthMm < AT_VERTEX_MM ? 1 : fraction
}

/** Place on an edge by length, from a place on one of its straight segments. */
function placeOnEdge(network: WalkNetwork, edge: number, segment: number, alongSegment: number): number {
  const { vertexLonE7, vertexLatE7, edgeFrom, edgeTo, shapeOffset, shapeLonE7, shapeLatE7 } = network
  const start = shapeOffset[edge]!
  const bends = shapeOffset[edge + 1]! - start
  if (bends === 0) return alongSegment
  let before = 0
  let total = 0
  let lon = vertexLonE7[edgeFrom[edge]!]!
  let lat = vertexLatE7[edgeFrom[edge]!]!
  for (let i = 0; i <= bends; i++) {
    const nextLon = i < bends ? shapeLonE7[start + i]! : vertexLonE7[edgeTo[edge]!]!
    const nextLat = i < bends ? shapeLatE7[start + i]! : vertexLatE7[edgeTo[edge]!]!
    const length = greatCircleMetresE7(lon, lat, nextLon, nextLat)
    if (i < segment) before += length
    else if (i === segment) before += length * alongSegment
    total += length
    lon = nextLon
    lat = nextLat
  }
  return total > 0 ? before / total : 0
}

// The official land-area indicators: residential land within the range of a kind of facility ÷ all residential land. By
// straight-line radius (as the codes print them) and by walk over the network: measures of their own, each with its
// name. What enters: land polygons, facilities. What leaves: areas and a share. It does not know rules or files.

import type { LivingCircleError } from '../foundation/errors.ts'
import type { PolygonRings } from '../foundation/geo.ts'
import { isPosition } from '../foundation/geo.ts'
import type { Message } from '../foundation/message.ts'
import { type LonLat, UNREACHED } from '../foundation/units.ts'
import { LINK_LINKED } from '../locate/linkage.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { message, problem } from '../words/problem.ts'
import { costsAtPlaces } from './cost-at-places.ts'
import { toOrigin } from './isochrone-draw.ts'
import { type IsochroneOptions, resolveIsochroneOptions } from './isochrone-options.ts'
import type { IsochroneOrigin } from './isochrone-result.ts'
import { benchOf, type LinkedPlaces } from './isochrone-sweep.ts'
import {
  discShape,
  type Intervals,
  lengthOf,
  polygonShape,
  type RowShape,
  RowSweep,
  sharedLength,
  sideShape,
} from './land-rows.ts'
import { type LocalMap, mapAround, metresEast, metresNorth } from './outline-projection.ts'

/** Something that serves the land around it. */
export interface LandFacility {
  /** Where it is reached. */
  readonly places: readonly LonLat[]
  /** Its area; a straight-line radius then counts from its edge. */
  readonly polygons?: readonly PolygonRings[] | null | undefined
}

/** One share of land. */
export interface LandCoverage {
  /** What the range was measured by: the two differ, and neither may be printed under the other's name. */
  readonly basis: 'straight-line' | 'time' | 'distance'
  /** Metres or minutes; NaN where each facility has its own. */
  readonly limit: number
  /** All land, overlaps counted once. */
  readonly landSquareMetres: number
  readonly coveredSquareMetres: number
  /** Land too far from any street to be judged by walk: not in the share's denominator. 0 for straight lines. */
  readonly unlinkedSquareMetres: number
  /** Covered / (land − unlinked); `null` where that is nothing. */
  readonly share: number | null
  /** Distance between rows, and between points in a row where walks are asked for; metres. */
  readonly spacingMetres: number
}

/** Rows for straight-line measures are this far apart unless told otherwise, metres. */
const DEFAULT_ROW_METRES = 5
/** Points that are asked for their walk are this far apart unless told otherwise, metres. */
const DEFAULT_GRID_METRES = 20
/** More sample points than this are a mistake. */
const MAX_SAMPLES = 20_000_000

/**
 * Land within a straight-line radius of facilities, over all land. Each row of the land is measured exactly; against
 * exact polygon operations the share differs by less than 0.001 at the default spacing wherever the land is larger than
 * a hectare.
 *
 * Formula: GB/T 51346-2019 A.0.3 (as quoted in secondary sources), TD/T 1063-2021 (recalled): covered residential land
 * / residential land.
 *
 * @param land polygons; may overlap, which counts once
 * @param radiusMetres one radius for all, or one for each facility (`null`: it serves nobody)
 * @param spacingMetres distance between rows, default 5
 * @throws LivingCircleError `usage`
 * @example
 * ```ts
 * import { landCoverageByRadius } from 'living-circle/parts'
 * const land = [[[[0, 0], [0.01, 0], [0.01, 0.01], [0, 0.01], [0, 0]]]] as const
 * landCoverageByRadius(land, [{ places: [[0.005, 0.005]] }], 300).share?.toFixed(3) // '0.229': π 300² / 1,112²
 * ```
 */
export function landCoverageByRadius(
  land: readonly PolygonRings[],
  facilities: readonly LandFacility[],
  radiusMetres: number | ((facility: LandFacility) => number | null),
  spacingMetres: number = DEFAULT_ROW_METRES,
): LandCoverage {
  const map = landMap(land)
  const ranges = new RowSweep(
    facilities.flatMap((facility) => {
      const radius = typeof radiusMetres === 'number' ? radiusMetres : radiusMetres(facility)
      if (radius === null) return []
      if (!(radius >= 0 && radius < 1e6)) throw usage(`the radius is ${radius} metres`)
      return rangeShapes(map, facility, radius)
    }),
  )
  let landMetres = 0
  let coveredMetres = 0
  forEachRow(land, map, spacingMetres, (y, intervals) => {
    landMetres += lengthOf(intervals)
    coveredMetres += sharedLength(intervals, ranges.row(y))
  })
  return {
    basis: 'straight-line',
    limit: typeof radiusMetres === 'number' ? radiusMetres : Number.NaN,
    landSquareMetres: landMetres * spacingMetres,
    coveredSquareMetres: coveredMetres * spacingMetres,
    unlinkedSquareMetres: 0,
    share: landMetres > 0 ? coveredMetres / landMetres : null,
    spacingMetres,
  }
}

/** Options of {@link landCoverageByWalk}. */
export interface LandWalkOptions
  extends Pick<IsochroneOptions, 'minutes' | 'metres' | 'reverse' | 'maxLinkMetres' | 'locator'> {
  /** Distance between sample points, metres. Default 20. */
  readonly spacingMetres?: number | undefined
}

/**
 * Land whose walk to the nearest facility is within a limit, over all land: points on a grid are linked to streets like
 * any other demand point and asked for their walk, the straight way to the street included. One result per limit. The
 * land itself is measured as in {@link landCoverageByRadius}. The standard error of a share from n points is below
 * √(share × (1 − share) / n); a grid does better than that.
 *
 * @throws LivingCircleError `usage`, `invalid-option`, `unknown-option`
 */
export function landCoverageByWalk(
  network: WalkNetwork,
  impedance: Impedance,
  land: readonly PolygonRings[],
  facilities: readonly LandFacility[],
  options: LandWalkOptions = {},
): LandCoverage[] {
  const { spacingMetres = DEFAULT_GRID_METRES, ...rest } = options
  const resolved = resolveIsochroneOptions('landCoverageByWalk', impedance, { reverse: true, ...rest })
  const bench = benchOf(network, impedance, resolved.locator)
  const places = facilities.flatMap(
    (facility, index) => toOrigin('landCoverageByWalk', namedOrigin(facility, index), index).places,
  )
  const targets = bench.link(places, resolved.maxLinkMetres, resolved.reverse ? 'end' : 'start')
  const rows = linkedRows(targets)
  const samples = samplePoints(land, spacingMetres)
  const points = bench.link(samples, resolved.maxLinkMetres, resolved.reverse ? 'start' : 'end')
  const swept = rows.length === 0 ? null : bench.run(targets, rows, resolved.costLimits.at(-1)!, resolved.reverse)
  const costs = swept === null ? new Uint32Array(samples.length).fill(UNREACHED) : costsAtPlaces(swept, points.legs)
  const landSquareMetres = landCoverageByRadius(land, [], 0).landSquareMetres
  const perPoint = samples.length > 0 ? landSquareMetres / samples.length : 0
  const unlinked = samples.length - linkedRows(points).length
  return resolved.limits.map((limit, at) => {
    let covered = 0
    for (const cost of costs) if (cost <= resolved.costLimits[at]!) covered++
    return {
      basis: impedance.basis,
      limit,
      landSquareMetres,
      coveredSquareMetres: covered * perPoint,
      unlinkedSquareMetres: unlinked * perPoint,
      share: samples.length > unlinked ? covered / (samples.length - unlinked) : null,
      spacingMetres,
    }
  })
}

/**
 * How far a park serves by its size: GB/T 51346-2019 Table 4.4.7, the lower ends of its ranges (mark V-P: seen in
 * part).
 *
 * @returns metres, or `null` below 0.2 ha, which the table does not count
 */
export function parkRadiusMetres(areaSquareMetres: number): number | null {
  const hectares = areaSquareMetres / 10_000
  if (!(hectares >= 0.2)) return null
  if (hectares < 1) return 300
  if (hectares < 5) return 500
  if (hectares < 10) return 800
  if (hectares < 20) return 1200
  return hectares < 50 ? 2000 : 3000
}

function namedOrigin({ places }: LandFacility, index: number): IsochroneOrigin {
  return { id: String(index + 1), places }
}

function linkedRows({ linkage }: LinkedPlaces): number[] {
  const rows: number[] = []
  linkage.status.forEach((status, row) => {
    if (status === LINK_LINKED) rows.push(row)
  })
  return rows
}

function landMap(land: readonly PolygonRings[]): LocalMap {
  const corners = land.flatMap((rings) => rings[0] ?? [])
  for (const [lon, lat] of corners) {
    if (!isPosition(lon, lat)) throw usage(`the land has a corner at [${lon}, ${lat}]`)
  }
  return mapAround(corners.length > 0 ? corners : [[0, 0]])
}

/** Everything within a radius of a facility: of its area where it has one, else of its places. */
function rangeShapes(map: LocalMap, { places, polygons }: LandFacility, radius: number): RowShape[] {
  if (polygons === null || polygons === undefined || polygons.length === 0) {
    return places.map(([lon, lat]) => discShape(metresEast(map, lon), metresNorth(map, lat), radius))
  }
  return polygons.flatMap((rings) => {
    const flat = rings.map((ring) => flatRing(map, ring))
    const shapes: RowShape[] = [polygonShape(flat)]
    for (const ring of flat) {
      for (let at = 0; at + 3 < ring.length; at += 2) {
        shapes.push(sideShape(ring[at]!, ring[at + 1]!, ring[at + 2]!, ring[at + 3]!, radius))
        shapes.push(discShape(ring[at]!, ring[at + 1]!, radius))
      }
    }
    return shapes
  })
}

function flatRing(map: LocalMap, ring: readonly LonLat[]): Float64Array {
  const flat = new Float64Array(ring.length * 2)
  ring.forEach(([lon, lat], at) => {
    flat[2 * at] = metresEast(map, lon)
    flat[2 * at + 1] = metresNorth(map, lat)
  })
  return flat
}

/** Rows through the land from south to north, on a grid that hangs on the map's anchor. */
function forEachRow(
  land: readonly PolygonRings[],
  map: LocalMap,
  spacing: number,
  visit: (y: number, intervals: Intervals) => void,
): void {
  if (!(spacing > 0 && spacing <= 1000)) throw usage(`the spacing is ${spacing} metres`)
  const shapes = land.map((rings) => polygonShape(rings.map((ring) => flatRing(map, ring))))
  const sweep = new RowSweep(shapes)
  const south = shapes.reduce((least, { minY }) => Math.min(least, minY), Infinity)
  const north = shapes.reduce((most, { maxY }) => Math.max(most, maxY), -Infinity)
  if (north - south > spacing * MAX_SAMPLES) throw usage('the land is too tall for this spacing')
  for (let row = Math.floor(south / spacing); (row + 0.5) * spacing <= north; row++) {
    const y = (row + 0.5) * spacing
    visit(y, sweep.row(y))
  }
}

function samplePoints(land: readonly PolygonRings[], spacing: number): LonLat[] {
  const map = landMap(land)
  const points: LonLat[] = []
  forEachRow(land, map, spacing, (y, intervals) => {
    const lat = map.lat + y / map.metresPerDegreeLat
    for (let at = 0; at < intervals.length; at += 2) {
      const last = Math.ceil(intervals[at + 1]! / spacing - 0.5)
      for (let column = Math.ceil(intervals[at]! / spacing - 0.5); column < last; column++) {
        const lon = map.lon + ((column + 0.5) * spacing) / map.metresPerDegreeLon
        points.push([lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon, lat])
        if (points.length > MAX_SAMPLES) throw usage(message('land.too-many-points', { most: MAX_SAMPLES }))
      }
    }
  })
  return points
}

function usage(said: Message | string): LivingCircleError {
  return problem('usage', 'land.what', { said }, { hint: 'hint.units' })
}

// Systems that the numbers of a table can be in, given where the streets are. Positions and an area in, systems out. It asks no street.
import type { BoundingBox, LonLat } from '../../foundation/units.ts'
import type { CoordinateSystem } from './coordinate-system.ts'
import { loadCoordinateSystem } from './coordinate-systems.ts'
import { gridsAt } from './national-grids.ts'
import { convertSafely, sampleOf } from './sampled-positions.ts'
import { basicSystem, inShiftedArea } from './shifted-systems.ts'

/** A system must put this share of the positions into the area. */
const LEAST_INSIDE = 0.5

/** How a table names its coordinates, as far as it helps to find their system. */
export interface CandidateOptions {
  /** The columns are called X and Y: surveyors in China and elsewhere call the northing X. Both orders are tried. */
  readonly areAxesXY?: boolean | undefined
}

/**
 * Systems worth trying for positions: WGS-84, with GCJ-02 and BD-09 where those apply; for metres, the CGCS2000 and UTM zones, national
 * grids and web Mercator that put most of the positions into the area.
 *
 * @param area box of the street data, WGS-84
 * @example
 * ```ts
 * import { candidateSystems } from 'living-circle/parts'
 * (await candidateSystems(Float64Array.of(500000, 4400000), [116, 39, 117, 40])).length > 0 // true
 * ```
 */
export async function candidateSystems(
  positions: Float64Array,
  area: BoundingBox,
  { areAxesXY }: CandidateOptions = {},
): Promise<CoordinateSystem[]> {
  const sample = sampleOf(positions)
  const middle: LonLat = [(area[0] + area[2]) / 2, (area[1] + area[3]) / 2]
  if (isMostlyDegrees(sample)) {
    const ids = inShiftedArea(middle) ? (['wgs84', 'gcj02', 'bd09'] as const) : (['wgs84'] as const)
    return ids.map(basicSystem)
  }
  const found: CoordinateSystem[] = []
  for (const code of projectedCodes(middle, sample)) {
    const system = await loadCoordinateSystem(`EPSG:${code}`)
    const orders = areAxesXY === true ? [system, northingFirst(system)] : [system]
    for (const one of orders) {
      if (shareInside(sample, one, area) >= LEAST_INSIDE && !found.some((other) => areAlike(one, other, sample))) {
        found.push(one)
      }
    }
  }
  return found
}

/** True for two names of one system (a national grid and the UTM zone that it is): no evidence could tell them apart. */
function areAlike(a: CoordinateSystem, b: CoordinateSystem, sample: Float64Array): boolean {
  const place: LonLat = [sample[0]!, sample[1]!]
  const [one, other] = [convertSafely(a, place), convertSafely(b, place)]
  if (one === null || other === null) return false
  return Math.abs(one[0] - other[0]) < 2e-5 && Math.abs(one[1] - other[1]) < 2e-5
}

/** The same system for tables whose first coordinate is the northing. */
export function northingFirst(system: CoordinateSystem): CoordinateSystem {
  return {
    id: system.id,
    name: `${system.name}, X north and Y east`,
    kind: system.kind,
    toWgs84: ([northing, easting]) => system.toWgs84([easting, northing]),
    fromWgs84: (lonLat) => {
      const [easting, northing] = system.fromWgs84(lonLat)
      return [northing, easting]
    },
  }
}

/** Share of the positions that a system puts into the area (or within some two kilometres of it). */
export function shareInArea(positions: Float64Array, system: CoordinateSystem, area: BoundingBox): number {
  return shareInside(sampleOf(positions), system, area)
}

function isMostlyDegrees(sample: Float64Array): boolean {
  let degrees = 0
  for (let i = 0; i < sample.length; i += 2) {
    // Swapped columns are degrees, too: whoever reads the rows says so.
    const [a, b] = [Math.abs(sample[i]!), Math.abs(sample[i + 1]!)]
    if (Math.max(a, b) <= 180 && Math.min(a, b) <= 90) degrees++
  }
  return degrees * 2 >= sample.length / 2
}

/** EPSG codes of the zones around a place; eight-digit eastings carry the zone's number: the digits before the last six. */
function projectedCodes([lon, lat]: LonLat, sample: Float64Array): number[] {
  const utm = (lat >= 0 ? 32600 : 32700) + Math.min(60, Math.floor((lon + 180) / 6) + 1)
  const grids = gridsAt(lon, lat).map(({ code }) => code)
  const etrs = utm - 32600
  // UTM on ETRS89 and on WGS 84 are one and the same here: in Europe the European name is the one that is meant.
  if (lon > -16 && lon < 40 && lat > 34 && etrs >= 28 && etrs <= 38) grids.push(25800 + etrs)
  const codes = [3857, ...grids, utm]
  if (!inShiftedArea([lon, lat])) return codes
  const nearest3 = Math.round(lon / 3)
  for (const zone3 of [nearest3 - 1, nearest3, nearest3 + 1])
    if (zone3 >= 25 && zone3 <= 45) codes.push(4534 + zone3 - 25)
  for (const zone of zonePrefixes(sample)) {
    if (zone >= 25 && zone <= 45) codes.push(4513 + zone - 25)
    if (zone >= 13 && zone <= 23) codes.push(4491 + zone - 13)
  }
  return codes
}

/** Numbers that stand before the last six digits of eight-digit coordinates, in either column. */
function zonePrefixes(sample: Float64Array): Set<number> {
  const zones = new Set<number>()
  for (const value of sample) {
    const zone = Math.floor(Math.abs(value) / 1e6)
    if (zone >= 13 && zone <= 45) zones.add(zone)
  }
  return zones
}

function shareInside(sample: Float64Array, system: CoordinateSystem, [west, south, east, north]: BoundingBox): number {
  let inside = 0
  for (let i = 0; i < sample.length; i += 2) {
    const position = convertSafely(system, [sample[i]!, sample[i + 1]!])
    if (position === null) continue
    const [lon, lat] = position
    if (lon >= west - 0.02 && lon <= east + 0.02 && lat >= south - 0.02 && lat <= north + 0.02) inside++
  }
  return sample.length === 0 ? 0 : inside / (sample.length / 2)
}

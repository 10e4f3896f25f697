// Residential land in the range of facilities, measured both ways side by side: by walk and by the straight line that people take for
// the same limit. What enters: land polygons, facilities, limits. What leaves: two measures for each limit, each under its own name.
import type { PolygonRings } from '../foundation/geo.ts'
import { limitInMetres } from '../foundation/limits.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import {
  type LandCoverage,
  type LandFacility,
  type LandWalkOptions,
  landCoverageByRadius,
  landCoverageByWalk,
} from './land-coverage.ts'

/** Land within one limit. */
export interface LandWithin {
  /** Minutes or metres, by the costs. */
  readonly limit: number
  /** The straight line that stands for the limit: the limit itself, or how far one walks in its minutes without a turn. */
  readonly radiusMetres: number
  readonly straight: LandCoverage
  readonly walk: LandCoverage
}

/**
 * Land within each limit, by walk and by straight line.
 *
 * @param land polygons; may overlap, which counts once
 * @returns one for each limit, ascending
 * @throws LivingCircleError as `landCoverageByWalk` does
 * @example
 * ```ts
 * import { landWithin, type Impedance, type WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * const land = [[[[14.51, 35.89], [14.52, 35.89], [14.52, 35.9], [14.51, 35.89]]]] as const
 * const [within] = landWithin(network, impedance, land, [{ places: [[14.515, 35.893]] }], { minutes: [10] })
 * within!.radiusMetres // 750 for a walker of 1.25 m/s; within!.walk.share is no larger than within!.straight.share
 * ```
 */
export function landWithin(
  network: WalkNetwork,
  impedance: Impedance,
  land: readonly PolygonRings[],
  facilities: readonly LandFacility[],
  options: LandWalkOptions = {},
): LandWithin[] {
  const { basis, profile } = impedance
  return landCoverageByWalk(network, impedance, land, facilities, options).map((walk) => {
    const radiusMetres = limitInMetres(basis, walk.limit, profile)
    return { limit: walk.limit, radiusMetres, straight: landCoverageByRadius(land, facilities, radiusMetres), walk }
  })
}

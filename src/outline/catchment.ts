// The catchment of all facilities of a kind at once: the union drawn, and the people within counted by their walk.
// What enters: a network, its costs, facilities, demand points. What leaves: one drawing and counts per limit. It knows
// no files.
import { checkGiven, checkType } from '../foundation/arguments.ts'
import type { LonLat } from '../foundation/units.ts'
import { UNREACHED } from '../foundation/units.ts'
import { LINK_LINKED } from '../locate/linkage.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { costsAtPlaces } from './cost-at-places.ts'
import { drawIsochrone, toOrigin, unionOf } from './isochrone-draw.ts'
import { type IsochroneOptions, resolveIsochroneOptions } from './isochrone-options.ts'
import type { Isochrone, IsochroneOrigin } from './isochrone-result.ts'
import { benchOf } from './isochrone-sweep.ts'

/** Where people live; unknown people are `null`, never 0. */
export interface CatchmentDemand {
  readonly lonLat: LonLat
  readonly people: number | null
}

/** Options of {@link catchment}: those of `isochrone` (`union` is always true), and whom to count. */
export interface CatchmentOptions extends Omit<IsochroneOptions, 'union'> {
  /** Counted by walk. Default: nobody. */
  readonly demand?: readonly CatchmentDemand[] | undefined
}

/** Who is within one limit, by walk (not by the polygon). */
export interface CatchmentCount {
  /** Minutes or metres, inclusive. */
  readonly limit: number
  readonly points: number
  /** Sum over points whose people are known. */
  readonly people: number
  /** Points within whose people are not known. */
  readonly pointsUnknown: number
}

/** All facilities' catchment. */
export interface Catchment {
  /** One drawing for all: `origins` lists the facilities in it. */
  readonly isochrone: Isochrone
  /** Per limit, ascending; empty counts where no demand was given. */
  readonly counts: readonly CatchmentCount[]
  /** Demand points given, and those of them that are not linked to any street (in no count). */
  readonly points: number
  readonly pointsUnlinked: number
  /** Known people over all points, and over those not linked. */
  readonly people: number
  readonly peopleUnlinked: number
}

/**
 * The ground and the people that all facilities of a kind serve together. People walk to the facilities unless
 * `reverse: false` says otherwise.
 *
 * @param facilities positions, or facilities with all their entrances
 * @throws LivingCircleError as `isochrone` does
 * @example
 * ```ts
 * import { catchment } from 'living-circle'
 * import { type Impedance, type WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * const demand = [{ lonLat: [14.51, 35.9] as const, people: 420 }]
 * const clinics = catchment(network, impedance, [[14.5146, 35.8978], [14.49, 35.88]], { minutes: [15], demand })
 * clinics.counts[0]!.people // all 420 where the walk to the nearest clinic takes 15 minutes or less
 * ```
 */
export function catchment(
  network: WalkNetwork,
  impedance: Impedance,
  facilities: readonly (LonLat | IsochroneOrigin)[],
  options: CatchmentOptions = {},
): Catchment {
  checkType('catchment', 'options', options, 'object')
  const { demand = [], ...drawing } = options
  const resolved = resolveIsochroneOptions('catchment', impedance, { reverse: true, ...drawing, union: true })
  checkGiven('catchment', 'network', network, 'network')
  checkType('catchment', 'facilities', facilities, 'array')
  checkType('catchment', 'demand', demand, 'array')
  const bench = benchOf(network, impedance, resolved.locator)
  const named = facilities.map((facility, index) => toOrigin('catchment', facility, index))
  const { isochrone, swept } = drawIsochrone(bench, unionOf(named), named, resolved)
  const points = bench.link(
    demand.map((point, index) => toOrigin('catchment demand', point.lonLat, index).places[0]!),
    resolved.maxLinkMetres,
    resolved.reverse ? 'start' : 'end',
  )
  const costs = swept === null ? null : costsAtPlaces(swept, points.legs)
  let people = 0
  let peopleUnlinked = 0
  let pointsUnlinked = 0
  demand.forEach((point, index) => {
    people += point.people ?? 0
    if (points.linkage.status[index] === LINK_LINKED) return
    pointsUnlinked++
    peopleUnlinked += point.people ?? 0
  })
  const counts = resolved.limits.map((limit, at) => countWithin(demand, costs, limit, resolved.costLimits[at]!))
  return { isochrone, counts, points: demand.length, pointsUnlinked, people, peopleUnlinked }
}

function countWithin(
  demand: readonly CatchmentDemand[],
  costs: Uint32Array | null,
  limit: number,
  costLimit: number,
): CatchmentCount {
  let points = 0
  let people = 0
  let pointsUnknown = 0
  demand.forEach((point, index) => {
    if (costs === null || costs[index] === UNREACHED || costs[index]! > costLimit) return
    points++
    if (point.people === null) pointsUnknown++
    else people += point.people
  })
  return { limit, points, people, pointsUnknown }
}

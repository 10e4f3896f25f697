// Where does one get to on foot, and who gets here: isochrones from any place on the network.
// What enters: a network, its costs, origins. What leaves: per origin and limit, polygons (a drawing of the reached
// streets) or the reached streets themselves. It knows no files; `report` writes the result down.
import { checkGiven, checkType } from '../foundation/arguments.ts'
import { throwIfAborted } from '../foundation/progress.ts'
import type { LonLat } from '../foundation/units.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { drawIsochrone, toOrigin, unionOf } from './isochrone-draw.ts'
import { type IsochroneOptions, resolveIsochroneOptions } from './isochrone-options.ts'
import type { Isochrone, IsochroneOrigin } from './isochrone-result.ts'
import { benchOf } from './isochrone-sweep.ts'

/**
 * Isochrones, one for each origin (or one for all, with `union`).
 *
 * The truth is the set of reached street pieces; the polygons draw it as a band of `bandMetres` (default 25) around
 * them. Limits are inclusive and nest. Count people and facilities by their walk, not by these polygons.
 *
 * @param origins positions `[lon, lat]` in degrees, or origins with several places
 * @throws LivingCircleError `unknown-option`, `invalid-option`, `usage` (a position out of range), `aborted`
 * @example
 * ```ts
 * import { isochrone, toIsochroneGeoJson } from 'living-circle'
 * import { type Impedance, type WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * const [around] = isochrone(network, impedance, [[14.5146, 35.8978]], { minutes: [5, 10, 15] })
 * const collection = toIsochroneGeoJson([around!])
 * ```
 */
export function isochrone(
  network: WalkNetwork,
  impedance: Impedance,
  origins: readonly (LonLat | IsochroneOrigin)[],
  options: IsochroneOptions = {},
): Isochrone[] {
  checkType('isochrone', 'options', options, 'object')
  const { onProgress, signal } = options
  const results: Isochrone[] = []
  for (const result of eachIsochrone(network, impedance, origins, options)) {
    const total = options.union === true ? 1 : origins.length
    const reportEvery = Math.max(1, Math.ceil(total / 50))
    results.push(result)
    if (results.length % reportEvery === 0) {
      onProgress?.({ step: 'isochrones', done: results.length, total })
      throwIfAborted(signal)
    }
  }
  return results
}

/**
 * {@link isochrone}, one result at a time, for batches that should not stand in memory all at once. Nothing is computed
 * ahead.
 *
 * @throws LivingCircleError as {@link isochrone} does
 * @example
 * ```ts
 * import { type Impedance, type WalkNetwork, eachIsochrone } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * for (const one of eachIsochrone(network, impedance, [[14.51, 35.9]])) console.log(one.id, one.linkStatus)
 * ```
 */
export function* eachIsochrone(
  network: WalkNetwork,
  impedance: Impedance,
  origins: readonly (LonLat | IsochroneOrigin)[],
  options: IsochroneOptions = {},
): Generator<Isochrone, void, undefined> {
  const resolved = resolveIsochroneOptions('isochrone', impedance, options)
  checkGiven('isochrone', 'network', network, 'network')
  checkType('isochrone', 'origins', origins, 'array')
  const bench = benchOf(network, impedance, resolved.locator)
  const named = origins.map((origin, index) => toOrigin('isochrone', origin, index))
  if (resolved.union) {
    yield drawIsochrone(bench, unionOf(named), named, resolved).isochrone
    return
  }
  for (const origin of named) {
    throwIfAborted(resolved.signal)
    yield drawIsochrone(bench, origin, [origin], resolved).isochrone
  }
}

export type { Isochrone, IsochroneBand, IsochroneOrigin } from './isochrone-result.ts'

// Positions in 1e-7 degrees → metres on the flat map of one drawing, by the shorter way around the globe.
// It does not know what is drawn.
import { E7 } from '../foundation/units.ts'
import type { LocalMap } from './outline-projection.ts'

const HALF_TURN_E7 = 180 * E7

/** A flat map for integer positions. */
export class FlatAnchor {
  readonly #lonE7: number
  readonly #latE7: number
  readonly #metresPerE7Lon: number
  readonly #metresPerE7Lat: number

  constructor(map: LocalMap) {
    this.#lonE7 = map.lon * E7
    this.#latE7 = map.lat * E7
    this.#metresPerE7Lon = map.metresPerDegreeLon / E7
    this.#metresPerE7Lat = map.metresPerDegreeLat / E7
  }

  /** Metres east of the anchor. */
  east(lonE7: number): number {
    let east = lonE7 - this.#lonE7
    if (east > HALF_TURN_E7) east -= 2 * HALF_TURN_E7
    else if (east < -HALF_TURN_E7) east += 2 * HALF_TURN_E7
    return east * this.#metresPerE7Lon
  }

  /** Metres north of the anchor. */
  north(latE7: number): number {
    return (latE7 - this.#latE7) * this.#metresPerE7Lat
  }
}

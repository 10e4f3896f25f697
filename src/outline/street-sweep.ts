// A finished sweep as drawings see it: one label for each end of a street, whatever copies of its vertex walks stood on. Where no
// regions meet it is the sweep itself. Knows no coordinates.
import { UNREACHED } from '../foundation/units.ts'
import { type PlaceVertices, placeVerticesOf, plainArcs } from '../network/walk-arcs.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { BoundedSweep } from '../search/bounded-sweep.ts'

/** What a drawing asks of a sweep. */
export type SweepLabels = Pick<BoundedSweep, 'label' | 'reached' | 'reachedCount'>

/** Whether a network has vertices that only walks know. */
export function hasRegions({ leavingStreetVertex, sharedOffset }: WalkNetwork): boolean {
  return leavingStreetVertex.length > 0 || sharedOffset.length > 1
}

const streetsOf = new WeakMap<WalkNetwork, WalkNetwork>()

/** The streets of a network, each edge between two vertices and no copies; made once. O(edges). */
export function streetNetwork(network: WalkNetwork): WalkNetwork {
  if (!hasRegions(network)) return network
  let streets = streetsOf.get(network)
  if (streets === undefined) {
    streets = { ...network, ...plainArcs(network.streetVertices, network.edgeFrom, network.edgeTo) }
    streetsOf.set(network, streets)
  }
  return streets
}

/** Labels of street vertices after a sweep over a network with regions. */
export class StreetSweep implements SweepLabels {
  readonly reached: Uint32Array<ArrayBuffer>
  readonly reachedCount: number
  readonly #sweep: SweepLabels
  readonly #places: PlaceVertices
  readonly #toPlaces: boolean

  /** @param toPlaces the sweep ran against people who walk to where it began */
  constructor(network: WalkNetwork, sweep: SweepLabels, toPlaces: boolean) {
    this.#sweep = sweep
    this.#places = placeVerticesOf(network)
    this.#toPlaces = toPlaces
    const { streetVertices, leavingStreetVertex } = network
    const found = new Set<number>()
    for (let at = 0; at < sweep.reachedCount; at++) {
      const vertex = sweep.reached[at]!
      const street = vertex < streetVertices ? vertex : leavingStreetVertex[vertex - streetVertices]!
      for (const other of this.#places.at(street)) found.add(other)
    }
    this.reached = Uint32Array.from(found).filter((street) => this.label(street) !== UNREACHED)
    this.reachedCount = this.reached.length
  }

  /** Least cost of a walk that goes on from a street vertex along its streets, or that comes along them to it; `UNREACHED` beyond the limit. */
  label(street: number): number {
    return this.#sweep.label(this.bestAt(street))
  }

  /** The vertex, or copy of one, whose label that is. */
  bestAt(street: number): number {
    const places = this.#places
    // Whoever stands on a street of a region walks from it: no copy gets him anywhere for less than the leaving one.
    if (this.#toPlaces) return places.leaving(street)
    if (!places.isSpecial(street)) return street
    let best = street
    for (const other of [places.leaving(street), ...places.others(street)]) {
      if (this.#sweep.label(other) < this.#sweep.label(best)) best = other
    }
    return best
  }
}

// Links places and sweeps from all of them at once; keeps what is costly to make (index, scratch memory) beside the
// costs it belongs to, so that the second question about a city is quick. It does not know polygons.
import type { ShapeColumns } from '../foundation/shape-columns.ts'
import type { LonLat } from '../foundation/units.ts'
import { type Locator, linkPoints, sharedLocator } from '../locate/link-points.ts'
import type { Linkage } from '../locate/linkage.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { BoundedSweep } from '../search/bounded-sweep.ts'
import { buildPlaceLegs, type PlaceLegs, type WalkEnd } from '../search/place-legs.ts'
import { drawingShapes } from './drawing-shapes.ts'
import { EdgeStamps } from './edge-stamps.ts'
import { mapOfBox } from './outline-projection.ts'
import type { SweptPlaces } from './reached-pieces.ts'
import { hasRegions, StreetSweep, streetNetwork } from './street-sweep.ts'

/** Places on the network: their links and what it costs to come and go. */
export interface LinkedPlaces {
  readonly lonLat: Float64Array
  readonly linkage: Linkage
  readonly legs: PlaceLegs
}

/** A network made ready for questions about isochrones. */
export class IsochroneBench {
  readonly network: WalkNetwork
  readonly impedance: Impedance
  #locator: Locator | undefined
  #sweep: BoundedSweep | undefined
  #shapes: ShapeColumns | undefined
  #stamps: EdgeStamps | undefined

  constructor(network: WalkNetwork, impedance: Impedance, locator?: Locator) {
    this.network = network
    this.impedance = impedance
    this.#locator = locator
  }

  get locator(): Locator {
    this.#locator ??= sharedLocator(this.network, this.impedance)
    return this.#locator
  }

  /** Takes over an index that was built elsewhere. */
  offerLocator(locator: Locator | undefined): void {
    this.#locator ??= locator
  }

  get sweep(): BoundedSweep {
    this.#sweep ??= new BoundedSweep(this.network)
    return this.#sweep
  }

  /** The network's bends as far as drawings need them. */
  get shapes(): ShapeColumns {
    this.#shapes ??= drawingShapes(this.network)
    return this.#shapes
  }

  /** Stamps of whole edges for a band; `null` where the network is too large for one map. Those of the last band are kept. */
  stampsFor(bandMetres: number, cellMetres: number): EdgeStamps | null {
    const last = this.#stamps
    if (last?.bandMetres === bandMetres && last.cellMetres === cellMetres) return last
    const map = mapOfBox(this.network.box)
    if (map === null) return null
    this.#stamps = new EdgeStamps(this.network, this.shapes, map, bandMetres, cellMetres)
    return this.#stamps
  }

  /** @param walkEnd whether walks set out from the places or arrive at them */
  link(places: readonly LonLat[], maxLinkMetres: number, walkEnd: WalkEnd): LinkedPlaces {
    const lonLat = new Float64Array(places.length * 2)
    places.forEach(([lon, lat], place) => {
      lonLat[2 * place] = lon
      lonLat[2 * place + 1] = lat
    })
    const linkage = linkPoints(this.locator, lonLat, maxLinkMetres)
    return { lonLat, linkage, legs: buildPlaceLegs(this.network, this.impedance, linkage, walkEnd) }
  }

  /** One sweep from (or to) some linked places at once, by their numbers. The result holds until the next sweep. */
  run({ legs, lonLat }: LinkedPlaces, places: readonly number[], limit: number, toPlaces: boolean): SweptPlaces {
    const { network, impedance, sweep } = this
    const rows: number[] = []
    for (const place of places) {
      for (let row = legs.rowOffset[place]!; row < legs.rowOffset[place + 1]!; row++) rows.push(row)
    }
    const seedVertex = new Uint32Array(rows.length * 2)
    const seedCost = new Uint32Array(rows.length * 2)
    rows.forEach((row, at) => {
      seedVertex[2 * at] = legs.vertexFrom[row]!
      seedVertex[2 * at + 1] = legs.vertexTo[row]!
      seedCost[2 * at] = (toPlaces ? legs.inFrom : legs.outFrom)[row]!
      seedCost[2 * at + 1] = (toPlaces ? legs.inTo : legs.outTo)[row]!
    })
    sweep.run(toPlaces ? impedance.arcCostReversed : impedance.arcCost, seedVertex, seedCost, limit)
    const firstRows = places.map((place) => legs.rowOffset[place]!)
    return {
      network: streetNetwork(network),
      impedance,
      sweep: hasRegions(network) ? new StreetSweep(network, sweep, toPlaces) : sweep,
      walks: { network, sweep, rows },
      places: firstRows,
      legs,
      lonLat,
      limit,
      toPlaces,
    }
  }
}

const benches = new WeakMap<Impedance, IsochroneBench>()

/** The bench of some costs: made once, forgotten with them. */
export function benchOf(network: WalkNetwork, impedance: Impedance, locator?: Locator): IsochroneBench {
  let bench = benches.get(impedance)
  if (bench === undefined || bench.network !== network) {
    bench = new IsochroneBench(network, impedance, locator)
    benches.set(impedance, bench)
  }
  bench.offerLocator(locator)
  return bench
}

// Closed outlines: which points lie inside one, and which streets they may link to there. A network in, groups of points and small
// indexes out. It knows no times and no people.
import { E7 } from '../foundation/units.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { LinkMasks } from './link-masks.ts'
import { buildEdgeIndex, type EdgeIndex } from './segments/edge-index.ts'

/** The streets of one compound that points may link to, first and second choice, and those too small for it; null where there are none. */
export interface OwnStreets {
  readonly linkable: EdgeIndex | null
  readonly minor: EdgeIndex | null
  readonly islands: EdgeIndex | null
}

/** An outline, 1e-7 degrees. */
interface Outline {
  readonly region: number
  readonly rings: readonly (readonly [number, number])[]
  readonly box: readonly [number, number, number, number]
  readonly size: number
}

/** Outlines lie in bands of latitude of this height, 1e-7 degrees: some 550 m. */
const BAND_E7 = 50_000
/** What spans more bands than these is looked at for every point. */
const MOST_BANDS = 2000

/** The closed outlines of a network. */
export class InsideStreets {
  readonly #network: WalkNetwork
  readonly #masks: LinkMasks
  readonly #bands = new Map<number, Outline[]>()
  readonly #everywhere: Outline[] = []
  /** Edges of each compound, by region; made when first asked for. */
  #edges: Map<number, number[]> | undefined
  readonly #streets = new Map<number, OwnStreets>()

  constructor(network: WalkNetwork, masks: LinkMasks) {
    this.#network = network
    this.#masks = masks
    for (const outline of outlinesOf(network)) {
      const low = Math.floor(outline.box[1] / BAND_E7)
      const high = Math.floor(outline.box[3] / BAND_E7)
      if (high - low >= MOST_BANDS) this.#everywhere.push(outline)
      else {
        for (let band = low; band <= high; band++) {
          const list = this.#bands.get(band)
          if (list === undefined) this.#bands.set(band, [outline])
          else list.push(outline)
        }
      }
    }
  }

  /** The region of the smallest outline around a place, 0 where there is none; of equally large ones the lowest. */
  regionAt(lonDegrees: number, latDegrees: number): number {
    const lon = lonDegrees * E7
    const lat = latDegrees * E7
    let best: Outline | undefined
    const consider = (outline: Outline) => {
      const [west, south, east, north] = outline.box
      if (lon < west || lon > east || lat < south || lat > north) return
      if (
        best !== undefined &&
        (best.size < outline.size || (best.size === outline.size && best.region < outline.region))
      )
        return
      if (isInside(this.#network, outline, lon, lat)) best = outline
    }
    for (const outline of this.#bands.get(Math.floor(lat / BAND_E7)) ?? []) consider(outline)
    for (const outline of this.#everywhere) consider(outline)
    return best?.region ?? 0
  }

  /** Points inside outlines, by region. */
  groups(lonLat: Float64Array): Map<number, Uint32Array> {
    const groups = new Map<number, number[]>()
    for (let point = 0; 2 * point < lonLat.length; point++) {
      const region = this.regionAt(lonLat[2 * point]!, lonLat[2 * point + 1]!)
      if (region === 0) continue
      const group = groups.get(region)
      if (group === undefined) groups.set(region, [point])
      else group.push(point)
    }
    return new Map([...groups].map(([region, points]) => [region, Uint32Array.from(points)]))
  }

  /** The streets of a compound that points inside its outline may link to. */
  streetsOf(region: number): OwnStreets {
    let streets = this.#streets.get(region)
    if (streets === undefined) {
      this.#edges ??= edgesOfCompounds(this.#network)
      const edges = this.#edges.get(region) ?? []
      streets = {
        linkable: this.#indexOf(edges, this.#masks.edgeLinkable),
        minor: this.#indexOf(edges, this.#masks.edgeLinkableMinor),
        islands: this.#indexOf(edges, this.#masks.edgeOnIsland),
      }
      this.#streets.set(region, streets)
    }
    return streets
  }

  #indexOf(edges: readonly number[], mask: Uint8Array): EdgeIndex | null {
    const chosen = edges.filter((edge) => mask[edge] === 1)
    return chosen.length === 0 ? null : buildEdgeIndex(this.#network, undefined, chosen)
  }
}

/** The streets of each compound: those inside its outline, and those that hang on them alone. */
function edgesOfCompounds({ edgeRegion, ringRegion }: WalkNetwork): Map<number, number[]> {
  const compounds = ringRegion.at(-1) ?? 0
  const edges = new Map<number, number[]>()
  edgeRegion.forEach((region, edge) => {
    if (region === 0 || region > compounds) return
    const list = edges.get(region)
    if (list === undefined) edges.set(region, [edge])
    else list.push(edge)
  })
  return edges
}

function outlinesOf({ ringRegion, ringOffset, ringLonE7, ringLatE7 }: WalkNetwork): Outline[] {
  const outlines: Outline[] = []
  for (let first = 0, next = 0; first < ringRegion.length; first = next) {
    while (next < ringRegion.length && ringRegion[next] === ringRegion[first]) next++
    const rings: [number, number][] = []
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
    let twice = 0
    for (let ring = first; ring < next; ring++) {
      const start = ringOffset[ring]!
      const end = ringOffset[ring + 1]!
      rings.push([start, end])
      let area = 0
      for (let at = start; at < end; at++) {
        const to = at + 1 < end ? at + 1 : start
        const lon = ringLonE7[at]!
        const lat = ringLatE7[at]!
        west = Math.min(west, lon)
        east = Math.max(east, lon)
        south = Math.min(south, lat)
        north = Math.max(north, lat)
        area += (lon - ringLonE7[start]!) * (ringLatE7[to]! - lat) - (ringLonE7[to]! - lon) * (lat - ringLatE7[start]!)
      }
      twice += area
    }
    const scale = Math.cos((((south + north) / 2 / E7) * Math.PI) / 180)
    outlines.push({ region: ringRegion[first]!, rings, box: [west, south, east, north], size: Math.abs(twice) * scale })
  }
  return outlines
}

/** Even and odd over all rings. */
function isInside({ ringLonE7, ringLatE7 }: WalkNetwork, { rings }: Outline, lon: number, lat: number): boolean {
  let inside = false
  for (const [start, end] of rings) {
    for (let at = start, before = end - 1; at < end; before = at++) {
      const latA = ringLatE7[at]!
      const latB = ringLatE7[before]!
      if (latA > lat === latB > lat) continue
      const lonA = ringLonE7[at]!
      if (lon < ((ringLonE7[before]! - lonA) * (lat - latA)) / (latB - latA) + lonA) inside = !inside
    }
  }
  return inside
}

// Places along the streets where something could be opened: spread so that no two are near each other. A network and its linkable edges
// in, positions out. It knows no demand and no walk.
import { greatCircleMetresE7, localScale } from '../foundation/geo.ts'
import { E7, type LonLat } from '../foundation/units.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { WAY_IN_OUTLINE, WAY_RESTRICTED } from '../normalise/streets/walkable-ways-record.ts'
import { problem } from '../words/problem.ts'

/** Places on streets are tried at this part of the distance that they are to keep: a place in between is then never missed by much. */
const TRIED_PER_DISTANCE = 2

/** More places than these are no choice any more, and no matrix of walks. */
export const MOST_STREET_CANDIDATES = 20_000

/**
 * Places on public streets that may be linked to: none within `everyMetres` of another (in a straight line), and none of the tried
 * places farther than that from one. Streets inside closed compounds and private streets have none: who wants a site there names it.
 *
 * @param edgeLinkable 1 for edges of major parts that points may link to, of an impedance
 * @param inside where places may lie; default everywhere
 * @throws LivingCircleError `input-too-large` beyond 20,000 places
 */
export function placesAlongStreets(
  network: WalkNetwork,
  edgeLinkable: Uint8Array,
  everyMetres: number,
  inside: (lon: number, lat: number) => boolean = () => true,
): LonLat[] {
  const kept = new KeptPlaces(network, everyMetres)
  const step = everyMetres / TRIED_PER_DISTANCE
  const take = (lonE7: number, latE7: number) => {
    if (!inside(lonE7 / E7, latE7 / E7) || !kept.take(lonE7, latE7)) return
    if (kept.places.length > MOST_STREET_CANDIDATES) {
      const values = { n: MOST_STREET_CANDIDATES, every: everyMetres }
      throw problem('input-too-large', 'candidates.too-many', values, { hint: 'hint.candidates-every' })
    }
  }
  const isOpen = (edge: number) =>
    edgeLinkable[edge] === 1 &&
    network.edgeRegion[edge] === 0 &&
    (network.edgeFlags[edge]! & (WAY_RESTRICTED | WAY_IN_OUTLINE)) === 0
  // Junctions first: a site at a corner is reached from all sides.
  for (let edge = 0; edge < network.edgeFrom.length; edge++) {
    if (!isOpen(edge)) continue
    for (const vertex of [network.edgeFrom[edge]!, network.edgeTo[edge]!]) {
      take(network.vertexLonE7[vertex]!, network.vertexLatE7[vertex]!)
    }
  }
  for (let edge = 0; edge < network.edgeFrom.length; edge++) {
    if (isOpen(edge) && network.edgeLengthMm[edge]! > step * 1000) walkAlong(network, edge, step, take)
  }
  return kept.places
}

/** Calls for places at every `step` metres of an edge. */
function walkAlong(
  network: WalkNetwork,
  edge: number,
  step: number,
  take: (lonE7: number, latE7: number) => void,
): void {
  const { vertexLonE7, vertexLatE7, edgeFrom, edgeTo, shapeOffset, shapeLonE7, shapeLatE7 } = network
  let lon = vertexLonE7[edgeFrom[edge]!]!
  let lat = vertexLatE7[edgeFrom[edge]!]!
  let next = step
  let before = 0
  for (let at = shapeOffset[edge]!; at <= shapeOffset[edge + 1]!; at++) {
    const isLast = at === shapeOffset[edge + 1]!
    const toLon = isLast ? vertexLonE7[edgeTo[edge]!]! : shapeLonE7[at]!
    const toLat = isLast ? vertexLatE7[edgeTo[edge]!]! : shapeLatE7[at]!
    const metres = greatCircleMetresE7(lon, lat, toLon, toLat)
    for (; next <= before + metres && metres > 0; next += step) {
      const part = (next - before) / metres
      take(Math.round(lon + part * (toLon - lon)), Math.round(lat + part * (toLat - lat)))
    }
    before += metres
    lon = toLon
    lat = toLat
  }
}

/** Places that keep their distance, in squares as wide as it: only the nine around a place can hold one that is too near. */
class KeptPlaces {
  readonly places: LonLat[] = []
  readonly #everyMetres: number
  readonly #perLon: number
  readonly #perLat: number
  readonly #squares = new Map<string, (readonly [number, number])[]>()

  constructor({ box: [, south, , north] }: WalkNetwork, everyMetres: number) {
    // Squares are widest where a degree of longitude is shortest: there they must still be as wide as the distance.
    const farthest = Math.min(89, Math.max(Math.abs(south), Math.abs(north)))
    const scale = localScale(farthest)
    this.#everyMetres = everyMetres
    this.#perLon = scale.metresPerDegreeLon / E7 / everyMetres / 1.02
    this.#perLat = scale.metresPerDegreeLat / E7 / everyMetres / 1.02
  }

  /** Keeps a place unless one that is kept is nearer than the distance. */
  take(lonE7: number, latE7: number): boolean {
    const column = Math.floor(lonE7 * this.#perLon)
    const row = Math.floor(latE7 * this.#perLat)
    for (let x = column - 1; x <= column + 1; x++) {
      for (let y = row - 1; y <= row + 1; y++) {
        for (const [lon, lat] of this.#squares.get(`${x},${y}`) ?? []) {
          if (greatCircleMetresE7(lon, lat, lonE7, latE7) < this.#everyMetres) return false
        }
      }
    }
    const key = `${column},${row}`
    const square = this.#squares.get(key)
    if (square === undefined) this.#squares.set(key, [[lonE7, latE7]])
    else square.push([lonE7, latE7])
    this.places.push([lonE7 / E7, latE7 / E7])
    return true
  }
}

// Random street networks for tests of the search: one-way arcs, waits, loops, parallel edges, pieces apart, several places per
// origin. Costs are multiples of 8 and places lie at eighths of an edge, so that every sum is an integer and doubles are exact.
import fc from 'fast-check'
import { UNREACHED } from '../../src/foundation/units.ts'
import type { Linkage } from '../../src/locate/linkage.ts'
import type { Impedance } from '../../src/network/impedance.ts'
import { allocateNetwork, sealNetwork } from '../../src/network/network-buffer.ts'
import { walkProfile } from '../../src/network/profile.ts'
import type { WalkNetwork } from '../../src/network/walk-network.ts'
import { buildFacilityTargets, type WalkDirection } from '../../src/search/facility-targets.ts'
import { buildPlaceLegs } from '../../src/search/place-legs.ts'
import type { SweepProblem } from '../../src/search/reached-times.ts'

export interface Street {
  readonly from: number
  readonly to: number
  /** `null` = closed that way. Multiples of 8. */
  readonly forward: number | null
  readonly backward: number | null
  /** The same by the other basis. */
  readonly forwardAlong: number
  readonly backwardAlong: number
}

export interface Place {
  /** −1 = not linked. */
  readonly street: number
  /** 0 to 8. */
  readonly eighth: number
  readonly metres: number
}

export interface Town {
  readonly vertices: number
  readonly waits: readonly number[]
  readonly streets: readonly Street[]
  readonly origins: readonly (readonly Place[])[]
  readonly facilities: readonly { readonly category: number; readonly entrances: readonly Place[] }[]
  readonly categories: number
  readonly limits: readonly number[]
  readonly direction: WalkDirection
}

/** Cost of a metre of access leg under the searched and the other basis. */
export const ACCESS_COST = 1
export const ACCESS_ALONG = 3

const eightfold = (most: number) => fc.integer({ min: 1, max: most }).map((n) => n * 8)

/** Towns of up to `size` vertices. Few different costs, so that equal walks are common. */
export function towns(size = 12): fc.Arbitrary<Town> {
  return fc.integer({ min: 1, max: size }).chain((vertices) => {
    const vertex = fc.integer({ min: 0, max: vertices - 1 })
    const way = fc.option(eightfold(4), { freq: 6 })
    const street = fc.record({
      from: vertex,
      to: vertex,
      forward: way,
      backward: way,
      forwardAlong: eightfold(9),
      backwardAlong: eightfold(9),
    })
    return fc.array(street, { minLength: 1, maxLength: size * 2 }).chain((streets) => {
      const place = fc.record({
        street: fc.integer({ min: -1, max: streets.length - 1 }),
        eighth: fc.integer({ min: 0, max: 8 }),
        metres: fc.integer({ min: 0, max: 6 }),
      })
      const places = fc.array(place, { minLength: 1, maxLength: 3 })
      return fc.record({
        vertices: fc.constant(vertices),
        waits: fc.array(fc.constantFrom(0, 0, 0, 5), { minLength: vertices, maxLength: vertices }),
        streets: fc.constant(streets),
        origins: fc.array(places, { minLength: 1, maxLength: 6 }),
        facilities: fc.array(fc.record({ category: fc.integer({ min: 0, max: 2 }), entrances: places }), {
          minLength: 0,
          maxLength: 8,
        }),
        categories: fc.constant(3),
        limits: fc
          .uniqueArray(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 3 })
          .map((limits) => limits.sort((a, b) => a - b)),
        direction: fc.constantFrom<WalkDirection>('toFacility', 'fromFacility'),
      })
    })
  })
}

/** The town as the search sees it. */
export function problemOf(town: Town): SweepProblem {
  const network = networkOf(town)
  const impedance = impedanceOf(town, network, false)
  const alongside = impedanceOf(town, network, true)
  const origins = linkageOf(town.origins.flat())
  const entrances = linkageOf(town.facilities.flatMap((facility) => facility.entrances))
  return {
    network,
    impedance,
    alongside,
    origins: buildPlaceLegs(network, impedance, origins),
    originOffset: offsetsOf(town.origins.map((places) => places.length)),
    targets: buildFacilityTargets(
      network,
      buildPlaceLegs(network, impedance, entrances),
      Uint32Array.from(town.facilities.flatMap((facility, number) => facility.entrances.map(() => number))),
      Uint32Array.from(town.facilities, (facility) => facility.category),
      town.categories,
      town.direction,
    ),
    alongsideOrigins: buildPlaceLegs(network, alongside, origins),
    alongsideEntrances: buildPlaceLegs(network, alongside, entrances),
    limits: Uint32Array.from(town.limits),
  }
}

function offsetsOf(lengths: readonly number[]): Uint32Array {
  const offset = new Uint32Array(lengths.length + 1)
  lengths.forEach((length, i) => {
    offset[i + 1] = offset[i]! + length
  })
  return offset
}

function linkageOf(places: readonly Place[]): Linkage {
  return {
    status: Uint8Array.from(places, (place) => (place.street < 0 ? 1 : 0)),
    edge: Int32Array.from(places, (place) => place.street),
    fraction: Float64Array.from(places, (place) => (place.street < 0 ? 0 : place.eighth / 8)),
    metres: Float64Array.from(places, (place) => (place.street < 0 ? Number.NaN : place.metres)),
  }
}

function sizesOf(vertices: number, edges: number) {
  return {
    ...{ vertices, edges, shapePoints: 0, components: 1, arcs: 2 * edges, directedArcs: 0, streetVertices: vertices },
    ...{ sharedPlaces: 0, sharedVertices: 0, rings: 0, ringPoints: 0, regionNameBytes: 0 },
  }
}

export function networkOf({ vertices, streets }: Pick<Town, 'vertices' | 'streets'>): WalkNetwork {
  const sizes = sizesOf(vertices, streets.length)
  const { buffer, arrays } = allocateNetwork(sizes)
  const arcs: { target: number; edge: number }[][] = Array.from({ length: vertices }, () => [])
  streets.forEach(({ from, to }, edge) => {
    arrays.edgeFrom[edge] = from
    arrays.edgeTo[edge] = to
    arcs[from]!.push({ target: to, edge: edge * 2 })
    arcs[to]!.push({ target: from, edge: edge * 2 + 1 })
  })
  let arc = 0
  arcs.forEach((list, vertex) => {
    arrays.arcOffset[vertex] = arc
    for (const { target, edge } of list) {
      arrays.arcTarget[arc] = target
      arrays.arcEdge[arc] = edge
      arc++
    }
  })
  arrays.arcOffset[vertices] = arc
  return sealNetwork(buffer, arrays, sizes, [0, 0, 1, 1], false)
}

function impedanceOf(town: Town, network: WalkNetwork, along: boolean): Impedance {
  const { streets, waits } = town
  const edgeForwardCost = Uint32Array.from(streets, ({ forward, forwardAlong }) =>
    forward === null ? UNREACHED : along ? forwardAlong : forward,
  )
  const edgeBackwardCost = Uint32Array.from(streets, ({ backward, backwardAlong }) =>
    backward === null ? UNREACHED : along ? backwardAlong : backward,
  )
  const vertexWaitCost = Uint32Array.from(waits, (wait) => (along ? 0 : wait))
  const arcCost = new Uint32Array(network.arcTarget.length)
  const arcCostReversed = new Uint32Array(network.arcTarget.length)
  for (let vertex = 0; vertex < town.vertices; vertex++) {
    for (let arc = network.arcOffset[vertex]!; arc < network.arcOffset[vertex + 1]!; arc++) {
      const code = network.arcEdge[arc]!
      const edge = code >>> 1
      const [out, back] = (code & 1) === 0 ? [edgeForwardCost, edgeBackwardCost] : [edgeBackwardCost, edgeForwardCost]
      arcCost[arc] = out[edge] === UNREACHED ? UNREACHED : out[edge]! + vertexWaitCost[network.arcTarget[arc]!]!
      arcCostReversed[arc] = back[edge] === UNREACHED ? UNREACHED : back[edge]! + vertexWaitCost[vertex]!
    }
  }
  return {
    basis: along ? 'distance' : 'time',
    profile: walkProfile('adult'),
    edgeForwardCost,
    edgeBackwardCost,
    vertexWaitCost,
    arcCost,
    arcCostReversed: arcCost.every((cost, arc) => cost === arcCostReversed[arc]) ? arcCost : arcCostReversed,
    edgePassable: new Uint8Array(streets.length).fill(1),
    edgeLinkable: new Uint8Array(streets.length).fill(1),
    edgeLinkableMinor: new Uint8Array(streets.length),
    edgeOnIsland: new Uint8Array(streets.length),
    uneven: null,
    accessCostPerMetre: along ? ACCESS_ALONG : ACCESS_COST,
  }
}

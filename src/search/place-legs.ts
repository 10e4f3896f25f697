// Linked points → what it costs to walk between each point and the two ends of its edge. Knows edges and costs, no coordinates.
import { UNREACHED } from '../foundation/units.ts'
import type { Linkage } from '../locate/linkage.ts'
import type { Impedance } from '../network/impedance.ts'
import { shareOfCost } from './share-of-cost.ts'

/** Costs between n linked points and the ends of their edges, access leg included; ms or mm, `UNREACHED` = not that way. */
export interface PlaceLegs {
  /** Edge of each point, −1 where it is not linked. */
  readonly edge: Int32Array
  readonly fraction: Float64Array
  /** Straight access leg. */
  readonly access: Uint32Array
  /** From the point to the edge's first and second vertex (waits at the vertex included). */
  readonly outFrom: Uint32Array
  readonly outTo: Uint32Array
  /** From the edge's first and second vertex to the point. */
  readonly inFrom: Uint32Array
  readonly inTo: Uint32Array
}

/**
 * Legs of every point of a linkage. A place at the end of an edge is at the vertex: walks begin and end there over every edge,
 * whatever the direction of the one that it was found on, and it has no other leg. Who sets out at a vertex does not enter it, so
 * does not wait there; who arrives does. O(n).
 */
export function buildPlaceLegs(
  network: { readonly edgeFrom: Uint32Array; readonly edgeTo: Uint32Array },
  impedance: Impedance,
  linkage: Linkage,
): PlaceLegs {
  const n = linkage.edge.length
  const access = new Uint32Array(n)
  const outFrom = new Uint32Array(n).fill(UNREACHED)
  const outTo = new Uint32Array(n).fill(UNREACHED)
  const inFrom = new Uint32Array(n).fill(UNREACHED)
  const inTo = new Uint32Array(n).fill(UNREACHED)
  for (let place = 0; place < n; place++) {
    const edge = linkage.edge[place]!
    if (edge < 0) continue
    const along = linkage.fraction[place]!
    const forward = impedance.edgeForwardCost[edge]!
    const backward = impedance.edgeBackwardCost[edge]!
    const exactAccess = linkage.metres[place]! * impedance.accessCostPerMetre
    access[place] = Math.round(exactAccess)
    if (along === 0) {
      outFrom[place] = inFrom[place] = access[place]!
      continue
    }
    if (along === 1) {
      outTo[place] = inTo[place] = access[place]!
      continue
    }
    if (backward !== UNREACHED) {
      const share = shareOfCost(impedance.uneven, edge, along, 'backward')
      outFrom[place] = Math.round(exactAccess + share * backward) + impedance.vertexWaitCost[network.edgeFrom[edge]!]!
      inTo[place] = Math.round(exactAccess + (1 - share) * backward)
    }
    if (forward !== UNREACHED) {
      const share = shareOfCost(impedance.uneven, edge, along, 'forward')
      outTo[place] = Math.round(exactAccess + (1 - share) * forward) + impedance.vertexWaitCost[network.edgeTo[edge]!]!
      inFrom[place] = Math.round(exactAccess + share * forward)
    }
  }
  return { edge: linkage.edge, fraction: linkage.fraction, access, outFrom, outTo, inFrom, inTo }
}

/** Whether a place lies at a vertex of the network, not between two. */
export function isAtVertex(legs: PlaceLegs, place: number): boolean {
  return legs.fraction[place] === 0 || legs.fraction[place] === 1
}

/**
 * Cost of walking straight along the edge that two points share, both access legs included; `UNREACHED` against a one-way, and where
 * one of them is at a vertex: these meet there, whichever edge they were found on.
 */
export function directCost(impedance: Impedance, from: PlaceLegs, a: number, to: PlaceLegs, b: number): number {
  if (isAtVertex(from, a) || isAtVertex(to, b)) return UNREACHED
  const edge = from.edge[a]!
  const ahead = to.fraction[b]! - from.fraction[a]!
  const cost = ahead >= 0 ? impedance.edgeForwardCost[edge]! : impedance.edgeBackwardCost[edge]!
  if (cost === UNREACHED && ahead !== 0) return UNREACHED
  return (
    from.access[a]! +
    to.access[b]! +
    (ahead === 0 ? 0 : Math.round(shareBetween(impedance, edge, from.fraction[a]!, to.fraction[b]!) * cost))
  )
}

/** Share of an edge's cost between two places on it, walked from the first to the second. */
function shareBetween({ uneven }: Impedance, edge: number, start: number, end: number): number {
  const shares = end >= start ? 'forward' : 'backward'
  return Math.abs(shareOfCost(uneven, edge, end, shares) - shareOfCost(uneven, edge, start, shares))
}

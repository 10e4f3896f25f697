// Linked points → what it costs to walk between each point and the two ends of its edge. Knows edges and costs, no coordinates.
import { UNREACHED } from '../foundation/units.ts'
import type { Linkage } from '../locate/linkage.ts'
import type { Impedance } from '../network/impedance.ts'
import { type PlaceNetwork, placeVertices, type WalkEnd } from './place-vertices.ts'
import { shareOfCost } from './share-of-cost.ts'

export type { WalkEnd } from './place-vertices.ts'

/**
 * Costs between linked points and vertices of the network, access leg included; ms or mm, `UNREACHED` = not that way. A point has a row,
 * with the two ends of its edge; where regions meet, a point that walks arrive at has further rows, for walks that come by other
 * vertices at the same places.
 */
export interface PlaceLegs {
  /** Rows of point i: `rowOffset[i] … rowOffset[i+1])`; at least one each. */
  readonly rowOffset: Uint32Array
  /** The point of each row: a row of the linkage. */
  readonly link: Uint32Array
  /** Edge of each row, −1 where its point is not linked. */
  readonly edge: Int32Array
  readonly fraction: Float64Array
  /** Region of the edge, 0 for public streets. */
  readonly region: Uint32Array
  /** Vertices where walks leave the edge's first and second end; 0 for points that are not linked. */
  readonly vertexFrom: Uint32Array
  readonly vertexTo: Uint32Array
  /** Straight access leg. */
  readonly access: Uint32Array
  /** From the point to the edge's first and second vertex (waits at the vertex included). */
  readonly outFrom: Uint32Array
  readonly outTo: Uint32Array
  /** From the edge's first and second vertex to the point. */
  readonly inFrom: Uint32Array
  readonly inTo: Uint32Array
}

/** The legs themselves, row by row, whosever they are. */
export type LegRows = Omit<PlaceLegs, 'rowOffset' | 'link'>

/**
 * Legs of every point of a linkage. A place at the end of an edge is at the vertex: walks begin and end there over every edge,
 * whatever the direction of the one that it was found on, and it has no other leg. Who sets out at a vertex does not enter it, so
 * does not wait there; who arrives does. O(n).
 *
 * @param walkEnd what the points are in walks: only that decides by which vertices they are met where regions meet. Default `start`
 * @example
 * ```ts
 * import { type Impedance, type Linkage, type WalkNetwork, buildPlaceLegs } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const impedance: Impedance
 * declare const linkage: Linkage
 * const legs = buildPlaceLegs(network, impedance, linkage)
 * ```
 */
export function buildPlaceLegs(
  network: PlaceNetwork,
  impedance: Impedance,
  linkage: Linkage,
  walkEnd: WalkEnd = 'start',
): PlaceLegs {
  const { rowOffset, link, vertexFrom, vertexTo, isFromOpen, isToOpen } = placeVertices(network, linkage, walkEnd)
  const n = link.length
  const edges = new Int32Array(n)
  const fraction = new Float64Array(n)
  const region = new Uint32Array(n)
  const access = new Uint32Array(n)
  const outFrom = new Uint32Array(n).fill(UNREACHED)
  const outTo = new Uint32Array(n).fill(UNREACHED)
  const inFrom = new Uint32Array(n).fill(UNREACHED)
  const inTo = new Uint32Array(n).fill(UNREACHED)
  for (let row = 0; row < n; row++) {
    const point = link[row]!
    const edge = linkage.edge[point]!
    edges[row] = edge
    if (edge < 0) continue
    const along = linkage.fraction[point]!
    fraction[row] = along
    region[row] = network.edgeRegion[edge]!
    const forward = impedance.edgeForwardCost[edge]!
    const backward = impedance.edgeBackwardCost[edge]!
    const exactAccess = linkage.metres[point]! * impedance.accessCostPerMetre
    access[row] = Math.round(exactAccess)
    if (along === 0 || along === 1) {
      if (isFromOpen(row)) outFrom[row] = inFrom[row] = access[row]!
      if (isToOpen(row)) outTo[row] = inTo[row] = access[row]!
      continue
    }
    if (backward !== UNREACHED) {
      const share = shareOfCost(impedance.uneven, edge, along, 'backward')
      const wait = impedance.vertexWaitCost[network.edgeFrom[edge]!]!
      if (isFromOpen(row)) outFrom[row] = Math.round(exactAccess + share * backward) + wait
      if (isToOpen(row)) inTo[row] = Math.round(exactAccess + (1 - share) * backward)
    }
    if (forward !== UNREACHED) {
      const share = shareOfCost(impedance.uneven, edge, along, 'forward')
      const wait = impedance.vertexWaitCost[network.edgeTo[edge]!]!
      if (isToOpen(row)) outTo[row] = Math.round(exactAccess + (1 - share) * forward) + wait
      if (isFromOpen(row)) inFrom[row] = Math.round(exactAccess + share * forward)
    }
  }
  return { rowOffset, link, edge: edges, fraction, region, vertexFrom, vertexTo, access, outFrom, outTo, inFrom, inTo }
}

/** Rows of some points. */
export function rowsOfPoints({ rowOffset }: PlaceLegs, points: readonly number[]): number[] {
  const rows: number[] = []
  for (const point of points) {
    for (let row = rowOffset[point]!; row < rowOffset[point + 1]!; row++) rows.push(row)
  }
  return rows
}

/** Offsets of groups of points, as offsets of their rows. */
export function rowOffsets({ rowOffset }: PlaceLegs, pointOffset: Uint32Array): Uint32Array {
  return pointOffset.map((point) => rowOffset[point]!)
}

/** Whether a place lies at a vertex of the network, not between two. */
export function isAtVertex(legs: LegRows, place: number): boolean {
  return legs.fraction[place] === 0 || legs.fraction[place] === 1
}

/**
 * Cost of walking straight along the edge that two points share, both access legs included; `UNREACHED` against a one-way, and where
 * one of them is at a vertex: these meet there, whichever edge they were found on.
 */
export function directCost(impedance: Impedance, from: LegRows, a: number, to: LegRows, b: number): number {
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

// At which vertices walks leave a linked point and arrive at it. Where no regions meet: at the two ends of its edge. Knows no costs.
import type { Linkage } from '../locate/linkage.ts'
import { type PlaceVertices, placeVerticesOf } from '../network/walk-arcs.ts'
import type { WalkNetwork } from '../network/walk-network.ts'

/** Which end of a walk places are: it sets out from them, or arrives at them. */
export type WalkEnd = 'start' | 'end'

/** What a network says of edges and regions. */
export type PlaceNetwork = Pick<
  WalkNetwork,
  | 'edgeFrom'
  | 'edgeTo'
  | 'edgeRegion'
  | 'vertexFlags'
  | 'streetVertices'
  | 'leavingStreetVertex'
  | 'sharedOffset'
  | 'sharedVertex'
>

/** Rows of points. A side that is not open has a vertex, but no walk goes by it. */
export interface PointRows {
  readonly rowOffset: Uint32Array
  readonly link: Uint32Array
  readonly vertexFrom: Uint32Array
  readonly vertexTo: Uint32Array
  readonly isFromOpen: (row: number) => boolean
  readonly isToOpen: (row: number) => boolean
}

/** What was found of a linkage: legs by time and by distance ask the same. */
interface KnownRows {
  readonly network: PlaceNetwork
  readonly rows: Partial<Record<WalkEnd, PointRows>>
}

const knownRows = new WeakMap<Linkage, KnownRows>()

/** Finds the vertices of every point, once for a linkage. O(points). */
export function placeVertices(network: PlaceNetwork, linkage: Linkage, walkEnd: WalkEnd): PointRows {
  let known = knownRows.get(linkage)
  if (known?.network !== network) {
    known = { network, rows: {} }
    knownRows.set(linkage, known)
  }
  const isPlain = network.leavingStreetVertex.length === 0 && network.sharedOffset.length <= 1
  known.rows[walkEnd] ??= isPlain ? plainRows(network, linkage) : regionRows(network, linkage, walkEnd)
  return known.rows[walkEnd]
}

function plainRows({ edgeFrom, edgeTo }: PlaceNetwork, { edge, fraction }: Linkage): PointRows {
  const n = edge.length
  const rowOffset = new Uint32Array(n + 1)
  const vertexFrom = new Uint32Array(n)
  const vertexTo = new Uint32Array(n)
  for (let point = 0; point < n; point++) {
    rowOffset[point + 1] = point + 1
    if (edge[point]! < 0) continue
    vertexFrom[point] = edgeFrom[edge[point]!]!
    vertexTo[point] = edgeTo[edge[point]!]!
  }
  return {
    rowOffset,
    link: rowOffset.slice(0, n),
    vertexFrom,
    vertexTo,
    isFromOpen: (row) => fraction[row] !== 1,
    isToOpen: (row) => fraction[row] !== 0,
  }
}

function regionRows(network: PlaceNetwork, { edge, fraction }: Linkage, walkEnd: WalkEnd): PointRows {
  const places = placeVerticesOf(network)
  const n = edge.length
  const rowOffset = new Uint32Array(n + 1)
  const link: number[] = []
  const vertexFrom: number[] = []
  const vertexTo: number[] = []
  /** 1 = the first side is open, 2 = the second. */
  const open: number[] = []
  for (let point = 0; point < n; point++) {
    const itsEdge = edge[point]!
    if (itsEdge < 0) addRow(point, 0, 0, 0)
    else {
      const along = fraction[point]!
      const from = network.edgeFrom[itsEdge]!
      const to = network.edgeTo[itsEdge]!
      const fromList = along === 1 ? [] : verticesOf(places, from, walkEnd, along === 0)
      const toList = along === 0 ? [] : verticesOf(places, to, walkEnd, along === 1)
      for (let row = 0; row < Math.max(fromList.length, toList.length); row++) {
        const sides = (row < fromList.length ? 1 : 0) + (row < toList.length ? 2 : 0)
        addRow(point, fromList[row] ?? from, toList[row] ?? to, sides)
      }
    }
    rowOffset[point + 1] = link.length
  }
  function addRow(point: number, from: number, to: number, sides: number): void {
    link.push(point)
    vertexFrom.push(from)
    vertexTo.push(to)
    open.push(sides)
  }
  return {
    rowOffset,
    link: Uint32Array.from(link),
    vertexFrom: Uint32Array.from(vertexFrom),
    vertexTo: Uint32Array.from(vertexTo),
    isFromOpen: (row) => (open[row]! & 1) !== 0,
    isToOpen: (row) => (open[row]! & 2) !== 0,
  }
}

/**
 * Vertices by which a walk goes on from a street vertex when it starts on one of its streets, or comes to one of its streets when it ends there.
 *
 * @param isAtVertex the place is the vertex itself: every street there leads from it and to it
 */
function verticesOf(places: PlaceVertices, street: number, walkEnd: WalkEnd, isAtVertex: boolean): number[] {
  const region = places.regionOf(street)
  const publicHere = isAtVertex && region === 0 ? places.at(street).filter((other) => places.regionOf(other) === 0) : []
  if (walkEnd === 'start') return region > 0 ? [places.leaving(street)] : isAtVertex ? publicHere : [street]
  const own = region > 0 ? [street, places.leaving(street)] : isAtVertex ? publicHere : [street]
  return [...own, ...places.others(street)]
}

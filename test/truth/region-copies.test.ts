// The copies of vertices that a network walks over, against every valid walk written down, on random small graphs: a plain Dijkstra over
// the arcs that the library lays out, from and to the vertices that it names for a place.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Linkage } from '../../src/locate/linkage.ts'
import { ARC_IN, layOutArcs, type StreetGraph } from '../../src/network/walk-arcs.ts'
import { placeVertices, type WalkEnd } from '../../src/search/place-vertices.ts'
import { cheapestWalk, placesOf, type RegionGraph, type RegionPlace, regionGraphs } from './region-graphs.ts'

/** A street vertex for every region at a vertex; at a restricted one for every end of a public piece. */
function streetGraphOf({ pieces, vertices, restricted }: RegionGraph): {
  graph: StreetGraph
  placeOf: readonly number[]
} {
  const placeOf: number[] = []
  const regionOf: number[] = []
  const vertexAt = (place: number, region: number): number => {
    const known = placeOf.findIndex((other, vertex) => other === place && regionOf[vertex] === region)
    if (known >= 0 && !(region === 0 && restricted.includes(place))) return known
    placeOf.push(place)
    regionOf.push(region)
    return placeOf.length - 1
  }
  const edgeFrom = pieces.map(({ a, region }) => vertexAt(a, region))
  const edgeTo = pieces.map(({ b, region }) => vertexAt(b, region))
  const shared = Array.from({ length: vertices }, (_, place) =>
    placeOf.flatMap((other, vertex) => (other === place ? [vertex] : [])),
  ).filter((row) => row.length > 1)
  const graph: StreetGraph = {
    edgeFrom: Uint32Array.from(edgeFrom),
    edgeTo: Uint32Array.from(edgeTo),
    edgeRegion: Uint32Array.from(pieces, ({ region }) => region) as unknown as StreetGraph['edgeRegion'],
    vertexFlags: new Uint8Array(2 * placeOf.length) as unknown as StreetGraph['vertexFlags'],
    streetVertices: placeOf.length,
    leavingStreetVertex: Uint32Array.from(regionOf.flatMap((region, vertex) => (region > 0 ? [vertex] : []))),
    sharedOffset: Uint32Array.from([0, ...shared.map((_, row) => shared.slice(0, row + 1).flat().length)]),
    sharedVertex: Uint32Array.from(shared.flat()),
  }
  return { graph, placeOf: [...placeOf, ...[...graph.leavingStreetVertex].map((street) => placeOf[street]!)] }
}

const linkageOf = ({ piece, tenths }: RegionPlace): Linkage => ({
  status: new Uint8Array(1),
  edge: Int32Array.of(piece),
  fraction: Float64Array.of(tenths / 10),
  metres: new Float64Array(1),
})

/** The vertices of a place, and what lies between it and each of them, Infinity where no walk goes. */
function legsOf(
  plan: RegionGraph,
  graph: StreetGraph,
  place: RegionPlace,
  end: WalkEnd,
): [vertex: number, cost: number][] {
  const { cost, forward, backward } = plan.pieces[place.piece]!
  const rows = placeVertices(graph, linkageOf(place), end)
  const share = place.tenths / 10
  const isAtVertex = share === 0 || share === 1
  const [toFrom, toTo] = end === 'start' ? [backward, forward] : [forward, backward]
  return Array.from({ length: rows.link.length }, (_, row) => row).flatMap((row): [number, number][] => [
    ...(rows.isFromOpen(row) && (isAtVertex || toFrom)
      ? [[rows.vertexFrom[row]!, share * cost] as [number, number]]
      : []),
    ...(rows.isToOpen(row) && (isAtVertex || toTo)
      ? [[rows.vertexTo[row]!, (1 - share) * cost] as [number, number]]
      : []),
  ])
}

/** Cost of the cheapest walk over the arcs. */
function walkOverArcs(plan: RegionGraph, start: RegionPlace, end: RegionPlace): number {
  const { graph, placeOf } = streetGraphOf(plan)
  const { arcOffset, arcTarget, arcEdge, arcDirection } = layOutArcs(graph)
  const waitAt = (vertex: number) => plan.waits[placeOf[vertex]!]!
  const isAtVertex = start.tenths === 0 || start.tenths === 10
  const open = new Map<number, number>()
  const offer = (vertex: number, cost: number) => {
    if (cost < (open.get(vertex) ?? Infinity)) open.set(vertex, cost)
  }
  for (const [vertex, cost] of legsOf(plan, graph, start, 'start'))
    offer(vertex, isAtVertex ? 0 : cost + waitAt(vertex))
  const done = new Map<number, number>()
  while (open.size > 0) {
    const [vertex, cost] = [...open].reduce((least, each) => (each[1] < least[1] ? each : least))
    open.delete(vertex)
    done.set(vertex, cost)
    for (let arc = arcOffset[vertex]!; arc < arcOffset[vertex + 1]!; arc++) {
      const piece = plan.pieces[arcEdge[arc]! >> 1]!
      const mayWalk = (arcEdge[arc]! & 1) === 0 ? piece.forward : piece.backward
      const next = arcTarget[arc]!
      if (arcDirection[arc] === ARC_IN || !mayWalk || done.has(next)) continue
      offer(next, cost + piece.cost + waitAt(next))
    }
  }
  let best = Infinity
  for (const [vertex, cost] of legsOf(plan, graph, end, 'end')) {
    best = Math.min(best, (done.get(vertex) ?? Infinity) + cost)
  }
  const along = end.tenths - start.tenths
  const { cost, forward, backward } = plan.pieces[start.piece]!
  const isInside = [start, end].every(({ tenths }) => tenths > 0 && tenths < 10)
  if (start.piece === end.piece && isInside && (along === 0 || (along > 0 ? forward : backward))) {
    best = Math.min(best, (Math.abs(along) * cost) / 10)
  }
  return best
}

describe('copies of vertices', () => {
  it('carry every valid walk and no other', () => {
    let found = 0
    let none = 0
    fc.assert(
      fc.property(
        regionGraphs.chain((graph) => placesOf(graph).map((places) => ({ graph, places }))),
        ({ graph, places: [start, end] }) => {
          const written = cheapestWalk(graph, start, end)
          const walked = walkOverArcs(graph, start, end)
          if (written === Infinity) none++
          else found++
          if (written === Infinity) expect(walked).toBe(Infinity)
          else expect(walked).toBeCloseTo(written, 9)
        },
      ),
      { numRuns: 3000, seed: 20261203 },
    )
    expect(found).toBeGreaterThan(800)
    expect(none).toBeGreaterThan(500)
  })
})

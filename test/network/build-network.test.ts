// The network against a plain reading of its definition, on ways drawn by lot.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greatCircleMetresE7 } from '../../src/foundation/geo.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import { labelComponents } from '../../src/network/components.ts'
import type { WalkNetwork } from '../../src/network/walk-network.ts'
import { NODE_BLOCKED } from '../../src/normalise/streets/walkable-ways-record.ts'
import { slowWorldKey } from '../foundation/slow-world-key.ts'
import { type Drawn, drawings, waysOf } from './drawn-ways.ts'

/** Vertices and edges by names and lists, in the order that the network promises. */
function plainNetwork({ nodes, ways }: Drawn) {
  const visits = nodes.map((_, node) => ways.flatMap(({ refs }) => refs).filter((ref) => ref === node).length)
  const isEnd = (node: number) => ways.some(({ refs }) => refs[0] === node || refs.at(-1) === node)
  const isCut = (node: number) => visits[node]! > 1 || nodes[node]!.flags !== 0 || isEnd(node)
  const vertices: { name: string; node: number }[] = []
  const vertexAt = (node: number): string => {
    const blocked = (nodes[node]!.flags & NODE_BLOCKED) !== 0
    const name = blocked ? `${node} end ${vertices.length}` : `${node}`
    if (!vertices.some((vertex) => vertex.name === name)) vertices.push({ name, node })
    return name
  }
  const pieces: { from: string; to: string; inner: number[]; row: number; metres: number }[] = []
  ways.forEach(({ refs }, row) => {
    let inner: number[] = []
    let metres = 0
    let first = refs[0]!
    for (let at = 1; at < refs.length; at++) {
      const [a, b] = [nodes[refs[at - 1]!]!, nodes[refs[at]!]!]
      metres += greatCircleMetresE7(a.lon, a.lat, b.lon, b.lat)
      if (!isCut(refs[at]!)) inner.push(refs[at]!)
      else {
        pieces.push({ from: vertexAt(first), to: vertexAt(refs[at]!), inner, row, metres })
        inner = []
        metres = 0
        first = refs[at]!
      }
    }
  })
  const at = vertices.map(({ node }) => nodes[node]!)
  const order = vertices.map((_, vertex) => vertex)
  // Along the curve over the Earth, then by the id of the node, then as the ways come.
  order.sort((a, b) => {
    const keys = [a, b].map((vertex) => slowWorldKey(at[vertex]!.lon, at[vertex]!.lat))
    return Number(keys[0]! - keys[1]!) || vertices[a]!.node - vertices[b]!.node || a - b
  })
  const numberOf = new Map(order.map((vertex, number) => [vertices[vertex]!.name, number]))
  const edges = pieces
    .map(({ from, to, inner, row, metres }) => ({
      from: numberOf.get(from)!,
      to: numberOf.get(to)!,
      shape: inner.map((node) => [nodes[node]!.lon, nodes[node]!.lat]),
      way: 100 + row,
      flags: ways[row]!.flags,
      lengthMm: Math.round(metres * 1000),
    }))
    .sort((a, b) => a.from - b.from)
  return { vertices: order.map((vertex) => at[vertex]!), edges }
}

function readBack(network: WalkNetwork) {
  const { shapeOffset, arcOffset } = network
  return {
    vertices: [...network.vertexFlags].map((flags, v) => ({
      lon: network.vertexLonE7[v],
      lat: network.vertexLatE7[v],
      flags,
    })),
    edges: [...network.edgeFrom].map((from, edge) => ({
      from,
      to: network.edgeTo[edge],
      shape: Array.from({ length: shapeOffset[edge + 1]! - shapeOffset[edge]! }, (_, bend) => [
        network.shapeLonE7[shapeOffset[edge]! + bend],
        network.shapeLatE7[shapeOffset[edge]! + bend],
      ]),
      way: network.edgeWayId[edge],
      flags: network.edgeFlags[edge],
      lengthMm: network.edgeLengthMm[edge],
    })),
    arcs: [...network.vertexFlags].map((_, v) =>
      Array.from({ length: arcOffset[v + 1]! - arcOffset[v]! }, (_, arc) => [
        network.arcEdge[arcOffset[v]! + arc],
        network.arcTarget[arcOffset[v]! + arc],
      ]),
    ),
  }
}

/** Pieces by spreading from vertex to vertex. */
function plainComponents(vertexCount: number, edges: readonly { from: number; to: number; lengthMm: number }[]) {
  const pieces: { vertices: number[]; mm: number }[] = []
  const seen = new Set<number>()
  for (let start = 0; start < vertexCount; start++) {
    if (seen.has(start)) continue
    const vertices = [start]
    seen.add(start)
    for (const vertex of vertices) {
      for (const { from, to } of edges) {
        for (const [a, b] of [
          [from, to],
          [to, from],
        ]) {
          if (a === vertex && !seen.has(b!)) {
            seen.add(b!)
            vertices.push(b!)
          }
        }
      }
    }
    const mm = edges.filter(({ from }) => vertices.includes(from)).reduce((sum, { lengthMm }) => sum + lengthMm, 0)
    pieces.push({ vertices, mm })
  }
  pieces.sort((a, b) => b.mm - a.mm || a.vertices[0]! - b.vertices[0]!)
  const component = new Array<number>(vertexCount)
  pieces.forEach(({ vertices }, piece) => {
    for (const vertex of vertices) component[vertex] = piece
  })
  return { component, metres: pieces.map(({ mm }) => mm / 1000) }
}

describe('buildNetwork', () => {
  it('is what its definition says, vertex by vertex and edge by edge', () => {
    fc.assert(
      fc.property(drawings, (drawn) => {
        const network = buildNetwork(waysOf(drawn), { private: 'ordinary' })
        const truth = plainNetwork(drawn)
        const arcs = truth.vertices.map((_, vertex) =>
          truth.edges.flatMap(({ from, to }, edge) => [
            ...(from === vertex ? [[2 * edge, to]] : []),
            ...(to === vertex ? [[2 * edge + 1, from]] : []),
          ]),
        )
        expect(readBack(network)).toEqual({ ...truth, arcs })
        const { component, metres } = plainComponents(truth.vertices.length, truth.edges)
        expect([...network.component]).toEqual(component)
        expect([...network.componentMetres]).toEqual(metres)
        const bytes =
          46 * truth.edges.length + 17 * truth.vertices.length + 8 * (network.shapeLonE7.length + metres.length)
        expect(network.buffer.byteLength).toBe(144 + bytes)
        const used = drawn.ways.flatMap(({ refs }) => refs).map((node) => drawn.nodes[node]!)
        const [lons, lats] = [used.map(({ lon }) => lon / 1e7), used.map(({ lat }) => lat / 1e7)]
        expect(network.box).toEqual([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)])
      }),
      { numRuns: 300 },
    )
  })
})

describe('labelComponents', () => {
  it('gives pieces the same numbers and lengths for any order of edges, and leaves masked ones out', () => {
    const edge = fc.record({
      from: fc.nat(9),
      to: fc.nat(9),
      lengthMm: fc.integer({ min: 1, max: 4_000_000_000 }),
      kept: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 12 }), (edges) => {
        const label = (list: typeof edges) =>
          labelComponents(
            10,
            Uint32Array.from(list, ({ from }) => from),
            Uint32Array.from(list, ({ to }) => to),
            Uint32Array.from(list, ({ lengthMm }) => lengthMm),
            Uint8Array.from(list, ({ kept }) => (kept ? 1 : 0)),
          )
        const found = label(edges)
        const { component, metres } = plainComponents(
          10,
          edges.filter(({ kept }) => kept),
        )
        expect([...found.component]).toEqual(component)
        expect([...found.componentMetres]).toEqual(metres)
        expect(label([...edges].reverse())).toEqual(found)
      }),
    )
  })
})

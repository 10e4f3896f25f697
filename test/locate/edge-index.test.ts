import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { E7 } from '../../src/foundation/units.ts'
import { searchCounts } from '../../src/locate/box-search.ts'
import { buildEdgeIndex, nearestEdge, nearestEdges } from '../../src/locate/segments/edge-index.ts'
import {
  buildSegmentBoxes,
  buildSegmentIndex,
  nearestSegment,
  nearestSegments,
  openSegmentIndex,
  type SegmentHit,
  type SegmentIndex,
} from '../../src/locate/segments/segment-index.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import { isStreet } from '../../src/network/street-edges.ts'
import type { WalkNetwork } from '../../src/network/walk-network.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { seeded, trueNearestSegment, trueSegmentMetres } from './segment-truth.ts'

function hitOf(endsE7: Int32Array, lon: number, lat: number, maxMetres: number): SegmentHit | null {
  const hit = { segment: -1, fraction: -1, metres: -1 }
  return nearestSegment(buildSegmentIndex(endsE7), lon, lat, maxMetres, hit) ? hit : null
}

/** The index that serves any data, whatever the data are. */
function boxesOf(endsE7: Int32Array): SegmentIndex {
  const shortE7 = endsE7.slice()
  for (let at = 0; at < shortE7.length; at += 4) {
    const span = shortE7[at + 2]! - shortE7[at]!
    if (Math.abs(span) > 180 * E7) shortE7[at + 2] = shortE7[at + 2]! - Math.sign(span) * 360 * E7
  }
  const boxes = buildSegmentBoxes(
    shortE7,
    Uint32Array.from({ length: endsE7.length / 4 }, (_, i) => i),
  )
  return { itemCount: boxes.itemCount, cells: null, boxes, buffer: boxes.buffer }
}

/** Every query gives the true distance, and the true segment wherever the truth is clear; cells and boxes give the same bits. */
function expectTruth(endsE7: Int32Array, queries: readonly (readonly [number, number])[], maxMetres: number): void {
  const index = buildSegmentIndex(endsE7)
  const boxes = boxesOf(endsE7)
  const hit = { segment: -1, fraction: -1, metres: -1 }
  const boxHit = { segment: -1, fraction: -1, metres: -1 }
  for (const [lon, lat] of queries) {
    const truth = trueNearestSegment(endsE7, lon, lat, maxMetres)
    const found = nearestSegment(index, lon, lat, maxMetres, hit)
    expect(nearestSegment(boxes, lon, lat, maxMetres, boxHit)).toBe(found)
    expect(boxHit).toEqual(hit)
    if (truth === null) {
      if (found) expect(hit.metres).toBeGreaterThan(maxMetres * (1 - 1e-7))
      continue
    }
    if (!found) {
      expect(truth.metres).toBeGreaterThan(maxMetres * (1 - 1e-7))
      continue
    }
    const slack = 1e-6 + truth.metres * 3e-6 * (truth.metres / 100_000)
    expect(Math.abs(hit.metres - truth.metres)).toBeLessThanOrEqual(slack)
    const again = trueSegmentMetres(endsE7, hit.segment, lon, lat)
    expect(Math.abs(again.metres - truth.metres)).toBeLessThanOrEqual(slack)
    expect(Math.abs(again.fraction - hit.fraction)).toBeLessThanOrEqual(1e-6)
  }
}

type Maker = (random: () => number) => [number, number, number, number]

function segmentsOf(count: number, seed: number, maker: Maker): Int32Array {
  const random = seeded(seed)
  const ends = new Int32Array(count * 4)
  for (let i = 0; i < count; i++)
    ends.set(
      maker(random).map((degrees) => Math.round(degrees * E7)),
      i * 4,
    )
  return ends
}

function around(lon: number, lat: number, size: number, length: number): Maker {
  return (random) => {
    const x = lon + (random() - 0.5) * size
    const y = lat + (random() - 0.5) * size
    return [x, y, x + (random() - 0.5) * length, y + (random() - 0.5) * length]
  }
}

function queriesAround(count: number, seed: number, lon: number, lat: number, size: number): [number, number][] {
  const random = seeded(seed)
  return Array.from({ length: count }, () => [lon + (random() - 0.5) * size, lat + (random() - 0.5) * size])
}

describe('nearestSegment against brute force', () => {
  const cases: [string, Int32Array, [number, number][], number][] = [
    ['a city', segmentsOf(3000, 1, around(-8.6, 41.15, 0.1, 0.002)), queriesAround(400, 2, -8.6, 41.15, 0.13), 200],
    ['wide radius', segmentsOf(800, 3, around(-8.6, 41.15, 0.5, 0.02)), queriesAround(200, 4, -8.6, 41.15, 2), 100_000],
    ['very long segments', segmentsOf(500, 5, around(10, 50, 1, 1.5)), queriesAround(200, 6, 10, 50, 1.2), 2000],
    [
      'high latitude',
      segmentsOf(1500, 7, around(15.6, 78.2, 0.2, 0.004)),
      queriesAround(300, 8, 15.6, 78.2, 0.25),
      500,
    ],
    [
      'southern hemisphere',
      segmentsOf(1500, 9, around(-68.3, -54.8, 0.2, 0.004)),
      queriesAround(300, 10, -68.3, -54.8, 0.25),
      500,
    ],
    [
      'one far outlier',
      withOutlier(segmentsOf(2000, 11, around(0.1, 0.1, 0.01, 0.0005))),
      queriesAround(200, 12, 0.1, 0.1, 0.012),
      300,
    ],
    ['99 % in one cell', clustered(2000), queriesAround(200, 14, 2, 48, 0.0002), 100_000],
    [
      'a line',
      segmentsOf(2000, 15, (r) => ((x) => [x, 45, x + 0.001, 45])(r() * 0.5)),
      queriesAround(200, 16, 0.25, 45, 0.5),
      50_000,
    ],
    ['zero lengths', segmentsOf(1500, 17, around(5, 5, 0.05, 0)), queriesAround(200, 18, 5, 5, 0.06), 1000],
    [
      'equal boxes',
      segmentsOf(1000, 19, (r) => (r() < 0.5 ? [1, 1, 1.01, 1.01] : [1, 1.01, 1.01, 1])),
      queriesAround(100, 20, 1, 1, 0.05),
      5000,
    ],
  ]
  it.each(cases)('%s', (_, ends, queries, maxMetres) => {
    expectTruth(ends, queries, maxMetres)
  })

  it('uses cells for cities, with long segments among them, and boxes where cells would be too many, full or wide', () => {
    const kinds = cases.map(([name, ends]) => `${name}: ${buildSegmentIndex(ends).cells === null ? 'boxes' : 'cells'}`)
    expect(kinds).toMatchInlineSnapshot(`
      [
        "a city: cells",
        "wide radius: boxes",
        "very long segments: boxes",
        "high latitude: boxes",
        "southern hemisphere: boxes",
        "one far outlier: boxes",
        "99 % in one cell: boxes",
        "a line: cells",
        "zero lengths: cells",
        "equal boxes: boxes",
      ]
    `)
  })

  it('long segments among short ones', () => {
    const ends = segmentsOf(4000, 25, around(-8.6, 41.15, 0.1, 0.001))
    ends.set(segmentsOf(20, 26, around(-8.6, 41.15, 0.1, 0.06)), 400)
    const { cells } = buildSegmentIndex(ends)
    expect(cells?.wideE7.length).toBeGreaterThan(15 * 4)
    expectTruth(ends, queriesAround(300, 27, -8.6, 41.15, 0.13), 200)
    expectTruth(ends, queriesAround(100, 28, -8.6, 41.15, 1), 100_000)
  })

  it.each([
    ['cells as wide as they may be', 0.13, 0.0022],
    ['cells in which two neighbours just hold a record', 0.09, 0.0022],
    ['cells in which few segments are too long', 0.05, 0.003],
  ])('scattered farmsteads: %s', (_, size, longest) => {
    const ends = segmentsOf(3000, 35, around(10, 0, size, 0.0008))
    ends.set(segmentsOf(50, 36, around(10, 0, size, longest * 2)), 600)
    const { cells } = buildSegmentIndex(ends)
    expect(cells).not.toBeNull()
    expectTruth(ends, queriesAround(300, 37, 10, 0, size * 1.2), 2000)
  })

  it('segments along the borders of cells and through their corners', () => {
    const step = 16_000
    const ends = new Int32Array(3 * 40 * 40 * 4)
    for (let i = 0; i < 1600; i++) {
      const [x, y] = [(i % 40) * step, Math.floor(i / 40) * step]
      ends.set([x, y, x + step, y, x, y, x, y + step, x, y + step, x + step, y], i * 12)
    }
    expect(buildSegmentIndex(ends).cells).not.toBeNull()
    expectTruth(ends, queriesAround(400, 29, 0.032, 0.032, 0.07), 1000)
  })

  it('across the antimeridian, from both sides', () => {
    const wrap = (lon: number) => (lon > 180 ? lon - 360 : lon)
    const ends = segmentsOf(1000, 21, (random) => {
      const [a, b, c, d] = around(180, -16.8, 0.1, 0.005)(random)
      return [wrap(a), b, wrap(c), d]
    })
    const queries = queriesAround(300, 22, 180, -16.8, 0.12).map(([lon, lat]): [number, number] => [wrap(lon), lat])
    expectTruth(ends, queries, 500)
  })

  it('one segment on either side of the antimeridian, seen from the other', () => {
    const west = Int32Array.of(-1_799_990_000, 0, -1_799_980_000, 10_000)
    expectTruth(
      west,
      [
        [179.9995, 0],
        [-179.9995, 0],
        [180, 0],
        [-180, 0],
      ],
      500,
    )
    expect(hitOf(west, 179.9995, 0, 500)?.metres).toBeCloseTo(166.79, 1)
    const east = Int32Array.of(1_799_990_000, 0, 1_799_980_000, 10_000)
    expectTruth(
      east,
      [
        [-179.9995, 0],
        [179.9995, 0],
        [180, 0],
        [-180, 0],
      ],
      500,
    )
    expect(hitOf(east, -179.9995, 0, 500)?.metres).toBeCloseTo(166.79, 1)
  })

  it.each([179.95, -179.95])('cells that end at the antimeridian, at longitude %d, seen from both sides', (lon) => {
    const ends = segmentsOf(3000, 33, around(lon, 20, 0.1, 0.001))
    expect(buildSegmentIndex(ends).cells).not.toBeNull()
    const wrap = (x: number) => (x > 180 ? x - 360 : x < -180 ? x + 360 : x)
    const queries = queriesAround(300, 34, lon, 20, 0.4).map(([x, y]): [number, number] => [wrap(x), y])
    expectTruth(ends, queries, 20_000)
  })

  it('random small sets', () => {
    const e7 = fc.integer({ min: -2000, max: 2000 })
    const segment = fc.tuple(e7, e7, e7, e7)
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: -60, max: 60 }),
        e7,
        e7,
        (list, baseLat, x, y) => {
          const ends = Int32Array.from(list.flatMap(([a, b, c, d]) => [a, b + baseLat * E7, c, d + baseLat * E7]))
          expectTruth(ends, [[x / E7, baseLat + y / E7]], 100)
        },
      ),
      { seed: 7, numRuns: 300 },
    )
  })
})

function withOutlier(ends: Int32Array): Int32Array {
  const more = new Int32Array(ends.length + 4)
  more.set(ends)
  more.set([1_700_000_000, 800_000_000, 1_700_000_100, 800_000_000], ends.length)
  return more
}

function clustered(count: number): Int32Array {
  const ends = segmentsOf(count, 13, around(2, 48, 1e-5, 1e-6))
  ends.set(segmentsOf(count / 100, 23, around(2, 48, 3, 0.01)))
  return ends
}

describe('nearestSegment rules', () => {
  it('takes the lowest number among equals, whatever the order in memory', () => {
    // A star of segments that all begin in one point, seen from the other side: the same point is nearest to all.
    const ends = new Int32Array(40 * 4)
    for (let i = 0; i < 40; i++) ends.set([0, 0, 5000 + 37 * i, (i % 7) * 900 - 2700], i * 4)
    expect(hitOf(ends, -0.001, 0, 500)?.segment).toBe(0)
    const index = buildSegmentIndex(
      ends,
      Uint32Array.from({ length: 40 }, (_, i) => 100 + i),
    )
    const hit = { segment: -1, fraction: -1, metres: -1 }
    expect(nearestSegment(index, -0.001, 0, 500, hit)).toBe(true)
    expect(hit).toMatchObject({ segment: 100, fraction: 0 })
  })

  it('counts the radius inclusively and finds nothing beyond', () => {
    const ends = Int32Array.of(0, 0, 10_000, 0)
    const metres = hitOf(ends, 0.0005, 0.001, 1000)!.metres
    expect(metres).toBeCloseTo(111.195, 3)
    expect(hitOf(ends, 0.0005, 0.001, metres)?.metres).toBe(metres)
    expect(hitOf(ends, 0.0005, 0.001, metres - 1e-6)).toBeNull()
  })

  it('has an answer for nothing: no segments, positions that are not finite', () => {
    expect(hitOf(new Int32Array(0), 0, 0, 100)).toBeNull()
    const ends = Int32Array.of(0, 0, 1000, 0)
    for (const odd of [Number.NaN, Infinity, -Infinity]) {
      expect(hitOf(ends, odd, 0, 100)).toBeNull()
      expect(hitOf(ends, 0, odd, 100)).toBeNull()
    }
  })

  it('refuses a radius that is none', () => {
    for (const radius of [-1, Number.NaN, Infinity, 100_001]) {
      expect(() => hitOf(Int32Array.of(0, 0, 1, 1), 0, 0, radius)).toThrow(/search radius/)
    }
    expect(() => buildSegmentIndex(new Int32Array(3))).toThrow(/fours/)
  })

  it('opens in another thread from its buffer alone', () => {
    const ends = segmentsOf(500, 31, around(1, 1, 0.05, 0.001))
    const index = buildSegmentIndex(ends)
    expect(index.cells).not.toBeNull()
    const opened = openSegmentIndex(index.buffer)
    const a = { segment: -1, fraction: -1, metres: -1 }
    const b = { ...a }
    expect(nearestSegment(index, 1, 1, 500, a)).toBe(nearestSegment(opened, 1, 1, 500, b))
    expect(b).toEqual(a)
    const boxes = openSegmentIndex(boxesOf(ends).buffer)
    expect(boxes.cells).toBeNull()
    expect(nearestSegment(boxes, 1, 1, 500, b)).toBe(true)
    expect(b).toEqual(a)
    expect(() => openSegmentIndex(new ArrayBuffer(64))).toThrow(/not an index/)
    expect(() => openSegmentIndex(new ArrayBuffer(8))).toThrow(/not an index/)
    const later = new Uint32Array(index.buffer.slice(0))
    later[1] = 99
    expect(() => openSegmentIndex(later.buffer)).toThrow(/not an index/)
  })
})

/** A network of streets with bends; only what the index reads is filled. */
function bentNetwork(edgeCount: number, seed: number): WalkNetwork {
  const random = seeded(seed)
  const shapeOffset = new Uint32Array(edgeCount + 1)
  const shapes: [number, number][] = []
  const lon: number[] = []
  const lat: number[] = []
  for (let edge = 0; edge < edgeCount; edge++) {
    let x = Math.round((random() - 0.5) * 500_000)
    let y = Math.round((random() - 0.5) * 500_000) + 40 * E7
    lon.push(x)
    lat.push(y)
    const bends = Math.floor(random() * random() * 30)
    for (let i = 0; i <= bends; i++) {
      x += Math.round((random() - 0.5) * 4000)
      y += Math.round((random() - 0.5) * 4000)
      if (i < bends) shapes.push([x, y])
    }
    lon.push(x)
    lat.push(y)
    shapeOffset[edge + 1] = shapes.length
  }
  return {
    vertexLonE7: Int32Array.from(lon),
    vertexLatE7: Int32Array.from(lat),
    edgeFrom: Uint32Array.from({ length: edgeCount }, (_, edge) => edge * 2),
    edgeTo: Uint32Array.from({ length: edgeCount }, (_, edge) => edge * 2 + 1),
    shapeOffset,
    shapeLonE7: Int32Array.from(shapes, ([x]) => x),
    shapeLatE7: Int32Array.from(shapes, ([, y]) => y),
  } as unknown as WalkNetwork
}

/** The straight pieces of the edges, with edge and piece. */
function piecesOf(network: WalkNetwork, mask?: Uint8Array): { ends: Int32Array; edge: number[]; piece: number[] } {
  const ends: number[] = []
  const edge: number[] = []
  const piece: number[] = []
  for (let e = 0; e < network.edgeFrom.length; e++) {
    if (mask !== undefined && mask[e] === 0) continue
    const lon = [network.vertexLonE7[network.edgeFrom[e]!]!]
    const lat = [network.vertexLatE7[network.edgeFrom[e]!]!]
    for (let s = network.shapeOffset[e]!; s < network.shapeOffset[e + 1]!; s++) {
      lon.push(network.shapeLonE7[s]!)
      lat.push(network.shapeLatE7[s]!)
    }
    lon.push(network.vertexLonE7[network.edgeTo[e]!]!)
    lat.push(network.vertexLatE7[network.edgeTo[e]!]!)
    for (let i = 0; i + 1 < lon.length; i++) {
      ends.push(lon[i]!, lat[i]!, lon[i + 1]!, lat[i + 1]!)
      edge.push(e)
      piece.push(i)
    }
  }
  return { ends: Int32Array.from(ends), edge, piece }
}

describe('nearestSegments', () => {
  const ends = segmentsOf(5000, 71, around(-8.6, 41.15, 0.1, 0.001))
  const lonLat = Float64Array.from([...queriesAround(3000, 72, -8.6, 41.15, 0.14), [Number.NaN, 41], [0, 0]].flat())

  it.each([
    ['cells', buildSegmentIndex(ends)],
    ['boxes', boxesOf(ends)],
  ])('gives what single searches give, in the order of the points: %s', (kind, index) => {
    expect(index.cells === null).toBe(kind === 'boxes')
    const batch = nearestSegments(index, lonLat, 100)
    const single = Array.from({ length: lonLat.length / 2 }, (_, i) => {
      const hit = { segment: -1, fraction: 0, metres: Number.NaN }
      nearestSegment(index, lonLat[i * 2]!, lonLat[i * 2 + 1]!, 100, hit)
      return hit
    })
    expect(single.filter(({ segment }) => segment < 0).length).toBeGreaterThan(2)
    expect([...batch.segment]).toEqual(single.map(({ segment }) => segment))
    expect([...batch.fraction]).toEqual(single.map(({ fraction }) => fraction))
    expect([...batch.metres]).toEqual(single.map(({ metres }) => metres))
    expect(() => nearestSegments(index, lonLat, -1)).toThrow(/search radius/)
    expect(nearestSegments(index, new Float64Array(0), 100).segment.length).toBe(0)
  })

  it('does not depend on the order of the segments', () => {
    const count = ends.length / 4
    const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => ends[a * 4 + 1]! - ends[b * 4 + 1]!)
    const bySouth = buildSegmentIndex(Int32Array.from(order.flatMap((i) => [...ends.subarray(i * 4, i * 4 + 4)])))
    const a = nearestSegments(buildSegmentIndex(ends), lonLat, 100)
    const b = nearestSegments(bySouth, lonLat, 100)
    expect(b.metres).toEqual(a.metres)
    expect(b.fraction).toEqual(a.fraction)
    expect([...b.segment].map((i) => (i < 0 ? -1 : order[i]))).toEqual([...a.segment])
  })
})

describe('nearestEdge', () => {
  const network = bentNetwork(400, 41)
  const pieces = piecesOf(network)
  const queries = queriesAround(300, 42, 0, 40, 0.055)

  it('names the edge, the piece and the place on it', () => {
    const index = buildEdgeIndex(network)
    expect(index.segmentCount).toBe(pieces.edge.length)
    const hit = { edge: -1, segment: -1, fraction: -1, metres: -1 }
    let found = 0
    for (const [lon, lat] of queries) {
      const truth = trueNearestSegment(pieces.ends, lon, lat, 300)
      expect(nearestEdge(index, lon, lat, 300, hit)).toBe(truth !== null)
      if (truth === null) continue
      found++
      expect(hit.edge).toBe(pieces.edge[truth.segment])
      expect(hit.segment).toBe(pieces.piece[truth.segment])
      expect(hit.fraction).toBeCloseTo(truth.fraction, 6)
      expect(hit.metres).toBeCloseTo(truth.metres, 6)
    }
    expect(found).toBeGreaterThan(100)
  })

  it('leaves out masked edges', () => {
    const mask = Uint8Array.from({ length: 400 }, (_, edge) => (edge % 3 === 0 ? 1 : 0))
    const index = buildEdgeIndex(network, mask)
    const kept = pieces.ends.filter((_, i) => mask[pieces.edge[i >> 2]!] === 1)
    const hit = { edge: -1, segment: -1, fraction: -1, metres: -1 }
    for (const [lon, lat] of queries) {
      const truth = trueNearestSegment(kept, lon, lat, 2000)
      expect(nearestEdge(index, lon, lat, 2000, hit)).toBe(truth !== null)
      if (truth === null) continue
      expect(mask[hit.edge]).toBe(1)
      expect(hit.metres).toBeCloseTo(truth.metres, 6)
    }
    const none = buildEdgeIndex(network, new Uint8Array(400))
    expect(none.segmentCount).toBe(0)
    expect(nearestEdge(none, 0, 40, 2000, hit)).toBe(false)
  })

  it('gives the same for a batch, in the order of the points', () => {
    const index = buildEdgeIndex(network)
    const lonLat = Float64Array.from([...queries, [Number.NaN, 40], [100, 0]].flat())
    const batch = nearestEdges(index, lonLat, 300)
    for (let i = 0; i < lonLat.length / 2; i++) {
      const hit = { edge: -1, segment: -1, fraction: 0, metres: Number.NaN }
      nearestEdge(index, lonLat[i * 2]!, lonLat[i * 2 + 1]!, 300, hit)
      expect([batch.edge[i], batch.segment[i], batch.fraction[i], batch.metres[i]]).toEqual(Object.values(hit))
    }
  })
})

describe.each(['monaco-streets.osm.pbf', 'porto.osm.pbf'])('the streets of %s', (name) => {
  const path = fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url))
  it.skipIf(!existsSync(path))('are found as by brute force', async () => {
    const source = bytesSource(name, readFileSync(path))
    const network = buildNetwork(normaliseWalkableWays(await readOsm(source)))
    // Rings of squares that are relations repeat streets; none of them is ever looked for.
    const streets = Uint8Array.from(network.edgeFrom, (_, edge) => (isStreet(network, edge) ? 1 : 0))
    const pieces = piecesOf(network, streets)
    const index = buildEdgeIndex(network, streets)
    expect(index.segments.cells).not.toBeNull()
    expect(index.buffer.byteLength / index.segmentCount).toBeLessThan(24)
    expect(index.segmentCount).toBeLessThanOrEqual(pieces.edge.length)
    expect(index.segmentCount).toBeGreaterThan(pieces.edge.length * 0.99)
    const [west, south, east, north] = network.box
    const random = seeded(61)
    const hit = { edge: -1, segment: -1, fraction: -1, metres: -1 }
    let found = 0
    for (let i = 0; i < 150; i++) {
      const lon = west + random() * (east - west)
      const lat = south + random() * (north - south)
      const truth = trueNearestSegment(pieces.ends, lon, lat, 400)
      expect(nearestEdge(index, lon, lat, 400, hit)).toBe(truth !== null)
      if (truth === null) continue
      found++
      expect(hit.metres).toBeCloseTo(truth.metres, 5)
      const number = pieces.edge.indexOf(hit.edge) + hit.segment
      const own = trueSegmentMetres(pieces.ends, number, lon, lat)
      expect(own.metres).toBeCloseTo(truth.metres, 5)
      expect(own.fraction).toBeCloseTo(hit.fraction, 6)
    }
    expect(found).toBeGreaterThan(30)
  })
})

describe('cost that may not creep up', () => {
  const ends = segmentsOf(100_000, 51, around(0, 45, 0.3, 0.0005))
  const index = buildSegmentIndex(ends)
  const boxes = boxesOf(ends)

  it('stays below 24 bytes per segment', () => {
    for (const { buffer, itemCount } of [index, boxes]) expect(buffer.byteLength / itemCount).toBeLessThan(24)
  })

  it('visits few cells and records per search', () => {
    const hit = { segment: -1, fraction: -1, metres: -1 }
    searchCounts.cells = 0
    searchCounts.records = 0
    for (const [lon, lat] of queriesAround(1000, 52, 0, 45, 0.3)) nearestSegment(index, lon, lat, 200, hit)
    expect(searchCounts.cells / 1000).toBeLessThan(3.3)
    expect(searchCounts.records / 1000).toBeLessThan(10)
  })

  it('searches an empty sea row by row', () => {
    const hit = { segment: -1, fraction: -1, metres: -1 }
    const coasts = segmentsOf(60_000, 53, (random) => {
      const [x, y, u, v] = around(0, 45, 0.2, 0.0005)(random)
      const west = random() < 0.5 ? -0.3 : 0.3
      return [x * 0.3 + west, y, u * 0.3 + west, v]
    })
    const sea = buildSegmentIndex(coasts)
    expect(sea.cells).not.toBeNull()
    searchCounts.cells = 0
    searchCounts.records = 0
    expect(nearestSegment(sea, 0, 45, 100_000, hit)).toBe(true)
    expect(hit.metres).toBeCloseTo(trueNearestSegment(coasts, 0, 45, 100_000)!.metres, 3)
    expect(searchCounts.cells).toBeLessThan(500)
    expect(searchCounts.records).toBeLessThan(10_000)
  })

  it('visits few records of a line that is far away', () => {
    const hit = { segment: -1, fraction: -1, metres: -1 }
    const line = segmentsOf(50_000, 54, (random) => ((x) => [x, 45, x + 1e-5, 45])(random() * 0.5))
    const far = buildSegmentIndex(line)
    expect(far.cells).not.toBeNull()
    searchCounts.records = 0
    for (const [lon, lat] of queriesAround(100, 55, 0.25, 45, 0.4)) nearestSegment(far, lon, lat, 50_000, hit)
    expect(searchCounts.records / 100).toBeLessThan(600)
  })

  it('visits few nodes and segments per search of boxes', () => {
    const hit = { segment: -1, fraction: -1, metres: -1 }
    searchCounts.boxes = 0
    searchCounts.leaves = 0
    for (const [lon, lat] of queriesAround(1000, 52, 0, 45, 0.3)) nearestSegment(boxes, lon, lat, 200, hit)
    expect(searchCounts.boxes / 1000).toBeLessThan(20)
    expect(searchCounts.leaves / 1000).toBeLessThan(5)
  })

  it('drops exact repeats', () => {
    const one = Int32Array.of(5, 5, 9, 9)
    const many = new Int32Array(4 * 50_000)
    for (let i = 0; i < many.length; i++) many[i] = one[i % 4]!
    expect(buildSegmentIndex(many).itemCount).toBe(1)
  })
})

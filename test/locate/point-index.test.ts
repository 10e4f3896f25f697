import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import { E7 } from '../../src/foundation/units.ts'
import {
  buildPointIndex,
  countsWithin,
  countWithin,
  createPointHits,
  nearestPoints as nearestPointsInto,
  nearestPointsOfMany,
  openPointIndex,
  type PointIndex,
  pointsWithin as pointsWithinInto,
} from '../../src/locate/points/point-index.ts'
import { orderByPatches } from '../../src/locate/points/point-order.ts'
import { POINTS, pointCounts, RUNS } from '../../src/locate/points/point-results.ts'
import { seeded } from './segment-truth.ts'

const hits = createPointHits()
const listed = (count: number) => ({ point: hits.point.slice(0, count), metres: hits.metres.slice(0, count) })
const nearestPoints = (index: PointIndex, lon: number, lat: number, k: number, radius: number) =>
  listed(nearestPointsInto(index, lon, lat, k, radius, hits))
const pointsWithin = (index: PointIndex, lon: number, lat: number, radius: number) =>
  listed(pointsWithinInto(index, lon, lat, radius, hits))

const round = (degrees: number) => Math.round(degrees * E7) / E7
const wrap = (lon: number) => (lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon)

function scatter(count: number, seed: number, lon: number, lat: number, size: number): Float64Array {
  const random = seeded(seed)
  const points = new Float64Array(count * 2)
  for (let i = 0; i < count; i++) {
    points[i * 2] = round(wrap(lon + (random() - 0.5) * size))
    points[i * 2 + 1] = round(Math.max(-90, Math.min(90, lat + (random() - 0.5) * size)))
  }
  return points
}

/** Every point with its distance, nearest first, then by number. */
function truth(points: Float64Array, lon: number, lat: number): { point: number; metres: number }[] {
  return Array.from({ length: points.length / 2 }, (_, point) => ({
    point,
    metres: greatCircleMetres(lon, lat, points[point * 2]!, points[point * 2 + 1]!),
  })).sort((a, b) => a.metres - b.metres || a.point - b.point)
}

function expectTruth(points: Float64Array, queries: Float64Array, radius: number): void {
  const index = buildPointIndex(points)
  const slack = 1e-6 + radius * 2e-6 * (radius / 100_000)
  for (let i = 0; i < queries.length; i += 2) {
    const [lon, lat] = [queries[i]!, queries[i + 1]!]
    const all = truth(points, lon, lat)
    const within = all.filter(({ metres }) => metres <= radius)
    const unsure = all.filter(({ metres }) => Math.abs(metres - radius) <= slack).length
    for (const k of [1, 2, 10, 24, 25, 100]) {
      const hits = nearestPoints(index, lon, lat, k, radius)
      expect(Math.abs(hits.point.length - Math.min(k, within.length))).toBeLessThanOrEqual(unsure)
      hits.metres.forEach((metres, place) => {
        expect(Math.abs(metres - all[place]!.metres)).toBeLessThanOrEqual(slack)
        const p = hits.point[place]!
        expect(Math.abs(greatCircleMetres(lon, lat, points[p * 2]!, points[p * 2 + 1]!) - metres)).toBeLessThanOrEqual(
          slack,
        )
      })
      expect(new Set(hits.point).size).toBe(hits.point.length)
    }
    const list = pointsWithin(index, lon, lat, radius)
    expect(countWithin(index, lon, lat, radius)).toBe(list.point.length)
    expect(Math.abs(list.point.length - within.length)).toBeLessThanOrEqual(unsure)
    if (unsure === 0) {
      expect([...list.point].sort((a, b) => a - b)).toEqual(within.map(({ point }) => point).sort((a, b) => a - b))
    }
    list.metres.forEach((metres, place) => {
      const p = list.point[place]!
      expect(Math.abs(greatCircleMetres(lon, lat, points[p * 2]!, points[p * 2 + 1]!) - metres)).toBeLessThanOrEqual(
        slack,
      )
    })
  }
}

function repeated(count: number, lon: number, lat: number): Float64Array {
  return Float64Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? lon : lat))
}

function joined(...parts: Float64Array[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => [...part]))
}

describe('points against brute force', () => {
  const cases: [string, Float64Array, Float64Array, number][] = [
    ['a city, short radius', scatter(3000, 1, -8.6, 41.15, 0.1), scatter(60, 2, -8.6, 41.15, 0.12), 300],
    ['a city, long radius', scatter(3000, 3, -8.6, 41.15, 0.1), scatter(30, 4, -8.6, 41.15, 0.12), 5000],
    ['a country, 100 km', scatter(2000, 5, 15, 60, 4), scatter(30, 6, 15, 60, 5), 100_000],
    ['high latitude', scatter(2000, 7, 15.6, 81.5, 1), scatter(40, 8, 15.6, 81.5, 1.2), 20_000],
    ['high latitude, 100 km', scatter(2000, 45, 15.6, 81.7, 6), scatter(40, 46, 15.6, 81.7, 5), 100_000],
    ['the north pole', scatter(1500, 9, 0, 89.8, 360), scatter(30, 10, 0, 90, 360), 60_000],
    ['the south pole', scatter(1500, 11, 0, -89.9, 360), scatter(30, 12, 0, -90, 360), 60_000],
    ['the antimeridian', scatter(2000, 13, 180, -16.8, 0.3), scatter(60, 14, 180, -16.8, 0.35), 6000],
    ['all in one spot', repeated(1000, 3, 4), scatter(20, 15, 3, 4, 0.01), 2000],
    [
      'one far outlier',
      joined(scatter(2000, 16, 1, 1, 0.01), Float64Array.of(179.5, -80)),
      scatter(30, 17, 1, 1, 0.012),
      500,
    ],
    [
      '99 % in one cell',
      joined(scatter(1980, 18, 1, 1, 1e-4), scatter(20, 19, 1, 1, 3)),
      scatter(30, 20, 1, 1, 0.0002),
      50_000,
    ],
    ['a line', scatter(2000, 21, 7, 7, 0.5).map((x, i) => (i % 2 === 0 ? x : 7)), scatter(30, 22, 7, 7, 0.5), 9000],
    ['a handful', scatter(5, 23, 0, 0, 0.01), scatter(20, 24, 0, 0, 0.01), 500],
    ['none', new Float64Array(0), scatter(5, 25, 0, 0, 0.01), 500],
  ]
  it.each(cases)('%s', (_, points, queries, radius) => {
    expectTruth(points, queries, radius)
  })
})

describe('points: rules', () => {
  it('orders equals by number, for every k', () => {
    const index = buildPointIndex(repeated(300, 3, 4))
    for (const k of [1, 3, 24, 25, 200]) {
      const { point } = nearestPoints(index, 3.001, 4, k, 1000)
      expect([...point]).toEqual(Array.from({ length: k }, (_, i) => i))
    }
  })

  it('gives many positions at once the same answers, in their order', () => {
    const index = buildPointIndex(scatter(2000, 31, 5, 5, 0.1))
    const queries = joined(scatter(80, 32, 5, 5, 0.2), Float64Array.of(Number.NaN, 5, -120, 40))
    const table = nearestPointsOfMany(index, queries, 4, 800)
    const counts = countsWithin(index, queries, 800)
    for (let row = 0; row < queries.length / 2; row++) {
      const single = nearestPoints(index, queries[row * 2]!, queries[row * 2 + 1]!, 4, 800)
      const missing = 4 - single.point.length
      expect([...table.point.slice(row * 4, row * 4 + 4)]).toEqual([...single.point, ...Array(missing).fill(-1)])
      expect([...table.metres.slice(row * 4, row * 4 + 4)]).toEqual([
        ...single.metres,
        ...Array(missing).fill(Number.NaN),
      ])
      expect(counts[row]).toBe(countWithin(index, queries[row * 2]!, queries[row * 2 + 1]!, 800))
    }
  })

  it('gives the nearest in exactly the order of all by distance and number, ties and crowds included', () => {
    const onLattice = (points: Float64Array) => points.map((degrees) => Math.round(degrees * 2000) / 2000)
    const sets: [string, Float64Array, Float64Array][] = [
      ['even', scatter(30_000, 51, 5, 50, 0.1), scatter(100, 52, 5, 50, 0.11)],
      ['a lattice', onLattice(scatter(30_000, 53, 5, 50, 0.1)), onLattice(scatter(100, 54, 5, 50, 0.1))],
      [
        'a town in the country',
        joined(scatter(20_000, 55, 5, 50, 0.004), scatter(10_000, 56, 5, 50, 0.2)),
        joined(scatter(50, 57, 5, 50, 0.006), scatter(50, 58, 5, 50, 0.2)),
      ],
    ]
    for (const [name, points, queries] of sets) {
      const index = buildPointIndex(points)
      for (let i = 0; i < queries.length; i += 2) {
        const [lon, lat] = [queries[i]!, queries[i + 1]!]
        // Below 1 km distances of both kinds of search are the same to the last bit.
        const list = pointsWithin(index, lon, lat, 950)
        const sorted = Array.from(list.point, (point, at) => ({ point, metres: list.metres[at]! })).sort(
          (a, b) => a.metres - b.metres || a.point - b.point,
        )
        for (const k of [1, 2, 10, 24, 25, 100, 20_000]) {
          const { point, metres } = nearestPoints(index, lon, lat, k, 950)
          expect(
            Array.from(point, (found, at) => ({ point: found, metres: metres[at]! })),
            `${name}: ${k}`,
          ).toEqual(sorted.slice(0, k))
        }
      }
    }
  })

  it('tells the nearer of two that are all but equally far', () => {
    const points = scatter(20_000, 71, 5, 50, 0.05)
    const index = buildPointIndex(points)
    let close = 0
    for (let i = 0; i < 2000; i += 2) {
      const [, beside] = nearestPoints(index, points[i]!, points[i + 1]!, 2, 950).point
      const lon = (points[i]! + points[beside! * 2]!) / 2 + (i % 5) * 1e-9
      const lat = (points[i + 1]! + points[beside! * 2 + 1]!) / 2
      const list = pointsWithin(index, lon, lat, 200)
      const sorted = Array.from(list.point, (point, at) => ({ point, metres: list.metres[at]! })).sort(
        (a, b) => a.metres - b.metres || a.point - b.point,
      )
      const { point, metres } = nearestPoints(index, lon, lat, 1, 950)
      expect({ point: point[0], metres: metres[0] }).toEqual(sorted[0])
      close += +(sorted[1]!.metres - sorted[0]!.metres < 1e-3)
    }
    expect(close).toBeGreaterThan(500)
  })

  it('finds more points than one sieve holds', () => {
    const points = scatter(40_000, 59, 5, 50, 0.01)
    const index = buildPointIndex(points)
    const within = truth(points, 5, 50).filter(({ metres }) => metres <= 400)
    expect(within.length).toBeGreaterThan(20_000)
    const byNumber = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b)
    const expected = byNumber(within.map(({ point }) => point))
    expect(countWithin(index, 5, 50, 400)).toBe(expected.length)
    expect(byNumber(pointsWithin(index, 5, 50, 400).point)).toEqual(expected)
    expect(byNumber(nearestPoints(index, 5, 50, 40_000, 400).point)).toEqual(expected)
    expect(byNumber(nearestPoints(index, 5, 50, 9000, 5000).point)).toEqual(
      byNumber(
        truth(points, 5, 50)
          .slice(0, 9000)
          .map(({ point }) => point),
      ),
    )
  })

  it('gives many positions the same answers in any order of theirs', () => {
    const points = scatter(20_000, 61, 5, 5, 0.1)
    const index = buildPointIndex(points)
    const queries = joined(scatter(3000, 62, 5, 5, 0.12), Float64Array.of(Number.NaN, 5, -120, 40, 5, Infinity))
    const order = orderByPatches(index, queries)!
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: queries.length / 2 }, (_, i) => i))
    const sorted = new Float64Array(queries.length)
    order.forEach((from, to) => {
      sorted.set(queries.subarray(from * 2, from * 2 + 2), to * 2)
    })
    expect(orderByPatches(index, sorted)).toBeUndefined()
    const [table, sortedTable] = [
      nearestPointsOfMany(index, queries, 2, 900),
      nearestPointsOfMany(index, sorted, 2, 900),
    ]
    const [counts, sortedCounts] = [countsWithin(index, queries, 300), countsWithin(index, sorted, 300)]
    for (let row = 0; row < order.length; row++) {
      const [lon, lat] = [sorted[row * 2]!, sorted[row * 2 + 1]!]
      const single = nearestPoints(index, lon, lat, 2, 900).point
      for (let n = 0; n < 2; n++) {
        expect(sortedTable.point[row * 2 + n]).toBe(single[n] ?? -1)
        expect(table.point[order[row]! * 2 + n]).toBe(single[n] ?? -1)
      }
      expect(sortedCounts[row]).toBe(countWithin(index, lon, lat, 300))
      expect(counts[order[row]!]).toBe(sortedCounts[row])
    }
  })

  it('refuses what makes no sense', () => {
    const index = buildPointIndex(Float64Array.of(1, 1))
    expect(() => buildPointIndex(Float64Array.of(1, 1, 1))).toThrow(/Point 1/)
    expect(() => buildPointIndex(Float64Array.of(41.4, 181))).toThrow(/Point 0/)
    expect(() => buildPointIndex(Float64Array.of(Number.NaN, 1))).toThrow(/Point 0/)
    for (const k of [0, -1, 1.5, Number.NaN, 70_000])
      expect(() => nearestPoints(index, 1, 1, k, 10)).toThrow(/nearest points/)
    for (const radius of [-1, Number.NaN, 100_001]) {
      expect(() => pointsWithin(index, 1, 1, radius)).toThrow(/radius/)
      expect(() => countWithin(index, 1, 1, radius)).toThrow(/radius/)
    }
    expect(nearestPoints(index, Number.NaN, 1, 1, 10).point.length).toBe(0)
    expect(countWithin(index, 1, Infinity, 10)).toBe(0)
  })
})

describe('points: cost that may not creep up', () => {
  const index = buildPointIndex(scatter(200_000, 41, 10, 50, 0.4))

  it('stays below 15 bytes per point', () => {
    expect(index.buffer.byteLength / index.pointCount).toBeLessThan(15)
  })

  it('looks at few points and runs', () => {
    const queries = scatter(1000, 42, 10, 50, 0.4)
    const costOf = (ask: (lon: number, lat: number) => void): { points: number; runs: number } => {
      pointCounts.fill(0)
      for (let i = 0; i < queries.length; i += 2) ask(queries[i]!, queries[i + 1]!)
      return { points: pointCounts[POINTS]! / 1000, runs: pointCounts[RUNS]! / 1000 }
    }
    expect(costOf((lon, lat) => nearestPoints(index, lon, lat, 1, 2000)).points).toBeLessThan(20)
    expect(costOf((lon, lat) => nearestPoints(index, lon, lat, 10, 2000)).points).toBeLessThan(60)
    expect(costOf((lon, lat) => countWithin(index, lon, lat, 100)).runs).toBeLessThan(6)
  })

  it('does not go through a crowd to find one', () => {
    const crowd = buildPointIndex(joined(repeated(100_000, 1, 1), scatter(100_000, 43, 1, 1, 1e-5)))
    pointCounts.fill(0)
    nearestPoints(crowd, 1.0001, 1, 3, 1000)
    expect(pointCounts[POINTS]).toBeLessThan(2000)
    expect(crowd.buffer.byteLength / crowd.pointCount).toBeLessThan(21)
  })

  it('does not walk along a line that is far away, and measures a spot once', () => {
    const random = seeded(44)
    const line = buildPointIndex(Float64Array.from({ length: 200_000 }, (_, i) => (i % 2 === 0 ? random() * 0.5 : 45)))
    const costOf = (ask: () => unknown): number => {
      pointCounts.fill(0)
      ask()
      return pointCounts[POINTS]! + pointCounts[RUNS]!
    }
    for (const lat of [45.00001, 45.01, 45.15]) {
      expect(costOf(() => nearestPoints(line, 0.25, lat, 10, 50_000))).toBeLessThan(60)
      expect(costOf(() => nearestPoints(line, 0.25, lat, 100, 50_000))).toBeLessThan(200)
    }
    const upright = buildPointIndex(
      Float64Array.from({ length: 200_000 }, (_, i) => (i % 2 === 0 ? 5 : random() * 0.5)),
    )
    for (const lon of [5.00001, 5.01, 5.15]) {
      expect(costOf(() => nearestPoints(upright, lon, 0.25, 10, 50_000))).toBeLessThan(60)
      expect(costOf(() => nearestPoints(upright, lon, 0.25, 100, 50_000))).toBeLessThan(200)
    }
    const spot = buildPointIndex(repeated(100_000, 1, 1))
    expect(costOf(() => expect(countWithin(spot, 1, 1.0001, 100)).toBe(100_000))).toBeLessThan(10)
    expect(pointsWithin(spot, 1, 1.0001, 100).point.length).toBe(100_000)
  })

  it('opens in another thread from its buffer alone', () => {
    const opened = openPointIndex(index.buffer)
    expect(nearestPoints(opened, 10, 50, 5, 500)).toEqual(nearestPoints(index, 10, 50, 5, 500))
    expect(() => openPointIndex(new ArrayBuffer(64))).toThrow(/not a point index/)
  })
})

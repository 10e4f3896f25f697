import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outlineOfPoints } from '../../src/outline/outline.ts'
import { covers, polygonFaults } from './polygon-validity.ts'

type Position = [number, number]
const METRES = 6_371_008.8 * (Math.PI / 180)

/** Positions given in metres east and north of a place. */
function around(lon: number, lat: number, metres: readonly (readonly [number, number])[]): Position[] {
  return metres.map(([x, y]) => [lon + x / (METRES * Math.cos((lat * Math.PI) / 180)), lat + y / METRES])
}

function nearest(points: readonly (readonly [number, number])[], x: number, y: number): number {
  return Math.min(...points.map(([px, py]) => Math.hypot(px - x, py - y)))
}

describe('outlineOfPoints', () => {
  it('draws one disc for one point', () => {
    const polygons = outlineOfPoints([[14.5, 35.9]], 100)
    expect(polygons.length).toBe(1)
    expect(polygons[0]!.length).toBe(1)
    expect(polygonFaults(polygons)).toEqual([])
    for (const [lon, lat] of polygons[0]![0]!) {
      const metres = Math.hypot((lon - 14.5) * METRES * Math.cos((35.9 * Math.PI) / 180), (lat - 35.9) * METRES)
      expect(Math.abs(metres - 100)).toBeLessThan(2)
    }
  })

  it('joins discs that overlap and keeps those apart that do not', () => {
    expect(
      outlineOfPoints(
        around(8, 47, [
          [0, 0],
          [140, 0],
        ]),
        75,
      ).length,
    ).toBe(1)
    expect(
      outlineOfPoints(
        around(8, 47, [
          [0, 0],
          [170, 0],
        ]),
        75,
      ).length,
    ).toBe(2)
  })

  it('keeps the hole in a ring of discs', () => {
    const ring = Array.from(
      { length: 24 },
      (_, i) => [300 * Math.cos((i * Math.PI) / 12), 300 * Math.sin((i * Math.PI) / 12)] as const,
    )
    const polygons = outlineOfPoints(around(2, 48, ring), 75)
    expect(polygons.length).toBe(1)
    expect(polygons[0]!.length).toBe(2)
    expect(covers(polygons, 2, 48)).toBe(false)
    expect(polygonFaults(polygons)).toEqual([])
  })

  it('draws a part that lies inside the hole of another', () => {
    const ring = Array.from(
      { length: 36 },
      (_, i) => [400 * Math.cos((i * Math.PI) / 18), 400 * Math.sin((i * Math.PI) / 18)] as const,
    )
    const polygons = outlineOfPoints(around(2, 48, [...ring, [0, 0]]), 75)
    expect(polygons.map((rings) => rings.length).sort()).toEqual([1, 2])
    expect(polygonFaults(polygons)).toEqual([])
  })

  it('is true to the union of discs wherever it is asked, valid, and deaf to the order of points', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: -600, max: 600, noNaN: true }), fc.double({ min: -600, max: 600, noNaN: true })),
          {
            minLength: 1,
            maxLength: 60,
          },
        ),
        fc.constantFrom(-70, -33, 0, 36, 60),
        (metres, lat) => {
          const radius = 75
          const points = around(20, lat, metres)
          const polygons = outlineOfPoints(points, radius)
          expect(polygonFaults(polygons)).toEqual([])
          for (const [lon, lat] of points) expect(covers(polygons, lon, lat)).toBe(true)
          const questions = Array.from(
            { length: 400 },
            (_, i) => [((i * 37) % 400) * 3.6 - 720, ((i * 211) % 400) * 3.6 - 720] as const,
          )
          const asked = around(20, lat, questions)
          questions.forEach(([x, y], i) => {
            const distance = nearest(metres, x, y)
            if (distance < radius * 0.87) expect(covers(polygons, ...asked[i]!)).toBe(true)
            if (distance > radius * 1.13) expect(covers(polygons, ...asked[i]!)).toBe(false)
          })
          expect(outlineOfPoints([...points].reverse(), radius)).toEqual(polygons)
        },
      ),
      { numRuns: 150, seed: 4 },
    )
  })

  it('has fewer corners with a wider tolerance, stays valid and as near as that', () => {
    let fine = 0
    let coarse = 0
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 })), {
          minLength: 1,
          maxLength: 40,
        }),
        (metres) => {
          const points = around(20, 36, metres)
          const polygons = outlineOfPoints(points, 76, 5)
          expect(polygonFaults(polygons)).toEqual([])
          for (const [lon, lat] of points) expect(covers(polygons, lon, lat)).toBe(true)
          const questions = Array.from(
            { length: 400 },
            (_, i) => [((i * 37) % 400) * 3 - 600, ((i * 211) % 400) * 3 - 600] as const,
          )
          const asked = around(20, 36, questions)
          questions.forEach(([x, y], i) => {
            const distance = nearest(metres, x, y)
            if (distance < 76 * 0.87 - 5) expect(covers(polygons, ...asked[i]!)).toBe(true)
            if (distance > 76 * 1.13 + 5) expect(covers(polygons, ...asked[i]!)).toBe(false)
          })
          coarse += polygons.flat(2).length
          fine += outlineOfPoints(points, 76).flat(2).length
        },
      ),
      { numRuns: 60, seed: 5 },
    )
    expect(coarse).toBeLessThan(0.7 * fine)
  })

  it('is cut at the antimeridian, on both sides of it', () => {
    for (const lon of [179.9995, -179.9995, 180, -180]) {
      const ring = Array.from(
        { length: 24 },
        (_, i) => [300 * Math.cos((i * Math.PI) / 12), 300 * Math.sin((i * Math.PI) / 12)] as const,
      )
      const points = around(lon, -17, ring).map(([x, y]): Position => [x > 180 ? x - 360 : x < -180 ? x + 360 : x, y])
      const polygons = outlineOfPoints(points, 75)
      expect(polygonFaults(polygons)).toEqual([])
      expect(polygons.some((rings) => rings[0]!.some(([x]) => x === 180))).toBe(true)
      expect(polygons.some((rings) => rings[0]!.some(([x]) => x === -180))).toBe(true)
      for (const [x, y] of points)
        expect(covers(polygons, x === 180 ? 180 - 1e-9 : x === -180 ? -180 + 1e-9 : x, y)).toBe(true)
      expect(covers(polygons, lon > 0 ? 179.9999 : -179.9999, -17)).toBe(false)
    }
  })

  it('has no polygon for no points and refuses what is not a number', () => {
    expect(outlineOfPoints([], 50)).toEqual([])
    expect(() => outlineOfPoints([[0, 0]], 0)).toThrow(/radius/)
    expect(() => outlineOfPoints([[0, 0]], Number.NaN)).toThrow(/radius/)
    expect(() => outlineOfPoints([[0, 91]], 50)).toThrow(/position/)
    expect(() =>
      outlineOfPoints(
        [
          [0, 0],
          [80, 60],
        ],
        50,
      ),
    ).toThrow(/ground/)
  })
})

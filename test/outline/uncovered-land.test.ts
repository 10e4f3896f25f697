import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uncoveredLand } from '../../src/outline/uncovered-land.ts'
import { covers, polygonFaults } from './polygon-validity.ts'

type Position = [number, number]
const METRES = (6_371_008.8 * Math.PI) / 180
const place = (x: number, y: number): Position => [8 + x / (METRES * Math.cos((47 * Math.PI) / 180)), 47 + y / METRES]
const box = (west: number, south: number, east: number, north: number): Position[] => [
  place(west, south),
  place(east, south),
  place(east, north),
  place(west, north),
  place(west, south),
]
const squareMetres = (polygons: ReturnType<typeof uncoveredLand>['polygons']) =>
  polygons.flat().reduce((sum, ring) => {
    let twice = 0
    for (let i = 0; i + 1 < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i]!, ring[i + 1]!]
      twice += (ax - 8) * (by - 47) - (bx - 8) * (ay - 47)
    }
    return sum + (twice / 2) * METRES * METRES * Math.cos((47 * Math.PI) / 180)
  }, 0)

describe('uncoveredLand', () => {
  it('is the land itself where nothing covers it, and nothing where all is covered', () => {
    const land = [[box(0, 0, 300, 200)]]
    const whole = uncoveredLand(land, [])
    expect(squareMetres(whole.polygons) / 60_000).toBeCloseTo(1, 2)
    expect(whole.landSquareMetres / 60_000).toBeCloseTo(1, 1)
    expect(whole.uncoveredSquareMetres).toBe(whole.landSquareMetres)
    expect(uncoveredLand(land, [[box(-10, -10, 310, 210)]])).toMatchObject({ polygons: [], uncoveredSquareMetres: 0 })
    expect(uncoveredLand([], [[box(0, 0, 1, 1)]]).polygons).toEqual([])
  })

  it('keeps the hole that coverage leaves in the middle, and cuts land in two', () => {
    const ring = [[box(-50, -50, 350, 250), box(100, 60, 200, 140).reverse()]]
    const rest = uncoveredLand([[box(0, 0, 300, 200)]], ring).polygons
    expect(rest.length).toBe(1)
    expect(squareMetres(rest) / 8000).toBeCloseTo(1, 1)
    expect(uncoveredLand([[box(0, 0, 300, 200)]], [[box(100, -50, 200, 250)]]).polygons.length).toBe(2)
  })

  it('is valid and true to its parts for any boxes', () => {
    const corner = fc.integer({ min: -400, max: 400 })
    const boxes = fc.array(
      fc.tuple(corner, corner, fc.integer({ min: 20, max: 300 }), fc.integer({ min: 20, max: 300 })),
      {
        maxLength: 8,
      },
    )
    fc.assert(
      fc.property(boxes, boxes, (lands, covered) => {
        const inside = (all: typeof lands, x: number, y: number, slack: number) =>
          all.some(([w, s, dx, dy]) => x > w - slack && x < w + dx + slack && y > s - slack && y < s + dy + slack)
        const shapes = (all: typeof lands) => all.map(([w, s, dx, dy]) => [box(w, s, w + dx, s + dy)])
        const rest = uncoveredLand(shapes(lands), shapes(covered)).polygons
        expect(polygonFaults(rest)).toEqual([])
        for (let i = 0; i < 200; i++) {
          const [x, y] = [(((i * 37) % 200) - 100) * 7.3, (((i * 71) % 200) - 100) * 7.1]
          if (inside(lands, x, y, -6) && !inside(covered, x, y, 6)) expect(covers(rest, ...place(x, y))).toBe(true)
          if (!inside(lands, x, y, 6) || inside(covered, x, y, -6)) expect(covers(rest, ...place(x, y))).toBe(false)
        }
      }),
      { numRuns: 150, seed: 20260107 },
    )
  })

  it('refuses a cell of nothing', () => {
    expect(() => uncoveredLand([], [], 0)).toThrow(/cell/)
  })
})

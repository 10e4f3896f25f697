import { buffer, featureCollection, area as geodesicArea, intersect, polygon } from '@turf/turf'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolygonRings } from '../../src/foundation/geo.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import {
  type LandFacility,
  landCoverageByRadius,
  landCoverageByWalk,
  parkRadiusMetres,
} from '../../src/outline/land-coverage.ts'
import { east, from, north, scene } from '../scene/build-scene.ts'
import { areaOfText } from '../scene/walk-scene.ts'

const METRES = (6_371_008.8 * Math.PI) / 180
const HOME = [113.6, 34.8] as const

function place(x: number, y: number): [number, number] {
  return [HOME[0] + x / (METRES * Math.cos((HOME[1] * Math.PI) / 180)), HOME[1] + y / METRES]
}

function box(west: number, south: number, east: number, north: number): [number, number][] {
  return [place(west, south), place(east, south), place(east, north), place(west, north), place(west, south)]
}

describe('landCoverageByRadius', () => {
  it('is arithmetic for a disc inside a square', () => {
    const result = landCoverageByRadius([[box(-500, -500, 500, 500)]], [{ places: [place(0, 0)] }], 300)
    expect(result.landSquareMetres / 1e6).toBeCloseTo(1, 3)
    expect(result.share).toBeCloseTo((Math.PI * 300 ** 2) / 1e6, 3)
    expect(result).toMatchObject({ basis: 'straight-line', limit: 300, unlinkedSquareMetres: 0 })
  })

  it('counts land that lies in two polygons once, and no land in holes', () => {
    const overlapping = [[box(0, 0, 400, 400)], [box(200, 0, 600, 400)]]
    expect(landCoverageByRadius(overlapping, [], 300)).toMatchObject({ coveredSquareMetres: 0, share: 0 })
    expect(landCoverageByRadius(overlapping, [], 300).landSquareMetres).toBeCloseTo(240_000, -3)
    const holed = [[box(0, 0, 400, 400), box(100, 100, 300, 300).reverse()]]
    expect(landCoverageByRadius(holed, [], 300).landSquareMetres).toBeCloseTo(120_000, -3)
    expect(landCoverageByRadius([], [], 300).share).toBeNull()
  })

  it('measures from the edge of an area, and inside it', () => {
    const park = { places: [place(0, 0)], polygons: [[box(-100, -100, 100, 100)]] }
    const result = landCoverageByRadius([[box(-1000, -1000, 1000, 1000)]], [park], 300)
    expect(result.coveredSquareMetres / (200 ** 2 + 4 * 200 * 300 + Math.PI * 300 ** 2)).toBeCloseTo(1, 3)
  })

  it('lets each facility have its own radius or none', () => {
    const facilities: LandFacility[] = [{ places: [place(-400, 0)] }, { places: [place(400, 0)] }]
    const radii = [100, null]
    const result = landCoverageByRadius(
      [[box(-1000, -1000, 1000, 1000)]],
      facilities,
      (f) => radii[facilities.indexOf(f)]!,
    )
    expect(result.coveredSquareMetres / (Math.PI * 100 ** 2)).toBeCloseTo(1, 2)
    expect(result.limit).toBeNaN()
  })

  it('agrees with exact polygon operations', () => {
    const corner = fc.integer({ min: -900, max: 900 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(corner, corner), { minLength: 1, maxLength: 1 }),
        fc.tuple(corner, corner),
        ([centre], [a, b]) => {
          const land = [
            place(a, b),
            place(a + 700, b + 90),
            place(a + 520, b + 800),
            place(a + 300, b + 300),
            place(a, b),
          ]
          const [x, y] = centre!
          const disc = buffer({ type: 'Point', coordinates: place(x, y) }, 0.45, { units: 'kilometers', steps: 128 })!
          const shared = intersect(featureCollection([polygon([land]), disc]))
          const exact = shared === null ? 0 : geodesicArea(shared) / geodesicArea(polygon([land]))
          const result = landCoverageByRadius([[land]], [{ places: [place(x, y)] }], 450)
          expect(Math.abs(result.share! - exact)).toBeLessThan(0.0015)
        },
      ),
      { numRuns: 60, seed: 7 },
    )
  })

  it('refuses nonsense', () => {
    const land: PolygonRings[] = [[box(0, 0, 10, 10)]]
    expect(() => landCoverageByRadius(land, [{ places: [] }], -1)).toThrow(/radius/)
    expect(() => landCoverageByRadius(land, [], 300, 0)).toThrow(/spacing/)
    expect(() =>
      landCoverageByRadius(
        [
          [
            [
              [200, 95],
              [201, 95],
              [201, 96],
              [200, 95],
            ],
          ],
        ],
        [],
        300,
      ),
    ).toThrow(/corner/)
  })
})

describe('landCoverageByWalk', () => {
  it('counts land by its walk: across the street is near, behind the river is not', async () => {
    const town = scene('land', '')
      .street('Long Street', 'residential', [from(-1000, 0), east(1000), east(1000)])
      .street('Side Street', 'residential', [from(0, 0), north(1500)])
    const { network } = await areaOfText('land', town.toOsmXml())
    const impedance = buildImpedance(network, walkProfile('adult'), 'distance')
    const land = [[box(-600, -100, 600, 0)]]
    const [near, far] = landCoverageByWalk(network, impedance, land, [{ places: [place(0, 0)] }], {
      metres: [295, 495],
      spacingMetres: 7,
    })
    // A point at (x, −d) walks |x| + d: of 1,200 × 100, the part with |x| + d within the limit.
    expect(near!.share).toBeCloseTo((2 * (295 - 50) * 100) / 120_000, 2)
    expect(far!.share).toBeCloseTo((2 * (495 - 50) * 100) / 120_000, 2)
    expect(near!.landSquareMetres).toBeCloseTo(120_000, -3)
    expect(landCoverageByRadius(land, [{ places: [place(0, 0)] }], 300).share!).toBeGreaterThan(near!.share!)
  })

  it('leaves land that is not linked out of the share, and says how much', async () => {
    const town = scene('far-land', '').street('Street', 'residential', [from(-1000, 0), east(1000), east(1000)])
    const { network } = await areaOfText('land', town.toOsmXml())
    const impedance = buildImpedance(network, walkProfile('adult'), 'distance')
    const [result] = landCoverageByWalk(network, impedance, [[box(-100, 0, 100, 400)]], [{ places: [place(0, 0)] }], {
      metres: [1000],
    })
    expect(result!.unlinkedSquareMetres).toBeCloseTo(40_000, -3)
    expect(result!.share).toBe(1)
    expect(landCoverageByWalk(network, impedance, [[box(-100, 0, 100, 40)]], [], { metres: [1000] })[0]!.share).toBe(0)
  })
})

describe('parkRadiusMetres', () => {
  it('follows the table by size', () => {
    expect([1999, 2000, 9_999, 10_000, 50_000, 100_000, 200_000, 500_000].map(parkRadiusMetres)).toEqual([
      null,
      300,
      300,
      500,
      800,
      1200,
      2000,
      3000,
    ])
    expect(parkRadiusMetres(Number.NaN)).toBeNull()
  })
})

// Land beyond a catchment block by block, and land within limits measured both ways: sums, laws, and the parts they are made of.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { catchment } from '../../src/outline/catchment.ts'
import { landCoverageByRadius, landCoverageByWalk } from '../../src/outline/land-coverage.ts'
import { landWithin } from '../../src/outline/land-within.ts'
import { landBeyond, uncoveredBlocks } from '../../src/outline/uncovered-blocks.ts'
import { uncoveredLand } from '../../src/outline/uncovered-land.ts'
import { loadSampleTown } from '../sample-analysis.ts'

const METRES = (6_371_008.8 * Math.PI) / 180
const place = (x: number, y: number): [number, number] => [x / METRES, y / METRES]
const box = (west: number, south: number, east: number, north: number) => [
  place(west, south),
  place(east, south),
  place(east, north),
  place(west, north),
  place(west, south),
]

describe('uncoveredBlocks', () => {
  it('is for every block what is left of it alone, and sums: on random boxes', () => {
    const side = fc.integer({ min: 20, max: 300 })
    const corner = fc.integer({ min: -400, max: 400 })
    const boxes = fc.array(fc.tuple(corner, corner, side, side), { maxLength: 6 })
    fc.assert(
      fc.property(boxes, boxes, fc.integer({ min: 0, max: 6 }), (lands, covers, without) => {
        const covered = covers.map(([w, s, dx, dy]) => [box(w, s, w + dx, s + dy)])
        const blocks = lands.map(([w, s, dx, dy], i) => ({
          id: `b${i}`,
          name: i === 0 ? 'first' : null,
          polygons: i === without ? null : [[box(w, s, w + dx, s + dy)]],
        }))
        const all = uncoveredBlocks(blocks, covered)
        const measured = blocks.filter(({ polygons }) => polygons !== null)
        expect(all.blocks).toEqual(
          measured.map(({ id, name, polygons }) => ({ id, name, ...uncoveredLand(polygons!, covered) })),
        )
        const sum = (key: 'landSquareMetres' | 'uncoveredSquareMetres') =>
          all.blocks.reduce((total, block) => total + block[key], 0)
        expect([all.landSquareMetres, all.uncoveredSquareMetres]).toEqual([
          sum('landSquareMetres'),
          sum('uncoveredSquareMetres'),
        ])
        expect(all.share).toBe(measured.length === 0 ? null : all.uncoveredSquareMetres / all.landSquareMetres)
      }),
      { numRuns: 60, seed: 20261130 },
    )
  })

  it('stops when told, and says how far it is', () => {
    const block = { id: 'b', name: null, polygons: null }
    expect(() => uncoveredBlocks([block], [], { signal: AbortSignal.abort() })).toThrow(/Interrupted/)
    const told: number[] = []
    uncoveredBlocks(Array(41).fill(block), [], { onProgress: ({ done }) => told.push(done) })
    expect(told).toEqual([0, 20, 40])
  })
})

describe('landBeyond and landWithin', () => {
  it('takes the largest limit, its own band, and leaves less where one may walk farther', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const impedance = buildImpedance(area.network, walkProfile('adult'), 'time')
    const pharmacies = facilities.facilities
      .filter(({ category }) => category === 'pharmacy')
      .map(({ id, entrances }) => ({ id, places: entrances }))
    expect(pharmacies.length).toBeGreaterThan(0)
    const beyond = (minutes: number[], bandMetres?: number) =>
      landBeyond(area.network, impedance, pharmacies, blocks.blocks, { minutes, bandMetres })
    const five = beyond([5])
    expect([five.limit, five.bandMetres]).toEqual([5, 50])
    const { isochrone } = catchment(area.network, impedance, pharmacies, {
      minutes: [5],
      bandMetres: 50,
      minHoleSquareMetres: 10_000,
    })
    expect(five.blocks).toEqual(uncoveredBlocks(blocks.blocks, isochrone.bands[0]!.polygons).blocks)
    const fifteen = beyond([15, 5, 10])
    expect(fifteen.limit).toBe(15)
    expect(fifteen.uncoveredSquareMetres).toBeLessThan(five.uncoveredSquareMetres)
    expect(beyond([5], 25).uncoveredSquareMetres).toBeGreaterThan(five.uncoveredSquareMetres)
    expect(landBeyond(area.network, impedance, [], blocks.blocks, { minutes: [5] }).share).toBe(1)
  })

  it('sets beside each walk the straight line that takes as long, or is as long', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const land = blocks.blocks.flatMap(({ polygons }) => polygons ?? [])
    const parks = facilities.facilities
      .filter(({ category }) => category === 'park')
      .map(({ entrances, polygons }) => ({ places: entrances, polygons }))
    for (const [basis, options, radii] of [
      ['time', { minutes: [10, 5] }, [5 * 60 * 0.9, 10 * 60 * 0.9]],
      ['distance', { metres: [500] }, [500]],
    ] as const) {
      const profile = { ...walkProfile('older'), walkMetresPerSecond: 0.9 }
      const impedance = buildImpedance(area.network, profile, basis)
      const within = landWithin(area.network, impedance, land, parks, options)
      expect(within.map(({ walk }) => walk)).toEqual(landCoverageByWalk(area.network, impedance, land, parks, options))
      expect(within.map(({ radiusMetres }) => radiusMetres)).toEqual(radii)
      for (const { limit, radiusMetres, straight, walk } of within) {
        expect(limit).toBe(walk.limit)
        expect(straight).toEqual(landCoverageByRadius(land, parks, radiusMetres))
        expect(walk.coveredSquareMetres).toBeLessThan(straight.coveredSquareMetres)
      }
    }
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import { GridJoiner, gridOver } from '../../src/locate/points/join-grid.ts'
import { type PlaceJoiner, placeJoiner, TreeJoiner } from '../../src/locate/points/join-places.ts'

/** Groups by comparing every pair until nothing changes. */
function bruteForce(lonLat: Float64Array, places: readonly number[], metres: number): number[][] {
  const groups = places.map((place) => [place])
  const areNear = (a: number, b: number) =>
    greatCircleMetres(lonLat[2 * a]!, lonLat[2 * a + 1]!, lonLat[2 * b]!, lonLat[2 * b + 1]!) <= metres
  for (let i = 0; i < groups.length; i++) {
    for (let j = i + 1; j < groups.length; j++) {
      if (!groups[i]!.some((a) => groups[j]!.some((b) => areNear(a, b)))) continue
      groups[i]!.push(...groups[j]!)
      groups.splice(j, 1)
      j = i
    }
  }
  return groups.map((group) => group.sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!)
}

function joined(joiner: PlaceJoiner, places: readonly number[]): number[][] {
  const { count, offset, member } = joiner.join(Uint32Array.from(places))
  return Array.from({ length: count }, (_, group) => [...member.subarray(offset[group]!, offset[group + 1]!)])
}

describe('PlaceJoiner', () => {
  it('joins as comparing every pair does, for one subset after the other', () => {
    const position = fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 60 }))
    fc.assert(
      fc.property(
        fc.array(position, { minLength: 1, maxLength: 60 }),
        fc.array(fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0, 35.9, -62.3),
        (steps, subsets, lat) => {
          const lonLat = Float64Array.from(steps.flatMap(([x, y]) => [14 + x * 0.000317, lat + y * 0.000291]))
          const joiners = [placeJoiner(lonLat, 150), new TreeJoiner(lonLat, 150)]
          for (const subset of subsets) {
            const places = steps.map((_, place) => place).filter((place) => subset[place])
            const truth = bruteForce(lonLat, places, 150)
            for (const joiner of joiners) expect(joined(joiner, places)).toEqual(truth)
          }
        },
      ),
      { numRuns: 150, seed: 7 },
    )
  })

  it('joins crowds as comparing every pair does, at the poles and across the 180th meridian, too', () => {
    const spot = fc.record({ x: fc.integer({ min: 0, max: 3 }), y: fc.integer({ min: 0, max: 3 }), spread: fc.nat(2) })
    const size = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(spot, size), { minLength: 1, maxLength: 6 }),
        fc.constantFrom([14, 35.9], [180, 10], [20, 89.999], [0, -90]),
        fc.integer({ min: 1, max: 1000 }),
        (spots, [lon, lat], seed) => {
          // Crowds of equal or nearly equal positions, a few hundred metres from each other.
          const positions = spots.flatMap(([{ x, y, spread }, count]) =>
            Array.from({ length: count }, (_, i) => {
              const jitter = (spread * ((i * seed) % 97)) / 97
              const east = lon! + x * 0.0011 + jitter * 2e-4
              return [east > 180 ? east - 360 : east, Math.min(90, lat! + y * 0.0013 - jitter * 1e-4)]
            }),
          )
          const lonLat = Float64Array.from(positions.flat())
          const all = positions.map((_, place) => place)
          const joiner = placeJoiner(lonLat, 150)
          expect(joined(joiner, all)).toEqual(bruteForce(lonLat, all, 150))
          const odd = all.filter((place) => (place * seed) % 3 === 1)
          expect(joined(joiner, odd)).toEqual(bruteForce(lonLat, odd, 150))
        },
      ),
      { numRuns: 150, seed: 8 },
    )
  })

  it('joins a hundred thousand places that share a position, or stand in two walls just too far apart', () => {
    const count = 100_000
    const all = Uint32Array.from({ length: count }, (_, place) => place)
    const one = Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? 116.3 : 39.9))
    expect(placeJoiner(one, 150).join(all).count).toBe(1)
    const walls = Float64Array.from({ length: 2 * count }, (_, i) =>
      i % 2 === 0 ? 116.3 + ((i >> 1) % 2) * 0.00177 : 39.9 + (((i >> 1) * 7919) % count) * 1e-9,
    )
    expect(placeJoiner(walls, 150).join(all).count).toBe(2)
  })

  it('takes the grid for places that are spread, the tree for crowds, poles and both sides of the 180th meridian', () => {
    const spread = Float64Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 14 + i * 1e-4 : 35.9))
    expect(placeJoiner(spread, 150)).toBeInstanceOf(GridJoiner)
    expect(gridOver(new Float64Array(200).fill(14), 150)).toBeNull()
    expect(gridOver(Float64Array.of(179.999, 0, -179.999, 0), 150)).toBeNull()
    expect(gridOver(Float64Array.of(10, 89.5, 100, 89.5), 150)).toBeNull()
  })

  it('takes places exactly at the distance for near', () => {
    const metresPerDegree = greatCircleMetres(0, 0, 0, 1)
    const lonLat = Float64Array.from([10, 0, 10, 150 / metresPerDegree, 10, 300.002 / metresPerDegree])
    expect(joined(placeJoiner(lonLat, 150), [0, 1, 2])).toEqual([[0, 1], [2]])
  })
})

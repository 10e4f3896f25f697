import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import { PlaceJoiner } from '../../src/study/join-places.ts'

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
          const joiner = new PlaceJoiner(lonLat, 150)
          for (const subset of subsets) {
            const places = steps.map((_, place) => place).filter((place) => subset[place])
            expect(joined(joiner, places)).toEqual(bruteForce(lonLat, places, 150))
          }
        },
      ),
      { numRuns: 150, seed: 7 },
    )
  })

  it('takes places exactly at the distance for near', () => {
    const metresPerDegree = greatCircleMetres(0, 0, 0, 1)
    const lonLat = Float64Array.from([10, 0, 10, 150 / metresPerDegree, 10, 300.002 / metresPerDegree])
    expect(joined(new PlaceJoiner(lonLat, 150), [0, 1, 2])).toEqual([[0, 1], [2]])
  })
})

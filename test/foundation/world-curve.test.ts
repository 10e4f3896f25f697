// The order along the curve over the whole Earth, against the curve's definition in big integers.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderAlongWorldCurve } from '../../src/foundation/world-curve.ts'
import { slowWorldKey } from './slow-world-key.ts'

const places = (reach: number) =>
  fc.array(
    fc.record({
      lon: fc.integer({ min: -reach, max: reach }),
      lat: fc.integer({ min: -reach, max: reach }),
      id: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 200 },
  )
/** Middles where no border of the curve runs, and where one does. */
const MIDDLES = [
  [1_163_000_000, 399_000_000],
  [-310_000_000, -500_000_000],
  [763_741_824, 573_741_824],
  [0, 0],
] as const

describe('the world curve', () => {
  it.each(MIDDLES)(
    'orders places around %i, %i as its definition says, whatever the size of the data',
    (lon0, lat0) => {
      for (const reach of [0, 2, 40, 3000, 5_000_000, 200_000_000]) {
        fc.assert(
          fc.property(places(reach), (list) => {
            const lon = Int32Array.from(list, (place) => lon0 + place.lon)
            const lat = Int32Array.from(list, (place) => lat0 + place.lat)
            const id = Float64Array.from(list, (place) => place.id)
            const keys = list.map((_, i) => slowWorldKey(lon[i]!, lat[i]!))
            const expected = list
              .map((_, i) => i)
              .sort((a, b) => Number(keys[a]! - keys[b]!) || id[a]! - id[b]! || a - b)
            expect([...orderAlongWorldCurve(lon, lat, (a, b) => id[a]! - id[b]!)]).toEqual(expected)
          }),
          { numRuns: 40 },
        )
      }
    },
  )

  it('keeps the order of two places whatever lies beside them, also at the ends of the Earth', () => {
    const whole = fc.record({
      lon: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
      lat: fc.integer({ min: -900_000_000, max: 900_000_000 }),
    })
    fc.assert(
      fc.property(places(500), fc.array(whole, { maxLength: 30 }), (near, far) => {
        const ordered = (list: readonly { lon: number; lat: number }[]) =>
          orderAlongWorldCurve(
            Int32Array.from(list, ({ lon }) => lon),
            Int32Array.from(list, ({ lat }) => lat),
            () => 0,
          )
        const both = [...ordered([...near, ...far])]
        expect(both.filter((place) => place < near.length)).toEqual([...ordered(near)])
      }),
      { numRuns: 200 },
    )
  })
})

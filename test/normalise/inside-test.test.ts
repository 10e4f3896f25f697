import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insidePolygons, insideRings, type Ring } from '../../src/foundation/geo.ts'
import { insideTest } from '../../src/normalise/places/inside-test.ts'
import { placeInside, pointsAlongOutline } from '../../src/normalise/places/place-inside.ts'

/** A star around [0, 0]: simple, often with its centroid outside a narrow arm. */
const star = fc
  .array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 3, maxLength: 60 })
  .map((radii): Ring => {
    const corners = radii.map((radius, index): [number, number] => {
      const angle = (2 * Math.PI * index) / radii.length
      return [0.01 * radius * Math.cos(angle), 0.01 * radius * Math.sin(angle)]
    })
    return [...corners, corners[0]!]
  })
const spot = fc.tuple(
  fc.double({ min: -0.011, max: 0.011, noNaN: true }),
  fc.double({ min: -0.011, max: 0.011, noNaN: true }),
)

describe('insideTest', () => {
  it('answers as the plain test does, with holes, also on corners', () => {
    fc.assert(
      fc.property(star, fc.array(spot, { maxLength: 30 }), (ring, spots) => {
        const hole = ring.map(([lon, lat]): [number, number] => [lon / 3, lat / 3])
        const polygons = [[ring, hole.toReversed()]]
        const test = insideTest(polygons)!
        for (const [lon, lat] of [...spots, ...ring])
          expect(test.inside(lon, lat)).toBe(insidePolygons(lon, lat, polygons))
      }),
      { seed: 3 },
    )
    expect(insideTest([])).toBeNull()
  })
})

describe('placeInside', () => {
  it('lies inside, also of a ring of a boomerang', () => {
    fc.assert(
      fc.property(star, (ring) => {
        const [lon, lat] = placeInside([[ring]])
        // Rounding to 1e-7 degrees may push it over the edge of an area that is no wider.
        const near = [-1e-7, 0, 1e-7].some((dx) =>
          [-1e-7, 0, 1e-7].some((dy) => insideRings(lon + dx, lat + dy, [ring])),
        )
        expect(near).toBe(true)
      }),
      { seed: 4 },
    )
    const boomerang: Ring = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0.99, 1],
      [0.99, 0.01],
      [0, 0.01],
      [0, 0],
    ]
    const [lon, lat] = placeInside([[boomerang]])
    expect(insideRings(lon, lat, [boomerang])).toBe(true)
  })
})

describe('pointsAlongOutline', () => {
  it('puts one point on a tiny ring and caps a huge one', () => {
    const tiny: Ring = [
      [0, 0],
      [1e-5, 0],
      [1e-5, 1e-5],
      [0, 0],
    ]
    expect(pointsAlongOutline([[tiny]], 50)).toHaveLength(1)
    const huge: Ring = [
      [0, 0],
      [20, 0],
      [20, 20],
      [0, 0],
    ]
    expect(pointsAlongOutline([[huge]], 50).length).toBeLessThanOrEqual(4001)
    expect(pointsAlongOutline([[huge]], 50).length).toBeGreaterThan(3990)
  })
})

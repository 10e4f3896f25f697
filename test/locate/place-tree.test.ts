// The tree against looking at every place.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import { PlaceTree } from '../../src/locate/points/place-tree.ts'

/** Positions on a coarse raster, so that many are equal and many equally far; some of them off it. */
const position = fc.tuple(
  fc.constantFrom(0, 1, 2, 3, 7, 300),
  fc.constantFrom(0, 1, 2, 50),
  fc.constantFrom(0, 0, 0, 1e-9, 3e-7),
)
const centre = fc.constantFrom([116.3, 39.9], [179.9999, 0], [-70, 89.9995], [14.5, -35.9])

function lonLatOf(
  steps: readonly (readonly [number, number, number])[],
  [lon0, lat0]: readonly number[],
): Float64Array {
  return Float64Array.from(
    steps.flatMap(([x, y, off]) => {
      const lon = lon0! + x * 1e-4 + off
      return [lon > 180 ? lon - 360 : lon, Math.min(90, lat0! + y * 1e-4)]
    }),
  )
}

describe('PlaceTree', () => {
  it('finds the nearest marked place and all within, as looking at every one does', () => {
    fc.assert(
      fc.property(
        fc.array(position, { maxLength: 80 }),
        fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }),
        position,
        centre,
        fc.constantFrom(0, 1, 30, 400, Number.POSITIVE_INFINITY),
        (steps, isMarked, asked, at, metres) => {
          const lonLat = lonLatOf(steps, at)
          const [lon, lat] = lonLatOf([asked], at) as unknown as [number, number]
          const tree = new PlaceTree(lonLat)
          const marked = steps.flatMap((_, place) => (isMarked[place] ? [place] : []))
          for (const place of marked) tree.mark(place)
          const near = marked
            .map((place) => ({
              place,
              metres: greatCircleMetres(lon, lat, lonLat[2 * place]!, lonLat[2 * place + 1]!),
            }))
            .filter((one) => one.metres <= metres)
          const nearest = near.toSorted((a, b) => a.metres - b.metres || a.place - b.place)[0] ?? null
          expect(tree.nearest(lon, lat, metres)).toEqual(nearest)
          const found: { place: number; metres: number }[] = []
          tree.within(lon, lat, metres, (place, own) => found.push({ place, metres: own }))
          expect(found.toSorted((a, b) => a.place - b.place)).toEqual(near)
          tree.markOnly(new Uint32Array(0))
          expect(tree.nearest(lon, lat, metres)).toBeNull()
        },
      ),
      { numRuns: 400, seed: 5 },
    )
  })

  it('asks a hundred thousand times among as many places at one position', () => {
    const count = 100_000
    const tree = new PlaceTree(Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? 116.3 : 39.9)))
    for (let place = count - 1; place >= 0; place--) {
      tree.mark(place)
      if (tree.nearest(116.3001, 39.9, 30)?.place !== place) throw new Error(`not the lowest at ${place}`)
    }
    expect(tree.nearest(116.31, 39.9, 30)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { insidePolygons, type PolygonRings, polygonsSquareMetres } from '../../src/foundation/geo.ts'
import { catchment } from '../../src/index.ts'
import { uncoveredLand } from '../../src/measure/uncovered-land.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

describe('uncovered land', () => {
  it('is the land minus the drawing, point by point', async () => {
    const { area, study, report } = await analyseSampleTown()
    const clinics = report.facilities.filter((facility) => facility.category === 'health_station')
    const drawn = catchment(
      area.network,
      study.time,
      clinics.map((facility) => facility.lonLat),
      { minutes: [10] },
    )
    const covered = drawn.isochrone.bands[0]!.polygons
    const land = report.blocks.flatMap((block) => block.polygons ?? [])
    const left = await uncoveredLand(land, covered)
    expect(left.landSquareMetres).toBeCloseTo(polygonsSquareMetres(land), 3)
    expect(left.uncoveredSquareMetres).toBeGreaterThan(0)
    expect(left.uncoveredSquareMetres).toBeLessThan(left.landSquareMetres)
    let wrong = 0
    let asked = 0
    for (const rings of land) {
      const [lon, lat] = rings[0]![0]!
      for (let i = 1; i < 20; i++) {
        const x = lon + ((i * 37 * 0.0001) % 0.004)
        const y = lat + ((i * 53 * 0.0001) % 0.003)
        const inLand = insidePolygons(x, y, [rings])
        if (!inLand) continue
        asked++
        const truth = !insidePolygons(x, y, covered)
        if (insidePolygons(x, y, left.polygons) !== truth) wrong++
      }
    }
    expect(asked).toBeGreaterThan(100)
    expect(wrong / asked).toBeLessThan(0.01)
  })

  it('is everything where nothing is covered, and nothing where all is', async () => {
    const square = (side: number): PolygonRings => [
      [
        [0, 0],
        [side, 0],
        [side, side],
        [0, side],
        [0, 0],
      ],
    ]
    expect((await uncoveredLand([square(0.01)], [])).polygons).toHaveLength(1)
    expect((await uncoveredLand([square(0.01)], [square(0.02)])).polygons).toHaveLength(0)
  })
})

import { describe, expect, it } from 'vitest'
import { gapCategories } from '../../src/answer/gap.ts'
import { greatCircleMetres, insidePolygons } from '../../src/foundation/geo.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

describe('gaps of the sample town', () => {
  for (const options of [{}, { metres: [300] }, { profile: 'older', minutes: [5, 15] }]) {
    it(`hold exactly the people without cover: ${JSON.stringify(options)}`, async () => {
      const { report, study } = await analyseSampleTown(options)
      const { table } = report
      const limit = report.options.limits.at(-1)!
      expect(report.gaps.length).toBeGreaterThan(0)
      expect(new Set(report.gaps.map((gap) => gap.id)).size).toBe(report.gaps.length)
      report.categories.forEach((category, c) => {
        const gaps = report.gaps.filter((gap) => gapCategories(gap)[0] === category.id)
        let uncovered = 0
        report.blocks.forEach((block, b) => {
          const share = table.share[(b * table.categoryCount + c) * table.limitCount + table.limitCount - 1]!
          if (!Number.isNaN(share)) uncovered += (block.people.population ?? 0) * (1 - share)
        })
        const inGaps = gaps.reduce((sum, gap) => sum + (gap.people ?? 0), 0)
        if (category.linkedFacilities === 0) expect(gaps).toEqual([])
        else expect(inGaps).toBeCloseTo(uncovered, 6)
      })
      for (const gap of report.gaps) {
        expect(gap.limit).toBe(limit)
        expect(gap.groupPeople ?? 0).toBeLessThanOrEqual((gap.people ?? Infinity) + 1e-9)
        const walk = report.options.basis === 'time' ? gap.nearestWalkMinutes : gap.nearestWalkMetres
        if (walk !== null) {
          expect(walk).toBeGreaterThan(limit)
          expect(walk).toBeLessThanOrEqual(4 * limit)
        }
        const facility = study.facilities.find((record) => record.id === gap.nearestFacilityId)!
        expect([facility.category]).toEqual(gapCategories(gap))
        expect(gap.nearestStraightMetres).toBeCloseTo(greatCircleMetres(...gap.centre, ...facility.lonLat), 6)
      }
    })
  }

  it('are joined by 150 m and drawn around their points', async () => {
    const { report } = await analyseSampleTown()
    const gaps = report.gaps.filter((gap) => gapCategories(gap)[0] === gapCategories(report.gaps[0]!)[0])
    for (const gap of gaps) {
      if (gap.demandPoints === 1) expect(insidePolygons(...gap.centre, gap.polygons)).toBe(true)
      for (const other of gaps) {
        if (other === gap) continue
        // Outlines reach 76 m beyond their points, so outlines of two gaps may touch but no corner lies 4 m inside the other.
        const deep = gap.polygons.flat(2).filter((corner) => insidePolygons(...corner, other.polygons))
        expect(deep.length).toBeLessThan(gap.polygons.flat(2).length / 2)
      }
    }
  })
})

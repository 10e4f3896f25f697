// One sweep from all facilities outwards against one sweep per origin.
import { describe, expect, it } from 'vitest'
import { costLimits } from '../../src/foundation/limits.ts'
import { UNREACHED } from '../../src/foundation/units.ts'
import { poseQuestion, sweepStudy } from '../../src/study/access-study.ts'
import { NearestOnFoot } from '../../src/study/nearest-on-foot.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

describe('NearestOnFoot', () => {
  for (const [basis, limit, options] of [
    ['time', 40, {}],
    ['time', 40, { direction: 'fromFacility' }],
    ['distance', 2000, { metres: [500] }],
  ] as const) {
    it(`finds what each origin's own sweep finds, by ${basis}: ${JSON.stringify(options)}`, async () => {
      const { study } = await analyseSampleTown(options)
      const limits = costLimits(basis, [limit])
      const truth = sweepStudy(study, basis, [limit])
      const { problem } = poseQuestion(study, basis, limits)
      const nearest = new NearestOnFoot(problem)
      let reached = 0
      study.categories.forEach((_, category) => {
        if (!nearest.sweep(category, limits[0]!)) return
        for (let origin = 0; origin < truth.originCount; origin++) {
          const row = origin * truth.categoryCount + category
          const cost = nearest.cost(origin)
          expect(cost).toBe(truth.nearestCost[row])
          if (cost !== UNREACHED) reached++
          // Of equally near ones both name the lowest.
          expect(nearest.facility(origin)).toBe(truth.nearestFacility[row])
        }
      })
      expect(reached).toBeGreaterThan(100)
    })
  }
})

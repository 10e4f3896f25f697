// The library against the slow truth on random towns: every link, every walk, every count.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaOfText } from '../scene/walk-scene.ts'
import { compareWithTruth } from './compare-with-truth.ts'
import { townOf, townPlans } from './random-town.ts'

const QUESTIONS = [
  { profile: 'adult', basis: 'time', limits: [5, 10, 15] },
  { profile: 'adult', basis: 'time', limits: [5, 10, 15], waitSeconds: 25 },
  { profile: 'adult', basis: 'time', limits: [4, 12], direction: 'fromFacility', waitSeconds: 25 },
  { profile: 'older', basis: 'time', limits: [5, 10, 15] },
  { profile: 'child', basis: 'time', limits: [15] },
  { profile: 'wheelchair', basis: 'time', limits: [5, 15] },
  { profile: 'adult', basis: 'distance', limits: [300, 500, 1000] },
  { profile: 'wheelchair', basis: 'distance', limits: [800], direction: 'fromFacility' },
] as const

describe('random towns', () => {
  for (const question of QUESTIONS) {
    it(`agree with the truth: ${JSON.stringify(question)}`, async () => {
      let compared = 0
      let ambiguous = 0
      await fc.assert(
        fc.asyncProperty(townPlans, async (plan) => {
          const town = townOf(plan)
          const area = await areaOfText('random', town.toOsmXml())
          const result = await compareWithTruth(area, town.toFacilities(), town.toBlocks(), {
            ...question,
            boxIsOwn: true,
          })
          compared += result.compared
          ambiguous += result.ambiguous
          expect(result.differences).toEqual([])
        }),
        { numRuns: 120, seed: 20260101 },
      )
      expect(compared).toBeGreaterThan(500)
      expect(ambiguous).toBeLessThan(compared)
    }, 60_000)
  }
})

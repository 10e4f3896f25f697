// The library against the slow truth on random towns with estates, gates, private streets and squares: every link, walk and count.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaOfText } from '../scene/walk-scene.ts'
import { compareWithTruth } from './compare-with-truth.ts'
import { estateOf, estatePlans } from './random-estates.ts'
import { isDelicate, truthCompounds, truthOf } from './truth-town.ts'

const QUESTIONS = [
  { profile: 'adult', basis: 'time', limits: [5, 10, 15] },
  { profile: 'adult', basis: 'time', limits: [4, 12], direction: 'fromFacility', waitSeconds: 25 },
  { profile: 'frail', basis: 'time', limits: [15] },
  { profile: 'wheelchair', basis: 'time', limits: [5, 15], waitSeconds: 25 },
  { profile: 'adult', basis: 'distance', limits: [300, 500, 1000] },
  { profile: 'wheelchair', basis: 'distance', limits: [800], direction: 'fromFacility' },
] as const

describe('random towns with estates', () => {
  for (const question of QUESTIONS) {
    it(`agree with the truth: ${JSON.stringify(question)}`, async () => {
      let compared = 0
      let ambiguous = 0
      let delicate = 0
      let largestError = 0
      await fc.assert(
        fc.asyncProperty(estatePlans, async (plan) => {
          const { town, compounds, facilities, osmXml } = estateOf(plan)
          const area = await areaOfText('random', osmXml, { compounds })
          const network = truthOf(area.raw, { compounds: truthCompounds(compounds) })
          if (isDelicate(network)) {
            delicate++
            return
          }
          const asked = { ...question, boxIsOwn: true }
          const result = await compareWithTruth(area, facilities, town.toBlocks(), asked, network)
          compared += result.compared
          ambiguous += result.ambiguous
          largestError = Math.max(largestError, result.largestError)
          expect(result.differences).toEqual([])
        }),
        { numRuns: 200, seed: 20261201 },
      )
      expect(compared).toBeGreaterThan(400)
      expect(ambiguous).toBeLessThan(compared)
      expect(delicate).toBeLessThan(compared / 10)
      expect(largestError).toBeLessThan(0.5)
    }, 120_000)
  }
})

// The library against the slow truth on random towns: every link, every walk, every count.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaOfText } from '../scene/walk-scene.ts'
import { compareWithTruth } from './compare-with-truth.ts'
import { cornerMillimetres, type TownPlan, townOf, townPlans } from './random-town.ts'

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
          const area = await areaOfText('random', town.toOsmXml(), { private: 'ordinary' })
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

/** Kinds of way that one walks in one direction only, by their numbers in a plan. */
const ONE_WAY_KINDS = [17, 18, 19, 20, 21, 22]

/** Every second way one way, homes and doors within some metres of a corner of the grid: most of them are nearest to a junction. */
const oneWayTowns = fc
  .record({
    plan: townPlans,
    corners: fc.array(
      fc.tuple(fc.nat(29), fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 })),
      {
        minLength: 24,
        maxLength: 24,
      },
    ),
  })
  .map(({ plan, corners }): TownPlan => {
    let next = 0
    const nearCorner = (): readonly [number, number] => {
      const [node, east, north] = corners[next++ % corners.length]!
      const [x, y] = cornerMillimetres(plan, node)
      return [x + east, y + north]
    }
    return {
      ...plan,
      ways: plan.ways.map((way, i) =>
        i % 2 === 0 ? way : { ...way, kind: ONE_WAY_KINDS[way.kind % ONE_WAY_KINDS.length]! },
      ),
      homes: plan.homes.map(nearCorner),
      shops: plan.shops.map((shop) => ({ ...shop, doors: shop.doors.map(nearCorner) })),
    }
  })

describe('random towns of one-way streets, with everybody at a junction', () => {
  for (const question of QUESTIONS) {
    it(`agree with the truth: ${JSON.stringify(question)}`, async () => {
      let compared = 0
      let ambiguous = 0
      await fc.assert(
        fc.asyncProperty(oneWayTowns, async (plan) => {
          const town = townOf(plan)
          const area = await areaOfText('random', town.toOsmXml(), { private: 'ordinary' })
          const question2 = { ...question, boxIsOwn: true }
          const result = await compareWithTruth(area, town.toFacilities(), town.toBlocks(), question2)
          compared += result.compared
          ambiguous += result.ambiguous
          expect(result.differences).toEqual([])
        }),
        { numRuns: 100, seed: 20260102 },
      )
      expect(compared).toBeGreaterThan(500)
      // Few, at blocked nodes: which of the pieces at a junction is taken no longer matters.
      expect(ambiguous).toBeLessThan(compared / 5)
    }, 60_000)
  }
})

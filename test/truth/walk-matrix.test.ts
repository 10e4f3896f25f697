// Every pair of the walk matrix against the slow truth, from each home by itself, on random towns: profiles, waits, directions, both
// bases; doors of facilities and single places as candidates.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { walkProfile } from '../../src/network/profile.ts'
import { prepareStudy } from '../../src/study/access-study.ts'
import { type WalkMatrix, walkMatrix } from '../../src/study/walk-matrix.ts'
import { areaOfText } from '../scene/walk-scene.ts'
import { TOWN_CATEGORIES, townOf, townPlans } from './random-town.ts'
import { TRUTH_PROFILES, type TruthLink, WalkTruth } from './walk-truth.ts'

const QUESTIONS = [
  { profile: 'adult', basis: 'time', limit: 12, direction: 'toFacility', waitSeconds: 0 },
  { profile: 'adult', basis: 'time', limit: 12, direction: 'fromFacility', waitSeconds: 25 },
  { profile: 'wheelchair', basis: 'time', limit: 15, direction: 'toFacility', waitSeconds: 0 },
  { profile: 'older', basis: 'distance', limit: 700, direction: 'toFacility', waitSeconds: 0 },
  { profile: 'wheelchair', basis: 'distance', limit: 900, direction: 'fromFacility', waitSeconds: 0 },
] as const

const MAX_LINK_METRES = 200
/** Seconds or metres: the library counts in whole milliseconds and millimetres. */
const TOLERANCE = 0.5

describe('walk matrix', () => {
  for (const question of QUESTIONS) {
    it(`agrees with the truth: ${JSON.stringify(question)}`, async () => {
      const { profile, basis, limit, direction, waitSeconds } = question
      let compared = 0
      let unlinked = 0
      await fc.assert(
        fc.asyncProperty(townPlans, async (plan) => {
          const town = townOf(plan)
          const area = await areaOfText('random', town.toOsmXml(), { private: 'ordinary' })
          const study = prepareStudy(area.network, town.toFacilities(), town.toBlocks(), {
            profile: { ...walkProfile(profile), crossingWaitSeconds: waitSeconds },
            maxLinkMetres: MAX_LINK_METRES,
            demand: 'point',
            direction,
            categories: TOWN_CATEGORIES,
          })
          const truth = new WalkTruth(area.raw, { ...TRUTH_PROFILES[profile]!, waitSeconds }, basis)
          const link = ([lon, lat]: readonly [number, number]) => truth.link(lon, lat, MAX_LINK_METRES)
          const most = basis === 'time' ? limit * 60 : limit
          const doors = study.facilities.map(({ entrances }) => entrances.map(link))
          const candidates = study.facilities.flatMap(({ entrances }) => entrances)
          const asked = basis === 'time' ? { minutes: limit } : { metres: limit }
          const reached = new Map<TruthLink, Map<string, number>>()
          const walk = (home: TruthLink, door: TruthLink): number => {
            if (home.status !== 'linked' || door.status !== 'linked') return Infinity
            const [start, end] = direction === 'toFacility' ? [home, door] : [door, home]
            const known = reached.get(start) ?? truth.reach(start, most)
            reached.set(start, known)
            return truth.walk(known, start, end)
          }
          const homes = study.blocks.map(({ lonLat }) => link(lonLat))
          const expectPairs = (matrix: WalkMatrix, columns: readonly (readonly TruthLink[])[]) => {
            const cost = basis === 'time' ? matrix.costMs : matrix.costMm
            homes.forEach((home, row) => {
              const ours = new Map<number, number>()
              for (let pair = matrix.rowOffset[row]!; pair < matrix.rowOffset[row + 1]!; pair++) {
                ours.set(matrix.column[pair]!, cost[pair]! / 1000)
              }
              columns.forEach((links, column) => {
                // A point as near to two streets may link to either.
                if (home.ambiguous || links.some(({ ambiguous }) => ambiguous)) return
                if (links.every(({ status }) => status !== 'linked')) {
                  unlinked++
                  expect(matrix.columnLinked[column]).toBe(0)
                }
                const best = Math.min(...links.map((door) => walk(home, door)))
                const own = ours.get(column)
                compared++
                if (own === undefined) expect(best).toBeGreaterThan(most - TOLERANCE)
                else expect(Math.abs(own - best)).toBeLessThanOrEqual(TOLERANCE)
              })
            })
          }
          expectPairs(await walkMatrix(study, asked), doors)
          expectPairs(
            await walkMatrix(study, { ...asked, candidates }),
            doors.flatMap((links) => links.map((one) => [one])),
          )
        }),
        { numRuns: 100, seed: 20261130 },
      )
      expect(compared).toBeGreaterThan(2000)
      expect(unlinked).toBeGreaterThan(50)
    }, 60_000)
  }
})

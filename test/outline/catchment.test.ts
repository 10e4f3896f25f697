// Catchments against the slow truth: who is within, by walk, on random towns.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { catchment } from '../../src/outline/catchment.ts'
import { areaOfText } from '../scene/walk-scene.ts'
import { townOf, townPlans } from '../truth/random-town.ts'
import { TRUTH_PROFILES, WalkTruth } from '../truth/walk-truth.ts'
import { covers, polygonFaults } from './polygon-validity.ts'

describe('catchment', () => {
  for (const reverse of [true, false]) {
    it(`counts people by walk as the truth does, ${reverse ? 'to' : 'from'} the facilities`, async () => {
      let counted = 0
      await fc.assert(
        fc.asyncProperty(townPlans, async (plan) => {
          const town = townOf(plan)
          const area = await areaOfText('random', town.toOsmXml(), { private: 'ordinary' })
          const impedance = buildImpedance(area.network, { ...walkProfile('adult'), crossingWaitSeconds: 20 }, 'time')
          const truth = new WalkTruth(area.raw, { ...TRUTH_PROFILES.adult!, waitSeconds: 20 }, 'time')
          const facilities = town.toFacilities().map(({ id, entrances }) => ({ id, places: entrances }))
          const doors = facilities.flatMap(({ places }) => places).map(([lon, lat]) => truth.link(lon, lat, 200))
          const blocks = town
            .toBlocks()
            .map(({ lonLat }, i) => ({ lonLat, people: i % 3 === 2 ? null : 100 * (i + 1) }))
          const homes = blocks.map(({ lonLat }) => truth.link(lonLat[0], lonLat[1], 200))
          if ([...doors, ...homes].some(({ ambiguous }) => ambiguous)) return
          const minutes = [2, 4, 8]
          const result = catchment(area.network, impedance, facilities, { minutes, demand: blocks, reverse })
          const costs = homes.map((home) => {
            if (home.status !== 'linked') return Infinity
            const linked = doors.filter(({ status }) => status === 'linked')
            const walks = linked.map((door) =>
              reverse ? truth.walk(truth.reach(home, 480), home, door) : truth.walk(truth.reach(door, 480), door, home),
            )
            return Math.min(...walks, Infinity)
          })
          if (costs.some((cost) => minutes.some((limit) => Math.abs(cost - limit * 60) < 0.5))) return
          counted++
          expect(result.counts).toEqual(
            minutes.map((limit) => {
              const within = blocks.filter((_, i) => costs[i]! <= limit * 60)
              return {
                limit,
                points: within.length,
                people: within.reduce((sum, { people }) => sum + (people ?? 0), 0),
                pointsUnknown: within.filter(({ people }) => people === null).length,
              }
            }),
          )
          const unlinked = blocks.filter((_, i) => homes[i]!.status !== 'linked')
          expect([result.points, result.pointsUnlinked]).toEqual([blocks.length, unlinked.length])
          expect(result.peopleUnlinked).toBe(unlinked.reduce((sum, { people }) => sum + (people ?? 0), 0))
          for (const { polygons } of result.isochrone.bands) {
            expect(polygonFaults(polygons)).toEqual([])
            doors.forEach((door, i) => {
              const [lon, lat] = facilities.flatMap(({ places }) => places)[i]!
              if (door.status === 'linked') expect(covers(polygons, lon, lat)).toBe(true)
            })
          }
        }),
        { numRuns: 80, seed: 20260105 },
      )
      expect(counted).toBeGreaterThan(40)
    }, 60_000)
  }

  it('has nobody and nothing where no facility is linked', async () => {
    const town = townOf({ shake: Array(60).fill(0), ways: [], nodes: [], homes: [[0, 0]], shops: [], south: false })
    const area = await areaOfText('plain', town.toOsmXml())
    const impedance = buildImpedance(area.network, walkProfile('adult'), 'time')
    const demand = [{ lonLat: town.toBlocks()[0]!.lonLat, people: 7 }]
    const result = catchment(area.network, impedance, [], { minutes: [5], demand })
    expect(result.counts).toEqual([{ limit: 5, points: 0, people: 0, pointsUnknown: 0 }])
    expect(result.isochrone.bands[0]!.polygons).toEqual([])
    expect([result.points, result.people, result.pointsUnlinked]).toEqual([1, 7, 0])
  })
})

// Who is in the catchment of places: against the slow truth on random towns, and the same as a coverage tells for the sample town.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { walkProfile } from '../../src/network/profile.ts'
import { countCatchmentPeople } from '../../src/study/catchment-people.ts'
import { analyseSampleTown } from '../sample-analysis.ts'
import { areaOfText } from '../scene/walk-scene.ts'
import { townOf, townPlans } from '../truth/random-town.ts'
import { TRUTH_PROFILES, WalkTruth } from '../truth/walk-truth.ts'

describe('countCatchmentPeople', () => {
  it('counts people by walk as the truth does; unknown people and blocks without a street are in no share', async () => {
    let counted = 0
    await fc.assert(
      fc.asyncProperty(townPlans, async (plan) => {
        const town = townOf(plan)
        const area = await areaOfText('random', town.toOsmXml(), { private: 'ordinary' })
        const truth = new WalkTruth(area.raw, TRUTH_PROFILES.adult!, 'time')
        const places = town
          .toFacilities()
          .map(({ id, entrances }) => ({ id, name: null, places: entrances, polygons: null }))
        const blocks = town.toBlocks().map((block, i) => ({
          ...block,
          gates: [],
          buildings: [],
          polygons: null,
          people: { population: i % 3 === 2 ? null : 100 * (i + 1) },
        }))
        if (places.length === 0 || blocks.length === 0) return
        const doors = places.flatMap((place) => place.places).map(([lon, lat]) => truth.link(lon, lat, 200))
        const homes = blocks.map(({ lonLat }) => truth.link(lonLat[0], lonLat[1], 200))
        if ([...doors, ...homes].some(({ ambiguous }) => ambiguous)) return
        const minutes = [2, 4, 8]
        const linkedDoors = doors.filter(({ status }) => status === 'linked')
        const costs = homes.map((home) =>
          home.status !== 'linked'
            ? Infinity
            : Math.min(...linkedDoors.map((door) => truth.walk(truth.reach(home, 480), home, door)), Infinity),
        )
        if (costs.some((cost) => minutes.some((limit) => Math.abs(cost - limit * 60) < 0.5))) return
        counted++
        const { measures } = countCatchmentPeople(area.network, places, blocks, {
          minutes,
          profile: walkProfile('adult'),
        })
        const known = blocks.filter(({ people }) => people.population !== null)
        const isLinked = (block: (typeof blocks)[number]) => homes[blocks.indexOf(block)]!.status === 'linked'
        const sum = (list: typeof blocks) => list.reduce((total, { people }) => total + people.population!, 0)
        const population = measures.find(({ measure }) => measure === 'population')!
        expect(population.total).toBe(sum(known.filter(isLinked)))
        expect(population.unlinkedTotal).toBe(sum(known.filter((block) => !isLinked(block))))
        expect(population.within.map(({ limit, covered }) => [limit, covered])).toEqual(
          minutes.map((limit) => [limit, sum(known.filter((block) => costs[blocks.indexOf(block)]! <= limit * 60))]),
        )
        const count = measures.find(({ measure }) => measure === 'blocks')!
        expect(count.within.map(({ covered }) => covered)).toEqual(
          minutes.map((limit) => costs.filter((cost) => cost <= limit * 60).length),
        )
        expect(count.unlinkedTotal).toBe(homes.filter(({ status }) => status !== 'linked').length)
      }),
      { numRuns: 60, seed: 20260731 },
    )
    expect(counted).toBeGreaterThan(25)
  }, 60_000)

  it('tells for the sample town what its coverage tells, by gates and buildings, for minutes and metres', async () => {
    for (const limits of [{ minutes: [5, 10] }, { metres: [300, 500, 1000] }]) {
      const { area, facilities, blocks, report } = await analyseSampleTown({ ...limits, categories: ['pharmacy'] })
      const places = facilities.facilities
        .filter(({ category }) => category === 'pharmacy')
        .map(({ id, name, entrances, polygons }) => ({ id, name, places: entrances, polygons }))
      const people = countCatchmentPeople(area.network, places, blocks.blocks, limits)
      expect([people.basis, people.limits]).toEqual([report.options.basis, report.options.limits])
      expect(people.measures.map(({ measure }) => measure)).toContain('age_60_plus')
      expect(people.measures.some(({ measure }) => measure === 'land_m2')).toBe(false)
      for (const { measure, within, total, blocksUnknown } of people.measures) {
        report.coverage.forEach(({ limit, shares }, at) => {
          const share = shares.find((one) => one.measure === measure)!
          expect([measure, total, blocksUnknown, within[at]]).toEqual([
            measure,
            share.total,
            share.blocksUnknown,
            { limit, covered: share.covered, share: share.share },
          ])
        })
      }
    }
  })

  it('refuses limits that make no sense, and stops when told', async () => {
    const { area, blocks } = await analyseSampleTown({ minutes: [5], categories: ['pharmacy'] })
    const count = (options: Parameters<typeof countCatchmentPeople>[3]) =>
      countCatchmentPeople(area.network, [], blocks.blocks, options)
    expect(() => count({ minutes: [0] })).toThrow(/must be 1 to 12 numbers/)
    expect(() => count({ minutes: [5], metres: [300] })).toThrow(/not both/)
    expect(() => count({ signal: AbortSignal.abort() })).toThrow(/Interrupted/)
    expect(count({}).measures[0]!.within.map(({ limit, covered }) => [limit, covered])).toEqual([
      [5, 0],
      [10, 0],
      [15, 0],
    ])
  })
})

// Walks and isochrones over random hills against the slow truth, from either side and in both directions; laws of slopes.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyseAccess } from '../../src/job/analyse.ts'
import { loadArea } from '../../src/job/load-area.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { loadNetwork, saveNetwork } from '../../src/network/network-buffer.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { isochrone } from '../../src/outline/isochrone.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { explainWalk, sumParts } from '../../src/study/explain-walk.ts'
import { loadedBlocks, loadedFacilities, readable } from '../scene/walk-scene.ts'
import { blockAt, type HillPlan, HillTruth, hillPlans, hillTiff, hillTown, shopAt, townXml } from './hill-town.ts'

const xmlSource = (xml: string) => bytesSource('hills.osm', new TextEncoder().encode(xml))
const areaOf = (xml: string, tiff: Uint8Array | null) =>
  loadArea(xmlSource(xml), tiff === null ? {} : { heights: [bytesSource('hills.tif', tiff)] })

const LIMIT_MINUTES = 9

describe('random hills', () => {
  for (const [id, speed, steps] of [
    ['adult', 1.25, 2],
    ['older', 0.9, 3],
  ] as const) {
    for (const direction of ['toFacility', 'fromFacility'] as const) {
      it(`take as long as the truth says: ${id}, ${direction}`, { timeout: 120_000 }, async () => {
        let compared = 0
        const sides = new Set<string>()
        await fc.assert(
          fc.asyncProperty(hillPlans, async (plan) => {
            const town = hillTown(plan)
            const all = town.places.map((_, place) => place)
            const [homes, shops] = [all.slice(0, plan.homes), all.slice(plan.homes)]
            if (homes.length === 0 || shops.length === 0) return
            const truth = new HillTruth(town, plan, speed, steps)
            const area = await areaOf(townXml(town), hillTiff(plan))
            const blocks = homes.map((place) => blockAt(`home ${place}`, town.places[place]!.lonLat))
            const facilities = shops.map((place) => shopAt(`shop ${place}`, town.places[place]!.lonLat))
            const analysis = await analyseAccess(area, loadedFacilities(facilities), loadedBlocks(blocks), {
              profile: id,
              direction,
              minutes: [LIMIT_MINUTES],
            })
            sides.add(analysis.report.search?.from ?? '')
            const { walk, block } = readable(analysis)
            for (const home of homes) {
              if (!isOnItsStreet(block(`home ${home}`))) continue
              const linkedShops = shops.filter((shop) =>
                isOnItsStreet(analysis.report.facilities.find((facility) => facility.id === `shop ${shop}`)!),
              )
              // A shop on an island is reached over another street, which the truth does not know.
              if (linkedShops.length < shops.length) continue
              const best = Math.min(
                ...linkedShops.map((shop) =>
                  direction === 'toFacility' ? truth.walk(home, shop) : truth.walk(shop, home),
                ),
              )
              if (Math.abs(best - LIMIT_MINUTES * 60) < 0.5) continue
              const { status, seconds } = walk(`home ${home}`, 'pharmacy')
              compared++
              expect(status).toBe(best <= LIMIT_MINUTES * 60 ? 'reached' : 'unreached')
              if (status === 'reached')
                expect(Math.abs(seconds - best), `${seconds} s, truth ${best} s`).toBeLessThan(0.1)
            }
          }),
          { numRuns: 60, seed: 20260301 },
        )
        expect(compared).toBeGreaterThan(60)
        expect([...sides].sort()).toEqual(['demand-points', 'facilities'])
      })
    }
  }

  for (const reverse of [false, true]) {
    it(`are reached as far as the truth says${reverse ? ', walking there' : ''}`, { timeout: 120_000 }, async () => {
      let compared = 0
      await fc.assert(
        fc.asyncProperty(hillPlans, async (plan) => {
          const town = hillTown(plan)
          if (town.places.length === 0) return
          const truth = new HillTruth(town, plan, 1.25, 2)
          const area = await areaOf(townXml(town), hillTiff(plan))
          const impedance = buildImpedance(area.network, walkProfile('adult'), 'time')
          const minutes = [1, 2.5, 4, 7]
          const places = town.places.map(({ lonLat }) => lonLat)
          const drawn = isochrone(area.network, impedance, places, { minutes, style: 'lines', reverse })
          places.forEach((_, place) => {
            if (!isOnItsStreet(drawn[place]!)) return
            drawn[place]!.bands.forEach(({ reachedMetres }, at) => {
              compared++
              const expected = truth.reachedMetres(place, minutes[at]! * 60, reverse)
              expect(Math.abs(reachedMetres - expected), `${reachedMetres} m, truth ${expected} m`).toBeLessThan(0.5)
            })
          })
        }),
        { numRuns: 60, seed: 20260302 },
      )
      expect(compared).toBeGreaterThan(400)
    })
  }

  it('count the metres without heights', async () => {
    await fc.assert(
      fc.asyncProperty(hillPlans, async (plan) => {
        const town = hillTown(plan)
        if (town.streets.length === 0) return
        const truth = new HillTruth(town, plan, 1, 1)
        const { slopes } = await areaOf(townXml(town), hillTiff(plan))
        const unknown = truth.segments.reduce((sum, segment) => sum + segment.unknownMetres, 0)
        expect(Math.abs(slopes!.counts.unknownMetres - unknown)).toBeLessThan(0.1)
      }),
      { numRuns: 40, seed: 20260303 },
    )
  })
})

describe('explained walks', () => {
  it('climb as much more than they descend as their end lies higher', async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(hillPlans, async (plan) => {
        // A plane: on it a part of a part climbs its share exactly.
        const [east, south] = [plan.heights[0]! % 7, plan.heights[1]! % 11]
        const side = Math.sqrt(plan.heights.length)
        const heights = plan.heights.map((_, i) => 100 + (i % side) * east + Math.floor(i / side) * south)
        const town = hillTown(plan)
        if (town.places.length < 2) return
        const truth = new HillTruth(town, { heights }, 1.25, 2)
        const level = townXml(town).replace(/<tag k="incline"[^>]*>/g, '')
        const area = await areaOf(level, hillTiff({ heights }))
        for (const direction of ['toFacility', 'fromFacility'] as const) {
          const { study, report } = await analyseAccess(
            area,
            loadedFacilities([shopAt('shop', town.places[0]!.lonLat)]),
            loadedBlocks([blockAt('home', town.places[1]!.lonLat)]),
            { direction, minutes: [30] },
          )
          if (!isOnItsStreet(report.blocks[0]!) || !isOnItsStreet(report.facilities[0]!)) return
          const walk = explainWalk(study, 'time', 30, 'home', 'pharmacy')!
          if (walk.climb === null || walk.status !== 'reached') return
          const [from, to] = direction === 'toFacility' ? [1, 0] : [0, 1]
          const { upMetres, downMetres, unknownMetres } = walk.climb
          const higher = truth.heightAt(town.places[to]!.lonLat) - truth.heightAt(town.places[from]!.lonLat)
          compared++
          expect(unknownMetres).toBe(0)
          expect(Math.abs(upMetres - downMetres - higher)).toBeLessThan(0.05)
          const { free, not, unknown } = walk.stepFree!
          const walked = sumParts(walk.parts).millimetres / 1000
          expect(Math.abs(free + not + unknown - walked)).toBeLessThan(0.01)
          const stairs = walk.parts.filter(({ kind }) => kind === 'steps')
          expect(Math.abs(not - sumParts(stairs).millimetres / 1000)).toBeLessThan(0.01)
        }
      }),
      { numRuns: 60, seed: 20260305 },
    )
    expect(compared).toBeGreaterThan(40)
  })
})

describe('laws of slopes', () => {
  const costsOf = async (xml: string, tiff: Uint8Array | null) => {
    const { network } = await areaOf(xml, tiff)
    const impedance = buildImpedance(network, walkProfile('adult'), 'time')
    return { network, forward: [...impedance.edgeForwardCost], backward: [...impedance.edgeBackwardCost] }
  }
  const sample = (change: (plan: HillPlan) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(hillPlans, async (plan) => void (hillTown(plan).streets.length > 0 && (await change(plan)))),
      {
        numRuns: 25,
        seed: 20260304,
      },
    )
  const withoutInclines = (xml: string) => xml.replace(/<tag k="incline"[^>]*>/g, '')

  it('level ground is no ground at all, whatever its height', () =>
    sample(async (plan) => {
      const xml = withoutInclines(townXml(hillTown(plan)))
      const none = await costsOf(xml, null)
      const level = await costsOf(xml, hillTiff({ heights: plan.heights.map(() => 43) }))
      expect(level.forward).toEqual(none.forward)
      expect(level.backward).toEqual(none.backward)
      expect(level.network.slopeGrade.every((grade) => grade === 0 || Number.isNaN(grade))).toBe(true)
    }))

  it('raising all heights changes nothing', () =>
    sample(async (plan) => {
      const xml = townXml(hillTown(plan))
      const before = await costsOf(xml, hillTiff(plan))
      const raised = await costsOf(xml, hillTiff(plan, 2000))
      expect(raised.forward).toEqual(before.forward)
      expect(raised.backward).toEqual(before.backward)
    }))

  it('up and down swap where a hill is turned into a valley', () =>
    sample(async (plan) => {
      const xml = withoutInclines(townXml(hillTown(plan)))
      const hill = await costsOf(xml, hillTiff(plan))
      const valley = await costsOf(
        xml,
        hillTiff({ heights: plan.heights.map((height) => (height === -99 ? -99 : 100 - height)) }),
      )
      hill.forward.forEach((cost, edge) => {
        if (hill.backward[edge] === 0xffffffff) return
        expect(Math.abs(valley.backward[edge]! - cost)).toBeLessThanOrEqual(1)
        expect(Math.abs(valley.forward[edge]! - hill.backward[edge]!)).toBeLessThanOrEqual(1)
      })
    }))

  it('a saved network keeps its slopes', () =>
    sample(async (plan) => {
      const { network } = await areaOf(townXml(hillTown(plan)), hillTiff(plan))
      const again = loadNetwork(saveNetwork(network))
      expect([...again.slopeGrade]).toEqual([...network.slopeGrade])
      const costs = [network, again].map((each) => [...buildImpedance(each, walkProfile('older'), 'time').arcCost])
      expect(costs[1]).toEqual(costs[0])
    }))
})

/** Places lie on streets; one whose street hangs apart links to another one, or to none. */
const isOnItsStreet = (place: { readonly linkStatus: string; readonly linkMetres: number }) =>
  place.linkStatus === 'linked' && place.linkMetres < 0.05

// Allocation against the slow truth: every stretch of street belongs to the facility that is nearest on foot.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { allocationAreas } from '../../src/outline/allocation.ts'
import { catchment } from '../../src/outline/catchment.ts'
import { localMapAt, metresEast, metresNorth, toLonLat } from '../../src/outline/outline-projection.ts'
import { at, east, from, scene } from '../scene/build-scene.ts'
import { areaOfText } from '../scene/walk-scene.ts'
import { townOf, townPlans } from '../truth/random-town.ts'
import { TRUTH_PROFILES, WalkTruth } from '../truth/walk-truth.ts'
import { distanceTo, type Flat, placesOn } from './places-on-streets.ts'
import { covers, polygonFaults } from './polygon-validity.ts'

describe('allocationAreas', () => {
  it('gives every stretch of street to the nearest facility, and its ground to nobody else', async () => {
    let asked = 0
    let contested = 0
    await fc.assert(
      fc.asyncProperty(townPlans, async (plan) => {
        const town = townOf(plan)
        const area = await areaOfText('random', town.toOsmXml(), { private: 'ordinary' })
        const impedance = buildImpedance(area.network, walkProfile('adult'), 'time')
        const truth = new WalkTruth(area.raw, TRUTH_PROFILES.adult!, 'time')
        // Homes stand in for facilities: there are more of them, each in its own place.
        const places = town.toBlocks().map(({ lonLat }) => lonLat)
        const doors = places.map(([lon, lat]) => truth.link(lon, lat, 200))
        if (doors.some(({ ambiguous }) => ambiguous)) return
        const areas = allocationAreas(area.network, impedance, places, { minutes: [4] })
        expect(areas.map(({ linkStatus }) => linkStatus)).toEqual(doors.map(({ status }) => status))
        for (const { polygons } of areas) expect(polygonFaults(polygons)).toEqual([])
        const map = localMapAt(...places[0]!)
        const lines = areas.map(({ lines }) =>
          lines.map((line) => line.map(([lon, lat]): Flat => [metresEast(map, lon), metresNorth(map, lat)])),
        )
        const near = (place: Flat, metres: number) =>
          lines.flatMap((own, owner) =>
            own.some((line) => line.some((b, i) => i > 0 && distanceTo(place, line[i - 1]!, b).metres < metres))
              ? [owner]
              : [],
          )
        for (const { link, place } of placesOn(truth, map, [0.23, 0.71])) {
          const reached = truth.reach(link, 240)
          const costs = doors.map((door) => (door.status === 'linked' ? truth.walk(reached, link, door) : Infinity))
          const best = Math.min(...costs)
          const winners = costs.flatMap((cost, owner) => (cost < best + 1 ? [owner] : []))
          const here = near(place, 0.05)
          if (best < 239 && winners.length === 1) {
            asked++
            // Access legs of others may run by; the streets' owner must be among those here.
            expect(here).toContain(winners[0])
          }
          if (best > 241) expect(near(place, 0.01).filter((owner) => costs[owner]! < 240)).toEqual([])
        }
        for (let i = 0; i < 300; i++) {
          const place: Flat = [(((i * 37) % 300) - 150) * 6.1, (((i * 71) % 300) - 150) * 5.3]
          const owners = areas.flatMap(({ polygons }, owner) =>
            covers(polygons, ...toLonLat(map, ...place)) ? [owner] : [],
          )
          if (owners.length > 1) contested++
        }
        const whole = catchment(area.network, impedance, places, { minutes: [4] }).isochrone.bands[0]!
        const metres = areas.reduce((sum, { streetMetres }) => sum + streetMetres, 0)
        expect(Math.abs(metres - whole.reachedMetres)).toBeLessThan(0.01)
      }),
      { numRuns: 60, seed: 20260106 },
    )
    expect(asked).toBeGreaterThan(300)
    // Shared borders are simplified by up to 0.1 m on either side: a point in thousands may lie in both.
    expect(contested).toBeLessThan(5)
  }, 60_000)

  it('meets half-way between two equal shops', async () => {
    const town = scene('street', '').street('Street', 'residential', [from(0, 0), east(500), east(500)])
    const { network } = await areaOfText('street', town.toOsmXml())
    const impedance = buildImpedance(network, walkProfile('adult'), 'distance')
    const map = localMapAt(...town.origin)
    const shops = [toLonLat(map, ...at(100, 0)), toLonLat(map, ...at(700, 0)), [0, 0] as const]
    const areas = allocationAreas(network, impedance, shops, { metres: [1000] })
    expect(areas.map(({ streetMetres }) => Math.round(streetMetres))).toEqual([400, 600, 0])
    expect(areas.map(({ polygons }) => polygons.length)).toEqual([1, 1, 0])
    expect(areas[2]!.linkStatus).toBe('outside')
    const edges = areas.slice(0, 2).map(({ polygons }) => polygons.flat(2).map(([lon]) => metresEast(map, lon)))
    expect(Math.max(...edges[0]!)).toBeCloseTo(400, 0)
    expect(Math.min(...edges[1]!)).toBeCloseTo(400, 0)
  })
})

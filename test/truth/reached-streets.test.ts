// Isochrones against the slow truth: how much street is reached within each limit, and that what is drawn is what was reached.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { isochrone } from '../../src/outline/isochrone.ts'
import { areaOfText } from '../scene/walk-scene.ts'
import { estateOf, estatePlans } from './random-estates.ts'
import { townOf, townPlans } from './random-town.ts'
import { isDelicate, truthCompounds, truthOf } from './truth-town.ts'
import { TruthWalks } from './truth-walks.ts'
import { TRUTH_PROFILES, WalkTruth } from './walk-truth.ts'

const METRES = [200, 450, 900]
const MINUTES = [3, 7, 12]

describe('reached streets', () => {
  for (const [profile, basis] of [
    ['adult', 'time'],
    ['older', 'time'],
    ['wheelchair', 'time'],
    ['adult', 'distance'],
  ] as const) {
    it(`are as long as the truth says: ${profile}, ${basis}`, async () => {
      let compared = 0
      await fc.assert(
        fc.asyncProperty(townPlans, async (plan) => {
          const town = townOf(plan)
          const { network, raw } = await areaOfText('reached', town.toOsmXml(), { private: 'ordinary' })
          const truth = new WalkTruth(raw, TRUTH_PROFILES[profile]!, basis)
          const limits = basis === 'time' ? MINUTES.map((minutes) => minutes * 60) : METRES
          const asked = basis === 'time' ? { minutes: MINUTES } : { metres: METRES }
          const homes = town.toBlocks().map((block) => block.lonLat)
          const impedance = buildImpedance(network, walkProfile(profile), basis)
          const drawn = isochrone(network, impedance, homes, { ...asked, style: 'lines' })
          homes.forEach(([lon, lat], i) => {
            const link = truth.link(lon, lat, 200)
            if (link.ambiguous) return
            compared++
            expect(drawn[i]!.linkStatus).toBe(link.status)
            drawn[i]!.bands.forEach(({ reachedMetres }, at) => {
              const expected = link.status === 'linked' ? truth.reachedMetres(link, limits[at]!) : 0
              expect(Math.abs(reachedMetres - expected), `${reachedMetres} m, truth ${expected} m`).toBeLessThan(0.5)
            })
          })
        }),
        { numRuns: 60, seed: 20260104 },
      )
      expect(compared).toBeGreaterThan(100)
    }, 60_000)
  }
})

describe('reached streets among estates', () => {
  for (const [profile, basis] of [
    ['adult', 'time'],
    ['frail', 'time'],
    ['adult', 'distance'],
  ] as const) {
    it(`are as long as the truth says: ${profile}, ${basis}`, async () => {
      let compared = 0
      let fromPrivate = 0
      await fc.assert(
        fc.asyncProperty(estatePlans, async (plan) => {
          const { town, compounds, osmXml } = estateOf(plan)
          const { network, raw } = await areaOfText('reached', osmXml, { compounds })
          const streets = truthOf(raw, { compounds: truthCompounds(compounds) })
          if (isDelicate(streets)) return
          const truth = new TruthWalks(streets, TRUTH_PROFILES[profile]!, basis)
          const limits = basis === 'time' ? MINUTES.map((minutes) => minutes * 60) : METRES
          const asked = basis === 'time' ? { minutes: MINUTES } : { metres: METRES }
          const homes = town.toBlocks().map((block) => block.lonLat)
          const impedance = buildImpedance(network, walkProfile(profile), basis)
          const drawn = isochrone(network, impedance, homes, { ...asked, style: 'lines' })
          homes.forEach(([lon, lat], i) => {
            const link = truth.link(lon, lat, 200)
            if (link.ambiguous) return
            compared++
            if (link.status === 'linked' && truth.segments[link.segment]!.region !== '') fromPrivate++
            expect(drawn[i]!.linkStatus).toBe(link.status)
            drawn[i]!.bands.forEach(({ reachedMetres }, at) => {
              const expected = link.status === 'linked' ? truth.reachedMetres(link, limits[at]!) : 0
              expect(Math.abs(reachedMetres - expected), `${reachedMetres} m, truth ${expected} m`).toBeLessThan(2)
            })
          })
        }),
        { numRuns: 100, seed: 20260105 },
      )
      expect(compared).toBeGreaterThan(100)
      expect(fromPrivate).toBeGreaterThan(10)
    }, 120_000)
  }
})

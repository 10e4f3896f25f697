// Two places on one street that may be walked in one direction only, a step apart: with the street it is that step, against it the
// whole way round. However near, the wrong direction is no walk.
import { describe, expect, it } from 'vitest'
import { UNREACHED } from '../../src/foundation/units.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { buildPlaceLegs, directCost } from '../../src/search/place-legs.ts'
import { at, east, from, north, scene, south, west } from '../scene/build-scene.ts'
import { areaOfText, walkScene } from '../scene/walk-scene.ts'

/** A ring: 1,000 m one way eastwards, back by 40 m, 1,000 m and 40 m. The clinic is at 500 m. */
const ring = (gapMetres: number) =>
  scene('ring', 'One way round.')
    .street('Lane', 'footway', [from(0, 0), east(1000)], { 'oneway:foot': 'yes' })
    .street('Back', 'residential', [from(1000, 0), north(40), west(1000), south(40)])
    .facility('clinic', 'health_station', at(500, -10))
    .block('before', at(500 - gapMetres, -10))
    .block('beside', at(500, -10))
    .block('behind', at(500 + gapMetres, -10))

const ROUND_METRES = 1000 + 40 + 1000 + 40

describe('two places on a street of one direction', () => {
  it.each([0.05, 0.5, 5, 100])('%d m apart', async (gap) => {
    for (const direction of ['toFacility', 'fromFacility'] as const) {
      const [withIt, againstIt] = direction === 'toFacility' ? ['before', 'behind'] : ['behind', 'before']
      for (const limits of [{ minutes: [60] }, { metres: [5000] }]) {
        const { walk } = await walkScene(ring(gap), { ...limits, direction })
        const metres = (block: string) => walk(block, 'health_station').metres
        expect(Math.abs(metres(withIt) - (20 + gap))).toBeLessThan(0.05)
        expect(Math.abs(metres('beside') - 20)).toBeLessThan(0.05)
        expect(Math.abs(metres(againstIt) - (20 + ROUND_METRES - gap))).toBeLessThan(0.3)
      }
    }
  })

  it('no limit is far enough for the wrong direction alone', async () => {
    const { network } = await areaOfText('ring', ring(1).toOsmXml())
    const edge = [...network.edgeLengthMm].findIndex((length) => Math.abs(length - 1_000_000) < 100)
    for (const basis of ['time', 'distance'] as const) {
      const impedance = buildImpedance(network, walkProfile('adult'), basis)
      const oneWay = [...network.edgeFrom].findIndex((_, index) => impedance.edgeBackwardCost[index] === UNREACHED)
      expect(network.edgeLengthMm[oneWay]).toBe(network.edgeLengthMm[edge])
      const fraction = Float64Array.of(0.5, 0.5 + 1e-9, 0.5)
      const linkage = {
        status: new Uint8Array(3),
        edge: Int32Array.of(oneWay, oneWay, oneWay),
        fraction,
        metres: new Float64Array(3),
      }
      const legs = buildPlaceLegs(network, impedance, linkage)
      expect(directCost(impedance, legs, 0, legs, 1)).toBe(0)
      expect(directCost(impedance, legs, 0, legs, 2)).toBe(0)
      expect(directCost(impedance, legs, 1, legs, 0)).toBe(UNREACHED)
    }
  })
})

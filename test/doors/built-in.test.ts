// What is built in is shared by all callers: nobody can change it for the others. Columns of streets that others made are looked at before they are used.
import { describe, expect, it } from 'vitest'
import {
  allCategories,
  analyseAccess,
  bytesSource,
  isochrone,
  loadArea,
  standardPacks,
  WALK_PROFILES,
} from '../../src/index.ts'
import { buildImpedance, buildNetwork, normaliseWalkableWays, readOsm, walkMatrix } from '../../src/parts.ts'
import { analyseSampleTown, loadSampleTown } from '../sample-analysis.ts'

const OSM =
  '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.001"/><node id="3" lat="0" lon="0.002"/><way id="9"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="footway"/></way></osm>'
const source = () => bytesSource('tiny.osm', new TextEncoder().encode(OSM))

function isFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return true
  return Object.isFrozen(value) && Object.values(value).every(isFrozen)
}

describe('what is built in', () => {
  it('cannot be changed', () => {
    expect(isFrozen(WALK_PROFILES)).toBe(true)
    expect(isFrozen(allCategories())).toBe(true)
    for (const pack of standardPacks()) expect(isFrozen(pack)).toBe(true)
  })
})

describe('profiles of one’s own', () => {
  const WRONG = [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1.2', null, undefined]
  it.each(WRONG)('are refused wherever they enter: a speed of %s', async (walkMetresPerSecond) => {
    const profile = { ...WALK_PROFILES[0]!, id: 'own', walkMetresPerSecond: walkMetresPerSecond as number }
    const { area, facilities, blocks } = await loadSampleTown()
    await expect(analyseAccess(area, facilities, blocks, { profile })).rejects.toMatchObject({ code: 'invalid-option' })
    expect(() => buildImpedance(area.network, profile, 'time')).toThrow(
      expect.objectContaining({ code: 'invalid-option' }),
    )
  })
})

describe('places and limits that are no numbers', () => {
  it('are refused, and nothing hangs', async () => {
    const { network } = await loadArea(source())
    const impedance = buildImpedance(network, WALK_PROFILES[0]!, 'time')
    for (const place of [[Number.NaN, 0], [0, Number.NaN], [200, 0], [0, 91], ['0', 0], [], null]) {
      expect(() => isochrone(network, impedance, [place as never], { minutes: [5] }), JSON.stringify(place)).toThrow(
        expect.objectContaining({ name: 'LivingCircleError' }),
      )
    }
    for (const minutes of [[Number.NaN], [0], [-1], [], ['5'], [Number.POSITIVE_INFINITY]]) {
      expect(
        () => isochrone(network, impedance, [[0.001, 0]], { minutes: minutes as number[] }),
        JSON.stringify(minutes),
      ).toThrow(expect.objectContaining({ name: 'LivingCircleError' }))
    }
  })
})

describe('columns of streets that others made', () => {
  it('are refused where they do not hold together', async () => {
    const ways = normaliseWalkableWays(await readOsm(source()))
    expect(buildNetwork(ways).edgeLengthMm.length).toBeGreaterThan(0)
    const wrong = [
      { ...ways, ref: Uint32Array.from(ways.ref, (value, at) => (at === 1 ? 99 : value)) },
      { ...ways, ref: Uint32Array.from(ways.ref, (value, at) => (at === 2 ? 4294967295 : value)) },
      { ...ways, refOffset: Uint32Array.of(0, 1) },
      { ...ways, refOffset: Uint32Array.of(2, 3) },
      { ...ways, refOffset: Uint32Array.of(0, 1000) },
      { ...ways, nodeFlags: new Uint8Array(1) },
      { ...ways, wayFlags: new Uint16Array(0) },
    ]
    for (const columns of wrong)
      expect(() => buildNetwork(columns)).toThrow(expect.objectContaining({ code: 'invalid-option' }))
  })
})

it('the analysis of the sample town still is what it was', async () => {
  const { report } = await analyseSampleTown()
  expect(report.coverage.length).toBeGreaterThan(10)
  expect(walkMatrix).toBeTypeOf('function')
})

// Candidates along streets: on public streets that may be linked to, apart from each other, none missed by much; none inside closed compounds.
import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import { type LonLat, loadArea } from '../../src/index.ts'
import { linkPoints, sharedLocator } from '../../src/locate/link-points.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { DEFAULT_PROFILE } from '../../src/network/profile.ts'
import { placesAlongStreets } from '../../src/plan/street-candidates.ts'
import { hasSharedData, sharedSource } from '../real/shared-data.ts'
import { loadSampleTown } from '../sample-analysis.ts'
import { namedScene } from '../scene/scenes.ts'
import { areaOfText } from '../scene/walk-scene.ts'

type Area = Awaited<ReturnType<typeof loadArea>>

function spread({ network }: Area, every: number, inside?: (lon: number, lat: number) => boolean) {
  const impedance = buildImpedance(network, DEFAULT_PROFILE, 'time')
  const places = placesAlongStreets(network, impedance.edgeLinkable, every, inside)
  return { places, impedance }
}

const metresBetween = (a: LonLat, b: LonLat) => greatCircleMetres(...a, ...b)

/** On the streets, none nearer to another than asked, every open junction near one. */
function expectSpread(area: Area, every: number) {
  const { places, impedance } = spread(area, every)
  const { network } = area
  places.forEach((a, i) => {
    for (let j = 0; j < i; j++) expect(metresBetween(a, places[j]!)).toBeGreaterThanOrEqual(every)
  })
  const links = linkPoints(sharedLocator(network, impedance), Float64Array.from(places.flat()), 50)
  links.edge.forEach((edge, i) => {
    expect(links.metres[i]).toBeLessThan(0.05)
    expect(network.edgeRegion[edge]).toBe(0)
  })
  for (let edge = 0; edge < network.edgeFrom.length; edge += 7) {
    if (impedance.edgeLinkable[edge] !== 1 || network.edgeRegion[edge] !== 0) continue
    const vertex = network.edgeFrom[edge]!
    const here: LonLat = [network.vertexLonE7[vertex]! / 1e7, network.vertexLatE7[vertex]! / 1e7]
    expect(Math.min(...places.map((place) => metresBetween(here, place)))).toBeLessThanOrEqual(every)
  }
  return places
}

describe('placesAlongStreets', () => {
  it('keeps its distance and leaves no public street of the sample town out', async () => {
    const { area } = await loadSampleTown()
    const [few, many] = [expectSpread(area, 400), expectSpread(area, 120)]
    expect(many.length).toBeGreaterThan(2 * few.length)
    expect(spread(area, 120).places).toEqual(many)
    const [lon] = many[0]!
    expect(spread(area, 120, (x) => x < lon).places.every(([x]) => x < lon)).toBe(true)
  })

  it.skipIf(!hasSharedData)('does so in Wudaokou', { timeout: 60_000 }, async () => {
    expectSpread(await loadArea(sharedSource('beijing-wudaokou.osm.pbf')), 200)
  })

  it('offers no place on the streets of a closed compound', async () => {
    const town = namedScene('gated-compound')
    const compounds = town.compounds
    const area = await areaOfText('gated', town.toOsmXml())
    const { places } = spread(area, 20)
    expect(places.length).toBeGreaterThan(20)
    const inner = places.map((place) => town.placeOf(place)).filter(([x, y]) => x > 290 && x < 310 && y > 21 && y < 379)
    expect(inner).toEqual([])
    expect(compounds).toBeDefined()
  })

  it('refuses more places than anyone can choose from', async () => {
    const { area } = await loadSampleTown()
    expect(() => spread(area, 0.5)).toThrow(/20,000/)
  })
})

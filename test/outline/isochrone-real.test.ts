// Isochrones on real extracts: valid, nested, with the origin inside, for streets, dead ends and the corners of the
// data.
import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/foundation/units.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import type { WalkNetwork } from '../../src/network/walk-network.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { eachIsochrone } from '../../src/outline/isochrone.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { hasSharedData, sharedSource } from '../real/shared-data.ts'
import { covers, nestingFaults, polygonFaults } from './polygon-validity.ts'

const EXTRACTS = ['malta.osm.pbf', 'monaco-streets.osm.pbf', 'munich-centre.osm.pbf', 'beijing-cau.osm.pbf']
const PER_EXTRACT = 14

/** Vertices spread over the network, its dead ends among them, and the corners of its box. */
function originsOf({ vertexLonE7, vertexLatE7, arcOffset, box }: WalkNetwork): LonLat[] {
  const position = (vertex: number): LonLat => [vertexLonE7[vertex]! / 1e7, vertexLatE7[vertex]! / 1e7]
  const vertices = Array.from(vertexLonE7, (_, vertex) => vertex)
  const deadEnds = vertices.filter((vertex) => arcOffset[vertex + 1]! - arcOffset[vertex]! === 1)
  const spread = (from: readonly number[]) =>
    Array.from({ length: PER_EXTRACT / 2 }, (_, i) => position(from[Math.floor((i * from.length * 2) / PER_EXTRACT)]!))
  const [west, south, east, north] = box
  return [...spread(vertices), ...spread(deadEnds), [west, south], [east, north]]
}

describe.skipIf(!hasSharedData)('isochrones on real extracts', () => {
  for (const name of EXTRACTS) {
    it(name, async () => {
      const network = buildNetwork(normaliseWalkableWays(await readOsm(sharedSource(name))))
      const impedance = buildImpedance(network, walkProfile('adult'), 'time')
      const origins = originsOf(network)
      let linked = 0
      let index = 0
      for (const { bands, linkStatus } of eachIsochrone(network, impedance, origins, { minutes: [5, 10, 15] })) {
        const origin = origins[index++]!
        if (linkStatus !== 'linked') continue
        linked++
        bands.forEach(({ polygons, reachedMetres }, band) => {
          expect(polygonFaults(polygons)).toEqual([])
          expect(covers(polygons, ...origin)).toBe(true)
          expect(reachedMetres).toBeGreaterThanOrEqual(band === 0 ? 0 : bands[band - 1]!.reachedMetres)
          if (band > 0) expect(nestingFaults(bands[band - 1]!.polygons, polygons)).toEqual([])
        })
      }
      expect(index).toBe(origins.length)
      expect(linked).toBeGreaterThan(PER_EXTRACT / 2)
    }, 60_000)
  }
})

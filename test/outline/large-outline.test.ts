// Large ground is drawn in rows and packed; the same ground drawn at once in one field must give the same polygons, wherever
// the rows are cut.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/foundation/units.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import type { WalkNetwork } from '../../src/network/walk-network.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { IsochronePainter } from '../../src/outline/isochrone-outline.ts'
import { benchOf } from '../../src/outline/isochrone-sweep.ts'
import { collectLargeGround, LargeGround } from '../../src/outline/large-ground.ts'
import { paintLargeGround } from '../../src/outline/large-outline.ts'
import { OutlineField } from '../../src/outline/outline-field.ts'
import { mapAround } from '../../src/outline/outline-projection.ts'
import { packGround } from '../../src/outline/packed-stamp.ts'
import { reachedMetresWithin } from '../../src/outline/reached-lines.ts'
import { collectReachedPieces, type SweptPlaces } from '../../src/outline/reached-pieces.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { hasSharedData, sharedSource } from '../real/shared-data.ts'
import { east, from, north, scene } from '../scene/build-scene.ts'
import { areaOfText } from '../scene/walk-scene.ts'
import { townOf, townPlans } from '../truth/random-town.ts'

interface Style {
  readonly bandMetres: number
  readonly toleranceMetres: number
  readonly minHoleSquareMetres: number
}

function sweepFrom(
  network: WalkNetwork,
  places: readonly LonLat[],
  limit: number,
  reverse: boolean,
): SweptPlaces | null {
  const bench = benchOf(network, buildImpedance(network, { ...walkProfile('adult'), crossingWaitSeconds: 20 }, 'time'))
  const linked = bench.link(places, 200, reverse ? 'end' : 'start')
  const rows = places.map((_, row) => row).filter((row) => linked.linkage.status[row] === 0)
  return rows.length === 0 ? null : bench.run(linked, rows, limit, reverse)
}

/** Draws both ways and compares; returns how many positions there are. */
function expectSame(swept: SweptPlaces, places: readonly LonLat[], limits: readonly number[], style: Style): number {
  const { network } = swept
  const map = mapAround(places)
  const shapes = { offset: network.shapeOffset, lonE7: network.shapeLonE7, latE7: network.shapeLatE7 }
  const pieces = collectReachedPieces(swept, map, undefined, shapes, { limits, withBends: true })
  const slow = new IsochronePainter().paint(pieces, map, limits, { ...style, smooth: false })
  const ground = collectLargeGround(swept, map, shapes, limits)
  const quick = paintLargeGround(ground, limits, style)
  expect(quick).toEqual(slow)
  limits.forEach((limit, step) => {
    const metres = reachedMetresWithin(pieces, network, limit)
    const quickMetres = ground.wholeMetresWithin(step) + reachedMetresWithin(ground.pieces, network, limit)
    expect(Math.abs(quickMetres - metres)).toBeLessThan(1e-6)
  })
  return quick.flat(3).length
}

/** The same streets at the antimeridian, where this longitude is moved to. */
function acrossAntimeridian(swept: SweptPlaces, middle: number): SweptPlaces {
  const moved = (lonE7: Int32Array) =>
    lonE7.map((lon) => {
      const shifted = lon + Math.round((180 - middle) * 1e7)
      return shifted > 1_800_000_000 ? shifted - 3_600_000_000 : shifted
    })
  const { network } = swept
  return {
    ...swept,
    network: { ...network, vertexLonE7: moved(network.vertexLonE7), shapeLonE7: moved(network.shapeLonE7) },
    lonLat: swept.lonLat.map((value, at) => (at % 2 === 1 ? value : wrapped(value + 180 - middle))),
  }
}

function wrapped(lon: number): number {
  return lon > 180 ? lon - 360 : lon
}

describe('large ground', () => {
  it('is drawn as small ground is: random towns, cut into many rows and few', async () => {
    let positions = 0
    let crossing = 0
    await fc.assert(
      fc.asyncProperty(
        townPlans,
        fc.boolean(),
        fc.constantFrom([240_000], [60_000, 150_000, 400_000], [100_000, 100_500]),
        fc.constantFrom(1.3, 4, 9.7, 25),
        fc.constantFrom(0, 0.4),
        fc.constantFrom(0, 100, 2000),
        async (plan, reverse, limits, bandMetres, toleranceMetres, minHoleSquareMetres) => {
          const town = townOf(plan)
          const { network } = await areaOfText('random', town.toOsmXml(), { private: 'ordinary' })
          const places = town.toFacilities().flatMap(({ entrances }) => entrances)
          if (places.length === 0) return
          const swept = sweepFrom(network, places, limits.at(-1)!, reverse)
          if (swept === null) return
          const style = { bandMetres, toleranceMetres, minHoleSquareMetres }
          positions += expectSame(swept, places, limits, style)
          const [west, , east] = network.box
          const middle = (west + east) / 2
          const moved = places.map(([lon, lat]): LonLat => [wrapped(lon + 180 - middle), lat])
          crossing += expectSame(acrossAntimeridian(swept, middle), moved, limits, style)
        },
      ),
      { numRuns: 80, seed: 20260111 },
    )
    expect(positions).toBeGreaterThan(20_000)
    expect(crossing).toBeGreaterThan(20_000)
  }, 60_000)

  it('needs a field for a few rows only', async () => {
    // 20 km from south to north, with a short street to the east every 100 m.
    const ladder = scene('ladder', 'A long street with rungs', [14.5, 35.8])
    ladder.street('Long', 'residential', [from(0, 0), ...Array(200).fill(north(100))])
    for (let rung = 0; rung <= 200; rung++) {
      ladder.street(`Rung ${rung}`, 'residential', [from(0, 100 * rung), east(30)])
    }
    const { network } = await areaOfText('ladder', ladder.toOsmXml())
    const limits = [3_600_000_000]
    const swept = sweepFrom(network, [[14.5, 35.8]], limits[0]!, false)!
    const shapes = { offset: network.shapeOffset, lonE7: network.shapeLonE7, latE7: network.shapeLatE7 }
    const ground = collectLargeGround(swept, mapAround([[14.5, 35.8]]), shapes, limits)
    const field = new OutlineField()
    const [outline] = packGround(ground, limits, 25, 12.5, [field])
    expect(outline!.directory.filter((block) => block > 0)).toHaveLength(51)
    // The empty block, and those of the row that is stamped and of the next one that it reaches into.
    expect(field.blocks).toBe(3)
  })

  it('has nothing where nothing is reached', async () => {
    const town = townOf({ shake: Array(60).fill(0), ways: [], nodes: [], homes: [[0, 0]], shops: [], south: false })
    const { network } = await areaOfText('plain', town.toOsmXml())
    const shapes = { offset: network.shapeOffset, lonE7: network.shapeLonE7, latE7: network.shapeLatE7 }
    const ground = new LargeGround(network, mapAround([[0, 0]]), shapes)
    expect(paintLargeGround(ground, [1, 2], { bandMetres: 25, toleranceMetres: 1, minHoleSquareMetres: 100 })).toEqual([
      [],
      [],
    ])
    expect(ground.wholeMetresWithin(1)).toBe(0)
  })
})

describe.skipIf(!hasSharedData)('large ground of real extracts', () => {
  for (const name of ['malta.osm.pbf', 'monaco-streets.osm.pbf', 'munich-centre.osm.pbf', 'beijing-cau.osm.pbf']) {
    it(name, async () => {
      const network = buildNetwork(normaliseWalkableWays(await readOsm(sharedSource(name))))
      const { vertexLonE7, vertexLatE7 } = network
      const places = Array.from({ length: 60 }, (_, i): LonLat => {
        const vertex = Math.floor(((i + 0.5) * vertexLonE7.length) / 60)
        return [vertexLonE7[vertex]! / 1e7, vertexLatE7[vertex]! / 1e7]
      })
      const style = { bandMetres: 25, toleranceMetres: 1, minHoleSquareMetres: 100 }
      for (const limits of [[900_000], [200_000, 400_000, 600_000]]) {
        const swept = sweepFrom(network, places, limits.at(-1)!, true)!
        expect(expectSame(swept, places, limits, style)).toBeGreaterThan(800)
      }
    }, 60_000)
  }
})

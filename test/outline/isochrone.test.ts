import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/foundation/units.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { eachIsochrone, isochrone } from '../../src/outline/isochrone.ts'
import type { Isochrone } from '../../src/outline/isochrone-result.ts'
import { benchOf } from '../../src/outline/isochrone-sweep.ts'
import { localMapAt, metresEast, metresNorth } from '../../src/outline/outline-projection.ts'
import type { PieceList } from '../../src/outline/piece-list.ts'
import { collectReachedPieces } from '../../src/outline/reached-pieces.ts'
import { at, east, from, north, scene } from '../scene/build-scene.ts'
import { areaOfText } from '../scene/walk-scene.ts'
import { townOf, townPlans } from '../truth/random-town.ts'
import { drawIsochrone } from './draw-isochrone.ts'
import { ISOCHRONE_SCENES } from './isochrone-scenes.ts'
import { covers, nestingFaults, polygonFaults } from './polygon-validity.ts'

const adult = walkProfile('adult')

async function walkable(
  town: { name: string; toOsmXml(options?: { scramble?: boolean }): string },
  basis: 'time' | 'distance',
  scramble = false,
) {
  const { network } = await areaOfText(town.name, town.toOsmXml({ scramble }))
  return { network, impedance: buildImpedance(network, adult, basis) }
}

const METRES = (6_371_008.8 * Math.PI) / 180
function lonLatOf(origin: LonLat, [x, y]: readonly [number, number]): [number, number] {
  return [origin[0] + x / (METRES * Math.cos((origin[1] * Math.PI) / 180)), origin[1] + y / METRES]
}

/** Metres from a place to the nearest piece that is reached within a limit. */
function metresToReached(pieces: PieceList, x: number, y: number, limit: number): number {
  let least = Infinity
  for (let piece = 0; piece < pieces.count; piece++) {
    for (let point = pieces.offset[piece]!; point + 1 < pieces.offset[piece + 1]!; point++) {
      const [startCost, endCost] = [pieces.cost[point]!, pieces.cost[point + 1]!]
      if (startCost > limit) continue
      const cut = endCost <= limit ? 1 : (limit - startCost) / (endCost - startCost)
      const [ax, ay] = [pieces.x[point]!, pieces.y[point]!]
      const [dx, dy] = [(pieces.x[point + 1]! - ax) * cut, (pieces.y[point + 1]! - ay) * cut]
      const squared = dx * dx + dy * dy
      const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared))
      least = Math.min(least, Math.hypot(ax + share * dx - x, ay + share * dy - y))
    }
  }
  return least
}

/** Later bands hold all of earlier ones. */
function expectNested({ bands }: Isochrone) {
  for (let band = 1; band < bands.length; band++) {
    expect(nestingFaults(bands[band - 1]!.polygons, bands[band]!.polygons)).toEqual([])
  }
}

describe('isochrone scenes', () => {
  for (const item of ISOCHRONE_SCENES) {
    const { scene: town, origin, metres, inside, outside } = item
    it(`${town.name}: ${town.story}`, async () => {
      const { network, impedance } = await walkable(town, 'distance')
      const place = lonLatOf(town.origin, origin)
      const [result] = isochrone(network, impedance, [place], { metres })
      const largest = result!.bands.at(-1)!.polygons
      for (const where of inside) expect(covers(largest, ...lonLatOf(town.origin, where)), `inside ${where}`).toBe(true)
      for (const where of outside)
        expect(covers(largest, ...lonLatOf(town.origin, where)), `outside ${where}`).toBe(false)
      for (const { polygons } of result!.bands) {
        expect(polygonFaults(polygons)).toEqual([])
        expect(covers(polygons, ...place)).toBe(true)
      }
      expectNested(result!)
      const file = new URL(`../../docs/isochrones/${town.name}.svg`, import.meta.url)
      const drawn = drawIsochrone(item, result!)
      if (process.env.REGEN === '1') writeFileSync(file, drawn)
      expect(existsSync(file), `${town.name}.svg is missing`).toBe(true)
      expect(readFileSync(file, 'utf8')).toBe(drawn)
    })
  }

  it('knows how much street is reached', async () => {
    const river = ISOCHRONE_SCENES[0]!
    const { network, impedance } = await walkable(river.scene, 'distance')
    const [result] = isochrone(network, impedance, [lonLatOf(river.scene.origin, [200, 50])], {
      metres: [100, 150, 300],
    })
    // 100 either way; 150 and 150, of which 50 each past the corner at 300 (the lane); 200 + 300, and 200 down the lane.
    const reached = result!.bands.map((band) => Math.round(band.reachedMetres))
    expect(reached).toEqual([200, 350, 700])
  })
})

describe('isochrones of random towns', () => {
  for (const style of ['detailed', 'smooth'] as const) {
    it(`${style}: valid, nested, with the origin inside, and ${style === 'smooth' ? 'with all streets inside' : 'true to the band'}`, async () => {
      let drawn = 0
      await fc.assert(
        fc.asyncProperty(townPlans, fc.boolean(), fc.integer({ min: 0, max: 3 }), async (plan, reverse, seed) => {
          const town = townOf(plan)
          const { network, impedance } = await walkable(town, 'time')
          const minutes = [[5, 10, 15], [0.5, 1, 1.5, 2, 3, 4, 6], [3], [2, 2.01, 2.5]][seed]!
          for (const { lonLat } of town.toBlocks().slice(0, 2)) {
            const [result] = isochrone(network, impedance, [lonLat], { minutes, reverse, style })
            if (result!.linkStatus !== 'linked') {
              expect(result!.bands.map((band) => band.polygons)).toEqual(minutes.map(() => []))
              continue
            }
            drawn++
            for (const { polygons } of result!.bands) {
              expect(polygonFaults(polygons)).toEqual([])
              expect(covers(polygons, ...lonLat)).toBe(true)
            }
            expectNested(result!)
            const bench = benchOf(network, impedance)
            const map = localMapAt(...lonLat)
            const limit = minutes.at(-1)! * 60_000
            const pieces = collectReachedPieces(
              bench.run(bench.link([lonLat], 200, reverse ? 'end' : 'start'), [0], limit, reverse),
              map,
            )
            for (const { limit, polygons } of result!.bands) {
              for (let i = 0; i < 150; i++) {
                const place = lonLatOf(lonLat, [(((i * 37) % 150) - 75) * 8.1, (((i * 71) % 150) - 75) * 8.3])
                const [x, y] = [metresEast(map, place[0]), metresNorth(map, place[1])]
                const metres = metresToReached(pieces, x, y, limit * 60_000)
                if (metres < (style === 'smooth' ? 1 : 20.5)) expect(covers(polygons, ...place)).toBe(true)
                if (metres > (style === 'smooth' ? 40 : 31) && style !== 'smooth') {
                  // Small holes are filled: only what lies deep outside must stay out.
                  expect(covers(polygons, ...place)).toBe(false)
                }
              }
            }
          }
        }),
        { numRuns: 80, seed: 20260103 },
      )
      expect(drawn).toBeGreaterThan(60)
    }, 60_000)
  }

  it('does not depend on the order of the data', async () => {
    await fc.assert(
      fc.asyncProperty(townPlans, async (plan) => {
        const town = townOf(plan)
        const [a, b] = [await walkable(town, 'time'), await walkable(town, 'time', true)]
        const origins = town.toBlocks().map(({ lonLat }) => lonLat)
        expect(isochrone(b.network, b.impedance, origins)).toEqual(isochrone(a.network, a.impedance, origins))
      }),
      { numRuns: 30, seed: 20260104 },
    )
  })
})

describe('isochrone', () => {
  const crossroads = () =>
    scene('crossroads', '')
      .street('West-East', 'residential', [from(-1000, 0), east(1000), east(300), east(700)])
      .street('South-North', 'residential', [from(0, -1000), north(1000), north(1000)])
      .street('One Way', 'footway', [from(300, 0), north(400)], { 'oneway:foot': 'yes' })

  it('says why an origin has no drawing, and goes on', async () => {
    const { network, impedance } = await walkable(crossroads(), 'time')
    const results = isochrone(network, impedance, [
      [113.6, 34.8],
      [113.605, 34.805],
      [50, 10],
      { id: 'none', places: [] },
    ])
    expect(results.map(({ id, linkStatus }) => [id, linkStatus])).toEqual([
      ['1', 'linked'],
      ['2', 'too-far'],
      ['3', 'outside'],
      ['none', 'too-far'],
    ])
    expect(results[1]!.bands.map(({ polygons, reachedMetres }) => [polygons, reachedMetres])).toEqual([
      [[], 0],
      [[], 0],
      [[], 0],
    ])
    expect(results[1]!.linkMetres).toBeNaN()
  })

  it('draws several gates as one origin and a union of origins', async () => {
    const town = crossroads()
    const { network, impedance } = await walkable(town, 'distance')
    const places = [lonLatOf(town.origin, [-800, 0]), lonLatOf(town.origin, [800, 0])]
    const [gates] = isochrone(network, impedance, [{ id: 'estate', name: 'Estate', places }], {
      metres: [100, 750, 900],
    })
    const [union] = isochrone(network, impedance, places, { metres: [100, 750, 900], union: true })
    expect(union!.bands).toEqual(gates!.bands)
    expect(gates!.bands.map(({ polygons }) => polygons.length)).toEqual([2, 2, 1])
    expect(gates!.bands.map(({ reachedMetres }) => Math.round(reachedMetres))).toEqual([400, 2150, 2600])
    expect(union!.origins).toEqual(['1', '2'])
  })

  it('respects ways that are one-way on foot, in both directions of asking', async () => {
    const town = crossroads()
    const { network, impedance } = await walkable(town, 'distance')
    const top = lonLatOf(town.origin, [300, 395])
    const [away] = isochrone(network, impedance, [top], { metres: [200] })
    const [towards] = isochrone(network, impedance, [top], { metres: [200], reverse: true })
    expect(away!.bands[0]!.reachedMetres).toBeCloseTo(5, 0)
    expect(towards!.bands[0]!.reachedMetres).toBeCloseTo(200, 0)
  })

  it('cuts lines at the exact place', async () => {
    const town = crossroads()
    const { network, impedance } = await walkable(town, 'distance')
    const [result] = isochrone(network, impedance, [town.origin], { metres: [150], style: 'lines' })
    const ends = result!.bands[0]!.lines.map((line) => line.at(-1)!)
    const tips = [
      [-150, 0],
      [150, 0],
      [0, -150],
      [0, 150],
    ] as const
    for (const tip of tips) {
      const [lon, lat] = lonLatOf(town.origin, tip)
      const nearest = Math.min(...ends.map(([x, y]) => Math.hypot((x - lon) * METRES, (y - lat) * METRES)))
      expect(nearest).toBeLessThan(0.05)
    }
    expect(result!.bands[0]!.polygons).toEqual([])
  })

  it('crosses the antimeridian in valid parts', async () => {
    const town = scene('fiji', '', [179.9995, -16.8])
      .street('Coast Road', 'residential', [from(-600, 0), east(600), east(600)])
      .street('Side Road', 'residential', [from(-300, 0), north(300), east(600)])
    const xml = town
      .toOsmXml()
      .replaceAll(/lon="(180\.\d+)"/g, (_, lon: string) => `lon="${(Number(lon) - 360).toFixed(7)}"`)
    const { network } = await areaOfText('fiji', xml)
    const impedance = buildImpedance(network, adult, 'distance')
    const [result] = isochrone(network, impedance, [[179.9985, -16.8]], { metres: [200, 500] })
    for (const { polygons } of result!.bands) expect(polygonFaults(polygons)).toEqual([])
    const lons = result!.bands[1]!.polygons.flat(2).map(([lon]) => lon)
    expect(Math.max(...lons)).toBe(180)
    expect(Math.min(...lons)).toBe(-180)
    expect(covers(result!.bands[1]!.polygons, -179.9995, -16.8)).toBe(true)
  })

  it('marks limits that reach beyond the data', async () => {
    const town = crossroads()
    const { network, impedance } = await walkable(town, 'distance')
    const [middle, rim] = isochrone(network, impedance, [town.origin, lonLatOf(town.origin, [900, 0])], {
      metres: [90, 990, 1100],
    })
    expect(middle!.bands.map(({ edgeAffected }) => edgeAffected)).toEqual([false, false, true])
    expect(rim!.bands.map(({ edgeAffected }) => edgeAffected)).toEqual([false, true, true])
  })

  it('refuses what makes no sense, and says what does', async () => {
    const { network, impedance } = await walkable(crossroads(), 'time')
    const ask =
      (options: object, origin: LonLat = [113.6, 34.8]) =>
      () =>
        isochrone(network, impedance, [origin], options)
    expect(ask({ minuets: [5] })).toThrow(/minuets/)
    expect(ask({ metres: [300] })).toThrow(/costs are times/)
    expect(ask({ minutes: [] })).toThrow(/0 limits/)
    expect(ask({ minutes: [5, Number.NaN] })).toThrow(/NaN/)
    expect(ask({ minutes: [-1] })).toThrow(/-1/)
    expect(ask({ minutes: Array.from({ length: 25 }, (_, i) => i + 1) })).toThrow(/25 limits/)
    expect(ask({ style: 'pretty' })).toThrow(/pretty/)
    expect(ask({ bandMetres: 0 })).toThrow(/bandMetres/)
    expect(ask({}, [34.8, 113.6])).toThrow(/not a position/)
    expect(ask({}, [Number.NaN, 0])).toThrow(/not a position/)
  })

  it('sorts limits, drops repeats, and stops when told to', async () => {
    const { network, impedance } = await walkable(crossroads(), 'time')
    const [result] = isochrone(network, impedance, [[113.6, 34.8]], { minutes: [10, 5, 10] })
    expect(result!.bands.map(({ limit }) => limit)).toEqual([5, 10])
    const stop = new AbortController()
    const walk = eachIsochrone(
      network,
      impedance,
      [
        [113.6, 34.8],
        [113.6, 34.801],
      ],
      { signal: stop.signal },
    )
    expect(walk.next().done).toBe(false)
    stop.abort()
    expect(() => walk.next()).toThrow(/Interrupted/)
  })

  it('answers for a point on a network of one street', async () => {
    const { network, impedance } = await walkable(
      scene('lane', '').street('Lane', 'path', [from(0, 0), east(30)]),
      'distance',
    )
    const [result] = isochrone(network, impedance, [lonLatOf([113.6, 34.8], at(10, 3))], { metres: [5, 500] })
    expect(result!.bands.map(({ reachedMetres }) => Math.round(reachedMetres))).toEqual([4, 30])
    for (const { polygons } of result!.bands) expect(polygonFaults(polygons)).toEqual([])
  })
})

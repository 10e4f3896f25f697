// Traps that other tools fell into while walking. Each test is named after what went wrong there.
import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/foundation/units.ts'
import { analyseAccess } from '../../src/job/analyse.ts'
import { at, east, from, north, scene, south } from '../scene/build-scene.ts'
import { namedScene } from '../scene/scenes.ts'
import { areaOfText, loadedBlocks, loadedFacilities, readable, walkScene } from '../scene/walk-scene.ts'

const MINUTES = [5, 10, 15]

describe('unreached is written as the limit', () => {
  it('ours has no number at all for what is not reached', async () => {
    const { walk, report } = await walkScene(namedScene('two-villages'), { minutes: MINUTES })
    const row = walk('lower', 'health_station')
    expect(row.status).toBe('unreached')
    expect(row.seconds).toBeNaN()
    expect(row.metres).toBeNaN()
    expect(row.facility).toBeNull()
    expect([...report.table.walkSeconds]).not.toContain(900)
  })
})

describe('car rules for walkers', () => {
  const street = (highway: string, tags: Record<string, string>) =>
    scene('street', 'One street').street('Street', highway, [from(0, 0), east(400)], tags)
  const walked = async (highway: string, tags: Record<string, string> = {}) => {
    const town = street(highway, tags).facility('shop', 'pharmacy', at(100, 0)).block('home', at(300, 0))
    return (await walkScene(town, { minutes: MINUTES })).walk('home', 'pharmacy').seconds
  }
  it('ours ignores oneway, maxspeed, lanes and toll', async () => {
    expect(await walked('residential', { oneway: 'yes' })).toBeCloseTo(160, 1)
    expect(await walked('primary', { oneway: '-1', maxspeed: '5', lanes: '6', toll: 'yes' })).toBeCloseTo(160, 1)
    expect(await walked('living_street', { maxspeed: 'walk' })).toBeCloseTo(160, 1)
    expect(await walked('residential', { motor_vehicle: 'no', vehicle: 'no' })).toBeCloseTo(160, 1)
  })
  it('ours walks residential streets, service ways, tracks and parking aisles', async () => {
    for (const highway of ['residential', 'service', 'track', 'unclassified', 'pedestrian', 'corridor', 'platform']) {
      expect(await walked(highway, { service: 'parking_aisle' }), highway).toBeCloseTo(160, 1)
    }
  })
})

describe('cost from A to B and from B to A are taken for one', () => {
  it('ours keeps them apart', async () => {
    const there = await walkScene(namedScene('one-way-escalator'), { minutes: [30] })
    const back = await walkScene(namedScene('one-way-escalator'), { minutes: [30], direction: 'fromFacility' })
    const row = (walks: typeof there) => walks.walk('below', 'health_station').metres
    expect(row(there)).toBeCloseTo(20 + 300 + 50, 1)
    expect(row(back)).toBeCloseTo(20 + 950, 1)
  })
})

describe('a gated estate is cut through, or cannot be left', () => {
  it('ours leaves by the estate’s own gates', async () => {
    const { walk } = await walkScene(namedScene('gated-compound'), { minutes: MINUTES })
    expect(walk('estate', 'health_station').metres).toBeCloseTo(20 + 200 + 10, 1)
  })
  it('and says how much of the network would have to be opened for walks through', async () => {
    const { report } = await walkScene(namedScene('gated-compound'), { minutes: MINUTES })
    expect(report.network.restrictedKilometres).toBeGreaterThan(0)
    expect(report.notices.some(({ textEn }) => /private|residents/.test(textEn))).toBe(true)
  })
})

describe('a 60-minute limit means 59', () => {
  it('ours reaches what is exactly on the limit, at 15 and at 60 minutes', async () => {
    for (const minutes of [15, 60]) {
      const metres = minutes * 60 * 1.25
      const town = (length: number) =>
        scene('exact', 'A street as long as the limit', [0, 0])
          .street('Street', 'residential', [from(0, 0), north(length)])
          .facility('shop', 'pharmacy', at(0, length))
          .block('home', at(0, 0))
      // Node positions are rounded to a centimetre; a centimetre is 8 ms.
      const { walk } = await walkScene(town(metres - 0.02), { minutes: [minutes] })
      expect(walk('home', 'pharmacy').status).toBe('reached')
      expect(walk('home', 'pharmacy').counts).toEqual([1])
      expect(walk('home', 'pharmacy').seconds).toBeCloseTo(minutes * 60, 1)
      const beyond = await walkScene(town(metres + 0.05), { minutes: [minutes] })
      expect(beyond.walk('home', 'pharmacy').status).toBe('unreached')
    }
  })
  it('exactly 900,000 ms is within 15 minutes, and 1 ms more is not', async () => {
    const town = scene('millisecond', 'A limit in whole milliseconds')
      .street('Street', 'residential', [from(0, 0), east(1124)])
      .facility('shop', 'pharmacy', at(1124, 0))
      .block('home', at(0, 0))
    const walkerOf = (walkMetresPerSecond: number) => ({
      id: 'exact',
      walkMetresPerSecond,
      stepsTimeFactor: 1,
      crossingWaitSeconds: 0,
    })
    const seen = new Set<number>()
    for (let tenth = 0; tenth < 50; tenth++) {
      // Walks around 900 s, a tenth of a millisecond apart.
      const profile = walkerOf(1124 / (899.998 + tenth / 10_000))
      const { walk } = await walkScene(town, { minutes: [16], profile })
      const ms = Math.round(walk('home', 'pharmacy').seconds * 1000)
      if (seen.has(ms) || ms < 899_999 || ms > 900_001) continue
      seen.add(ms)
      const quarter = (await walkScene(town, { minutes: [15], profile })).walk('home', 'pharmacy')
      const within = ms <= 900_000
      expect(quarter.status, `${ms} ms`).toBe(within ? 'reached' : 'unreached')
      expect(quarter.counts, `${ms} ms`).toEqual([within ? 1 : 0])
      expect(quarter.shares, `${ms} ms`).toEqual([within ? 1 : 0])
    }
    expect([...seen].sort()).toEqual([899_999, 900_000, 900_001])
  })
})

describe('the last corner before the limit is cut off', () => {
  it('ours reaches a shop right at a junction that is exactly on the limit', async () => {
    const town = scene('junction', 'A bridge ends where the shop is; nobody links to a bridge')
      .street('Near Street', 'residential', [from(0, 0), east(-300)])
      .street('Bridge', 'residential', [from(0, 0), east(400)], { bridge: 'yes' })
      .street('Far Street', 'residential', [from(400, 0), east(300)])
      .facility('shop', 'pharmacy', at(400, 0))
      .block('home', at(0, 0))
    const area = await areaOfText('junction', town.toOsmXml())
    // Exactly on the nodes, which the file rounds to seven digits.
    const rounded = ([lon, lat]: LonLat): LonLat => [Number(lon.toFixed(7)), Number(lat.toFixed(7))]
    const facilities = town.toFacilities().map((f) => ({ ...f, entrances: f.entrances.map(rounded) }))
    const blocks = town.toBlocks().map((block) => ({ ...block, lonLat: rounded(block.lonLat) }))
    const walkWithin = async (minutes: number) => {
      const options = { minutes: [minutes] }
      return readable(await analyseAccess(area, loadedFacilities(facilities), loadedBlocks(blocks), options)).walk(
        'home',
        'pharmacy',
      )
    }
    const ms = Math.round((await walkWithin(15)).seconds * 1000)
    expect(ms).toBe(Math.round(area.network.edgeLengthMm[[...area.network.edgeWayId].indexOf(2)]! / 1.25))
    expect(await walkWithin(ms / 60_000)).toMatchObject({ status: 'reached', counts: [1] })
    expect(await walkWithin((ms - 1) / 60_000)).toMatchObject({ status: 'unreached', counts: [0] })
  })
})

describe('more time or speed lowers reach', () => {
  it('ours reaches more with either', async () => {
    const town = () =>
      scene('row', 'Ten shops in a row').street('Street', 'residential', [
        from(0, 0),
        ...Array.from({ length: 10 }, () => east(120)),
      ])
    const build = () => {
      const row = town().block('home', at(0, 0))
      for (let i = 1; i <= 10; i++) row.facility(`shop ${i}`, 'pharmacy', at(i * 120, 5))
      return row
    }
    const counts: number[] = []
    for (const minutes of [2, 4, 6, 8, 10, 12, 14, 16]) {
      counts.push((await walkScene(build(), { minutes: [minutes] })).walk('home', 'pharmacy').counts[0]!)
    }
    expect(counts).toEqual([...counts].sort((a, b) => a - b))
    expect(counts).toEqual([1, 2, 3, 4, 6, 7, 8, 9])
    const older = await walkScene(build(), { minutes: [8], profile: 'older' })
    expect(older.walk('home', 'pharmacy').counts).toEqual([3])
  })
})

describe('adding a link shrinks reach', () => {
  it('ours only gains by a new bridge', async () => {
    const build = (bridge: boolean) => {
      const town = scene('river', 'Two banks')
        .street('South', 'residential', [from(0, 0), east(400), east(800)])
        .street('North', 'residential', [from(0, 100), east(400), east(800)])
        .street('Ferry Road', 'residential', [from(1200, 0), north(100)])
        .facility('shop', 'pharmacy', at(300, 110))
        .block('home', at(300, -10))
        .block('east', at(1000, -10))
      return bridge ? town.street('New Bridge', 'footway', [from(400, 0), north(100)], { bridge: 'yes' }) : town
    }
    const before = await walkScene(build(false), { minutes: [60] })
    const after = await walkScene(build(true), { minutes: [60] })
    expect(before.walk('home', 'pharmacy').metres).toBeCloseTo(20 + 900 + 100 + 900, 0)
    expect(after.walk('home', 'pharmacy').metres).toBeCloseTo(20 + 100 + 100 + 100, 0)
    expect(after.walk('east', 'pharmacy').metres).toBeLessThanOrEqual(before.walk('east', 'pharmacy').metres)
  })
})

describe('scaling all costs changes the path', () => {
  it('ours takes the same way at any speed', async () => {
    const town = scene('fork', 'Two ways that differ by a metre')
      .street('Upper', 'residential', [from(0, 0), north(200), east(301), south(200)])
      .street('Lower', 'residential', [from(0, 0), south(200), east(300), north(100), east(1), north(100)])
      .facility('shop', 'pharmacy', at(301, 0))
      .block('home', at(0, 0))
    for (const speed of [0.3, 0.9, 1.25, 2.7]) {
      const profile = { id: 'any', walkMetresPerSecond: speed, stepsTimeFactor: 2, crossingWaitSeconds: 0 }
      const { walk } = await walkScene(town, { minutes: [60], profile })
      expect(walk('home', 'pharmacy').metres).toBeCloseTo(701, 1)
      expect(walk('home', 'pharmacy').seconds).toBeCloseTo(701 / speed, 0)
    }
  })
})

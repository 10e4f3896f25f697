// Traps that other tools fell into while counting and writing down. Each test is named after what went wrong there.
import { describe, expect, it } from 'vitest'
import type { AccessReport } from '../../src/answer/access-report.ts'
import { analyseAccess } from '../../src/job/analyse.ts'
import { reportFiles } from '../../src/report/tables/report-files.ts'
import { at, east, from, north, type Scene, scene } from '../scene/build-scene.ts'
import { namedScene } from '../scene/scenes.ts'
import { areaOfText, loadedBlocks, loadedFacilities, walkScene } from '../scene/walk-scene.ts'

const MINUTES = [5, 10, 15]
const street = () =>
  scene('street', 'One street of 1,200 m').street('Street', 'residential', [from(0, 0), east(600), east(600)])

const coverageOf = (report: AccessReport, category: string, limit: number, measure: string) =>
  report.coverage
    .find((row) => row.category === category && row.limit === limit)!
    .shares.find((share) => share.measure === measure)!

describe('one park with twelve entrances counts twelve times', () => {
  it('ours counts it once, at the nearest entrance', async () => {
    const doors = Array.from({ length: 12 }, (_, i) => at(100 + 80 * i, 20))
    const town = street()
      .ground('park', 'park', [at(80, 20), at(1000, 20), at(1000, 200), at(80, 200)], doors)
      .block('home', at(340, -10))
    const { walk } = await walkScene(town, { minutes: MINUTES })
    expect(walk('home', 'park').counts).toEqual([1, 1, 1])
    expect(walk('home', 'park').metres).toBeCloseTo(10 + 0 + 20, 1)
  })
})

describe('false gaps at the edge of the study area', () => {
  it('ours flags blocks whose limit reaches beyond the data, in the table and on the gap', async () => {
    const { report, walk } = await walkScene(namedScene('just-over-the-border'), { metres: [100] })
    expect(walk('near the edge', 'health_station')).toMatchObject({ status: 'unreached', edgeAffected: false })
    const wide = await walkScene(namedScene('just-over-the-border'), { metres: [250] })
    expect(wide.walk('near the edge', 'health_station')).toMatchObject({ status: 'unreached', edgeAffected: true })
    const gapOf = (from: AccessReport) => from.gaps.find((gap) => gap.blockIds.includes('near the edge'))!
    expect(gapOf(report).edgeAffected).toBe(false)
    expect(gapOf(wide.report).edgeAffected).toBe(true)
  })
})

describe('ties are resolved by the order of the input', () => {
  const build = (ids: readonly string[]) => {
    const town = street().block('home', at(300, 0))
    for (const id of ids) town.facility(id, 'pharmacy', at(200, 0))
    return town
  }
  it('ours names the first by id among equals, whatever came first', async () => {
    for (const ids of [
      ['shop 2', 'shop 10', 'shop 9'],
      ['shop 10', 'shop 9', 'shop 2'],
      ['shop 9', 'shop 2', 'shop 10'],
    ]) {
      const { walk } = await walkScene(build(ids), { minutes: MINUTES })
      expect(walk('home', 'pharmacy').facility).toBe('shop 2')
    }
  })
})

describe('zero or missing population crashes, or is taken for zero', () => {
  it('ours leaves the unknown out of the share and counts it; zero is a number', async () => {
    const town = street()
      .facility('shop', 'pharmacy', at(100, 0))
      .block('known', at(150, 0), 80)
      .block('empty', at(160, 0), 0)
      .block('unknown', at(170, 0), null)
    const { report } = await walkScene(town, { minutes: [5] })
    expect(coverageOf(report, 'pharmacy', 5, 'population')).toMatchObject({
      covered: 80,
      total: 80,
      share: 1,
      blocks: 2,
      blocksUnknown: 1,
    })
    expect(coverageOf(report, 'pharmacy', 5, 'blocks')).toMatchObject({ covered: 3, total: 3 })
  })
  it('ours gives no share where the total is 0, and no NaN in the files', async () => {
    const town = street().facility('shop', 'pharmacy', at(100, 0)).block('empty', at(160, 0), 0)
    const { report } = await walkScene(town, { minutes: [5] })
    expect(coverageOf(report, 'pharmacy', 5, 'population').share).toBeNull()
    for (const { name, text } of reportFiles(report)) expect(text, name).not.toMatch(/NaN|Infinity|undefined/)
  })
})

describe('a start with no facilities is not 0 % covered', () => {
  it('ours is: asked for a kind that does not exist there', async () => {
    const town = street().facility('shop', 'pharmacy', at(100, 0)).block('home', at(150, 0), 500)
    const { report, walk } = await walkScene(town, { minutes: MINUTES, categories: ['pharmacy', 'library'] })
    expect(coverageOf(report, 'library', 15, 'population')).toMatchObject({ covered: 0, total: 0, share: null })
    expect(walk('home', 'library')).toMatchObject({ status: 'no-data', counts: [0, 0, 0] })
    expect(report.gaps.filter((gap) => gap.kind === 'category' && gap.category === 'library')).toEqual([])
    expect(coverageOf(report, 'pharmacy', 15, 'population').share).toBe(1)
  })
})

describe('zones summed from small areas differ from the direct total', () => {
  it('ours adds up: covered people of communities are the covered people of the town', async () => {
    const town = street().facility('shop', 'pharmacy', at(100, 0))
    for (let i = 0; i < 8; i++) town.block(`home ${i}`, at(50 + 140 * i, 10), 100 + 7 * i)
    const area = await areaOfText('zones', town.toOsmXml())
    const blocks = town.toBlocks().map((block, i) => ({ ...block, community: `community ${i % 3}` }))
    const run = async (chosen: typeof blocks) => {
      const { report } = await analyseAccess(area, loadedFacilities(town.toFacilities()), loadedBlocks(chosen), {
        minutes: [5],
      })
      return coverageOf(report, 'pharmacy', 5, 'population').covered
    }
    const parts = await Promise.all(
      [0, 1, 2].map((community) => run(blocks.filter((block) => block.community === `community ${community}`))),
    )
    expect(parts.reduce((a, b) => a + b, 0)).toBeCloseTo(await run(blocks), 9)
  })
})

describe('a changed scenario does not reach every table and map', () => {
  it('ours: one facility more changes every file that speaks of it', async () => {
    const texts = async (town: Scene) => {
      const { report } = await walkScene(town, { minutes: [5] })
      return new Map(reportFiles(report).map(({ name, text }) => [name, text]))
    }
    const build = () => street().facility('old shop', 'pharmacy', at(50, 0)).block('home', at(1100, 0), 70)
    const before = await texts(build())
    const after = await texts(build().facility('new shop', 'pharmacy', at(1050, 0)))
    for (const name of ['coverage.csv', 'blocks.geojson', 'facilities.geojson', 'gaps.geojson', 'summary.json']) {
      expect(after.get(name), name).not.toBe(before.get(name))
    }
    expect(after.get('coverage.csv')).toContain('new shop')
    expect(after.get('facilities.geojson')).toContain('new shop')
  })
})

describe('the same input gives other bytes', () => {
  it('ours does not', async () => {
    const once = reportFiles((await walkScene(namedScene('gated-compound'), { minutes: MINUTES })).report)
    const twice = reportFiles((await walkScene(namedScene('gated-compound'), { minutes: MINUTES })).report)
    expect(twice.map(({ text }) => text)).toEqual(once.map(({ text }) => text))
  })
})

describe('the options object is changed by the library', () => {
  it('ours works with frozen options and records', async () => {
    const options = Object.freeze({ minutes: Object.freeze([15, 5, 10]), categories: Object.freeze(['pharmacy']) })
    const town = street().facility('shop', 'pharmacy', at(100, 0)).block('home', at(150, 0))
    const area = await areaOfText('frozen', town.toOsmXml())
    const facilities = loadedFacilities(Object.freeze(town.toFacilities().map((f) => Object.freeze(f))))
    const blocks = loadedBlocks(Object.freeze(town.toBlocks().map((b) => Object.freeze(b))))
    const { report } = await analyseAccess(area, facilities, blocks, options)
    expect(report.options.limits).toEqual([5, 10, 15])
    expect(options.minutes).toEqual([15, 5, 10])
  })
})

describe('nothing inside a band is beyond it, and bands nest exactly', () => {
  it('ours: share and count of each limit contain those of the shorter ones', async () => {
    const town = street()
      .facility('shop', 'pharmacy', at(0, 0))
      .street('Side', 'residential', [from(600, 0), north(500)])
    town.estate('estate', [at(300, 10), at(900, 10), at(900, 300), at(300, 300)])
    const { walk } = await walkScene(town, { metres: [300, 600, 900, 1200] })
    const { shares } = walk('estate', 'pharmacy')
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares[0]).toBe(0)
    expect(shares[3]).toBe(1)
    expect(shares[1]).toBeGreaterThan(0)
    expect(shares[2]).toBeLessThan(1)
  })
})

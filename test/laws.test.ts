// Laws that every result must keep, whatever the town. Random towns through the whole path of the library.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccessReport } from '../src/answer/access-report.ts'
import { ACCESS_STATUS_NAMES } from '../src/answer/access-table.ts'
import { VERDICT_NAMES } from '../src/answer/verdict-share.ts'
import type { LonLat } from '../src/foundation/units.ts'
import { type AccessAnalysis, type AnalyseOptions, analyseAccess } from '../src/job/analyse.ts'
import type { LoadedArea } from '../src/job/load-area.ts'
import { walkProfile } from '../src/network/profile.ts'
import type { BlockRecord } from '../src/normalise/places/block-record.ts'
import { reportFiles } from '../src/report/tables/report-files.ts'
import { explainWalk, sumParts } from '../src/study/explain-walk.ts'
import type { Scene } from './scene/build-scene.ts'
import { areaOfText, loadedBlocks, loadedFacilities } from './scene/walk-scene.ts'
import { TOWN_CATEGORIES, type TownPlan, townOf, townPlans } from './truth/random-town.ts'

const RUNS = { numRuns: 60, seed: 20260102 }

interface Town {
  readonly scene: Scene
  readonly area: LoadedArea
}

async function buildTown(plan: TownPlan, only?: Parameters<typeof townOf>[1]): Promise<Town> {
  const scene = townOf(plan, only)
  return { scene, area: await areaOfText('law', scene.toOsmXml()) }
}

/** The homes of a town as points, areas and areas with gates in turn. */
function mixedBlocks(scene: Scene): BlockRecord[] {
  return scene.toBlocks().map((block, i) => {
    if (i % 3 === 0) return block
    const [lon, lat] = block.lonLat
    const corner = (east: number, north: number): LonLat => [lon + east * 0.0009, lat + north * 0.0009]
    const ring = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)]
    const gates = i % 3 === 1 ? [] : [corner(0, -1), corner(1, 0)]
    return { ...block, polygons: [[ring]], gates, landSquareMetres: 32_000 }
  })
}

function analyse(
  { scene, area }: Town,
  options: AnalyseOptions,
  { facilities = scene.toFacilities(), blocks = mixedBlocks(scene) } = {},
): Promise<AccessAnalysis> {
  return analyseAccess(area, loadedFacilities(facilities), loadedBlocks(blocks), {
    categories: TOWN_CATEGORIES,
    ...options,
  })
}

/** Seconds per row, Infinity where not reached. */
const seconds = ({ table }: AccessReport) =>
  [...table.walkSeconds].map((value) => (Number.isNaN(value) ? Infinity : value))

const law = (name: string, check: (plan: TownPlan) => Promise<void>) => {
  it(name, () => fc.assert(fc.asyncProperty(townPlans, check), RUNS), 60_000)
}

describe('facilities', () => {
  law('a facility more never lengthens a walk nor lowers a count or a share', async (plan) => {
    const town = await buildTown(plan)
    const all = town.scene.toFacilities()
    const more = (await analyse(town, { minutes: [5, 15] }, { facilities: all })).report
    const fewer = (await analyse(town, { minutes: [5, 15] }, { facilities: all.slice(1) })).report
    const [longer, shorter] = [seconds(fewer), seconds(more)]
    shorter.forEach((value, row) => {
      expect(value).toBeLessThanOrEqual(longer[row]!)
    })
    fewer.table.count.forEach((count, cell) => {
      // An area's count is that of its median demand point, and a facility more may make another point the median.
      const block = fewer.blocks[Math.floor(cell / (fewer.table.categoryCount * fewer.table.limitCount))]!
      if (block.demandMethod !== 'grid') expect(more.table.count[cell]).toBeGreaterThanOrEqual(count)
      // Nothing is known of a kind that the data lack; one facility of it, and something is.
      const { id, facilities } =
        fewer.categories[Math.floor(cell / fewer.table.limitCount) % fewer.table.categoryCount]!
      expect(more.categories.some((other) => other.id === id && other.facilities >= facilities)).toBe(true)
      if (facilities > 0) expect(Number.isNaN(more.table.share[cell]!)).toBe(Number.isNaN(fewer.table.share[cell]!))
      if (!Number.isNaN(fewer.table.share[cell]!)) {
        expect(more.table.share[cell]).toBeGreaterThanOrEqual(fewer.table.share[cell]!)
      }
    })
  })

  law('no facility means no data: nobody is counted, neither as reached nor as not', async (plan) => {
    const town = await buildTown(plan)
    const { report } = await analyse(town, { minutes: [15] }, { facilities: [] })
    for (const { shares } of report.coverage) {
      for (const { covered, total, share } of shares) {
        expect(covered).toBe(0)
        expect([total, share]).toEqual([0, null])
      }
    }
    expect([...report.table.count].every((count) => count === 0)).toBe(true)
    expect([...report.table.facility].every((facility) => facility === -1)).toBe(true)
    expect([...report.table.status].every((status) => status === 3)).toBe(true)
    expect([...report.facts.verdict].every((verdict) => VERDICT_NAMES[verdict] === 'no-data')).toBe(true)
    expect(report.gaps).toEqual([])
  })

  law('a door more never lengthens a walk, and is no facility more', async (plan) => {
    const town = await buildTown(plan)
    const all = town.scene.toFacilities()
    const oneDoor = all.map((facility) => ({ ...facility, entrances: facility.entrances.slice(0, 1) }))
    const many = (await analyse(town, { minutes: [15] })).report
    const one = (await analyse(town, { minutes: [15] }, { facilities: oneDoor })).report
    const longer = seconds(one)
    seconds(many).forEach((value, row) => {
      expect(value).toBeLessThanOrEqual(longer[row]!)
    })
    for (const count of many.table.count) expect(count).toBeLessThanOrEqual(all.length)
  })
})

describe('limits', () => {
  law('a longer limit never shrinks a set, and leaves the walks of the shorter as they were', async (plan) => {
    const town = await buildTown(plan)
    const short = (await analyse(town, { minutes: [6] })).report
    const long = (await analyse(town, { minutes: [14] })).report
    const [near, far] = [seconds(short), seconds(long)]
    near.forEach((value, row) => {
      if (value !== Infinity) expect(far[row]).toBe(value)
      expect(long.table.count[row]).toBeGreaterThanOrEqual(short.table.count[row]!)
      if (!Number.isNaN(short.table.share[row]!)) {
        expect(long.table.share[row]).toBeGreaterThanOrEqual(short.table.share[row]!)
      }
    })
  })

  law('bands nest, and each is what it is when asked alone', async (plan) => {
    const town = await buildTown(plan)
    const limits = [3, 7, 15]
    const { table } = (await analyse(town, { minutes: limits })).report
    for (let row = 0; row < table.status.length; row++) {
      for (let at = 1; at < limits.length; at++) {
        expect(table.count[row * 3 + at]).toBeGreaterThanOrEqual(table.count[row * 3 + at - 1]!)
        expect(table.share[row * 3 + at]! < table.share[row * 3 + at - 1]!).toBe(false)
      }
    }
    for (const [at, limit] of limits.entries()) {
      const alone = (await analyse(town, { minutes: [limit] })).report.table
      for (let row = 0; row < table.status.length; row++) {
        expect(alone.count[row]).toBe(table.count[row * 3 + at])
        expect(Object.is(alone.share[row], table.share[row * 3 + at])).toBe(true)
      }
    }
  })

  law('limits are inclusive to the millisecond and the millimetre', async (plan) => {
    const town = await buildTown(plan)
    const byTime = (await analyse(town, { minutes: [15] })).report.table
    const byLength = (await analyse(town, { metres: [1125] })).report.table
    const row = [...byTime.status].indexOf(0)
    if (row >= 0 && byTime.walkSeconds[row]! > 1) {
      const ms = Math.round(byTime.walkSeconds[row]! * 1000)
      expect((await analyse(town, { minutes: [ms / 60_000] })).report.table.status[row]).toBe(0)
      expect((await analyse(town, { minutes: [(ms - 1) / 60_000] })).report.table.status[row]).toBe(1)
    }
    const other = [...byLength.status].indexOf(0)
    if (other >= 0 && byLength.walkMetres[other]! > 1) {
      const mm = Math.round(byLength.walkMetres[other]! * 1000)
      expect((await analyse(town, { metres: [mm / 1000] })).report.table.status[other]).toBe(0)
      expect((await analyse(town, { metres: [(mm - 1) / 1000] })).report.table.status[other]).toBe(1)
    }
  })
})

describe('order', () => {
  law('shuffled input gives the same bytes in every file', async (plan) => {
    const scene = townOf(plan)
    const files: string[][] = []
    for (const scramble of [false, true]) {
      const area = await areaOfText('law', scene.toOsmXml({ scramble }))
      const facilities = scene.toFacilities()
      const blocks = mixedBlocks(scene)
      if (scramble) {
        facilities.reverse()
        blocks.sort(
          (a, b) => ((a.id.length * 7 + a.id.charCodeAt(5)) % 5) - ((b.id.length * 7 + b.id.charCodeAt(5)) % 5),
        )
      }
      const { report } = await analyse({ scene, area }, { minutes: [5, 10, 15] }, { facilities, blocks })
      files.push(reportFiles(report).map(({ name, text }) => `${name}\n${text}`))
    }
    expect(files[1]).toEqual(files[0])
  })

  law('asking twice gives the same report', async (plan) => {
    const town = await buildTown(plan)
    const [first, second] = [await analyse(town, { metres: [500] }), await analyse(town, { metres: [500] })]
    expect(second.report).toEqual(first.report)
  })
})

describe('people', () => {
  law('sums by age group are at most the total, and every denominator is what it says', async (plan) => {
    const town = await buildTown(plan)
    const blocks = mixedBlocks(town.scene).map((block, i) => {
      const population = i % 5 === 4 ? null : 100 + i
      const people = { population, age_0_3: population === null ? null : 3 + i, age_60_plus: i % 3 === 2 ? null : 20 }
      return { ...block, people: population === null ? { ...people, age_60_plus: null } : people }
    })
    const { report } = await analyse(town, { minutes: [5, 15] }, { blocks })
    const lacking = new Set(report.categories.filter(({ facilities }) => facilities === 0).map(({ id }) => id))
    for (const { category, shares } of report.coverage) {
      if (lacking.has(category)) continue
      const of = (measure: string) => shares.find((share) => share.measure === measure)!
      expect(of('age_0_3').covered + of('age_60_plus').covered).toBeLessThanOrEqual(of('population').covered + 1e-9)
      expect(of('age_0_3').total + of('age_60_plus').total).toBeLessThanOrEqual(of('population').total)
      for (const share of shares) {
        expect(share.covered).toBeLessThanOrEqual(share.total + 1e-9)
        expect(share.blocks + share.blocksUnlinked + share.blocksUnknown).toBe(blocks.length)
      }
      const known = blocks.filter(({ people }) => people.population !== null)
      const everybody = known.reduce((sum, { people }) => sum + people.population!, 0)
      expect(of('population').total + of('population').unlinkedTotal).toBe(everybody)
    }
  })

  law('parts of a population add up to the whole', async (plan) => {
    const town = await buildTown(plan)
    const blocks = mixedBlocks(town.scene)
    const total = (report: AccessReport) => report.coverage.map(({ shares }) => shares[0]!.covered)
    const whole = total((await analyse(town, { minutes: [10] })).report)
    const parts = await Promise.all(
      blocks.map(async (block) => total((await analyse(town, { minutes: [10] }, { blocks: [block] })).report)),
    )
    whole.forEach((covered, category) => {
      const sum = parts.reduce((s, part) => s + part[category]!, 0)
      expect(sum).toBeCloseTo(covered, 6)
    })
  })
})

describe('walks', () => {
  law('no walk is quicker than the straight line', async (plan) => {
    const town = await buildTown(plan)
    for (const profile of ['adult', 'older', 'wheelchair']) {
      const { report } = await analyse(town, { profile, minutes: [15] })
      const speed = report.options.profile.walkMetresPerSecond
      report.blocks.forEach((block, row) => {
        report.categories.forEach((_, column) => {
          const cell = row * report.categories.length + column
          const facility = report.facilities[report.table.facility[cell]!]
          if (facility === undefined || block.demandMethod !== 'point') return
          const straight = Math.min(...facility.entrances.map((door) => flatMetres(block.lonLat, door)))
          expect(report.table.walkMetres[cell]! * 1.001 + 0.1).toBeGreaterThanOrEqual(straight)
          expect(report.table.walkSeconds[cell]! * speed * 1.001 + 0.1).toBeGreaterThanOrEqual(straight)
        })
      })
    }
  })

  law('there and back are the same where no way is one-way', async (plan) => {
    const oneWay = ['conveying', 'oneway:foot', 'foot:forward', 'foot:backward']
    const town = await buildTown(plan, (_, tags) => !oneWay.some((key) => key in tags))
    const there = (await analyse(town, { minutes: [15], direction: 'toFacility' })).report
    const back = (await analyse(town, { minutes: [15], direction: 'fromFacility' })).report
    expect(back.table.status).toEqual(there.table.status)
    const returned = seconds(back)
    seconds(there).forEach((value, row) => {
      if (value !== Infinity) expect(Math.abs(returned[row]! - value)).toBeLessThanOrEqual(0.002)
    })
  })

  law('walking twice as fast halves every time and changes no walk', async (plan) => {
    const town = await buildTown(plan)
    const adult = walkProfile('adult')
    const fast = { ...adult, id: 'fast', walkMetresPerSecond: adult.walkMetresPerSecond * 2 }
    const slowly = (await analyse(town, { minutes: [20] })).report
    const quickly = (await analyse(town, { minutes: [10], profile: fast })).report
    const times = seconds(slowly)
    seconds(quickly).forEach((value, row) => {
      const twice = 2 * value
      const nearLimit = Math.min(Math.abs(twice - 1200), Math.abs(times[row]! - 1200)) < 0.1
      if (!nearLimit && Number.isFinite(value)) expect(Math.abs(twice - times[row]!)).toBeLessThan(0.1)
      if (!nearLimit) expect(Number.isFinite(value)).toBe(Number.isFinite(times[row]!))
    })
  })

  law('by distance is the shortest: never longer than the quickest, and the quickest never slower', async (plan) => {
    const town = await buildTown(plan)
    // An area's median demand point may be another by distance; points and gates are themselves.
    const blocks = mixedBlocks(town.scene).filter(({ polygons, gates }) => polygons === null || gates.length > 0)
    const quickest = (await analyse(town, { minutes: [15] }, { blocks })).report.table
    const shortest = (await analyse(town, { metres: [5000] }, { blocks })).report.table
    for (let row = 0; row < quickest.status.length; row++) {
      if (quickest.status[row] !== 0) continue
      expect(shortest.walkMetres[row]).toBeLessThanOrEqual(quickest.walkMetres[row]! + 0.05)
      expect(shortest.walkSeconds[row]! + 0.05).toBeGreaterThanOrEqual(quickest.walkSeconds[row]!)
    }
  })

  law('the parts of an explained walk add up to the number in the table', async (plan) => {
    const town = await buildTown(plan)
    const profile = { ...walkProfile('adult'), id: 'patient', crossingWaitSeconds: 20 }
    const { report, study } = await analyse(town, { minutes: [15], profile })
    report.blocks.forEach((block, row) => {
      report.categories.forEach(({ id }, column) => {
        const cell = row * report.categories.length + column
        const walk = explainWalk(study, 'time', 15, block.id, id)!
        expect(walk.status).toBe(ACCESS_STATUS_NAMES[report.table.status[cell]!])
        if (walk.status !== 'reached') return
        expect(sumParts(walk.parts).milliseconds).toBe(Math.round(report.table.walkSeconds[cell]! * 1000))
        expect(walk.to!.facilityId).toBe(report.facilities[report.table.facility[cell]!]!.id)
      })
    })
  })

  law('a street more, with everybody linked as before, never lengthens a walk', async (plan) => {
    const town = await buildTown(plan)
    // A bridge is never linked to, so the new street moves no front door.
    const ends = [...town.scene.nodes.values()].filter(({ missing }) => !missing)
    const [first, last] = [ends[0]!.place, ends.at(-1)!.place]
    const before = (await analyse(town, { minutes: [15] })).report
    const widened = townOf(plan).street('New Bridge', 'residential', [() => first, () => last], { bridge: 'yes' })
    const area = await areaOfText('law', widened.toOsmXml())
    // Where the new street joins parts of the network, other parts are major, and other streets public.
    if (area.network.componentMetres.length !== town.area.network.componentMetres.length) return
    const regions = ({ network }: LoadedArea) => String([...network.edgeRegion.filter((region) => region > 0)])
    if (regions(area) !== regions(town.area)) return
    const after = (await analyse({ scene: widened, area }, { minutes: [15] })).report
    const same = (report: AccessReport) =>
      JSON.stringify(
        [report.blocks, report.facilities].map((list) =>
          list.map(({ linkStatus, linkMetres }) => [linkStatus, linkMetres]),
        ),
      )
    if (same(before) !== same(after)) return
    const longer = seconds(before)
    seconds(after).forEach((value, row) => {
      expect(value).toBeLessThanOrEqual(longer[row]! + 0.002)
    })
  })
})

describe('counting', () => {
  law('highway ways in = walkable + not walkable + empty', async (plan) => {
    const { area, scene } = await buildTown(plan)
    const { highwayWays, walkableWays, notWalkableWays, emptyWays } = area.counts
    expect(walkableWays + notWalkableWays + emptyWays).toBe(highwayWays)
    expect(highwayWays).toBe(scene.streets.length)
  })
})

/** Straight metres on a local map: enough for a law with a margin. */
function flatMetres([lonA, latA]: readonly [number, number], [lonB, latB]: readonly [number, number]): number {
  const perDegree = 111_195.08
  const east = (lonB - lonA) * perDegree * Math.cos((((latA + latB) / 2) * Math.PI) / 180)
  return Math.hypot(east, (latB - latA) * perDegree)
}

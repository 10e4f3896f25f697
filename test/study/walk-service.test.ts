// A service answers for a position what an analysis says of a block there, while facilities come, move and go.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  analyseAccess,
  createWalkService,
  type LoadedArea,
  type LonLat,
  loadArea,
  loadBlocks,
  loadFacilities,
  openWalkService,
  saveWalkService,
} from '../../src/index.ts'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import type { ServiceFacility } from '../../src/parts.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { hasSharedData, sharedSource } from '../real/shared-data.ts'
import { loadSampleTown } from '../sample-analysis.ts'
import { areaOfText, loadedBlocks, loadedFacilities } from '../scene/walk-scene.ts'
import { blockAt, hillPlans, hillTiff, hillTown, shopAt, townXml } from '../truth/hill-town.ts'
import { estateOf, estatePlans } from '../truth/random-estates.ts'

type Service = Awaited<ReturnType<typeof createWalkService>>

/** Blocks as points: a service knows positions only. */
const asPoints = (blocks: readonly BlockRecord[]) =>
  blocks.map((block) => ({
    ...block,
    polygons: null,
    gates: [],
    buildings: [],
    knownGates: undefined,
    demand: undefined,
  }))

/** Compares all blocks and kinds of an analysis with what a service says of the blocks' positions. */
async function compare(
  service: Service,
  area: LoadedArea,
  facilities: readonly FacilityRecord[],
  blocks: readonly BlockRecord[],
  basis: 'time' | 'distance' = 'time',
): Promise<number> {
  const limits = basis === 'time' ? [5, 10, 15] : [300, 1000]
  const asked = basis === 'time' ? { minutes: limits } : { metres: limits }
  const categories = [...new Set(facilities.map(({ category }) => category))]
  const points = asPoints(blocks)
  const { report } = await analyseAccess(area, loadedFacilities(facilities), loadedBlocks(points), {
    ...asked,
    profile: service.ground.profile,
    demand: 'point',
    categories,
  })
  const { table } = report
  const columns = report.categories.map(({ id }) => id)
  let walks = 0
  report.blocks.forEach((block, at) => {
    const here = points.find(({ id }) => id === block.id)!.lonLat
    const counts = service.count(here, asked)
    expect([block.id, counts.link]).toEqual([block.id, block.linkStatus])
    columns.forEach((category, column) => {
      const row = at * columns.length + column
      const limit = limits.at(-1)!
      const answer = service.nearest(here, { category, ...(basis === 'time' ? { minutes: limit } : { metres: limit }) })
      const [walk] = answer.walks
      const told = [block.id, category, table.walkSeconds[row], table.walkMetres[row]]
      expect([block.id, category, walk?.seconds ?? Number.NaN, walk?.metres ?? Number.NaN]).toEqual(told)
      if (walk === undefined) return
      walks++
      expect(walk.facility.id).toBe(report.facilities[table.facility[row]!]!.id)
      const within = counts.kinds.find((kind) => kind.category === category)!.within
      expect(within).toEqual(limits.map((_, i) => table.count[row * limits.length + i]))
    })
  })
  return walks
}

describe('the sample town', () => {
  let town: Awaited<ReturnType<typeof loadSampleTown>>
  beforeAll(async () => {
    town = await loadSampleTown()
  })

  it.each([
    ['adult', 'time'],
    ['wheelchair', 'time'],
    ['older', 'distance'],
  ] as const)('answers as an analysis does: %s, %s', async (profile, basis) => {
    const { area, facilities, blocks } = town
    const service = await createWalkService(area, facilities, { profile })
    expect(service.size).toBe(facilities.facilities.length)
    expect(await compare(service, area, facilities.facilities, blocks.blocks, basis)).toBeGreaterThan(100)
  })

  it('keeps up while facilities come, move and go', async () => {
    const { area, blocks } = town
    const all = town.facilities.facilities
    const kept = all.filter((_, i) => i % 3 !== 0)
    const service = await createWalkService(area, kept)
    let now = [...kept]
    for (const one of all.filter((_, i) => i % 3 === 0)) {
      service.add(one)
      now.push(one)
    }
    for (const [i, one] of all.entries()) {
      if (i % 4 === 1) {
        service.close(one.id)
        now = now.filter(({ id }) => id !== one.id)
      } else if (i % 4 === 2) {
        const entrances: LonLat[] = [all[(i * 7) % all.length]!.lonLat]
        service.move(one.id, entrances)
        now = now.map((other) => (other.id === one.id ? { ...other, entrances } : other))
      }
    }
    expect(service.size).toBe(now.length)
    expect(
      service
        .facilities()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(now.map(({ id }) => id).sort())
    expect(await compare(service, area, now, blocks.blocks)).toBeGreaterThan(50)
    const again = await openWalkService(saveWalkService(service))
    expect(await compare(again, area, now, blocks.blocks)).toBeGreaterThan(50)
    expect(again.licence).toEqual(area.licence)
  })

  it('refuses what cannot be, and nothing has changed then', async () => {
    const { area, facilities } = town
    const service = await createWalkService(area, facilities)
    const [first] = facilities.facilities
    const before = JSON.stringify([service.facilities(), service.revision])
    expect(() => service.add(first!)).toThrow(/already/)
    expect(() => service.add({ ...first!, id: 'new', entrances: [] })).toThrow(/no entrance/)
    expect(() => service.add({ ...first!, id: 'new', entrances: [[200, 0]] })).toThrow(/not a position/)
    expect(() => service.add({ id: 'new' } as unknown as ServiceFacility)).toThrow(/id and a category/)
    expect(() => service.move(first!.id, [[0, 91]])).toThrow(/not a position/)
    expect(() => service.move('nobody', [[0, 0]])).toThrow(/no facility "nobody"/)
    expect(() => service.close('nobody')).toThrow(/no facility "nobody"/)
    expect(JSON.stringify([service.facilities(), service.revision])).toBe(before)
    const here = first!.lonLat
    expect(() => service.nearest(here, { category: 'clinc' })).toThrow(/no kind "clinc"/)
    expect(() => service.nearest(here, { kategory: 'clinic' } as never)).toThrow(/unknown option/)
    expect(() => service.nearest(here, { count: 0 })).toThrow(/1 or more/)
    expect(() => service.nearest(here, { minutes: 5, metres: 3 })).toThrow()
    expect(() => service.nearest([Number.NaN, 0])).toThrow(/not a position/)
    expect(() => service.route(here, 'nobody')).toThrow(/no facility "nobody"/)
  })

  it('tells no data from nothing within reach, and a place off the streets from both', async () => {
    const { area, facilities, blocks } = town
    const service = await createWalkService(
      area,
      facilities.facilities.filter(({ category }) => category === 'nursery'),
    )
    const here = blocks.blocks[0]!.lonLat
    expect(service.nearest(here, { category: 'clinic' })).toMatchObject({ link: 'linked', walks: [], facilities: 0 })
    expect(service.nearest(here, { category: 'nursery', metres: 0.5 }).walks).toEqual([])
    expect(service.nearest(here, { category: 'nursery', metres: 0.5 }).facilities).toBeGreaterThan(0)
    expect(service.nearest([0, 0])).toMatchObject({ link: 'outside', linkMetres: null, walks: [] })
    expect(service.count([0, 0]).kinds[0]?.within).toEqual([])
    expect(service.route(here, [0, 0])).toMatchObject({ status: 'unlinked', line: null, seconds: null })
  })

  it('draws routes that are as long as they say, and as nearest says', async () => {
    const { area, facilities, blocks } = town
    const service = await createWalkService(area, facilities)
    let routes = 0
    for (const { lonLat } of blocks.blocks) {
      const answer = service.nearest(lonLat, { category: 'nursery', count: 3 })
      for (const { facility, seconds, metres, entrance } of answer.walks) {
        const route = service.route(lonLat, facility.id)
        expect([route.status, route.seconds, route.metres]).toEqual(['walk', seconds, metres])
        expect(route.line!.coordinates[0]).toEqual([...lonLat])
        expect(route.line!.coordinates.at(-1)).toEqual([...entrance])
        const table = await service.matrix([lonLat], [entrance], { minutes: 15 })
        expect(service.route(lonLat, entrance).seconds).toBe(table.costMs[0]! / 1000)
        routes++
      }
    }
    expect(routes).toBeGreaterThan(20)
  })

  it('draws isochrones and streets as the functions for drawings do', async () => {
    const { area, facilities, blocks } = town
    const service = await createWalkService(area, facilities)
    const here = blocks.blocks[3]!.lonLat
    const drawn = service.isochrone(here, { minutes: [5] })
    expect(drawn.bands[0]!.polygons.length).toBeGreaterThan(0)
    const streets = service.streets(here, { minutes: [5] })
    expect(streets.bands[0]!.lines.length).toBeGreaterThan(0)
    expect(streets.bands[0]!.reachedMetres).toBeCloseTo(drawn.bands[0]!.reachedMetres, 6)
  })

  it('refuses bytes that were changed', async () => {
    const bytes = saveWalkService(await createWalkService(town.area, town.facilities))
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 97)) {
      const wounded = bytes.slice()
      wounded[at]! ^= 4
      await expect(openWalkService(wounded)).rejects.toThrow(/saved/)
    }
    await expect(openWalkService(bytes.subarray(0, bytes.length - 8))).rejects.toThrow(/should have/)
    await expect(openWalkService(new Uint8Array(4))).rejects.toThrow(/not a saved town/)
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const promise = createWalkService(town.area, town.facilities, { signal: stop.signal })
    stop.abort('enough')
    await expect(promise).rejects.toMatchObject({ name: 'AbortError', cause: 'enough' })
  })
})

describe('random towns', () => {
  it('with estates and private streets: as an analysis says, before and after changes', async () => {
    let walks = 0
    await fc.assert(
      fc.asyncProperty(estatePlans, fc.integer({ min: 0, max: 1_000_000 }), async (plan, seed) => {
        const { town, compounds, facilities, osmXml } = estateOf(plan)
        const area = await areaOfText('random', osmXml, { compounds })
        if (facilities.length === 0) return
        const service = await createWalkService(area, facilities)
        const blocks = town.toBlocks()
        walks += await compare(service, area, facilities, blocks)
        const moved = facilities.map((one, i) => ({
          ...one,
          entrances: facilities[(i + seed) % facilities.length]!.entrances,
        }))
        for (const { id, entrances } of moved) service.move(id, entrances)
        walks += await compare(service, area, moved, blocks, seed % 2 === 0 ? 'time' : 'distance')
      }),
      { numRuns: 60, seed: 20261201 },
    )
    expect(walks).toBeGreaterThan(200)
  }, 120_000)

  it('with hills: as an analysis says', async () => {
    let walks = 0
    await fc.assert(
      fc.asyncProperty(hillPlans, async (plan) => {
        const town = hillTown(plan)
        const all = town.places.map((_, place) => place)
        const shops = all.slice(plan.homes).map((place) => shopAt(`shop ${place}`, town.places[place]!.lonLat))
        if (plan.homes === 0 || shops.length === 0) return
        const area = await loadArea(bytesSource('hills.osm', new TextEncoder().encode(townXml(town))), {
          heights: [bytesSource('hills.tif', hillTiff(plan))],
        })
        const blocks = all.slice(0, plan.homes).map((place) => blockAt(`home ${place}`, town.places[place]!.lonLat))
        walks += await compare(await createWalkService(area, shops), area, shops, blocks)
      }),
      { numRuns: 60, seed: 20261201 },
    )
    expect(walks).toBeGreaterThan(60)
  }, 120_000)
})

describe.skipIf(!hasSharedData)('Malta', () => {
  it('answers 3,000 × 10 as an analysis does, also when it was opened from a file', async () => {
    const area = await loadArea(sharedSource('malta.osm.pbf'))
    const { facilities } = await loadFacilities(area, { files: [sharedSource('tables/malta-facilities.csv')] })
    const { blocks } = await loadBlocks(area, { file: sharedSource('tables/malta-blocks.csv') })
    const service = await openWalkService(saveWalkService(await createWalkService(area, facilities)))
    expect(await compare(service, area, facilities, blocks)).toBeGreaterThan(7000)
  }, 120_000)
})

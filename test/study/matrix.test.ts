// A table of walks equals the walks that are explained one by one, from either side, and says of what is beyond and of what is not linked which it is.
import { beforeAll, describe, expect, it } from 'vitest'
import { analyseAccess, bytesSource, isochrone, type LoadedArea, type LonLat, loadArea } from '../../src/index.ts'
import { buildImpedance, denseWalks, matrix, WALK_BEYOND, WALK_NOT_LINKED, WALK_WITHIN } from '../../src/parts.ts'
import { hasSharedData, sharedCsv, sharedSource } from '../real/shared-data.ts'
import { loadSampleTown } from '../sample-analysis.ts'

describe('matrix', () => {
  let town: Awaited<ReturnType<typeof loadSampleTown>>
  beforeAll(async () => {
    town = await loadSampleTown()
  })

  it.each([
    ['minutes', 10, 'adult'],
    ['metres', 600, 'adult'],
    ['minutes', 15, 'frail'],
  ] as const)('has the walks of a coverage table, within %s %s as %s', async (unit, limit, profile) => {
    const { area, blocks } = town
    // Points instead of outlines and gates: origins are positions.
    const points = blocks.blocks.map((block) => ({
      ...block,
      polygons: null,
      gates: [],
      buildings: [],
      knownGates: undefined,
    }))
    const places = town.facilities.facilities
      .filter(({ category }) => category === 'nursery')
      .map(({ lonLat }) => lonLat)
    const table = await matrix(
      area.network,
      points.map(({ lonLat }) => lonLat),
      places,
      { [unit]: limit, profile },
    )
    const facilities = {
      ...town.facilities,
      facilities: town.facilities.facilities
        .filter(({ category }) => category === 'nursery')
        .map((one) => ({ ...one, entrances: [one.lonLat], hours: null })),
    }
    const { report } = await analyseAccess(
      area,
      facilities,
      { ...blocks, blocks: points },
      { [unit]: [limit], profile, demand: 'point', categories: ['nursery'] },
    )
    const { status, seconds, metres } = denseWalks(table)
    report.blocks.forEach(({ id }, row) => {
      const origin = points.findIndex((block) => block.id === id)
      const cells = places.map((_, at) => origin * places.length + at)
      const within = cells.filter((cell) => status[cell] === WALK_WITHIN)
      expect([id, within.length]).toEqual([id, report.table.count[row]])
      const best = Math.min(...cells.map((cell) => (unit === 'minutes' ? seconds[cell]! : metres[cell]!)))
      const told = unit === 'minutes' ? report.table.walkSeconds[row]! : report.table.walkMetres[row]!
      expect([id, best === Number.POSITIVE_INFINITY ? Number.NaN : best]).toEqual([id, told])
      expect(cells.every((cell) => status[cell] === WALK_NOT_LINKED)).toBe(report.table.status[row] === 2)
    })
  })

  it('is empty where there is nobody, and says what is beyond and what is not linked', async () => {
    const { network } = town.area
    const [west, south, east, north] = network.box
    const middle: LonLat = [(west + east) / 2, (south + north) / 2]
    const none = await matrix(network, [], [middle], { minutes: 5 })
    expect([none.originCount, none.destination.length, denseWalks(none).status.length]).toEqual([0, 0, 0])
    const table = await matrix(network, [middle], [middle, [west + 0.0005, south + 0.0005], [0, 0]], { metres: 1 })
    const { status, seconds, metres } = denseWalks(table)
    expect(status[2]).toBe(WALK_NOT_LINKED)
    expect([...status].every((one) => one === WALK_WITHIN || one === WALK_BEYOND || one === WALK_NOT_LINKED)).toBe(true)
    for (let cell = 0; cell < 3; cell++) {
      expect(Number.isNaN(seconds[cell]!) || Number.isNaN(metres[cell]!)).toBe(false)
      expect(Number.isFinite(seconds[cell]!)).toBe(status[cell] === WALK_WITHIN)
    }
  })

  it('refuses what is no place, no limit, no profile', async () => {
    const { network } = town.area
    const middle: LonLat = [113.59, 34.8]
    await expect(matrix(network, [[200, 0]], [middle], { minutes: 5 })).rejects.toMatchObject({
      code: 'invalid-option',
    })
    await expect(matrix(network, [middle], [[Number.NaN, 0]], { minutes: 5 })).rejects.toMatchObject({
      code: 'invalid-option',
    })
    await expect(matrix(network, [null as never], [middle], { minutes: 5 })).rejects.toMatchObject({
      code: 'invalid-option',
    })
    await expect(matrix(network, [middle], [middle], {})).rejects.toMatchObject({ code: 'invalid-option' })
    await expect(matrix(network, [middle], [middle], { minutes: 5, metres: 5 })).rejects.toMatchObject({
      name: 'LivingCircleError',
    })
    await expect(matrix(network, [middle], [middle], { minutes: 5, profile: 'runner' })).rejects.toMatchObject({
      code: 'invalid-option',
    })
    await expect(matrix(network, [middle], [middle], { minuts: 5 } as never)).rejects.toMatchObject({
      code: 'unknown-option',
    })
    const aborted = AbortSignal.abort()
    await expect(matrix(network, [middle], [middle], { minutes: 5, signal: aborted })).rejects.toMatchObject({
      code: 'aborted',
    })
  })
})

describe.skipIf(!hasSharedData)('matrix on Malta', () => {
  it('is the same from either side, and agrees with isochrones', { timeout: 60_000 }, async () => {
    const area: LoadedArea = await loadArea(sharedSource('malta.osm.pbf'))
    const rows = sharedCsv('tables/malta-blocks.csv').slice(0, 400)
    const places = rows.map(({ lon, lat }): LonLat => [Number(lon), Number(lat)])
    const [few, many] = [places.slice(0, 40), places]
    const there = denseWalks(await matrix(area.network, few, many, { minutes: 15 }))
    const back = denseWalks(await matrix(area.network, many, few, { minutes: 15 }))
    let within = 0
    for (let a = 0; a < few.length; a++) {
      for (let b = 0; b < many.length; b++) {
        const [one, other] = [a * many.length + b, b * few.length + a]
        // Malta is walked both ways alike: level ground, no one-way walks on these streets.
        expect(Math.abs(there.status[one]! - back.status[other]!)).toBeLessThan(1)
        if (there.status[one] !== WALK_WITHIN) continue
        within++
        expect(there.seconds[one]).toBe(back.seconds[other])
      }
    }
    expect(within).toBeGreaterThan(200)
    expect(bytesSource).toBeTypeOf('function')
    expect(
      isochrone(
        area.network,
        buildImpedance(area.network, (await import('../../src/index.ts')).DEFAULT_PROFILE, 'time'),
        few.slice(0, 1),
        { minutes: [15] },
      ).length,
    ).toBeGreaterThan(0)
  })
})

import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../src/foundation/units.ts'
import { bytesSource, closeCompounds, loadArea, loadBlocks } from '../../src/index.ts'
import { analyseResponse } from '../../src/job/analyse-response.ts'
import { slowestRows, toResponseCsv, toResponseJson } from '../../src/report/tables/response-files.ts'
import { quantile } from '../../src/study/response-times.ts'

const DEGREE = 111_195.08
const at = (east: number, north = 0): LonLat => [east / DEGREE, north / DEGREE]
const point = (east: number, north = 0) => at(east, north).join()
const text = (value: string) => new TextEncoder().encode(value)

/** One street of 3 km, its middle kilometre private; an escalator that only leads away from the station's end. */
async function street(privateStreets: 'ordinary' | 'residents' = 'ordinary') {
  const place = (id: number, east: number, north = 0) => {
    const [lon, lat] = at(east, north)
    return `<node id="${id}" lon="${lon.toFixed(7)}" lat="${lat.toFixed(7)}"/>`
  }
  const way = (id: number, refs: number[], tags = '') =>
    `<way id="${id}">${refs.map((ref) => `<nd ref="${ref}"/>`).join('')}<tag k="highway" v="residential"/>${tags}</way>`
  const osm = `<osm>${place(1, 0)}${place(2, 1000)}${place(3, 2000)}${place(4, 3000)}${place(5, 3000, 500)}${way(1, [1, 2])}${way(2, [2, 3], '<tag k="access" v="private"/>')}${way(3, [3, 4])}${way(4, [4, 5], '<tag k="oneway:foot" v="yes"/>')}</osm>`
  return loadArea(bytesSource('street.osm', text(osm)), { private: privateStreets })
}

const STATIONS = `id,name,lon,lat\ns1,West,${point(0)}\ns2,East,${point(2900)}\n`
const BLOCKS = `id,name,lon,lat,population\na,甲,${point(500)},100\nb,乙,${point(1500)},300\nc,丙,${point(3000, 450)},50\nd,丁,${point(0, 5000)},7\n`

async function respond(gates?: string, options = {}, blockRows = BLOCKS) {
  const area = await street()
  const crs = { crs: 'wgs84' }
  const stations = await loadBlocks(area, { file: bytesSource('s.csv', text(STATIONS)), ...crs })
  const blocks = await loadBlocks(area, {
    file: bytesSource('b.csv', text(blockRows)),
    gates: gates === undefined ? undefined : bytesSource('g.csv', text(gates)),
    ...crs,
  })
  return analyseResponse(area, stations, blocks, { readySeconds: 60, metresPerSecond: 5, ...options })
}

describe('times from stations', () => {
  it('are getting ready and the way, over private streets, out from the station', async () => {
    const { rows, times, notices } = await respond()
    const seconds = rows.map(({ blockId, stationId, seconds: all }) => [
      blockId,
      stationId,
      all === null ? null : Math.round(all),
    ])
    expect(seconds).toEqual([
      ['a', 's1', 60 + 100],
      // 1,400 m from the east: the private kilometre is open to them.
      ['b', 's2', 60 + 280],
      // 100 m, and 450 m up the one-way street, which leads away from the station.
      ['c', 's2', 60 + 110],
      ['d', null, null],
    ])
    expect(rows.map(({ status }) => status)).toEqual(['reached', 'reached', 'reached', 'unlinked'])
    expect(times).toMatchObject({ blocks: 3, reached: 3, unlinked: 1, people: 450 })
    expect(times.medianSeconds).toBeCloseTo(170, 0)
    expect(times.p90Seconds).toBeCloseTo(340, 0)
    expect(times.medianSecondsByPeople).toBeCloseTo(340, 0)
    expect(times.late).toEqual([
      { minutes: 3, blocks: 1, people: 300 },
      { minutes: 5, blocks: 1, people: 300 },
    ])
    expect(notices.map(({ code }) => code)).toEqual(['response-ways', 'response-flat', 'attribution'])
  })

  it('are to every gate that lets in, and the first of them counts for the block', async () => {
    const gates = `block_id,gate_id,lon,lat,direction,state\nb,G1,${point(1200)},,\nb,G2,${point(1800)},,\nb,G3,${point(2000)},out,\nb,G4,${point(2100)},,closed\n`
    const { rows, times } = await respond(gates)
    const ofB = rows.filter(({ blockId }) => blockId === 'b')
    expect(
      ofB.map(({ gateId, place, stationId, seconds }) => [gateId, place, stationId, Math.round(seconds!)]),
    ).toEqual([
      ['G1', 'gate', 's1', 60 + 240],
      ['G2', 'gate', 's2', 60 + 220],
    ])
    expect(times).toMatchObject({ blocks: 3, people: 450 })
    // 280 s: over three minutes, not over five.
    expect(times.late).toEqual([
      { minutes: 3, blocks: 1, people: 300 },
      { minutes: 5, blocks: 0, people: 0 },
    ])
  })

  it('count what is not reached as late, and all where getting ready takes as long', async () => {
    const { rows, times } = await respond(undefined, { maxMinutes: 2, readySeconds: 200 })
    expect(rows.map(({ status }) => status)).toEqual(['reached', 'unreached', 'reached', 'unlinked'])
    expect(times).toMatchObject({ blocks: 3, reached: 2, p90Seconds: null })
    expect(times.late).toEqual([
      { minutes: 3, blocks: 3, people: 450 },
      { minutes: 5, blocks: 2, people: 350 },
    ])
    expect(slowestRows({ rows }, 2).map(({ blockId }) => blockId)).toEqual(['b', 'c'])
  })

  it('do not depend on the order of rows', async () => {
    const [head, ...rows] = BLOCKS.trim().split('\n')
    const turned = await respond(undefined, {}, `${[head, ...rows.reverse()].join('\n')}\n`)
    const straight = await respond()
    expect(toResponseCsv(turned)).toBe(toResponseCsv(straight))
    expect(JSON.parse(toResponseJson(turned)).times).toEqual(JSON.parse(toResponseJson(straight)).times)
  })

  it('say where walls still stand, for streets that were loaded as walkers see them', async () => {
    const area = closeCompounds(await street('residents'), [])
    const stations = await loadBlocks(area, { file: bytesSource('s.csv', text(STATIONS)), crs: 'wgs84' })
    const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text(BLOCKS)), crs: 'wgs84' })
    const { notices } = await analyseResponse(area, stations, blocks)
    expect(notices.map(({ code }) => code)).toContain('response-private')
  })

  it('refuse numbers that make no sense', async () => {
    for (const options of [
      { readySeconds: -1 },
      { readySeconds: Number.NaN },
      { metresPerSecond: 0 },
      { metresPerSecond: Number.POSITIVE_INFINITY },
      { maxMinutes: 0 },
      { lateMinutes: [Number.NaN] },
    ]) {
      await expect(respond(undefined, options)).rejects.toMatchObject({ code: 'invalid-option' })
    }
    await expect(respond(undefined, { speed: 3 })).rejects.toMatchObject({ code: 'unknown-option' })
  })

  it('write tables without formulas', async () => {
    const rows = `id,name,lon,lat\n=1+1,"@evil, ""x""",${point(500)}\n`
    const report = await respond(undefined, {}, rows)
    expect(toResponseCsv(report).split('\n')[1]).toMatch(/^'=1\+1,"'@evil, ""x""",block,,,/)
  })
})

describe('a part of a whole', () => {
  it('is the least time within which that part of the weight is reached', () => {
    const items = [4, 1, 3, 2].map((seconds) => ({ seconds, weight: seconds }))
    expect([0, 0.1, 0.11, 0.5, 0.6, 0.61, 1].map((part) => quantile(items, part))).toEqual([1, 1, 2, 3, 3, 4, 4])
    expect(quantile([], 0.5)).toBeNull()
    expect(quantile([{ seconds: 1, weight: 0 }], 0.5)).toBeNull()
    expect(quantile([...items, { seconds: Infinity, weight: 10 }], 0.9)).toBeNull()
  })
})

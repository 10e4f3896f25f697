// Facilities by level: words, arithmetic on a scene, the same walks as an analysis of its own, roll-up, hostile rows.
import { describe, expect, it } from 'vitest'
import { LEVEL_STATES } from '../../src/answer/level-report.ts'
import { loadAnswer, saveAnswer } from '../../src/answer/saved-answer.ts'
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { levelOf } from '../../src/normalise/places/facility-levels.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import { toLevelAreasCsv, toLevelsCsv } from '../../src/report/tables/levels-csv.ts'
import { loadSampleTown, sampleSource } from '../sample-analysis.ts'
import { at, east, from, scene } from '../scene/build-scene.ts'
import { areaOfText, loadedBlocks, loadedFacilities } from '../scene/walk-scene.ts'

describe('words for levels', () => {
  it.each([
    ['市级', 'city'],
    ['city', 'city'],
    ['区级', 'district'],
    ['District', 'district'],
    ['街道级', 'street'],
    ['街道', 'street'],
    ['street level', 'street'],
    ['社区级', 'community'],
    ['community', 'community'],
    ['1', '1'],
    ['１', '1'],
    ['二级', '2'],
    ['Level 3', '3'],
    ['15min', '15min'],
    ['15分钟生活圈', '15min'],
    ['10 min', '10min'],
  ])('%s is %s', (text, name) => {
    expect(levelOf(text)?.name).toBe(name)
  })

  it.each([null, '', '甲等', '0', '4', 'constructor', '__proto__', 'toString', 'x'.repeat(100_000)])(
    '%s is none',
    (text) => {
      expect(levelOf(text)).toBeNull()
    },
  )

  it('order their ladder: city, district, street, community; 1, 2, 3; 15, 10, 5', () => {
    for (const words of [
      ['社区级', '街道级', '区级', '市级'],
      ['3', '2', '1'],
      ['5min', '10min', '15min'],
    ]) {
      const rungs = words.map((word) => levelOf(word)!.rung)
      expect(rungs).toEqual([...rungs].sort((a, b) => a - b))
      expect(new Set(words.map((word) => levelOf(word)!.ladder)).size).toBe(1)
    }
  })
})

/** One street: a place for every hundred metres. */
const street = scene('street', 'One long street.', [14, 35])
  .street('Street', 'residential', [from(0, 0), east(1000), east(1000), east(1000)])
  .block('b', at(0, 0))

interface Row {
  readonly metres: number
  readonly level: string | null
  readonly parent?: string
  readonly category?: string
}

async function levelsOf(rows: Readonly<Record<string, Row>>, limit: number | true = 500, nameOfC2?: string) {
  const built = Object.entries(rows).reduce(
    (town, [id, { metres, category }]) => town.facility(id, category ?? 'health_station', at(metres, 0)),
    scene('street', street.story, [14, 35])
      .street('Street', 'residential', [from(0, 0), east(1000), east(1000), east(1000)])
      .block('b', at(0, 0)),
  )
  const area = await areaOfText(built.name, built.toOsmXml())
  const facilities = built.toFacilities().map((one): FacilityRecord => {
    const { level, parent } = rows[one.id]!
    const name = one.id === 'c2' && nameOfC2 !== undefined ? nameOfC2 : one.name
    return { ...one, name, level, ...(parent === undefined ? {} : { parent }) }
  })
  const blocks = built.toBlocks().map((block) => ({ ...block, district: 'D', street: 'S', community: 'C' }))
  const options = { metres: [800], levels: limit }
  const { report } = await analyseAccess(area, loadedFacilities(facilities), loadedBlocks(blocks), options)
  const units = Object.fromEntries(report.levels!.units.map((unit) => [unit.facilityId, unit]))
  return { report, units, areas: report.levels!.areas }
}

describe('a street with three levels', () => {
  const rows = {
    s1: { metres: 100, level: '社区级' },
    s2: { metres: 900, level: 'community' },
    s3: { metres: 2900, level: '社区级' },
    c1: { metres: 400, level: '街道级', category: 'health_centre' },
    c2: { metres: 1300, level: '街道级', category: 'health_centre' },
    h: { metres: 1500, level: '区级', category: 'hospital' },
  }

  it('finds the nearest of the next level, within the limit or not', async () => {
    const { units } = await levelsOf(rows)
    const found = Object.entries(units).map(([id, { state, upperId, walkMetres, uppersWithin }]) => [
      ...[id, state, upperId, walkMetres === null ? null : Math.round(walkMetres), uppersWithin],
    ])
    expect(found).toEqual([
      ['c1', 'too-far', 'h', 1100, 0],
      ['c2', 'served', 'h', 200, 1],
      ['h', 'top', null, null, 0],
      ['s1', 'served', 'c1', 300, 1],
      ['s2', 'served', 'c2', 400, 2],
      ['s3', 'too-far', 'c2', 1600, 0],
    ])
    expect(units.s1!.walkSeconds).toBeCloseTo(300 / 1.25, 0)
  })

  it('sums by area: everything adds up, and one place may be served twice', async () => {
    const { areas } = await levelsOf(rows)
    const all = areas.filter(({ areaLevel }) => areaLevel === 'all')
    expect(
      all.map(({ levelName, units, served, orphans, top, unknown, doubleServed }) => [
        levelName,
        units,
        served,
        orphans,
        top,
        unknown,
        doubleServed,
      ]),
    ).toEqual([
      ['district', 1, 0, 0, 1, 0, 0],
      ['street', 2, 1, 1, 0, 0, 0],
      ['community', 3, 2, 1, 0, 0, 1],
    ])
    for (const area of areas) expect(area.served + area.orphans + area.top + area.unknown).toBe(area.units)
    expect(areas.filter(({ areaLevel }) => areaLevel === 'community')[0]).toMatchObject({
      district: 'D',
      street: 'S',
      community: 'C',
    })
    expect(all.at(-1)!.meanWalkMetres).toBeCloseTo((300 + 400 + 1600) / 3, 0)
  })

  it('goes by the parent where a row names one', async () => {
    const { units } = await levelsOf({
      ...rows,
      s1: { ...rows.s1, parent: 'c2' },
      s2: { ...rows.s2, parent: 'nowhere' },
    })
    expect(units.s1).toMatchObject({ state: 'too-far', upperId: 'c2', upperLevelName: 'street' })
    expect(Math.round(units.s1!.walkMetres!)).toBe(1200)
    expect(units.s2).toMatchObject({ state: 'parent-unknown', upperId: null, walkMetres: null })
    const named = await levelsOf({ ...rows, s1: { ...rows.s1, parent: 'Centre' } }, 500, 'Centre')
    expect(named.units.s1).toMatchObject({ state: 'too-far', upperId: 'c2' })
  })

  it('is honest about what it does not know', async () => {
    const { units } = await levelsOf({
      odd: { metres: 100, level: '甲等' },
      own: { metres: 200, level: null, parent: 'own' },
      child: { metres: 300, level: null, parent: 'odd' },
      plain: { metres: 400, level: null },
      alone: { metres: 500, level: '社区级', category: 'library' },
      number: { metres: 600, level: '1' },
    })
    expect(Object.fromEntries(Object.entries(units).map(([id, { state }]) => [id, state]))).toEqual({
      alone: 'no-upper',
      child: 'served',
      number: 'no-upper',
      odd: 'level-unknown',
      own: 'parent-unknown',
    })
  })

  it('is written to two files and kept in a saved answer', async () => {
    const { report } = await levelsOf(rows, true)
    expect(report.levels!.limit).toBe(800)
    expect(toLevelsCsv(report)).toContain('\ns1,s1,health_station,社区级,community,,served,c1,c1,street,')
    expect(toLevelAreasCsv(report).split('\n')[1]).toBe('all,,,,district,1,0,0,1,0,0,')
    expect(loadAnswer(saveAnswer(report)).report.levels).toEqual(report.levels)
  })
})

describe('the sample town', () => {
  it('walks as far as an analysis from one level to the next', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const run = async (options: object) =>
      (await analyseAccess(area, facilities, blocks, { minutes: [15], ...options })).report
    const { levels } = await run({ levels: true })
    expect(new Set(levels!.units.map(({ state }) => state)).size).toBeGreaterThan(2)
    const byId = new Map(facilities.facilities.map((one) => [one.id, one]))
    const reached = levels!.units.filter(({ upperId }) => upperId !== null)
    expect(reached.length).toBeGreaterThan(10)
    const rows = reached.map(({ facilityId }) => {
      const [lon, lat] = byId.get(facilityId)!.lonLat
      return `${facilityId},${lon},${lat}`
    })
    const lower = await loadBlocks(area, {
      file: bytesSource('l.csv', new TextEncoder().encode(`id,lon,lat\n${rows.join('\n')}\n`)),
    })
    for (const unit of reached) {
      const upper = { ...facilities, facilities: [byId.get(unit.upperId!)!] }
      const own = { ...lower, blocks: lower.blocks.filter(({ id }) => id === unit.facilityId) }
      const { table } = (await analyseAccess(area, upper, own, { minutes: [60] })).report
      expect(Math.abs(table.walkSeconds[0]! - unit.walkSeconds!)).toBeLessThan(0.002)
    }
  }, 60_000)

  it('is refused a limit that makes no sense, and says nothing where nothing is asked', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    await expect(analyseAccess(area, facilities, blocks, { levels: -1 })).rejects.toThrow()
    expect((await analyseAccess(area, facilities, blocks)).report.levels).toBeUndefined()
  })

  it('reads level and parent from tables in Chinese and English', async () => {
    const area = await loadArea(sampleSource('town.osm'))
    const table = (text: string) => ({ files: [bytesSource('f.csv', new TextEncoder().encode(text))] })
    const chinese = await loadFacilities(
      area,
      table('编号,类别,经度,纬度,级别,上级编号\na,养老院,113.59,34.80,社区级,b\nb,养老院,113.591,34.801,街道级,\n'),
    )
    expect(chinese.facilities.map(({ level, parent }) => [level, parent ?? null])).toEqual([
      ['社区级', 'b'],
      ['街道级', null],
    ])
    const english = await loadFacilities(
      area,
      table('id,category,lon,lat,level,parent\na,clinic,113.59,34.80,2,=1+1\n'),
    )
    expect(english.facilities[0]!.parent).toBe('=1+1')
    expect(LEVEL_STATES).toContain('parent-unknown')
  })
})

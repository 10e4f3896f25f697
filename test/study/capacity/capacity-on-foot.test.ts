// Places against demand on streets: the sample town, a scene with arithmetic, laws, saving and loading.
import { describe, expect, it } from 'vitest'
import type { RateCapacity } from '../../../src/answer/capacity-report.ts'
import { BLOCK_PLACE_STATES, FACILITY_PLACE_STATES } from '../../../src/answer/capacity-report.ts'
import { loadAnswer, saveAnswer } from '../../../src/answer/saved-answer.ts'
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from '../../../src/index.ts'
import { loadDemandRates } from '../../../src/job/load-demand-rates.ts'
import { builtInRates } from '../../../src/normalise/places/built-in-rates.ts'
import type { DemandRate } from '../../../src/normalise/places/demand-rate.ts'
import { unitOfText } from '../../../src/normalise/places/demand-rate.ts'
import { analyseSampleTown } from '../../sample-analysis.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const file = (name: string, text: string) => bytesSource(name, bytes(text))

const ONE: DemandRate = {
  ...builtInRates()[0]!,
  id: 'one',
  categories: ['nursery'],
  group: 'population',
  perThousand: 100,
  unit: 'places',
}

/** A street of 1.1 km along the equator; blocks and nurseries on it. */
async function street(facilities: string, blocks: string, rates: readonly DemandRate[], metres = 300) {
  const osm =
    '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.01"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
  const area = await loadArea(file('s.osm', osm))
  const places = await loadFacilities(area, { files: [file('f.csv', facilities)] })
  const homes = await loadBlocks(area, { file: file('b.csv', blocks) })
  const { report } = await analyseAccess(area, places, homes, {
    metres: [metres],
    categories: ['nursery', 'park'],
    demandRates: rates,
  })
  return report
}

describe('places against demand, on streets', () => {
  it('is arithmetic on one street', async () => {
    // 0.001 degrees are 111.2 m. n1 is within 300 m of b1 and b2, n2 of b3; b4 reaches nothing; b5 is unknown.
    const report = await street(
      'id,category,lon,lat,capacity\nn1,nursery,0.001,0,30\nn2,nursery,0.006,0,9\nn3,nursery,0.0061,0,\n',
      'id,lon,lat,population\nb1,0.001,0,400\nb2,0.003,0,200\nb3,0.0055,0,50\nb4,0.0095,0,70\nb5,0.004,0,\n',
      [ONE],
    )
    const [found] = report.capacity!.rates as [RateCapacity]
    expect(found).toMatchObject({ demand: 72, places: 39, served: 35, missing: 37, idle: 4, unreachable: 7, full: 30 })
    expect(found).toMatchObject({ missingAtLeast: 37, blocks: 4, blocksUnknown: 1, blocksUnlinked: 0 })
    expect(Array.from(found.blockServed)).toEqual([20, 10, 5, 0, Number.NaN])
    expect(Array.from(found.blockState, (state) => BLOCK_PLACE_STATES[state])).toEqual([
      'short',
      'short',
      'served',
      'unreachable',
      'unknown',
    ])
    expect(Array.from(found.facilityUsed)).toEqual([30, 5, 0])
    expect(Array.from(found.facilityState, (state) => FACILITY_PLACE_STATES[state])).toEqual([
      'full',
      'spare',
      'unknown',
    ])
    expect(found.covers).toEqual({ group: 'population', people: 720, onPaper: 650, onFoot: 650, inFact: 350 })
    expect(report.capacity!.notCounted).toEqual([{ category: 'park', why: 'no-rate' }])
  })

  it('takes no unit for another, and what is unknown for neither none nor enough', async () => {
    const report = await street(
      'id,category,lon,lat,capacity\nn1,nursery,0.001,0,4班\nn2,nursery,0.0011,0,20张床\nn3,nursery,0.0012,0,12个托位\n',
      'id,lon,lat,population\nb1,0.001,0,400\n',
      [ONE],
    )
    const [found] = report.capacity!.rates as [RateCapacity]
    expect(Array.from(found.facilityState, (state) => FACILITY_PLACE_STATES[state])).toEqual([
      'other-unit',
      'other-unit',
      'full',
    ])
    expect(found).toMatchObject({ places: 12, served: 12, missing: 28, missingAtLeast: 0 })
    expect(
      ['12班', '张床', '托位', 'seats', '㎡', '餐位', '份', 'hats'].map((text) => unitOfText(text.replace('12', ''))),
    ).toEqual(['classes', 'beds', 'places', 'places', 'm2', 'places', 'meals', null])
  })

  it('counts on foot what coverage counts, and keeps its sums, in the sample town', async () => {
    const { report } = await analyseSampleTown({ demandRates: builtInRates(), minutes: [5, 10, 15] })
    const { rates, limit } = report.capacity!
    expect(limit).toBe(15)
    expect(rates.map(({ rate }) => rate.id)).toContain('childcare-places')
    for (const found of rates) {
      const { rate, covers } = found
      const coverage = report.coverage.find((one) => one.category === rate.categories[0] && one.limit === 15)!
      const share = coverage.shares.find(({ measure }) => measure === rate.group)!
      expect(covers.onFoot).toBeCloseTo(share.covered, 6)
      expect(covers.people).toBeCloseTo(share.total, 6)
      expect(covers.onPaper).toBeGreaterThanOrEqual(covers.onFoot - 1e-6)
      expect(covers.inFact).toBeLessThanOrEqual(covers.onFoot + 1e-6)
      expect(found.missing).toBeCloseTo(found.unreachable + found.full, 9)
      const sum = (values: Float64Array) => values.reduce((total, one) => total + (Number.isNaN(one) ? 0 : one), 0)
      expect(sum(found.blockServed)).toBeCloseTo(found.served, 3)
      expect(sum(found.facilityUsed)).toBeCloseTo(found.served, 3)
      expect(sum(found.blockDemand)).toBeCloseTo(found.demand, 2)
    }
  })

  it('is saved and loaded with the answer, which is the same without rates', async () => {
    const { report } = await analyseSampleTown({ demandRates: builtInRates() })
    expect(loadAnswer(saveAnswer(report)).report.capacity).toEqual(report.capacity)
    const { capacity: _, ...rest } = report
    const { report: plain } = await analyseSampleTown()
    expect(saveAnswer(plain)).toEqual(saveAnswer(rest))
    const damaged = {
      ...report,
      capacity: { ...report.capacity!, rates: [{ ...report.capacity!.rates[0]!, blockState: new Uint8Array(3) }] },
    }
    expect(() => loadAnswer(saveAnswer(damaged))).toThrow()
  })

  it('says why a kind is not counted', async () => {
    const facilities = 'id,category,lon,lat\np,park,0.001,0\n'
    const blocks = 'id,lon,lat,population\nb1,0.001,0,400\n'
    expect((await street(facilities, blocks, [ONE])).capacity!.notCounted).toEqual([
      { category: 'nursery', why: 'no-data' },
      { category: 'park', why: 'no-rate' },
    ])
    const young = { ...ONE, group: 'age_0_3' }
    expect((await street(`${facilities}n,nursery,0.001,0\n`, blocks, [young])).capacity!.notCounted).toEqual([
      { category: 'nursery', why: 'no-people' },
      { category: 'park', why: 'no-rate' },
    ])
  })
})

describe('demand rates', () => {
  it('built in: each has a source, a date and a mark, and none that was not read counts as verified', () => {
    for (const rate of builtInRates()) {
      expect(rate.source.length).toBeGreaterThan(20)
      expect(rate.sourceZh.length).toBeGreaterThan(8)
      expect(rate.date).not.toBeNull()
      expect(rate.verified).toBe(rate.mark.startsWith('V-'))
    }
  })

  it('of a file: words in both languages, per so many, several kinds, its own mark', async () => {
    const text =
      '类别,人群,千人指标,单位,来源,日期,核对\n托育,0-3岁,150,托位,市规划2026,2026-05,是\nelderly_home+nursing_home,60岁以上,35,张床,,,\n'
    const { rates, rejects, input } = await loadDemandRates(file('r.csv', text))
    expect(rejects).toEqual([])
    expect(input).toMatchObject({ role: 'demand-rates', read: 2, used: 2, rejected: 0 })
    expect(rates.slice(0, 2)).toMatchObject([
      {
        categories: ['nursery'],
        group: 'age_0_3',
        perThousand: 150,
        unit: 'places',
        mark: 'V-S',
        verified: true,
        source: '市规划2026',
      },
      {
        categories: ['elderly_home', 'nursing_home'],
        group: 'age_60_plus',
        unit: 'beds',
        mark: 'own',
        verified: false,
      },
    ])
    // Kinds that the file names lose their built-in rate, others keep it.
    expect(rates.filter(({ origin }) => origin === 'built-in').map(({ id }) => id)).toEqual([
      'elderly-day-care-floor',
      'kindergarten-classes',
      'primary-school-classes',
      'junior-secondary-classes',
    ])
    const json = '[{"category":"clinic","rate":0.5,"per":1},{"category":"park","rate":2,"unit":"㎡"}]'
    const other = await loadDemandRates(file('r.json', json))
    expect(other.rates.slice(0, 2)).toMatchObject([
      { categories: ['clinic'], perThousand: 500 },
      { categories: ['park'], perThousand: 2, unit: 'm2' },
    ])
  })

  it('of a file: what is wrong is rejected, with the word that was meant', async () => {
    const rows = [
      'nurserry,population,4',
      'nursery,populace,4',
      'nursery,population,-1',
      'nursery,population,x',
      ',population,4',
    ]
    const text = `category,group,rate,unit\n${rows.map((row) => `${row},places`).join('\n')}\nnursery,population,4,hats\nnursery,population,0.004,\nnursery,population,5,\n`
    const { rates, rejects, input } = await loadDemandRates(file('r.csv', text))
    expect(input).toMatchObject({ read: 8, used: 1, rejected: 7 })
    expect(rejects.map(({ code }) => code)).toEqual([
      'unknown-category',
      'unknown-word',
      'invalid-number',
      'invalid-number',
      'missing-id',
      'unknown-word',
      'invalid-number',
      'duplicate-id',
    ])
    expect(rejects[0]!.message).toContain('"nursery" is')
    expect(rejects[6]).toMatchObject({ severity: 'warning' })
    expect(rates[0]).toMatchObject({ perThousand: 0.004 })
    await expect(loadDemandRates(file('r.csv', 'category,rate\nnurserry,4\n'))).rejects.toThrow(
      'no row that can be used',
    )
    await expect(loadDemandRates(file('r.csv', 'category,raet\nnursery,4\n'))).rejects.toThrow('no column rate')
  })
})

describe('units in headers', () => {
  it('count: a column of 班数 is of classes, one of 容量 is of whatever the kind counts in', async () => {
    const blocks = 'id,lon,lat,population\nb1,0.001,0,400\n'
    const classes = await street('id,category,lon,lat,班数\nn1,nursery,0.001,0,4\n', blocks, [ONE])
    expect(classes.capacity!.notCounted[0]).toEqual({ category: 'nursery', why: 'no-places' })
    const plain = await street('id,category,lon,lat,容量\nn1,nursery,0.001,0,4\n', blocks, [ONE])
    expect(plain.capacity!.rates[0]).toMatchObject({ places: 4, served: 4 })
    const cell = await street('id,category,lon,lat,班数\nn1,nursery,0.001,0,4个托位\n', blocks, [ONE])
    expect(cell.capacity!.rates[0]).toMatchObject({ places: 4 })
  })
})

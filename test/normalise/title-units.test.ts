import { describe, expect, it } from 'vitest'
import { guessedColumns } from '../../src/normalise/tables/column-guesses.ts'
import { blocksFromTable } from '../../src/normalise/tables/table-blocks.ts'
import { facilitiesFromTable } from '../../src/normalise/tables/table-facilities.ts'
import { totalsFromTable } from '../../src/normalise/tables/table-totals.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readTable } from '../../src/read/tables/table.ts'

const tableOf = (...lines: string[]) => readTable(bytesSource('list.csv', new TextEncoder().encode(lines.join('\n'))))
const blocksOf = async (...lines: string[]) => blocksFromTable(await tableOf(...lines))

describe('a unit above the table', () => {
  it.each([
    ['单位：万人', 3200],
    ['东城街道小区人口一览表（单位：万人）', 3200],
    ['计量单位:千人', 320],
    ['Unit: thousand persons', 320],
    ['Population by compound (in Tsd.)', 320],
    ['Bevölkerung (Tsd. Personen)', 320],
    ['单位：人', 0.32],
    ['填报单位：万人村', 0.32],
    ['Unit: km', 0.32],
  ])('%s: 0.32 is %d people', async (title, people) => {
    const { blocks } = await blocksOf(title, 'id,小区名称,经度,纬度,常住人口', 'a,红星园,116.3,39.9,0.32')
    expect(blocks[0]!.people.population).toBe(people)
  })

  it('goes to the columns of its quantity alone, with a note for each', async () => {
    const { blocks, rejects, understood, residentialFloorSquareMetres, counts } = await blocksOf(
      '单位：万人、公顷',
      'id,小区名称,经度,纬度,常住人口,60岁以上,户数,住宅建筑面积',
      'a,红星园,116.3,39.9,0.32,0.05,1200,2.5',
    )
    expect(blocks[0]).toMatchObject({ people: { population: 3200, age_60_plus: 500 }, dwellings: 1200 })
    expect(residentialFloorSquareMetres.get('a')).toBe(25_000)
    expect(Object.keys(understood.units).sort()).toEqual(['age_60_plus', 'population', 'residential_floor_area_m2'])
    const notes = rejects.filter(({ key, message }) => key !== undefined && message.includes('times'))
    expect(notes.map(({ lineOrId, code, severity }) => [lineOrId, code, severity])).toEqual(
      Array(3).fill(['1', 'title-row', 'warning']),
    )
    expect(counts).toMatchObject({ read: 1, used: 1, rejected: 0 })
  })

  it('does not overrule a header, or a cell, that names its own', async () => {
    const { blocks } = await blocksOf(
      '单位：万人',
      'id,小区名称,经度,纬度,常住人口（人）,60岁以上（千人）',
      'a,红星园,116.3,39.9,3200,0.5',
      'b,花园里,116.4,39.9,100人,',
    )
    expect(blocks.map(({ people }) => people.population)).toEqual([3200, 100])
    expect(blocks[0]!.people.age_60_plus).toBe(500)
  })

  it('is not applied, and said, where it is not clear: two units of people, or thousands of people and homes alike', async () => {
    const two = await blocksOf('单位：人、万人', 'id,小区名称,经度,纬度,常住人口', 'a,红星园,116.3,39.9,0.32')
    expect(two.blocks[0]!.people.population).toBe(0.32)
    expect(two.rejects.some(({ message }) => message.includes('not clear'))).toBe(true)
    const bare = await blocksOf('(in Tsd.)', 'id,Name,lon,lat,population,dwellings', 'a,Nord,13.4,52.5,0.32,12')
    expect(bare.blocks[0]).toMatchObject({ people: { population: 0.32 }, dwellings: 12 })
    expect(bare.understood.titleUnits.map(({ role, factor }) => [role, factor])).toEqual([
      ['population', null],
      ['dwellings', null],
    ])
  })

  it('holds for facilities and for ledgers of totals, too', async () => {
    const shops = facilitiesFromTable(
      await tableOf('单位：公顷', 'id,名称,类别,经度,纬度,建筑面积', 'a,红星公园,公园,116.3,39.9,2.5'),
    )
    expect(shops.facilities[0]!.floorAreaSquareMetres).toBe(25_000)
    const ledger = totalsFromTable(await tableOf('单位：万人', '社区,常住人口', '红星社区,0.8', '花园社区,0.5'))
    expect(ledger.totals.map(({ people }) => people.population)).toEqual([8000, 5000])
  })
})

describe('columns that look like ids', () => {
  const idsOf = async (header: string, ...values: string[]) => {
    const rows = values.map((value, at) => `${value},Nord ${at},${13.4 + at / 10},52.5,10`)
    const { understood } = await blocksOf(`${header},Name,lon,lat,population`, ...rows)
    return guessedColumns(understood).filter(({ role }) => role === 'id')
  }
  it.each(['Kennziffer', 'xq_id', '楼宇编码', 'building code', 'blockUID'])('%s is named', async (header) => {
    expect(await idsOf(header, 'K7', 'K9', 'K4')).toEqual([{ header, role: 'id' }])
    expect(await idsOf(header, '11002', '11005', '11003')).toEqual([{ header, role: 'id' }])
  })
  it('a running number is not, nor what repeats itself, nor a postcode', async () => {
    expect(await idsOf('Kennziffer', '1', '2', '3')).toEqual([])
    expect(await idsOf('Kennziffer', 'K7', 'K7', 'K4')).toEqual([])
    expect(await idsOf('邮政编码', '100084', '100085', '100086')).toEqual([])
  })
  it('nor where another column is the id', async () => {
    const { understood } = await blocksOf('id,Kennziffer,lon,lat,population', 'a,K7,13.4,52.5,1', 'b,K9,13.5,52.5,1')
    expect(guessedColumns(understood)).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { splitPopulation } from '../../src/normalise/tables/population-split.ts'
import { blocksFromTable } from '../../src/normalise/tables/table-blocks.ts'
import { totalsFromTable } from '../../src/normalise/tables/table-totals.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readTable } from '../../src/read/tables/table.ts'

const table = (name: string, text: string) => readTable(bytesSource(name, new TextEncoder().encode(text)))

describe('totals of communities', () => {
  it('are read from a ledger and shared out to the blocks', async () => {
    const ledger = totalsFromTable(
      await table(
        '台账.csv',
        '社区名称,常住人口,60岁及以上老年人口,0-3岁婴幼儿数\n红旗,"3,001",601,\n东风,900,,\n,5,5,5\n南山,-1,,\n',
      ),
    )
    expect(ledger.totals.map(({ unit, people }) => [unit, people])).toEqual([
      ['红旗', { population: 3001, age_60_plus: 601, age_0_3: null }],
      ['东风', { population: 900, age_60_plus: null, age_0_3: null }],
    ])
    expect(ledger.rejects.map(({ code }) => code)).toEqual(['missing-id', 'invalid-number'])
    expect(ledger.counts).toMatchObject({ read: 4, used: 2, rejected: 2 })
    const compounds = blocksFromTable(
      await table(
        '小区.csv',
        '编号,经度,纬度,户数,所属社区\na,116.3,39.9,200,红旗\nb,116.3,39.9,100,红旗\nc,116.3,39.9,50,东风\n',
      ),
    )
    const split = splitPopulation(compounds.blocks, ledger.totals)
    expect(split.blocks.map(({ people }) => people)).toEqual([
      { population: 2001, age_60_plus: 401 },
      { population: 1000, age_60_plus: 200 },
      { population: 900 },
    ])
    expect(split.rejects).toEqual([])
  })

  it('need a name and people', async () => {
    const read = async (text: string) => totalsFromTable(await table('x.csv', text))
    await expect(read('人口,x\n5,1\n')).rejects.toThrow(/community's name/)
    await expect(read('社区,x\n5,1\n')).rejects.toThrow(/of people/)
  })
})

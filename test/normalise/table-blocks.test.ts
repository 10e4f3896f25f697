import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type BlockTable, type BlockTableOptions, blocksFromTable } from '../../src/normalise/tables/table-blocks.ts'
import { type GateTable, gatesFromTable } from '../../src/normalise/tables/table-gates.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readTable } from '../../src/read/tables/table.ts'

const table = (text: string, name = 'blocks.csv') => readTable(bytesSource(name, new TextEncoder().encode(text)))
const blocks = async (text: string, options?: BlockTableOptions): Promise<BlockTable> =>
  blocksFromTable(await table(text), options)

describe('blocks from a table', () => {
  it('reads people by group; a blank is unknown, never 0', async () => {
    const result = await blocks(
      'id,name,lon,lat,population,age_0_3,60岁以上,户数,社区\na,东里,116.3,39.9,"1,200",30,,400,红旗\nb,西里,116.3,39.9,0,-,12,,\n',
    )
    expect(result.blocks[0]).toMatchObject({
      people: { population: 1200, age_0_3: 30, age_60_plus: null },
      dwellings: 400,
      community: '红旗',
      landSquareMetres: null,
      polygons: null,
    })
    expect(result.blocks[1]!.people).toEqual({ population: 0, age_0_3: null, age_60_plus: 12 })
    expect(result.rejects.map(({ code, severity }) => [code, severity])).toEqual([['invalid-number', 'warning']])
  })

  it('has a population of null where the file has none', async () => {
    expect((await blocks('id,lon,lat\na,1,2\n')).blocks[0]!.people).toEqual({ population: null })
  })

  it('rejects negative people and takes words as unknown', async () => {
    const result = await blocks('id,lon,lat,population\na,1,2,-3\nb,1,2,many\n')
    expect(result.blocks.map(({ id, people }) => [id, people.population])).toEqual([['b', null]])
    expect(result.rejects.map(({ lineOrId, severity }) => [lineOrId, severity])).toEqual([
      ['2', 'rejected'],
      ['3', 'warning'],
    ])
    const people = { read: 0, used: 0 }
    expect(result.counts).toEqual({ source: 'blocks.csv', read: 2, used: 1, rejected: 1, people })
  })

  it('keeps a block outside the area with a warning, and rejects a swapped one', async () => {
    const result = await blocks('id,lon,lat\nin,116.31,39.99\nout,2,41\nswap,39.99,116.31\n', {
      area: [116.3, 39.98, 116.33, 40.01],
    })
    expect(result.blocks.map(({ id }) => id)).toEqual(['in', 'out'])
    expect(result.rejects.map(({ code, severity }) => [code, severity])).toEqual([
      ['outside-area', 'warning'],
      ['swapped-coordinates', 'rejected'],
    ])
  })

  it('measures the land of polygons with holes', async () => {
    const ring = (size: number, at = 0) =>
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
        [0, 0],
      ].map(([x, y]) => [at + x! * size, at + y! * size])
    const geometry = { type: 'Polygon', coordinates: [ring(0.01), ring(0.005, 0.002)] }
    const result = await blocks(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [{ type: 'Feature', properties: { id: 'a', pop: 5 }, geometry }],
      }),
    )
    const degree = 111_195.08
    expect(result.blocks[0]!.landSquareMetres! / (degree * 0.01) ** 2).toBeCloseTo(0.75, 4)
    expect(result.blocks[0]!.people.population).toBe(5)
    expect(result.blocks[0]!.polygons![0]).toHaveLength(2)
  })

  it('does not let a header reach the prototype', async () => {
    const result = await blocks('id,lon,lat,__proto__,constructor,age___proto__\na,1,2,3,4,5\n')
    expect(result.understood.columns.notUnderstood).toEqual(['__proto__', 'constructor', 'age___proto__'])
    expect(result.blocks[0]!.people).toEqual({ population: null })
  })
})

describe('gates from a table', () => {
  const gates = async (text: string): Promise<GateTable> =>
    gatesFromTable(await table(text, 'gates.csv'), (await blocks('id,lon,lat\na,116.3,39.9\nb,116.4,39.9\n')).blocks)

  it('attaches gates to their blocks', async () => {
    const result = await gates(
      'block_id,lon,lat\na,116.301,39.9\na,116.299,39.9\na,116.301,39.9\nz,116.3,39.9\n,116.3,39.9\nb,,\n',
    )
    expect(result.blocks[0]!.gates).toEqual([
      [116.299, 39.9],
      [116.301, 39.9],
    ])
    expect(result.blocks[1]!.gates).toEqual([])
    expect(result.rejects.map(({ code }) => code)).toEqual(['unknown-block', 'missing-id', 'missing-coordinates'])
    expect(result.counts).toEqual({ source: 'gates.csv', read: 6, used: 3, rejected: 3 })
  })

  it('warns of a gate far from its block and refuses a table without block ids', async () => {
    const far = await gates('block_id,lon,lat\na,116.4,39.9\n')
    expect(far.rejects[0]).toMatchObject({ severity: 'warning', code: 'unknown-block' })
    await expect(gates('name,lon,lat\na,1,2\n')).rejects.toMatchObject({ code: 'input-unusable' })
  })
})

const TABLES = '../shared/data/tables'
describe.skipIf(!existsSync(TABLES))('blocks of the real tables', () => {
  it.each(['malta', 'porto-alegre', 'wudaokou'])('%s: every row is used', async (town) => {
    const bytes = readFileSync(`${TABLES}/${town}-blocks.csv`)
    const result = blocksFromTable(await readTable(bytesSource(`${town}.csv`, bytes)))
    const rows = bytes.toString().trim().split('\n').slice(1)
    expect(result.counts).toMatchObject({ read: rows.length, used: rows.length })
    expect(result.rejects).toEqual([])
    const total = rows.reduce((sum, row) => sum + Number(row.split(',')[4]), 0)
    expect(result.blocks.reduce((sum, block) => sum + block.people.population!, 0)).toBe(total)
  })
})

// Tables in layouts that no example file has: other words, other orders, other languages. All made up here; in the sample town.
import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { reconcileRows } from '../../src/answer/reconciliation.ts'
import { isLivingCircleError } from '../../src/foundation/errors.ts'
import { bytesSource, type LoadedArea, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { guessedColumns } from '../../src/normalise/tables/column-guesses.ts'
import { type Cell, xlsx } from '../read/write-tables.ts'

let area: LoadedArea
beforeAll(async () => {
  const town = new URL('../../data/sample-town/town.osm', import.meta.url)
  area = await loadArea(bytesSource('town.osm', readFileSync(town)))
}, 60_000)

const utf8 = (text: string) => new TextEncoder().encode(text)

async function blocksOf(name: string, bytes: Uint8Array) {
  const { blocks, inputs, rejects } = await loadBlocks(area, { file: bytesSource(name, bytes), crs: 'wgs84' })
  const rows = reconcileRows(inputs[0]!)
  expect(rows.read).toBe(rows.used + rows.merged + rows.closed + rows.planned + rows.rejected)
  const people = Object.fromEntries(blocks.map((block) => [block.name, block.people.population]))
  return { blocks, people, rows, rejects }
}

describe('other layouts of tables', () => {
  it('three sheets with columns in different orders, and a summary without coordinates', async () => {
    const sheets: { name: string; rows: Cell[][] }[] = [
      {
        name: '北街',
        rows: [
          ['小区名称', '经度', '纬度', '常住人口'],
          ['甲园', 113.6, 34.8, 100],
          ['乙园', 113.602, 34.8, 200],
        ],
      },
      {
        name: '南街',
        rows: [
          ['常住人口', '纬度', '经度', '小区名称', '备注'],
          [300, 34.802, 113.6, '丙园', '新建'],
        ],
      },
      {
        name: '西街',
        rows: [
          ['序号', '小区名称', '户数', '纬度', '常住人口', '经度'],
          [1, '丁园', 50, 34.802, 400, 113.603],
        ],
      },
      {
        name: '汇总',
        rows: [
          ['街道', '小区数', '常住人口'],
          ['北街', 2, 300],
          ['南街', 1, 300],
        ],
      },
    ]
    const { people, blocks, rows } = await blocksOf('three.xlsx', xlsx(sheets))
    expect(people).toEqual({ 甲园: 100, 乙园: 200, 丙园: 300, 丁园: 400 })
    expect(new Set(blocks.map(({ street }) => street))).toEqual(new Set(['北街', '南街', '西街']))
    expect(rows.people).toEqual({ read: 1000, used: 1000 })
  })

  it.each(['合  计', '合　计：', 'Grand total', 'Итого', 'Total geral', 'Insgesamt'])(
    'a header in row 4 after two titles, and the sum %s in the second column',
    async (word) => {
      const lines = [
        '某某街道小区底册,,,,',
        '（截至二〇二四年六月）,,,,',
        ',,,,',
        '序号,小区名称,经度,纬度,常住人口',
        '1,甲园,113.6,34.8,100',
        '2,乙园,113.602,34.8,200',
        `,${word},,,300`,
        `,${word},113.601,34.8,300`,
      ]
      const { people, rows } = await blocksOf('titles.csv', utf8(lines.join('\n')))
      expect(people).toEqual({ 甲园: 100, 乙园: 200 })
      expect([rows.read, rows.skipped.totals, rows.skipped.titles]).toEqual([2, 2, 2])
    },
  )

  it.each([
    ['German', 'Name;Längengrad;Breitengrad;Einwohner (Tsd.);Wohnungen', 'Gesamt;;;1,25;400'],
    ['Portuguese', 'Nome;Longitude;Latitude;População (milhares);Domicílios', 'Total geral;;;1,25;400'],
  ])(
    'a %s table: people and homes are named, and read in the unit of their header once mapped',
    async (_, header, total) => {
      const file = bytesSource('list.csv', utf8([header, 'Nord;113,6;34,8;1,25;400', total].join('\n')))
      const [population, dwellings] = header.split(';').slice(3)
      const plain = await loadBlocks(area, { file, crs: 'wgs84' })
      expect(plain.blocks.map(({ people }) => people.population ?? null)).toEqual([null])
      expect(guessedColumns(plain.understood[0]!)).toEqual([
        { header: population, role: 'population' },
        { header: dwellings, role: 'dwellings' },
      ])
      const mapping = { population: population!, dwellings: dwellings! }
      const mapped = await loadBlocks(area, { file, crs: 'wgs84', mapping })
      expect(mapped.blocks.map((block) => [block.people.population, block.dwellings])).toEqual([[1250, 400]])
      expect(reconcileRows(mapped.inputs[0]!)).toMatchObject({ read: 1, used: 1, skipped: { totals: 1 } })
    },
  )

  it('a date of opening in Traditional Chinese is no number of homes', async () => {
    const lines = ['小區名稱,經度,緯度,人口數,開業日期', '甲園,113.6,34.8,100,2020']
    const { blocks } = await blocksOf('opened.csv', utf8(lines.join('\n')))
    expect(blocks[0]).toMatchObject({ dwellings: null, people: { population: 100 } })
  })

  it('formulas without stored results are unknown and named by cell; backslashes in a zip are folders', async () => {
    const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
    const number = (value: number) => `<c><v>${value}</v></c>`
    const sheet =
      `<worksheet><sheetData><row r="1">${['小区名称', '经度', '纬度', '常住人口'].map(text).join('')}</row>` +
      `<row r="2">${text('甲园')}${number(113.6)}${number(34.8)}${number(100)}</row>` +
      `<row r="3">${text('乙园')}${number(113.602)}${number(34.8)}<c r="D3"><f>D2*2</f></c></row></sheetData></worksheet>`
    const bytes = zipSync({
      'xl\\workbook.xml': strToU8(
        '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ),
      'xl\\_rels\\workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl\\worksheets\\sheet1.xml': strToU8(sheet),
    })
    const { people, rejects } = await blocksOf('back.xlsx', bytes)
    expect(people).toEqual({ 甲园: 100, 乙园: null })
    expect(rejects.some(({ message }) => message.includes('D3'))).toBe(true)
  })

  it('a good and an unusable file together stop', async () => {
    const good = bytesSource('good.csv', utf8('id,名称,类别,经度,纬度\na,甲,药店,113.6,34.8\n'))
    const bad = bytesSource('bad.csv', utf8('id,名称,类别,经度,纬度\nb,乙,药店,,\nc,丙,药店,0,0\n'))
    const used = await loadFacilities(area, { files: [good], crs: 'wgs84' })
    expect(used.facilities).toHaveLength(1)
    const both = loadFacilities(area, { files: [good, bad], crs: 'wgs84' })
    const outcome = await both.then(
      ({ inputs }) => inputs.map(({ name, used: n }) => `${name} ${n}`),
      (error: unknown) => isLivingCircleError(error) && error.code,
    )
    expect(outcome).toEqual(['good.csv 1', 'bad.csv 0'])
  })
})

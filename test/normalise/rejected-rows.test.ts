import { describe, expect, it } from 'vitest'
import { loadOutlineMender } from '../../src/normalise/places/mend-outline.ts'
import { rejectedRows, rejectedRowsOfChunks } from '../../src/normalise/tables/rejected-rows.ts'
import { facilitiesFromTable } from '../../src/normalise/tables/table-facilities.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readTable } from '../../src/read/tables/table.ts'
import { toRejectedRowsCsv } from '../../src/report/tables/rejects-csv.ts'

const table = (text: string) => readTable(bytesSource('places.csv', new TextEncoder().encode(text)))
const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')

describe('rejected rows', () => {
  it('can be mended and loaded again', async () => {
    const first = await table(
      '名称,类型,经度,纬度\na,银行,,39.9\nb,银行,116.3,39.9\nc,没有的,116.3,39.9\nd,"银行,116,39,x,y,z\n',
    )
    const read = facilitiesFromTable(first)
    const left = rejectedRows(first, read.rejects)
    expect(left.columns).toEqual(['名称', '类型', '经度', '纬度', 'reject_line', 'reject_code', 'reject_message'])
    expect(left.rows.map((row) => [row[0], row[4], row[5]])).toEqual([
      ['a', '2', 'missing-coordinates'],
      ['c', '4', 'unknown-category'],
      ['', '5', 'malformed-row'],
    ])
    const mended = left.rows.slice(0, 2).map(([name]) => [name!, '银行', '116.3', '39.9', '', '', ''])
    const again = facilitiesFromTable(await table(csv([left.columns, ...mended])))
    expect(again.counts).toMatchObject({ read: 2, used: 2 })
    expect(again.understood.columns.notUnderstood).toEqual(['reject_line', 'reject_code', 'reject_message'])
  })

  it('come back as they were from a file for spreadsheets and from one for programs', async () => {
    const names = ['=1+1', "'=1+1", '-5', "'-5", '＋x', "''@y", 'plain', '\ttab', '"q"']
    const first = await table(csv([['名称', '=类型', '经度', '纬度'], ...names.map((name) => [name, 'x', '', '39.9'])]))
    const left = rejectedRows(first, facilitiesFromTable(first, { defaultCategory: 'bank' }).rejects)
    for (const bom of [true, false]) {
      const text = toRejectedRowsCsv(left, { bom })
      const cells = text.split(/[,\n]/).map((cell) => cell.replace(/^"/, ''))
      expect(cells.some((cell) => /^(?:[=+@\t＝＋]|-(?!\d))/.test(cell))).toBe(!bom)
      const again = await table(text)
      expect(again.rows.map(([name]) => name)).toEqual(names.map((name) => name))
      expect(again.columns.slice(0, 2)).toEqual(['名称', '=类型'])
      // Mended once more, the columns of the reason are there once.
      const twice = rejectedRows(again, facilitiesFromTable(again, { defaultCategory: 'bank' }).rejects)
      expect(twice.columns).toEqual(left.columns)
      expect(twice.rows.map(([name]) => name)).toEqual(names.map((name) => name))
    }
    const plain = rejectedRows(await table('name,lon,lat\na,,1\n'), [])
    expect(toRejectedRowsCsv(plain, { bom: true })).not.toContain('reject_marked')
  })

  it('of features keep their geometry as text that is read again', async () => {
    const corners = [
      [116.3, 39.9],
      [116.301, 39.9],
      [116.301, 39.901],
      [116.3, 39.9],
    ]
    const feature = (id: string, category: string, geometry: object) => ({
      type: 'Feature',
      properties: { id, category },
      geometry,
    })
    const collection = {
      type: 'FeatureCollection',
      features: [
        feature('p', '没有的', { type: 'Point', coordinates: [116.3, 39.9] }),
        feature('a', '没有的', { type: 'Polygon', coordinates: [corners] }),
        feature('m', '没有的', { type: 'MultiPolygon', coordinates: [[corners], [corners]] }),
        feature('q', '没有的', { type: 'MultiPoint', coordinates: corners.slice(0, 3) }),
      ],
    }
    const first = await table(JSON.stringify(collection))
    const left = rejectedRows(first, facilitiesFromTable(first).rejects)
    expect(left.columns).toEqual(['category', 'id', 'location', 'reject_line', 'reject_code', 'reject_message'])
    const mender = await loadOutlineMender()
    const mending = { mender: () => mender }
    const mended = left.rows.map((row) => row.with(0, '公园'))
    const again = facilitiesFromTable(await table(csv([left.columns, ...mended])), mending)
    const direct = facilitiesFromTable(await table(JSON.stringify(collection).replaceAll('没有的', '公园')), mending)
    const places = (read: typeof again) => read.facilities.map(({ id, lonLat, polygons }) => ({ id, lonLat, polygons }))
    expect(places(again)).toEqual(places(direct))
    expect(again.counts.used).toBe(4)
  })

  it('of a large file are collected chunk by chunk', async () => {
    async function* chunks() {
      const one = await table('name,category,lon,lat\na,bank,,39.9\nb,bank,116.3,39.9\n')
      yield one
      yield { ...one, rows: [['c', 'bank', '', '']], line: Uint32Array.of(4), rejects: [] }
    }
    const reject = (lineOrId: string, severity: 'rejected' | 'warning' = 'rejected') =>
      ({ source: 'places.csv', lineOrId, code: 'missing-coordinates', message: 'm', severity }) as const
    const rejects = [reject('4'), reject('2'), reject('3', 'warning'), reject('')]
    const left = await rejectedRowsOfChunks(chunks(), rejects)
    expect(left!.rows.map((row) => [row[0], row[4]])).toEqual([
      ['a', '2'],
      ['c', '4'],
    ])
  })
})

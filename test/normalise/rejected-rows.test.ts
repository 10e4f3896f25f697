import { describe, expect, it } from 'vitest'
import { rejectedRows } from '../../src/normalise/rejected-rows.ts'
import { facilitiesFromTable } from '../../src/normalise/table-facilities.ts'
import { bytesSource } from '../../src/read/byte-source.ts'
import { readTable } from '../../src/read/table.ts'

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
})

import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { type ReadTableOptions, readTable } from '../../src/read/tables/table.ts'
import { type Cell, xlsx } from './write-tables.ts'

const read = (bytes: Uint8Array, options?: ReadTableOptions) => readTable(bytesSource('book.xlsx', bytes), options)
const one = (rows: readonly (readonly Cell[])[]) => read(xlsx([{ name: 'Sheet1', rows }]))
const sheet = (body: string): Record<string, Uint8Array> => ({
  'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${body}</sheetData></worksheet>`),
})
const withSheet = (body: string) => read(xlsx([{ name: 'S', rows: [['a']] }], sheet(body)))

describe('XLSX', () => {
  it('reads texts, numbers, blanks and truth values as text', async () => {
    const table = await one([
      ['名称', '经度', '人口', 'open'],
      ['食堂 & "店"', 116.3200001, null, true],
      [' x', -1.5e-7, 12000000000, false],
    ])
    expect(table).toMatchObject({
      format: 'xlsx',
      sheet: 'Sheet1',
      encoding: null,
      columns: ['名称', '经度', '人口', 'open'],
    })
    expect(table.rows).toEqual([
      ['食堂 & "店"', '116.3200001', '', 'TRUE'],
      [' x', '-1.5e-7', '12000000000', 'FALSE'],
    ])
    expect([...table.line]).toEqual([2, 3])
  })

  it('finds the header under a title and ignores notes beside the table, saying so', async () => {
    const table = await one([
      ['2024 年设施表'],
      [null],
      ['名称', '经度'],
      ['a', 1, null, '备注'],
      [null, null],
      ['b', 2],
    ])
    expect(table.columns).toEqual(['名称', '经度'])
    expect(table.rows).toEqual([
      ['a', '1'],
      ['b', '2'],
    ])
    expect([...table.line]).toEqual([4, 6])
    expect(table.warnings.map(({ line }) => line)).toEqual([1, 4])
  })

  it('takes the first sheet that is not hidden, or the one asked for', async () => {
    const book = xlsx([
      {
        name: '说明',
        rows: [
          ['x', 'y'],
          ['0', '0'],
        ],
        hidden: true,
      },
      {
        name: '设施',
        rows: [
          ['a', 'b'],
          ['1', '2'],
        ],
      },
      {
        name: '小区',
        rows: [
          ['c', 'd'],
          ['3', '4'],
        ],
      },
    ])
    expect((await read(book)).columns).toEqual(['a', 'b'])
    expect((await read(book, { sheet: '小区' })).columns).toEqual(['c', 'd'])
    expect((await read(book, { sheet: 3 })).columns).toEqual(['c', 'd'])
    expect((await read(book, { sheet: '1' })).columns).toEqual(['x', 'y'])
    await expect(read(book, { sheet: '没有' })).rejects.toMatchObject({
      code: 'invalid-option',
      hint: expect.stringContaining('设施'),
    })
    await expect(read(book, { sheet: 9 })).rejects.toMatchObject({ code: 'invalid-option' })
  })

  it('reads inline texts, rich texts without their reading aids, formula results, and cells without references', async () => {
    const table = await withSheet(
      '<row><c t="inlineStr"><is><t>na</t></is></c><c t="inlineStr"><is><r><t>va</t></r><r><t>lue</t></r><rPh><t>よみ</t></rPh></is></c></row>' +
        '<row><c t="str"><f>A1</f><v>formula</v></c><c t="e"><v>#N/A</v></c></row>',
    )
    expect(table.columns).toEqual(['na', 'value'])
    expect(table.rows).toEqual([['formula', '#N/A']])
  })

  it('reads prefixed elements', async () => {
    const parts = {
      'xl/worksheets/sheet1.xml': strToU8(
        '<x:worksheet xmlns:x="y"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>h</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      ),
    }
    expect((await read(xlsx([{ name: 'S', rows: [['a']] }], parts))).rows).toEqual([['5']])
  })

  it('reads back any cells', async () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ab<&>"\' 中é😀'), maxLength: 6 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), async (rows) => {
        const table = await one([['id', 'b', 'c'], ...rows])
        const text = (value: Cell): string =>
          value === null ? '' : typeof value === 'number' ? String(value) : String(value)
        const expected = rows.map((row) => row.map(text)).filter((row) => row.some((value) => value.trim() !== ''))
        const numeric = (value: string): string =>
          value !== '' && Number.isFinite(Number(value)) ? String(Number(value)) : value
        expect(table.rows.map((row) => row.map(numeric))).toEqual(expected.map((row) => row.map(numeric)))
      }),
      { numRuns: 100 },
    )
  })

  it('refuses sheets of a million columns', async () => {
    const far = '<row r="1"><c r="A1"><v>1</v></c><c r="BDWGN1"><v>2</v></c></row>'
    await expect(withSheet(far)).rejects.toMatchObject({ code: 'input-too-large' })
    const many = `<row>${'<c><v>1</v></c>'.repeat(1_000_000)}</row>`
    await expect(withSheet(many)).rejects.toMatchObject({ code: 'input-too-large' })
    await expect(withSheet('<row><c r="ZZZZZZZZZZ1"><v>1</v></c></row>')).rejects.toMatchObject({
      code: 'input-too-large',
    })
    expect((await withSheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row>')).columns).toEqual(['1'])
  })

  it('refuses a zip bomb before it grows', async () => {
    const zeros = new Uint8Array(50_000_000).fill(32)
    zeros.set(strToU8('<worksheet><sheetData>'))
    const bomb = zipSync({ ...unzipped(), 'xl/worksheets/sheet1.xml': zeros }, { level: 9 })
    expect(bomb.length).toBeLessThan(1_000_000)
    const before = Date.now()
    await expect(read(bomb)).rejects.toMatchObject({
      code: 'input-too-large',
      message: expect.stringContaining('refused'),
    })
    expect(Date.now() - before).toBeLessThan(5_000)
  }, 60_000)

  it('does not expand entities of its own', async () => {
    const body = `<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`
    const parts = { 'xl/worksheets/sheet1.xml': strToU8(body) }
    await expect(read(xlsx([{ name: 'S', rows: [['a']] }], parts))).rejects.toMatchObject({ code: 'input-format' })
  })

  it('says what is wrong with other archives and damaged ones', async () => {
    await expect(read(zipSync({ 'a.txt': strToU8('x') }))).rejects.toMatchObject({ code: 'input-format' })
    const good = xlsx([
      {
        name: 'S',
        rows: [
          ['a', 'b'],
          ['1', '2'],
        ],
      },
    ])
    await expect(read(good.subarray(0, good.length - 30))).rejects.toMatchObject({ code: 'input-truncated' })
    for (let cut = 10; cut < good.length; cut += 37) {
      const damaged = Uint8Array.from(good)
      damaged[cut] = damaged[cut]! ^ 0x55
      await read(damaged).catch((error: { code?: string }) => {
        expect(error.code).toMatch(/^input-|^invalid-option/)
      })
    }
    await expect(read(xlsx([{ name: 'S', rows: [] }]))).rejects.toMatchObject({ code: 'input-empty' })
    await expect(read(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4))).rejects.toThrow(/\.xls/)
  })
})

function unzipped(): Record<string, Uint8Array> {
  return {
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="S" id="rId1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
  }
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ByteSource } from '../../src/read/bytes/byte-source.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { detectDelimiter, readCsvChunks } from '../../src/read/tables/points-csv.ts'
import type { RawTable } from '../../src/read/tables/raw-table.ts'
import { readTable } from '../../src/read/tables/table.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const csv = (text: string, name = 'places.csv'): Promise<RawTable> => readTable(bytesSource(name, utf8(text)))

/** The same bytes in pieces of a given size: every boundary falls somewhere awkward. */
function inPieces(name: string, bytes: Uint8Array, size: number): ByteSource {
  return {
    name,
    byteLength: undefined,
    async *stream() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    },
  }
}

describe('CSV', () => {
  it('reads commas, semicolons, tabs and bars', async () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const table = await csv(`id;name;lon;lat\n1;Norte;2.1;41.3\n`.replaceAll(';', delimiter))
      expect(table.delimiter).toBe(delimiter)
      expect(table.columns).toEqual(['id', 'name', 'lon', 'lat'])
      expect(table.rows).toEqual([['1', 'Norte', '2.1', '41.3']])
    }
  })

  it('sees semicolons behind decimal commas', async () => {
    const table = await csv('id;lon;lat\nn1;2,1699;41,3879\nn2;2,17;41,39\n')
    expect(table.delimiter).toBe(';')
    expect(table.rows[0]).toEqual(['n1', '2,1699', '41,3879'])
  })

  it('obeys sep= and the delimiter option', async () => {
    expect((await csv('sep=;\na;b\n1;2\n')).columns).toEqual(['a', 'b'])
    expect((await csv('sep=;\na;b\n1;2\n')).line[0]).toBe(3)
    const forced = await readTable(bytesSource('x.csv', utf8('a,b;c\n1,2;3\n')), { delimiter: ';' })
    expect(forced.columns).toEqual(['a,b', 'c'])
  })

  it('keeps delimiters, quotes and line breaks inside quotes, and counts lines over them', async () => {
    const table = await csv('id,name\r\n1,"a, ""b""\r\nc"\r\n2,d\r\n')
    expect(table.rows).toEqual([
      ['1', 'a, "b"\r\nc'],
      ['2', 'd'],
    ])
    expect([...table.line]).toEqual([2, 4])
  })

  it('reads old Mac line ends, mixed line ends and a last line without one', async () => {
    expect((await csv('id,x\r1,2\r3,4')).rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
    expect((await csv('id,x\n1,2\r\n3,4')).rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  it('skips blank rows without counting them, but counts their lines', async () => {
    const table = await csv('id,x\n\n1,2\n,\n3,4\n')
    expect(table.rows).toHaveLength(2)
    expect([...table.line]).toEqual([3, 5])
    expect(table.rejects).toMatchObject([])
  })

  it('pads short rows and rejects rows with filled cells beyond the header', async () => {
    const table = await csv('id,name,lon\n1,a\n2,b,1.5,,\n3,c,d,1.5\n')
    expect(table.rows).toEqual([
      ['1', 'a', ''],
      ['2', 'b', '1.5'],
    ])
    expect(table.rejects).toMatchObject([
      { line: 4, message: expect.stringContaining('4 cells where the header has 3') },
    ])
  })

  it('sets aside one line for a quote that is not closed, not the rest of the file', async () => {
    const rows = Array.from({ length: 500 }, (_, i) => `${i},name ${i}`)
    rows[10] = '10,"never closed'
    const table = await csv(['id,name', ...rows].join('\n'))
    expect(table.rejects).toMatchObject([{ line: 12, message: expect.stringContaining('quote') }])
    expect(table.rows).toHaveLength(499)
    expect(table.line[498]).toBe(501)
  })

  it('sets aside a line whose quote is closed by a later one', async () => {
    const rows = Array.from({ length: 600 }, (_, i) => `${i},name ${i}`)
    rows[10] = '10,"opened here'
    rows[500] = '500,"fine"'
    const table = await csv(['id,name', ...rows].join('\n'))
    expect(table.rejects.map(({ line }) => line)).toMatchObject([12])
    expect(table.rows).toHaveLength(599)
  })

  it('reads a quote inside a quoted cell that is not doubled, with a warning', async () => {
    const table = await csv('id,name\n1,"the "Norte" shop"\n2,b\n')
    expect(table.rows.map((row) => row[1])).toEqual(['the "Norte" shop', 'b'])
    expect(table.warnings.map(({ line }) => line)).toMatchObject([2])
  })

  it('skips a title above the header and says so', async () => {
    const table = await csv('红旗街道设施一览表,,,\n编号,名称,经度,纬度\n1,食堂,116.3,39.9\n')
    expect(table.columns).toEqual(['编号', '名称', '经度', '纬度'])
    expect(table.warnings).toMatchObject([{ line: 1, message: 'skipped as a title: "红旗街道设施一览表"' }])
    expect([...table.line]).toEqual([3])
  })

  it('makes repeated and empty headers unique', async () => {
    expect((await csv('name,name,,name (2)\n1,2,3,4\n')).columns).toEqual([
      'name',
      'name (2)',
      'column 3',
      'name (2) (2)',
    ])
  })

  it('refuses what is no table', async () => {
    await expect(csv('')).rejects.toMatchObject({ code: 'input-empty' })
    await expect(csv(' \n\n')).rejects.toMatchObject({ code: 'input-empty' })
    await expect(csv('id,na\0me\n1,2')).rejects.toMatchObject({ code: 'input-format' })
    await expect(csv('<!DOCTYPE html><html>')).rejects.toMatchObject({ code: 'input-unsupported' })
    await expect(csv('%PDF-1.7')).rejects.toMatchObject({ code: 'input-unsupported' })
    await expect(csv(`${'a,'.repeat(3000)}a\n1\n`)).rejects.toMatchObject({ code: 'input-too-large' })
    const endless = bytesSource('x.csv', utf8(`id,name\n1,${'x'.repeat(5_000_000)}`))
    await expect(readTable(endless)).rejects.toMatchObject({ code: 'input-too-large' })
  })

  it('gives a header without rows as a table without rows', async () => {
    expect((await csv('id,lon,lat\n')).rows).toEqual([])
  })

  it('gives the same table whatever the chunks of the source', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i},"食堂 ""${i}""\n二楼",${i / 7},😀`)
    const bytes = utf8(`﻿编号,名称,经度,备注\r\n${rows.join('\r\n')}\r\n`)
    const whole = await readTable(bytesSource('x.csv', bytes))
    expect(whole.rows).toHaveLength(60)
    for (const size of [1, 2, 3, 7, 64, 1000]) {
      expect(await readTable(inPieces('x.csv', bytes, size))).toEqual(whole)
    }
  })

  it('reads back what was written, for any cells', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab,;"\n\t 中é😀\'|0.'), maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 12 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, size) => {
          const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
          const kept = rows.filter((row) => row.some((text) => text.trim() !== ''))
          const text = ['"id","name","note"', ...kept.map((row) => row.map(quote).join(','))].join('\n')
          const table = await readTable(inPieces('x.csv', utf8(text), size))
          expect(table.rows).toEqual(kept)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('keeps lines in any bytes: rows + rejects + blanks is the number of lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'a,;"\n1'), maxLength: 80 }), async (junk) => {
        const text = `id,name,x\n${junk}\n9,z,9`
        const table = await readTable(bytesSource('x.csv', utf8(text)), { delimiter: ',' })
        const lines = text.split('\n').length
        for (const line of table.line) expect(line).toBeLessThanOrEqual(lines)
        expect(table.line[table.line.length - 1] ?? lines).toBeLessThanOrEqual(lines)
        expect(table.rows.length + table.rejects.length).toBeLessThanOrEqual(lines - 1)
        expect(table.rows.length + table.rejects.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  it('streams: memory does not grow with a file of 200 MB', async () => {
    const row = `${'x'.repeat(80)},食堂,116.32,39.99\n`
    const block = utf8(row.repeat(10_000))
    const header = utf8('id,name,lon,lat\n')
    const blocks = Math.ceil(200e6 / block.length)
    const source: ByteSource = {
      name: 'large.csv',
      byteLength: undefined,
      async *stream() {
        yield header
        for (let i = 0; i < blocks; i++) yield block
      },
    }
    let rows = 0
    let largest = 0
    for await (const chunk of readCsvChunks(source)) {
      rows += chunk.rows.length
      largest = Math.max(largest, chunk.rows.length)
    }
    expect(rows).toBe(blocks * 10_000)
    expect(largest).toBeLessThan(30_000)
  }, 60_000)

  it('stops when asked', async () => {
    const signal = AbortSignal.abort()
    await expect(readTable(bytesSource('x.csv', utf8('a,b\n1,2')), { signal })).rejects.toMatchObject({
      code: 'aborted',
    })
  })
})

describe('detectDelimiter', () => {
  it('prefers the delimiter that splits all rows alike', () => {
    expect(detectDelimiter('id\tlocation\n1\t116.3,39.9\n2\t116.4,39.8\n', '\n')).toBe('\t')
    expect(detectDelimiter('name,address\n"a;b;c","d;e;f"\n', '\n')).toBe(',')
    expect(detectDelimiter('only one column\nx\n', '\n')).toBe(',')
  })
})

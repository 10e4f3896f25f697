import { describe, expect, it } from 'vitest'
import { countKnownWords } from '../../src/normalise/tables/known-words.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { detectEncoding, encodingLabel } from '../../src/read/bytes/text-encoding.ts'
import { readTable } from '../../src/read/tables/table.ts'

/** "编号,名称,经度,纬度\n1,社区食堂,116.3,39.9\n" in GBK. */
const GBK = Uint8Array.from([
  ...[
    0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xbe, 0xad, 0xb6, 0xc8, 0x2c, 0xce, 0xb3, 0xb6, 0xc8,
    0x0a,
  ],
  ...[0x31, 0x2c, 0xc9, 0xe7, 0xc7, 0xf8, 0xca, 0xb3, 0xcc, 0xc3],
  ...new TextEncoder().encode(',116.3,39.9\n'),
])
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const detect = (bytes: Uint8Array): Promise<string> => detectEncoding(bytesSource('x.csv', bytes))

/** 小学, 医院 in GBK: valid UTF-8, too. */
const PRIMARY_SCHOOL = [0xd0, 0xa1, 0xd1, 0xa7]

describe('known words', () => {
  const byWords = (bytes: Uint8Array) => detectEncoding(bytesSource('x.csv', bytes), undefined, countKnownWords)

  it('tell GBK that happens to be UTF-8 from letters of other scripts', async () => {
    const table = Uint8Array.from([...utf8('id,category,lon,lat\n1,'), ...PRIMARY_SCHOOL, ...utf8(',116.3,39.9\n')])
    expect(await detect(table)).toBe('utf-8')
    expect(await byWords(table)).toBe('gb18030')
    expect(await byWords(utf8('id,name\n1,Школа\n2,Ђорђе\n3,ñandú\n'))).toBe('utf-8')
    expect(await byWords(utf8('id,name\n1,小学\n'))).toBe('utf-8')
  })

  it('tell Big5 and the Windows code pages from GB18030', async () => {
    // 名稱 and 學校 in Big5; población in Windows-1252; школа in Windows-1251; szkoła in Windows-1250.
    const big5 = Uint8Array.from([
      ...utf8('id,'),
      0xa6,
      0x57,
      0xba,
      0xd9,
      10,
      ...utf8('1,'),
      0xbe,
      0xc7,
      0xae,
      0xd5,
      10,
    ])
    expect(await byWords(big5)).toBe('big5')
    expect(await byWords(Uint8Array.from([...utf8('id;poblaci'), 0xf3, ...utf8('n\n1;2\n')]))).toBe('windows-1252')
    const russian = Uint8Array.from([...utf8('id;'), 0xf8, 0xea, 0xee, 0xeb, 0xe0, ...utf8('\n1;2\n')])
    expect(await byWords(russian)).toBe('windows-1251')
    expect(await byWords(Uint8Array.from([...utf8('id;szko'), 0xb3, ...utf8('a\n1;2\n')]))).toBe('windows-1250')
    expect(await byWords(GBK)).toBe('gb18030')
  })
})

describe('encoding of a text file', () => {
  it('tells UTF-8, its mark, UTF-16 and GB18030', async () => {
    expect(await detect(utf8('id,name\n1,食堂'))).toBe('utf-8')
    expect(await detect(utf8('plain ASCII'))).toBe('utf-8')
    expect(await detect(utf8('﻿id'))).toBe('utf-8')
    expect(await detect(GBK)).toBe('gb18030')
    expect(await detect(Uint8Array.from([0xff, 0xfe, 0x61, 0x00]))).toBe('utf-16le')
    expect(await detect(Uint8Array.from([0xfe, 0xff, 0x00, 0x61]))).toBe('utf-16be')
  })

  it('tells Western text by its lonely bytes', async () => {
    expect(
      await detect(Uint8Array.from([...utf8('caf'), 0xe9, ...utf8(';S'), 0xe3, ...utf8('o Jo'), 0xe3, 0x6f])),
    ).toBe('windows-1252')
  })

  it('keeps UTF-8 for a file that is cut inside a character or has one broken byte', async () => {
    const long = utf8('名称\n' + '社区食堂\n'.repeat(200))
    expect(await detect(long.subarray(0, long.length - 2))).toBe('utf-8')
    const broken = Uint8Array.from(long)
    broken[301] = 0xff
    expect(await detect(broken)).toBe('utf-8')
  })

  it('finds GB18030 that begins late in the file', async () => {
    const late = Uint8Array.from([...utf8('id,name\n' + '1,a\n'.repeat(50_000)), ...GBK])
    expect(await detect(late)).toBe('gb18030')
  })

  it('reads a GBK table, also when told', async () => {
    const table = await readTable(bytesSource('x.csv', GBK))
    expect(table.encoding).toBe('gb18030')
    expect(table.columns).toEqual(['编号', '名称', '经度', '纬度'])
    expect(table.rows[0]).toEqual(['1', '社区食堂', '116.3', '39.9'])
    expect((await readTable(bytesSource('x.csv', GBK), { encoding: 'GBK' })).columns[1]).toBe('名称')
    expect((await readTable(bytesSource('x.csv', GBK), { encoding: 'utf8' })).columns[1]).toContain('�')
  })

  it('knows names of encodings and refuses others', () => {
    expect(encodingLabel('UTF8')).toBe('utf-8')
    expect(encodingLabel('gb2312')).toBe('gb18030')
    expect(encodingLabel('big5')).toBe('big5')
    expect(() => encodingLabel('klingon')).toThrow(/klingon/)
  })
})

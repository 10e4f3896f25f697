// Own kinds and words: used as if they were built in, refused where they are not clear.
import { afterEach, describe, expect, it } from 'vitest'
import {
  allCategories,
  categoryById,
  resolveCategoryWord,
  useOwnVocabulary,
} from '../../src/normalise/categories/categories.ts'
import { facilitiesFromTable } from '../../src/normalise/tables/table-facilities.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readTable } from '../../src/read/tables/table.ts'

const table = (text: string) => readTable(bytesSource('f.csv', new TextEncoder().encode(text)))

describe('own kinds and words', () => {
  afterEach(() => useOwnVocabulary({}, 'none'))

  it('give words and status a meaning, and kinds a name', async () => {
    const before = allCategories().length
    useOwnVocabulary(
      {
        kinds: [{ id: 'tea_room', nameZh: '茶室', nameEn: 'tea room', group: 'culture', unit: 'seats' }],
        words: { 棋牌馆: 'tea_room', 民生驿站: 'service_centre', 待定: null },
        status: { 待核实: 'closed', '1': 'open' },
      },
      'own.json',
    )
    expect([allCategories().length, categoryById('tea_room')?.theme]).toEqual([before + 1, 'culture'])
    expect(resolveCategoryWord('茶室').category?.id).toBe('tea_room')
    const read = facilitiesFromTable(
      await table(
        '名称,类别,经度,纬度,状态\n甲,棋牌馆,116.3,39.9,1\n乙,民生驿站,116.31,39.9,在用\n丙,棋牌馆,116.32,39.9,待核实\n',
      ),
    )
    expect(read.facilities.map(({ name, category }) => [name, category]).sort()).toEqual([
      ['乙', 'service_centre'],
      ['甲', 'tea_room'],
    ])
    expect([read.counts.apart?.closed, read.unknownStatuses]).toEqual([1, []])
  })

  it.each([
    [{ words: { 茶: 'phramacy' } }, /phramacy/],
    [{ status: { 茶: 'perhaps' } }, /status\.茶/],
    [{ kinds: [{ id: 'pharmacy', nameEn: 'x' }] }, /pharmacy/],
    [{ kinds: [{ id: 'Bad Id', nameEn: 'x' }] }, /kinds\[0\]/],
    [{ kinds: [{ id: 'nameless' }] }, /kinds\[0\]/],
    [{ word: {} }, /word/],
    [[], /own\.json/],
  ])('refuses %j', (value, said) => {
    expect(() => useOwnVocabulary(value, 'own.json')).toThrow(said)
    expect(allCategories().some(({ id }) => id === 'nameless')).toBe(false)
  })

  it('does not reach the prototype', () => {
    useOwnVocabulary(JSON.parse('{"words": {"__proto__": "pharmacy"}}'), 'own.json')
    expect(resolveCategoryWord('constructor').category).toBe(null)
    expect(({} as Record<string, unknown>).pharmacy).toBe(undefined)
  })
})

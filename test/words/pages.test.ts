import { describe, expect, it } from 'vitest'
import { countText, decimalText, listWords, percentText, same, say } from '../../src/words/words.ts'

describe('words', () => {
  it('says all and nothing only where that is true', () => {
    expect([0, 0.0001, 0.0005, 0.5, 0.12345, 0.9994, 0.99996, 1, null].map((share) => percentText(share))).toEqual([
      '0%',
      '<0.1%',
      '0.1%',
      '50.0%',
      '12.3%',
      '99.9%',
      '99.9%',
      '100%',
      '–',
    ])
  })

  it('writes numbers alike on every machine', () => {
    expect([0, 999, 1000, 1234567.5, -4321].map(countText)).toEqual(['0', '999', '1,000', '1,234,568', '−4,321'])
    expect([1, 1.25, 0.1 + 0.2, 12345.67].map((value) => decimalText(value, 1))).toEqual([
      '1',
      '1.3',
      '0.3',
      '12,345.7',
    ])
  })

  it('sets Chinese and figures a little apart, and lists as one reads', () => {
    expect(say('within', { limit: say('minutes', { n: '15' }) })).toEqual({ en: 'within 15 min', zh: '15 分钟内' })
    expect(say('gaps_table', { limit: say('minutes', { n: '15' }) }).zh).toBe('服务盲区：超出 15 分钟的居民')
    expect(listWords(['a', 'b', 'c'].map(same))).toEqual({ en: 'a, b and c', zh: 'a、b、c' })
  })

  it('does not read placeholders out of names', () => {
    expect(say('show_beyond', { kind: same('{limit}'), limit: same('x') }).en).toBe('beyond x: {limit}')
  })
})

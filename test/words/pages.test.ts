import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { countText, decimalText, listWords, percentText, same, say } from '../../src/words/words.ts'

describe('words', () => {
  it('says all and nothing only where that is true', () => {
    expect([0, 0.0001, 0.0005, 0.5, 0.12345, 0.9994, 0.99996, 1, null].map(percentText)).toEqual([
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

  it('has no sentence that nobody says', () => {
    const folder = new URL('../../src/', import.meta.url)
    const text = (names: readonly string[]) => names.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    const isTable = (name: string) => /^words\/words-\w+\.ts$/.test(name)
    const source = text(files.filter((name) => /^(?:words|report)\//.test(name) && !isTable(name)))
    const table = text(files.filter(isTable))
    const keys = [...table.matchAll(/^ {2}'?([\w-]+)'?: \[/gm)].map((match) => match[1]!)
    expect(keys.length).toBeGreaterThan(200)
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
    const composed = /^(profile|unit|short|basis|role|severity|link|demand|level)_/
    const names = new Set(['met', 'partial', 'unmet'])
    expect(keys.filter((key) => !names.has(key) && !composed.test(key) && !source.includes(`'${key}'`))).toEqual([])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalStyleOf, parseNumberText } from '../../src/normalise/tables/number-text.ts'

describe('parseNumberText', () => {
  it.each([
    ['12', 12],
    ['-3.5', -3.5],
    ['1,234', 1234],
    ['1,234,567.5', 1234567.5],
    ['１，２３４．５', 1234.5],
    ['1 234', 1234],
    ["1'234", 1234],
    ['1.2万', 12000],
    ['300人', 300],
    ['1,200㎡', 1200],
    ['85.5 平方米', 85.5],
    ['+7', 7],
    ['.5', 0.5],
    ['1e3', 1000],
    ['0', 0],
    ['000', 0],
  ])('%s is %d', (text, value) => {
    expect(parseNumberText(text)).toEqual({ value, problem: null })
  })

  it.each(['', ' ', '-', '--', '—', '/', '无', '未知', 'N/A', '#N/A', 'null', 'NULL', '\\N'])(
    '%j is a blank',
    (text) => {
      expect(parseNumberText(text)).toEqual({ value: null, problem: null })
    },
  )

  it.each([
    'NaN',
    '#REF!',
    '#DIV/0!',
    '约300',
    '1,23',
    '12,34,56',
    'twelve',
    '1.2.3',
    '3-6',
    'Infinity',
    '1e999',
    '0x10',
  ])('%s is unknown and worth a look', (text) => {
    const { value, problem } = parseNumberText(text)
    expect(value).toBeNull()
    expect(problem).not.toBeNull()
  })

  it('reads decimal commas where the table has them', () => {
    expect(parseNumberText('41,3879', 'comma').value).toBe(41.3879)
    expect(parseNumberText('1.234,5', 'comma').value).toBe(1234.5)
    expect(parseNumberText('1.234', 'comma').value).toBe(1234)
    expect(parseNumberText('1234', 'comma').value).toBe(1234)
  })

  it('reads back what any grouping writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 999 }), (whole, fraction) => {
        const grouped = String(Math.abs(whole)).replace(/\B(?=(\d{3})+$)/g, ',')
        const text = `${whole < 0 ? '-' : ''}${grouped}.${String(fraction).padStart(3, '0')}`
        const value = Number(`${whole < 0 ? '-' : ''}${Math.abs(whole)}.${String(fraction).padStart(3, '0')}`)
        expect(parseNumberText(text).value).toBe(value)
        const european = text.replaceAll(',', 'x').replace('.', ',').replaceAll('x', '.')
        expect(parseNumberText(european, 'comma').value).toBe(value)
        const wide = text.replace(/[0-9.,]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
        expect(parseNumberText(wide).value).toBe(value)
      }),
    )
  })

  it('never throws and never gives NaN', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { value } = parseNumberText(text)
        expect(value === null || Number.isFinite(value)).toBe(true)
      }),
    )
  })
})

describe('decimalStyleOf', () => {
  it('is comma only where no coordinate has a point', () => {
    expect(decimalStyleOf(['41,38', '2,17'])).toBe('comma')
    expect(decimalStyleOf(['41.38', '2,17'])).toBe('point')
    expect(decimalStyleOf(['', '41'])).toBe('point')
  })
})

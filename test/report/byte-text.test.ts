// Numbers as bytes against numbers as strings.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteText, utf8 } from '../../src/report/byte-text.ts'
import { oneDecimal } from '../../src/report/written-numbers.ts'

function written(write: (text: ByteText) => void): string {
  const text = new ByteText(1)
  write(text)
  return new TextDecoder().decode(text.take())
}

describe('ByteText', () => {
  it('writes whole numbers as String does', () => {
    for (const value of [0, 9, 10, 99, 100, 999999, 2 ** 32 - 1, Number.MAX_SAFE_INTEGER]) {
      expect(written((text) => text.unsigned(value))).toBe(String(value))
    }
    fc.assert(fc.property(fc.maxSafeNat(), (value) => written((text) => text.unsigned(value)) === String(value)))
  })

  it('writes one decimal as oneDecimal does, nothing for NaN', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (value) => {
        expect(written((text) => text.oneDecimal(value))).toBe(oneDecimal(value))
      }),
    )
    expect(written((text) => text.oneDecimal(NaN))).toBe('')
  })

  it('grows, and starts again after take', () => {
    const text = new ByteText(4)
    text.add(utf8('小区,'.repeat(100)))
    text.character(33)
    expect(new TextDecoder().decode(text.take())).toBe(`${'小区,'.repeat(100)}!`)
    text.add(utf8('b'))
    expect(new TextDecoder().decode(text.take())).toBe('b')
  })
})

// Numbers as bytes against numbers as strings.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteText, utf8 } from '../../src/report/text/byte-text.ts'
import { oneDecimal, roundTo } from '../../src/report/text/written-numbers.ts'

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

  it('writes rounded decimals as String does, with a point where asked', () => {
    const check = (value: number, decimals: number) => {
      const rounded = roundTo(value, decimals)
      const plain = String(rounded)
      const real = Number.isInteger(rounded) && Math.abs(rounded) < 1e15 ? `${plain}.0` : plain
      expect(written((text) => text.decimal(rounded, decimals, false))).toBe(plain)
      expect(written((text) => text.decimal(rounded, decimals, true))).toBe(real)
    }
    for (const value of [0, 1, -1, 0.1, -0.5, 1e-7, -3e-7, 9.9e-6, 1e15, 1e16, -1e21, 2 ** 53, 180, -179.9999999]) {
      for (let decimals = 0; decimals <= 7; decimals++) check(value, decimals)
    }
    fc.assert(fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.nat(7), check), { numRuns: 500 })
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(7), check), { numRuns: 200 })
  })

  it('writes texts as JSON does', () => {
    for (const value of ['', 'plain', '"', '\\', '小区', '\u0000\t\n\u001f\u007f\u0080', '😀', '\ud800']) {
      expect(written((text) => text.json(value))).toBe(JSON.stringify(value))
    }
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (value) => written((text) => text.json(value)) === JSON.stringify(value),
      ),
    )
  })

  it('writes a part of the piece once more', () => {
    const text = new ByteText(4)
    text.add(utf8('"小区":1.5,'))
    text.again(0, text.length)
    text.again(1, 7)
    expect(new TextDecoder().decode(text.take())).toBe('"小区":1.5,"小区":1.5,小区')
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

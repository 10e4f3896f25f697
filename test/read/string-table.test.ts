import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StringTable } from '../../src/read/osm/string-table.ts'

describe('StringTable', () => {
  it('numbers strings by first appearance, each once, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.string({ unit: 'grapheme' }),
            fc.constantFrom('a', '清华', '😀', '', '\ufffd', '\ufeff'),
          ),
          { maxLength: 300 },
        ),
        (texts) => {
          const table = new StringTable()
          const distinct: string[] = []
          for (const text of texts) {
            // What UTF-8 cannot hold (lone surrogates) becomes U+FFFD.
            const known = new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text))
            if (!distinct.includes(known)) distinct.push(known)
            expect(table.intern(text)).toBe(distinct.indexOf(known))
          }
          expect(table.toStrings()).toEqual(distinct)
        },
      ),
    )
  })

  it('holds many strings, also long ones, over several decoding runs', () => {
    const table = new StringTable()
    const texts = Array.from({ length: 20_000 }, (_, i) =>
      i % 100 === 0 ? `${i}路`.repeat(3000 % (i + 7)) + i : `street ${i}`,
    )
    for (const text of texts) table.intern(text)
    texts.forEach((text, i) => {
      expect(table.intern(text)).toBe(i)
    })
    expect(table.toStrings()).toEqual(texts)
  })

  it('keeps broken UTF-8 apart by its bytes and shows U+FFFD', () => {
    const table = new StringTable()
    expect(table.internBytes(Uint8Array.of(0xff, 65), 0, 2)).toBe(0)
    expect(table.internBytes(Uint8Array.of(0xe6, 65), 0, 2)).toBe(1)
    expect(table.intern('ok')).toBe(2)
    expect(table.toStrings()).toEqual(['\ufffdA', '\ufffdA', 'ok'])
  })
})

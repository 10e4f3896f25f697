import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipText, escapeText, isolateName, jsonForScript } from '../../src/report/text/html-text.ts'

describe('text of pages', () => {
  it('leaves no character that markup is made of', () => {
    expect(escapeText(`<a href="x" b='y'>&\``)).toBe('&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;&#96;')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeText(text)
        expect(/[<>"'`]/.test(escaped)).toBe(false)
        expect(/&(?!(amp|lt|gt|quot|#39|#96);)/.test(escaped)).toBe(false)
        expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(escaped)).toBe(false)
      }),
    )
  })

  it('replaces what neither HTML nor XML can hold', () => {
    expect(escapeText('a\u0000b\ud800c')).toBe('a\ufffdb\ufffdc')
    expect(escapeText('🏘️ 花园')).toBe('🏘️ 花园')
  })

  it('keeps right-to-left names from turning their neighbours', () => {
    expect(isolateName('مجمع \u202e abc')).toBe('\u2068مجمع  abc\u2069')
    expect(isolateName('plain\n name')).toBe('plain name')
  })

  it('writes JSON that cannot end its element and reads back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = jsonForScript(value)
        expect(/[<>]/.test(text)).toBe(false)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('cuts between letters, never inside one', () => {
    expect(clipText('abc', 3)).toBe('abc')
    expect(clipText('🏘🏘🏘🏘', 3)).toBe('🏘🏘…')
  })
})

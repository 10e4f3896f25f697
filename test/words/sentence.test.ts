// How sentences are filled: numbers, forms, lists, sentences in sentences, languages of other habits.
import { describe, expect, it } from 'vitest'
import { fromPlainError, LivingCircleError, toPlainError } from '../../src/foundation/errors.ts'
import { resolveOptions } from '../../src/foundation/options.ts'
import { throwIfAborted } from '../../src/foundation/progress.ts'
import { GRAMMARS } from '../../src/words/languages.ts'
import { inEnglish, joined, message, problem, spoken } from '../../src/words/problem.ts'
import { sayError, sayMessage, sayReject } from '../../src/words/say-message.ts'
import { type Grammar, sayFrom } from '../../src/words/sentence.ts'

const en = (sentence: string, values: Record<string, never> | object = {}) =>
  sayFrom({ sentence }, GRAMMARS.en, { key: 'sentence', values: values as never })
const zh = (sentence: string, values: object = {}) =>
  sayFrom({ sentence }, GRAMMARS.zh, { key: 'sentence', values: values as never })

describe('a sentence', () => {
  it('puts in texts as they are, once', () => {
    expect(en('{a} and {b}', { a: '{b}', b: '$&' })).toBe('{b} and $&')
    expect(en('{a} and {b}', { a: 'x' })).toBe('x and {b}')
    expect(en('{toString}', {})).toBe('{toString}')
  })

  it('writes numbers in groups, plain where they are names', () => {
    expect(en('{n} of {m}', { n: 1234567, m: -1234.5 })).toBe('1,234,567 of −1,234.5')
    expect(en('line {n:plain}', { n: 12345 })).toBe('line 12345')
  })

  it('takes the form that goes with the number', () => {
    const gates = '{n} {n|gate|gates}'
    expect([0, 1, 2, 1234].map((n) => en(gates, { n }))).toEqual(['0 gates', '1 gate', '2 gates', '1,234 gates'])
    expect([1, 5].map((n) => en('{n|The block lies|All # blocks lie} outside', { n }))).toEqual([
      'The block lies outside',
      'All 5 blocks lie outside',
    ])
  })

  it('lists as the language does', () => {
    const list = ['a', 'b', 'c']
    expect(en('{list}; {list:and}; {list:or}; {list:semicolon}', { list })).toBe(
      'a, b, c; a, b and c; a, b or c; a; b; c',
    )
    expect(zh('{list}；{list:or}', { list })).toBe('a、b、c；a、b或c')
    expect([[], ['a']].map((some) => en('{some:and}', { some }))).toEqual(['', 'a'])
  })

  it('sets figures a little apart from Chinese', () => {
    expect(zh('步行{n}分钟内', { n: 15 })).toBe('步行 15 分钟内')
    expect(zh('步行 {n} 分钟', { n: '15' })).toBe('步行 15 分钟')
    expect(zh('到{name}的', { name: '药店' })).toBe('到药店的')
  })

  it('ends where sentences stand in each other without end', () => {
    const values: { said?: unknown } = {}
    values.said = { key: 'sentence', values }
    expect(en('({said})', values).length).toBeLessThan(40)
  })
})

describe('another language', () => {
  it('with three forms and its own lists needs only its table and its grammar', () => {
    const grammar: Grammar = {
      lang: 'pl',
      tag: 'pl',
      name: 'po polsku',
      form: (n) => (n === 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2),
      comma: ', ',
      and: ' i ',
      or: ' lub ',
      semicolon: '; ',
      thousands: ' ',
      figuresApart: false,
    }
    const table = { blocks: '{n} {n|kwartał|kwartały|kwartałów}: {list:and}' }
    const say = (n: number) => sayFrom(table, grammar, { key: 'blocks', values: { n, list: ['x', 'y'] } })
    expect([1, 3, 5, 12, 1022].map(say)).toEqual([
      '1 kwartał: x i y',
      '3 kwartały: x i y',
      '5 kwartałów: x i y',
      '12 kwartałów: x i y',
      '1 022 kwartały: x i y',
    ])
  })
})

describe('a problem', () => {
  const error = problem(
    'input-format',
    'file.damaged-part',
    { source: 'a.shp', what: message('part.shape-cut', { n: 12345 }) },
    { hint: 'hint.copy-again', details: { row: 3 } },
  )

  it('says it in English, and in the language of the reader by key', () => {
    expect(error.message).toBe('a.shp is cut off or damaged: shape 12345 is cut off.')
    expect(error.hint).toBe('Copy or save the file again.')
    expect(sayError(error, 'zh')).toEqual({
      message: 'a.shp 不完整或已损坏：第 12345 个图形不完整。',
      hint: '请重新复制或保存文件。',
    })
    expect(sayError(error, 'en')).toEqual({ message: error.message, hint: error.hint })
  })

  it('crosses threads with its words', () => {
    const back = fromPlainError(structuredClone(toPlainError(error)))
    expect(sayError(back, 'zh')).toEqual(sayError(error, 'zh'))
    expect(back.details).toEqual({ row: 3 })
  })

  it('carries its values as details where nothing else is given', () => {
    expect(problem('input-empty', 'table.empty', { name: 'a.csv' }).details).toEqual({ name: 'a.csv' })
  })

  it('leaves errors of others as they are', () => {
    expect(sayError(new LivingCircleError('internal', 'ECONNRESET'), 'zh')).toEqual({
      message: 'ECONNRESET',
      hint: undefined,
    })
  })

  it('says rejects by key, and those without one by their text', () => {
    const said = message('row.line', {
      n: 7,
      said: joined([message('row.no-coordinates'), message('row.no-category')]),
    })
    expect(inEnglish(said)).toBe('line 7: no coordinates; no category')
    expect(sayReject(spoken(said), 'zh')).toBe('第 7 行：没有坐标；没有类别')
    expect(sayMessage(said, 'en')).toBe('line 7: no coordinates; no category')
    expect(sayReject({ message: 'of an older version' }, 'zh')).toBe('of an older version')
  })
})

describe('the two errors that lie below the words', () => {
  const thrown = (run: () => unknown): LivingCircleError => {
    try {
      run()
    } catch (error) {
      return error as LivingCircleError
    }
    throw new Error('nothing was thrown')
  }

  it('say what their keys say', () => {
    const controller = new AbortController()
    controller.abort()
    const errors = [
      thrown(() => resolveOptions('draw', { widht: 1 }, { width: 2 } as Record<string, number>)),
      thrown(() => resolveOptions('draw', { zzzzzz: 1 }, { width: 2, height: 3 } as Record<string, number>)),
      thrown(() => throwIfAborted(controller.signal)),
    ]
    for (const error of errors) {
      expect(inEnglish(error.said!)).toBe(error.message)
      expect(error.hintSaid && inEnglish(error.hintSaid)).toBe(error.hint)
    }
  })
})
